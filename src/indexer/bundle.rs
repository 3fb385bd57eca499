//! A bundle in memory.

use findlet_core::format::PartId;

/// A part of a bundle, in its frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which part it is.
    pub id: PartId,
    /// Where it is relative to the folder of the manifest, in a sharded bundle.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A built index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The manifest, in its frame.
    pub manifest: Vec<u8>,
    /// All parts, by id.
    pub parts: Vec<Part>,
}

impl Bundle {
    /// Returns manifest and parts in one piece, which an embedded bundle is.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.manifest;
        self.parts.iter().for_each(|part| bytes.extend_from_slice(&part.bytes));
        bytes
    }
}
