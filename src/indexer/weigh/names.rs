//! What names are worth: of each word, how much of a name it is, and whole names as keys.
//!
//! docs/score.md ("Names") defines both. Integers only.

use std::collections::BTreeMap;
use std::io;

use findlet_core::format::keys::{self, MAX_KEY_BYTES};
use findlet_core::format::postings::{MAX_IMPACT, Posting};
use findlet_core::text::{Characters, Token, TokenKind, analyse};
use rayon::prelude::*;

use crate::collect::corpus::Corpus;
use crate::count::names::{Name, ends, names};
use crate::count::vocabulary::Vocabulary;
use crate::document::{Document, Weight};

/// What a word that is a whole name is worth.
pub(crate) const WHOLE_SHARE: u32 = 1 << 16;

/// Words of a name that is a key, at most; of titles that are longer the whole is.
const KEY_WORDS: usize = 6;

/// What a name is worth at most: that of a title.
const MAX_STRENGTH: u32 = 256;

/// Documents that a thread takes at once.
const CHUNK: usize = 64;

/// The names of all documents.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Word, document and share, ascending, each word and document once. Twelve bytes each.
    shares: Vec<(u32, u32, u32)>,
    /// The keys of whole names, each with the documents that are called so.
    pub keys: BTreeMap<String, Vec<Posting>>,
}

impl Names {
    /// Reads the names of all documents, in the threads of the pool that it is called in. Linear in them.
    pub fn new(corpus: &Corpus, vocabulary: &Vocabulary, characters: &Characters) -> io::Result<Self> {
        let reader = Reader { vocabulary, characters };
        let ids: Vec<usize> = (0..corpus.documents.len()).collect();
        let read = |ids: &[usize]| {
            let named = |id: &usize| Ok(reader.document(*id as u32, &corpus.read(*id)?));
            ids.iter().map(named).collect::<io::Result<Vec<_>>>()
        };
        let all: Vec<Vec<Named>> = ids.par_chunks(CHUNK).map(read).collect::<io::Result<_>>()?;
        let mut found = Self::default();
        for Named { document, shares, keys } in all.into_iter().flatten() {
            found.shares.extend(shares.into_iter().map(|(word, share)| (word, document, share)));
            for (key, impact) in keys {
                found.keys.entry(key).or_default().push(Posting { document, impact });
            }
        }
        found.shares.par_sort_unstable();
        Ok(found)
    }

    /// Returns the documents that have any of `words` in a name, ascending, and the greatest share of each.
    pub fn shares(&self, words: &[usize]) -> Vec<(u32, u32)> {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for word in words.iter().map(|word| *word as u32) {
            let first = self.shares.partition_point(|(other, ..)| *other < word);
            let own = self.shares[first..].iter().take_while(|(other, ..)| *other == word);
            found.extend(own.map(|(_, document, share)| (*document, *share)));
        }
        found.sort_unstable();
        // Of each document the last is the greatest.
        found.reverse();
        found.dedup_by_key(|(document, _)| *document);
        found.reverse();
        found
    }
}

/// The names of one document: of each word its greatest share, and the impact of each whole name.
#[derive(Debug)]
struct Named {
    document: u32,
    shares: BTreeMap<u32, u32>,
    keys: BTreeMap<String, u8>,
}

/// A token of a name.
struct Unit {
    key: String,
    start: usize,
    end: usize,
    kind: TokenKind,
    idf: u64,
}

impl Unit {
    fn is_in(&self, start: usize, end: usize) -> bool {
        start <= self.start && self.end <= end
    }
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    characters: &'a Characters,
}

