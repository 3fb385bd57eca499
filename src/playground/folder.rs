//! The files of a folder, and the index of them.

use std::collections::BTreeSet;

use findlet_indexer::site::Pages;
use findlet_indexer::{BuildError, Draft, ExtractError, Extractor, MAX_TEXT_BYTES, Options, SourceKind, build};

/// Bytes of texts that stay in memory: more than a page in a browser has, since there are no temporary files.
const MEMORY: usize = 1 << 30;

/// Pages that were read, until all are known.
#[derive(Default)]
pub struct Folder {
    extractor: Extractor,
    drafts: Vec<(SourceKind, Draft)>,
    pages: usize,
    dropped: Vec<String>,
}

impl Folder {
    /// Reads a file.
    ///
    /// # Errors
    /// Why it is left out.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExtractError> {
        let kind = SourceKind::of(path).ok_or(ExtractError::UnknownType)?;
        if bytes.len() > MAX_TEXT_BYTES {
            return Err(ExtractError::TooLarge);
        }
        self.drafts.push((kind, self.extractor.draft(kind, path, bytes)?));
        Ok(())
    }

    /// Returns the index of what was read; begins anew after it.
    ///
    /// # Errors
    /// Why there is no index.
    pub fn finish(&mut self) -> Result<Vec<u8>, BuildError> {
        let drafts = self.chosen();
        let mut pages = Pages::new(MEMORY);
        let texts = pages.add(&drafts)?;
        let site = pages.learn();
        let (mut seen, mut addresses, mut documents) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for (number, text) in (0..).zip(texts) {
            let Some(extracted) = site.read(&[number])?.pop() else { continue };
            let mut document = extracted.document;
            if !seen.insert(text) || !addresses.insert(document.url.clone()) {
                self.dropped.push(format!("{}: it says what another page says", document.url));
            } else if let Err(why) = document.fit() {
                self.dropped.push(format!("{}: {why}", document.url));
            } else {
                documents.push(document);
            }
        }
        self.pages = documents.len();
        Ok(build(&documents, &Options { memory: MEMORY, ..Options::default() })?.into_bytes())
    }

    /// Returns how many pages the index has.
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// Returns the pages that were read and are not in the index, each with the reason.
    pub fn dropped(&self) -> &[String] {
        &self.dropped
    }

    /// Takes the pages to index, in the order of their addresses: where one marks its content, those that do.
    fn chosen(&mut self) -> Vec<Draft> {
        (self.pages, self.dropped) = (0, Vec::new());
        let mut drafts = std::mem::take(&mut self.drafts);
        if drafts.iter().any(|(_, draft)| draft.is_marked) {
            drafts.retain(|(kind, draft)| {
                let is_kept = draft.is_marked || *kind != SourceKind::Html;
                if !is_kept {
                    self.dropped.push(format!("{}: {}", draft.document().url, ExtractError::Unmarked));
                }
                is_kept
            });
        }
        drafts.sort_by(|(_, a), (_, b)| a.document().url.cmp(&b.document().url));
        drafts.into_iter().map(|(_, draft)| draft).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use findlet_core::{Index, Options as Asking};

    use super::*;

    fn found(folder: &mut Folder, query: &str) -> Vec<String> {
        let mut index = Index::open(&folder.finish().unwrap()).unwrap();
        index.search(query, &Asking::default()).hits.into_iter().map(|hit| hit.card.unwrap().url).collect()
    }

    #[test]
    fn files_become_an_index_that_answers() {
        let mut folder = Folder::default();
        folder
            .add("b/tides.html", b"<title>Tides</title><main><h1>Tides</h1><p>The moon pulls the sea.</main>")
            .unwrap();
        folder.add("lamp.md", b"# Lighthouse\n\nA lamp turns above the rocks.").unwrap();
        assert_eq!(found(&mut folder, "ligh"), ["lamp.md"]);
        assert_eq!((folder.pages(), folder.dropped().len()), (2, 0));
    }

    #[test]
    fn a_copy_is_dropped_and_named() {
        let mut folder = Folder::default();
        for path in ["a.html", "b.html"] {
            folder.add(path, b"<title>Tides</title><main><h1>Tides</h1><p>The moon pulls the sea.</main>").unwrap();
        }
        assert_eq!(found(&mut folder, "moon"), ["a.html"]);
        assert_eq!(folder.dropped(), ["b.html: it says what another page says"]);
    }

    #[test]
    fn where_a_page_marks_its_content_others_are_dropped() {
        let mut folder = Folder::default();
        folder.add("a.html", b"<title>A</title><main data-findlet-body><p>The moon.</main>").unwrap();
        folder.add("b.html", b"<title>B</title><main><p>The moon, too.</main>").unwrap();
        assert_eq!(found(&mut folder, "moon"), ["a.html"]);
        assert!(folder.dropped()[0].starts_with("b.html: "));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let mut folder = Folder::default();
        assert_eq!(folder.add("a.pdf", b"x"), Err(ExtractError::UnknownType));
        assert_eq!(folder.add("a.html", &vec![b' '; MAX_TEXT_BYTES + 1]), Err(ExtractError::TooLarge));
    }

    #[test]
    fn without_a_page_there_is_an_empty_index() {
        assert!(found(&mut Folder::default(), "moon").is_empty());
    }
}
