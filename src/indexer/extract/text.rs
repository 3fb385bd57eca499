//! Plain text: paragraphs with blank lines between them.

use super::collapse::collapse;
use super::error::ExtractError;
use super::extracted::Extracted;
use crate::document::{Block, Document};
use crate::sentence;

/// Reads a text whose byte order mark was removed.
pub(super) fn extract(text: &str) -> Result<Extracted, ExtractError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let blocks: Vec<Block> = paragraphs(&text).map(|text| Block { text, ..Block::default() }).collect();
    let title = sentence::title(&blocks.first().ok_or(ExtractError::Empty)?.text);
    Ok(Extracted { document: Document { title, blocks, ..Document::default() }, ..Extracted::default() })
}

/// Paragraphs are separated by blank lines; the lines of one are joined.
pub(super) fn paragraphs(body: &str) -> impl Iterator<Item = String> {
    let mut lines = body.lines();
    std::iter::from_fn(move || {
        let first = lines.by_ref().find(|line| !line.trim().is_empty())?;
        let more = lines.by_ref().take_while(|line| !line.trim().is_empty());
        Some(collapse(&std::iter::once(first).chain(more).collect::<Vec<_>>().join("\n")))
    })
    .filter(|paragraph| !paragraph.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    fn extract(text: &str) -> Result<Document, ExtractError> {
        super::extract(text).map(|extracted| extracted.document)
    }

    fn texts(document: &Document, kind: BlockKind) -> Vec<&str> {
        document.texts(kind).collect()
    }

    #[test]
    fn plain_text_is_its_paragraphs() {
        let document = extract("Notes on fishing\n\nThe river\nis wide.\n\n\nVNA").unwrap();
        assert_eq!(document.title, "Notes on fishing");
        assert_eq!(texts(&document, BlockKind::Paragraph), ["Notes on fishing", "The river is wide.", "VNA"]);
        assert_eq!((document.date, document.summary, document.metadata), (None, None, vec![]));
    }

    #[test]
    fn line_ends_of_all_systems_separate_paragraphs() {
        for text in ["a b\n\nc", "a b\r\n\r\nc\r\n", "a b\r\rc\r"] {
            assert_eq!(texts(&extract(text).unwrap(), BlockKind::Paragraph), ["a b", "c"], "{text:?}");
        }
    }

    #[test]
    fn very_long_lines_are_read_whole() {
        let line = "word ".repeat(1_000_000);
        let document = extract(&line).unwrap();
        assert_eq!(document.blocks[0].text.len(), line.len() - 1);
        assert!(document.title.chars().count() <= 90);
    }
}
