//! Documents as JSON, one on each line. `docs/json-lines.md` has the format.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde_json::Number;

use super::collapse::collapse;
use super::error::{ExtractError, ParserError};
use super::{encoding, text};
use crate::document::{Block, BlockKind, Date, Document, SortValue, Weight};
use crate::limits::MAX_TEXT_BYTES;

/// What became of the lines of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// The documents, in the order of their lines.
    pub documents: Vec<Document>,
    /// The lines that gave none, counted from 1, and why.
    pub skipped: Vec<(usize, ExtractError)>,
}

/// Reads a document from each line; blank lines mean nothing. A line that can't be read, or whose
/// id or address an earlier line has, is skipped and named.
#[must_use]
pub fn extract_lines(bytes: &[u8]) -> Lines {
    let (mut lines, mut reader) = (Lines::default(), LineReader::default());
    for line in bytes.split(|byte| *byte == b'\n') {
        match reader.read(line) {
            None => {}
            Some(Ok(document)) => lines.documents.push(document),
            Some(Err(why)) => lines.skipped.push((reader.number, why)),
        }
    }
    lines
}

/// Reads line by line, so that a file needn't fit the memory: keeps the ids and addresses only.
#[derive(Clone, Debug, Default)]
pub struct LineReader {
    /// The number of the line that was read last, from 1.
    pub number: usize,
    /// Where ids and addresses were seen.
    ids: BTreeMap<String, usize>,
    urls: BTreeMap<String, usize>,
}

impl LineReader {
    /// Reads the document on the next line; there is none on a blank one.
    pub fn read(&mut self, line: &[u8]) -> Option<Result<Document, ExtractError>> {
        self.read_at_most(MAX_TEXT_BYTES, line)
    }

    /// As [`read`](Self::read), for lines of at most `most` bytes.
    fn read_at_most(&mut self, most: usize, line: &[u8]) -> Option<Result<Document, ExtractError>> {
        self.number += 1;
        if line.trim_ascii().is_empty() {
            return None;
        }
        if line.len() > most {
            return Some(Err(ExtractError::TooLarge));
        }
        Some(parse(line).and_then(|record| {
            let id = record.id.clone().into_text();
            let document = record.into_document()?;
            first(&mut self.ids, &id, self.number)?;
            first(&mut self.urls, &document.url, self.number)?;
            Ok(document)
        }))
    }
}

/// Notes that `name` stands on line `number`, unless it stood on one before.
fn first(seen: &mut BTreeMap<String, usize>, name: &str, number: usize) -> Result<(), ExtractError> {
    if let Some(line) = seen.get(name) {
        return Err(ExtractError::Repeated { name: name.to_owned(), line: *line });
    }
    seen.insert(name.to_owned(), number);
    Ok(())
}

fn parse(line: &[u8]) -> Result<Record, ExtractError> {
    serde_json::from_str(&encoding::text(line)?).map_err(|error| ExtractError::Json(ParserError::new(LineError(error))))
}

/// An error in one line, whose number is said elsewhere: only the column is left.
#[derive(Debug)]
struct LineError(serde_json::Error);

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (said, column) = (self.0.to_string(), self.0.column());
        match said.strip_suffix(&format!(" at line {} column {column}", self.0.line())) {
            Some(why) => write!(f, "{why} at column {column}"),
            None => f.write_str(&said),
        }
    }
}

impl std::error::Error for LineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[derive(Debug, Deserialize)]
struct Record {
    id: Scalar,
    title: Option<String>,
    text: Option<String>,
    url: Option<String>,
    date: Option<String>,
    language: Option<String>,
    keywords: Option<OneOrMore<String>>,
    sections: Option<Vec<Section>>,
    facets: Option<BTreeMap<String, Option<OneOrMore<Scalar>>>>,
    metadata: Option<BTreeMap<String, Option<Scalar>>>,
    sort: Option<BTreeMap<String, Option<Scalar>>>,
    boost: Option<Number>,
}

#[derive(Debug, Deserialize)]
struct Section {
    id: Option<String>,
    title: Option<String>,
    text: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "expected a string, a number, true or false")]
enum Scalar {
    Text(String),
    Number(Number),
    Truth(bool),
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "expected a value or a list of values")]
enum OneOrMore<T> {
    One(T),
    More(Vec<T>),
}

