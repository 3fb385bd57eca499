//! What scripts and themes for Pagefind need: its JavaScript API in the folder where they look for it, and each page as JSON.
//!
//! ```text
//! site/pagefind/pagefind.js             leads to findlet.pagefind.js, which has the API
//! site/pagefind/pagefind-highlight.js   leads to findlet.pagefind.highlight.js
//! site/findlet/0123456789abcdef/
//!   pages.json                          the names of the facets
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
use serde::Serialize;

use super::names::{PAGES, entries, page};
use super::put::put;
use crate::opened::Opened;
use crate::site::OWN_METADATA;

/// The folder in which sites look for Pagefind.
const FOLDER: &str = "pagefind";

/// Pagefind's scripts: the name, what each is, and what ours leads to in the folder of the index.
const SCRIPTS: [(&str, &str, &str); 2] = [
    ("pagefind.js", "Pagefind's JavaScript API over the index", "export * from '../{out}/findlet.pagefind.js';"),
    (
        "pagefind-highlight.js",
        "Pagefind's highlighting",
        "export { default } from '../{out}/findlet.pagefind.highlight.js';",
    ),
];

/// How our script begins, to tell it from Pagefind's own.
const MARK: &str = "// Findlet:";

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
    /// Returns the folder beside `out`.
    ///
    /// # Errors
    /// Where it holds what Pagefind wrote, or anything else that isn't ours to replace.
    pub fn new(out: &Path) -> Result<Self> {
        let bridge = Self {
            folder: out.with_file_name(FOLDER),
            out: out.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        };
        let folder = &bridge.folder;
        let names = if folder.exists() { entries(folder)? } else { Vec::new() };
        let is_script = |name: &str| SCRIPTS.iter().any(|(script, ..)| *script == name);
        let ours = |name: &str| fs::read_to_string(folder.join(name)).is_ok_and(|text| text.starts_with(MARK));
        if let Some(name) = names.iter().find(|name| !is_script(name) || !ours(name)) {
            bail!(
                "{} holds {name}, which findlet did not write: remove the folder, and the step of your build that runs Pagefind",
                folder.display()
            );
        }
        Ok(bridge)
    }

    /// Writes the scripts.
    ///
    /// # Errors
    /// Where one cannot be written.
    pub fn write(&self) -> Result<()> {
        for (name, what, line) in SCRIPTS {
            let line = line.replace("{out}", &self.out);
            let script = format!("{MARK} {what} in ../{}/, see docs/pagefind.md\n{line}\n", self.out);
            put(&self.folder.join(name), script.as_bytes())?;
        }
        Ok(())
    }
}

/// A page as Pagefind's API hands it out.
#[derive(Serialize)]
struct Page<'a> {
    /// Relative to the root of the site.
    url: &'a str,
    content: String,
    word_count: usize,
    filters: Filters,
    meta: BTreeMap<&'a str, String>,
    anchors: Vec<Anchor<'a>>,
}

/// A heading that an address can lead to.
#[derive(Serialize)]
struct Anchor<'a> {
    id: &'a str,
    text: &'a str,
    /// The word of the content that it begins at.
    location: usize,
}

/// Values of facets by their names.
type Filters = BTreeMap<String, Vec<String>>;

/// Writes the pages of the index in `folder` beside it.
///
/// # Errors
/// Where the index cannot be read or a file not be written.
pub(super) fn pages(folder: &Path, is_sharded: bool) -> Result<()> {
    let mut opened = Opened::folder(folder, is_sharded)?;
    let facets = opened.index.manifest().facets.clone();
    put(&folder.join(PAGES), serde_json::to_string(&serde_json::json!({ "facets": facets }))?.as_bytes())?;
    let mut filters = if facets.is_empty() { BTreeMap::new() } else { filters(&mut opened)? };
    for document in 0..opened.index.manifest().documents {
        if (document as usize).is_multiple_of(CHUNK) {
            opened.index.detach(0);
            opened.attach_all(PartKind::Cards)?;
        }
        let card = opened.index.card(document).with_context(|| format!("document {document} has no card"))?;
        let body = opened.text(document, &card)?;
        let page = Page::new(&card, &body, filters.remove(&document).unwrap_or_default());
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
            let Some((name, value)) = keys::facet_of(&term.key) else { continue };
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
    fn new(card: &'a CardRecord, body: &'a Body<String>, filters: Filters) -> Self {
        let mut text = Text::default();
        text.add(&card.title);
        let mut anchors = Vec::new();
        for Block { kind, text: block, anchor } in body {
            // Summaries and the texts of pictures are no part of what a reader sees, and the title is said.
            if matches!(kind, BlockKind::Summary | BlockKind::Caption)
                || (text.words == text.first && block == &card.title)
            {
                continue;
            }
            if *kind == BlockKind::Heading && !anchor.is_empty() && anchor != NO_SECTION {
                anchors.push(Anchor { id: anchor, text: block, location: text.words });
            }
            text.add(block);
        }
        let metadata = card.metadata.iter().map(|(name, value)| (name.as_str(), value.clone()));
        let mut meta: BTreeMap<&str, String> = metadata.filter(|(name, _)| !OWN_METADATA.contains(name)).collect();
        meta.insert("title", card.title.clone());
        Self { url: &card.url, content: text.content, word_count: text.words, filters, meta, anchors }
    }
}

/// A place where a line may break. It is no word by itself.
const ZERO_WIDTH_SPACE: char = '\u{200B}';

/// Characters that may follow the last word of a sentence.
const CLOSING: &str = "'’”»)]";

/// The text of a page, whose blocks end as sentences do.
#[derive(Default)]
struct Text {
    content: String,
    words: usize,
    /// The words of the first block.
    first: usize,
}

impl Text {
    fn add(&mut self, block: &str) {
        let is_seen = |word: &&str| word.chars().any(|c| c != ZERO_WIDTH_SPACE);
        let block = block.split_whitespace().filter(is_seen).collect::<Vec<_>>();
        let words = block.len();
        if words == 0 {
            return;
        }
        if !self.content.is_empty() {
            self.content.push(' ');
        }
        self.content.push_str(&block.join(" "));
        if self.content.ends_with(|c: char| c.is_alphanumeric() || CLOSING.contains(c)) {
            self.content.push('.');
        }
        if self.words == 0 {
            self.first = words;
        }
        self.words += words;
    }
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
        let page = Page::new(&card, &body, Filters::new());
        assert_eq!(page.content, "The keel. Every boat has one. Why? It holds.");
        assert_eq!((page.word_count, page.anchors.len()), (9, 1));
        assert_eq!((page.anchors[0].id, page.anchors[0].location), ("why", 6));
        assert_eq!(page.meta, BTreeMap::from([("author", "Ann".to_owned()), ("title", "The keel".to_owned())]));
    }
}
