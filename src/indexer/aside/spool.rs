//! Bytes kept aside: in memory while they are few, in a temporary file from then on.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::SpooledTempFile;
use thiserror::Error;

/// The least number of bytes that a window reads at once.
const AHEAD: u64 = 1 << 16;

/// Where something was put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    pub at: u64,
    pub bytes: u64,
}

/// Takes bytes from any thread and gives them back. The temporary file has no name and goes with
/// the spool.
#[derive(Debug)]
pub(crate) struct Spool(Mutex<SpoolFile>);

#[derive(Debug)]
struct SpoolFile {
    file: SpooledTempFile,
    end: u64,
}

impl Spool {
    /// Returns a spool that keeps `memory` bytes before it makes a file.
    pub fn new(memory: usize) -> Self {
        Self(Mutex::new(SpoolFile { file: SpooledTempFile::new(memory), end: 0 }))
    }

    /// Appends `bytes`.
    pub fn append(&self, bytes: &[u8]) -> io::Result<Extent> {
        let mut kept = self.kept();
        let at = kept.end;
        kept.file.seek(SeekFrom::Start(at)).and_then(|_| kept.file.write_all(bytes)).map_err(explained)?;
        kept.end += bytes.len() as u64;
        Ok(Extent { at, bytes: bytes.len() as u64 })
    }

    /// Returns what was put at `place`.
    pub fn read(&self, place: Extent) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; place.bytes as usize];
        let mut kept = self.kept();
        kept.file.seek(SeekFrom::Start(place.at)).and_then(|_| kept.file.read_exact(&mut bytes)).map_err(explained)?;
        Ok(bytes)
    }

    /// Returns how many bytes there are.
    pub fn len(&self) -> u64 {
        self.kept().end
    }

    /// A panic of another thread leaves nothing half done here that is read later: the build ends.
    fn kept(&self) -> MutexGuard<'_, SpoolFile> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The error for bytes that cannot be kept aside; its source is the system's error.
#[derive(Debug, Error)]
#[error(
    "a temporary file in {} cannot be used; make room there, or name another folder in the environment variable TMPDIR",
    folder.display()
)]
struct SpoolError {
    folder: PathBuf,
    source: io::Error,
}

fn explained(source: io::Error) -> io::Error {
    let (kind, folder) = (source.kind(), std::env::temp_dir());
    io::Error::new(kind, SpoolError { folder, source })
}

/// Reads a spool at places that mostly follow one another, without a system call for each.
#[derive(Debug)]
pub(crate) struct Window<'a> {
    spool: &'a Spool,
    start: u64,
    bytes: Vec<u8>,
}

impl<'a> Window<'a> {
    pub fn new(spool: &'a Spool) -> Self {
        Self { spool, start: 0, bytes: Vec::new() }
    }

    /// Returns what was put at `place`.
    pub fn get(&mut self, place: Extent) -> io::Result<&[u8]> {
        let is_inside = place.at >= self.start && place.at + place.bytes <= self.start + self.bytes.len() as u64;
        if !is_inside {
            let left = self.spool.len().saturating_sub(place.at);
            self.bytes = self.spool.read(Extent { bytes: place.bytes.max(AHEAD.min(left)), ..place })?;
            self.start = place.at;
        }
        let at = (place.at - self.start) as usize;
        Ok(&self.bytes[at..at + place.bytes as usize])
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn bytes_come_back_from_memory_and_from_a_file() {
        for memory in [0, 5, 1 << 20] {
            let spool = Spool::new(memory);
            let places: Vec<Extent> = ["one", "", "three"].map(|text| spool.append(text.as_bytes()).unwrap()).to_vec();
            assert_eq!(spool.read(places[2]).unwrap(), b"three");
            assert_eq!(spool.append(b"four").unwrap(), Extent { at: 8, bytes: 4 });
            let mut window = Window::new(&spool);
            for (place, text) in places.iter().zip(["one", "", "three"]) {
                assert_eq!(window.get(*place).unwrap(), text.as_bytes());
            }
        }
    }

    #[test]
    fn places_far_apart_are_read_as_well() {
        let spool = Spool::new(0);
        let first = spool.append(b"first").unwrap();
        spool.append(&vec![0; 3 * AHEAD as usize]).unwrap();
        let last = spool.append(b"last").unwrap();
        let mut window = Window::new(&spool);
        for (place, text) in [(first, &b"first"[..]), (last, b"last"), (first, b"first")] {
            assert_eq!(window.get(place).unwrap(), text);
        }
    }

    #[test]
    fn a_place_that_nothing_was_put_at_is_an_error_that_says_where() {
        let error = Spool::new(0).read(Extent { at: 0, bytes: 1 }).unwrap_err();
        assert!(error.to_string().contains("TMPDIR"), "{error}");
        assert_eq!(error.source().unwrap().to_string(), "failed to fill whole buffer");
    }
}
