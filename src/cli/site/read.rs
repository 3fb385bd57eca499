//! Reads and extracts files.

use std::fs::File;
use std::io::{self, Read};

use anyhow::Result;
use findlet_indexer::{Document, extract};
use rayon::prelude::*;

use super::left_out::LeftOut;
use super::urls::Urls;
use super::walk::Source;
use crate::config::Config;

/// A page with more bytes than this is none.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// Files that are read at once: so many, of so many bytes. Bounds the memory that extraction takes.
const BATCH_FILES: usize = 512;
const BATCH_BYTES: u64 = 32 << 20;

/// What makes documents of files.
pub(super) struct Reader {
    urls: Urls,
}

impl Reader {
    pub fn new(config: &Config) -> Result<Self> {
        Ok(Self { urls: Urls::new(config) })
    }

    /// Reads files, in parallel on the threads of the pool that this is called in; the order stays.
    pub fn read(&self, sources: &[&Source]) -> Vec<Result<Document, LeftOut>> {
        sources.par_iter().map(|source| self.read_one(source)).collect()
    }

    fn read_one(&self, source: &Source) -> Result<Document, LeftOut> {
        let bytes = bytes(source)?;
        let mut document = extract(&source.name, &bytes).map_err(|error| LeftOut::extraction(&source.name, &error))?;
        document.url = self.urls.of(&source.name);
        Ok(document)
    }
}

fn bytes(source: &Source) -> Result<Vec<u8>, LeftOut> {
    let too_large = || {
        let why = format!("it has more than {} MB, which no page has; exclude it", MAX_FILE_BYTES >> 20);
        LeftOut::fault(&source.name, "too-large", why)
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
