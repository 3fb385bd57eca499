//! Analyses the texts of some documents and gathers who holds which words, how often, and how
//! they are spelled.
//!
//! Documents are gathered in batches, each a range of ids. What a batch has goes aside as a run:
//! its words, ascending by key. Runs are merged later, in the order of their ids, so that where
//! one batch ends and the next begins makes no difference.

use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::io;
use std::ops::Range;

use findlet_core::format::{Writer, keys};
use findlet_core::text::{Characters, Token, TokenKind, analyse};
use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::aside::packed::pack;
use crate::aside::spool::{Extent, Spool};
use crate::collect::corpus::Corpus;
use crate::count::fields::Lengths;
use crate::count::fields::{Indexed, Scope, indexed_texts};
use crate::count::holdings::{Counting, Holdings};
use crate::count::names::sections;
use crate::count::sharing::Sharing;

/// What a batch of documents has.
#[derive(Debug)]
pub(crate) struct Batch {
    /// Where its words are, each with the length of its bytes before it.
    pub run: Extent,
    /// Words of each document by field, wholes of compounds and tails of runs not counted.
    pub lengths: Vec<Lengths>,
    /// The names of the fields.
    pub fields: BTreeSet<String>,
    /// How many are called alike.
    pub sharing: Sharing,
}

/// A key and its occurrences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Gathered {
    pub key: String,
    /// Bytes before the word proper: 0, or those that name a field.
    pub namespace: usize,
    /// How often it occurs in each language that can be conflated, ascending.
    pub languages: Vec<(usize, u64)>,
    /// Whatever the spelling.
    pub holdings: Holdings,
    /// The spellings that differ from the key, in the order of their first occurrence.
    pub spellings: Vec<Spelling>,
}

/// One spelling of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Spelling {
    /// As the analyser gives it: folded, with marks and joiners.
    pub form: String,
    /// As a dictionary has it: lower case, composed.
    pub surface: String,
    pub holdings: Holdings,
}

impl Gathered {
    /// Adds what later documents have of the same key.
    pub fn append(&mut self, later: Self) -> Option<()> {
        self.holdings.append(&later.holdings)?;
        for (language, count) in later.languages {
            add(&mut self.languages, language, count);
        }
        for spelling in later.spellings {
            match self.spellings.iter_mut().find(|known| known.form == spelling.form) {
                Some(known) => known.holdings.append(&spelling.holdings)?,
                None => self.spellings.push(spelling),
            }
        }
        Some(())
    }
}

fn add(languages: &mut Vec<(usize, u64)>, language: usize, count: u64) {
    match languages.binary_search_by_key(&language, |(known, _)| *known) {
        Ok(at) => languages[at].1 += count,
        Err(at) => languages.insert(at, (language, count)),
    }
}

/// Gathers the documents `ids` and puts their words into `runs`. Linear in their text.
pub(crate) fn gather(corpus: &Corpus, ids: Range<usize>, characters: &Characters, runs: &Spool) -> io::Result<Batch> {
    let mut gatherer = Gatherer::default();
    let mut batch =
        Batch { run: Extent::default(), lengths: Vec::new(), fields: BTreeSet::new(), sharing: Sharing::default() };
    for id in ids {
        let document = corpus.read(id)?;
        batch.sharing.add(&document, sections(&document));
        let (number, language) = (id as u32, corpus.languages.of_words[id]);
        let mut lengths = Lengths::default();
        for indexed in indexed_texts(&document) {
            gatherer.enter(number, language, &indexed);
            analyse(&indexed.text, characters, &mut |token| {
                let is_counted = !matches!(token.kind, TokenKind::Whole | TokenKind::Subword | TokenKind::Tail);
                if let Scope::Text(field) = indexed.scope {
                    lengths[field] += u32::from(is_counted);
                }
                gatherer.add(&token, &indexed.text);
            });
            batch.fields.extend(indexed.scope.name().map(str::to_owned));
        }
        batch.lengths.push(lengths);
    }
    batch.run = runs.append(&gatherer.into_run())?;
    Ok(batch)
}

/// The words of a batch.
#[derive(Default)]
struct Gatherer {
    words: Vec<Counted>,
    /// Where each key stands in `words`.
    by_key: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// The key being looked up, behind what names the field.
    key: String,
    here: Here,
}

/// Where the text stands that is being analysed.
#[derive(Default)]
struct Here {
    document: u32,
    language: Option<usize>,
    field: usize,
    weight: u8,
    namespace: usize,
}

/// A word whose last document is still being counted.
struct Counted {
    key: Box<str>,
    namespace: usize,
    languages: Vec<(usize, u64)>,
    holdings: Counting,
    spellings: Vec<(Spelling, Counting)>,
}

