//! An index as it is in a folder, opened for a terminal.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use findlet_core::format::bodies::Body;
use findlet_core::format::cards::CardRecord;
use findlet_core::{Answer, Index, Options, PartId, PartKind};
use findlet_indexer::package::index_of;
use flate2::read::GzDecoder;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::gzip::is_gzipped;
use crate::publish::names::{MANIFEST, MODULE, POINTER};
use crate::tag::Tag;

/// The folder of a site that search is written to, unless another is named.
pub(crate) const OUT: &str = "findlet";

/// Bytes of an inflated part at most: the text of one document and what belongs to it. A few bytes can be gzipped
/// gigabytes.
const MOST_BYTES: u64 = 256 << 20;

/// The pointer, `findlet.json`.
#[derive(Clone, Debug, Deserialize)]
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
#[derive(Clone, Debug, Deserialize)]
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
    /// Where there is no such file, or it cannot be read.
    pub fn read(out: &Path) -> Result<Self> {
        let path = out.join(POINTER);
        let bytes = fs::read(&path).with_context(|| {
            format!("cannot read {}; name the site, or the folder that `findlet build` wrote", path.display())
        })?;
        let mut pointer: Self =
            serde_json::from_slice(&bytes).with_context(|| format!("{} is no pointer to indexes", path.display()))?;
        pointer.indexes.retain(|_, entry| entry.alias.is_none());
        Ok(pointer)
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
    folder: Option<PathBuf>,
    /// The versions of pages, by their folders.
    pub versions: BTreeMap<String, String>,
}

/// Returns where the index is that `path` names: what `findlet build` wrote, or a site that it wrote it into.
pub(crate) fn located(path: &Path) -> PathBuf {
    let inside = path.join(OUT);
    let is_site = !path.join(POINTER).exists() && !path.join(MODULE).exists() && inside.join(POINTER).exists();
    if is_site { inside } else { path.to_owned() }
}

impl Opened {
    /// Opens what is at `path`: a site with its index in the folder [`OUT`]; the folder that `findlet build` wrote, in which `language` says which index; the
    /// folder of one index; or an engine with an index inside.
    ///
    /// # Errors
    /// Where there is no index, or it is refused.
    pub fn new(path: &Path, language: Option<&str>) -> Result<Self> {
        let path = &located(path);
        if !path.is_dir() {
            return Self::embedded(path);
        }
        if !path.join(POINTER).exists() && path.join(MODULE).exists() {
            return Self::folder(path, path.join(MANIFEST).exists());
        }
        let pointer = Pointer::read(path)?;
        let Entry { folder, sharded, versions, .. } = pointer.entry(language)?;
        Ok(Self { versions: versions.clone(), ..Self::folder(&path.join(folder), *sharded)? })
    }

    /// Opens the folder of one index.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn folder(folder: &Path, is_sharded: bool) -> Result<Self> {
        if !is_sharded {
            return Self::embedded(&folder.join(MODULE));
        }
        let path = folder.join(MANIFEST);
        let manifest = part(&path)?;
        let index = Index::open(&manifest).with_context(|| format!("{} is refused", path.display()))?;
        Ok(Self { index, folder: Some(folder.to_owned()), versions: BTreeMap::new() })
    }

    fn embedded(path: &Path) -> Result<Self> {
        let module = fs::read(path).with_context(|| {
            format!("cannot read {}; name the site, or the folder that `findlet build` wrote", path.display())
        })?;
        let index = index_of(&module).with_context(|| path.display().to_string())?;
        let index = index.with_context(|| format!("{} is an engine without an index", path.display()))?;
        let index = Index::open(&index).with_context(|| format!("{}: its index is refused", path.display()))?;
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
            for need in &answer.needs {
                let id = PartId::from_u32(need.id).context("the index names a part that cannot be")?;
                self.attach(id, &need.path)?;
            }
        }
    }

    /// Reads a part.
    ///
    /// # Errors
    /// Where it cannot be read or is refused.
    pub fn attach(&mut self, id: PartId, path: &str) -> Result<()> {
        let Some(folder) = &self.folder else { bail!("the engine lacks its {id}; build the index again") };
        let path = folder.join(path);
        let bytes = part(&path)?;
        self.index.attach(id, &bytes).with_context(|| format!("{} is refused", path.display()))
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
        (0..self.index.manifest().parts(kind)).try_for_each(|number| {
            let id = PartId { kind, number };
            self.attach(id, &id.path(0))
        })
    }

    /// Returns where the parts are, unless they are inside the engine.
    pub fn parts(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}

/// Returns a query with letters and marks as one character (NFC), as documents have them and as the widget asks.
pub(crate) fn composed(query: &str) -> String {
    query.nfc().collect()
}

/// Reads the file of a part, which is gzipped unless somebody inflated it.
///
/// # Errors
/// Where it cannot be read or inflated, or would have more than [`MOST_BYTES`].
pub(crate) fn part(path: &Path) -> Result<Vec<u8>> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    if !is_gzipped(&bytes) {
        return Ok(bytes);
    }
    let mut inflated = Vec::new();
    GzDecoder::new(&bytes[..])
        .take(MOST_BYTES + 1)
        .read_to_end(&mut inflated)
        .with_context(|| format!("{} cannot be inflated", path.display()))?;
    if inflated.len() as u64 > MOST_BYTES {
        bail!(
            "{} has more than {} MB inflated, which no part has; build the index again",
            path.display(),
            MOST_BYTES >> 20
        );
    }
    Ok(inflated)
}
