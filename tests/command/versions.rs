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
