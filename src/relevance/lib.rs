//! How good the hits are, over a judged collection.
//!
//! A collection is a folder with `docs.jsonl` (documents as `findlet build --jsonl` reads them) or a built site in `site/`,
//! `queries.tsv` (id, tab, text) and `qrels.tsv` (query, tab, document, tab, gain).

#![forbid(unsafe_code)]
#![expect(clippy::cast_precision_loss, reason = "counts of documents and queries, far below 2^52")]

pub mod baseline;
pub mod collection;
pub mod engine;
pub mod feature;
pub mod figures;
pub mod metrics;
pub mod samples;
pub mod site;
pub mod told;
