//! Folders of Markdown and text.

use serde_json::json;

use super::{built, files, found, left_out, run, site, write};

const ARTICLES: [(&str, &[u8]); 3] = [
    ("a.txt", b"The bridge over the river was opened.\n\nIt carries the road."),
    ("notes/b.md", b"---\ntitle: Ferries\n---\nFerries cross the river at night."),
    ("notes/c.markdown", "# Phở\n\nA soup.".as_bytes()),
];

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_folder_of_texts_becomes_searchable() {
    let site = site(&ARTICLES);
    let summary = built(site.path(), &[]);
    let written = files(&site.path().join("findlet")).len();
    assert_eq!((&summary["documents"], &summary["files"]), (&json!(3), &json!(written)));
    let shown = run(&["search", "--index", "findlet", "river bridge"], site.path(), 0).0;
    assert!(shown.starts_with("2 documents match"), "{shown}");
    assert!(shown.contains("1. The bridge over the river was opened"), "{shown}");
    assert!(shown.contains("notes/b.md") && shown.contains("missing: bridge"), "{shown}");
    run(&["search", "--index", "findlet", "zebra"], site.path(), 1);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn the_answer_is_printed_as_json() {
    let site = site(&ARTICLES);
    built(site.path(), &[]);
    let printed = run(&["search", "--index", "findlet", "--json", "pho"], site.path(), 0).0;
    let answer: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!((&answer["total"], &answer["complete"]), (&json!(1), &json!(true)));
    assert_eq!(answer["hits"][0]["card"]["titleRanges"], json!([[0, 3]]));
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn beside_pages_texts_are_downloads_unless_they_are_asked_for() {
    let site = site(&ARTICLES);
    write(site.path(), "index.html", b"<p>A river.");
    built(site.path(), &[]);
    assert_eq!(found(site.path(), "river", &[]), ["./"]);
    built(site.path(), &["--sources", "html,markdown"]);
    let mut all = found(site.path(), "river", &[]);
    all.sort();
    assert_eq!(all, ["./", "notes/b.md"]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn what_gives_nothing_is_named_and_counted() {
    let site = site(&[
        ("a.txt", b"text"),
        ("b.txt", b"caf\xE9"),
        ("c.txt", b" \n"),
        ("d.md", b"---\ntitle: [\n---\nx"),
        ("e.pdf", b"x"),
    ]);
    let summary = built(site.path(), &[]);
    let expected = [("b.txt", "not UTF-8"), ("c.txt", "empty"), ("d.md", "front matter")];
    assert_eq!(left_out(&summary), expected.map(|(name, reason)| (name.to_owned(), reason.to_owned())));
    let (printed, said) = run(&["build", ".", "-v"], site.path(), 0);
    assert!(
        said.contains("left out b.txt: it is not UTF-8 at byte 3") && said.contains("left out d.md: its front"),
        "{said}"
    );
    assert!(printed.contains("  empty: c.txt: there is no text in it"), "{printed}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn the_same_folder_gives_the_same_bytes_however_many_threads_work() {
    let one = site(&ARTICLES);
    let two = site(&ARTICLES);
    for form in ["embedded", "sharded"] {
        built(one.path(), &["--form", form, "--threads", "1", "--single-file"]);
        built(two.path(), &["--form", form, "--threads", "4", "--single-file", "--memory", "1"]);
        let names = files(&one.path().join("findlet"));
        assert_eq!(names, files(&two.path().join("findlet")));
        for name in names {
            let read = |site: &tempfile::TempDir| std::fs::read(site.path().join("findlet").join(&name)).unwrap();
            assert!(read(&one) == read(&two), "{form}: {name}");
        }
    }
}
