//! Documents of JSON lines, some at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use findlet_indexer::{Document, LineReader, MAX_TEXT_BYTES};
use serde::Deserialize;

use super::left_out::LeftOut;

/// Bytes of lines that are read at once, about.
const BATCH_BYTES: usize = 16 << 20;

/// A file of documents.
pub(super) struct Lines {
    path: PathBuf,
    file: BufReader<File>,
    reader: LineReader,
}

/// Some lines.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub documents: Vec<Document>,
    pub left_out: Vec<LeftOut>,
}

impl Lines {
    /// Opens the file `path`.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).with_context(|| {
            format!("cannot read {}; jsonl names a file of documents, one on each line", path.display())
        })?;
        Ok(Self { path: path.to_owned(), file: BufReader::new(file), reader: LineReader::default() })
    }

    /// Reads the next lines, unless there are none.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn next(&mut self) -> Result<Option<Batch>> {
        let (mut batch, mut line, mut bytes) = (Batch::default(), Vec::new(), 0);
        while bytes < BATCH_BYTES {
            line.clear();
            let read = read_line(&mut self.file, &mut line, MAX_TEXT_BYTES);
            if !read.with_context(|| format!("cannot read {}", self.path.display()))? {
                return Ok((bytes > 0).then_some(batch));
            }
            bytes += line.len() + 1;
            match self.reader.read(&line) {
                None => {}
                Some(Ok(document)) => batch.documents.push(document),
                Some(Err(why)) => {
                    let name = format!("{} line {}", self.path.display(), self.reader.number);
                    batch.left_out.push(LeftOut::extraction(name, &why));
                }
            }
        }
        Ok(Some(batch))
    }
}

/// What a line says that decides about indexes.
#[derive(Deserialize)]
struct Glance {
    language: Option<String>,
    url: Option<String>,
}

/// Calls `note` with the language and the address of each document in the file `path`. Lines that cannot be read are
/// named by the function that reads them whole.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn languages(path: &Path, mut note: impl FnMut(Option<&str>, &str)) -> Result<()> {
    let Lines { mut file, .. } = Lines::open(path)?;
    let mut line = Vec::new();
    while read_line(&mut file, &mut line, MAX_TEXT_BYTES).with_context(|| format!("cannot read {}", path.display()))? {
        if let Ok(Glance { language, url }) = serde_json::from_slice(&line) {
            note(language.as_deref().filter(|tag| !tag.trim().is_empty()), &url.unwrap_or_default());
        }
        line.clear();
    }
    Ok(())
}

/// Reads a line without its end; of one that has more than `most` bytes, a byte more. Returns whether there was one.
fn read_line(file: &mut impl BufRead, line: &mut Vec<u8>, most: usize) -> io::Result<bool> {
    let enough = most as u64 + 1;
    let count = file.take(enough).read_until(b'\n', line)?;
    if line.pop_if(|byte| *byte == b'\n').is_none() && count as u64 == enough {
        file.skip_until(b'\n')?;
    }
    Ok(count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_to_their_ends_and_endless_ones_cut() {
        let long = "x".repeat(30);
        let exact = "y".repeat(20);
        let text = format!("a\n\n{long}\n{exact}\nb");
        let mut file = text.as_bytes();
        let mut line = Vec::new();
        let mut lengths = Vec::new();
        while read_line(&mut file, &mut line, 20).unwrap() {
            lengths.push(line.len());
            line.clear();
        }
        assert_eq!(lengths, [1, 0, 21, 20, 1]);
    }
}
