//! The documents, cut into words, with their classes and impacts.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use findlet_core::text::{Characters, TokenKind, analyse};
use findlet_indexer::{BlockKind, Document, Options, Weight};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::asked::{Alternative, Needle, Word};
use super::names::Name;

/// Of the words of the tests, those that say little in English.
const STOPS: [&str; 5] = ["a", "an", "and", "i", "the"];

const TITLE: usize = 4;
const KEYWORDS: usize = 5;
const LINKS: usize = 6;

/// A token of a document.
#[derive(Debug)]
struct Occurrence {
    /// The field that a query names, empty for all words.
    scope: String,
    field: usize,
    key: String,
    form: String,
    /// Whether it is of a script without spaces.
    is_paired: bool,
    /// As a dictionary has it.
    surface: String,
    is_english: bool,
    /// What the block weighs that it stands in.
    weight: f64,
}

#[derive(Debug, Default)]
pub(super) struct Text {
    /// The tokens of every place, with the name of the place where it has one.
    occurrences: Vec<Occurrence>,
    lengths: [f64; 7],
    /// The blocks, and behind them the title: what a phrase doesn't leave.
    texts: Vec<String>,
    pub names: Vec<Name>,
    /// What the document weighs.
    boost: f64,
}

pub(super) struct Collection<'a> {
    pub documents: Vec<Text>,
    pub characters: &'a Characters,
    /// Of each scope and key, the keys of its class, itself among them.
    classes: BTreeMap<(String, String), BTreeSet<String>>,
    /// The keys that are possessives: they are counted apart in their class.
    possessives: BTreeSet<(String, String)>,
    pub stops: BTreeSet<String>,
    pub options: Options,
    /// Of each document, how much of a name its keys are.
    named: Vec<BTreeMap<String, u64>>,
}

impl<'a> Collection<'a> {
    pub fn new(documents: &[Document], characters: &'a Characters, options: &Options) -> Self {
        let mut sorted: Vec<&Document> = documents.iter().collect();
        sorted.sort_by_cached_key(|document| place(document, documents));
        let documents: Vec<Text> = sorted.iter().map(|document| Text::new(document, documents, characters)).collect();
        let mut collection = Self {
            documents,
            characters,
            classes: BTreeMap::new(),
            possessives: BTreeSet::new(),
            stops: BTreeSet::new(),
            options: options.clone(),
            named: Vec::new(),
        };
        collection.conflate();
        collection.named = collection.named();
        collection
    }

    /// Keys whose stems are equal are one class.
    fn conflate(&mut self) {
        let mut stems: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        let keys: BTreeSet<(String, String)> =
            self.occurrences().map(|one| (one.scope.clone(), one.key.clone())).collect();
        for (scope, key) in keys {
            let Some(surface) = self.surface(&scope, &key) else { continue };
            if surface.contains('\'') {
                self.possessives.insert((scope.clone(), key.clone()));
            }
            if scope.is_empty() && STOPS.contains(&surface.as_str()) {
                self.stops.insert(key.clone());
            }
            if let Some(stem) = stem(&surface) {
                stems.entry((scope, stem)).or_default().insert(key);
            }
        }
        for ((scope, _), keys) in stems {
            self.classes.extend(keys.iter().map(|key| ((scope.clone(), key.clone()), keys.clone())));
        }
    }

    /// Returns the most frequent spelling of a key; nothing where no English document has it.
    fn surface(&self, scope: &str, key: &str) -> Option<String> {
        let mut counts: Vec<(&str, &str, f64)> = Vec::new();
        let mut plain = 0.0;
        let mut is_english = false;
        for one in self.occurrences().filter(|one| one.scope == scope && one.key == key) {
            is_english |= one.is_english;
            if one.form == one.key {
                plain += one.weight;
            } else if let Some((.., count)) = counts.iter_mut().find(|(form, ..)| *form == one.form) {
                *count += one.weight;
            } else {
                counts.push((&one.form, &one.surface, one.weight));
            }
        }
        let most = counts.iter().map(|(.., count)| *count).max_by(f64::total_cmp).filter(|most| *most > plain);
        let chosen = counts.iter().find(|(.., count)| Some(*count) == most);
        is_english.then(|| chosen.map_or(key, |(_, surface, _)| surface).to_owned())
    }

    fn occurrences(&self) -> impl Iterator<Item = &Occurrence> {
        self.documents.iter().flat_map(|text| &text.occurrences)
    }

    /// Returns the keys of the class of `key`, itself among them.
    pub fn class(&self, scope: &str, key: &str) -> BTreeSet<String> {
        let class = self.classes.get(&(scope.to_owned(), key.to_owned())).cloned();
        class.unwrap_or_else(|| BTreeSet::from([key.to_owned()]))
    }

    /// Returns all keys of a scope, ascending.
    pub fn keys(&self, scope: &str) -> BTreeSet<&str> {
        self.occurrences().filter(|one| one.scope == scope).map(|one| one.key.as_str()).collect()
    }

    pub fn spellings(&self, key: &str) -> BTreeSet<&str> {
        let same = self.occurrences().filter(|one| one.scope.is_empty() && one.key == key);
        same.map(|one| one.form.as_str()).collect()
    }

