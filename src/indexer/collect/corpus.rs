//! The documents of an index: taken in any order, kept aside, and given their ids.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use findlet_core::format::MAX_DOCUMENTS;

use crate::aside::packed::{pack, unpack};
use crate::aside::spool::{Extent, Spool};
use crate::collect::dates::spelled;
use crate::collect::fit;
use crate::collect::language::{Languages, Sample, primary, tag};
use crate::collect::order::Opinion;
use crate::collect::values::{Valued, Values};
use crate::document::{Document, Weight};
use crate::error::BuildError;

/// What stays in memory of a document: some 70 bytes and its address.
#[derive(Debug)]
pub(crate) struct StoredDocument {
    pub url: Box<str>,
    pub boost: Weight,
    /// The approximate number of bytes of its body.
    pub body_bytes: u32,
    /// How many links of other pages lead to it.
    links: u32,
    /// The language of its words, as the number of its name.
    language: Option<u32>,
    place: Extent,
}

/// Takes documents from any thread.
#[derive(Debug)]
pub(crate) struct Arrivals {
    texts: Spool,
    alphabet: Alphabet,
    arrived: Mutex<Arrived>,
    most: u32,
}

/// What is known of the documents so far, in the order in which they came.
#[derive(Debug, Default)]
struct Arrived {
    documents: Vec<StoredDocument>,
    /// The number of each language's name.
    languages: BTreeMap<String, u32>,
    values: Values,
}

impl Arrivals {
    /// Begins to take documents. Keeps `memory` bytes of text before a temporary file is made.
    pub fn new(memory: usize) -> Self {
        Self::with_room(MAX_DOCUMENTS, memory)
    }

    /// As [`new`](Self::new), with a limit of `most` documents.
    fn with_room(most: u32, memory: usize) -> Self {
        Self { texts: Spool::new(memory), alphabet: Alphabet::new(), arrived: Mutex::default(), most }
    }

    /// Takes a document. The work that takes time is done before the lock is taken, so that other threads rarely wait.
    pub fn add(&self, document: &Document) -> Result<(), BuildError> {
        fit::check(document)?;
        let valued = Valued::new(document);
        self.alphabet.add(document);
        let tag = tag(document);
        let name = tag.as_deref().map(primary);
        let place = self.texts.append(&pack(&(document, tag.as_deref())))?;
        let body_bytes = document.blocks.iter().map(|block| block.text.len() + 2).sum::<usize>();
        let links = document.links.iter().map(|(_, pages)| *pages).fold(0, u32::saturating_add);
        let (url, body_bytes) = (document.url.as_str().into(), u32::try_from(body_bytes).unwrap_or(u32::MAX));

        let mut arrived = self.arrived.lock().unwrap_or_else(PoisonError::into_inner);
        if arrived.documents.len() == self.most as usize {
            return Err(BuildError::TooManyDocuments);
        }
        let next = arrived.languages.len() as u32;
        let language = name.map(|name| *arrived.languages.entry(name).or_insert(next));
        let number = arrived.documents.len() as u32;
        arrived.values.add(number, valued);
        let boost = document.boost;
        arrived.documents.push(StoredDocument { url, boost, body_bytes, links, language, place });
        Ok(())
    }

    /// Gives all documents their ids, so that those that come first where scores are equal are first
    /// ([`Opinion`]), neighbours share words, and the order of the input doesn't matter. Whether links to a document
    /// count in that is `has_opinion`.
    pub fn finish(self, has_opinion: bool) -> Result<Corpus, BuildError> {
        let arrived = self.arrived.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Arrived { mut documents, languages, mut values } = arrived;
        if !has_opinion {
            documents.iter_mut().for_each(|document| document.links = 0);
        }
        let opinion = Opinion::new(documents.iter().map(|kept| (&*kept.url, kept.links)));
        let mut numbers: Vec<u32> = (0..documents.len() as u32).collect();
        numbers.sort_unstable_by(|a, b| {
            let [a, b] = [a, b].map(|number| &documents[*number as usize]);
            opinion.compare((&a.url, a.links), (&b.url, b.links))
        });
        let url = |number: u32| &documents[number as usize].url;
        if let Some([twice, _]) = numbers.array_windows().find(|[a, b]| url(*a) == url(*b)) {
            return Err(BuildError::DuplicateUrl(url(*twice).to_string()));
        }
        let mut ids = vec![0; numbers.len()];
        (0..).zip(&numbers).for_each(|(id, number)| ids[*number as usize] = id);
        values.renumber(&ids);
        let mut numbered: Vec<(u32, StoredDocument)> = ids.into_iter().zip(documents).collect();
        numbered.sort_unstable_by_key(|(id, _)| *id);
        let documents = numbered.into_iter().map(|(_, kept)| kept).collect();
        let mut corpus = Corpus {
            documents,
            texts: self.texts,
            alphabet: self.alphabet.chars(),
            values,
            ways: Arc::default(),
            languages: Languages::new(std::iter::empty()),
        };
        corpus.languages = corpus.languages(&languages)?;
        Ok(corpus)
    }
}

