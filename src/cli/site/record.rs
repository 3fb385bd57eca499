//! What became of a file, and that as bytes in a part.

use std::fs::File;
use std::io::{self, Read as _, Seek, SeekFrom};

use findlet_indexer::extract::Draft;
use findlet_indexer::site::{pack as pack_draft, unpack as unpack_draft};
use serde::{Deserialize, Serialize};

use super::addresses::Redirect;
use super::left_out::{LeftOut, Warned};
use super::walk::Source;

/// What became of a file.
pub(super) struct Read {
    pub draft: Result<Draft, LeftOut>,
    pub warnings: Vec<Warned>,
    /// Where it leads, where it does nothing else.
    pub redirect: Option<Redirect>,
}

impl Read {
    /// Nothing that can be indexed.
    pub fn left_out(left_out: LeftOut) -> Self {
        Self { draft: Err(left_out), warnings: Vec::new(), redirect: None }
    }
}

/// What became of a page. What is wrong with one is kept in words.
#[derive(Debug, Serialize, Deserialize)]
enum Record {
    Page { draft: Vec<u8>, warnings: Vec<String> },
    LeftOut { left_out: LeftOut, redirect: Option<Redirect> },
}

/// Returns what was read as bytes.
pub(super) fn pack(read: &Read) -> Vec<u8> {
    let record = match &read.draft {
        Ok(draft) => Record::Page {
            draft: pack_draft(draft),
            warnings: read.warnings.iter().map(|warned| warned.why.clone()).collect(),
        },
        Err(left_out) => Record::LeftOut { left_out: left_out.clone(), redirect: read.redirect.clone() },
    };
    postcard::to_allocvec(&record).expect("memory takes whatever has a length, as all records have")
}

/// Returns what the record of `source` says, which begins at the byte `at` of its part.
///
/// # Errors
/// Where the part was changed since it was opened, or cannot be read any more.
pub(super) fn read(source: &Source, at: u64) -> Result<Read, LeftOut> {
    let unreadable = |error: &io::Error| {
        let why = format!("its record in {} cannot be read, build that part again: {error}", source.path.display());
        LeftOut::fault(&source.name, "unreadable", why)
    };
    bytes(source, at).and_then(|bytes| unpack(&source.name, &bytes)).map_err(|error| unreadable(&error))
}

fn bytes(source: &Source, at: u64) -> io::Result<Vec<u8>> {
    let mut file = File::open(&source.path)?;
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = vec![0; source.bytes as usize];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn unpack(name: &str, bytes: &[u8]) -> io::Result<Read> {
    let record = postcard::from_bytes(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(match record {
        Record::Page { draft, warnings } => Read {
            draft: Ok(unpack_draft(&draft)?),
            warnings: warnings.into_iter().map(|why| Warned { name: name.to_owned(), why }).collect(),
            redirect: None,
        },
        Record::LeftOut { left_out, redirect } => Read { draft: Err(left_out), warnings: Vec::new(), redirect },
    })
}
