//! The words of all documents: their keys in memory, what documents hold of them aside.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use findlet_core::format::keys;
use findlet_core::text::Characters;
use rayon::prelude::*;

use crate::aside::packed::{pack, unpack};
use crate::aside::spool::{Extent, Spool};
use crate::collect::corpus::Corpus;
use crate::collect::language::Languages;
use crate::count::fields::Lengths;
use crate::count::gather::{Batch, Gathered, gather};
use crate::count::runs::merge;
use crate::count::sharing::Sharing;

/// Batches for each thread, so that all end at about the same time.
const BATCHES: u64 = 4;

/// A key, and what is asked of it often.
#[derive(Debug)]
pub(crate) struct Word {
    pub key: String,
    /// Bytes before the word proper: 0, or those that name a field.
    pub namespace: usize,
    /// Whether it says little in its language; a word in a field never does.
    pub is_stop: bool,
    /// How many documents hold it.
    pub documents: u32,
    /// The language that it occurs in most often.
    pub language: Option<usize>,
    /// The spelling that it has most often, if that is not the key.
    surface: Option<Box<str>>,
    /// Where the rest is.
    place: Extent,
}

impl Word {
    fn new(gathered: &Gathered, languages: &Languages, place: Extent) -> Self {
        let most = gathered.languages.iter().map(|(_, count)| *count).max();
        let language = most.and_then(|most| gathered.languages.iter().find(|(_, count)| *count == most));
        let mut word = Self {
            key: gathered.key.clone(),
            namespace: gathered.namespace,
            is_stop: false,
            documents: gathered.holdings.documents,
            language: language.map(|(language, _)| *language),
            surface: most_frequent_spelling(gathered).map(Into::into),
            place,
        };
        let language = word.language.filter(|_| word.namespace == 0).map(|language| languages.known[language]);
        word.is_stop = language.is_some_and(|language| language.is_stop_word(word.surface()));
        word
    }

    /// Returns the spelling that it has most often, as a dictionary has it; of equally frequent
    /// ones the plain, then the first.
    pub fn surface(&self) -> &str {
        self.surface.as_deref().unwrap_or(self.word())
    }

    /// Returns the key without the name of a field.
    pub fn word(&self) -> &str {
        &self.key[self.namespace..]
    }
}

/// Returns the most frequent spelling, if the plain one is not as frequent.
fn most_frequent_spelling(gathered: &Gathered) -> Option<&str> {
    let totals = || gathered.spellings.iter().map(|spelling| spelling.holdings.total);
    let most = totals().max().filter(|most| *most > gathered.holdings.total - totals().sum::<u64>())?;
    gathered.spellings.iter().find(|spelling| spelling.holdings.total == most).map(|found| found.surface.as_str())
}

/// The words of all documents, ascending by key, and what documents have beside.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    pub words: Vec<Word>,
    /// Words of each document by field, wholes of compounds and tails of runs not counted.
    pub lengths: Vec<Lengths>,
    /// The names of the fields that have words.
    pub fields: BTreeSet<String>,
    /// How many documents are called alike.
    pub sharing: Sharing,
    gathered: Spool,
}

impl Vocabulary {
    /// Analyses all documents, in the threads of the pool that it is called in. Keeps `memory`
    /// bytes, about, and some 150 for each distinct word.
    pub fn new(corpus: &Corpus, characters: &Characters, memory: usize) -> io::Result<Self> {
        let runs = Spool::new(memory / 2);
        let batches: Vec<Batch> = batches(corpus, memory)
            .into_par_iter()
            .map(|ids| gather(corpus, ids, characters, &runs))
            .collect::<io::Result<_>>()?;
        let places: Vec<Extent> = batches.iter().map(|batch| batch.run).collect();
        let (mut words, gathered) = (Vec::new(), Spool::new(memory / 2));
        merge(&runs, &places, &mut |word| {
            words.push(Word::new(&word, &corpus.languages, gathered.append(&pack(&word))?));
            Ok(())
        })?;
        let (lengths, fields, sharing) = Default::default();
        let mut vocabulary = Self { words, lengths, fields, sharing, gathered };
        batches.into_iter().for_each(|batch| vocabulary.add(batch));
        vocabulary.keep_fields_with_words();
        Ok(vocabulary)
    }

