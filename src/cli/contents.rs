//! What is in an index: counts, sizes, and what weighs most.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use findlet_core::Index;
use findlet_core::format::terms::{Term, TermKind};
use findlet_core::format::{PartId, PartKind, frame};
use findlet_core::text::analyse;
use findlet_indexer::package::index_of;
use serde::Serialize;

use crate::gzip::gzipped_size;
use crate::opened::Opened;
use crate::place::Place;
use crate::publish::names::{MANIFEST, MODULE};

/// The kinds of parts in the order in which a search needs them, and what people call them.
const KINDS: [(PartKind, &str); 5] = [
    (PartKind::Manifest, "manifest"),
    (PartKind::Terms, "terms"),
    (PartKind::Cards, "cards"),
    (PartKind::Bodies, "texts"),
    (PartKind::Common, "common words"),
];

/// How many of what weighs most are named.
const HEAVIEST: usize = 10;

/// An index, looked at.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Contents {
    pub documents: u32,
    /// Documents of each language; those that state none are `und`.
    pub languages: BTreeMap<String, u32>,
    /// Keys by what they are.
    pub terms: BTreeMap<String, u32>,
    /// Entries of all lists.
    pub postings: u64,
    pub shards: u32,
    pub fields: Vec<String>,
    pub facets: Vec<String>,
    pub sorts: Vec<String>,
    /// Sizes by kind of part, in the order in which a search needs them.
    pub sizes: Vec<Size>,
    /// Bytes of the engine, with the index where that is inside.
    pub engine: u64,
    /// The documents with the longest texts.
    pub longest_texts: Vec<Heavy>,
    /// The documents that most terms lead to.
    pub most_terms: Vec<Heavy>,
    /// The terms that lead to most documents.
    pub longest_lists: Vec<Heavy>,
}

/// The parts of one kind.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Size {
    pub kind: &'static str,
    pub parts: u32,
    pub raw: u64,
    pub gzip: u64,
    /// The largest part, gzipped.
    pub largest: u64,
}

/// Something, and how much of it there is.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Heavy {
    pub name: String,
    pub count: u64,
}

/// A term that a word leads to.
#[derive(Debug, Serialize)]
pub(crate) struct Found {
    pub term: String,
    pub kind: &'static str,
    pub shard: u32,
    pub documents: usize,
    /// The addresses of the documents in which it weighs most, with what it weighs there.
    pub heaviest: Vec<Heavy>,
}

impl Contents {
    /// Looks at all of an index in the folder `folder`.
    ///
    /// # Errors
    /// Where a part cannot be read or is refused.
    pub fn new(opened: &mut Opened, folder: &Path) -> Result<Self> {
        let manifest = opened.index.manifest().clone();
        let mut contents = Self {
            documents: manifest.documents,
            shards: manifest.parts(PartKind::Terms),
            fields: manifest.fields,
            facets: manifest.facets,
            sorts: manifest.sorts,
            ..Self::default()
        };
        let texts = contents.cards(opened)?;
        contents.keys(opened)?;
        contents.measure(opened, folder, &texts)?;
        Ok(contents)
    }

    /// Looks at cards and texts; returns the paths of the texts.
    fn cards(&mut self, opened: &mut Opened) -> Result<BTreeSet<String>> {
        let cards = opened.cards()?;
        let mut texts = BTreeSet::new();
        let mut lengths = Vec::new();
        for (document, card) in (0..).zip(&cards) {
            let language = if card.language.is_empty() { "und" } else { &card.language };
            *self.languages.entry(language.to_owned()).or_default() += 1;
            let id = PartId { kind: PartKind::Bodies, number: card.body.part };
            if opened.parts().is_some() {
                texts.insert(id.path(card.body.content));
            }
            let text = opened.text(document, card)?;
            lengths.push(text.iter().map(|block| block.text.len() as u64).sum());
        }
        self.longest_texts = heaviest(lengths.into_iter().zip(cards.iter().map(|card| card.url.clone())));
        Ok(texts)
    }

    fn keys(&mut self, opened: &mut Opened) -> Result<()> {
        opened.attach_all(PartKind::Terms)?;
        let mut of_documents = vec![0u64; self.documents as usize];
        let mut lists = Vec::new();
        for shard in 0..self.shards {
            for term in opened.index.terms(shard) {
                *self.terms.entry(kind(&term).to_owned()).or_default() += 1;
                self.postings += term.postings.len() as u64;
                for posting in &term.postings {
                    of_documents[posting.document as usize] += 1;
                }
                lists.push((term.postings.len() as u64, format!("{} ({})", readable(&term.key), kind(&term))));
            }
            // The longest so far are enough.
            lists.sort_by(|a, b| b.cmp(a));
            lists.truncate(HEAVIEST);
        }
        self.longest_lists = heaviest(lists.into_iter());
        let url = |document: usize| opened.index.card(document as u32).map(|card| card.url).unwrap_or_default();
        let mut counts: Vec<(u64, usize)> = of_documents.into_iter().zip(0..).collect();
        counts.sort_by(|a, b| b.cmp(a));
        counts.truncate(HEAVIEST);
        self.most_terms = heaviest(counts.into_iter().map(|(count, document)| (count, url(document))));
        Ok(())
    }

