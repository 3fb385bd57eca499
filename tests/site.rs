//! `findlet build` and `findlet search` on folders, as a site owner runs them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn findlet(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_findlet")).args(arguments).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Makes a folder with `files`.
fn site(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

#[cfg(not(has_engine))]
#[test]
fn without_its_engine_the_command_says_how_to_get_it() {
    let site = site(&[("a.txt", b"text")]);
    let done = findlet(&["build", ".", "--out", "out"], site.path());
    assert_eq!(done.status.code(), Some(2));
    assert!(text(&done.stderr).contains("cargo xtask cli"), "{done:?}");
}

#[test]
fn searching_what_is_no_index_says_so() {
    let site =
        site(&[("a.txt", b"text"), ("page.wasm", b"<!doctype html>"), ("empty/findlet.wasm", b"\0asm\x01\0\0\0")]);
    for (index, expected) in
        [("nowhere", "cannot read nowhere"), ("page.wasm", "not a wasm module"), ("empty", "without an index")]
    {
        let done = findlet(&["search", "--index", index, "text"], site.path());
        assert_eq!(done.status.code(), Some(2), "{index}");
        assert!(text(&done.stderr).contains(expected), "{index}: {done:?}");
    }
}

#[test]
fn what_is_asked_for_wrongly_is_refused() {
    let site = site(&[("a.txt", b"text")]);
    for (arguments, expected) in [
        (&["build", "--out", "out"][..], "<FOLDER|--jsonl <FILE>>"),
        (&["build", ".", "--jsonl", "docs.jsonl", "--out", "out"], "cannot be used with"),
        (&["search", "--index", "out"], "<QUERY|--batch <FILE>>"),
        (&["search", "--index", "out", "x", "--batch", "queries.tsv"], "cannot be used with"),
        (&["search", "--index", "out", "x", "--format", "json"], "cannot be used with"),
        (&["search", "--index", "out", "x", "--filter", "topic"], "write a name, `=` and a value"),
    ] {
        let done = findlet(arguments, site.path());
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        assert!(text(&done.stderr).contains(expected), "{arguments:?}: {done:?}");
    }
}

#[cfg(has_engine)]
mod with_engine {
    use super::*;

    const ARTICLES: [(&str, &[u8]); 3] = [
        ("a.txt", b"date 2024-05-06 A bridge. (Photo: VNA)\n\nThe bridge over the river was opened.\n\nVNA"),
        ("notes/b.md", b"---\ntitle: Ferries\n---\nFerries cross the river at night."),
        ("notes/c.markdown", "# Phở\n\nA soup.".as_bytes()),
    ];

    #[test]
    fn a_folder_becomes_a_searchable_folder() {
        let site = site(&ARTICLES);
        let built = findlet(&["build", ".", "--out", "out"], site.path());
        assert_eq!(built.status.code(), Some(0), "{built:?}");
        assert!(text(&built.stdout).starts_with("indexed 3 documents, skipped 0;"), "{built:?}");
        let mut names: Vec<String> = fs::read_dir(site.path().join("out"))
            .unwrap()
            .map(|entry| text(entry.unwrap().file_name().as_encoded_bytes()))
            .collect();
        names.sort();
        let expected = ["classic.js", "css", "engine.js", "js", "load.js", "sw.js", "wasm"];
        assert_eq!(names, expected.map(|name| format!("findlet.{name}")));

        let found = findlet(&["search", "--index", "out", "river bridge"], site.path());
        assert_eq!(found.status.code(), Some(0));
        let shown = text(&found.stdout);
        assert!(
            shown.starts_with("2 documents match")
                && shown.contains("1. The bridge over the river was opened  2024-05-06"),
            "{shown}"
        );
        assert!(shown.contains("notes/b.md") && shown.contains("missing: bridge"), "{shown}");
        assert_eq!(findlet(&["search", "--index", "out", "zebra"], site.path()).status.code(), Some(1));
    }

    #[test]
    fn the_answer_is_printed_as_json() {
        let site = site(&ARTICLES);
        findlet(&["build", ".", "--out", "out"], site.path());
        let found = findlet(&["search", "--index", "out/findlet.wasm", "--json", "pho"], site.path());
        let answer: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
        assert_eq!((&answer["total"], &answer["complete"]), (&1.into(), &true.into()));
        assert_eq!(answer["hits"][0]["card"]["titleRanges"], serde_json::json!([[0, 3]]));
    }

    #[test]
    fn files_that_give_nothing_are_named_and_counted() {
        let site = site(&[
            ("a.txt", b"text"),
            ("b.txt", b"caf\xE9"),
            ("c.txt", b" \n"),
            ("d.md", b"---\ntitle: [\n---\nx"),
            ("e.html", b"x"),
        ]);
        let built = findlet(&["build", ".", "--out", "out"], site.path());
        assert!(text(&built.stdout).starts_with("indexed 1 documents, skipped 3;"), "{built:?}");
        let said = text(&built.stderr);
        assert!(said.contains("skipped b.txt: it is not UTF-8 at byte 3"), "{said}");
        assert!(
            said.contains("skipped c.txt: there is no text in it") && said.contains("skipped d.md: its front matter"),
            "{said}"
        );
    }

    #[test]
    fn nothing_to_index_writes_nothing() {
        let site = site(&[("a.html", b"x"), (".hidden.txt", b"secret")]);
        let built = findlet(&["build", ".", "--out", "out"], site.path());
        assert_eq!(built.status.code(), Some(1), "{built:?}");
        assert!(!site.path().join("out").exists());
    }

    #[test]
    fn building_again_replaces_and_never_indexes_its_own_output() {
        let site = site(&[("a.txt", b"one")]);
        assert_eq!(findlet(&["build", ".", "--out", "out"], site.path()).status.code(), Some(0));
        fs::write(site.path().join("a.txt"), "two").unwrap();
        assert_eq!(findlet(&["build", ".", "--out", "out"], site.path()).status.code(), Some(0));
        assert_eq!(findlet(&["search", "--index", "out", "two"], site.path()).status.code(), Some(0));
        assert_eq!(findlet(&["search", "--index", "out", "one"], site.path()).status.code(), Some(1));
    }

    #[test]
    fn a_folder_with_other_files_is_never_replaced() {
        let site = site(&[("a.txt", b"one"), ("out/mine.txt", b"precious")]);
        let built = findlet(&["build", ".", "--out", "out"], site.path());
        assert_eq!(built.status.code(), Some(2));
        assert!(text(&built.stderr).contains("out holds mine.txt, which findlet did not write"), "{built:?}");
        assert_eq!(fs::read(site.path().join("out/mine.txt")).unwrap(), b"precious");
    }

    #[test]
    fn the_same_folder_gives_the_same_bytes() {
        let site = site(&ARTICLES);
        for out in ["one", "two"] {
            assert_eq!(findlet(&["build", "notes", "--out", out], site.path()).status.code(), Some(0));
        }
        for entry in fs::read_dir(site.path().join("one")).unwrap() {
            let name = entry.unwrap().file_name();
            let read = |out: &str| fs::read(site.path().join(out).join(&name)).unwrap();
            assert!(read("one") == read("two"), "{}", name.display());
        }
    }

    const DOCUMENTS: &[u8] = r##"{"id": "1", "url": "boats.html", "title": "Boats", "text": "Boats by the hour.", "date": "2024-05-06", "facets": {"topic": "water"}}
{"id": "pool 2", "title": "The pool", "text": "Swim by the hour.\n\nBring a towel.", "date": "2023-01-01", "facets": {"topic": ["water", "sport"]}, "sections": [{"id": "lessons", "title": "Swimming lessons", "text": "For beginners."}]}
{"id": "1", "title": "Again"}
{"title": "Nameless"}
"##
    .as_bytes();

    /// Makes a site of [`DOCUMENTS`] and some queries, and builds it.
    fn site_of_documents() -> TempDir {
        let site = site(&[("docs.jsonl", DOCUMENTS), ("queries.tsv", b"b\thour\nbad\ns\tswiming \nz\tzebra\n")]);
        let built = findlet(&["build", "--jsonl", "docs.jsonl", "--out", "out"], site.path());
        assert_eq!(built.status.code(), Some(0), "{built:?}");
        assert!(text(&built.stdout).starts_with("indexed 2 documents, skipped 2;"), "{built:?}");
        let said = text(&built.stderr);
        assert!(said.contains("skipped line 3: line 1 is \"1\" already"), "{said}");
        assert!(said.contains("skipped line 4: it is no document in JSON: missing field `id`"), "{said}");
        site
    }

    #[test]
    fn a_file_of_documents_becomes_a_searchable_folder() {
        let site = site_of_documents();
        let found = text(&findlet(&["search", "--index", "out", "lessons"], site.path()).stdout);
        assert!(found.contains("pool 2") && found.contains("#lessons  Swimming lessons"), "{found}");
        fs::write(site.path().join("docs.jsonl"), "[]\n").unwrap();
        let built = findlet(&["build", "--jsonl", "docs.jsonl", "--out", "none"], site.path());
        assert_eq!(built.status.code(), Some(1));
        assert!(
            text(&built.stderr).contains("nothing to index in docs.jsonl: no line of it is a document"),
            "{built:?}"
        );
    }

    #[test]
    fn a_batch_gives_a_run_that_programs_judge() {
        let site = site_of_documents();
        let run = findlet(&["search", "--index", "out", "--batch", "queries.tsv"], site.path());
        assert_eq!(run.status.code(), Some(0), "{run:?}");
        let expected = ["b Q0 1 1 2 findlet", "b Q0 pool%202 2 1 findlet", "s Q0 pool%202 1 1 findlet"];
        assert_eq!(text(&run.stdout).lines().collect::<Vec<_>>(), expected);
        assert!(text(&run.stderr).contains("skipped line 2: it has no tab"), "{run:?}");
    }

    #[test]
    fn a_batch_gives_whole_answers_too() {
        let site = site_of_documents();
        let run = findlet(&["search", "--index", "out", "--batch", "queries.tsv", "--format", "json"], site.path());
        let answers: Vec<serde_json::Value> =
            text(&run.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(answers.iter().map(|answer| &answer["id"]).collect::<Vec<_>>(), ["b", "s", "z"]);
        assert_eq!(answers[1]["answer"]["corrected"], "swimming ");
        assert_eq!(answers[2]["answer"]["total"], 0);
    }

    #[test]
    fn hits_are_filtered_counted_and_ordered() {
        let site = site_of_documents();
        let search = |arguments: &[&str]| findlet(&[&["search", "--index", "out"], arguments].concat(), site.path());
        let all = text(&search(&["hour", "--facets", "topic", "--sort", "date"]).stdout);
        assert!(all.contains("topic: water (2), sport (1)\n\n1. The pool"), "{all}");
        for narrow in [["--filter", "topic=sport"], ["--range", "date=..2023-12-31"]] {
            let one = text(&search(&[&[""], &narrow[..]].concat()).stdout);
            assert!(one.starts_with("1 document matches") && one.contains("1. The pool"), "{narrow:?}: {one}");
        }
        let unknown = search(&["hour", "--facets", "color"]);
        assert_eq!(unknown.status.code(), Some(2));
        assert!(
            text(&unknown.stderr).contains("no color; it has the facets topic, and to sort by date"),
            "{unknown:?}"
        );
    }

    #[test]
    fn a_hit_is_explained_word_by_word() {
        let site = site_of_documents();
        let shown = text(&findlet(&["search", "--index", "out", "boats ", "--explain"], site.path()).stdout);
        assert!(shown.contains("boats = boats (exact)  idf "), "{shown}");
        let json = findlet(&["search", "--index", "out", "boats ", "--explain", "--json"], site.path());
        let answer: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
        assert_eq!(answer["hits"][0]["explanation"][0]["kind"], "exact");
    }

    #[test]
    fn another_sites_files_contain_nothing_of_the_seeds() {
        let site = site(&[("a.txt", b"text")]);
        findlet(&["build", ".", "--out", "out"], site.path());
        for entry in fs::read_dir(site.path().join("out")).unwrap() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
            for word in ["HCMC", "hcmc", "Politburo", "politburo", "7728ffda027788d3", "a9c89a3b8fba4a44"] {
                assert!(!holds(word), "{} holds {word}", path.display());
            }
        }
    }
}

#[test]
fn published_crates_contain_nothing_of_the_seeds() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
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
