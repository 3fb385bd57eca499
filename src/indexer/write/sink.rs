//! Where the files of an index go, and what is said of them.

use std::io;

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
