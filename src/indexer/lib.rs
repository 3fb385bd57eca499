//! Turns documents into a Findlet index.
//!
//! ```text
//! file bytes --extract--> Document --Builder--> Content --write--> files of an index
//! Document --build--> Bundle --package--> engine with an index inside
//! ```
//!
//! If you have files, use the `findlet` command; if you want to search, use `findlet-core`. This
//! crate is for those who make documents themselves.
//!
//! The bytes of a [`Bundle`] are a function of documents and [`Options`] alone: the same input
//! gives the same bytes on every machine.
//!
//! # What this crate does not do
//!
//! No file walking and no output: bytes in, bytes out, but for temporary files.

#![forbid(unsafe_code)]

mod address;
mod aside;
mod builder;
mod bundle;
mod collect;
mod count;
mod document;
mod error;
pub mod extract;
#[cfg(feature = "package")]
pub mod html;
mod limits;
mod options;
#[cfg(feature = "package")]
pub mod package;
mod sentence;
mod signal;
pub mod site;
mod synonym;
mod threads;
pub mod version;
mod weigh;
mod write;

pub use address::{address, name_of};
pub use builder::{Builder, build};
pub use bundle::{Bundle, Part};
pub use document::{Block, BlockKind, Date, Document, SortValue, Weight};
pub use error::{BuildError, Unfit};
pub use extract::{
    Draft, ExtractError, ExtractOptions, Extracted, Extractor, Fragment, FragmentAnchor, FragmentWriter, LineReader,
    Lines, Notation, ParserError, Rule, SelectorError, SourceKind, Taken, UnknownKind, Warning, extract, extract_lines,
};
pub use limits::{
    MAX_ADDRESS_BYTES, MAX_LANGUAGE_BYTES, MAX_METADATA_BYTES, MAX_METADATA_VALUE_BYTES, MAX_NAME_BYTES, MAX_NAMES,
    MAX_TEXT_BYTES, MAX_TITLE_CHARS,
};
pub use options::{Form, Options, Sharding, Weights};
pub use signal::Signal;
pub use synonym::{Synonym, SynonymError};
pub use threads::Threads;
pub use write::content::Content;
pub use write::sink::{Listed, Sink, Written};

/// The example of the README is tested as documentation is.
#[cfg(doctest)]
#[doc = include_str!("README.md")]
struct Readme;
