//! Sites whose pages are there in several versions: the reader's own is found, the others are named beside it.

use super::{built, found, page, run, site};

/// Documentation of the current version, an old and a coming one, and a blog.
fn versions() -> tempfile::TempDir {
    site(&[
        ("docs/oaks.html", &page("", "Oaks", "They grow on clay, mostly.")),
        ("docs/elms.html", &page("", "Elms", "They grow on chalk.")),
        ("docs/4.2/oaks.html", &page("", "Oaks", "They grew on clay and marl.")),
        ("docs/4.2/elms.html", &page("", "Elms", "They grow on chalk.")),
        ("docs/4.2/yews.html", &page("", "Yews", "They grew on clay too.")),
        ("docs/next/oaks.html", &page("", "Oaks", "They will grow on clay.")),
        ("blog/4.2/index.html", &page("", "News of 4.2", "Clay is back.")),
    ])
}

fn sorted(mut urls: Vec<String>) -> Vec<String> {
    urls.sort();
    urls
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_reader_gets_the_page_of_the_own_version_once() {
    let site = versions();
    for form in ["embedded", "sharded"] {
        assert_eq!(built(site.path(), &["--form", form])["documents"], 7, "pages of versions are no copies");
        let clay = |arguments: &[&str]| sorted(found(site.path(), "clay", arguments));
        let others = ["blog/4.2/", "docs/4.2/yews.html"];
        assert_eq!(clay(&[]), [&others[..], &["docs/oaks.html"]].concat(), "{form}");
        assert_eq!(clay(&["--at", "/docs/elms.html"]), clay(&[]));
        let old = ["blog/4.2/", "docs/4.2/oaks.html", "docs/4.2/yews.html"];
        assert_eq!(clay(&["--at", "docs/4.2/elms.html"]), old, "{form}");
        assert_eq!(found(site.path(), "chalk", &["--at", "docs/4.2/oaks.html"]), ["docs/4.2/elms.html"]);
        assert_eq!(found(site.path(), "chalk", &["--at", "docs/next/oaks.html"]), ["docs/elms.html"]);
        assert_eq!(found(site.path(), "marl", &[]), ["docs/4.2/oaks.html"], "what only an old version says is found");
        assert_eq!(found(site.path(), "clay", &["--scope", "docs/next"]), ["docs/next/oaks.html"]);
    }
    let (printed, _) = run(&["search", "--index", "findlet", "mostly"], site.path(), 0);
    assert!(printed.contains("also in 4.2, next"), "{printed}");
    let (printed, _) = run(&["search", "--index", "findlet", "chalk"], site.path(), 0);
    assert!(printed.contains("1 document matches") && printed.contains("also in 4.2\n"), "{printed}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn versions_are_a_facet_where_that_is_asked_for() {
    let site = versions();
    built(site.path(), &["--facets", "version"]);
    let clay = |version: &str| found(site.path(), "clay", &["--filter", &format!("version={version}")]);
    assert_eq!(clay("next"), ["docs/next/oaks.html"]);
    assert_eq!(sorted(clay("4.2")), ["docs/4.2/oaks.html", "docs/4.2/yews.html"]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_folder_that_is_no_version_stays_what_it_is() {
    let site = site(&[
        ("index.html", &page("", "Book", "About clay.")),
        ("4.1/index.html", &page("", "Sets", "Clay sets.")),
        ("4.1/tasks.html", &page("", "Tasks on sets", "Clay one.")),
        ("4.2/index.html", &page("", "Maps", "Clay maps.")),
        ("4.2/tasks.html", &page("", "Tasks on maps", "Clay two.")),
    ]);
    built(site.path(), &[]);
    assert_eq!(found(site.path(), "clay", &[]).len(), 5);
    let (printed, _) = run(&["inspect", "findlet"], site.path(), 0);
    assert!(printed.contains("facets      none"), "{printed}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn versions_that_generators_name_need_no_folder_with_the_name_of_one() {
    let stated = |version: &str, title: &str, text: &str| {
        let metas = format!(
            "<meta name=docusaurus_version content={version}><meta name=docusaurus_tag content=docs-a-{version}>"
        );
        page(&metas, title, text)
    };
    let site = site(&[
        ("docs/oaks.html", &stated("5", "Oaks", "They grow on clay.")),
        ("docs/guide/elms.html", &stated("5", "Elms", "They grow on chalk.")),
        ("docs/legacy/oaks.html", &stated("4", "Old oaks", "They grew on clay.")),
        ("docs/legacy/guide/elms.html", &stated("4", "Old elms", "They grew on chalk.")),
        ("blog/legacy/oaks.html", &page("", "Oaks", "Clay of old.")),
    ]);
    built(site.path(), &[]);
    assert_eq!(sorted(found(site.path(), "clay", &[])), ["blog/legacy/oaks.html", "docs/oaks.html"]);
    assert_eq!(found(site.path(), "chalk", &["--at", "docs/legacy/oaks.html"]), ["docs/legacy/guide/elms.html"]);
    let (printed, _) = run(&["search", "--index", "findlet", "chalk"], site.path(), 0);
    assert!(printed.contains("also in 4\n"), "{printed}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn lists_of_versions_name_folders_aliases_and_the_one_to_read() {
    let mike = r#"[{"version": "2.0", "aliases": []}, {"version": "1.9", "aliases": ["lts"]}]"#;
    let switcher = mike
        .replace(r#""2.0", "aliases": []"#, r#""2.0", "url": "https://example.org/a/2.0/""#)
        .replace(r#""aliases": ["lts"]"#, r#""preferred": true, "url": "/a/lts/""#);
    for (name, list, first) in
        [("versions.json", mike, "2.0/oaks.html"), ("lts/_static/switcher.json", switcher.as_str(), "lts/oaks.html")]
    {
        let site = site(&[
            ("2.0/oaks.html", &page("", "Oaks", "On clay now.")),
            ("lts/oaks.html", &page("", "Oaks of old", "On clay then.")),
            (name, list.as_bytes()),
        ]);
        built(site.path(), &[]);
        assert_eq!(found(site.path(), "clay", &[]), [first], "{name}");
        assert_eq!(found(site.path(), "clay", &["--at", "lts/"]), ["lts/oaks.html"], "{name}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_page_whose_canonical_address_is_another_version_is_no_copy() {
    let canonical = |to: &str| format!("<link rel=canonical href=https://example.org/{to}>");
    let site = site(&[
        ("2.0/oaks.html", &page(&canonical("2.0/oaks.html"), "Oaks", "On clay now.")),
        ("2.0/elms.html", &page(&canonical("2.0/elms.html"), "Elms", "On chalk now.")),
        ("1.9/oaks.html", &page(&canonical("2.0/oaks.html"), "Oaks", "On clay then.")),
        ("1.9/elms.html", &page(&canonical("stable/elms.html"), "Elms", "On chalk then.")),
        ("1.9/print.html", &page(&canonical("2.0/elms.html"), "Elms to print", "On chalk.")),
    ]);
    assert_eq!(built(site.path(), &[])["documents"], 4, "the page to print is a copy");
    assert_eq!(found(site.path(), "clay", &[]), ["2.0/oaks.html"]);
    assert_eq!(found(site.path(), "clay", &["--at", "1.9/elms.html"]), ["1.9/oaks.html"]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn with_the_core_engine_each_page_is_there_once() {
    let site = versions();
    assert_eq!(built(site.path(), &["--engine", "core"])["documents"], 4);
    assert_eq!(sorted(found(site.path(), "clay", &[])), ["blog/4.2/", "docs/4.2/yews.html", "docs/oaks.html"]);
    let (printed, _) = run(&["search", "--index", "findlet", "mostly"], site.path(), 0);
    assert!(printed.contains("also in 4.2, next"), "{printed}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn equal_titles_are_told_apart_by_their_paths_but_not_those_of_versions() {
    let site = site(&[
        ("net/overview.html", &page("", "Overview", "Of nets and oaks.")),
        ("http/overview.html", &page("", "Overview", "Of protocols.")),
        ("4.2/http/overview.html", &page("", "Overview", "Of old protocols.")),
        ("4.2/oaks.html", &page("", "Oaks", "Old ones.")),
        ("oaks.html", &page("", "Oaks", "New ones.")),
    ]);
    built(site.path(), &[]);
    let (printed, _) = run(&["search", "--index", "findlet", "protocols"], site.path(), 0);
    assert!(printed.contains("Overview  (http)") && printed.contains("also in 4.2\n"), "{printed}");
    let (printed, _) = run(&["search", "--index", "findlet", "new"], site.path(), 0);
    assert!(printed.contains("1. Oaks\n"), "{printed}");
}