    /// Reads what documents hold of the word `at`.
    pub fn gathered(&self, at: usize) -> io::Result<Gathered> {
        unpack(&self.gathered.read(self.words[at].place)?)
    }

    fn add(&mut self, batch: Batch) {
        self.lengths.extend(batch.lengths);
        self.fields.extend(batch.fields);
        self.sharing.append(batch.sharing);
    }

    fn keep_fields_with_words(&mut self) {
        let words = &self.words;
        self.fields.retain(|name| {
            let prefix = keys::field(name, "");
            let at = words.partition_point(|word| word.key < prefix);
            words.get(at).is_some_and(|word| word.key.starts_with(&prefix))
        });
    }
}

/// Cuts the documents into ranges of about equal size, some for each thread. What a batch gathers
/// is about as large as its texts; all threads together stay within half of `memory`.
fn batches(corpus: &Corpus, memory: usize) -> Vec<Range<usize>> {
    let threads = rayon::current_num_threads() as u64;
    let total: u64 = (0..corpus.documents.len()).map(|id| corpus.bytes(id)).sum();
    let limit = (total / (BATCHES * threads)).min(memory as u64 / 2 / threads);
    let mut batches = Vec::new();
    let (mut first, mut bytes) = (0, 0);
    for id in 0..corpus.documents.len() {
        bytes += corpus.bytes(id);
        if bytes > limit {
            batches.push(first..id + 1);
            (first, bytes) = (id + 1, 0);
        }
    }
    batches.push(first..corpus.documents.len());
    batches
}

#[cfg(test)]
impl Vocabulary {
    /// Analyses `documents`, in memory.
    pub fn of(documents: &[crate::document::Document]) -> (Corpus, Characters, Self) {
        let corpus = Corpus::of(documents);
        let characters = crate::count::characters::table(&corpus.alphabet);
        let vocabulary = Self::new(&corpus, &characters, usize::MAX).unwrap();
        (corpus, characters, vocabulary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document};

    fn vocabulary(title: &str, text: &str) -> Vocabulary {
        let block = Block { text: text.to_owned(), ..Block::default() };
        let document = Document {
            title: title.to_owned(),
            language: Some("vi".to_owned()),
            blocks: vec![block],
            ..Document::default()
        };
        Vocabulary::of(&[document]).2
    }

    #[test]
    fn the_most_frequent_spelling_stands_for_a_word() {
        let words = vocabulary("", "Café CAFÉ cafe").words;
        assert_eq!(words.iter().map(|word| (word.word(), word.surface())).collect::<Vec<_>>(), [("cafe", "café")]);
        assert_eq!(vocabulary("", "café cafe").words[0].surface(), "cafe");
        assert_eq!(vocabulary("", "People’s").words[1].surface(), "people's");
    }

    #[test]
    fn words_of_a_title_are_words_and_words_of_that_field() {
        let vocabulary = vocabulary("City", "city");
        let count = |at| vocabulary.gathered(at).unwrap().holdings.total / 16;
        let counts: Vec<_> =
            vocabulary.words.iter().enumerate().map(|(at, word)| (word.key.as_str(), count(at))).collect();
        assert_eq!(counts, [("\u{1}title\u{1D}city", 1), ("city", 2)]);
    }

    #[test]
    fn documents_are_cut_into_batches_that_fit_the_memory() {
        let document = |url: u32| Document { url: format!("{url:02}"), title: "t".repeat(100), ..Document::default() };
        let corpus = Corpus::of(&(0..20).map(document).collect::<Vec<_>>());
        for memory in [0, 500, 5000, usize::MAX] {
            let ranges = batches(&corpus, memory);
            assert!(ranges.iter().flat_map(Clone::clone).eq(0..20), "{ranges:?}");
            assert!(memory > 0 || ranges.len() >= 20, "{ranges:?}");
        }
    }
}
