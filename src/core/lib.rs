//! Findlet's search engine: bytes in, hits out.
//!
//! ```text
//! text --text--> tokens --format--> bundle --Index::open--> Index --search--> Answer (hits)
//! ```
//!
//! If you want to search a bundle, [`Index`] is all you need. If you want to make one, use the
//! `findlet-indexer` crate; it calls [`text`] for the words and [`format`](mod@format) for the bytes.
//!
//! # What this crate does not do
//!
//! No I/O, no clock, no threads, no JavaScript. The caller fetches: a search names the parts of
//! the bundle that it needs, the caller [attaches](Index::attach) them and asks again. An index
//! embedded in a wasm module is the case in which nothing is ever needed.
//!
//! # Trust
//!
//! No bytes and no query make this crate panic or loop. Everything that is attached is checked
//! whole before anything walks it. Attached parts take memory in proportion to their bytes; a
//! search takes up to 72 bytes per document that the manifest announces, of which there are at
//! most a million.

#![forbid(unsafe_code)]

pub mod format;
mod index;
mod inspect;
pub mod query;
pub mod text;

pub use format::{Error, PartId, PartKind, Rule};
pub use index::Index;
pub use query::{
    Answer, Card, Excerpt, Explanation, Facet, Filter, Hit, Options, ParsedUnit, PartRequest, Section, Sort,
    Suggestions, Test, Work,
};

/// An index can go to another thread, and what it answers to several.
const _: () = {
    const fn is_sent<T: Send>() {}
    const fn is_shared<T: Send + Sync>() {}
    is_sent::<Index>();
    is_shared::<Answer>();
    is_shared::<Error>();
};

/// The example of the README is tested as documentation is.
#[cfg(doctest)]
#[doc = include_str!("README.md")]
struct Readme;
