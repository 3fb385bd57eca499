//! Turns documents into a Findlet index.
//!
//! ```text
//! file bytes --extract--> Document --build--> Bundle --package--> engine with an index inside
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
//! No file walking and no output: bytes in, bytes out.

mod articles;
mod bundle;
mod characters;
mod document;
pub mod extract;
mod impacts;
#[cfg(feature = "package")]
pub mod package;
mod words;

pub use articles::{Article, Articles, articles, is_article};
pub use bundle::{BuildError, Bundle, Part, build};
pub use document::{Block, BlockKind, Date, Document};
pub use extract::{ExtractError, address, extract};

/// Which shape a bundle takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Everything in one piece, to lie inside the wasm module.
    Embedded,
    /// Parts that are fetched as queries need them.
    Sharded {
        /// Bytes of a term shard, about.
        shard_bytes: usize,
        /// Documents per part of cards.
        cards_per_part: u32,
        /// Bytes of text per part of bodies, about; a longer text has a part alone.
        body_bytes: usize,
    },
}

/// How an index is built.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The shape of the bundle.
    pub form: Form,
    /// What a word is worth by where it stands.
    pub weights: Weights,
    /// Saturation: how slowly repetition stops counting. 1.2 unless said.
    pub k1: f64,
    /// How much longer fields are held against a document, 0 to 1. 0.75 unless said; titles
    /// are never held against it.
    pub b: f64,
}

/// What a word is worth by the field it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// In the title.
    pub title: f64,
    /// In a heading.
    pub heading: f64,
    /// In the summary.
    pub summary: f64,
    /// In the caption of a picture.
    pub caption: f64,
    /// In the running text.
    pub body: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { form: Form::Embedded, weights: Weights::default(), k1: 1.2, b: 0.75 }
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self { title: 4.0, heading: 2.0, summary: 1.0, caption: 0.5, body: 1.0 }
    }
}
