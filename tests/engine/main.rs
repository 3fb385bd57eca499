//! The scenarios of the engine: what an index of these documents answers to this query. Links the core and the indexer
//! only. Each module is a file of this folder.

#![allow(
    clippy::unwrap_used,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a test fails by panicking, and its numbers are small"
)]

mod articles;
mod corruption;
mod format;
mod fuzz;
mod oracle;
mod parts;
mod ranking;
mod relevance;
mod support;
mod words;
