//! Texts are in plain English: none has a turn that readers outside the team stumble over.

use std::fs;
use std::path::{Path, PathBuf};

use super::repository;

/// Turns that no text has, and what to write instead. CONTRIBUTING.md explains them.
const TURNS: [(&str, &str); 12] = [
    ("unless said", "Default: 8."),
    ("is none", "it is not one, it is left out, there is none"),
    ("are none", "they are not, they are left out, there are none"),
    ("be had", "be loaded, be downloaded, be found"),
    ("whoever", "the person or the code that"),
    ("for who ", "for people who"),
    ("by who ", "by the person who"),
    ("so many", "this many, or the number"),
    ("goes on", "continues"),
    ("sees to it", "makes sure, enforces"),
    ("no leave", "no permission"),
    ("'s leave", "permission"),
];

/// What is written by hand, in the folders that are ours.
const ENDINGS: [&str; 9] = ["css", "html", "js", "md", "mjs", "py", "rs", "toml", "ts"];
const FOLDERS: [&str; 6] = [".github", "docs", "packages", "src", "tests", "www"];
/// Folders that others write, and texts that only have to be long.
const OTHERS: [&str; 4] = ["node_modules", "generated", "articles", "target"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            if !OTHERS.iter().any(|other| name == *other) {
                files(&path, found);
            }
        } else if path.extension().is_some_and(|ending| ENDINGS.iter().any(|own| ending == *own)) {
            found.push(path);
        }
    }
}

/// Returns the turns of a line, as they stand within a sentence. "There is none" is good English.
fn turns(line: &str) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let line = line.replace("here is none", "").replace("here are none", "").replace("Whoever", "whoever");
    TURNS.iter().filter(move |(turn, _)| line.contains(turn))
}

#[test]
fn texts_have_no_turn_that_readers_stumble_over() {
    let mut found = Vec::new();
    FOLDERS.iter().for_each(|folder| files(&repository().join(folder), &mut found));
    let pages = ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md", "Cargo.toml"];
    found.extend(pages.map(|page| repository().join(page)));
    assert!(found.len() > 500);
    let own = Path::new(file!()).file_name();
    let mut stumbles = Vec::new();
    for path in found.iter().filter(|path| path.file_name() != own) {
        for (number, line) in fs::read_to_string(path).unwrap().lines().enumerate() {
            stumbles.extend(
                turns(line)
                    .map(|(turn, instead)| format!("{}:{}: “{turn}”; write: {instead}", path.display(), number + 1)),
            );
        }
    }
    assert!(stumbles.is_empty(), "{stumbles:#?}");
}

#[test]
fn a_turn_is_told_from_good_english() {
    let found = |line| turns(line).map(|(turn, _)| *turn).collect::<Vec<_>>();
    assert_eq!(found("/// A page of more bytes is none."), ["is none"]);
    assert_eq!(found("Hits at most; 10 unless said."), ["unless said"]);
    assert!(found("The default, where there is none; someone who has the command").is_empty());
}
