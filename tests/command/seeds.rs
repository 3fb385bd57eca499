//! Nothing of the demo's articles in what others get.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{built, files, site, text};

/// Characters of a line that no other text begins with.
const TELLING: usize = 40;

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src")
}

/// Returns the names of the demo's articles, and how their long lines begin.
fn traces() -> Vec<String> {
    let folder = sources().join("../seeds");
    let articles = files(&folder).into_iter().filter(|name| name != "README.md" && name != "synonyms.txt");
    let traces = articles.flat_map(|name| {
        let article = text(&fs::read(folder.join(&name)).unwrap());
        let lines = article.lines().map(str::trim).filter(|line| line.chars().count() > TELLING);
        let begins: Vec<String> = lines.map(|line| line.chars().take(TELLING).collect()).collect();
        let stem = name.rsplit_once('.').map_or(name.clone(), |(stem, _)| stem.to_owned());
        begins.into_iter().chain([stem])
    });
    traces.collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn another_sites_files_contain_nothing_of_the_seeds() {
    let site = site(&[("a.txt", b"text")]);
    built(site.path(), &["--single-file"]);
    for name in files(&site.path().join("findlet")) {
        let bytes = fs::read(site.path().join("findlet").join(&name)).unwrap();
        let found: Vec<String> = traces().into_iter().filter(|trace| holds(&bytes, trace)).collect();
        assert!(found.is_empty(), "{name} holds {found:?}");
    }
}

#[test]
fn published_crates_contain_nothing_of_the_seeds() {
    let traces = traces();
    for (package, folder) in [("findlet", "cli"), ("findlet-core", "core"), ("findlet-indexer", "indexer")] {
        let listed = Command::new(env!("CARGO"))
            .args(["package", "--list", "--allow-dirty", "--offline", "--package", package])
            .current_dir(sources())
            .output()
            .unwrap();
        assert!(listed.status.success(), "{listed:?}");
        let names = text(&listed.stdout);
        assert!(names.lines().count() > 5, "{package}: {names}");
        // Files that cargo makes itself, such as Cargo.toml.orig, have no source.
        for path in names.lines().map(|name| sources().join(folder).join(name)).filter(|path| path.exists()) {
            let content = fs::read(&path).unwrap();
            let found: Vec<&String> = traces.iter().filter(|trace| holds(&content, trace)).collect();
            assert!(found.is_empty(), "{} holds {found:?}", path.display());
        }
    }
}
