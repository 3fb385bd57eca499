//! From the bytes of a file to a [`Document`].

mod encoding;
mod error;
mod front_matter;
mod html;
mod jsonl;
mod kind;
mod markdown;
mod text;

pub use error::{ExtractError, ParserError, Warning};
pub use html::SelectorError;
pub use jsonl::{LineReader, Lines, extract_lines};
pub use kind::{SourceKind, UnknownKind};

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::address::address;
use crate::{Block, BlockKind, Document};

/// What is read of files, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExtractOptions {
    /// Selectors of the main content of pages; it is found by itself where there are none.
    pub body: Vec<String>,
    /// Selectors of what is left out of pages.
    pub ignore: Vec<String>,
    /// Whether pages are read that ask search engines to leave them out.
    pub include_noindex: bool,
    /// Names of `meta` elements, of metadata and of keys in front matter whose values are facets too.
    pub facets: Vec<String>,
}

/// A document, and what else its file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extracted {
    /// The document.
    pub document: Document,
    /// Whether the page marks its content with `data-findlet-body`: if any page of a site does,
    /// those that don't are left out.
    pub is_marked: bool,
    /// What is wrong with it.
    pub warnings: Vec<Warning>,
}

/// Reads files of all kinds that are understood.
#[derive(Clone, Debug, Default)]
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
    ///
    /// # Errors
    /// Any [`ExtractError`].
    pub fn extract(&self, kind: SourceKind, path: &str, bytes: &[u8]) -> Result<Extracted, ExtractError> {
        let mut extracted = match kind {
            SourceKind::Html => self.page(path, bytes)?,
            SourceKind::Markdown => markdown::extract(&decode(bytes)?, self.pages.facets())?,
            SourceKind::Text => text::extract(&decode(bytes)?)?,
        };
        // Front matter may have said another.
        if extracted.document.url.is_empty() {
            extracted.document.url = address(path);
        }
        Ok(extracted)
    }

    fn page(&self, path: &str, bytes: &[u8]) -> Result<Extracted, ExtractError> {
        let (text, warning) = encoding::page(bytes);
        let mut extracted = html::extract(path, &text, &self.pages)?;
        extracted.warnings.splice(0..0, warning);
        Ok(extracted)
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

/// Paragraphs among which the text may begin: before it stand a date, a breadcrumb, an author.
const BLOCKS_BEFORE_LEAD: usize = 8;

/// Puts the summary before the text, unless the text begins with it: nothing is shown twice.
fn place_summary(document: &mut Document) {
    let Some(summary) = &document.summary else { return };
    // Summaries that are made of Markdown show its marks of code.
    let plain = summary.replace('`', "");
    let words = plain.trim_end_matches(|c: char| c.is_ascii_punctuation() || c == '…');
    let repeats = |text: &str| text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if !document.texts(BlockKind::Paragraph).take(BLOCKS_BEFORE_LEAD).any(repeats) {
        let captions = document.blocks.iter().take_while(|block| block.kind == BlockKind::Caption).count();
        document
            .blocks
            .insert(captions, Block { kind: BlockKind::Summary, text: summary.clone(), anchor: String::new() });
    }
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ExtractError> {
    encoding::marked(bytes).map_err(|offset| ExtractError::NotUtf8 { offset })
}

/// Collapses white space, drops control characters, as a page showing the text would, and composes
/// letters with their marks (NFC), which documents and queries must agree on. Every text of a
/// document comes through here.
fn collapse(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let text = words.collect::<Vec<_>>().join(" ");
    if is_nfc(&text) { text } else { text.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(said, "only .html, .htm, .xhtml, .md, .markdown, .txt are understood");
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
