//! The bytes of an index: encoders and decoders side by side, the only code that knows offsets.
//!
//! `README.md` beside this file is the specification. A bundle is a [`Manifest`] and numbered
//! parts of four kinds: [`terms`] (lexicon and postings), [`cards`] (what a result row shows),
//! [`bodies`] (whole texts) and [`common`] (frequent terms, for corrections). Each is one checksummed
//! [`frame`].
//!
//! All structures have an encoder, a decoder that refuses whatever breaks a rule, and tests of
//! both in the same file.

mod attached;
pub mod bodies;
pub(crate) mod bytes;
pub mod cards;
pub mod characters;
mod checksum;
pub mod common;
mod digits;
mod error;
pub mod frame;
pub mod keys;
pub mod lexicon;
pub mod manifest;
mod part;
pub mod postings;
mod records;
mod store;
pub mod terms;

pub use bytes::{Reader, Writer};
pub use error::{Error, Rule};
pub use manifest::{MAX_DOCUMENTS, Manifest};
pub use part::{PartId, PartKind, VERSION};

pub(crate) use attached::Attached;
pub(crate) use store::{Found, Part};
