//! The one way in which things are put in order.

/// Returns the `limit` smallest of `keys`, ascending. O(n log limit).
///
/// Everything that is ordered at query time is packed into a number first: one heap sort of `u64`
/// (Williams 1964) is a few hundred bytes of wasm, where each instance of the library's sort is
/// two thousand.
pub(crate) fn smallest(keys: &mut dyn Iterator<Item = u64>, limit: usize) -> Vec<u64> {
    let mut heap = Vec::new();
    for key in keys {
        if heap.len() < limit {
            heap.push(key);
            if heap.len() == limit {
                heapify(&mut heap);
            }
        } else if let Some(largest) = heap.first_mut()
            && key < *largest
        {
            *largest = key;
            sift_down(&mut heap, 0);
        }
    }
    if heap.len() < limit {
        heapify(&mut heap);
    }
    for end in (1..heap.len()).rev() {
        heap.swap(0, end);
        sift_down(&mut heap[..end], 0);
    }
    heap
}

/// Puts the largest first, and so on below.
fn heapify(heap: &mut [u64]) {
    for at in (0..heap.len() / 2).rev() {
        sift_down(heap, at);
    }
}

/// Moves what is at `at` below what is larger.
fn sift_down(heap: &mut [u64], mut at: usize) {
    loop {
        let mut child = 2 * at + 1;
        if child + 1 < heap.len() && heap[child + 1] > heap[child] {
            child += 1;
        }
        if child >= heap.len() || heap[at] >= heap[child] {
            return;
        }
        heap.swap(at, child);
        at = child;
    }
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
