//! The score: which documents answer a query, in which order. ARCHITECTURE.md states the
//! formula in full; integers only, so that it is the same everywhere.

use super::expand::Expansions;
use super::parse::Word;
use super::{Factors, Work};
use crate::format::MAX_DOCUMENTS;
use crate::order::smallest;

/// With fewer documents than this holding every word, those holding some follow.
pub const RELAX_BELOW: usize = 10;

/// A document that answers a needle or word, and how strongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub document: u32,
    pub weight: u32,
}

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

/// Returns the documents that answer the needle with these expansions, ascending.
pub(crate) fn matches(expansions: &Expansions<'_>, documents: u32, factors: &Factors, work: &mut Work) -> Vec<Match> {
    let mut weights = vec![0u32; documents as usize];
    let exact_idf = idf(documents, expansions.documents);
    for (expansion, factor) in &expansions.exact {
        for posting in work.count(*expansion) {
            let weight = &mut weights[posting.document as usize];
            *weight = (*weight).max(exact_idf * u32::from(posting.impact) * factor);
        }
    }
    let mut impacts = vec![0u8; if expansions.completions.is_empty() { 0 } else { documents as usize }];
    for completion in &expansions.completions {
        for posting in work.count(*completion) {
            let impact = &mut impacts[posting.document as usize];
            *impact = (*impact).max(posting.impact);
        }
    }
    add_completions(&mut weights, &impacts, factors.prefix);
    let matched = weights.into_iter().zip(0..).filter(|(weight, _)| *weight > 0);
    matched.map(|(weight, document)| Match { document, weight }).collect()
}

/// A completion weighs by the number of documents that hold any of them or the word itself, so
/// that it never weighs more than the word.
fn add_completions(weights: &mut [u32], impacts: &[u8], factor: u32) {
    let union = weights.iter().zip(impacts).filter(|(weight, impact)| **weight > 0 || **impact > 0).count();
    let idf = idf(weights.len() as u32, union as u32);
    for (weight, impact) in weights.iter_mut().zip(impacts) {
        *weight = (*weight).max(idf * u32::from(*impact) * factor);
    }
}

/// Returns the documents that hold the whole of a compound or else all of its parts. The parts
/// weigh as their mean, times `factors.parts`; both add up, so that the whole comes first.
pub(crate) fn compound(whole: Vec<Match>, parts: Vec<Vec<Match>>, factors: &Factors) -> Vec<Match> {
    let count = parts.len() as u32;
    let Some(mut together) = parts.into_iter().reduce(|a, b| intersect(&a, &b)) else { return whole };
    for found in &mut together {
        found.weight = found.weight / count * factors.parts / Factors::UNIT;
    }
    together.retain(|found| found.weight > 0);
    unite(&whole, &together)
}

fn intersect(a: &[Match], b: &[Match]) -> Vec<Match> {
    let find = |document| b.binary_search_by_key(&document, |other| other.document).ok().map(|at| b[at].weight);
    a.iter().filter_map(|one| find(one.document).map(|weight| Match { weight: one.weight + weight, ..*one })).collect()
}

fn unite(a: &[Match], b: &[Match]) -> Vec<Match> {
    let (mut a, mut b) = (a.iter().copied().peekable(), b.iter().copied().peekable());
    core::iter::from_fn(|| match (a.peek().copied(), b.peek().copied()) {
        (Some(one), Some(other)) if one.document == other.document => {
            a.next();
            b.next();
            Some(Match { weight: one.weight + other.weight, ..one })
        }
        (Some(one), Some(other)) if one.document > other.document => b.next(),
        (Some(_), _) => a.next(),
        (None, _) => b.next(),
    })
    .collect()
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

/// Adds up the matches of all words and orders the documents: those with all words first,
/// then by score, then by id.
pub(crate) fn rank(words: &[Word], matches: &[Vec<Match>], documents: u32, offset: usize, limit: usize) -> Ranking {
    let mut sums = vec![Sum::default(); documents as usize];
    for (word, matches) in matches.iter().enumerate() {
        for found in matches {
            let sum = &mut sums[found.document as usize];
            sum.score += found.weight;
            sum.words |= 1 << word;
        }
    }
    let all = u64::MAX >> (64 - words.len().clamp(1, 64));
    let complete = sums.iter().filter(|sum| sum.words == all).count();
    let matches = |sum: &Sum| if complete < RELAX_BELOW { sum.words != 0 } else { sum.words == all };
    // Ascending is best first: whole before partial matches, higher scores, lower ids.
    let key = |(sum, id): (&Sum, u64)| u64::from(sum.words != all) << 52 | u64::from(!sum.score) << 20 | id;
    let best =
        smallest(&mut sums.iter().zip(0..).filter(|(sum, _)| matches(sum)).map(key), offset.saturating_add(limit));
    let ranked = |key: &u64| {
        let document = *key as u32 & (MAX_DOCUMENTS - 1);
        sums.get(document as usize).map(|sum| Ranked { document, score: sum.score, words: sum.words })
    };
    let page = best.iter().skip(offset).filter_map(ranked).collect();
    Ranking { total: sums.iter().filter(|sum| matches(sum)).count() as u32, page }
}

/// What a document gathers.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    score: u32,
    words: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_right_to_its_last_bit() {
        for value in (1..5000).chain([1 << 20, u32::MAX]) {
            let exact = f64::from(value).log2() * 256.0;
            assert!((f64::from(log2_fixed(value)) - exact.floor()).abs() <= 1.0, "{value}");
        }
        assert_eq!([0, 1, 2, 1024].map(log2_fixed), [0, 0, 256, 2560]);
    }

    #[test]
    fn rare_terms_weigh_more_and_no_term_weighs_nothing() {
        assert!(idf(1000, 1) > idf(1000, 10));
        assert!(idf(1000, 1000) >= 1);
    }

    fn list(pairs: &[(u32, u32)]) -> Vec<Match> {
        pairs.iter().map(|(document, weight)| Match { document: *document, weight: *weight }).collect()
    }

    #[test]
    fn a_compound_is_its_whole_or_all_of_its_parts() {
        let parts = vec![list(&[(1, 160), (2, 160), (4, 32)]), list(&[(2, 32), (4, 32)])];
        let found = compound(list(&[(2, 100), (3, 100)]), parts, &Factors { parts: 8, ..Factors::default() });
        assert_eq!(found, list(&[(2, 148), (3, 100), (4, 16)]));
    }

    #[test]
    fn the_score_of_the_heaviest_query_fits() {
        let most = u64::from(idf(crate::format::MAX_DOCUMENTS, 0))
            * u64::from(crate::format::postings::MAX_IMPACT)
            * u64::from(Factors::UNIT);
        assert!(u32::try_from(2 * most * super::super::parse::MAX_WORDS as u64).is_ok());
    }
}
