//! From the bytes of a file to a [`Document`].

mod collapse;
pub(crate) mod cuts;
pub(crate) mod draft;
pub(crate) mod edition;
mod encoding;
mod error;
mod extracted;
mod fragment;
mod front_matter;
mod html;
mod jsonl;
mod kind;
mod markdown;
mod notation;
mod number;
mod qualified;
pub(crate) mod rule;
mod running;
mod summary;
mod text;
pub(crate) mod titles;

pub use draft::Draft;
pub use edition::Edition;
pub use error::{ExtractError, ParserError, Warning};
pub use extracted::{ExtractOptions, Extracted};
pub use fragment::{Fragment, FragmentAnchor, FragmentWriter};
pub use html::SelectorError;
pub use jsonl::{LineReader, Lines, extract_lines};
pub use kind::{SourceKind, UnknownKind};
pub use notation::Notation;
pub use rule::{Rule, Taken};

use std::collections::BTreeSet;

use crate::address::address;
use crate::document::Document;
use draft::Verdict;
use titles::{Common, Known};

/// Reads files of all kinds that are understood.
#[derive(Debug, Default)]
pub struct Extractor {
    pages: html::Compiled,
}

impl Extractor {
    /// Returns an extractor with these options.
    ///
    /// # Errors
    /// The first selector that is not understood.
    pub fn new(options: &ExtractOptions) -> Result<Self, SelectorError> {
        Ok(Self { pages: html::Compiled::new(options)? })
    }

    /// Reads the file `path` (relative, with `/`), which becomes the document's address, as one of this `kind`.
    /// Nothing is known of other files.
    ///
    /// # Errors
    /// Any [`ExtractError`].
    pub fn extract(&self, kind: SourceKind, path: &str, bytes: &[u8]) -> Result<Extracted, ExtractError> {
        let known = Known::default();
        Ok(self
            .draft(kind, path, bytes)?
            .settle(Common { known: &known, folders: [0; 3], is_index: false, kin: 0 }, &Verdict::default()))
    }

    /// Reads the file `path` (relative, with `/`), which becomes the document's address, as one of this `kind`, and
    /// leaves open what other files of the site decide.
    ///
    /// # Errors
    /// Any [`ExtractError`].
    pub fn draft(&self, kind: SourceKind, path: &str, bytes: &[u8]) -> Result<Draft, ExtractError> {
        let mut draft = match kind {
            SourceKind::Html => self.page(path, bytes)?,
            SourceKind::Markdown => markdown::extract(&encoding::text(bytes)?, self.pages.facets())?.into(),
            SourceKind::Text => text::extract(&encoding::text(bytes)?)?.into(),
        };
        // Front matter may have said another.
        if draft.document.url.is_empty() {
            draft.document.url = address(path);
        }
        Ok(draft)
    }

    /// Returns the lists of selectors in [`ExtractOptions::body`] and [`ExtractOptions::ignore`] that match nothing on the
    /// pages read so far, each with the name of its option.
    pub fn idle_selectors(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.pages.idle()
    }

    fn page(&self, path: &str, bytes: &[u8]) -> Result<Draft, ExtractError> {
        let (text, warning) = encoding::page(bytes);
        let mut draft = html::extract(path, &text, &self.pages)?;
        draft.warnings.splice(0..0, warning);
        Ok(draft)
    }
}

/// Reads the file `path` (relative, with `/`), which becomes the document's address, as its ending says and by the
/// default options.
///
/// # Errors
/// Any [`ExtractError`].
pub fn extract(path: &str, bytes: &[u8]) -> Result<Document, ExtractError> {
    let kind = SourceKind::of(path).ok_or(ExtractError::UnknownType)?;
    Extractor::default().extract(kind, path, bytes).map(|extracted| extracted.document)
}

/// Returns what addresses within a page can end with, behind `#`: ids, and names of anchors.
///
/// O(bytes). Every sequence of bytes is a page.
#[must_use]
pub fn anchors(page: &[u8]) -> BTreeSet<String> {
    html::anchors(&encoding::page(page).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    #[test]
    fn invalid_utf8_is_named_by_its_offset() {
        assert_eq!(extract("a.txt", b"caf\xE9 au lait"), Err(ExtractError::NotUtf8 { offset: 3 }));
        assert_eq!(extract("a.txt", b"\xEF\xBB\xBFcaf\xE9"), Err(ExtractError::NotUtf8 { offset: 6 }));
    }

    #[test]
    fn files_without_text_are_refused() {
        for bytes in [&b""[..], b"\xEF\xBB\xBF", b" \r\n\t\n", b"\0\0"] {
            assert_eq!(extract("a.txt", bytes), Err(ExtractError::Empty), "{bytes:?}");
            assert_eq!(extract("a.md", bytes), Err(ExtractError::Empty), "{bytes:?}");
        }
    }

    #[test]
    fn every_kind_is_read_by_its_endings() {
        for kind in SourceKind::ALL {
            for ending in kind.endings() {
                let document = extract(&format!("a/b.{ending}"), b"text").unwrap();
                assert_eq!(document.url, format!("a/b.{ending}"));
                assert_eq!(document.texts(BlockKind::Paragraph).collect::<Vec<_>>(), ["text"]);
            }
        }
    }

    #[test]
    fn other_endings_are_refused_with_those_that_are_understood() {
        assert_eq!(extract("README", b"text"), Err(ExtractError::UnknownType));
        let said = extract("a.pdf", b"text").unwrap_err().to_string();
        assert!(said.starts_with("only .html, .htm, .xhtml, ") && said.ends_with(" are understood"), "{said}");
    }

    #[test]
    fn texts_are_composed() {
        for path in ["a.txt", "a.md"] {
            let document = extract(path, "Pho\u{31B}\u{309} \n\n e\u{301}t\u{E9}".as_bytes()).unwrap();
            assert_eq!(
                document.texts(BlockKind::Paragraph).collect::<Vec<_>>(),
                ["Ph\u{1EDF}", "\u{E9}t\u{E9}"],
                "{path}"
            );
        }
    }
}
