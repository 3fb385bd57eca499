//! Lets the command carry the engine and the widget.
//!
//! `cargo xtask cli` makes both and names their folder in `FINDLET_ASSETS`. Without it the
//! command is built all the same and says what it lacks, so that `cargo check` needs no wasm.

fn main() {
    println!("cargo::rerun-if-env-changed=FINDLET_ASSETS");
    println!("cargo::rustc-check-cfg=cfg(has_engine)");
    if let Some(folder) = std::env::var_os("FINDLET_ASSETS") {
        println!("cargo::rustc-cfg=has_engine");
        println!("cargo::rerun-if-changed={}", folder.display());
    }
}
