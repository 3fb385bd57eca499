//! `findlet search --batch`: many queries at once, for programs that judge rankings.

use std::fs;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

use anyhow::{Context, Result};
use findlet_core::{Answer, Options};

use super::format::Format;
use crate::asked::{Asked, Reader};
use crate::shown::{marks, shown};

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
            Format::Trec | Format::Tsv => write!(out, "{}", format.lines(&id, &answer, options.offset))?,
            Format::Json => writeln!(out, "{}", object(&id, &text, &answer)?)?,
            Format::Text => write!(out, "{}", shown(&answer, &text, options.offset, &[], marks()))?,
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

/// Returns the answer with its query, names in this order.
fn object(id: &str, text: &str, answer: &Answer) -> Result<String> {
    let [id, text] = [serde_json::to_string(id)?, serde_json::to_string(text)?];
    Ok(format!(r#"{{"id":{id},"query":{text},"answer":{}}}"#, serde_json::to_string(answer)?))
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
}
