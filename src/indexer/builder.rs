//! From a stream of documents to the files of an index.

use std::fmt;
use std::io;

use crate::{BuildError, Bundle, Document, Form, Options, build};

/// Takes documents in any order and from any thread, and keeps them aside until all are there.
#[derive(Debug)]
pub struct Builder {
    options: Options,
    documents: std::sync::Mutex<Vec<Document>>,
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
pub trait Sink {
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
    /// Where no temporary file can be made.
    pub fn new(options: Options) -> io::Result<Self> {
        Ok(Self { options, documents: std::sync::Mutex::default() })
    }

    /// Adds a document.
    ///
    /// # Errors
    /// Where its content cannot be indexed, or kept aside.
    pub fn add(&self, document: &Document) -> Result<(), WriteError> {
        self.documents.lock().expect("no thread panics while it holds them").push(document.clone());
        Ok(())
    }

    /// Analyses what was added.
    ///
    /// # Errors
    /// Any [`WriteError`].
    pub fn finish(self) -> Result<Content, WriteError> {
        let documents = self.documents.into_inner().expect("no thread panics while it holds them");
        Ok(Content { options: self.options, documents })
    }
}

/// An index that can be written, in one form or several.
#[derive(Debug)]
pub struct Content {
    options: Options,
    documents: Vec<Document>,
}

impl Content {
    /// Returns all documents in the order of their addresses.
    ///
    /// # Errors
    /// Where they cannot be read back.
    pub fn listed(&self) -> io::Result<Vec<Listed>> {
        let listed = |document: &Document| Listed { url: document.url.clone(), title: document.title.clone() };
        Ok(self.documents.iter().map(listed).collect())
    }

    /// Writes the index. An embedded one is a single file, `index`, uncompressed; of a sharded one
    /// every file is gzipped.
    ///
    /// # Errors
    /// Any [`WriteError`].
    pub fn write(&self, form: Form, sink: &mut dyn Sink) -> Result<Written, WriteError> {
        let bundle = build(&self.documents, &Options { form, ..self.options.clone() }).map_err(WriteError::Build)?;
        let Bundle { manifest, parts } = bundle;
        sink.put("m.bin", &manifest).map_err(WriteError::Io)?;
        parts.iter().try_for_each(|part| sink.put(&part.path, &part.bytes)).map_err(WriteError::Io)?;
        Ok(Written { build: 0, documents: self.documents.len() as u32, files: parts.len() + 1, bytes: 0 })
    }
}
