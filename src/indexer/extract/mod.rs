//! From the bytes of a file to a [`Document`].

mod front_matter;
mod jsonl;
mod markdown;
mod sentence;
mod text;

pub use jsonl::{Lines, extract_lines};
pub(crate) use sentence::{shorten, title};

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::{Block, BlockKind, Document};

/// Why a file or line gives no document. None of them stops a build: it is left out and named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtractError {
    /// There is no text in it.
    Empty,
    /// It is not UTF-8 from this byte on.
    NotUtf8 {
        /// Where the first invalid sequence begins.
        offset: usize,
    },
    /// Its front matter cannot be read; the parser's own words.
    FrontMatter(String),
    /// It is JSON that describes no document, or no JSON; the parser's own words.
    Json(String),
    /// Its date, which is none.
    Date(String),
    /// An earlier line has its id or address.
    Repeated {
        /// The id or address.
        name: String,
        /// The line that has it, counted from 1.
        line: usize,
    },
    /// Its name ends in nothing that is understood.
    UnknownType,
}

impl fmt::Display for ExtractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no text in it"),
            Self::NotUtf8 { offset } => write!(f, "it is not UTF-8 at byte {offset}; save it as UTF-8"),
            Self::FrontMatter(why) => write!(f, "its front matter cannot be read: {why}"),
            Self::Json(why) => write!(f, "it is no document in JSON: {why}"),
            Self::Date(date) => write!(f, "its date is {date:?}, which is no YYYY-MM-DD"),
            Self::Repeated { name, line } => {
                write!(f, "line {line} is {name:?} already; give each document its own id and address")
            }
            Self::UnknownType => f.write_str("only .txt, .md and .markdown are understood"),
        }
    }
}

impl std::error::Error for ExtractError {}

/// Reads the file `path` (relative, with `/`), which becomes the document's address.
///
/// # Errors
/// Any [`ExtractError`].
pub fn extract(path: &str, bytes: &[u8]) -> Result<Document, ExtractError> {
    let read = match path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
        Some("txt") => text::extract,
        Some("md" | "markdown") => markdown::extract,
        _ => return Err(ExtractError::UnknownType),
    };
    let mut document = read(decode(bytes)?)?;
    document.url = address(path);
    Ok(document)
}

/// Returns the address of the file `path`: what an address gives another meaning (`#`, `?`, `%`)
/// and what is not ASCII is percent-encoded.
#[must_use]
pub fn address(path: &str) -> String {
    const ENCODED: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'\\').add(b'`');
    utf8_percent_encode(path, ENCODED).to_string()
}

/// Puts the summary before the text, unless the text begins with it: nothing is shown twice.
fn place_summary(document: &mut Document) {
    let Some(summary) = &document.summary else { return };
    let words = summary.trim_end_matches(|c: char| c.is_ascii_punctuation() || c == '…');
    let repeats = |text: &str| text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if document.texts(BlockKind::Paragraph).next().is_none_or(|first| !repeats(first)) {
        let captions = document.blocks.iter().take_while(|block| block.kind == BlockKind::Caption).count();
        document
            .blocks
            .insert(captions, Block { kind: BlockKind::Summary, text: summary.clone(), anchor: String::new() });
    }
}

fn decode(bytes: &[u8]) -> Result<&str, ExtractError> {
    let text = std::str::from_utf8(bytes).map_err(|error| ExtractError::NotUtf8 { offset: error.valid_up_to() })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
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
    fn the_type_is_told_by_the_name() {
        assert!(extract("notes/A.TXT", b"text").is_ok());
        assert!(extract("notes/a.markdown", b"text").is_ok());
        assert_eq!(extract("a.html", b"text"), Err(ExtractError::UnknownType));
        assert_eq!(extract("README", b"text"), Err(ExtractError::UnknownType));
        assert_eq!(extract("a/b.txt", b"text").unwrap().url, "a/b.txt");
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

    #[test]
    fn addresses_lead_to_their_file() {
        assert_eq!(address("notes/C# 100%?.txt"), "notes/C%23%20100%25%3F.txt");
        assert_eq!(address("phở.md"), "ph%E1%BB%9F.md");
    }
}
