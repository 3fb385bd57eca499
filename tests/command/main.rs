//! The scenarios of the command: what `findlet` does with these folders. Most need a command that carries the engine and
//! the widget; `cargo xtask test rust` gives it both, and without them those tests are ignored.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod addresses;
mod articles;
mod bad_input;
mod called;
mod calls;
#[cfg(target_os = "linux")]
mod crashes;
mod deployed;
mod documents;
mod host;
mod html5lib;
mod languages;
mod limits;
mod mcp;
mod pagefind;
mod parts;
mod publishing;
mod real_pages;
mod remote;
mod secrets;
mod seeds;
mod serving;
mod versions;
mod worked;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;

/// The folder of the engine and the widget that the command carries, if it does.
const ASSETS: Option<&str> = option_env!("FINDLET_ASSETS");

/// Returns the path of the command. Cargo builds it from the sources as they are now, once for all tests.
fn binary() -> &'static Path {
    static BINARY: LazyLock<PathBuf> = LazyLock::new(|| {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
        let build = escargot::CargoBuild::new().manifest_path(manifest).bin("findlet");
        let assets = ASSETS.map(|folder| ("FINDLET_ASSETS", folder));
        let build = assets.into_iter().fold(build, |build, (name, folder)| build.env(name, folder));
        build.run().unwrap_or_else(|error| panic!("the command cannot be built: {error}")).path().to_owned()
    });
    &BINARY
}

/// Runs the command in `folder`.
fn findlet(arguments: &[&str], folder: &Path) -> Output {
    Command::new(binary()).args(arguments).current_dir(folder).output().unwrap()
}

/// Runs the command, which must exit with `code`; returns what it printed and what it complained about.
fn run(arguments: &[&str], folder: &Path, code: i32) -> (String, String) {
    let done = findlet(arguments, folder);
    assert_eq!(done.status.code(), Some(code), "{arguments:?}: {done:?}");
    (text(&done.stdout), text(&done.stderr))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Makes a folder with `files`.
fn site(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, bytes)| write(folder.path(), name, bytes));
    folder
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A page with `head`, a title and a paragraph.
fn page(head: &str, title: &str, paragraph: &str) -> Vec<u8> {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body><main><h1>{title}</h1><p>{paragraph}</p></main></body></html>"
    )
    .into_bytes()
}

/// Builds the site in `folder` with `arguments` and returns the summary.
fn built(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    let (printed, _) = run(&[&["build", ".", "--json"], arguments].concat(), folder, 0);
    serde_json::from_str(&printed).unwrap()
}

/// Returns why files were left out, by reason, with their names.
fn left_out(summary: &serde_json::Value) -> Vec<(String, String)> {
    let entry = |entry: &serde_json::Value| {
        let text = |key: &str| entry[key].as_str().unwrap().to_owned();
        (text("name"), text("reason"))
    };
    summary["leftOut"].as_array().unwrap().iter().map(entry).collect()
}

/// Returns the addresses of what `query` finds in the index in `folder`/findlet, with more `arguments`.
fn found(folder: &Path, query: &str, arguments: &[&str]) -> Vec<String> {
    let call = [&["search", "--index", "findlet", "--format", "json", "--limit", "1000", query], arguments].concat();
    let done = findlet(&call, folder);
    assert!(matches!(done.status.code(), Some(0 | 1)), "{done:?}");
    let answer: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let hits = answer["hits"].as_array().unwrap().iter();
    hits.map(|hit| hit["card"]["url"].as_str().unwrap().to_owned()).collect()
}

/// Returns the paths of all files below `folder`, relative to it.
fn files(folder: &Path) -> Vec<String> {
    fn list(folder: &Path, before: &str, names: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{before}{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                list(&entry.path(), &format!("{name}/"), names);
            } else {
                names.push(name);
            }
        }
    }
    let mut names = Vec::new();
    list(folder, "", &mut names);
    names.sort();
    names
}
