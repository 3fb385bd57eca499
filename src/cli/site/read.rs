//! Reads and extracts files.

use std::fs::File;
use std::io::{self, Read as _};

use anyhow::{Context, Result};
use findlet_indexer::extract::{Draft, ExtractOptions, Extractor};
use findlet_indexer::{ExtractError, MAX_TEXT_BYTES, SourceKind, address};
use flate2::read::GzDecoder;
use memchr::memmem;
use rayon::prelude::*;

use super::addresses::Redirect;
use super::left_out::{LeftOut, Warned};
use super::urls::Urls;
use super::walk::Source;
use crate::config::{Config, Settings};
use crate::gzip::is_gzipped;

/// A file with more bytes than this is not read as a page.
const MAX_FILE_BYTES: u64 = MAX_TEXT_BYTES as u64;

/// Files that are read at once: their number, and their bytes. Bounds the memory that extraction takes.
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
    pub draft: Result<Draft, LeftOut>,
    pub warnings: Vec<Warned>,
    /// Where it leads, where it does nothing else.
    pub redirect: Option<Redirect>,
}

impl Reader {
    /// Returns a reader for `sources`. They are looked through for marks: if one page says where its content lies,
    /// all must. In parallel on the threads of the pool that this is called in.
    ///
    /// # Errors
    /// Where a selector cannot be read.
    pub fn new(config: &Config, sources: &[Source]) -> Result<Self> {
        let reader = Self { urls: Urls::new(config), extractor: extractor(config, false)?, needs_marks: false };
        let needs_marks = sources.par_iter().any(|source| reader.is_marked(source));
        Ok(Self { needs_marks, ..reader })
    }

    /// Returns a reader like this one that keeps what rules take from pages.
    ///
    /// # Errors
    /// Where a selector cannot be read.
    pub fn traced(&self, config: &Config) -> Result<Self> {
        Ok(Self { extractor: extractor(config, true)?, ..*self })
    }

    /// Returns the address of a file.
    pub fn url(&self, source: &Source) -> String {
        self.urls.of(&source.name)
    }

    fn is_marked(&self, source: &Source) -> bool {
        source.kind == SourceKind::Html
            && bytes(source).is_ok_and(|bytes| {
                let may_be = MARKS.iter().any(|mark| memmem::find(&bytes, mark.as_bytes()).is_some());
                may_be && self.extractor.draft(source.kind, &source.name, &bytes).is_ok_and(|draft| draft.is_marked)
            })
    }

    /// Reads files, in parallel on the threads of the pool that this is called in; the order stays.
    pub fn read(&self, sources: &[&Source]) -> Vec<Read> {
        sources.par_iter().map(|source| self.read_one(source)).collect()
    }

    fn read_one(&self, source: &Source) -> Read {
        let left_out = |left_out| Read { draft: Err(left_out), warnings: Vec::new(), redirect: None };
        let extraction = |error: &ExtractError| left_out(LeftOut::extraction(&source.name, error));
        let bytes = match bytes(source) {
            Ok(bytes) => bytes,
            Err(error) => return left_out(error),
        };
        match self.extractor.draft(source.kind, &source.name, &bytes) {
            Err(error) => {
                let redirect = match &error {
                    ExtractError::Redirect { to } => Some(Redirect { url: self.url(source), to: to.clone() }),
                    _ => None,
                };
                Read { redirect, ..extraction(&error) }
            }
            Ok(draft) if !draft.is_marked && self.needs_marks && source.kind == SourceKind::Html => {
                extraction(&ExtractError::Unmarked)
            }
            Ok(mut draft) => {
                let warned = |why: String| Warned { name: source.name.clone(), why };
                let warnings = draft.warnings.iter().map(ToString::to_string).map(warned).collect();
                // Front matter can say another address than that of the file.
                if draft.document().url == address(&source.name) {
                    draft.set_url(self.urls.of(&source.name));
                }
                Read { draft: Ok(draft), warnings, redirect: None }
            }
        }
    }
}

fn extractor(config: &Config, is_traced: bool) -> Result<Extractor> {
    let Settings { body, ignore, include_noindex, facets, .. } = &config.settings;
    let options = ExtractOptions {
        body: body.clone(),
        ignore: ignore.clone(),
        include_noindex: *include_noindex,
        facets: facets.clone(),
        is_traced,
    };
    Extractor::new(&options).context("body and ignore are selectors")
}

fn bytes(source: &Source) -> Result<Vec<u8>, LeftOut> {
    let too_large = || LeftOut::extraction(&source.name, &ExtractError::TooLarge);
    if source.bytes > MAX_FILE_BYTES {
        return Err(too_large());
    }
    let read = |from: &mut dyn io::Read| -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        from.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = File::open(&source.path).and_then(|mut file| read(&mut file));
    // Some hosts keep pages gzipped under their own names.
    let inflated =
        bytes.and_then(|bytes| if is_gzipped(&bytes) { read(&mut GzDecoder::new(&bytes[..])) } else { Ok(bytes) });
    match inflated {
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
