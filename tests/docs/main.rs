//! What the documentation says of the repository is so. Links nothing.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod promises;
mod repository;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

/// Returns the folder of the repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Returns the text of a file of the repository.
fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("cannot read {path}: {error}"))
}
