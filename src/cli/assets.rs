//! The engine and the widget inside the command.

/// A file that is deployed as it is.
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
    /// What lies beside the engine, in the order of [`crate::publish::names::SCRIPTS`].
    pub scripts: &'static [Asset],
    /// The widget's module, with a place for the pointer.
    pub shell: &'static str,
    /// The classic script, with a place for the engine.
    pub classic: &'static str,
    /// The service worker's part, with a place for the name of the build.
    pub worker: &'static str,
    /// The rest.
    pub files: &'static [Asset],
}

/// Returns what `cargo xtask cli` put into the command.
#[cfg(has_engine)]
#[expect(clippy::unnecessary_wraps, reason = "a command without them returns none")]
pub(crate) fn assets() -> Option<Assets> {
    macro_rules! asset {
        ($name:literal) => {
            Asset { name: $name, bytes: include_bytes!(concat!(env!("FINDLET_ASSETS"), "/", $name)) }
        };
    }
    Some(Assets {
        full: include_bytes!(concat!(env!("FINDLET_ASSETS"), "/findlet.full.wasm")),
        core: include_bytes!(concat!(env!("FINDLET_ASSETS"), "/findlet.core.wasm")),
        classic: include_str!(concat!(env!("FINDLET_ASSETS"), "/findlet.classic.js")),
        worker: include_str!(concat!(env!("FINDLET_ASSETS"), "/findlet.sw.js")),
        scripts: &[
            asset!("findlet.engine.js"),
            asset!("findlet.view.js"),
            asset!("findlet.refine.js"),
            asset!("findlet.extras.js"),
            asset!("findlet.offline.js"),
            asset!("findlet.history.js"),
            asset!("findlet.modes.js"),
        ],
        shell: include_str!(concat!(env!("FINDLET_ASSETS"), "/findlet.js")),
        files: &[
            asset!("findlet.load.js"),
            asset!("findlet.css"),
            asset!("findlet.highlight.js"),
            asset!("findlet.lang.ar.js"),
            asset!("findlet.lang.ja.js"),
            asset!("findlet.lang.vi.js"),
        ],
    })
}

/// Returns nothing: this command was built by plain cargo.
#[cfg(not(has_engine))]
pub(crate) fn assets() -> Option<Assets> {
    None
}
