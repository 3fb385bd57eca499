//! Binds `findlet-indexer` to JavaScript, for the playground of the documentation: files in, an index in one piece out.
//!
//! The browser gives no files to keep texts in and no threads, so that all is in memory and done at once. What the command
//! decides about a site beyond the indexer (languages, versions, copies by address, the texts of links) is not done.

mod folder;

use findlet_indexer::SourceKind;
use wasm_bindgen::prelude::*;

use folder::Folder;

/// Takes files, and makes their index.
#[wasm_bindgen]
#[derive(Default)]
pub struct Indexer(Folder);

#[wasm_bindgen]
impl Indexer {
    /// Begins without a file.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Indexer {
        Self::default()
    }

    /// Reads a file; returns why it is left out, if it is.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Option<String> {
        self.0.add(path, bytes).err().map(|why| why.to_string())
    }

    /// Returns the index of what was read.
    ///
    /// # Errors
    /// A sentence: why there is no index.
    pub fn finish(&mut self) -> Result<Vec<u8>, JsError> {
        self.0.finish().map_err(|error| JsError::new(&error.to_string()))
    }

    /// Returns how many pages the index has.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn pages(&self) -> u32 {
        self.0.pages() as u32
    }

    /// Returns the pages that were read and are not in the index, each with the reason.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn dropped(&self) -> Vec<String> {
        self.0.dropped().to_vec()
    }
}

/// Returns whether a file is a page as generators write them.
#[wasm_bindgen]
#[must_use]
pub fn is_page(path: &str) -> bool {
    SourceKind::of(path).is_some_and(SourceKind::is_built)
}

/// Returns whether a file can be read at all.
#[wasm_bindgen]
#[must_use]
pub fn is_readable(path: &str) -> bool {
    SourceKind::of(path).is_some()
}

/// Returns the endings of all files that can be read: `.html, .htm, …`.
#[wasm_bindgen]
#[must_use]
pub fn endings() -> String {
    SourceKind::ALL.map(SourceKind::listed_endings).join(", ")
}
