//! From a word to the terms that answer it.

use super::Factors;
use super::parse::Needle;
use crate::format::terms::Terms;
use crate::order::smallest;
use crate::text::VARIANT;

/// Completions of a prefix at most: those in most documents, then first in key order.
pub const MAX_COMPLETIONS: usize = 256;

/// A term that answers a needle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expansion<'a> {
    pub terms: &'a Terms,
    pub rank: u32,
}

/// The terms that answer a needle, by how well.
#[derive(Debug, Default)]
pub(crate) struct Expansions<'a> {
    /// The term itself and its spelling, each with its factor.
    pub exact: Vec<(Expansion<'a>, u32)>,
    /// In how many documents the folded word is, whatever its spelling.
    pub documents: u32,
    /// What the needle is a prefix of, itself left out.
    pub completions: Vec<Expansion<'a>>,
}

/// Looks `needle` up in the shards that may hold it. Spellings are indexed only where a word has
/// several: without them, the folded word is as exact as it gets.
pub(crate) fn expand<'a>(needle: &Needle, shards: &[&'a Terms], factors: &Factors) -> Expansions<'a> {
    let find =
        |key: &str| shards.iter().find_map(|terms| terms.lexicon.rank(key).map(|rank| Expansion { terms, rank }));
    let mut spelling = needle.key.clone();
    spelling.push(VARIANT);
    let is_spelled = shards.iter().any(|terms| !terms.lexicon.ranks(&spelling).is_empty());
    if needle.form != needle.key {
        spelling.push_str(&needle.form);
    }
    let folded = find(&needle.key);
    let mut exact = Vec::new();
    if let Some(folded) = folded {
        exact.push((folded, if is_spelled { factors.folded } else { factors.exact }));
    }
    if let Some(spelled) = find(&spelling) {
        exact.push((spelled, factors.exact));
    }
    let documents = folded.map_or(0, |folded| folded.terms.documents(folded.rank));
    let completions = if needle.is_prefix { completions(&needle.key, shards) } else { Vec::new() };
    Expansions { exact, documents, completions }
}

fn completions<'a>(key: &str, shards: &[&'a Terms]) -> Vec<Expansion<'a>> {
    let mut found = Vec::new();
    for terms in shards {
        let itself = terms.lexicon.rank(key);
        let ranks = terms.lexicon.ranks(key).filter(|rank| Some(*rank) != itself && !terms.is_variant(*rank));
        found.extend(ranks.map(|rank| Expansion { terms, rank }));
    }
    if found.len() <= MAX_COMPLETIONS {
        return found;
    }
    // Found in key order: the position stands for the key.
    let merit = |(at, found): (usize, &Expansion<'_>)| u64::from(!found.terms.documents(found.rank)) << 32 | at as u64;
    let best = smallest(&mut found.iter().enumerate().map(merit), MAX_COMPLETIONS);
    best.iter().filter_map(|key| found.get(*key as u32 as usize).copied()).collect()
}
