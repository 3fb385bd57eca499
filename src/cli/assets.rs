//! The engine and the widget inside the command.

use findlet_indexer::package::SCRIPTS;

/// A file that is deployed as it is.
#[derive(Clone, Copy)]
pub(crate) struct Asset {
    pub name: &'static str,
    pub bytes: &'static [u8],
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
    let found = |name: &str| carried.iter().find(|asset| asset.name == name).copied();
    let text = |name: &str| std::str::from_utf8(found(name)?.bytes).ok();
    let is_rest = |name: &str| ![&SCRIPTS[..], &ENGINES, &TEMPLATES].concat().contains(&name);
    Some(Assets {
        full: found(ENGINES[0])?.bytes,
        core: found(ENGINES[1])?.bytes,
        scripts: SCRIPTS.iter().map(|name| found(name)).collect::<Option<_>>()?,
        shell: text(TEMPLATES[0])?,
        classic: text(TEMPLATES[1])?,
        worker: text(TEMPLATES[2])?,
        files: carried.iter().filter(|asset| is_rest(asset.name)).copied().collect(),
    })
}
