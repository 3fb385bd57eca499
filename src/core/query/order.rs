//! The one way in which things are put in order.

use crate::format::MAX_DOCUMENTS;

/// Something to be put in order, as one number: what it goes by in the upper bits, the least first, and
/// what it is in the lower ones, which tells equal ones apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ranked(u64);

impl Ranked {
    const ID_BITS: u32 = MAX_DOCUMENTS.trailing_zeros();
    /// Documents take a bit more than their ids.
    const DOCUMENT_BITS: u32 = Self::ID_BITS + 1;

    /// Ranks a document by its group, then by its place there.
    pub fn document(group: u64, place: u32, id: u32) -> Self {
        Self((group << 32 | u64::from(place)) << Self::ID_BITS | u64::from(id))
    }

    /// Returns the id of a ranked document.
    pub fn id(self) -> u32 {
        self.0 as u32 & (MAX_DOCUMENTS - 1)
    }

    /// Ranks what is at position `at` of a list by a `count`, the most first.
    pub fn most(count: u32, at: usize) -> Self {
        Self(u64::from(!count) << 32 | at as u64)
    }

    /// Ranks what is at position `at` of a list by its cost, then by how many `documents` it is in, the
    /// most first.
    pub fn cheapest(cost: u32, documents: u32, at: usize) -> Self {
        let rare = !documents & ((1 << Self::DOCUMENT_BITS) - 1);
        Self(u64::from(cost << Self::DOCUMENT_BITS | rare) << 32 | at as u64)
    }

    /// Returns the position that was ranked by [`most`](Self::most) or [`cheapest`](Self::cheapest).
    pub fn at(self) -> usize {
        self.0 as u32 as usize
    }

    /// Returns the cost that was ranked by [`cheapest`](Self::cheapest).
    pub fn cost(self) -> u32 {
        (self.0 >> (32 + Self::DOCUMENT_BITS)) as u32
    }
}

/// Returns the `limit` smallest of `keys`, ascending. O(n log limit).
///
/// Everything that is ordered at query time is packed into a number first: one heap sort of `u64`
/// (Williams 1964) is a few hundred bytes of wasm, where each instance of the library's sort is
/// two thousand.
pub(crate) fn smallest(keys: &mut dyn Iterator<Item = Ranked>, limit: usize) -> Vec<Ranked> {
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
fn heapify(heap: &mut [Ranked]) {
    for at in (0..heap.len() / 2).rev() {
        sift_down(heap, at);
    }
}

/// Moves what is at `at` below what is larger.
fn sift_down(heap: &mut [Ranked], mut at: usize) {
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
    use super::*;

    #[test]
    fn the_smallest_come_in_order() {
        let ordered = |limit| {
            let keys = smallest(&mut [5, 3, 9, 1, 3, 7].map(Ranked).into_iter(), limit);
            keys.into_iter().map(|key| key.0).collect::<Vec<_>>()
        };
        assert_eq!(ordered(4), [1, 3, 3, 5]);
        assert_eq!(ordered(usize::MAX), [1, 3, 3, 5, 7, 9]);
        assert_eq!(ordered(0), Vec::<u64>::new());
    }

    #[test]
    fn documents_are_ranked_by_group_then_place_then_id() {
        let last = MAX_DOCUMENTS - 1;
        let ranked = [(0, 9, last), (1, 0, 0), (1, 0, last), (1, u32::MAX, 0), (4, 0, 0)];
        let ranked = ranked.map(|(group, place, id)| Ranked::document(group, place, id));
        assert!(ranked.is_sorted_by(|a, b| a < b));
        assert_eq!(ranked.map(Ranked::id), [last, 0, last, 0, 0]);
    }

    #[test]
    fn lists_are_ranked_by_count_or_by_cost_and_documents() {
        let most = [(7, 3), (2, 0), (2, 1), (0, 0)].map(|(count, at)| Ranked::most(count, at));
        assert!(most.is_sorted_by(|a, b| a < b));
        assert_eq!(most.map(Ranked::at), [3, 0, 1, 0]);
        let cheapest = [(1, MAX_DOCUMENTS, 9), (1, 5, 0), (1, 5, 1), (1, 0, 0), (5, 8, 2)];
        let cheapest = cheapest.map(|(cost, documents, at)| Ranked::cheapest(cost, documents, at));
        assert!(cheapest.is_sorted_by(|a, b| a < b));
        assert_eq!(cheapest.map(|one| (one.cost(), one.at())), [(1, 9), (1, 0), (1, 1), (1, 0), (5, 2)]);
    }
}
