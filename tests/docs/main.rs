//! What the documentation says of the repository is so. Links nothing.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod pages;
mod promises;
mod reference;
mod repository;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

/// Returns the folder of the repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Returns the text of a file of the repository.
fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("cannot read {path}: {error}"))
}

/// The folders that are ours, and those in them that others write, or whose texts only have to be long.
const FOLDERS: [&str; 7] = [".github", "docs", "packages", "seeds", "src", "tests", "www"];
const OTHERS: [&str; 4] = ["node_modules", "generated", "articles", "target"];

/// Returns the files that are written by hand and have one of these endings.
fn written(endings: &[&str]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(repository()).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.is_file());
    FOLDERS.iter().for_each(|folder| walk(&repository().join(folder), &mut found));
    found.retain(|path| path.extension().is_some_and(|ending| endings.iter().any(|own| ending == *own)));
    found
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if !entry.file_type().unwrap().is_dir() {
            found.push(entry.path());
        } else if !OTHERS.iter().any(|other| entry.file_name() == *other) {
            walk(&entry.path(), found);
        }
    }
}
