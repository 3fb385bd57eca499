//! What the documentation says of the repository is so. Links nothing.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod promises;

use std::path::{Path, PathBuf};

/// Returns the folder of the repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
