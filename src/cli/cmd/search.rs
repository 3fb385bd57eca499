//! `findlet search`: an index searched in the terminal, by the code that runs in the browser.

use std::fs;
use std::io::{IsTerminal, Write, stdout};
use std::path::Path;

use anyhow::{Context, Result};
use findlet_core::{Answer, Card, Excerpt, Hit, Index, Options};
use findlet_indexer::package::index_of;

/// Searches the index at `path`; returns whether anything was found.
pub(crate) fn run(path: &Path, query: &str, options: &Options, json: bool) -> Result<bool> {
    let answer = open(path)?.search(query, options);
    let mut out = stdout().lock();
    if json {
        serde_json::to_writer(&mut out, &answer)?;
        writeln!(out)?;
    } else {
        let style = if stdout().is_terminal() { ["\u{1b}[1m", "\u{1b}[0m"] } else { ["", ""] };
        write!(out, "{}", shown(&answer, query, options.offset, style))?;
    }
    Ok(!answer.hits.is_empty())
}

fn open(path: &Path) -> Result<Index> {
    let path = if path.is_dir() { path.join("findlet.wasm") } else { path.to_owned() };
    let module = fs::read(&path)
        .with_context(|| format!("cannot read {}; is it what `findlet build` wrote?", path.display()))?;
    let index = index_of(&module).with_context(|| path.display().to_string())?;
    let index = index.with_context(|| format!("{} is an engine without an index", path.display()))?;
    Index::open(&index).with_context(|| format!("{}: its index is refused", path.display()))
}

/// Lays an answer out, matches between the two marks of `style`.
fn shown(answer: &Answer, query: &str, offset: u32, style: [&str; 2]) -> String {
    let mut text = match answer.total {
        0 => format!("no document matches {query:?}\n"),
        1 => format!("1 document matches {query:?}\n"),
        total => format!("{total} documents match {query:?}\n"),
    };
    for (rank, hit) in (offset + 1..).zip(&answer.hits) {
        text.push_str(&row(rank, hit, style));
    }
    text
}

fn row(rank: u32, hit: &Hit, style: [&str; 2]) -> String {
    let Some(card) = &hit.card else { return String::new() };
    let Card { url, title, title_ranges, date, .. } = card;
    let date =
        date.map(|date| format!("  {}-{:02}-{:02}", date / 10_000, date / 100 % 100, date % 100)).unwrap_or_default();
    let mut row = format!("\n{rank}. {}{date}\n   {url}  (score {})\n", marked(title, title_ranges, style), hit.score);
    if let Some(Excerpt { text, ranges, cut_start, cut_end }) = &hit.excerpt {
        let ellipsis = |is_cut: bool| if is_cut { "…" } else { "" };
        row.push_str(&format!("   {}{}{}\n", ellipsis(*cut_start), marked(text, ranges, style), ellipsis(*cut_end)));
    }
    if !hit.missing.is_empty() {
        row.push_str(&format!("   missing: {}\n", hit.missing.join(", ")));
    }
    row
}

/// Puts the marks of `style` around `ranges` of UTF-16 units.
fn marked(text: &str, ranges: &[(u32, u32)], [begin, end]: [&str; 2]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut units = 0;
    for c in text.chars() {
        if ranges.iter().any(|range| range.0 == units) {
            out.push_str(begin);
        }
        out.push(c);
        units += c.len_utf16() as u32;
        if ranges.iter().any(|range| range.1 == units) {
            out.push_str(end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_where_utf16_says() {
        assert_eq!(marked("😀 city é", &[(3, 7)], ["<", ">"]), "😀 <city> é");
        assert_eq!(marked("city", &[(0, 4)], ["<", ">"]), "<city>");
    }
}
