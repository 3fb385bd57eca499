//! Scenarios that span crates. Unit tests sit beside their code; what a person sees is tested
//! in `browser/`, the shipped module in `wasm/`.

#![allow(
    clippy::unwrap_used,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a test fails by panicking, and its numbers are small"
)]

mod corruption;
mod format;
mod fuzz;
mod oracle;
mod parts;
mod promises;
mod ranking;
mod relevance;
mod seeds;
mod site;
mod support;
mod words;
