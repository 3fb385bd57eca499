//! The command on folders, as a site owner runs it. What needs the engine inside runs under
//! `cargo xtask test rust`.

#[cfg(has_engine)]
mod addresses;
#[cfg(has_engine)]
mod articles;
#[cfg(has_engine)]
mod bad_input;
mod calls;
#[cfg(all(has_engine, target_os = "linux"))]
mod crashes;
#[cfg(has_engine)]
mod deployed;
#[cfg(has_engine)]
mod documents;
#[cfg(has_engine)]
mod html5lib;
#[cfg(has_engine)]
mod limits;
#[cfg(has_engine)]
mod publishing;
#[cfg(has_engine)]
mod secrets;
mod seeds;
#[cfg(has_engine)]
mod serving;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Runs the command in `folder`.
fn findlet(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_findlet")).args(arguments).current_dir(folder).output().unwrap()
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
#[cfg(has_engine)]
fn page(head: &str, title: &str, paragraph: &str) -> Vec<u8> {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body><main><h1>{title}</h1><p>{paragraph}</p></main></body></html>"
    )
    .into_bytes()
}

/// Builds the site in `folder` with `arguments` and returns the summary.
#[cfg(has_engine)]
fn built(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    let (printed, _) = run(&[&["build", ".", "--json"], arguments].concat(), folder, 0);
    serde_json::from_str(&printed).unwrap()
}

/// Returns why files were left out, by reason, with their names.
#[cfg(has_engine)]
fn left_out(summary: &serde_json::Value) -> Vec<(String, String)> {
    let entry = |entry: &serde_json::Value| {
        let text = |key: &str| entry[key].as_str().unwrap().to_owned();
        (text("name"), text("reason"))
    };
    summary["leftOut"].as_array().unwrap().iter().map(entry).collect()
}

/// Returns the addresses of what `query` finds in the index in `folder`/findlet, with more `arguments`.
#[cfg(has_engine)]
fn found(folder: &Path, query: &str, arguments: &[&str]) -> Vec<String> {
    let call = [&["search", "--index", "findlet", "--json", "--limit", "1000", query], arguments].concat();
    let done = findlet(&call, folder);
    assert!(matches!(done.status.code(), Some(0 | 1)), "{done:?}");
    let answer: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let hits = answer["hits"].as_array().unwrap().iter();
    hits.map(|hit| hit["card"]["url"].as_str().unwrap().to_owned()).collect()
}

/// Returns the paths of all files below `folder`, relative to it.
#[cfg(has_engine)]
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