impl Gatherer {
    /// Goes to another text.
    fn enter(&mut self, document: u32, language: Option<usize>, indexed: &Indexed<'_>) {
        self.key.clear();
        self.key.extend(indexed.scope.name().map(|name| keys::field(name, "")));
        let (field, weight, namespace) = (indexed.scope.counted_as(), indexed.weight, self.key.len());
        self.here = Here { document, language, field, weight, namespace };
    }

    fn add(&mut self, token: &Token<'_>, text: &str) {
        self.key.truncate(self.here.namespace);
        self.key.push_str(token.key);
        let at = self.find();
        let Here { document, language, field, weight, .. } = self.here;
        let word = &mut self.words[at];
        word.holdings.add(document, field, weight);
        if let Some(language) = language {
            add(&mut word.languages, language, 1);
        }
        if token.form != token.key {
            let found = word.spellings.iter().position(|(spelling, _)| spelling.form == token.form);
            let at = found.unwrap_or_else(|| {
                let surface = dictionary_form(&text[token.start..token.end]);
                let spelling = Spelling { form: token.form.to_owned(), surface, holdings: Holdings::default() };
                word.spellings.push((spelling, Counting::default()));
                word.spellings.len() - 1
            });
            word.spellings[at].1.add(document, field, weight);
        }
    }

    /// Returns where the key stands among the words, as the last of them if it is new.
    fn find(&mut self) -> usize {
        let Self { words, by_key, hasher, key, here } = self;
        let hash = hasher.hash_one(key.as_str());
        if let Some(at) = by_key.find(hash, |at| *words[*at as usize].key == **key) {
            return *at as usize;
        }
        let at = words.len();
        words.push(Counted {
            key: key.as_str().into(),
            namespace: here.namespace,
            languages: Vec::new(),
            holdings: Counting::default(),
            spellings: Vec::new(),
        });
        by_key.insert_unique(hash, at as u32, |at| hasher.hash_one(&*words[*at as usize].key));
        at
    }

    fn into_run(self) -> Vec<u8> {
        let mut words = self.words;
        words.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        let mut run = Writer::default();
        for word in words {
            let bytes = pack(&word.finish());
            run.count(bytes.len());
            run.raw(&bytes);
        }
        run.into_bytes()
    }
}

impl Counted {
    fn finish(self) -> Gathered {
        let spelling =
            |(spelling, counting): (Spelling, Counting)| Spelling { holdings: counting.finish(), ..spelling };
        Gathered {
            key: self.key.into(),
            namespace: self.namespace,
            languages: self.languages,
            holdings: self.holdings.finish(),
            spellings: self.spellings.into_iter().map(spelling).collect(),
        }
    }
}

/// Returns a word as a dictionary has it, with plain apostrophes, without what is invisible.
fn dictionary_form(text: &str) -> String {
    let shown = text.chars().filter_map(|c| match c {
        '\u{2018}' | '\u{2019}' | '\u{2BC}' => Some('\''),
        _ if c.is_alphanumeric() || is_combining_mark(c) || c.is_ascii_punctuation() => Some(c),
        _ => None,
    });
    shown.collect::<String>().to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aside::packed::unpack;

    #[test]
    fn a_word_comes_back_and_goes_on_in_later_documents() {
        let holdings = |document: u32| {
            let mut holdings = Holdings::default();
            holdings.push(document, &[0, 0, 0, 16, 0, 0, 0]);
            holdings
        };
        let spelling = |form: &str, document| Spelling {
            form: form.to_owned(),
            surface: form.to_owned(),
            holdings: holdings(document),
        };
        let word = |document, spellings: Vec<Spelling>, languages: &[(usize, u64)]| Gathered {
            key: "cafe".to_owned(),
            namespace: 0,
            languages: languages.to_vec(),
            holdings: holdings(document),
            spellings,
        };
        let mut first = word(0, vec![spelling("e\u{301}", 0)], &[(1, 2)]);
        assert_eq!(unpack::<Gathered>(&pack(&first)).unwrap(), first);
        first.append(word(5, vec![spelling("e\u{300}", 5), spelling("e\u{301}", 5)], &[(0, 1), (1, 1)])).unwrap();
        assert_eq!(first.languages, [(0, 1), (1, 3)]);
        let held: Vec<(&str, u32)> =
            first.spellings.iter().map(|known| (known.form.as_str(), known.holdings.documents)).collect();
        assert_eq!(held, [("e\u{301}", 2), ("e\u{300}", 1)]);
    }
}
