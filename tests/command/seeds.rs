//! Nothing of the demo's articles in what others get.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::text;

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn another_sites_files_contain_nothing_of_the_seeds() {
    let site = super::site(&[("a.txt", b"text")]);
    super::built(site.path(), &["--single-file"]);
    for name in super::files(&site.path().join("findlet")) {
        let bytes = fs::read(site.path().join("findlet").join(&name)).unwrap();
        let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        for word in ["HCMC", "hcmc", "Politburo", "politburo", "7728ffda027788d3", "a9c89a3b8fba4a44"] {
            assert!(!holds(word), "{name} holds {word}");
        }
    }
}

#[test]
fn published_crates_contain_nothing_of_the_seeds() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src");
    for (package, folder) in [("findlet", "cli"), ("findlet-core", "core"), ("findlet-indexer", "indexer")] {
        let listed = Command::new(env!("CARGO"))
            .args(["package", "--list", "--allow-dirty", "--offline", "--package", package])
            .current_dir(&sources)
            .output()
            .unwrap();
        assert!(listed.status.success(), "{listed:?}");
        let names = text(&listed.stdout);
        assert!(names.lines().count() > 5, "{package}: {names}");
        // Files that cargo makes itself, such as Cargo.toml.orig, have no source.
        let files = names.lines().map(|name| sources.join(folder).join(name)).filter(|path| path.exists());
        for path in files {
            let content = text(&fs::read(&path).unwrap());
            for word in ["HCMC", "Politburo", "Phan Van Mai", "7728ffda027788d3", "a9c89a3b8fba4a44"] {
                assert!(!content.contains(word), "{} holds {word}", path.display());
            }
        }
    }
}
