//! Findlet under test: built from documents, searched as a page does it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use findlet_core::{Answer, Index, PartId};
use findlet_indexer::{Document, Form, Options, Sharding, build};

use super::feature::Feature;
use super::told::Told;

/// Searches that one query takes at most: one for each round of fetching that the shipped client allows, and the last.
const MAX_SEARCHES: usize = 13;

/// The forms of a bundle by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// One file with everything in it.
    Embedded,
    /// Parts, fetched as queries need them.
    Sharded,
}

impl Shape {
    /// Returns its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Embedded => "embedded",
            Self::Sharded => "sharded",
        }
    }
}

/// An index and, where it is sharded, the parts that a server would hold.
pub struct Engine {
    index: Index,
    parts: BTreeMap<u32, Vec<u8>>,
    options: findlet_core::Options,
    /// The addresses of documents that are indexed at others.
    addresses: BTreeMap<String, String>,
    /// Bytes of the bundle.
    pub bytes: usize,
}

impl Engine {
    /// Indexes `documents` in the given shape, with `without` switched off.
    ///
    /// # Errors
    /// Where they make no index.
    pub fn new(documents: &[Document], shape: Shape, without: &[Feature]) -> Result<Self> {
        let mut build_options = Options::default();
        let mut options = findlet_core::Options::default();
        without.iter().for_each(|feature| feature.switch_off(&mut build_options, &mut options));
        if shape == Shape::Sharded {
            build_options.form = Form::Sharded(Sharding::default());
        }
        let (documents, addresses) = stripped(documents, without);
        let bundle = build(&documents, &build_options).context("the documents make no index")?;
        let bytes = bundle.manifest.len() + bundle.parts.iter().map(|part| part.bytes.len()).sum::<usize>();
        let (opened, parts) = match shape {
            Shape::Embedded => (Index::open(&bundle.into_bytes()), BTreeMap::new()),
            Shape::Sharded => {
                let parts = bundle.parts.into_iter().map(|part| (part.id.to_u32(), part.bytes));
                (Index::open(&bundle.manifest), parts.collect())
            }
        };
        Ok(Self {
            index: opened.context("the engine refuses what the indexer wrote")?,
            parts,
            options,
            addresses,
            bytes,
        })
    }

    /// Returns the addresses of the best `limit` documents, best first.
    ///
    /// # Errors
    /// Where the engine asks for a part that isn't there, or doesn't come to an end.
    pub fn search(&mut self, query: &str, limit: usize) -> Result<Vec<String>> {
        let options = findlet_core::Options { limit: limit as u32, ..self.options.clone() };
        for _ in 0..MAX_SEARCHES {
            let answer = self.index.search(query, &options);
            if answer.needs.is_empty() {
                return Ok(self.urls(answer));
            }
            for part in &answer.needs {
                let id = PartId::from_u32(part.id).with_context(|| format!("{} is no part", part.path))?;
                let bytes = self.parts.get(&part.id).with_context(|| format!("there is no {}", part.path))?;
                self.index.attach(id, bytes).with_context(|| part.path.clone())?;
            }
        }
        bail!("after {MAX_SEARCHES} searches, {query:?} still needs parts")
    }

    fn urls(&self, answer: Answer) -> Vec<String> {
        let urls = answer.hits.into_iter().filter_map(|hit| Some(hit.card?.url));
        urls.map(|url| self.addresses.get(&url).cloned().unwrap_or(url)).collect()
    }
}

/// Returns the documents without what `without` says, and the addresses of those that have others then.
fn stripped<'a>(documents: &'a [Document], without: &[Feature]) -> (Cow<'a, [Document]>, BTreeMap<String, String>) {
    let told: Vec<Told> = without.iter().filter_map(Feature::told).collect();
    let (mut stripped, mut addresses) = (Cow::Borrowed(documents), BTreeMap::new());
    if !told.is_empty() {
        for (number, document) in stripped.to_mut().iter_mut().enumerate() {
            let url = document.url.clone();
            told.iter().for_each(|told| told.take(document, number));
            if document.url != url {
                addresses.insert(document.url.clone(), url);
            }
        }
    }
    (stripped, addresses)
}

#[cfg(test)]
mod tests {
    use super::{Document, Engine, Feature, Shape};
    use crate::told::Told;

    #[test]
    fn what_pages_tell_is_gone_and_they_keep_their_addresses() {
        let oars = Document { url: "oars.html".into(), title: "Rowing".into(), ..Document::default() };
        let found = |without: &[Feature], query: &str| {
            Engine::new(std::slice::from_ref(&oars), Shape::Sharded, without).unwrap().search(query, 10).unwrap()
        };
        assert_eq!(found(&[], "oars"), ["oars.html"]);
        let files = [Feature::Told(Told::Files)];
        assert_eq!((found(&files, "oars"), found(&files, "rowing")), (vec![], vec!["oars.html".to_owned()]));
    }
}
