//! What scripts and themes for Pagefind need: its JavaScript API in the folder where they look for it, and each page as JSON.
//!
//! ```text
//! site/pagefind/pagefind.js             leads to findlet.pagefind.js, which has the API
//! site/pagefind/pagefind-highlight.js   leads to findlet.pagefind.highlight.js
//! site/pagefind/pagefind-entry.json     the languages, and how many pages each has
//! site/findlet/0123456789abcdef/
//!   pages.json                          the names of facets and of what pages are sorted by, and where the root of the site is
//!   p0.json, p1.json, …                 the pages by their numbers in the index
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use findlet_core::format::bodies::{Block, BlockKind, Body, NO_SECTION};
use findlet_core::format::cards::CardRecord;
use findlet_core::format::keys;
use findlet_core::{PartId, PartKind};
use findlet_indexer::{Fragment, FragmentAnchor, FragmentWriter, Weight};
use serde::Serialize;
use serde_json::{Value, json};

use super::names::{PAGES, entries, page};
use super::put::put;
use super::root::Root;
use crate::config::Config;
use crate::config::pagefind::is_in_root;
use crate::opened::Opened;
use crate::site::{Fragments, OWN_METADATA, SORTED};

/// Pagefind's scripts: the name, what each is, and what ours leads to in the folder of the index.
const SCRIPTS: [(&str, &str, &str); 2] = [
    ("pagefind.js", "Pagefind's JavaScript API over the index", "export * from '../{out}/findlet.pagefind.js';"),
    (
        "pagefind-highlight.js",
        "Pagefind's highlighting",
        "export { default } from '../{out}/findlet.pagefind.highlight.js';",
    ),
];

/// What the indexes hold, for tools that look there.
const ENTRY: &str = "pagefind-entry.json";

/// Who wrote that.
const GENERATOR: &str = "findlet";

/// How our files begin, to tell them from Pagefind's own.
const MARKS: [&str; 2] = ["// Findlet:", "{\"generator\":\"findlet\""];

/// The number of documents after which their texts are freed.
const CHUNK: usize = 4096;

/// Where a site looks for Pagefind: beside the folder of the index.
#[derive(Debug)]
pub(crate) struct Bridge {
    folder: PathBuf,
    /// The name of the folder of the index.
    out: String,
}

impl Bridge {
    /// Returns the `folder` that leads to `out` beside it.
    ///
    /// # Errors
    /// Where it holds what Pagefind wrote, or anything else that isn't ours to replace.
    pub fn new(folder: &Path, out: &Path) -> Result<Self> {
        let bridge =
            Self { folder: folder.to_owned(), out: out.file_name().unwrap_or_default().to_string_lossy().into_owned() };
        let folder = &bridge.folder;
        let names = if folder.exists() { entries(folder)? } else { Vec::new() };
        let is_known = |name: &str| name == ENTRY || SCRIPTS.iter().any(|(script, ..)| *script == name);
        let is_marked = |text: String| MARKS.iter().any(|mark| text.starts_with(mark));
        let ours = |name: &str| fs::read_to_string(folder.join(name)).is_ok_and(is_marked);
        if let Some(name) = names.iter().find(|name| !is_known(name) || !ours(name)) {
            bail!(
                "{} holds {name}, which findlet did not write: remove the folder, and the step of your build that runs Pagefind",
                folder.display()
            );
        }
        Ok(bridge)
    }

    /// Writes the scripts, and how many pages the index of each language has.
    ///
    /// # Errors
    /// Where one cannot be written.
    pub fn write<'a>(&self, languages: impl Iterator<Item = (&'a str, u32)>) -> Result<()> {
        let counts = |(language, pages): (&str, u32)| (language.to_owned(), json!({ "page_count": pages }));
        let languages: serde_json::Map<String, Value> = languages.map(counts).collect();
        let entry = json!({ "generator": GENERATOR, "version": env!("CARGO_PKG_VERSION"), "languages": languages });
        put(&self.folder.join(ENTRY), entry.to_string().as_bytes())?;
        for (name, what, line) in SCRIPTS {
            let line = line.replace("{out}", &self.out);
            let script = format!("{} {what} in ../{}/, see docs/pagefind.md\n{line}\n", MARKS[0], self.out);
            put(&self.folder.join(name), script.as_bytes())?;
        }
        Ok(())
    }
}

/// Returns where scripts look for the root of the site, from the folder of the index.
pub(super) fn root(config: &Config) -> Root {
    let is_around = config.pagefind.as_deref().is_some_and(is_in_root);
    if is_around { Root("../".to_owned()) } else { Root::new(config) }
}

/// A page as Pagefind's API hands it out.
#[derive(Serialize)]
struct Page<'a> {
    /// Relative to the root of the site.
    url: &'a str,
    content: String,
    word_count: u32,
    filters: Filters,
    meta: BTreeMap<&'a str, String>,
    anchors: Vec<Anchor>,
    /// What words weigh, from the word with this number on.
    weights: Vec<(u32, f64)>,
}

/// An element that an address can lead to.
#[derive(Serialize)]
struct Anchor {
    element: String,
    id: String,
    text: String,
    /// The word of the content that it begins at.
    location: u32,
    /// Whether a part of the page begins with it.
    part: bool,
}

/// Values of facets by their names.
type Filters = BTreeMap<String, Vec<String>>;