    pub fn holds(&self, id: usize, scope: &str, key: &str) -> bool {
        self.documents[id].occurrences.iter().any(|one| one.scope == scope && one.key == key)
    }

    /// In how many documents a key is.
    pub fn documents_with(&self, scope: &str, key: &str) -> usize {
        (0..self.documents.len()).filter(|id| self.holds(*id, scope, key)).count()
    }

    /// In how many documents any key of the class of `key` is.
    pub fn documents_with_class(&self, scope: &str, key: &str) -> usize {
        let class = self.class(scope, key);
        let holds = |id: &usize| class.iter().any(|key| self.holds(*id, scope, key));
        (0..self.documents.len()).filter(holds).count()
    }

    pub fn documents_so_spelled(&self, key: &str, form: &str) -> usize {
        (0..self.documents.len()).filter(|id| self.impact_of_spelling(*id, key, form) > 0).count()
    }

    /// The impact of a key in the documents that hold it: that of its class.
    pub fn impact(&self, id: usize, scope: &str, key: &str) -> u32 {
        if !self.holds(id, scope, key) {
            return 0;
        }
        let class = self.class(scope, key);
        let own = &self.documents[id].occurrences;
        let is_paired = own.iter().any(|one| one.key == key && one.is_paired);
        let count = |are_possessives: bool| {
            let is_meant = |one: &&Occurrence| {
                let named = (one.scope.clone(), one.key.clone());
                one.scope == scope && class.contains(&one.key) && self.possessives.contains(&named) == are_possessives
            };
            counted(own.iter().filter(is_meant))
        };
        let (plain, possessive) = (count(false), count(true));
        let of = |key: &String| self.named[id].get(key).copied().filter(|_| scope.is_empty()).unwrap_or(0);
        let share = class.iter().map(of).max().unwrap_or(0);
        self.quantised(id, &std::array::from_fn(|field| plain[field].max(possessive[field])), share, is_paired)
    }

    pub fn impact_of_spelling(&self, id: usize, key: &str, form: &str) -> u32 {
        let is_meant = |one: &&Occurrence| one.scope.is_empty() && one.key == key && one.form == form;
        let share = self.named[id].get(key).copied().unwrap_or(0);
        self.quantised(id, &counted(self.documents[id].occurrences.iter().filter(is_meant)), share, false)
    }

    /// BM25F, and 1.25 times the share of a name, quantised to 1 to 64; 0 where there is nothing.
    fn quantised(&self, id: usize, counts: &[f64; 7], share: u64, is_paired: bool) -> u32 {
        if counts.iter().all(|count| *count == 0.0) {
            return 0;
        }
        let weights = &self.options.weights;
        let by_field = [
            weights.caption,
            weights.summary,
            weights.heading,
            weights.body,
            weights.title,
            weights.keywords,
            weights.links,
        ];
        let sum: f64 = (0..7).map(|field| counts[field] * (by_field[field] / self.norm(id, field))).sum();
        let frequency = sum * self.documents[id].boost;
        let k1 = if is_paired { self.options.k1 / 1.5 } else { self.options.k1 };
        let saturated = if frequency == 0.0 { 0.0 } else { frequency / (k1 + frequency) };
        let named = share as f64 / 65_536.0;
        (((saturated + 1.25 * named) / 2.25 * 64.0).floor() as u32 + 1).min(64)
    }

    fn norm(&self, id: usize, field: usize) -> f64 {
        let lengths = self.documents.iter().map(|text| text.lengths[field]);
        let present: Vec<f64> = lengths.filter(|length| *length > 0.0).collect();
        let mean = present.iter().sum::<f64>() / present.len() as f64;
        let b = if field == KEYWORDS || field == LINKS { 0.0 } else { self.options.b };
        let relative = if present.is_empty() { 1.0 } else { self.documents[id].lengths[field].max(1.0) / mean };
        1.0 - b + b * relative
    }

    /// Whether the words of a phrase stand side by side in a text of the document.
    pub fn has_phrase(&self, id: usize, phrase: &Alternative) -> bool {
        let wanted: Vec<&Needle> = phrase.words.iter().flat_map(Word::sequence).collect();
        let is_there = |needle: &Needle, (key, form): &(String, String)| {
            needle.key == *key && (needle.form == needle.key || needle.form == *form)
        };
        self.documents[id].texts.iter().any(|text| {
            let found = side_by_side(text, self.characters);
            found
                .windows(wanted.len())
                .any(|window| wanted.iter().zip(window).all(|(needle, token)| is_there(needle, token)))
        })
    }

    /// Returns the texts of the blocks of a document.
    pub fn blocks(&self, id: usize) -> impl Iterator<Item = &str> {
        let texts = &self.documents[id].texts;
        texts[..texts.len() - 1].iter().map(String::as_str)
    }
}

