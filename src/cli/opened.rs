//! An index as it is in a folder, opened for a terminal.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use findlet_core::format::VERSION;
use findlet_core::format::bodies::Body;
use findlet_core::format::cards::CardRecord;
use findlet_core::{Answer, Index, Options, PartId, PartKind};
use findlet_indexer::package::index_of;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::place::{Place, located};
use crate::publish::names::{self, MANIFEST, MODULE, Ours, POINTER};
use crate::tag::Tag;

/// Parts that are in memory twice, as they came and as the index has them.
const AT_ONCE: usize = 64;

/// The pointer, `findlet.json`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Pointer {
    /// The version that wrote it.
    #[serde(rename = "findlet")]
    pub version: String,
    /// The version of the format.
    pub format: u8,
    /// The language whose index is for every other, too.
    pub default: String,
    /// The indexes by language.
    pub indexes: BTreeMap<String, Entry>,
}

/// An index in the pointer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Entry {
    pub folder: String,
    pub sharded: bool,
    /// The versions of pages, by their folders.
    #[serde(default)]
    pub versions: BTreeMap<String, String>,
    /// The language that this is another name of; such are for the widget.
    #[serde(rename = "for")]
    alias: Option<String>,
}

impl Pointer {
    /// Reads the pointer in the folder `out`.
    ///
    /// # Errors
    /// Where there is no such file, it cannot be read, or it names another place than the folder of an index.
    pub fn read(out: &Place) -> Result<Self> {
        Self::parse(&out.join(POINTER).read()?, out)
    }

    /// Reads the pointer `bytes` of the folder `out`.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn parse(bytes: &[u8], out: &Place) -> Result<Self> {
        let path = out.join(POINTER);
        let mut pointer: Self =
            serde_json::from_slice(bytes).with_context(|| format!("{path} is no pointer to indexes"))?;
        pointer.indexes.retain(|_, entry| entry.alias.is_none());
        let foreign = pointer.indexes.values().find(|entry| names::top(&entry.folder) != Some(Ours::Index));
        match foreign {
            None => Ok(pointer),
            Some(entry) => bail!("{path} names {:?}, which is no folder of an index; build it again", entry.folder),
        }
    }

    /// Makes sure that the indexes in `out` are of the format that this program reads.
    ///
    /// # Errors
    /// Where they are of another one.
    pub fn readable(self, out: &Place) -> Result<Self> {
        let Self { format, version, .. } = &self;
        if *format != VERSION {
            bail!(
                "{out} is of format {format} (findlet {version}), and this findlet reads {VERSION}; use the release that \
                 built it, or build it again"
            );
        }
        Ok(self)
    }

    /// Returns the index for `language`, or else the main one.
    ///
    /// # Errors
    /// Where a language was asked for that has none.
    pub fn entry(&self, language: Option<&str>) -> Result<&Entry> {
        let name = match language {
            None => Some(self.default.as_str()),
            Some(language) => self.nearest(language),
        };
        name.and_then(|name| self.indexes.get(name)).with_context(|| {
            let known: Vec<&str> = self.indexes.keys().map(String::as_str).collect();
            format!("there is no index for {}; there are {}", language.unwrap_or(&self.default), known.join(", "))
        })
    }

    /// Returns the name of the index that a page in `language` asks, if it has one: the tag itself, or what is most
    /// alike, as the widget chooses.
    pub fn nearest(&self, language: &str) -> Option<&str> {
        let wanted = Tag::new(language);
        let likeness = |name: &String| Tag::new(name).likeness(&wanted);
        let names = self.indexes.keys().filter(|name| likeness(name) > 0);
        let exact = self.indexes.keys().find(|name| name.eq_ignore_ascii_case(language));
        exact.or_else(|| names.min_by_key(|name| std::cmp::Reverse(likeness(name)))).map(String::as_str)
    }

    /// Returns the names of all indexes, `first` before the others.
    pub fn names<'a>(&'a self, first: &'a str) -> impl Iterator<Item = &'a str> {
        let others = self.indexes.keys().map(String::as_str).filter(move |name| *name != first);
        std::iter::once(first).chain(others)
    }
}

/// An index, and the folder that its parts are in.
pub(crate) struct Opened {
    pub index: Index,
    /// `None` for an embedded index, whose parts are inside the engine.
    folder: Option<Place>,
    /// The versions of pages, by their folders.
    pub versions: BTreeMap<String, String>,
}

impl Opened {
    /// Opens what is at `path`: a site with its index in the folder `findlet`; the folder that `findlet build` wrote, in which `language` says which index; the
    /// folder of one index; or an engine with an index inside.
    ///
    /// # Errors
    /// Where there is no index, or it is refused.
    pub fn new(path: &Path, language: Option<&str>) -> Result<Self> {
        let path = &located(path);
        if !path.is_dir() {
            return Self::embedded(&Place::from(path.as_path()));
        }
        if !path.join(POINTER).exists() && path.join(MODULE).exists() {
            return Self::folder(path, path.join(MANIFEST).exists());
        }
        let out = Place::from(path.as_path());
        Self::entry(&out, Pointer::read(&out)?.entry(language)?)
    }

