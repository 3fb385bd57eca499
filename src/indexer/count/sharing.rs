//! How many documents of one language and version are called alike: what many are called says less of each.

use std::collections::{BTreeSet, HashMap};

use crate::document::Document;
use crate::extract::titles::hash;

/// The metadata or facet that says which version a document is of.
const VERSION: &str = "version";

/// How many documents have each title, and how many a section of each name. Names are hashes, so that each takes some
/// 16 bytes.
#[derive(Debug, Default)]
pub(crate) struct Sharing {
    titles: HashMap<u64, u32>,
    sections: HashMap<u64, u32>,
}

/// A hash of the language and the version of a document: a reader sees the others elsewhere.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edition(u64);

impl Edition {
    pub fn of(document: &Document) -> Self {
        let facet = document.facets.iter().find(|(name, _)| name == VERSION).map(|(_, value)| value.as_str());
        let version = facet.or_else(|| document.metadata_value(VERSION)).unwrap_or_default();
        let language = document.language.as_deref().unwrap_or_default();
        Self(hash(language).rotate_left(1) ^ hash(version))
    }

    /// Returns a hash of `name` in this edition, in any case.
    fn called(self, name: &str) -> u64 {
        hash(name).rotate_left(2) ^ self.0
    }
}

impl Sharing {
    /// Counts `document`, whose sections are called so. A name counts once.
    pub fn add<'a>(&mut self, document: &Document, sections: impl Iterator<Item = &'a str>) {
        let edition = Edition::of(document);
        *self.titles.entry(edition.called(&document.title)).or_default() += 1;
        for section in sections.map(|name| edition.called(name)).collect::<BTreeSet<_>>() {
            *self.sections.entry(section).or_default() += 1;
        }
    }

    /// Adds what other documents are called.
    pub fn append(&mut self, other: Self) {
        for (counts, others) in [(&mut self.titles, other.titles), (&mut self.sections, other.sections)] {
            for (name, count) in others {
                *counts.entry(name).or_default() += count;
            }
        }
    }

    /// Returns how many documents of `edition` have this title.
    pub fn titled(&self, edition: Edition, title: &str) -> u32 {
        self.titles.get(&edition.called(title)).copied().unwrap_or(1)
    }

    /// Returns how many documents of `edition` have a section that is called so.
    pub fn with_section(&self, edition: Edition, name: &str) -> u32 {
        self.sections.get(&edition.called(name)).copied().unwrap_or(1)
    }
}
