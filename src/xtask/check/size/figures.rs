//! What was measured when the figures were last recorded, in `figures.toml` beside this file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::tools::files;

/// Recorded sums.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The commit that was measured.
    pub commit: String,
    /// Bytes by the name of the sum.
    pub sums: BTreeMap<String, usize>,
}

impl Figures {
    /// Where they are kept in a repository.
    pub fn path(root: &Path) -> PathBuf {
        root.join("src/xtask/check/size/figures.toml")
    }

    /// Reads them.
    pub fn read(path: &Path) -> Result<Self> {
        let parse = || format!("{} has no commit with bytes by name", path.display());
        Self::parse(&files::read_text(path)?).with_context(parse)
    }

    /// Replaces them by the bytes of these sums at `commit`.
    pub fn record(path: &Path, sums: &[(&str, usize)], commit: &str) -> Result<()> {
        let lines: Vec<String> = sums.iter().map(|(name, bytes)| format!("\"{name}\" = {bytes}\n")).collect();
        let head = "# Bytes after gzip -9. Written by `cargo xtask size --record`; a test fails 3 % above.";
        files::write(path, format!("{head}\ncommit = \"{commit}\"\n\n[sums]\n{}", lines.concat()))
    }

    /// Returns what was recorded of a sum.
    pub fn bytes(&self, name: &str) -> Option<usize> {
        self.sums.get(name).copied()
    }

    fn parse(text: &str) -> Option<Self> {
        let table: toml::Table = text.parse().ok()?;
        let sums = table.get("sums")?.as_table()?.iter();
        let sum =
            |(name, bytes): (&String, &toml::Value)| Some((name.clone(), usize::try_from(bytes.as_integer()?).ok()?));
        Some(Self { commit: table.get("commit")?.as_str()?.to_owned(), sums: sums.map(sum).collect::<Option<_>>()? })
    }
}

#[cfg(test)]
mod tests {
    use super::Figures;

    #[test]
    fn what_is_recorded_is_read_again() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("figures.toml");
        Figures::record(&path, &[("index of two articles, with texts", 7_000)], "abc").expect("writable");
        let figures = Figures::read(&path).expect("it was written so");
        assert_eq!((figures.commit.as_str(), figures.bytes("index of two articles, with texts")), ("abc", Some(7_000)));
    }

    #[test]
    fn what_is_no_figure_is_refused() {
        for text in ["", "commit = \"abc\"", "commit = \"abc\"\n[sums]\na = \"b\"", "commit = \"abc\"\n[sums]\na = -1"]
        {
            assert_eq!(Figures::parse(text), None, "{text}");
        }
    }
}
