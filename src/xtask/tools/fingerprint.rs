//! Content hashes, and the stamps that let a step be skipped while its inputs stay the same.
//!
//! Hashes of contents rather than times of change: a checkout or a copied folder has new times
//! but the same contents.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use findlet_core::format::frame::content_id;

use crate::tools::files;
use crate::tools::workspace::Workspace;

/// A hash of everything it was fed: each piece is hashed as contents of an index are, and those hashes once more.
///
/// Not a cryptographic hash: nobody gains by forging one, and a collision costs a stale build.
#[derive(Default)]
pub struct Fingerprint(Vec<u8>);

impl Fingerprint {
    /// Adds a piece.
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend(content_id(bytes).to_le_bytes());
        self
    }

    /// Adds a file's contents.
    pub fn file(self, path: &Path) -> Result<Self> {
        Ok(self.bytes(&files::read(path)?))
    }

    /// Adds files by their names and contents.
    pub fn files(self, paths: &[PathBuf]) -> Result<Self> {
        paths.iter().try_fold(self, |hash, path| hash.bytes(path.to_string_lossy().as_bytes()).file(path))
    }

    /// The first twelve hexadecimal digits.
    pub fn digits(&self) -> String {
        format!("{:012x}", content_id(&self.0) >> 16)
    }
}

/// The remembered hash of a step's inputs.
pub struct Stamp {
    path: PathBuf,
    hash: String,
}

impl Stamp {
    /// The stamp of the step `name` for these inputs: files, and whatever else decides the output.
    pub fn new(workspace: &Workspace, name: &str, inputs: &Fingerprint) -> Result<Self> {
        let path = workspace.scratch("stamps")?.join(name);
        Ok(Self { path, hash: inputs.digits() })
    }

    /// Whether the step ran with the same inputs and `output` is still there.
    pub fn is_current(&self, output: &Path) -> bool {
        output.exists() && fs::read_to_string(&self.path).is_ok_and(|hash| hash == self.hash)
    }

    /// Remembers that the step ran.
    pub fn set(&self) -> Result<()> {
        files::write(&self.path, &self.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn pieces_do_not_run_together() {
        let split = Fingerprint::default().bytes(b"ab").bytes(b"c").digits();
        assert_ne!(split, Fingerprint::default().bytes(b"a").bytes(b"bc").digits());
        assert_ne!(split, Fingerprint::default().bytes(b"abc").digits());
        assert_eq!(split, Fingerprint::default().bytes(b"ab").bytes(b"c").digits());
    }

    #[test]
    fn digits_are_twelve() {
        for input in ["", "a", "findlet"] {
            assert_eq!(Fingerprint::default().bytes(input.as_bytes()).digits().len(), 12);
        }
    }
}
