//! `findlet search --batch`: many queries at once, for programs that judge rankings.

use std::fs;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

use anyhow::{Context, Result};
use clap::ValueEnum;
use findlet_core::{Answer, Hit, Options};

use crate::asked::{Asked, Reader};

/// What is printed for each query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A line per hit: query Q0 document rank score findlet, as `trec_eval` reads it. The document is its metadata `id`,
    /// or else its address. The score is how many hits follow, plus one: documents that hold every
    /// word come first whatever they score, and this keeps the order
    Trec,
    /// A line per query: its id, text and whole answer
    Json,
}

/// A line of the file.
struct Query {
    id: String,
    text: String,
}

/// Answers every query in `file`; returns whether anything was found. A line that is no query is
/// named and left out.
pub(crate) fn run(index: &mut Asked, file: &Path, options: &Options, reader: &Reader, format: Format) -> Result<bool> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let (queries, skipped) = queries(&bytes);
    for (line, why) in skipped {
        eprintln!("skipped line {line}: {why}");
    }
    let mut out = BufWriter::new(stdout().lock());
    let mut is_found = false;
    for Query { id, text } in queries {
        let answer = index.search(&text, options, reader)?.answer;
        is_found |= !answer.hits.is_empty();
        match format {
            Format::Trec => write!(out, "{}", run_lines(&id, &answer, options.offset))?,
            Format::Json => writeln!(out, "{}", object(&id, &text, &answer)?)?,
        }
    }
    out.flush()?;
    Ok(is_found)
}

/// Returns the queries, and the lines that hold no query, counted from 1.
fn queries(bytes: &[u8]) -> (Vec<Query>, Vec<(usize, &'static str)>) {
    let (mut queries, mut skipped) = (Vec::new(), Vec::new());
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match std::str::from_utf8(line).map(|line| line.split_once('\t')) {
            Ok(Some((id, text))) => queries.push(Query { id: id.to_owned(), text: text.to_owned() }),
            Ok(None) if line.is_empty() => {}
            Ok(None) => skipped.push((number, "it has no tab between id and query")),
            Err(_) => skipped.push((number, "it is not UTF-8")),
        }
    }
    (queries, skipped)
}

fn run_lines(query: &str, answer: &Answer, offset: u32) -> String {
    let hits = answer.hits.len();
    let line = |(at, hit): (usize, &Hit)| {
        let (document, rank) = (field(&document(hit)), offset as usize + at + 1);
        format!("{} Q0 {document} {rank} {} findlet\n", field(query), hits - at)
    };
    answer.hits.iter().enumerate().map(line).collect()
}

/// Returns the answer with its query, names in this order.
fn object(id: &str, text: &str, answer: &Answer) -> Result<String> {
    let [id, text] = [serde_json::to_string(id)?, serde_json::to_string(text)?];
    Ok(format!(r#"{{"id":{id},"query":{text},"answer":{}}}"#, serde_json::to_string(answer)?))
}

fn document(hit: &Hit) -> String {
    let Some(card) = &hit.card else { return hit.document.to_string() };
    let id = card.metadata.iter().find(|(name, _)| name == "id");
    id.map_or(&card.url, |(_, id)| id).clone()
}

/// Fields are separated by spaces: those inside of one are written as in addresses.
fn field(text: &str) -> String {
    text.split(char::is_whitespace).collect::<Vec<_>>().join("%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_id_and_a_query() {
        let (found, skipped) = queries(b"\xEF\xBB\xBF1\tcity \r\n\n2\t\nno tab\n3\tcaf\xE9\n4\ta\tb");
        let found: Vec<_> = found.iter().map(|query| (query.id.as_str(), query.text.as_str())).collect();
        assert_eq!(found, [("1", "city "), ("2", ""), ("4", "a\tb")]);
        assert_eq!(skipped, [(4, "it has no tab between id and query"), (5, "it is not UTF-8")]);
    }

    #[test]
    fn fields_hold_no_spaces() {
        assert_eq!(field("a b\tc"), "a%20b%20c");
    }
}
