//! Proximity: of the first hits of an embedded index, those where neighbouring words of the query
//! stand close together move up.

use crate::format::postings::MAX_IMPACT;
use crate::query::features::FULL;
use crate::query::find::lookup::Lookup;
use crate::query::find::marks::Marks;
use crate::query::find::matches::{Read, Span, matches};
use crate::query::find::texts::body;
use crate::query::order::smallest;
use crate::query::score::rank::Sums;

/// Hits at most that are looked through.
pub const CLOSE_HITS: usize = 20;

/// Bytes of text at most that are looked through; a longer text ends it.
pub const CLOSE_BYTES: usize = 1 << 16;

/// How many words further on a neighbour may stand.
const WINDOW: u32 = 4;

/// How many times two words stand close, for that to be worth half of what it can be.
const SATURATION: u32 = 8;

/// Words whose idf is below this part of the greatest are no neighbours of any.
const COMMON: u32 = 4;

/// Adds to the scores of the first hits what their proximity is worth, and returns the hits in
/// the order that follows, at most `limit`; what it `read` is kept. `idfs` are those of the query's slots,
/// in order.
///
/// After the sequential dependence model (Metzler and Croft 2005, section 2.2): pairs of
/// neighbours count in a window of four words, and once more where they stand as typed.
pub(crate) fn rerank(
    lookup: &mut Lookup<'_>,
    idfs: &[u32],
    factor: u32,
    marks: &Marks,
    sums: &mut Sums,
    limit: usize,
    read: &mut Read,
) -> Vec<u32> {
    let mut order = sums.first(limit.max(CLOSE_HITS), false);
    if FULL && factor > 0 && idfs.len() > 1 && lookup.bundle.manifest.embedded_bytes > 0 && sums.places.is_none() {
        let pairs = Pairs::new(idfs);
        let first = &order[..order.len().min(CLOSE_HITS)];
        let mut left = CLOSE_BYTES;
        for document in first {
            let Some(worth) = proximity(lookup, *document, &pairs, marks, &mut left, read) else { break };
            if let Some(sum) = sums.sums.get_mut(*document as usize) {
                sum.score += worth * factor;
            }
        }
        let of = |document: &u32| sums.sums.get(*document as usize).map(|sum| sums.order(sum, *document));
        let moved = smallest(&mut first.iter().filter_map(of), CLOSE_HITS);
        for (place, key) in order.iter_mut().zip(moved) {
            *place = key as u32 & (crate::format::MAX_DOCUMENTS - 1);
        }
    }
    order.truncate(limit);
    order
}

/// Returns what the proximity of the words in a document is worth; nothing where it is too long.
fn proximity(
    lookup: &mut Lookup<'_>,
    document: u32,
    pairs: &Pairs,
    marks: &Marks,
    left: &mut usize,
    read: &mut Read,
) -> Option<u32> {
    let mut counts = vec![0u32; pairs.list.len()];
    let body = body(lookup, document, true)?;
    let matches = matches(lookup, &body, marks, left)?;
    matches.iter().for_each(|spans| pairs.count(spans, &mut counts));
    read.push((document, matches));
    let worth =
        |((.., idf), count): (&(u64, u64, u32), u32)| idf * u32::from(MAX_IMPACT) * count / (count + SATURATION);
    Some(pairs.list.iter().zip(counts).map(worth).sum())
}

/// The neighbours in a query: words that carry meaning, common ones between them left out.
struct Pairs {
    /// The bits of both slots, and the lesser idf.
    list: Vec<(u64, u64, u32)>,
}

impl Pairs {
    fn new(idfs: &[u32]) -> Self {
        let most = idfs.iter().max().copied().unwrap_or_default();
        let mut list = Vec::new();
        let mut before: Option<(usize, u32)> = None;
        for (at, idf) in idfs.iter().enumerate().filter(|(_, idf)| **idf * COMMON >= most) {
            if let Some((other, other_idf)) = before.replace((at, *idf)) {
                list.push((1 << other, 1 << at, other_idf.min(*idf)));
            }
        }
        Self { list }
    }

    /// Counts how often the two stand near each other, twice where they stand side by side as typed.
    fn count(&self, spans: &[Span], counts: &mut [u32]) {
        for (at, first) in spans.iter().enumerate() {
            for second in spans.iter().skip(at + 1).take_while(|second| second.position <= first.position + WINDOW) {
                for ((one, other, _), count) in self.list.iter().zip(&mut *counts) {
                    let in_order = first.slots & one != 0 && second.slots & other != 0;
                    let reversed = first.slots & other != 0 && second.slots & one != 0;
                    let adjacent = in_order && second.position == first.position + 1;
                    *count += u32::from(in_order || reversed) + u32::from(adjacent);
                }
            }
        }
    }
}
