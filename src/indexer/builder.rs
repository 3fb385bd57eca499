//! From a stream of documents to the files of an index.

use std::fmt;
use std::io;

use crate::content::Content;
use crate::corpus::Arrivals;
use crate::{BuildError, Document, Options};

/// Takes documents in any order and from any thread, and keeps them aside until all are there.
///
/// Texts and what is gathered from them stay within [`Options::memory`]; what is beyond lies in
/// temporary files. The files written are the same whatever the memory, the threads, and the order.
#[derive(Debug)]
pub struct Builder {
    options: Options,
    pool: rayon::ThreadPool,
    arrivals: Arrivals,
}

/// A document of an index, as lists of pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Address relative to the root of the site.
    pub url: String,
    /// The title, or the beginning of the text.
    pub title: String,
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Names the content: equal for equal documents and options.
    pub build: u64,
    /// How many documents there are.
    pub documents: u32,
    /// How many files were put.
    pub files: usize,
    /// Their bytes, as put.
    pub bytes: u64,
}

/// Where the files of an index go.
pub trait Sink: Send {
    /// Puts the file `path`, relative to the folder of the manifest and with `/`, such as `t0.bin`.
    ///
    /// # Errors
    /// Whatever keeps it from being written; nothing is put after that.
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;
}

/// Why there is no index.
#[derive(Debug)]
pub enum WriteError {
    /// The documents make none.
    Build(BuildError),
    /// A file could not be written, or read back.
    Io(io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WriteError {}

impl Builder {
    /// Begins an index.
    ///
    /// # Errors
    /// Where no threads can be had.
    pub fn new(options: Options) -> io::Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).build().map_err(io::Error::other)?;
        let arrivals = Arrivals::new(options.memory / 2);
        Ok(Self { options, pool, arrivals })
    }

    /// Adds a document. Reads its text once, in the caller's thread.
    ///
    /// # Errors
    /// [`BuildError::Unfit`], or where the temporary file cannot be written. The document is not
    /// added then.
    pub fn add(&self, document: &Document) -> Result<(), WriteError> {
        self.arrivals.add(document)
    }

    /// Analyses what was added. Linear in the texts; takes the memory of [`Options`], some 250
    /// bytes for each distinct key and 150 for each document.
    ///
    /// # Errors
    /// Any [`WriteError`].
    pub fn finish(self) -> Result<Content, WriteError> {
        Content::new(self.arrivals.finish()?, self.options, self.pool)
    }
}
