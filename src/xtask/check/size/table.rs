//! The tables as text.

use std::iter::once;

use anyhow::{Context, Result};

use super::budget::Budget;
use super::measure::Size;
use crate::tools::numbers::thousands;

/// One line per file and their sum.
pub fn files(files: &[(String, Size)]) -> String {
    let head = row(["file", "raw", "gzip -9", "brotli"].map(str::to_owned));
    let lines = files.iter().map(|(name, size)| file_row(name, *size));
    once(head).chain(lines).map(|line| line + "\n").collect()
}

/// One line per budget.
pub fn budgets(budgets: &[Budget]) -> String {
    let head = wide_row("sum, gzip -9", "bytes", "budget", "");
    let lines = budgets.iter().map(|budget| {
        let bytes = thousands(budget.bytes);
        wide_row(budget.name, &bytes, &thousands(budget.limit()), &verdict(budget))
    });
    once(head).chain(lines).map(|line| line + "\n").collect()
}

/// Returns a page of the documentation with these tables in place of those that it has.
pub fn put(page: &str, files: &str, budgets: &str) -> Result<String> {
    const OPEN: &str = "<!-- sizes -->\n```\n";
    const CLOSE: &str = "```\n<!-- /sizes -->";
    let (before, rest) = page.split_once(OPEN).context("the page has no place for the sizes")?;
    let (_, after) = rest.split_once(CLOSE).context("the place for the sizes has no end")?;
    Ok(format!("{before}{OPEN}{files}\n{budgets}{CLOSE}{after}"))
}

fn verdict(budget: &Budget) -> String {
    let aim = budget.aim.map(|aim| format!(", aim {}", thousands(aim))).unwrap_or_default();
    let word = if budget.is_exceeded() { "OVER" } else { "within" };
    format!("{word}{aim}")
}

fn file_row(name: &str, size: Size) -> String {
    row([name.to_owned(), thousands(size.raw), thousands(size.gzip), thousands(size.brotli)])
}

fn row([name, raw, gzip, brotli]: [String; 4]) -> String {
    format!("{name:<24}{raw:>10}{gzip:>10}{brotli:>10}")
}

fn wide_row(name: &str, bytes: &str, limit: &str, verdict: &str) -> String {
    format!("{name:<48}{bytes:>8}{limit:>8}  {verdict}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Budget, Size, budgets, files, put};

    #[test]
    fn a_page_gets_the_tables_at_their_place() {
        let page = "# Sizes\n\n<!-- sizes -->\n```\nold\n```\n<!-- /sizes -->\n\nMore.\n";
        let expected = "# Sizes\n\n<!-- sizes -->\n```\nfiles\n\nsums\n```\n<!-- /sizes -->\n\nMore.\n";
        assert_eq!(put(page, "files\n", "sums\n").expect("there is a place"), expected);
        assert_eq!(put(expected, "files\n", "sums\n").expect("there is a place"), expected);
        assert!(put("# Sizes\n", "", "").is_err());
    }

    #[test]
    fn files_stand_in_columns() {
        let size = Size { raw: 65_000, gzip: 24_100, brotli: 21_000 };
        let expected = "\
file                           raw   gzip -9    brotli
findlet.wasm                65,000    24,100    21,000
";
        assert_eq!(files(&[("findlet.wasm".into(), size)]), expected);
    }

    #[test]
    fn budgets_tell_the_verdict_and_the_aim() {
        let within = Budget { name: "engine", bytes: 25_000, recorded: Some(27_185), aim: Some(24_000) };
        let over = Budget { name: "shell", bytes: 8_001, recorded: Some(7_767), aim: None };
        let expected = "\
sum, gzip -9                                       bytes  budget
engine                                            25,000  28,000  within, aim 24,000
shell                                              8,001   8,000  OVER
";
        assert_eq!(budgets(&[within, over]), expected);
    }
}