    /// Measures the engine and the parts, whose `texts` are at these paths.
    fn measure(&mut self, opened: &Opened, folder: &Path, texts: &BTreeSet<String>) -> Result<()> {
        let module = read(&if folder.is_dir() { folder.join(MODULE) } else { folder.to_owned() })?;
        self.engine = module.len() as u64;
        self.sizes = KINDS.iter().map(|(_, kind)| Size { kind, ..Size::default() }).collect();
        match opened.parts() {
            Some(folder) => self.measure_files(opened, folder, texts),
            None => self.measure_inside(&index_of(&module)?.unwrap_or_default()),
        }
    }

    /// Measures the files of a sharded index.
    fn measure_files(&mut self, opened: &Opened, folder: &Path, texts: &BTreeSet<String>) -> Result<()> {
        for ((kind, _), size) in KINDS.iter().zip(&mut self.sizes) {
            let numbered =
                (0..opened.index.manifest().parts(*kind)).map(|number| PartId { kind: *kind, number }.path(0));
            let paths: Vec<String> = match kind {
                PartKind::Manifest => vec![MANIFEST.to_owned()],
                PartKind::Bodies => texts.iter().cloned().collect(),
                _ => numbered.collect(),
            };
            for path in paths {
                let path = folder.join(path);
                size.add(Place::from(path.as_path()).read()?.len() as u64, read(&path)?.len() as u64);
            }
        }
        Ok(())
    }

    /// Measures the parts of an embedded index.
    fn measure_inside(&mut self, index: &[u8]) -> Result<()> {
        let mut rest = index;
        while !rest.is_empty() {
            let frame = frame::decode(rest).context("the index in the engine is damaged")?;
            let (bytes, after) = rest.split_at(frame.total_bytes());
            let at = KINDS.iter().position(|(kind, _)| *kind == frame.id.kind).unwrap_or_default();
            self.sizes[at].add(bytes.len() as u64, gzipped_size(bytes));
            rest = after;
        }
        Ok(())
    }
}

impl Size {
    fn add(&mut self, raw: u64, gzip: u64) {
        self.parts += 1;
        self.raw += raw;
        self.gzip += gzip;
        self.largest = self.largest.max(gzip);
    }
}

/// Returns the terms that `word` leads to: itself, its spellings, titles that begin with it, and as a prefix.
///
/// # Errors
/// Where a part cannot be read or is refused.
pub(crate) fn find(opened: &mut Opened, word: &str) -> Result<Vec<Found>> {
    opened.attach_all(PartKind::Terms)?;
    opened.attach_all(PartKind::Cards)?;
    let manifest = opened.index.manifest();
    let mut keys = BTreeSet::new();
    analyse(word, &manifest.characters, &mut |token| _ = keys.insert(token.key.to_owned()));
    let mut found = Vec::new();
    for shard in 0..manifest.parts(PartKind::Terms) {
        let terms = opened.index.terms(shard);
        let is_meant = |term: &&Term| keys.contains(term.key.split(char::is_control).next().unwrap_or_default());
        found.extend(terms.iter().filter(is_meant).map(|term| Found::new(&opened.index, term, shard)));
    }
    Ok(found)
}

impl Found {
    fn new(index: &Index, term: &Term, shard: u32) -> Self {
        let mut postings = term.postings.clone();
        postings.sort_by_key(|posting| (std::cmp::Reverse(posting.impact), posting.document));
        postings.truncate(HEAVIEST);
        let url = |document| index.card(document).map(|card| card.url).unwrap_or_default();
        let heaviest =
            postings.iter().map(|posting| Heavy { name: url(posting.document), count: posting.impact.into() });
        Self {
            term: readable(&term.key),
            kind: kind(term),
            shard,
            documents: term.postings.len(),
            heaviest: heaviest.collect(),
        }
    }
}

/// Returns the greatest, the first in the alphabet where they are equal.
fn heaviest(counted: impl Iterator<Item = (u64, String)>) -> Vec<Heavy> {
    let mut all: Vec<Heavy> = counted.map(|(count, name)| Heavy { name, count }).collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    all.truncate(HEAVIEST);
    all
}

/// Keys have control characters between their pieces.
fn readable(key: &str) -> String {
    let spaced: String = key.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.trim().to_owned()
}

/// Namespaces of keys begin with a control character each.
fn kind(term: &Term) -> &'static str {
    match (term.key.chars().next(), term.kind) {
        (Some('\u{1}'), _) => "field",
        (Some('\u{2}'), _) => "facet",
        (Some('\u{3}'), _) => "sort",
        (Some('\u{4}'), _) => "directory",
        (_, TermKind::Word) => "word",
        (_, TermKind::Variant) => "spelling",
        (_, TermKind::Name) => "name",
        (_, TermKind::Alias) => "other form",
        (_, TermKind::Stop) => "stop word",
        (_, TermKind::Prefix) => "prefix",
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