/// Writes the pages of the index in `folder` beside it.
///
/// # Errors
/// Where the index cannot be read or a file not be written.
pub(super) fn pages(folder: &Path, is_sharded: bool, fragments: &Fragments, root: &Root) -> Result<()> {
    let mut opened = Opened::folder(folder, is_sharded)?;
    let (mut facets, sorts) = (opened.index.manifest().facets.clone(), opened.index.manifest().sorts.clone());
    facets.retain(|name| name != SORTED);
    let site = json!({ "facets": facets, "root": root.0, "sorts": sorts });
    put(&folder.join(PAGES), site.to_string().as_bytes())?;
    let mut filters = if facets.is_empty() { BTreeMap::new() } else { filters(&mut opened)? };
    for document in 0..opened.index.manifest().documents {
        if (document as usize).is_multiple_of(CHUNK) {
            opened.index.detach(0);
            opened.attach_all(PartKind::Cards)?;
        }
        let card = opened.index.card(document).with_context(|| format!("document {document} has no card"))?;
        let fragment = match fragments.of(&card.url)? {
            Some(fragment) => fragment,
            None => of_body(&card, &opened.text(document, &card)?),
        };
        let page = Page::new(&card, fragment, filters.remove(&document).unwrap_or_default());
        put(&folder.join(self::page(document)), serde_json::to_string(&page)?.as_bytes())?;
    }
    Ok(())
}

/// Returns the values of facets that each document has.
fn filters(opened: &mut Opened) -> Result<BTreeMap<u32, Filters>> {
    let mut found: BTreeMap<u32, Filters> = BTreeMap::new();
    for number in 0..opened.index.manifest().parts(PartKind::Terms) {
        let id = PartId { kind: PartKind::Terms, number };
        if opened.parts().is_some() {
            opened.attach(id, &id.path(0))?;
        }
        for term in opened.index.terms(number) {
            let Some((name, value)) = keys::facet_of(&term.key).filter(|(name, _)| *name != SORTED) else { continue };
            for posting in &term.postings {
                let values = found.entry(posting.document).or_default().entry(name.to_owned()).or_default();
                values.push(value.to_owned());
            }
        }
        opened.index.detach(0);
    }
    Ok(found)
}

impl<'a> Page<'a> {
    fn new(card: &'a CardRecord, fragment: Fragment, filters: Filters) -> Self {
        let Fragment { title, content, words, anchors, weights } = fragment;
        let metadata = card.metadata.iter().map(|(name, value)| (name.as_str(), value.clone()));
        let mut meta: BTreeMap<&str, String> = metadata.filter(|(name, _)| !OWN_METADATA.contains(name)).collect();
        meta.insert("title", title.unwrap_or_else(|| card.title.clone()));
        let anchor = |FragmentAnchor { element, id, text, location, is_titled }| {
            let part = is_titled || HEADINGS.contains(&element.as_str());
            Anchor { element, id, text, location, part }
        };
        Self {
            url: &card.url,
            content,
            word_count: words,
            filters,
            meta,
            anchors: anchors.into_iter().map(anchor).collect(),
            weights: weights.into_iter().map(|(word, weight)| (word, f64::from(weight.sixteenths()) / 16.0)).collect(),
        }
    }
}

/// Elements that begin a part of a page.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// What the words of a title and of a heading weigh.
const TITLE: f64 = 7.0;
const HEADING: f64 = 6.0;

/// Returns the page of a document that was no HTML.
fn of_body(card: &CardRecord, body: &Body<String>) -> Fragment {
    let mut writer = FragmentWriter::default();
    let mut add = |text: &str, id: &str, weight: f64| {
        writer.weigh(Weight::new(weight).unwrap_or_default());
        writer.begin_block();
        if !id.is_empty() && id != NO_SECTION {
            writer.begin_anchor(HEADINGS[1], id, None);
            writer.push(text);
            writer.end_anchor();
        } else {
            writer.push(text);
        }
        writer.end_sentence();
        writer.end_block();
    };
    add(&card.title, "", TITLE);
    let mut is_first = true;
    for Block { kind, text, anchor } in body {
        match kind {
            // Summaries and the texts of pictures are no part of what a reader sees, and the title is said.
            BlockKind::Summary | BlockKind::Caption => continue,
            _ if is_first && *text == card.title => {}
            BlockKind::Heading => add(text, anchor, HEADING),
            BlockKind::Paragraph => add(text, "", 1.0),
        }
        is_first = false;
    }
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: BlockKind, text: &str, anchor: &str) -> Block<String> {
        Block { kind, text: text.to_owned(), anchor: anchor.to_owned() }
    }

    #[test]
    fn a_page_is_its_title_and_its_blocks_as_sentences() {
        let card = CardRecord {
            url: "keel/".to_owned(),
            title: "The keel".to_owned(),
            metadata: vec![("author".to_owned(), "Ann".to_owned()), ("within".to_owned(), "Boats".to_owned())],
            ..CardRecord::default()
        };
        let body = vec![
            block(BlockKind::Summary, "What it is", ""),
            block(BlockKind::Heading, "The keel", "top"),
            block(BlockKind::Paragraph, "Every boat has one", ""),
            block(BlockKind::Heading, "Why?", "why"),
            block(BlockKind::Paragraph, "It holds.", ""),
        ];
        let page = Page::new(&card, of_body(&card, &body), Filters::new());
        assert_eq!(page.content, "The keel. Every boat has one. Why? It holds.");
        assert_eq!((page.word_count, page.anchors.len()), (9, 1));
        assert_eq!((page.anchors[0].id.as_str(), page.anchors[0].location), ("why", 6));
        assert_eq!(page.weights, [(0, 7.0), (2, 1.0), (6, 6.0), (7, 1.0)]);
        assert_eq!(page.meta, BTreeMap::from([("author", "Ann".to_owned()), ("title", "The keel".to_owned())]));
    }
}