impl Text {
    fn new(document: &Document, all: &[Document], characters: &Characters) -> Self {
        let boost = factor(document.boost);
        let mut text = Self { names: Name::all(document, all, characters), boost, ..Self::default() };
        let is_english = document.language.as_deref() == Some("en");
        let mut add = |scope: &str, field: usize, content: &str, weight: f64| {
            analyse(content, characters, &mut |token| {
                let is_extra = matches!(token.kind, TokenKind::Whole | TokenKind::Subword | TokenKind::Tail);
                text.lengths[field] += if scope.is_empty() && !is_extra { 1.0 } else { 0.0 };
                text.occurrences.push(Occurrence {
                    scope: scope.to_owned(),
                    field,
                    key: token.key.to_owned(),
                    form: token.form.to_owned(),
                    is_paired: matches!(token.kind, TokenKind::Pair | TokenKind::Tail),
                    surface: content[token.start..token.end].replace('’', "'").to_lowercase(),
                    is_english,
                    weight,
                });
            });
        };
        add("", TITLE, &document.title, 1.0);
        add("title", TITLE, &document.title, 1.0);
        let fields = [BlockKind::Caption, BlockKind::Summary, BlockKind::Heading, BlockKind::Paragraph];
        for (at, block) in (0..).zip(&document.blocks) {
            let said = document.weights.iter().find(|(block, _)| *block == at);
            let weight = said.map_or(1.0, |(_, weight)| factor(*weight));
            if weight > 0.0 {
                add("", fields.iter().position(|kind| *kind == block.kind).unwrap(), &block.text, weight);
            }
        }
        for keyword in &document.keywords {
            add("", KEYWORDS, keyword, 1.0);
            add("keywords", TITLE, keyword, 1.0);
        }
        for (said, pages) in document.links.iter().filter(|(_, pages)| *pages > 0) {
            add("", LINKS, said, f64::from((*pages * 16).min(255)) / 16.0);
        }
        document.metadata.iter().for_each(|(name, value)| add(name, TITLE, value, 1.0));
        Name::unseen(document).iter().for_each(|name| add("", KEYWORDS, name, 1.0 / 16.0));
        text.texts = document.blocks.iter().map(|block| block.text.clone()).chain([document.title.clone()]).collect();
        text
    }
}

/// What documents have in common that share a title.
/// Where a document stands among `documents`: of each folder on the way to it, of each word that its file's name begins
/// with, and of itself, how many links lead to the best page there, whether it is a folder, and how long its name is.
fn place(document: &Document, documents: &[Document]) -> Vec<(Reverse<u32>, bool, usize, String)> {
    let links = |document: &Document| document.links.iter().map(|(_, pages)| *pages).sum::<u32>();
    let own = groups(&document.url);
    let mut places = Vec::new();
    for depth in 1..own.len() {
        let inside = documents.iter().filter(|other| {
            let other = groups(&other.url);
            other.len() > depth && other[..depth] == own[..depth]
        });
        let (best, step) = (inside.map(links).max().unwrap(), own[depth - 1].clone());
        let length = if step == "./" { 0 } else { step.len() - 1 };
        places.push((Reverse(best), step.ends_with('/') && step != "./", length, step));
    }
    let name = own.last().unwrap();
    places.push((Reverse(links(document)), false, name.len(), name.clone()));
    places.push((Reverse(0), false, 0, document.url.clone()));
    places
}

/// Returns the folders of an address, then the words of the file's name, its extension left out; all but the last with
/// what ends them.
fn groups(url: &str) -> Vec<String> {
    let path = url.split(['?', '#']).next().unwrap();
    let (folders, file) = path.rsplit_once('/').map_or(("", path), |(folders, file)| (&path[..=folders.len()], file));
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    let words = name.split_inclusive(['.', '-', '_']).map(str::to_owned);
    let mut groups: Vec<String> = folders.split_inclusive('/').map(str::to_owned).chain(words).collect();
    if groups.last().is_none_or(|last| last.ends_with(['/', '.', '-', '_'])) {
        groups.push(String::new());
    }
    groups
}

fn counted<'o>(occurrences: impl Iterator<Item = &'o Occurrence>) -> [f64; 7] {
    let mut counts = [0.0; 7];
    occurrences.for_each(|one| counts[one.field] += one.weight);
    counts
}

fn factor(weight: Weight) -> f64 {
    f64::from(weight.sixteenths()) / 16.0
}

fn stem(surface: &str) -> Option<String> {
    let is_word = !surface.is_empty() && surface.chars().all(|c| c.is_alphabetic() || c == '\'');
    let stemmer = frostem::Stemmer::try_from_name("en").unwrap();
    is_word.then(|| stemmer.stem(surface).nfkd().filter(|c| !is_combining_mark(*c)).collect())
}

/// Returns the words of a text as they stand side by side, wholes and subwords left out.
fn side_by_side(text: &str, characters: &Characters) -> Vec<(String, String)> {
    let (mut found, mut pair_end) = (Vec::new(), None);
    analyse(text, characters, &mut |token| match token.kind {
        TokenKind::Whole | TokenKind::Subword => {}
        TokenKind::Tail if pair_end == Some(token.end) => {}
        kind => {
            pair_end = (kind == TokenKind::Pair).then_some(token.end);
            found.push((token.key.to_owned(), token.form.to_owned()));
        }
    });
    found
}
