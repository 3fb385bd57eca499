//! Reads and extracts files.

use std::fs::File;
use std::io::{self, Read as _};

use anyhow::{Context, Result};
use findlet_indexer::extract::{ExtractOptions, Extractor};
use findlet_indexer::{ExtractError, MAX_TEXT_BYTES, SourceKind, address};
use flate2::read::GzDecoder;
use rayon::prelude::*;

use super::addresses::Redirect;
use super::left_out::{LeftOut, Warned};
use super::record::{self, Read};
use super::urls::Urls;
use super::walk::Source;
use crate::config::{Config, Settings};
use crate::gzip::is_gzipped;

/// A file with more bytes than this is not read as a page.
const MAX_FILE_BYTES: u64 = MAX_TEXT_BYTES as u64;

/// Files that are read at once: their number, and their bytes. Bounds the memory that extraction takes.
const BATCH_FILES: usize = 512;
const BATCH_BYTES: u64 = 32 << 20;

/// What makes documents of files.
pub(super) struct Reader {
    urls: Urls,
    extractor: Extractor,
    /// Whether pages that don't mark their content are left out.
    needs_marks: bool,
}

impl Reader {
    /// Returns a reader that takes all pages, until one marks its content.
    ///
    /// # Errors
    /// Where a selector cannot be read.
    pub fn new(config: &Config) -> Result<Self> {
        Ok(Self { urls: Urls::new(config), extractor: extractor(config, false)?, needs_marks: false })
    }

    /// Returns a reader like this one that keeps what rules take from pages.
    ///
    /// # Errors
    /// Where a selector cannot be read.
    pub fn traced(&self, config: &Config) -> Result<Self> {
        Ok(Self { extractor: extractor(config, true)?, ..*self })
    }

    /// Returns the settings whose selectors match nothing on the pages read so far, each with those.
    pub fn idle(&self) -> Vec<(String, String)> {
        self.extractor.idle_selectors().map(|(setting, selectors)| (setting.to_owned(), selectors.to_owned())).collect()
    }

    /// Returns the address of a file.
    pub fn url(&self, source: &Source) -> String {
        self.urls.of(&source.name)
    }

    /// Reads files, in parallel on the threads of the pool that this is called in; the order stays.
    pub fn read(&self, sources: &[&Source]) -> Vec<Read> {
        sources.par_iter().map(|source| self.read_one(source)).collect()
    }

    /// Reads a file once more.
    pub fn read_one(&self, source: &Source) -> Read {
        let read = match source.at {
            Some(at) => record::read(source, at).unwrap_or_else(Read::left_out),
            None => bytes(source).map_or_else(Read::left_out, |bytes| self.extract(source, &bytes)),
        };
        match &read.draft {
            Ok(draft) if !draft.is_marked && self.needs_marks && source.kind == SourceKind::Html => {
                Read::left_out(LeftOut::extraction(&source.name, &ExtractError::Unmarked))
            }
            _ => read,
        }
    }

    fn extract(&self, source: &Source, bytes: &[u8]) -> Read {
        match self.extractor.draft(source.kind, &source.name, bytes) {
            Err(error) => {
                let redirect = match &error {
                    ExtractError::Redirect { to } => Some(Redirect { url: self.url(source), to: to.clone() }),
                    _ => None,
                };
                Read { redirect, ..Read::left_out(LeftOut::extraction(&source.name, &error)) }
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
    let Settings { body, ignore, include_noindex, facets, pagefind, .. } = &config.settings;
    let options = ExtractOptions {
        body: body.clone(),
        ignore: ignore.clone(),
        include_noindex: *include_noindex,
        facets: facets.clone(),
        is_traced,
        has_fragments: *pagefind,
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

/// Files, read a batch at a time.
pub(super) struct Files<'a> {
    batches: Vec<Vec<&'a Source>>,
    next: usize,
}

/// Files that were read at once, each with what became of it.
pub(super) struct Batch<'a> {
    /// Whether they are the first. They come again where a later page is the first that says where its content is: then
    /// all must, and what was read before doesn't count.
    pub is_first: bool,
    pub read: Vec<(&'a Source, Read)>,
}

impl<'a> Files<'a> {
    pub fn new(sources: &'a [Source]) -> Self {
        Self { batches: batches(sources), next: 0 }
    }

    /// Reads the next batch, in parallel on the threads of the pool that this is called in.
    pub fn next(&mut self, reader: &mut Reader) -> Option<Batch<'a>> {
        let batch = self.batches.get(self.next)?;
        let mut read = reader.read(batch);
        let is_marked = |read: &Read| read.draft.as_ref().is_ok_and(|draft| draft.is_marked);
        if !reader.needs_marks && read.iter().any(is_marked) {
            reader.needs_marks = true;
            self.next = 0;
            read = reader.read(&self.batches[0]);
        }
        self.next += 1;
        let sources = self.batches[self.next - 1].iter().copied();
        Some(Batch { is_first: self.next == 1, read: sources.zip(read).collect() })
    }
}

/// Cuts files into what is read at once.
pub(super) fn batches(sources: &[Source]) -> Vec<Vec<&Source>> {
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
