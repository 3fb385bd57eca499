//! Counts what many pages have, and forgets what few have.

use std::collections::HashMap;

/// Pages after which what few have is forgotten: a count is too low by at most one for each batch of this many pages.
const WINDOW: u32 = 128;

/// How many pages have each of some hashes, by lossy counting (Manku and Motwani 2002, section 4.2): what more than
/// one page in [`WINDOW`] has is never forgotten, and the memory grows with the logarithm of the pages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Each with its count, and how many it may have missed.
    counts: HashMap<u64, (u32, u32)>,
    pages: u32,
}

impl Tally {
    /// Counts a page that has `hashes`, each at most once.
    pub fn add(&mut self, hashes: &[u64]) {
        let missed = self.pages / WINDOW;
        for hash in hashes {
            self.counts.entry(*hash).or_insert((0, missed)).0 += 1;
        }
        self.pages += 1;
        if self.pages.is_multiple_of(WINDOW) {
            let least = self.pages / WINDOW;
            self.counts.retain(|_, (count, missed)| *count + *missed > least);
        }
    }

    /// Returns how many pages were counted.
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// Returns the hashes that at least `least` pages have and more than `share` of all, in hundredths.
    pub fn frequent(&self, least: u32, share: u32) -> impl Iterator<Item = u64> {
        let needed = u64::from(self.pages) * u64::from(share);
        let is_frequent = move |count: u32| count >= least && u64::from(count) * 100 > needed;
        self.counts.iter().filter(move |(_, (count, _))| is_frequent(*count)).map(|(hash, _)| *hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_most_pages_have_is_found_among_many_that_few_have() {
        let mut tally = Tally::default();
        for page in 0..10_000u64 {
            let mut hashes = vec![1_000_000 + page * 2, 1_000_001 + page * 2];
            hashes.extend((page % 3 != 0).then_some(1));
            hashes.extend((page % 3 == 0).then_some(2));
            tally.add(&hashes);
        }
        assert_eq!(tally.frequent(3, 50).collect::<Vec<_>>(), [1]);
        assert!(tally.counts.len() < 20 * WINDOW as usize, "{} are kept", tally.counts.len());
    }

    #[test]
    fn two_pages_have_no_most() {
        let mut tally = Tally::default();
        (0..2).for_each(|_| tally.add(&[7]));
        assert_eq!(tally.frequent(3, 50).count(), 0);
    }
}
