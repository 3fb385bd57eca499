//! Why there is no index.

use std::fmt;
use std::io;

use findlet_core::format::{MAX_DOCUMENTS, PartKind};

use crate::limits::MAX_NAMES;
use crate::sentence::shorten;
use crate::synonym::SynonymError;

/// Why documents make no index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// Two documents have one address; it is named.
    DuplicateUrl(String),
    /// There are more documents than an index holds.
    TooManyDocuments,
    /// There are more names than an index holds.
    TooManyNames {
        /// Of what: `fields`, `facets` or `sorts`.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// Some of them.
        some: Vec<String>,
    },
    /// A part would exceed 4 GiB.
    TooLarge(PartKind),
    /// The synonyms cannot be used.
    Synonyms(SynonymError),
    /// A document has something that no index takes.
    Unfit {
        /// Its address.
        url: String,
        /// What that is.
        unfit: Unfit,
    },
    /// Two different texts have one name, which is a hash of 64 bits. It is given.
    SameName(String),
    /// The machine refused threads or a temporary file; its own words.
    Machine(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateUrl(url) => write!(f, "two documents have the address {url}; leave one out"),
            Self::TooManyDocuments => {
                write!(f, "an index holds {MAX_DOCUMENTS} documents, and this is one more; build one for each section")
            }
            Self::TooManyNames { what, found, some } => write!(
                f,
                "there are {found} names of {what}, and an index holds {MAX_NAMES}, which every visitor fetches; some are \
                 {}: give pages fewer names and more values",
                some.join(", ")
            ),
            Self::TooLarge(kind) => {
                write!(f, "a part ({kind:?}) would exceed 4 GiB; use the sharded form or leave texts out")
            }
            Self::Synonyms(error) => error.fmt(f),
            Self::Unfit { url, unfit: Unfit { what, name, why } } => {
                write!(f, "the {what} `{name}` of the document {} {why}; change it or leave it out", shorten(url, 200))
            }
            Self::SameName(path) => {
                write!(f, "two different texts would be named {path}; change a word in any of the documents there")
            }
            Self::Machine(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for BuildError {}

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

/// Something of a document that no index takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// What it is: `title`, `fact`, `facet` …
    pub what: &'static str,
    /// Its name or, of what has none, its beginning.
    pub name: String,
    /// What is wrong with it.
    pub why: &'static str,
}

impl Unfit {
    pub(crate) fn new(what: &'static str, name: &str, why: &'static str) -> Self {
        Self { what, name: shorten(name, 60), why }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "its {} {:?} {}", self.what, self.name, self.why)
    }
}