    /// Opens an index that the pointer in `out` names.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn entry(out: &Place, entry: &Entry) -> Result<Self> {
        let opened = Self::at(out.join(&entry.folder), entry.sharded)?;
        Ok(Self { versions: entry.versions.clone(), ..opened })
    }

    /// Opens the folder of one index on this machine.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn folder(folder: &Path, is_sharded: bool) -> Result<Self> {
        Self::at(Place::from(folder), is_sharded)
    }

    fn at(folder: Place, is_sharded: bool) -> Result<Self> {
        if !is_sharded {
            return Self::embedded(&folder.join(MODULE));
        }
        let path = folder.join(MANIFEST);
        let index = Index::open(&path.read()?).with_context(|| format!("{path} is refused"))?;
        Ok(Self { index, folder: Some(folder), versions: BTreeMap::new() })
    }

    fn embedded(path: &Place) -> Result<Self> {
        let index = index_of(&path.read()?).with_context(|| path.to_string())?;
        let index = index.with_context(|| format!("{path} is an engine without an index"))?;
        let index = Index::open(&index).with_context(|| format!("{path}: its index is refused"))?;
        Ok(Self { index, folder: None, versions: BTreeMap::new() })
    }

    /// Searches for a query, composed as documents are; parts are read as they are needed.
    ///
    /// # Errors
    /// Where a part cannot be read or is refused.
    pub fn search(&mut self, query: &str, options: &Options) -> Result<Answer> {
        let query = composed(query);
        loop {
            let answer = self.index.search(&query, options);
            if answer.needs.is_empty() {
                return Ok(answer);
            }
            let ids = answer.needs.iter().map(|need| PartId::from_u32(need.id)).collect::<Option<Vec<_>>>();
            let ids = ids.context("the index names a part that cannot be")?;
            let paths: Vec<&str> = answer.needs.iter().map(|need| need.path.as_str()).collect();
            self.attach_each(&ids, &paths)?;
        }
    }

    /// Reads a part.
    ///
    /// # Errors
    /// Where it cannot be read or is refused.
    pub fn attach(&mut self, id: PartId, path: &str) -> Result<()> {
        self.attach_each(&[id], &[path])
    }

    /// Reads parts, whose `paths` are in the same order.
    fn attach_each(&mut self, ids: &[PartId], paths: &[&str]) -> Result<()> {
        let Some(folder) = &self.folder else {
            bail!("the engine lacks its {}; build the index again", ids[0]);
        };
        for ((id, path), bytes) in ids.iter().zip(paths).zip(folder.read_all(paths)?) {
            self.index.attach(*id, &bytes).with_context(|| format!("{} is refused", folder.join(path)))?;
        }
        Ok(())
    }

    /// Returns the cards of all documents; their parts are read.
    ///
    /// # Errors
    /// Where one cannot be read or is refused.
    pub fn cards(&mut self) -> Result<Vec<CardRecord>> {
        self.attach_all(PartKind::Cards)?;
        (0..self.index.manifest().documents)
            .map(|document| self.index.card(document).with_context(|| format!("document {document} has no card")))
            .collect()
    }

    /// Returns the text of a document, which `card` is of; its part is read unless it was.
    ///
    /// # Errors
    /// Where it cannot be read or is refused, or is another text than the card means.
    pub fn text(&mut self, document: u32, card: &CardRecord) -> Result<Body<String>> {
        let id = PartId { kind: PartKind::Bodies, number: card.body.part };
        if self.folder.is_some() && self.index.text(document).is_none() {
            self.attach(id, &id.path(card.body.content))?;
        }
        self.index.text(document).with_context(|| format!("the {id} is not the text of {}", card.url))
    }

    /// Reads all parts of a kind whose files are named by numbers.
    ///
    /// # Errors
    /// Where one cannot be read or is refused.
    pub fn attach_all(&mut self, kind: PartKind) -> Result<()> {
        if self.folder.is_none() {
            return Ok(());
        }
        let ids: Vec<PartId> = (0..self.index.manifest().parts(kind)).map(|number| PartId { kind, number }).collect();
        for some in ids.chunks(AT_ONCE) {
            let paths: Vec<String> = some.iter().map(|id| id.path(0)).collect();
            self.attach_each(some, &paths.iter().map(String::as_str).collect::<Vec<_>>())?;
        }
        Ok(())
    }

    /// Returns where the parts are on this machine, unless they are inside the engine.
    pub fn parts(&self) -> Option<&Path> {
        self.folder.as_ref().and_then(Place::folder)
    }
}

/// Returns a query with letters and marks as one character (NFC), as documents have them and as the widget asks.
pub(crate) fn composed(query: &str) -> String {
    query.nfc().collect()
}
