//! Pages that print others: `all.html`, `print.html`, a manual in one page and by chapters.
//!
//! Told by what they are: one is a good part of its site, and most of it stands on pages less than half as long. So no
//! single page has it, as one of another version would. Blocks are sampled, so that the memory doesn't grow with the texts.

use std::collections::{BTreeMap, HashMap};

use super::shared::{self, text_bytes};
use crate::extract::Draft;
use crate::extract::edition::kin;

/// Blocks that are remembered, at most.
const SAMPLED: usize = 1 << 16;

/// The part of all pages of its language and version that such a page is at least, as one in this many: where folders
/// alone tell versions, the site has several of it.
const PART: u64 = 10;

/// Languages and versions whose pages are counted, at most.
const MOST_KINS: usize = 256;

/// What a page says, for the survey.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    kin: u64,
    bytes: u64,
}

impl Size {
    pub fn of(draft: &Draft) -> Self {
        Self { kin: kin(draft.language(), draft.edition()), bytes: text_bytes(draft.document()) }
    }
}

/// Where blocks stand: of those with the smallest hashes the length of the shortest page with it. What is among the
/// smallest in the end always was, so that all its pages are known.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    shortest: BTreeMap<u64, u64>,
    /// The bytes of all pages of a language and version.
    total: HashMap<u64, u64>,
}

impl Repeats {
    /// Counts a page with blocks of these hashes.
    pub fn add(&mut self, size: Size, blocks: &[u64]) {
        if self.total.len() < MOST_KINS || self.total.contains_key(&size.kin) {
            *self.total.entry(size.kin).or_default() += size.bytes;
        }
        for hash in blocks.iter().copied().map(scattered) {
            let is_full = self.shortest.len() == SAMPLED;
            if is_full && self.shortest.last_key_value().is_some_and(|(last, _)| *last < hash) {
                continue;
            }
            let shortest = self.shortest.entry(hash).or_insert(size.bytes);
            *shortest = size.bytes.min(*shortest);
            if self.shortest.len() > SAMPLED {
                self.shortest.pop_last();
            }
        }
    }

    /// Whether a page prints others. The blocks `common`, by index and ascending, are not its own.
    pub fn is_print(&self, draft: &Draft, common: &[u32]) -> bool {
        let Size { kin, bytes } = Size::of(draft);
        if self.total.get(&kin).is_none_or(|total| bytes * PART < *total) {
            return false;
        }
        let (mut sampled, mut repeated) = (0, 0);
        let blocks = (0..).zip(&draft.document().blocks).filter(|(at, _)| common.binary_search(at).is_err());
        for (_, block) in blocks {
            if let Some(shortest) = self.shortest.get(&scattered(shared::hash_of(block))) {
                sampled += block.text.len();
                repeated += if shortest * 2 < bytes { block.text.len() } else { 0 };
            }
        }
        repeated * 3 > sampled * 2
    }
}

/// Spreads hashes, so that the smallest are a fair sample.
fn scattered(hash: u64) -> u64 {
    hash.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
