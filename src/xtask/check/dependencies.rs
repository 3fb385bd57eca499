//! What the wasm module is made of: its dependencies, compared with the list that was reviewed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::tools::files;
use crate::tools::workspace::Workspace;

const PACKAGE: &str = "findlet-wasm";

/// Prints the dependencies and compares them with the snapshot, or rewrites it.
pub fn run(workspace: &Workspace, update: bool) -> Result<()> {
    let direct = tree(workspace, &["--depth", "1"])?;
    let all = tree(workspace, &[])?;
    println!("direct: {}", join(&direct));
    println!("all {}: {}", all.len(), join(&all));
    let path = snapshot_path(workspace);
    if update {
        return files::write(&path, lines(&all));
    }
    match difference(&files::read_text(&path).unwrap_or_default(), &all) {
        None => Ok(()),
        Some(difference) => bail!(
            "the dependencies of {PACKAGE} are not those in {}: {difference}\n  What to do: take the new one out, or \
             argue for it in docs/engine-bytes.md and run `cargo xtask deps --update`",
            path.display()
        ),
    }
}

fn snapshot_path(workspace: &Workspace) -> PathBuf {
    workspace.root().join("src/wasm/dependencies.txt")
}

/// The packages that are compiled for or into the module, macros included, build scripts' not.
fn tree(workspace: &Workspace, depth: &[&str]) -> Result<BTreeSet<String>> {
    let output = workspace
        .cargo("tree")
        .args(["--package", PACKAGE, "--target", "wasm32-unknown-unknown", "--edges", "normal", "--prefix", "none"])
        .args(depth)
        .text()?;
    Ok(names(&output))
}

/// The names in cargo's list, which has `name v1.2.3 (and more)` on each line, without our own.
fn names(tree: &str) -> BTreeSet<String> {
    let first_words = tree.lines().filter_map(|line| line.split_whitespace().next());
    first_words.filter(|name| *name != PACKAGE).map(str::to_owned).collect()
}

/// What is new and what is gone, if anything.
fn difference(snapshot: &str, found: &BTreeSet<String>) -> Option<String> {
    let reviewed: BTreeSet<String> = snapshot.lines().map(str::to_owned).collect();
    let added = found.difference(&reviewed).map(|name| format!("+{name}"));
    let removed = reviewed.difference(found).map(|name| format!("-{name}"));
    let changes: Vec<String> = added.chain(removed).collect();
    (!changes.is_empty()).then(|| changes.join(" "))
}

fn lines(names: &BTreeSet<String>) -> String {
    names.iter().flat_map(|name| [name, "\n"]).collect()
}

fn join(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{difference, lines, names};

    const TREE: &str = "\
findlet-wasm v0.1.0 (/somewhere/src/wasm)
wasm-bindgen v0.2.130
wasm-bindgen-macro v0.2.130 (proc-macro)
findlet-core v0.1.0 (/somewhere/src/core)
wasm-bindgen v0.2.130 (*)
";

    #[test]
    fn names_are_sorted_and_unique() {
        assert_eq!(lines(&names(TREE)), "findlet-core\nwasm-bindgen\nwasm-bindgen-macro\n");
    }

    #[test]
    fn differences_are_named_both_ways() {
        let found = names(TREE);
        assert_eq!(difference(&lines(&found), &found), None);
        let old = "findlet-core\nserde\nwasm-bindgen\n";
        assert_eq!(difference(old, &found).as_deref(), Some("+wasm-bindgen-macro -serde"));
    }
}
