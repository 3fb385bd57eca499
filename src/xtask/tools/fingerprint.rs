//! Content hashes, and the stamps that let a step be skipped while its inputs stay the same.
//!
//! Hashes of contents rather than times of change: a checkout or a copied folder has new times
//! but the same contents.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::tools::files;
use crate::tools::workspace::Workspace;

/// FNV-1a over everything it was fed, each piece preceded by its length.
///
/// Not a cryptographic hash: nobody gains by forging one, and a collision costs a stale build.
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The hash of nothing.
    pub fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a piece.
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        let length = (bytes.len() as u64).to_le_bytes();
        for &byte in length.iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
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
        format!("{:012x}", self.0 >> 16)
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
        let split = Fingerprint::new().bytes(b"ab").bytes(b"c").digits();
        assert_ne!(split, Fingerprint::new().bytes(b"a").bytes(b"bc").digits());
        assert_ne!(split, Fingerprint::new().bytes(b"abc").digits());
        assert_eq!(split, Fingerprint::new().bytes(b"ab").bytes(b"c").digits());
    }

    #[test]
    fn digits_are_twelve() {
        for input in ["", "a", "findlet"] {
            assert_eq!(Fingerprint::new().bytes(input.as_bytes()).digits().len(), 12);
        }
    }
}
