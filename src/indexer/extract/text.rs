//! Plain text, and news articles in it.
//!
//! ```text
//! date 2024-05-06 A bridge in the morning. (Photo:AGENCY)     date, and a caption with credit
//!                                                             or a summary
//! The bridge was opened …                                     lead and paragraphs
//!
//! It carries …
//! AGENCY                                                      agency
//! ```
//! All of it is optional: without a date line, a file is just its paragraphs.

use super::collapse::collapse;
use super::error::ExtractError;
use super::extracted::Extracted;
use super::summary::place_summary;
use crate::document::{Block, BlockKind, Date, Document};
use crate::sentence;

/// Reads a text whose byte order mark was removed.
pub(super) fn extract(text: &str) -> Result<Extracted, ExtractError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut document = Document::default();
    let mut body = text.as_str();
    if let Some((date, rest)) = split_date(body) {
        document.date = Some(date);
        let (first_line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        read_first_line(&collapse(first_line), &mut document);
        body = read_agency(after, &mut document);
    }
    let paragraphs: Vec<String> = paragraphs(body).collect();
    let lead = document.summary.as_ref().or(paragraphs.first());
    document.title = lead.map(|lead| sentence::title(lead)).unwrap_or_default();
    document.blocks.extend(paragraphs.into_iter().map(|text| Block {
        kind: BlockKind::Paragraph,
        text,
        anchor: String::new(),
    }));
    place_summary(&mut document);
    if document.title.is_empty() {
        // A picture alone: its caption is all there is.
        let title = document.texts(BlockKind::Caption).next().map(sentence::title);
        document.title = title.ok_or(ExtractError::Empty)?;
    }
    Ok(Extracted { document, ..Extracted::default() })
}

/// Splits `date YYYY-MM-DD` off the beginning.
fn split_date(text: &str) -> Option<(Date, &str)> {
    let rest = text.trim_start().strip_prefix("date ")?.trim_start_matches(' ');
    let date = Date::parse(rest)?;
    let rest = &rest[10..];
    (rest.is_empty() || rest.starts_with([' ', '\t', '\n'])).then_some((date, rest))
}

/// What follows the date is a caption where it ends in a credit, and the summary where it
/// doesn't.
fn read_first_line(line: &str, document: &mut Document) {
    if let Some((caption, credit)) = split_credit(line) {
        if !caption.is_empty() {
            document.blocks.push(Block { kind: BlockKind::Caption, text: caption.to_owned(), anchor: String::new() });
        }
        document.metadata.push(("credit".to_owned(), credit.to_owned()));
    } else if !line.is_empty() {
        document.summary = Some(line.to_owned());
    }
}

/// Splits `(Photo:VNA)` off the end.
fn split_credit(line: &str) -> Option<(&str, &str)> {
    let (caption, credit) = line.strip_suffix(')')?.rsplit_once('(')?;
    let (label, name) = credit.split_once(':')?;
    let is_photo = ["photo", "photos", "image", "ảnh"].contains(&label.trim().to_lowercase().as_str());
    (is_photo && !name.trim().is_empty()).then(|| (caption.trim_end(), name.trim()))
}

/// Takes the agency off the end: a last line of a few capitals, such as `VNA` or `VNA/VNP`.
fn read_agency<'a>(body: &'a str, document: &mut Document) -> &'a str {
    let trimmed = body.trim_end();
    let (before, line) = trimmed.rsplit_once('\n').unwrap_or(("", trimmed));
    let line = line.trim();
    let is_name = line.chars().all(|c| c.is_uppercase() || matches!(c, '/' | '-' | '&' | ' '));
    if !(2..=20).contains(&line.chars().count()) || !is_name || !line.starts_with(char::is_uppercase) {
        return body;
    }
    let source = ("source".to_owned(), line.to_owned());
    document.metadata.push(source.clone());
    document.facets.push(source);
    before
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
    fn a_summary_that_is_not_repeated_is_shown() {
        let document = extract("date 2023-01-01 A short summary.\n\nThe text.").unwrap();
        assert_eq!(texts(&document, BlockKind::Summary), ["A short summary."]);
        assert_eq!(document.title, "A short summary");
        let document = extract("date 2023-01-01 A short.\n\nA shorter text.").unwrap();
        assert_eq!(texts(&document, BlockKind::Summary), ["A short."]);
    }

    #[test]
    fn what_only_resembles_a_date_line_is_text() {
        for text in ["date 2023-99-99 x", "dates of 2023-01-01", "date 2023-01-01x y", "date"] {
            let document = extract(text).unwrap();
            assert_eq!((document.date, texts(&document, BlockKind::Paragraph)), (None, vec![text]));
        }
    }

    #[test]
    fn articles_of_one_line_have_a_title() {
        assert_eq!(extract("date 2023-01-01 Only this").unwrap().title, "Only this");
        assert_eq!(extract("date 2023-01-01 A bridge. (Photo: VNA)").unwrap().title, "A bridge");
        assert_eq!(extract("date 2023-01-01"), Err(ExtractError::Empty));
        assert_eq!(extract("date 2023-01-01\n\nText").unwrap().title, "Text");
    }

    #[test]
    fn very_long_lines_are_read_whole() {
        let line = "word ".repeat(1_000_000);
        let document = extract(&line).unwrap();
        assert_eq!(document.blocks[0].text.len(), line.len() - 1);
        assert!(document.title.chars().count() <= 90);
    }
}
