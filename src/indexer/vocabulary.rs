//! Analyses every text and gathers who holds which words, how often, and how they are spelled.

use std::collections::{BTreeSet, HashMap};

use findlet_core::format::keys;
use findlet_core::text::{Characters, Token, TokenKind, analyse};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Document;
use crate::fields::{Place, places};
use crate::impacts::Counts;
use crate::language::Languages;

/// How often a document holds something, ascending by document.
pub(crate) type Holdings = Vec<(u32, Counts)>;

/// A key and its occurrences.
#[derive(Debug)]
pub(crate) struct Word {
    pub key: String,
    /// Bytes before the word proper: 0, or those that name a field.
    pub namespace: usize,
    /// Whatever the spelling.
    pub holdings: Holdings,
    /// The spellings that differ from the key, in the order of their first occurrence.
    pub spellings: Vec<Spelling>,
    /// Whether it says little in its language; a word in a field never does.
    pub is_stop: bool,
    /// How often it occurs in each language that can be conflated.
    languages: Vec<u32>,
}

/// One spelling of a word.
#[derive(Debug)]
pub(crate) struct Spelling {
    /// As the analyser gives it: folded, with marks and joiners.
    pub form: String,
    /// As a dictionary has it: lower case, composed.
    pub surface: String,
    pub holdings: Holdings,
}

impl Word {
    /// Returns the language that it occurs in most often.
    pub fn language(&self) -> Option<usize> {
        let most = self.languages.iter().copied().max().filter(|count| *count > 0)?;
        self.languages.iter().position(|count| *count == most)
    }

    /// Returns the spelling that it has most often, as a dictionary has it; of equally frequent
    /// ones the plain, then the first.
    pub fn surface(&self) -> &str {
        let counted: Vec<u32> = self.spellings.iter().map(|spelling| total(&spelling.holdings)).collect();
        let plain = total(&self.holdings) - counted.iter().sum::<u32>();
        match counted.iter().copied().max().filter(|most| *most > plain) {
            Some(most) => counted.iter().position(|count| *count == most).map_or("", |at| &self.spellings[at].surface),
            None => self.word(),
        }
    }

    /// Returns the key without the name of a field.
    pub fn word(&self) -> &str {
        &self.key[self.namespace..]
    }
}

fn total(holdings: &Holdings) -> u32 {
    holdings.iter().flat_map(|(_, counts)| counts).sum()
}

/// The words of all documents, ascending by key, and the lengths of their fields.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    pub words: Vec<Word>,
    /// Words of each document by field, wholes of compounds and tails of runs not counted.
    pub lengths: Vec<Counts>,
    /// The names of the fields that have words.
    pub fields: BTreeSet<String>,
}

impl Vocabulary {
    /// Analyses `documents`. Linear in their text.
    pub fn new(documents: &[&Document], characters: &Characters, languages: &Languages) -> Self {
        let mut gatherer = Gatherer { languages: languages.known.len(), ..Gatherer::default() };
        let mut lengths = vec![Counts::default(); documents.len()];
        let mut fields = BTreeSet::new();
        for ((id, document), language) in (0..).zip(documents).zip(&languages.of_words) {
            for (place, text) in places(document) {
                analyse(text, characters, &mut |token| {
                    let is_counted = !matches!(token.kind, TokenKind::Whole | TokenKind::Subword | TokenKind::Tail);
                    if let Place::Text(field) = place {
                        lengths[id as usize][field] += u32::from(is_counted);
                    }
                    gatherer.add(id, *language, &place, &token, text);
                });
            }
            fields.extend(places(document).filter_map(|(place, _)| place.into_name()));
        }
        let mut words = gatherer.words;
        words.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        for word in words.iter_mut().filter(|word| word.namespace == 0) {
            let language = word.language().map(|language| languages.known[language]);
            word.is_stop = language.is_some_and(|language| language.is_stop_word(word.surface()));
        }
        let has_words = |name: &String| {
            let prefix = keys::field(name, "");
            let at = words.partition_point(|word| word.key < prefix);
            words.get(at).is_some_and(|word| word.key.starts_with(&prefix))
        };
        fields.retain(has_words);
        Self { words, lengths, fields }
    }
}

#[derive(Debug, Default)]
struct Gatherer {
    words: Vec<Word>,
    /// Where each key stands in `words`.
    by_key: HashMap<String, usize>,
    languages: usize,
    /// The key being looked up, kept for its memory.
    key: String,
}

impl Gatherer {
    fn add(&mut self, document: u32, language: Option<usize>, place: &Place<'_>, token: &Token<'_>, text: &str) {
        self.key.clear();
        let field = place.counted_as();
        if let Some(name) = place.name() {
            self.key.push_str(&keys::field(name, ""));
        }
        let namespace = self.key.len();
        self.key.push_str(token.key);
        let at = match self.by_key.get(&self.key) {
            Some(at) => *at,
            None => self.begin(namespace),
        };
        let word = &mut self.words[at];
        add(&mut word.holdings, document, field);
        if let Some(language) = language {
            word.languages[language] += 1;
        }
        if token.form != token.key {
            let found = word.spellings.iter().position(|spelling| spelling.form == token.form);
            let at = found.unwrap_or_else(|| {
                let surface = surface(&text[token.start..token.end]);
                word.spellings.push(Spelling { form: token.form.to_owned(), surface, holdings: Vec::new() });
                word.spellings.len() - 1
            });
            add(&mut word.spellings[at].holdings, document, field);
        }
    }

    fn begin(&mut self, namespace: usize) -> usize {
        let at = self.words.len();
        self.by_key.insert(self.key.clone(), at);
        self.words.push(Word {
            key: self.key.clone(),
            namespace,
            holdings: Vec::new(),
            spellings: Vec::new(),
            is_stop: false,
            languages: vec![0; self.languages],
        });
        at
    }
}

fn add(holdings: &mut Holdings, document: u32, field: usize) {
    if holdings.last().is_none_or(|(last, _)| *last != document) {
        holdings.push((document, Counts::default()));
    }
    if let Some((_, counts)) = holdings.last_mut() {
        counts[field] += 1;
    }
}

/// Returns a word as a dictionary has it, with plain apostrophes, without what is invisible.
fn surface(text: &str) -> String {
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
    use crate::Block;

    fn gathered(title: &str, text: &str) -> Vec<Word> {
        let block = Block { text: text.to_owned(), ..Block::default() };
        let document = Document {
            title: title.to_owned(),
            language: Some("vi".to_owned()),
            blocks: vec![block],
            ..Document::default()
        };
        let documents = [&document];
        let alphabet = crate::fields::alphabet(&documents);
        let characters = crate::characters::table(&alphabet);
        Vocabulary::new(&documents, &characters, &Languages::new(&documents)).words
    }

    #[test]
    fn the_most_frequent_spelling_stands_for_a_word() {
        let words = gathered("", "Café CAFÉ cafe");
        assert_eq!(words.iter().map(|word| (word.word(), word.surface())).collect::<Vec<_>>(), [("cafe", "café")]);
        assert_eq!(gathered("", "café cafe")[0].surface(), "cafe");
        assert_eq!(gathered("", "People’s")[1].surface(), "people's");
    }

    #[test]
    fn words_of_a_title_are_words_and_words_of_that_field() {
        let words = gathered("City", "city");
        let counts: Vec<_> = words.iter().map(|word| (word.key.as_str(), total(&word.holdings))).collect();
        assert_eq!(counts, [("\u{1}title\u{1D}city", 1), ("city", 2)]);
    }
}