/// All documents, in the order of their ids.
#[derive(Debug)]
pub(crate) struct Corpus {
    pub documents: Vec<StoredDocument>,
    pub languages: Languages,
    /// All characters that occur in their texts.
    pub alphabet: BTreeSet<char>,
    pub values: Values,
    /// What tells documents from others of their titles, by their addresses.
    pub ways: Arc<BTreeMap<String, String>>,
    texts: Spool,
}

impl Corpus {
    /// Reads a document back, with the language that it was found to be in.
    pub fn read(&self, id: usize) -> io::Result<Document> {
        let (document, language) = unpack(&self.texts.read(self.documents[id].place)?)?;
        Ok(Document { language, ..document })
    }

    /// Returns how many bytes a document takes where it is kept.
    pub fn bytes(&self, id: usize) -> u64 {
        self.documents[id].place.bytes
    }

    /// Documents of unknown language get the language of all their texts together.
    fn languages(&self, numbers: &BTreeMap<String, u32>) -> io::Result<Languages> {
        let mut sample = Sample::joint();
        for id in (0..self.documents.len()).filter(|id| self.documents[*id].language.is_none()) {
            if sample.is_full() {
                break;
            }
            sample.add(&self.read(id)?);
        }
        let together = sample.language();
        let names: BTreeMap<u32, &str> = numbers.iter().map(|(name, number)| (*number, name.as_str())).collect();
        let name = |kept: &StoredDocument| kept.language.map(|number| names[&number]);
        Ok(Languages::new(self.documents.iter().map(|kept| name(kept).or(together.as_deref()))))
    }
}

/// Which characters were seen: a bit for each code point.
#[derive(Debug)]
struct Alphabet(Box<[AtomicU64]>);

impl Alphabet {
    fn new() -> Self {
        Self((0..=u32::from(char::MAX) / 64).map(|_| AtomicU64::new(0)).collect())
    }

    /// Adds the characters of all texts of `document` that are searched or shown, its date spelled out among them.
    fn add(&self, document: &Document) {
        let named = document.metadata.iter().map(|(_, value)| value).chain(&document.keywords);
        let blocks = document.blocks.iter().map(|block| &block.text);
        let links = document.links.iter().map(|(text, _)| text).chain(&document.aliases);
        for text in blocks.chain(named).chain(links).chain([&document.title, &spelled(document)]) {
            let ascii = text.bytes().filter(u8::is_ascii).fold(0u128, |seen, byte| seen | 1 << byte);
            self.set(0, ascii as u64);
            self.set(1, (ascii >> 64) as u64);
            for c in text.chars().filter(|c| !c.is_ascii()) {
                self.set(c as usize / 64, 1 << (c as usize % 64));
            }
        }
    }

    fn set(&self, at: usize, bits: u64) {
        if self.0[at].load(Ordering::Relaxed) & bits != bits {
            self.0[at].fetch_or(bits, Ordering::Relaxed);
        }
    }

    fn chars(&self) -> BTreeSet<char> {
        let is_set = |c: &char| self.0[*c as usize / 64].load(Ordering::Relaxed) >> (*c as usize % 64) & 1 == 1;
        ('\0'..=char::MAX).filter(is_set).collect()
    }
}

#[cfg(test)]
impl Corpus {
    /// Takes `documents`, in memory.
    pub fn of(documents: &[Document]) -> Self {
        let arrivals = Arrivals::new(usize::MAX);
        documents.iter().for_each(|document| arrivals.add(document).unwrap());
        arrivals.finish(true).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Date, SortValue};

