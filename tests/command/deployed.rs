//! The folder that is deployed: its layout, what looks into it, and what finds it damaged.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::{ASSETS, built, files, found, page, run, site, write};

/// A site in two languages, and a page that states none.
fn two_languages() -> tempfile::TempDir {
    let vietnamese = "<html lang=vi><h1>Cầu</h1><p>Cây cầu qua sông river.".as_bytes();
    site(&[
        ("a.html", &page("", "Bridge", "Over the river.")),
        ("b.html", &page("", "Boat", "On the river.")),
        ("c.html", vietnamese),
        ("d.html", b"<h1>9</h1><p>9 river"),
    ])
}

fn pointer(folder: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(folder.join("findlet/findlet.json")).unwrap()).unwrap()
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn one_index_serves_all_languages_or_each_its_own() {
    let site = two_languages();
    built(site.path(), &[]);
    let together = pointer(site.path());
    assert_eq!((&together["default"], together["indexes"].as_object().unwrap().len()), (&json!("en"), 1));
    assert_eq!(found(site.path(), "river", &[]).len(), 4);

    for form in ["embedded", "sharded"] {
        let summary = built(site.path(), &["--languages", "each", "--form", form]);
        assert_eq!(summary["languages"], json!({ "en": 2, "und": 1, "vi": 1 }));
        assert_eq!(pointer(site.path())["indexes"].as_object().unwrap().keys().collect::<Vec<_>>(), ["en", "vi"]);
        let mut main = found(site.path(), "river", &[]);
        main.sort();
        assert_eq!(main, ["a.html", "b.html", "d.html"], "{form}");
        assert_eq!(found(site.path(), "cau", &["--lang", "vi-VN"]), ["c.html"], "{form}");
        let (_, said) = run(&["search", "--index", "findlet", "river", "--lang", "fr"], site.path(), 0);
        assert!(said.contains("fr has no index; pages in it are in that of en"), "{said}");
        let (_, said) = run(&["inspect", "findlet", "--lang", "fr"], site.path(), 2);
        assert!(said.contains("there is no index for fr; there are en, vi"), "{said}");
        let mut some = found(site.path(), "river", &["--lang", "*"]);
        assert_eq!(some.pop().as_deref(), Some("c.html"), "other languages come last");
        assert_eq!(found(site.path(), "", &["--lang", "*", "--offset", "1"]).len(), 3, "{form}");
        let last = found(site.path(), "river", &["--lang", "*", "--offset", "3"]);
        assert_eq!(last, ["c.html"], "{form}");
        run(&["check", "findlet"], site.path(), 0);
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_small_index_travels_in_the_engine_and_a_large_one_in_parts() {
    let site = two_languages();
    let summary = built(site.path(), &[]);
    let folder = summary["indexes"][0]["folder"].as_str().unwrap().to_owned();
    let mut expected = vec!["findlet.json".to_owned(), format!("{folder}/findlet.wasm")];
    // What www/ makes, by the folder that the command carries: tests/wasm compares it with the sources.
    let assets = ASSETS.expect("the command carries them");
    for path in files(Path::new(assets)).iter().filter(|path| !path.starts_with("engine/")) {
        expected.push(path.strip_prefix("index/").map_or_else(|| path.clone(), |name| format!("{folder}/{name}")));
    }
    expected.push("search.html".to_owned());
    expected.sort();
    assert_eq!(files(&site.path().join("findlet")), expected);

    let words =
        |at: usize| (0..400).map(|word| format!("w{:x}", at * 7919 + word * 104_729)).collect::<Vec<_>>().join(" ");
    (0..60).for_each(|at| write(site.path(), &format!("long/{at}.html"), &page("", "Long", &words(at))));
    let summary = built(site.path(), &[]);
    assert_eq!(summary["indexes"][0]["sharded"], true, "{summary}");
    assert_eq!(found(site.path(), "river", &[]).len(), 4);
    let classic = fs::metadata(site.path().join("findlet/findlet.classic.js")).unwrap().len();
    built(site.path(), &["--single-file"]);
    let single = fs::metadata(site.path().join("findlet/findlet.classic.js")).unwrap().len();
    assert!(single > classic + 100_000, "{single} against {classic}");
    let (_, said) = run(&["build", ".", "--single-file", "--languages", "each"], site.path(), 2);
    assert!(said.contains("one file holds one index, and there are 2"), "{said}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn the_widget_knows_where_the_index_lies() {
    let site = two_languages();
    built(site.path(), &[]);
    let folder = pointer(site.path())["indexes"]["en"]["folder"].as_str().unwrap().to_owned();
    let shell = fs::read_to_string(site.path().join("findlet/findlet.js")).unwrap();
    assert!(shell.contains(&folder) && !shell.contains("FINDLET_INDEXES"));
    let worker = fs::read_to_string(site.path().join("findlet/findlet.sw.js")).unwrap();
    assert!(!worker.contains("FINDLET_VERSION"));
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn texts_that_stay_keep_their_files() {
    let long = |word: &str| {
        let words: Vec<String> =
            (0..3000).map(|at: u32| format!("{word}{:x}", at.wrapping_mul(2_654_435_769))).collect();
        page("", word, &words.join(" "))
    };
    let site = site(&[("a.html", &long("river")), ("b.html", &long("bridge"))]);
    built(site.path(), &["--form", "sharded"]);
    let texts = || {
        fs::read_dir(site.path().join("findlet/texts"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect::<Vec<_>>()
    };
    let before = texts();
    write(site.path(), "b.html", &long("ferry"));
    built(site.path(), &["--form", "sharded"]);
    assert!(texts().iter().any(|text| before.contains(text)), "{before:?}");
    run(&["check", "findlet"], site.path(), 0);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_check_finds_what_is_missing_damaged_or_too_much() {
    let site = two_languages();
    for form in ["embedded", "sharded"] {
        built(site.path(), &["--form", form]);
        let (printed, _) = run(&["check", "findlet"], site.path(), 0);
        assert!(printed.starts_with("findlet is whole: 4 documents"), "{printed}");
        let out = site.path().join("findlet");
        for name in files(&out).into_iter().filter(|name| name != "findlet.json") {
            let path = out.join(&name);
            let bytes = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            let (printed, _) = run(&["check", "findlet"], site.path(), 1);
            assert!(printed.contains(name.rsplit('/').next().unwrap()), "{name} is gone: {printed}");
            let is_checked = name.contains('/');
            if is_checked {
                let mut damaged = bytes.clone();
                damaged[bytes.len() / 2] ^= 1;
                fs::write(&path, damaged).unwrap();
                run(&["check", "findlet"], site.path(), 1);
            }
            fs::write(&path, bytes).unwrap();
        }
        write(&out, "0123456789abcdef/findlet.wasm", b"old");
        let (printed, _) = run(&["check", "findlet", "--json"], site.path(), 1);
        let findings: serde_json::Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(findings["problems"], json!(["0123456789abcdef/findlet.wasm belongs to no index"]));
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn an_index_shows_what_is_in_it() {
    let site = two_languages();
    for form in ["embedded", "sharded"] {
        built(site.path(), &["--form", form]);
        let (printed, _) = run(&["inspect", "findlet", "--json"], site.path(), 0);
        let contents: serde_json::Value = serde_json::from_str(&printed).unwrap();
        assert_eq!((&contents["documents"], &contents["languages"]["en"]), (&json!(4), &json!(2)), "{contents}");
        assert_eq!(contents["longestLists"][0], json!({ "name": "river (word)", "count": 4 }), "{contents}");
        assert!(contents["sizes"][1]["raw"].as_u64().unwrap() > 0, "{contents}");
        let (shown, _) = run(&["inspect", "findlet"], site.path(), 0);
        assert!(shown.starts_with("documents   4: ") && shown.contains("longest texts\n"), "{shown}");
        let (shown, _) = run(&["inspect", "findlet", "--term", "River"], site.path(), 0);
        assert!(shown.starts_with("river (word), 4 documents, shard 0\n"), "{shown}");
        run(&["inspect", "findlet", "--term", "zebra"], site.path(), 1);
    }
}
