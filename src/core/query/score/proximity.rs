//! Proximity: of the first hits of an embedded index, those where neighbouring words of the query
//! stand close together move up.

use crate::format::postings::MAX_TEXT_IMPACT;
use crate::query::features::FULL;
use crate::query::find::lookup::Lookup;
use crate::query::find::marks::Marks;
use crate::query::find::matches::{Read, Span, matches, text_bytes};
use crate::query::find::texts::body;
use crate::query::score::rank::Sums;

/// Hits at most that are looked through.
pub const PROXIMITY_HITS: usize = 20;

/// Bytes of text at most that are looked through; a longer text ends it.
pub const PROXIMITY_BYTES: usize = 1 << 16;

/// How many words further on a neighbour may stand.
const WINDOW: u32 = 4;

/// How many times two words stand close, for that to be worth half of what it can be.
const SATURATION: u32 = 8;

/// Words whose idf is below this part of the greatest are no neighbours of any.
const COMMON: u32 = 4;

/// Adds to the scores of the first of `hits` what the proximity of their words is worth, and puts them in
/// order again. Returns what it read of their texts. Does nothing where there are no `pairs`.
///
/// After the sequential dependence model (Metzler and Croft 2005, section 2.2): pairs of
/// neighbours count in a window of four words, and once more where they stand as typed.
pub(crate) fn rerank(
    lookup: &mut Lookup<'_>,
    pairs: &Pairs,
    marks: &Marks,
    hits: &mut [u32],
    sums: &mut Sums,
) -> Vec<Read> {
    let mut read = Vec::new();
    if !FULL {
        return read;
    }
    let is_read = !pairs.list.is_empty() && lookup.bundle.manifest.embedded_bytes > 0 && !sums.is_ordered();
    let first = hits.len().min(if is_read { PROXIMITY_HITS } else { 0 });
    let Some(first) = hits.get_mut(..first) else { return read };
    let mut left = PROXIMITY_BYTES;
    for document in first.iter() {
        let Some(body) = body(lookup, *document, true) else { break };
        let Some(rest) = left.checked_sub(text_bytes(&body)) else { break };
        left = rest;
        let matches = matches(lookup, &body, marks);
        sums.raise(*document, pairs.worth(&matches));
        read.push(Read { document: *document, matches });
    }
    sums.reorder(first);
    read
}

/// Two neighbouring slots.
struct Pair {
    /// Their bits.
    first: u64,
    second: u64,
    /// The lesser idf.
    idf: u32,
}

/// The neighbours in a query: words that carry meaning, common ones between them left out.
pub(crate) struct Pairs {
    list: Vec<Pair>,
    /// What they are worth, in sixteenths.
    factor: u32,
}

impl Pairs {
    /// Returns the pairs of slots with these `idfs`, in order; none where they are worth nothing.
    pub fn new(idfs: &[u32], factor: u32) -> Self {
        let most = idfs.iter().max().copied().unwrap_or_default();
        let mut list = Vec::new();
        let mut before: Option<(usize, u32)> = None;
        for (at, idf) in idfs.iter().enumerate().filter(|(_, idf)| FULL && factor > 0 && **idf * COMMON >= most) {
            if let Some((other, other_idf)) = before.replace((at, *idf)) {
                list.push(Pair { first: 1 << other, second: 1 << at, idf: other_idf.min(*idf) });
            }
        }
        Self { list, factor }
    }

    /// Returns what the proximity of words in a text is worth, by the matches in each of its blocks.
    fn worth(&self, matches: &[Vec<Span>]) -> u32 {
        let mut counts = vec![0u32; self.list.len()];
        matches.iter().for_each(|spans| self.count(spans, &mut counts));
        let worth = |(pair, count): (&Pair, u32)| {
            pair.idf * u32::from(MAX_TEXT_IMPACT) * count / (count + SATURATION) * self.factor
        };
        self.list.iter().zip(counts).map(worth).sum()
    }

    /// Counts how often the two stand near each other, twice where they stand side by side as typed.
    fn count(&self, spans: &[Span], counts: &mut [u32]) {
        for (at, first) in spans.iter().enumerate() {
            for second in spans.iter().skip(at + 1).take_while(|second| second.position <= first.position + WINDOW) {
                for (pair, count) in self.list.iter().zip(&mut *counts) {
                    let in_order = first.slots & pair.first != 0 && second.slots & pair.second != 0;
                    let reversed = first.slots & pair.second != 0 && second.slots & pair.first != 0;
                    let adjacent = in_order && second.position == first.position + 1;
                    *count += u32::from(in_order || reversed) + u32::from(adjacent);
                }
            }
        }
    }
}
