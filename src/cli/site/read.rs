//! Reads and extracts files.

use std::fs::File;
use std::io::{self, Read as _};

use anyhow::{Context, Result};
use findlet_indexer::extract::{ExtractOptions, Extracted, Extractor};
use findlet_indexer::{Document, ExtractError};
use memchr::memmem;
use rayon::prelude::*;

use super::left_out::{LeftOut, Warned};
use super::urls::Urls;
use super::walk::Source;
use crate::config::{Config, SourceKind};

/// A page with more bytes than this is none.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// Files that are read at once: so many, of so many bytes. Bounds the memory that extraction takes.
const BATCH_FILES: usize = 512;
const BATCH_BYTES: u64 = 32 << 20;

/// What a page that marks its content has in it, and maybe others that show it as code.
const MARKS: [&str; 2] = ["data-findlet-body", "data-pagefind-body"];

/// What makes documents of files.
pub(super) struct Reader {
    urls: Urls,
    extractor: Extractor,
    /// Whether pages that don't mark their content are left out.
    needs_marks: bool,
}

/// What became of a file.
pub(super) struct Read {
    pub document: Result<Document, LeftOut>,
    pub warnings: Vec<Warned>,
}

impl Reader {
    /// Returns a reader for `sources`. They are looked through for marks: if one page says where its content lies,
    /// all must. In parallel on the threads of the pool that this is called in.
    ///
    /// # Errors
    /// Where a selector cannot be read.
    pub fn new(config: &Config, sources: &[Source]) -> Result<Self> {
        let Config { content, ignore, include_noindex, facets, .. } = config;
        let options = ExtractOptions {
            body: content.clone(),
            ignore: ignore.clone(),
            include_noindex: *include_noindex,
            facets: facets.clone(),
        };
        let extractor = Extractor::new(&options).context("content and ignore are selectors")?;
        let reader = Self { urls: Urls::new(config), extractor, needs_marks: false };
        let needs_marks = content.is_empty() && sources.par_iter().any(|source| reader.is_marked(source));
        Ok(Self { needs_marks, ..reader })
    }

    fn is_marked(&self, source: &Source) -> bool {
        source.kind == SourceKind::Html
            && bytes(source).is_ok_and(|bytes| {
                let may_be = MARKS.iter().any(|mark| memmem::find(&bytes, mark.as_bytes()).is_some());
                may_be && self.extractor.extract(&source.name, &bytes).is_ok_and(|extracted| extracted.is_marked)
            })
    }

    /// Reads files, in parallel on the threads of the pool that this is called in; the order stays.
    pub fn read(&self, sources: &[&Source]) -> Vec<Read> {
        sources.par_iter().map(|source| self.read_one(source)).collect()
    }

    fn read_one(&self, source: &Source) -> Read {
        let left_out = |left_out| Read { document: Err(left_out), warnings: Vec::new() };
        let extraction = |error: &ExtractError| left_out(LeftOut::extraction(&source.name, error));
        let bytes = match bytes(source) {
            Ok(bytes) => bytes,
            Err(error) => return left_out(error),
        };
        match self.extractor.extract(&source.name, &bytes) {
            Err(error) => extraction(&error),
            Ok(Extracted { is_marked: false, .. }) if self.needs_marks && source.kind == SourceKind::Html => {
                extraction(&ExtractError::Unmarked)
            }
            Ok(Extracted { document, warnings, .. }) => {
                let warned = |why: String| Warned { name: source.name.clone(), why };
                Read {
                    document: Ok(Document { url: self.urls.of(&source.name), ..document }),
                    warnings: warnings.iter().map(ToString::to_string).map(warned).collect(),
                }
            }
        }
    }
}

fn bytes(source: &Source) -> Result<Vec<u8>, LeftOut> {
    let too_large = || {
        let why = format!("it has more than {} MB, which no page has; exclude it", MAX_FILE_BYTES >> 20);
        LeftOut::fault(&source.name, "too large", why)
    };
    if source.bytes > MAX_FILE_BYTES {
        return Err(too_large());
    }
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(&source.path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    match read() {
        Ok(bytes) if bytes.len() as u64 > MAX_FILE_BYTES => Err(too_large()),
        Ok(bytes) => Ok(bytes),
        Err(error) => Err(LeftOut::fault(&source.name, "unreadable", format!("it cannot be read: {error}"))),
    }
}

/// Cuts files into what is read at once.
pub(super) fn batches<'a>(sources: &[&'a Source]) -> Vec<Vec<&'a Source>> {
    let mut batches: Vec<Vec<&Source>> = Vec::new();
    let mut bytes = 0;
    for source in sources {
        bytes += source.bytes;
        match batches.last_mut() {
            Some(batch) if batch.len() < BATCH_FILES && bytes <= BATCH_BYTES => batch.push(source),
            _ => {
                bytes = source.bytes;
                batches.push(vec![source]);
            }
        }
    }
    batches
}
