//! What is in an index: counts, sizes, and what weighs most.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use findlet_core::format::terms::{Term, TermKind};
use findlet_core::format::{PartId, PartKind, frame};
use findlet_core::text::analyse;
use findlet_indexer::package::index_of;
use serde::Serialize;

use crate::opened::{Opened, part};
use crate::publish::layout::gzipped;
use crate::publish::names::{MANIFEST, MODULE};

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
    /// Where a part cannot be had.
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
            let path = id.path(card.body.content);
            if opened.parts().is_some() && texts.insert(path.clone()) {
                opened.attach(id, &path)?;
            }
            let text = opened.index.text(document).unwrap_or_default();
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

    fn measure(&mut self, opened: &Opened, folder: &Path, texts: &BTreeSet<String>) -> Result<()> {
        let kinds = [PartKind::Manifest, PartKind::Terms, PartKind::Cards, PartKind::Bodies, PartKind::Common];
        let names = ["manifest", "terms", "cards", "texts", "common words"];
        let mut sizes: Vec<Size> = names.iter().map(|kind| Size { kind, ..Size::default() }).collect();
        let module = read(&if folder.is_dir() { folder.join(MODULE) } else { folder.to_owned() })?;
        self.engine = module.len() as u64;
        if let Some(folder) = opened.parts() {
            let manifest = opened.index.manifest();
            let add = |size: &mut Size, path: &str| -> Result<()> {
                let path = folder.join(path);
                size.add(part(&path)?.len() as u64, read(&path)?.len() as u64);
                Ok(())
            };
            add(&mut sizes[0], MANIFEST)?;
            for (kind, size) in kinds.into_iter().zip(&mut sizes).skip(1) {
                match kind {
                    PartKind::Bodies => texts.iter().try_for_each(|path| add(size, path))?,
                    kind => {
                        (0..manifest.parts(kind)).try_for_each(|number| add(size, &PartId { kind, number }.path(0)))?
                    }
                }
            }
        } else {
            let index = index_of(&module)?.unwrap_or_default();
            let mut rest = &index[..];
            while !rest.is_empty() {
                let frame = frame::decode(rest).context("the index in the engine is damaged")?;
                let (bytes, after) = rest.split_at(frame.total_bytes());
                let at = kinds.iter().position(|kind| *kind == frame.id.kind).unwrap_or_default();
                sizes[at].add(bytes.len() as u64, gzipped(bytes));
                rest = after;
            }
        }
        self.sizes = sizes;
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
/// Where a part cannot be had.
pub(crate) fn find(opened: &mut Opened, word: &str) -> Result<Vec<Found>> {
    opened.attach_all(PartKind::Terms)?;
    opened.attach_all(PartKind::Cards)?;
    let manifest = opened.index.manifest();
    let mut keys = BTreeSet::new();
    analyse(word, &manifest.characters, &mut |token| _ = keys.insert(token.key.to_owned()));
    let mut found = Vec::new();
    for shard in 0..manifest.parts(PartKind::Terms) {
        for term in opened.index.terms(shard) {
            let word = term.key.split(char::is_control).next().unwrap_or_default();
            if !keys.contains(word) {
                continue;
            }
            let mut postings = term.postings.clone();
            postings.sort_by_key(|posting| (std::cmp::Reverse(posting.impact), posting.document));
            postings.truncate(HEAVIEST);
            let url = |document| opened.index.card(document).map(|card| card.url).unwrap_or_default();
            let heaviest =
                postings.iter().map(|posting| Heavy { name: url(posting.document), count: posting.impact.into() });
            found.push(Found {
                term: readable(&term.key),
                kind: kind(&term),
                shard,
                documents: term.postings.len(),
                heaviest: heaviest.collect(),
            });
        }
    }
    Ok(found)
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
        (_, TermKind::Title) => "title",
        (_, TermKind::Alias) => "other form",
        (_, TermKind::Stop) => "stop word",
        (_, TermKind::Prefix) => "prefix",
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