    fn document(url: &str, text: &str) -> Document {
        let blocks = vec![Block { text: text.to_owned(), ..Block::default() }];
        Document { url: url.to_owned(), blocks, ..Document::default() }
    }

    #[test]
    fn documents_are_in_the_order_that_decides_where_scores_are_equal() {
        for memory in [0, usize::MAX] {
            let arrivals = Arrivals::new(memory);
            for url in ["b", "a/b", "a"] {
                arrivals.add(&document(url, url)).unwrap();
            }
            let corpus = arrivals.finish(true).unwrap();
            let texts: Vec<String> = (0..3).map(|id| corpus.read(id).unwrap().blocks.remove(0).text).collect();
            assert_eq!(texts, ["a", "b", "a/b"]);
        }
    }

    #[test]
    fn a_document_comes_back_with_its_language() {
        let block = |kind| Block { kind, text: "text".to_owned(), anchor: "anchor".to_owned() };
        let kinds = [BlockKind::Caption, BlockKind::Summary, BlockKind::Heading, BlockKind::Paragraph];
        let all = Document {
            title: "Città".to_owned(),
            date: Date::parse("2024-02-29"),
            summary: Some(String::new()),
            blocks: kinds.map(block).to_vec(),
            metadata: vec![("source".to_owned(), "VNA".to_owned())],
            keywords: vec!["map".to_owned()],
            facets: vec![("topic".to_owned(), "sea".to_owned())],
            sorts: vec![("price".to_owned(), SortValue::Number(0.5))],
            boost: Weight::new(2.5).unwrap(),
            weights: vec![(1, Weight::new(0.0).unwrap()), (3, Weight::new(10.0).unwrap())],
            ..document("a.html", "")
        };
        let text = "The bridge was opened in the morning by the mayor of the city, who said that it would help \
            people on both sides of the river to meet, and to trade with each other.";
        for (stated, text, known) in [(None, "?", None), (Some("it"), "?", Some("it")), (None, text, Some("en"))] {
            let mut document = Document { language: stated.map(str::to_owned), ..all.clone() };
            document.blocks[3].text = text.to_owned();
            let read = Corpus::of(&[document.clone()]).read(0).unwrap();
            assert_eq!(read, Document { language: known.map(str::to_owned), ..document });
        }
    }

    /// Adds documents, of which `most` are taken and the next is refused.
    fn assert_room(arrivals: Arrivals, most: u32) {
        let mut document = Document { language: Some("en".to_owned()), ..Document::default() };
        for number in 0..=most {
            document.url = number.to_string();
            let added = arrivals.add(&document);
            assert_eq!(added.is_ok(), number < most);
        }
        assert_eq!(arrivals.finish(true).unwrap().documents.len(), most as usize);
    }

    #[test]
    fn an_index_holds_the_most_documents_and_not_one_more() {
        assert_eq!(Arrivals::new(0).most, MAX_DOCUMENTS);
        assert_room(Arrivals::with_room(100, usize::MAX), 100);
    }

    #[test]
    #[ignore = "long: a million documents are added"]
    fn an_index_holds_a_million_documents_and_not_one_more() {
        assert_room(Arrivals::new(usize::MAX), MAX_DOCUMENTS);
    }

    #[test]
    fn the_alphabet_is_that_of_all_texts() {
        let titled = Document { title: "Ω".to_owned(), ..document("a", "aé") };
        let corpus = Corpus::of(&[titled, document("b", "字b\u{10FFFF}")]);
        assert_eq!(corpus.alphabet.into_iter().collect::<String>(), "abéΩ字\u{10FFFF}");
    }

    #[test]
    fn documents_too_short_to_tell_their_language_tell_it_together() {
        let text = "The bridge was opened in the morning by the mayor of the city, who said that it would help \
            people on both sides of the river to meet, and to trade with each other.";
        let short: Vec<Document> =
            (0..).zip(text.split(',')).map(|(url, text)| document(&format!("{url}"), text)).collect();
        assert_eq!(Corpus::of(&short).languages.of_words, [Some(0); 3]);
        assert_eq!(Corpus::of(&short[..1]).languages.of_words, [None]);
    }
}
