//! The score: which documents answer a query, in which order. ARCHITECTURE.md states the
//! formula in full; integers only, so that it is the same everywhere.

use super::expand::{Expansion, Expansions};
use super::{Factors, Work};
use crate::format::MAX_DOCUMENTS;
use crate::order::smallest;

/// With fewer documents than this holding every word, those holding some follow.
pub const RELAX_BELOW: usize = 10;

/// Returns the inverse document frequency: `1 + 256 log2((N + 1) / (n + 1/2))`, rounded down
/// term by term. It is BM25's logarithm (Robertson and Zaragoza 2009, section 3.3, in the
/// variant that never turns negative) to another base.
pub(crate) fn idf(documents: u32, with_term: u32) -> u32 {
    1 + log2_fixed(2 * documents + 2).saturating_sub(log2_fixed(2 * with_term + 1))
}

/// Returns the base-2 logarithm of `value` in units of 1/256, rounded down; 0 for 0. Squares
/// the mantissa once per bit (Knuth, The Art of Computer Programming 1, section 1.2.2).
fn log2_fixed(value: u32) -> u32 {
    let Some(whole) = value.checked_ilog2() else { return 0 };
    let mut mantissa = u64::from(value) << 31 >> whole;
    let mut result = whole;
    for _ in 0..8 {
        mantissa = (mantissa * mantissa) >> 31;
        let bit = u32::from(mantissa >> 32 != 0);
        mantissa >>= bit;
        result = result << 1 | bit;
    }
    result
}

/// Returns what each document weighs for the needle with these expansions; 0 where it doesn't
/// answer it.
pub(crate) fn weigh(expansions: &Expansions<'_>, documents: u32, factors: &Factors, work: &mut Work) -> Vec<u32> {
    let mut weights = vec![0; documents as usize];
    let exact_idf = idf(documents, expansions.documents);
    for (expansion, factor) in &expansions.exact {
        raise(&mut weights, *expansion, exact_idf * factor, work);
    }
    if expansions.completions.is_empty() {
        return weights;
    }
    let mut impacts = vec![0; documents as usize];
    for completion in &expansions.completions {
        raise(&mut impacts, *completion, 1, work);
    }
    // A completion weighs by the number of documents that hold any of them or the word itself,
    // so that it never weighs more than the word.
    let union = weights.iter().zip(&impacts).filter(|(weight, impact)| **weight > 0 || **impact > 0).count();
    let unit = idf(documents, union as u32) * factors.prefix;
    for (weight, impact) in weights.iter_mut().zip(impacts) {
        *weight = (*weight).max(impact * unit);
    }
    weights
}

/// Raises the weights of the documents that hold a term to `unit` times its impact.
fn raise(weights: &mut [u32], expansion: Expansion<'_>, unit: u32, work: &mut Work) {
    for posting in work.count(expansion) {
        if let Some(weight) = weights.get_mut(posting.document as usize) {
            *weight = (*weight).max(unit * u32::from(posting.impact));
        }
    }
}

/// Adds to the weights of a compound whole what its parts weigh where a document holds all of
/// them: their mean, times `factors.parts`. Both add up, so that the whole comes first.
pub(crate) fn add_parts(whole: &mut [u32], parts: &[Vec<u32>], factors: &Factors) {
    for (document, weight) in whole.iter_mut().enumerate() {
        let of_parts = || parts.iter().filter_map(|weights| weights.get(document));
        if of_parts().all(|weight| *weight > 0) {
            let mean = of_parts().sum::<u32>().checked_div(parts.len() as u32);
            *weight += mean.unwrap_or(0) * factors.parts / Factors::UNIT;
        }
    }
}

/// A document in the ranking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ranked {
    pub document: u32,
    pub score: u32,
    /// The words it holds, one bit each.
    pub words: u64,
}

/// The whole ranking of a query.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    pub total: u32,
    /// The hits from `offset` on, at most `limit`.
    pub page: Vec<Ranked>,
}

/// What every document gathers, word by word.
#[derive(Debug)]
pub(crate) struct Sums {
    sums: Vec<Sum>,
    words: u32,
}

/// What a document gathers.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    score: u32,
    words: u64,
}

impl Sums {
    pub fn new(documents: u32) -> Self {
        Self { sums: vec![Sum::default(); documents as usize], words: 0 }
    }

    /// Adds the weights of the next word.
    pub fn add(&mut self, weights: &[u32]) {
        for (sum, weight) in self.sums.iter_mut().zip(weights) {
            sum.score += weight;
            sum.words |= u64::from(*weight > 0) << self.words;
        }
        self.words += 1;
    }

    /// Orders the documents: those with all words first, then by score, then by id.
    pub fn rank(&self, offset: usize, limit: usize) -> Ranking {
        let sums = &self.sums;
        let all = u64::MAX >> (64 - self.words.clamp(1, 64));
        let complete = sums.iter().filter(|sum| sum.words == all).count();
        let matches = |sum: &Sum| if complete < RELAX_BELOW { sum.words != 0 } else { sum.words == all };
        // Ascending is best first: whole before partial matches, higher scores, lower ids.
        let key = |(sum, id): (&Sum, u64)| u64::from(sum.words != all) << 52 | u64::from(!sum.score) << 20 | id;
        let matched = || sums.iter().zip(0..).filter(|(sum, _)| matches(sum));
        let best = smallest(&mut matched().map(key), offset.saturating_add(limit));
        let ranked = |key: &u64| {
            let document = *key as u32 & (MAX_DOCUMENTS - 1);
            sums.get(document as usize).map(|sum| Ranked { document, score: sum.score, words: sum.words })
        };
        let page = best.iter().skip(offset).filter_map(ranked).collect();
        Ranking { total: matched().count() as u32, page }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_right_to_its_last_bit() {
        for value in (1..5000).chain([1 << 20, u32::MAX]) {
            let exact = f64::from(value).log2() * 256.0;
            assert!((f64::from(log2_fixed(value)) - exact.floor()).abs() < 0.5, "{value}");
        }
        assert_eq!([0, 1, 2, 1024].map(log2_fixed), [0, 0, 256, 2560]);
    }

    #[test]
    fn rare_terms_weigh_more_and_no_term_weighs_nothing() {
        assert!(idf(1000, 1) > idf(1000, 10));
        assert_eq!(idf(1000, 1000), 1);
    }

    #[test]
    fn a_compound_is_its_whole_or_all_of_its_parts() {
        let mut whole = vec![0, 0, 100, 100, 0];
        let parts = [vec![0, 160, 160, 0, 32], vec![0, 0, 32, 0, 32]];
        add_parts(&mut whole, &parts, &Factors { parts: 8, ..Factors::default() });
        assert_eq!(whole, [0, 0, 148, 100, 16]);
    }

    #[test]
    fn the_score_of_the_heaviest_query_fits() {
        let most = u64::from(idf(crate::format::MAX_DOCUMENTS, 0))
            * u64::from(crate::format::postings::MAX_IMPACT)
            * u64::from(Factors::UNIT);
        assert!(u32::try_from(2 * most * super::super::parse::MAX_WORDS as u64).is_ok());
    }
}