impl Record {
    fn into_document(self) -> Result<Document, ExtractError> {
        let id = self.id.into_text();
        if id.trim().is_empty() {
            return Err(ExtractError::Json(ParserError::new("its id is empty")));
        }
        let mut metadata = pairs(self.metadata, |value| collapse(&value.into_text()));
        if self.url.is_some() {
            metadata.retain(|(name, _)| name != "id");
            metadata.push(("id".to_owned(), id.clone()));
        }
        let document = Document {
            url: self.url.unwrap_or(id),
            title: collapsed(self.title),
            date: self.date.map(date).transpose()?,
            language: Some(collapsed(self.language)).filter(|tag| !tag.is_empty()),
            blocks: blocks(self.text, self.sections),
            metadata,
            keywords: self.keywords.map_or(vec![], OneOrMore::into_list).iter().map(|word| collapse(word)).collect(),
            facets: facets(self.facets),
            sorts: pairs(self.sort, Scalar::into_sort_value),
            boost: self.boost.as_ref().map(boost).transpose()?.unwrap_or_default(),
            ..Document::default()
        };
        if document.title.is_empty() && document.blocks.is_empty() { Err(ExtractError::Empty) } else { Ok(document) }
    }
}

fn collapsed(text: Option<String>) -> String {
    collapse(&text.unwrap_or_default())
}

fn date(text: String) -> Result<Date, ExtractError> {
    Date::parse(&text).ok_or(ExtractError::Date(text))
}

fn boost(number: &Number) -> Result<Weight, ExtractError> {
    number.as_f64().and_then(Weight::new).ok_or_else(|| ExtractError::Boost(number.to_string()))
}

fn blocks(text: Option<String>, sections: Option<Vec<Section>>) -> Vec<Block> {
    let mut blocks = paragraphs(text);
    for Section { id, title, text } in sections.unwrap_or_default() {
        let heading = collapsed(title);
        if !heading.is_empty() {
            blocks.push(Block { kind: BlockKind::Heading, text: heading, anchor: id.unwrap_or_default() });
        }
        blocks.extend(paragraphs(text));
    }
    blocks
}

fn paragraphs(text: Option<String>) -> Vec<Block> {
    let text = text.unwrap_or_default();
    text::paragraphs(&text).map(|text| Block { text, ..Block::default() }).collect()
}

fn facets(facets: Option<BTreeMap<String, Option<OneOrMore<Scalar>>>>) -> Vec<(String, String)> {
    let named = facets.into_iter().flatten().flat_map(|(name, values)| {
        let values = values.map_or(vec![], OneOrMore::into_list);
        values.into_iter().map(move |value| (collapse(&name), collapse(&value.into_text())))
    });
    named.collect()
}

fn pairs<T>(named: Option<BTreeMap<String, Option<Scalar>>>, value: fn(Scalar) -> T) -> Vec<(String, T)> {
    named.into_iter().flatten().filter_map(|(name, scalar)| Some((collapse(&name), value(scalar?)))).collect()
}

impl<T> OneOrMore<T> {
    fn into_list(self) -> Vec<T> {
        match self {
            Self::One(value) => vec![value],
            Self::More(values) => values,
        }
    }
}

