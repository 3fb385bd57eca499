//! Joins the inflections of a word into classes, by Snowball's stemmers.
//!
//! The index keeps words as they are written, so that prefixes are what people type. A class says
//! which of them are forms of one word.

use std::collections::BTreeMap;

use findlet_core::format::terms::Class;
use findlet_core::text::{Characters, MAX_TERM_BYTES, analyse};

use crate::impacts::Counts;
use crate::language::Languages;
use crate::vocabulary::{Holdings, Word};

/// The classes of a vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Conflation {
    pub classes: Vec<Class>,
    /// Of each word, its class.
    pub of_word: Vec<Option<u32>>,
    /// Spellings that no document holds, and the class that each stands for, ascending.
    pub aliases: BTreeMap<String, u32>,
    /// How often each document holds any form of each class.
    pub holdings: Vec<Holdings>,
    /// Of each word, its stem where it has one, with its language.
    pub stems: Vec<Option<Stem>>,
}

/// What the forms of a word have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stem {
    pub language: usize,
    pub stem: String,
}

/// What a class is made of while it is gathered: positions of words, and aliases.
type Members = (Vec<usize>, Vec<String>);

impl Conflation {
    /// Conflates nothing.
    pub fn none(words: &[Word]) -> Self {
        Self { of_word: vec![None; words.len()], stems: vec![None; words.len()], ..Self::default() }
    }

    /// Conflates `words`, which ascend by key, each field for itself. O(words, postings).
    pub fn new(words: &[Word], languages: &Languages, characters: &Characters) -> Self {
        let stems: Vec<Option<Stem>> = words.iter().map(|word| stem(word, languages)).collect();
        let mut members: BTreeMap<(&str, &Stem), Members> = BTreeMap::new();
        for (at, (word, stem)) in words.iter().zip(&stems).enumerate() {
            let Some(stem) = stem else { continue };
            let (forms, aliases) = members.entry((&word.key[..word.namespace], stem)).or_default();
            forms.push(at);
            let other = languages.known[stem.language].respelled(word.surface());
            let alias = other.and_then(|other| folded(&other, characters)).map(|folded| {
                let mut key = word.key[..word.namespace].to_owned();
                key.push_str(&folded);
                key
            });
            aliases.extend(alias.filter(|key| words.binary_search_by(|word| word.key.cmp(key)).is_err()));
        }
        let mut conflation = Self::none(words);
        let mut members: Vec<Members> = members.into_values().collect();
        members.sort_by_key(|(forms, _)| forms[0]);
        members.into_iter().for_each(|(forms, aliases)| conflation.add(words, &forms, aliases));
        Self { stems, ..conflation }
    }

    /// Makes a class of two keys or more.
    fn add(&mut self, words: &[Word], forms: &[usize], mut aliases: Vec<String>) {
        aliases.sort();
        aliases.dedup();
        aliases.retain(|alias| !self.aliases.contains_key(alias));
        if forms.len() + aliases.len() < 2 {
            return;
        }
        let class = self.classes.len() as u32;
        let mut keys: Vec<String> = forms.iter().map(|at| words[*at].key.clone()).chain(aliases.clone()).collect();
        keys.sort();
        forms.iter().for_each(|at| self.of_word[*at] = Some(class));
        self.aliases.extend(aliases.into_iter().map(|alias| (alias, class)));
        let holdings = merged(forms.iter().map(|at| &words[*at]));
        self.classes.push(Class { documents: holdings.len() as u32, keys });
        self.holdings.push(holdings);
    }

    /// Returns how often the documents of word `at`, whose holdings are `own`, hold any form of it.
    pub fn holdings_of(&self, at: usize, own: &Holdings) -> Holdings {
        let Some(class) = self.of_word[at] else { return own.clone() };
        let mut all = self.holdings[class as usize].iter();
        let of = |(document, own): &(u32, Counts)| {
            let (_, counts) = all.find(|(other, _)| other == document)?;
            Some((*document, greater(counts, own)))
        };
        own.iter().filter_map(of).collect()
    }
}

