//! The one way in which things are put in order.

use std::collections::BinaryHeap;

/// Returns the `limit` smallest of `keys`, ascending. O(n log limit).
///
/// Everything that is ordered at query time is packed into a number first: one heap of `u64`
/// is a few hundred bytes of wasm, where each instance of the library's sort is two thousand.
pub(crate) fn smallest(keys: &mut dyn Iterator<Item = u64>, limit: usize) -> Vec<u64> {
    let mut heap = BinaryHeap::new();
    for key in keys {
        if heap.len() < limit {
            heap.push(key);
        } else if heap.peek().is_some_and(|largest| key < *largest) {
            heap.pop();
            heap.push(key);
        }
    }
    heap.into_sorted_vec()
}

#[cfg(test)]
mod tests {
    use super::smallest;

    #[test]
    fn the_smallest_come_in_order() {
        let keys = [5, 3, 9, 1, 3, 7];
        assert_eq!(smallest(&mut keys.into_iter(), 4), [1, 3, 3, 5]);
        assert_eq!(smallest(&mut keys.into_iter(), usize::MAX), [1, 3, 3, 5, 7, 9]);
        assert_eq!(smallest(&mut keys.into_iter(), 0), Vec::<u64>::new());
    }
}
