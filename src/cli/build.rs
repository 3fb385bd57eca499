//! Lets the command carry the engine and the widget.
//!
//! `cargo xtask cli` makes both and names their folder in `FINDLET_ASSETS`; the published crate has
//! them in `assets`. Without either the command is built all the same and says what it lacks, so that
//! `cargo check` needs no wasm.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=FINDLET_ASSETS");
    println!("cargo::rustc-check-cfg=cfg(has_engine)");
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let folder = std::env::var_os("FINDLET_ASSETS").map(PathBuf::from).or(published.is_dir().then_some(published));
    if let Some(folder) = folder {
        println!("cargo::rustc-cfg=has_engine");
        println!("cargo::rerun-if-changed={}", folder.display());
        let out = std::env::var_os("OUT_DIR").expect("cargo names it");
        fs::write(Path::new(&out).join("assets.rs"), carried(&folder)).expect("it is this script's folder");
    }
}

/// The files of a folder as an array of paths within it, with their bytes.
fn carried(folder: &Path) -> String {
    let mut files = Vec::new();
    list(folder, "", &mut files);
    files.sort();
    let file = |path: &String| {
        let bytes = folder.join(path).display().to_string();
        format!("Asset {{ path: {path:?}, bytes: include_bytes!({bytes:?}) }},\n")
    };
    format!("[\n{}]\n", files.iter().map(file).collect::<String>())
}

fn list(folder: &Path, before: &str, files: &mut Vec<String>) {
    let entries = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("FINDLET_ASSETS has {}: {error}; run `cargo xtask cli`", folder.display()));
    for entry in entries {
        let path = entry.expect("it was listed").path();
        let inside = format!("{before}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() { list(&path, &format!("{inside}/"), files) } else { files.push(inside) }
    }
}