impl Reader<'_> {
    fn document(self, id: u32, document: &Document) -> Named {
        let mut named = Named { document: id, shares: BTreeMap::new(), keys: BTreeMap::new() };
        let boost = u32::from(document.boost.sixteenths());
        for name in names(document, &self.vocabulary.sharing) {
            let strength = (name.strength * boost / u32::from(Weight::UNIT)).min(MAX_STRENGTH);
            let units = self.units(name.text);
            let (words, others): (Vec<Unit>, Vec<Unit>) =
                units.into_iter().partition(|unit| !matches!(unit.kind, TokenKind::Whole | TokenKind::Subword));
            if strength > 0 && !words.is_empty() {
                self.note_shares(Name { strength, ..name }, &words, &others, &mut named.shares);
                if !name.is_anchor && (words.len() <= KEY_WORDS || name.text == document.title) {
                    note_keys(strength, &words, &mut named.keys);
                }
            }
        }
        named
    }

    /// Returns the tokens of a name. The last letter of a run without spaces is one where it is alone.
    fn units(self, text: &str) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        analyse(text, self.characters, &mut |Token { key, start, end, kind, .. }| {
            let is_in_pair = |unit: &Unit| unit.kind == TokenKind::Pair && unit.end == end;
            if kind != TokenKind::Tail || !units.last().is_some_and(is_in_pair) {
                let idf = self.idf(key);
                units.push(Unit { key: key.to_owned(), start, end, kind, idf });
            }
        });
        units
    }

    /// Notes how much of a name each of its words is.
    fn note_shares(self, name: Name<'_>, words: &[Unit], others: &[Unit], shares: &mut BTreeMap<u32, u32>) {
        let within = |start, end| words.iter().filter(|word| word.is_in(start, end)).map(|word| word.idf).sum::<u64>();
        let total = within(0, name.text.len());
        let strength = u64::from(name.strength);
        let mut note = |key: &str, part: u64, whole: u64| {
            if let Some(word) = self.find(key) {
                let share = (strength * part * u64::from(WHOLE_SHARE / MAX_STRENGTH) / whole) as u32;
                let known = shares.entry(word).or_default();
                *known = share.min(WHOLE_SHARE).max(*known);
            }
        };
        words.iter().for_each(|word| note(&word.key, word.idf, total));
        for Unit { key, start, end, kind, idf } in others {
            let around = words.iter().find(|word| word.start <= *start && *end <= word.end);
            match (kind, around) {
                (TokenKind::Whole, _) => note(key, within(*start, *end), total),
                // A piece in camel case is less than the word.
                (_, Some(word)) => {
                    let humps = others.iter().filter(|other| other.kind == TokenKind::Subword);
                    let all: u64 = humps.filter(|hump| hump.is_in(word.start, word.end)).map(|hump| hump.idf).sum();
                    note(key, word.idf * idf * 4, total * all * 5);
                }
                _ => {}
            }
        }
        for end in ends(name.text).filter(|_| name.is_anchor) {
            let part = within(name.text.len() - end.len(), name.text.len());
            analyse(end, self.characters, &mut |token| {
                if token.kind == TokenKind::Whole {
                    note(token.key, (part * 3).min(total * 2), total * 2);
                }
            });
        }
    }

    fn find(self, key: &str) -> Option<u32> {
        self.vocabulary.words.binary_search_by(|word| word.key.as_str().cmp(key)).ok().map(|at| at as u32)
    }

    /// A number weighs as if one document had it: how often prices and dates have it as well says nothing of a name.
    fn idf(self, key: &str) -> u64 {
        let documents = self.vocabulary.lengths.len() as u32;
        let of_word = || self.find(key).map(|at| self.vocabulary.words[at as usize].documents);
        let holding = if key.chars().all(char::is_numeric) { None } else { of_word() }.unwrap_or(1);
        u64::from(findlet_core::query::idf(documents, holding))
    }
}

/// Notes a whole name as a key, and what is left of it without words at its ends that say little: `commit` of
/// `git commit`, where most pages have the one.
fn note_keys(strength: u32, words: &[Unit], keys: &mut BTreeMap<String, u8>) {
    let total: u64 = words.iter().map(|word| word.idf).sum();
    let (mut rest, mut left) = (words, total);
    loop {
        if let Some(key) = key(rest) {
            let impact = u64::from(strength) * left * u64::from(MAX_IMPACT) / (total * u64::from(MAX_STRENGTH));
            let known = keys.entry(key).or_insert(1);
            *known = (impact as u8).max(*known);
        }
        let [first, .., last] = rest else { break };
        if words.len() > KEY_WORDS {
            break;
        }
        let least = first.idf.min(last.idf);
        if least * 4 > total || (left - least) * 5 < total * 3 {
            break;
        }
        left -= least;
        rest = if last.idf == least { &rest[..rest.len() - 1] } else { &rest[1..] };
    }
}

/// Returns the key of a name, its last words left out where it would be too long.
fn key(words: &[Unit]) -> Option<String> {
    let mut words: Vec<&str> = words.iter().map(|word| word.key.as_str()).collect();
    while words.len() > 1 && keys::name(&words).len() > MAX_KEY_BYTES {
        words.pop();
    }
    Some(keys::name(&words)).filter(|key| key.len() <= MAX_KEY_BYTES)
}
