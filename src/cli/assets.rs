//! The engine and the widget inside the command.
//!
//! ```text
//! engine/full.wasm, core.wasm      the engines, without any index
//! index/findlet.engine.js, …       what is with the engine in the folder of each index
//! findlet.js, …                    what is beside the indexes
//! ```
//!
//! Whatever is there is deployed: `www/build.mjs` decides which files there are.

use std::str::from_utf8;

use anyhow::{Context, Result};

/// A file that is deployed as it is.
#[derive(Clone, Copy)]
pub(crate) struct Asset {
    /// Within the assets; of the files in [`Assets`], their name.
    pub path: &'static str,
    pub bytes: &'static [u8],
}

impl Asset {
    /// Returns the asset as the folder of an index has it, if it does.
    fn with_index(&self) -> Option<Self> {
        Some(Self { path: self.path.strip_prefix("index/")?, ..*self })
    }

    /// Whether it is deployed beside the indexes, as it is.
    fn is_beside(&self) -> bool {
        !self.path.contains('/') && ![SHELL, CLASSIC, WORKER].contains(&self.path)
    }
}

/// What `findlet build` writes besides the index.
pub(crate) struct Assets {
    /// The full engine, without any index.
    pub full: &'static [u8],
    /// The core engine, without any index.
    pub core: &'static [u8],
    /// What is beside the engine in the folder of an index, in the order of the names.
    pub scripts: Vec<Asset>,
    /// The widget's module, with a place for the pointer.
    pub shell: &'static str,
    /// The classic script, with a place for the engine.
    pub classic: &'static str,
    /// The service worker's part, with places for the names of the scripts and of the build.
    pub worker: &'static str,
    /// The rest.
    pub files: Vec<Asset>,
}

/// The widget's module.
pub(crate) const SHELL: &str = "findlet.js";

/// The classic script.
pub(crate) const CLASSIC: &str = "findlet.classic.js";

/// The service worker's part.
pub(crate) const WORKER: &str = "findlet.sw.js";

impl Assets {
    /// Returns what `cargo xtask cli` put into the command.
    ///
    /// # Errors
    /// Where this command was built without it.
    pub fn carried() -> Result<Self> {
        sorted().context("this findlet was built without its engine; build it with `cargo xtask cli`")
    }

    /// Returns the names of all that is written beside the indexes.
    pub fn beside(&self) -> impl Iterator<Item = &'static str> {
        [SHELL, CLASSIC, WORKER].into_iter().chain(self.files.iter().map(|file| file.path))
    }
}

/// Every file that the command carries, as its build script found them, in order.
#[cfg(has_engine)]
static CARRIED: &[Asset] = &include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Nothing: this command was built by plain cargo.
#[cfg(not(has_engine))]
static CARRIED: &[Asset] = &[];

fn sorted() -> Option<Assets> {
    Some(Assets {
        full: find("engine/full.wasm")?,
        core: find("engine/core.wasm")?,
        scripts: CARRIED.iter().filter_map(Asset::with_index).collect(),
        shell: text(SHELL)?,
        classic: text(CLASSIC)?,
        worker: text(WORKER)?,
        files: CARRIED.iter().filter(|asset| asset.is_beside()).copied().collect(),
    })
}

fn find(path: &str) -> Option<&'static [u8]> {
    CARRIED.iter().find(|asset| asset.path == path).map(|asset| asset.bytes)
}

fn text(path: &str) -> Option<&'static str> {
    from_utf8(find(path)?).ok()
}
