//! Why there is no index.

use std::io;

use findlet_core::format::{MAX_DOCUMENTS, PartKind};
use thiserror::Error;

use crate::limits::MAX_NAMES;
use crate::sentence::shorten;
use crate::synonym::SynonymError;

/// Why documents make no index, or why it could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Two documents have one address; it is named.
    #[error("two documents have the address {0}; leave one out")]
    DuplicateUrl(String),
    /// There are more documents than an index holds.
    #[error("an index holds {MAX_DOCUMENTS} documents, and this is one more; build one for each section")]
    TooManyDocuments,
    /// There are more names than an index holds.
    #[error(
        "there are {found} names of {what}, and an index holds {MAX_NAMES}, which every visitor fetches; some are {}: \
         give pages fewer names and more values",
        some.join(", ")
    )]
    TooManyNames {
        /// Of what: `fields`, `facets` or `sorts`.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// Some of them.
        some: Vec<String>,
    },
    /// A part would exceed 4 GiB.
    #[error("a part ({0:?}) would exceed 4 GiB; use the sharded form or leave texts out")]
    TooLarge(PartKind),
    /// The synonyms cannot be used.
    #[error(transparent)]
    Synonyms(#[from] SynonymError),
    /// A document has something that no index takes.
    #[error(
        "the {} `{}` of the document {} {}; change it or leave it out",
        unfit.what, unfit.name, shorten(url, 200), unfit.why
    )]
    Unfit {
        /// Its address.
        url: String,
        /// What that is.
        unfit: Unfit,
    },
    /// Two different texts have one name, which is a hash of 64 bits. It is given.
    #[error("two different texts would be named {0}; change a word in any of the documents there")]
    SameName(String),
    /// The machine refused the threads that work on an index.
    #[error("the threads of a build cannot be started; ask for fewer of them")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// A file could not be written, or a temporary one not be written or read back.
    #[error("a file of the index cannot be written or read back")]
    Io(#[from] io::Error),
}

/// Something of a document that no index takes.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("its {what} {name:?} {why}")]
pub struct Unfit {
    /// What it is: `title`, `metadata`, `facet` …
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
