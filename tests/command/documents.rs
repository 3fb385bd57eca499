//! JSON lines, and the searches that narrow and judge.

use std::fs;

use tempfile::TempDir;

use super::{built, page, run, site, write};

const DOCUMENTS: &[u8] = r#"{"id": "1", "url": "boats.html", "title": "Boats", "text": "Boats by the hour.", "date": "2024-05-06", "facets": {"topic": "water"}}
{"id": "pool 2", "title": "The pool", "text": "Swim by the hour.\n\nBring a towel.", "date": "2023-01-01", "facets": {"topic": ["water", "sport"]}, "sections": [{"id": "lessons", "title": "Swimming lessons", "text": "For beginners."}]}
{"id": "1", "title": "Again"}
{"title": "Nameless"}
"#
.as_bytes();

/// Makes a site of [`DOCUMENTS`] and some queries, and builds it.
fn site_of_documents() -> TempDir {
    let site = site(&[("docs.jsonl", DOCUMENTS), ("queries.tsv", b"b\thour\nbad\ns\tswiming \nz\tzebra\n")]);
    let (printed, said) = run(&["build", "--jsonl", "docs.jsonl", "--out", "out"], site.path(), 0);
    assert!(printed.starts_with("2 pages indexed from "), "{printed}");
    assert!(said.contains("left out docs.jsonl line 3: line 1 is \"1\" already"), "{said}");
    assert!(said.contains("left out docs.jsonl line 4: it is not a document in JSON: missing field `id`"), "{said}");
    site
}

fn search(site: &TempDir, arguments: &[&str]) -> String {
    run(&[&["search", "--index", "out"], arguments].concat(), site.path(), 0).0
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_file_of_documents_becomes_searchable() {
    let site = site_of_documents();
    let found = search(&site, &["lessons"]);
    assert!(found.contains("pool 2") && found.contains("#lessons  Swimming lessons"), "{found}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn documents_stand_beside_pages_and_an_address_is_given_once() {
    let site = site(&[("docs.jsonl", DOCUMENTS), ("public/boats.html", b"<p>Rowing"), ("public/a.html", b"<p>Rowing")]);
    let (printed, said) = run(&["build", "public", "--jsonl", "docs.jsonl", "--out", "out"], site.path(), 0);
    assert!(printed.starts_with("3 pages"), "{printed}");
    assert!(said.contains("left out boats.html: its address, boats.html, is that of boats.html already"), "{said}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn without_documents_nothing_is_written() {
    let site = site(&[("docs.jsonl", b"[]\n")]);
    let (_, said) = run(&["build", "--jsonl", "docs.jsonl", "--out", "none"], site.path(), 1);
    assert!(said.contains("nothing to index in docs.jsonl: left out 1 not JSON"), "{said}");
    assert!(!site.path().join("none").exists());
    let (_, said) = run(&["build", "--jsonl", "docs.jsonl"], site.path(), 2);
    assert!(said.contains("name the folder to write with --out"), "{said}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_batch_gives_a_run_that_programs_judge() {
    let site = site_of_documents();
    let (printed, said) = run(&["search", "--index", "out", "--batch", "queries.tsv"], site.path(), 0);
    let expected = ["b Q0 1 1 2 findlet", "b Q0 pool%202 2 1 findlet", "s Q0 pool%202 1 1 findlet"];
    assert_eq!(printed.lines().collect::<Vec<_>>(), expected);
    assert!(said.contains("skipped line 2: it has no tab"), "{said}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_batch_gives_whole_answers_too() {
    let site = site_of_documents();
    let printed = search(&site, &["--batch", "queries.tsv", "--format", "json"]);
    let answers: Vec<serde_json::Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.iter().map(|answer| &answer["id"]).collect::<Vec<_>>(), ["b", "s", "z"]);
    assert_eq!(answers[1]["answer"]["corrected"], "swimming ");
    assert_eq!(answers[2]["answer"]["total"], 0);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn hits_are_filtered_counted_and_ordered() {
    let site = site_of_documents();
    for form in ["embedded", "sharded"] {
        run(&["build", "--jsonl", "docs.jsonl", "--out", "out", "--form", form], site.path(), 0);
        let all = search(&site, &["hour", "--facets", "topic", "--sort", "date"]);
        assert!(all.contains("topic: water (2), sport (1)\n\n1. The pool"), "{form}: {all}");
        for narrow in [["--filter", "topic=sport"], ["--range", "date=..2023-12-31"]] {
            let one = search(&site, &[&[""], &narrow[..]].concat());
            assert!(one.starts_with("1 document\n") && one.contains("1. The pool"), "{narrow:?}: {one}");
        }
        let (_, said) = run(&["search", "--index", "out", "hour", "--facets", "color"], site.path(), 2);
        assert!(said.contains("no color; it has the facets topic, and to sort by date"), "{said}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_hit_is_explained_word_by_word() {
    let site = site_of_documents();
    let shown = search(&site, &["boats ", "--explain"]);
    assert!(shown.contains("boats = boats (as typed)  idf "), "{shown}");
    let json = search(&site, &["boats ", "--explain", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(answer["hits"][0]["explanation"][0]["kind"], "exact");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn words_that_mean_the_same_are_read_from_a_file() {
    let site = site_of_documents();
    write(site.path(), "synonyms.txt", b"vessel => boats\n");
    write(site.path(), "findlet.toml", b"jsonl = 'docs.jsonl'\nout = 'out'\nsynonyms = 'synonyms.txt'\n");
    run(&["build", "--quiet"], site.path(), 0);
    assert!(search(&site, &["vessel "]).contains("boats.html"));
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn assistants_get_a_list_of_the_pages_and_all_their_texts() {
    let site = site(&[
        ("index.html", &page("<meta name=description content='All about boats'>", "Boats", "Every boat floats")),
        ("docs/keel.html", &page("", "The keel", "It holds</p><h2 id=why>Why</h2><p>The course.")),
        ("hidden.html", &page("<meta name=robots content=noindex>", "Hidden", "Nobody sees it")),
    ]);
    built(site.path(), &["--llms", "--base-url", "https://boats.example/"]);
    let read = |name: &str| fs::read_to_string(site.path().join(name)).unwrap();
    let (list, texts) = (read("llms.txt"), read("llms-full.txt"));
    assert!(list.starts_with("# Boats\n\n> All about boats\n\n"), "{list}");
    assert!(list.contains("\n## docs\n\n- [The keel](https://boats.example/docs/keel.html): The course.\n"), "{list}");
    let keel = "# The keel\n\n<https://boats.example/docs/keel.html>\n\nIt holds\n\n## Why\n\nThe course.\n";
    assert!(texts.contains(keel) && texts.contains("Every boat floats"), "{texts}");
    assert!(!list.contains("Hidden") && !texts.contains("Nobody"), "noindex is respected");
    // Built again, the files are the same, and are no pages.
    built(site.path(), &["--llms", "--base-url", "https://boats.example/", "--sources", "html,text"]);
    assert_eq!((read("llms.txt"), read("llms-full.txt")), (list, texts));
    // What somebody else wrote stays.
    write(site.path(), "llms.txt", b"# Mine\n");
    let (_, said) = run(&["build", ".", "--llms"], site.path(), 2);
    assert!(said.contains("llms.txt is there, and findlet did not write it"), "{said}");
    assert_eq!(read("llms.txt"), "# Mine\n");
}