fn stem(word: &Word, languages: &Languages) -> Option<Stem> {
    let language = word.language()?;
    Some(Stem { language, stem: languages.known[language].stem(word.surface())? })
}

/// Returns what a word is found by, if it is one word that fits.
fn folded(word: &str, characters: &Characters) -> Option<String> {
    let mut keys = Vec::new();
    analyse(word, characters, &mut |token| keys.push(token.key.to_owned()));
    let key = keys.pop().filter(|key| keys.is_empty() && key.len() < MAX_TERM_BYTES)?;
    Some(key)
}

/// Adds up what documents hold of `words`. A compound (`city's`) counts through its part, which
/// is counted already, or alone where that is not among the words.
fn merged<'a>(words: impl Iterator<Item = &'a Word>) -> Holdings {
    let mut sums: BTreeMap<u32, (Counts, Counts)> = BTreeMap::new();
    for word in words {
        let is_compound = word.surface().contains('\'');
        for (document, counts) in &word.holdings {
            let (parts, wholes) = sums.entry(*document).or_default();
            let sum = if is_compound { wholes } else { parts };
            sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
    sums.into_iter().map(|(document, (parts, wholes))| (document, greater(&parts, &wholes))).collect()
}

fn greater(a: &Counts, b: &Counts) -> Counts {
    std::array::from_fn(|field| a[field].max(b[field]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;
    use crate::{Block, Document};

    fn conflated(language: &str, texts: &[&str]) -> (Vec<Word>, Conflation) {
        let document = |text: &&str| Document {
            language: Some(language.to_owned()),
            blocks: vec![Block { text: (*text).to_owned(), ..Block::default() }],
            ..Document::default()
        };
        let documents: Vec<Document> = texts.iter().map(document).collect();
        let documents: Vec<&Document> = documents.iter().collect();
        let characters = crate::characters::table(&crate::fields::alphabet(&documents));
        let languages = Languages::new(&documents);
        let words = Vocabulary::new(&documents, &characters, &languages).words;
        let conflation = Conflation::new(&words, &languages, &characters);
        (words, conflation)
    }

    fn classes(language: &str, text: &str) -> Vec<String> {
        conflated(language, &[text]).1.classes.into_iter().map(|class| class.keys.join(" ")).collect()
    }

    #[test]
    fn inflections_are_one_class_and_other_words_none() {
        assert_eq!(classes("en", "agreements agreement cities city mayor"), ["agreement agreements", "cities city"]);
        assert_eq!(classes("vi", "agreements agreement"), Vec::<String>::new());
    }

    #[test]
    fn marks_are_no_difference_between_stems() {
        assert_eq!(classes("es", "canción canciones"), ["cancion canciones"]);
        assert_eq!(classes("ru", "книга книги книгу"), ["книга книги книгу"]);
    }

    #[test]
    fn umlauts_are_found_by_either_spelling() {
        let (_, conflation) = conflated("de", &["Müllers Straße", "Goethe"]);
        assert_eq!(conflation.aliases.keys().collect::<Vec<_>>(), ["gothe", "muellers"]);
        assert_eq!(classes("de", "Mueller Müller"), ["mueller muller"]);
        assert_eq!(classes("sv", "smörgås"), ["smoergaas smorgas"]);
    }

    #[test]
    fn a_class_is_counted_by_document_and_a_compound_by_its_part() {
        let (words, conflation) = conflated("en", &["city cities", "the city's mayor", "cities"]);
        let class = conflation.of_word[words.iter().position(|word| word.key == "city").unwrap()].unwrap() as usize;
        assert_eq!(conflation.classes[class].keys, ["cities", "city", "citys"]);
        assert_eq!(conflation.classes[class].documents, 3);
        let body = crate::impacts::field_of(crate::BlockKind::Paragraph);
        let counts: Vec<u32> = conflation.holdings[class].iter().map(|(_, counts)| counts[body]).collect();
        assert_eq!(counts, [2, 1, 1]);
    }

    #[test]
    fn numbers_and_symbols_have_no_class() {
        assert_eq!(classes("en", "covid-19 covid-19s C++ a1 a1s"), Vec::<String>::new());
    }
}