impl Scalar {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Truth(truth) => truth.to_string(),
        }
    }

    fn into_sort_value(self) -> SortValue {
        match &self {
            Self::Number(number) => number.as_f64().map_or(SortValue::Text(number.to_string()), SortValue::Number),
            _ => SortValue::Text(collapse(&self.into_text())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> Document {
        let Lines { mut documents, skipped } = extract_lines(line.as_bytes());
        assert_eq!(skipped, []);
        documents.pop().unwrap()
    }

    fn why(line: &str) -> String {
        let lines = extract_lines(line.as_bytes());
        assert_eq!(lines.documents, []);
        lines.skipped[0].1.to_string()
    }

    #[test]
    fn everything_that_is_named_is_read() {
        let document = one(concat!(
            r#"{"id": 7, "url": "boats.html", "title": " Boats  for hire", "text": "By the hour.\n\nOr by\nthe day.","#,
            r#" "date": "2024-05-06", "language": "en", "keywords": ["canoe", "kayak"], "other": [{}],"#,
            r#" "sections": [{"id": "prices", "title": "Prices", "text": "From 5."}, {"text": "Or more."}],"#,
            r#" "facets": {"topic": ["leisure", "water"], "open": true}, "metadata": {"author": "Ann", "by": null},"#,
            r#" "sort": {"price": 5, "name": "Boats"}, "boost": 1.5}"#
        ));
        let block = |kind, text: &str, anchor: &str| Block { kind, text: text.into(), anchor: anchor.into() };
        let paragraph = |text| block(BlockKind::Paragraph, text, "");
        let blocks = [
            paragraph("By the hour."),
            paragraph("Or by the day."),
            block(BlockKind::Heading, "Prices", "prices"),
            paragraph("From 5."),
            paragraph("Or more."),
        ];
        let pair = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let expected = Document {
            url: "boats.html".into(),
            title: "Boats for hire".into(),
            date: Date::parse("2024-05-06"),
            language: Some("en".into()),
            summary: None,
            blocks: blocks.into(),
            metadata: [("author", "Ann"), ("id", "7")].map(pair).into(),
            keywords: ["canoe", "kayak"].map(str::to_owned).into(),
            facets: [("open", "true"), ("topic", "leisure"), ("topic", "water")].map(pair).into(),
            sorts: vec![("name".into(), SortValue::Text("Boats".into())), ("price".into(), SortValue::Number(5.0))],
            boost: Weight::new(1.5).unwrap(),
            ..Document::default()
        };
        assert_eq!(document, expected);
    }

    #[test]
    fn without_an_address_the_id_is_it() {
        let document = one(r#"{"id": "a b#c", "text": "x", "title": null, "keywords": "one two"}"#);
        assert_eq!((document.url.as_str(), document.metadata_value("id")), ("a b#c", None));
        assert_eq!(document.keywords, ["one two"]);
        assert_eq!(
            one(r#"{"id": "1", "url": "u", "title": "x", "metadata": {"id": "2"}}"#).metadata_value("id"),
            Some("1")
        );
    }

    #[test]
    fn escaped_marks_are_composed() {
        assert_eq!(one(r#"{"id": "1", "title": "Pho\u031b\u0309"}"#).title, "Phở");
    }

    #[test]
    fn bad_lines_are_skipped_and_named() {
        let file = b"\xEF\xBB\xBF{\"id\": \"a\", \"text\": \"x\"}\r\n\n{\"id\": \"b\", \"text\": \"\xE9\"}\n{\"id\"\n{\"id\": \"c\", \"title\": \"y\"}";
        let lines = extract_lines(file);
        assert_eq!(lines.documents.iter().map(|document| document.url.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(lines.skipped.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(lines.skipped[0].1, ExtractError::NotUtf8 { offset: 21 });
    }

    /// A document's line of this many bytes.
    fn line_of(bytes: usize) -> String {
        [r#"{"id": "a", "text": "x"}"#, &" ".repeat(bytes - 24)].concat()
    }

    #[test]
    fn a_line_has_a_limit() {
        let read = |bytes| LineReader::default().read_at_most(100, line_of(bytes).as_bytes()).unwrap();
        assert!(read(100).is_ok());
        assert_eq!(read(101).unwrap_err(), ExtractError::TooLarge);
    }

    #[test]
    #[ignore = "long: two lines of 64 MiB are read"]
    fn a_line_is_no_longer_than_a_file() {
        assert_eq!(extract_lines(line_of(MAX_TEXT_BYTES).as_bytes()).documents.len(), 1);
        assert_eq!(extract_lines(line_of(MAX_TEXT_BYTES + 1).as_bytes()).skipped, [(1, ExtractError::TooLarge)]);
    }

    #[test]
    fn the_reason_says_what_is_wrong() {
        for (line, expected) in [
            (r#"{"id": "a""#, "it is not a document in JSON: EOF while parsing an object at column 10"),
            ("[]", "it is not a document in JSON: "),
            (r#"{"text": "x"}"#, "it is not a document in JSON: missing field `id` at column 13"),
            (r#"{"id": " ", "text": "x"}"#, "it is not a document in JSON: its id is empty"),
            (r#"{"id": [], "text": "x"}"#, "expected a string, a number, true or false"),
            (r#"{"id": "a", "text": 5}"#, "invalid type: integer `5`, expected a string at column 21"),
            (r#"{"id": "a", "title": "x", "facets": {"f": {}}}"#, "expected a value or a list of values"),
            (r#"{"id": "a", "text": "x", "date": "May 5"}"#, "its date is \"May 5\"; write it as YYYY-MM-DD"),
            (r#"{"id": "a", "text": "x", "boost": 11}"#, "its boost is 11; give a number from 0 to 10"),
            (r#"{"id": "a", "title": " ", "text": "\n"}"#, "there is no text in it"),
        ] {
            assert!(why(line).contains(expected), "{line}: {}", why(line));
        }
    }

    #[test]
    fn ids_and_addresses_name_one_document() {
        let (a, b, c) = (
            r#"{"id": "a", "text": "x"}"#,
            r#"{"id": "a", "url": "u", "text": "y"}"#,
            r#"{"id": "c", "url": "a", "text": "y"}"#,
        );
        let lines = extract_lines([a, b, c].join("\n").as_bytes());
        assert_eq!(lines.documents.len(), 1);
        assert_eq!(lines.skipped.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3]);
        assert!(lines.skipped[0].1.to_string().starts_with("line 1 is \"a\" already"), "{:?}", lines.skipped);
    }
}
