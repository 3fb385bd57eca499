//! Plain text, and news articles in it.
//!
//! ```text
//! date 2022-12-03 An overview of the dialogue. (Photo:VNA)     date, and a caption with credit
//!                                                              or a summary
//! The event aims to …                                          lead and paragraphs
//!
//! He also said …
//! VNA                                                          agency
//! ```
//! All of it is optional: without a date line, a file is just its paragraphs.

use super::{ExtractError, collapse, sentence};
use crate::{Block, BlockKind, Date, Document};

/// Reads a text whose byte order mark was removed.
pub(super) fn extract(text: &str) -> Result<Document, ExtractError> {
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
    let repeats = |summary: &String| paragraphs.first().is_some_and(|first| begins_with(first, summary));
    if let Some(summary) = document.summary.as_ref().filter(|summary| !repeats(summary)) {
        document.blocks.push(Block { kind: BlockKind::Summary, text: summary.clone() });
    }
    let lead = document.summary.as_ref().or(paragraphs.first());
    document.title = lead.map(|lead| sentence::title(lead)).unwrap_or_default();
    document.blocks.extend(paragraphs.into_iter().map(|text| Block { kind: BlockKind::Paragraph, text }));
    if document.title.is_empty() {
        // A picture alone: its caption is all there is.
        let title = document.texts(BlockKind::Caption).next().map(sentence::title);
        document.title = title.ok_or(ExtractError::Empty)?;
    }
    Ok(document)
}

/// Splits `date YYYY-MM-DD` off the beginning.
fn split_date(text: &str) -> Option<(Date, &str)> {
    let rest = text.trim_start().strip_prefix("date ")?.trim_start_matches(' ');
    let date = Date::parse(rest)?;
    let rest = &rest[10..];
    rest.is_empty()
        .then_some(rest)
        .or_else(|| rest.starts_with([' ', '\t', '\n']).then_some(rest))
        .map(|rest| (date, rest))
}

/// What follows the date is a caption where it ends in a credit, and the summary where it
/// doesn't.
fn read_first_line(line: &str, document: &mut Document) {
    if let Some((caption, credit)) = split_credit(line) {
        if !caption.is_empty() {
            document.blocks.push(Block { kind: BlockKind::Caption, text: caption.to_owned() });
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
    document.metadata.push(("source".to_owned(), line.to_owned()));
    before
}

/// Paragraphs are separated by blank lines; the lines of one are joined.
fn paragraphs(body: &str) -> impl Iterator<Item = String> {
    let mut lines = body.lines();
    std::iter::from_fn(move || {
        let first = lines.by_ref().find(|line| !line.trim().is_empty())?;
        let more = lines.by_ref().take_while(|line| !line.trim().is_empty());
        Some(collapse(&std::iter::once(first).chain(more).collect::<Vec<_>>().join("\n")))
    })
    .filter(|paragraph| !paragraph.is_empty())
}

/// Returns whether `paragraph` begins with the words of `summary`.
fn begins_with(paragraph: &str, summary: &str) -> bool {
    let words = summary.trim_end_matches(|c: char| c.is_ascii_punctuation() || c == '…');
    paragraph.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(document: &Document, kind: BlockKind) -> Vec<&str> {
        document.texts(kind).collect()
    }

    #[test]
    fn seed_000_is_a_captioned_agency_article() {
        let document = extract(include_str!("../../../seeds/000_7728ffda027788d3.txt")).unwrap();
        assert_eq!(
            document.title,
            "The event aims to promote the friendship and cooperation between HCMC and foreign…"
        );
        assert_eq!(document.date, Date::parse("2022-12-03"));
        assert_eq!(document.fact("source"), Some("VNA"));
        assert_eq!(document.fact("credit"), Some("VNA"));
        assert_eq!(document.summary, None);
        assert_eq!(texts(&document, BlockKind::Caption), ["An overview of the dialogue."]);
        assert_eq!(texts(&document, BlockKind::Summary), Vec::<&str>::new());
        let paragraphs = texts(&document, BlockKind::Paragraph);
        assert_eq!(paragraphs.len(), 8);
        assert!(
            paragraphs[0].starts_with("The event aims to promote") && paragraphs[0].ends_with("international friends.")
        );
        assert!(paragraphs[1].contains("the HCMC People’s Committee Phan Van Mai"));
        assert!(paragraphs[7].ends_with("people-to-people exchanges and cohesion."), "the agency is no paragraph");
    }

    #[test]
    fn seed_003_is_a_summarised_article_without_agency() {
        let document = extract(include_str!("../../../seeds/003_a9c89a3b8fba4a44.txt")).unwrap();
        assert_eq!(
            document.title,
            "On April 26, a conference was held between the Standing Board of the HCMC Party Committee…"
        );
        assert_eq!(document.date, Date::parse("2023-04-27"));
        assert_eq!(document.metadata, []);
        assert!(document.summary.as_ref().unwrap().ends_with("Party Committee of the Ministry of Foreign Affairs."));
        assert_eq!(texts(&document, BlockKind::Summary), Vec::<&str>::new(), "the first paragraph repeats it");
        assert_eq!(texts(&document, BlockKind::Caption), Vec::<&str>::new());
        let paragraphs = texts(&document, BlockKind::Paragraph);
        assert_eq!(paragraphs.len(), 11);
        assert!(
            paragraphs[0].starts_with("On April 26")
                && paragraphs[0].ends_with("the implementation of foreign affairs.")
        );
        assert!(paragraphs[10].ends_with("as outlined in Politburo Resolution 31."));
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
