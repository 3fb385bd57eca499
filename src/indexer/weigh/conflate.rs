//! Joins the inflections of a word into classes, by Snowball's stemmers.
//!
//! The index keeps words as they are written, so that prefixes are what people type. A class says
//! which of them are forms of one word.

use std::collections::BTreeMap;

use findlet_core::text::{Characters, MAX_TERM_BYTES, analyse};
use rayon::prelude::*;

use crate::collect::language::Languages;
use crate::count::fields::Counts;
use crate::count::gather::Gathered;
use crate::count::vocabulary::Word;

/// The classes of a vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Conflation {
    /// The words of each class, as positions, ascending. With its aliases there are two or more.
    pub classes: Vec<Vec<usize>>,
    /// Of each word, its class.
    pub of_word: Vec<Option<u32>>,
    /// Spellings that no document holds, and the class that each stands for, ascending.
    pub aliases: BTreeMap<String, u32>,
    /// Of each word, its stem where it has one, with its language.
    pub stems: Vec<Option<Stem>>,
}

/// What the forms of a word have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stem {
    pub language: usize,
    pub stem: Box<str>,
}

impl Conflation {
    /// Conflates nothing.
    pub fn none(words: &[Word]) -> Self {
        Self { of_word: vec![None; words.len()], stems: vec![None; words.len()], ..Self::default() }
    }

    /// Conflates `words`, which ascend by key, each field for itself. O(words * log words).
    pub fn new(words: &[Word], languages: &Languages, characters: &Characters) -> Self {
        let stems: Vec<Option<Stem>> = words.par_iter().map(|word| stem(word, languages)).collect();
        let classes = with_equal_stems(words, &stems);
        let mut conflation = Self { stems, ..Self::none(words) };
        for forms in classes {
            let alias = |at: &usize| alias(&words[*at], languages, characters);
            let is_new = |key: &String| words.binary_search_by(|word| word.key.cmp(key)).is_err();
            let aliases = forms.iter().filter_map(alias).filter(is_new).collect();
            conflation.add(forms, aliases);
        }
        conflation
    }

    /// Makes a class of two keys or more.
    fn add(&mut self, forms: Vec<usize>, mut aliases: Vec<String>) {
        aliases.sort();
        aliases.dedup();
        aliases.retain(|alias| !self.aliases.contains_key(alias));
        if forms.len() + aliases.len() < 2 {
            return;
        }
        let class = self.classes.len() as u32;
        forms.iter().for_each(|at| self.of_word[*at] = Some(class));
        self.aliases.extend(aliases.into_iter().map(|alias| (alias, class)));
        self.classes.push(forms);
    }
}

/// Returns the words with equal stems in one field, as positions: those of a class ascend, and classes by their first.
fn with_equal_stems(words: &[Word], stems: &[Option<Stem>]) -> Vec<Vec<usize>> {
    let shared = |at: &usize| (&words[*at].key[..words[*at].namespace], &stems[*at]);
    let mut stemmed: Vec<usize> = (0..words.len()).filter(|at| stems[*at].is_some()).collect();
    // Those of a class are in the order of their keys, since the sort is stable.
    stemmed.sort_by(|a, b| shared(a).cmp(&shared(b)));
    let mut classes: Vec<Vec<usize>> = stemmed.chunk_by(|a, b| shared(a) == shared(b)).map(<[usize]>::to_vec).collect();
    classes.sort_by_key(|forms| forms[0]);
    classes
}

/// Returns how else `word` is typed, as a key.
fn alias(word: &Word, languages: &Languages, characters: &Characters) -> Option<String> {
    let other = languages.known[word.language?].respelled(word.surface())?;
    Some(word.key[..word.namespace].to_owned() + &folded(&other, characters)?)
}

fn stem(word: &Word, languages: &Languages) -> Option<Stem> {
    let language = word.language?;
    Some(Stem { language, stem: languages.known[language].stem(word.surface())?.into() })
}

