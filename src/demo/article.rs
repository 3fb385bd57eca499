//! News articles as texts.
//!
//! ```text
//! date 2024-05-06 A bridge in the morning. (Photo:AGENCY)     date, and a caption with credit
//!                                                             or a summary
//! The bridge was opened …                                     lead and paragraphs
//!
//! It carries …
//! AGENCY                                                      agency
//! ```
//! All of it is optional: without a date line, a text is just its paragraphs, and Markdown is Markdown.

use findlet_indexer::{Block, BlockKind, Date, Document, ExtractError, SourceKind, extract};

/// Reads the article in the file `name`. Its address is the file's.
///
/// # Errors
/// Those of [`extract()`].
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ExtractError> {
    let document = extract(name, bytes)?;
    // Other encodings than this have no date line: they are paragraphs.
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_start_matches('\u{FEFF}');
    match split_date(text).filter(|_| SourceKind::of(name) == Some(SourceKind::Text)) {
        Some((date, rest)) => dated(Document { url: document.url, date: Some(date), ..Document::default() }, rest),
        None => Ok(document),
    }
}

/// Splits `date YYYY-MM-DD` off the beginning.
fn split_date(text: &str) -> Option<(Date, &str)> {
    let rest = text.trim_start().strip_prefix("date ")?.trim_start_matches(' ');
    let date = Date::parse(rest)?;
    let rest = &rest[10..];
    (rest.is_empty() || rest.starts_with([' ', '\t', '\n'])).then_some((date, rest))
}

/// Completes `article` by what follows its date.
fn dated(mut article: Document, text: &str) -> Result<Document, ExtractError> {
    let (first_line, after) = text.split_once('\n').unwrap_or((text, ""));
    read_first_line(&line(first_line), &mut article);
    let plain = plain(read_agency(after, &mut article));
    place_summary(&plain, &mut article);
    let lead = article.summary.as_deref().map(plain_title);
    article.title = lead.unwrap_or(plain.title);
    article.blocks.extend(plain.blocks);
    if article.title.is_empty() {
        // A picture alone: its caption is all there is.
        let caption = article.texts(BlockKind::Caption).next().map(plain_title);
        article.title = caption.ok_or(ExtractError::Empty)?;
    }
    Ok(article)
}

/// What follows the date is a caption where it ends in a credit, and the summary where it doesn't.
fn read_first_line(line: &str, article: &mut Document) {
    if let Some((caption, credit)) = split_credit(line) {
        if !caption.is_empty() {
            article.blocks.push(block(BlockKind::Caption, caption));
        }
        article.metadata.push(("credit".to_owned(), credit.to_owned()));
    } else if !line.is_empty() {
        article.summary = Some(line.to_owned());
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
fn read_agency<'a>(body: &'a str, article: &mut Document) -> &'a str {
    let trimmed = body.trim_end();
    let (before, line) = trimmed.rsplit_once('\n').unwrap_or(("", trimmed));
    let line = line.trim();
    let is_name = line.chars().all(|c| c.is_uppercase() || matches!(c, '/' | '-' | '&' | ' '));
    if !(2..=20).contains(&line.chars().count()) || !is_name || !line.starts_with(char::is_uppercase) {
        return body;
    }
    let source = ("source".to_owned(), line.to_owned());
    article.metadata.push(source.clone());
    article.facets.push(source);
    before
}

/// Puts the summary before the text, unless the text begins with it: nothing is shown twice.
fn place_summary(plain: &Document, article: &mut Document) {
    let Some(summary) = &article.summary else { return };
    let words = summary.trim_end_matches(|c: char| c.is_ascii_punctuation() || c == '…');
    let rest = plain.blocks.first().and_then(|lead| lead.text.strip_prefix(words));
    if rest.is_none_or(|rest| rest.starts_with(char::is_alphanumeric)) {
        article.blocks.push(block(BlockKind::Summary, summary));
    }
}

fn block(kind: BlockKind, text: &str) -> Block {
    Block { kind, text: text.to_owned(), anchor: String::new() }
}

/// Reads a text that is just paragraphs, or nothing.
fn plain(text: &str) -> Document {
    extract("a.txt", text.as_bytes()).unwrap_or_default()
}

/// Returns the words of a line as they are shown.
fn line(line: &str) -> String {
    plain(line).blocks.into_iter().map(|block| block.text).collect()
}

/// Returns the title that a text gives itself.
fn plain_title(text: &str) -> String {
    plain(text).title
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Document {
        read("a.txt", text.as_bytes()).unwrap()
    }

    fn texts(document: &Document, kind: BlockKind) -> Vec<&str> {
        document.texts(kind).collect()
    }

    #[test]
    fn an_article_has_a_date_a_caption_a_credit_and_an_agency() {
        for ends in ["\n", "\r\n", "\r"] {
            let text = "\u{FEFF} date 2024-05-06 A  bridge. (Photo: VNA)\n\nThe bridge was opened.\n\nVNA/VNP\n";
            let article = article(&text.replace('\n', ends));
            let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
            assert_eq!((article.date, article.title.as_str()), (Date::parse("2024-05-06"), "The bridge was opened"));
            assert_eq!(article.metadata, [pair("credit", "VNA"), pair("source", "VNA/VNP")]);
            assert_eq!((article.facets, article.url.as_str()), (vec![pair("source", "VNA/VNP")], "a.txt"));
            let blocks = article.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect::<Vec<_>>();
            let expected = [(BlockKind::Caption, "A bridge."), (BlockKind::Paragraph, "The bridge was opened.")];
            assert_eq!(blocks, expected);
        }
    }

    #[test]
    fn a_summary_that_is_not_repeated_is_shown() {
        let repeated = article("date 2023-01-01 A short.\n\nA short text.");
        assert_eq!((texts(&repeated, BlockKind::Summary), repeated.summary.as_deref()), (vec![], Some("A short.")));
        let told = article("date 2023-01-01 A short summary.\n\nThe text.");
        assert_eq!(texts(&told, BlockKind::Summary), ["A short summary."]);
        assert_eq!(told.title, "A short summary");
        assert_eq!(texts(&article("date 2023-01-01 A short.\n\nA shorter text."), BlockKind::Summary), ["A short."]);
    }

    #[test]
    fn what_only_resembles_a_date_line_is_text() {
        for text in ["date 2023-99-99 x", "dates of 2023-01-01", "date 2023-01-01x y", "date"] {
            let document = article(text);
            assert_eq!((document.date, texts(&document, BlockKind::Paragraph)), (None, vec![text]));
        }
        let markdown = read("a.md", b"date 2023-01-01 x").unwrap();
        assert_eq!((markdown.date, texts(&markdown, BlockKind::Paragraph)), (None, vec!["date 2023-01-01 x"]));
    }

    #[test]
    fn articles_of_one_line_have_a_title() {
        assert_eq!(article("date 2023-01-01 Only this").title, "Only this");
        assert_eq!(article("date 2023-01-01 A bridge. (Photo: VNA)").title, "A bridge");
        assert_eq!(read("a.txt", b"date 2023-01-01"), Err(ExtractError::Empty));
        assert_eq!(article("date 2023-01-01\n\nText").title, "Text");
    }
}
