//! The engine and the widget inside the command.

use findlet_indexer::package::SCRIPTS;

/// A file that is deployed as it is.
#[derive(Clone, Copy)]
pub(crate) struct Asset {
    pub name: &'static str,
    pub bytes: &'static [u8],
}

impl Asset {
    fn text(self) -> Option<&'static str> {
        std::str::from_utf8(self.bytes).ok()
    }
}

/// What `findlet build` writes besides the index.
pub(crate) struct Assets {
    /// The full engine, without any index.
    pub full: &'static [u8],
    /// The core engine, without any index.
    pub core: &'static [u8],
    /// What lies beside the engine, in the order of [`SCRIPTS`].
    pub scripts: Vec<Asset>,
    /// The widget's module, with a place for the pointer.
    pub shell: &'static str,
    /// The classic script, with a place for the engine.
    pub classic: &'static str,
    /// The service worker's part, with a place for the name of the build.
    pub worker: &'static str,
    /// The rest.
    pub files: Vec<Asset>,
}

/// What is not deployed as it is.
const ENGINES: [&str; 2] = ["findlet.full.wasm", "findlet.core.wasm"];
const TEMPLATES: [&str; 3] = ["findlet.js", "findlet.classic.js", "findlet.sw.js"];

/// Returns what `cargo xtask cli` put into the command, if it did.
pub(crate) fn assets() -> Option<Assets> {
    sorted(CARRIED)
}

/// Every file that the command carries, as its build script found them.
#[cfg(has_engine)]
static CARRIED: &[Asset] = &include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Nothing: this command was built by plain cargo.
#[cfg(not(has_engine))]
static CARRIED: &[Asset] = &[];

fn sorted(carried: &'static [Asset]) -> Option<Assets> {
    let others = [&SCRIPTS[..], &ENGINES, &TEMPLATES].concat();
    Some(Assets {
        full: find(carried, ENGINES[0])?.bytes,
        core: find(carried, ENGINES[1])?.bytes,
        scripts: SCRIPTS.iter().map(|name| find(carried, name)).collect::<Option<_>>()?,
        shell: find(carried, TEMPLATES[0])?.text()?,
        classic: find(carried, TEMPLATES[1])?.text()?,
        worker: find(carried, TEMPLATES[2])?.text()?,
        files: carried.iter().filter(|asset| !others.contains(&asset.name)).copied().collect(),
    })
}

fn find(carried: &[Asset], name: &str) -> Option<Asset> {
    carried.iter().find(|asset| asset.name == name).copied()
}