/// Returns what a word is found by, if it is one word that fits.
fn folded(word: &str, characters: &Characters) -> Option<String> {
    let mut keys = Vec::new();
    analyse(word, characters, &mut |token| keys.push(token.key.to_owned()));
    let key = keys.pop().filter(|key| keys.is_empty() && key.len() < MAX_TERM_BYTES)?;
    Some(key)
}

/// Adds up what documents hold of the `forms` of a class, ascending by document. A compound
/// (`city's`) counts through its part, which is counted already, or alone where that is not among
/// the words.
pub(crate) fn merged(forms: &[(&Word, Gathered)]) -> Vec<(u32, Counts)> {
    let held = |(word, gathered): &(&Word, Gathered)| {
        let is_compound = word.surface().contains('\'');
        gathered.holdings.iter().map(move |(document, counts)| (document, is_compound, counts)).collect::<Vec<_>>()
    };
    let mut all: Vec<(u32, bool, Counts)> = forms.iter().flat_map(held).collect();
    all.sort_unstable_by_key(|(document, is_compound, _)| (*document, *is_compound));
    let sum = |held: &[(u32, bool, Counts)], is_compound: bool| {
        let mut sum = Counts::default();
        for (_, _, counts) in held.iter().filter(|(_, compound, _)| *compound == is_compound) {
            sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum = sum.saturating_add(*count));
        }
        sum
    };
    let same = all.chunk_by(|(a, _, _), (b, _, _)| a == b);
    same.map(|held| (held[0].0, greater(&sum(held, false), &sum(held, true)))).collect()
}

fn greater(a: &Counts, b: &Counts) -> Counts {
    std::array::from_fn(|field| a[field].max(b[field]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::vocabulary::Vocabulary;
    use crate::document::{Block, Document};

    fn conflated(language: &str, texts: &[&str]) -> (Vocabulary, Conflation) {
        let document = |(url, text): (usize, &&str)| Document {
            url: format!("{url}"),
            language: Some(language.to_owned()),
            blocks: vec![Block { text: (*text).to_owned(), ..Block::default() }],
            ..Document::default()
        };
        let documents: Vec<Document> = texts.iter().enumerate().map(document).collect();
        let (corpus, characters, vocabulary) = Vocabulary::of(&documents);
        let conflation = Conflation::new(&vocabulary.words, &corpus.languages, &characters);
        (vocabulary, conflation)
    }

    /// The keys of each class, aliases included.
    fn classes(language: &str, text: &str) -> Vec<String> {
        let (vocabulary, conflation) = conflated(language, &[text]);
        let of = |(class, forms): (u32, &Vec<usize>)| {
            let aliases = conflation.aliases.iter().filter(|(_, of)| **of == class).map(|(key, _)| key.clone());
            let mut keys: Vec<String> =
                forms.iter().map(|at| vocabulary.words[*at].key.clone()).chain(aliases).collect();
            keys.sort();
            keys.join(" ")
        };
        (0..).zip(&conflation.classes).map(of).collect()
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
        let (vocabulary, conflation) = conflated("en", &["city cities", "the city's mayor", "cities"]);
        let form = |at: &usize| (&vocabulary.words[*at], vocabulary.gathered(*at).unwrap());
        let [class] = &conflation.classes[..] else { panic!("{:?}", conflation.classes) };
        let forms: Vec<_> = class.iter().map(form).collect();
        assert_eq!(forms.iter().map(|(word, _)| word.word()).collect::<Vec<_>>(), ["cities", "city", "citys"]);
        let body = crate::count::fields::field_of(crate::document::BlockKind::Paragraph);
        let counts: Vec<_> = merged(&forms).iter().map(|(document, counts)| (*document, counts[body] / 16)).collect();
        assert_eq!(counts, [(0, 2), (1, 1), (2, 1)]);
    }

    #[test]
    fn numbers_and_symbols_have_no_class() {
        assert_eq!(classes("en", "covid-19 covid-19s C++ a1 a1s"), Vec::<String>::new());
    }
}
