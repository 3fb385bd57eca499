//! Writes single files.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Writes a file.
///
/// # Errors
/// Where it cannot be written; it is named.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
