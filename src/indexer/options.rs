//! How an index is built: its form, and what words weigh in it.

use serde::Deserialize;

use crate::signal::Signal;
use crate::synonym::Synonym;

/// Which shape a bundle takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Everything in one piece, to be inside the wasm module.
    Embedded,
    /// Parts that are fetched as queries need them.
    Sharded(Sharding),
}

/// How large the parts of a sharded bundle are. Sizes are those of the gzipped files, about: they are
/// estimated from samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sharding {
    /// Bytes of a term shard. Default: 4,096. Twice as many where there would be more than 768
    /// shards, so that the manifest, which lists them, stays small.
    pub shard_bytes: usize,
    /// Documents per part of cards. Default: 8.
    pub cards_per_part: u32,
    /// Bytes of a part of bodies; a longer text has a part alone. Default: 2,560.
    pub body_bytes: usize,
}

impl Default for Sharding {
    fn default() -> Self {
        Self { shard_bytes: 4_096, cards_per_part: 8, body_bytes: 2_560 }
    }
}

/// How an index is built.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The shape of the bundle.
    pub form: Form,
    /// What a word is worth by where it stands.
    pub weights: Weights,
    /// BM25's k1: term-frequency saturation. Default: 1.5.
    pub k1: f64,
    /// BM25's b: length normalisation, 0 (none) to 1 (full). Default: 0.75. Keywords are never normalised.
    pub b: f64,
    /// Whether the inflections of a word are found by each other, by Snowball's stemmer for the
    /// language of its documents. Default: true.
    pub stemming: bool,
    /// Words that are found by each other though they have nothing in common. Default: none.
    pub synonyms: Vec<Synonym>,
    /// Whether values of a facet that differ in case only are one, in the spelling of most documents. Default: true.
    pub join_case: bool,
    /// A prefix whose completions take more bytes than this, about, lists the best of their documents. Default: 8,000,
    /// which are two or three shards, so that no prefix takes many.
    pub broad_bytes: usize,
    /// How many threads work at a time; 0 is as many as the machine has cores. Default: 0. The index is the same for
    /// any number.
    pub threads: usize,
    /// Bytes of texts and postings that stay in memory, about; what is beyond goes to temporary
    /// files. Default: 128 MiB. The index is the same for any number.
    pub memory: usize,
    /// What the ranking goes without, to see what it buys. Default: nothing.
    pub without: Vec<Signal>,
}

impl Options {
    /// Whether the ranking has `signal`.
    pub(crate) fn has(&self, signal: Signal) -> bool {
        !self.without.contains(&signal)
    }
}

/// What a word is worth by the field it stands in.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// In the title. Default: 4.0.
    pub title: f64,
    /// Among the keywords. Default: 3.0.
    pub keywords: f64,
    /// In links of other pages to it. Default: 1.5.
    pub links: f64,
    /// In a heading. Default: 2.0.
    pub heading: f64,
    /// In the summary. Default: 1.0.
    pub summary: f64,
    /// In the caption of a picture. Default: 0.5.
    pub caption: f64,
    /// In the running text. Default: 1.0.
    pub body: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            form: Form::Embedded,
            weights: Weights::default(),
            k1: 1.5,
            b: 0.75,
            stemming: true,
            synonyms: Vec::new(),
            join_case: true,
            broad_bytes: 8_000,
            threads: 0,
            memory: 128 << 20,
            without: Vec::new(),
        }
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self { title: 4.0, keywords: 3.0, links: 1.5, heading: 2.0, summary: 1.0, caption: 0.5, body: 1.0 }
    }
}
