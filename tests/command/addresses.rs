//! What a page's address is, and which of several pages are one.

use std::fs;

use super::{built, found, left_out, page, run, site, write};

fn river(head: &str) -> Vec<u8> {
    page(head, "River", "Over the river.")
}

fn all(folder: &std::path::Path) -> Vec<String> {
    let mut urls = found(folder, "river", &[]);
    urls.sort();
    urls
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn front_matter_says_where_a_text_will_lie_and_names_begin_no_scheme() {
    let site = site(&[
        ("a.md", &b"---\npermalink: /about/\n---\nriver"[..]),
        ("b.md", b"---\npermalink: javascript:alert(1)\n---\nriver"),
        ("re:view.md", b"river"),
    ]);
    let summary = built(site.path(), &[]);
    assert_eq!(all(site.path()), ["./re:view.md", "about/", "b.md"]);
    assert!(summary["warnings"][0]["why"].as_str().unwrap().contains("not the address of a page"), "{summary}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn addresses_are_as_the_host_has_them() {
    let page = river("");
    let site = site(&[("index.html", &page[..]), ("a/index.html", &page), ("b c.html", &page)]);
    for (arguments, expected) in [
        (&[][..], ["./", "a/", "b%20c.html"]),
        (&["--index-html", "keep"], ["a/index.html", "b%20c.html", "index.html"]),
        (&["--html-extension", "strip", "--trailing-slash", "add"], ["./", "a/", "b%20c/"]),
        (&["--html-extension", "strip", "--trailing-slash", "remove"], ["./", "a", "b%20c"]),
    ] {
        built(site.path(), arguments);
        assert_eq!(all(site.path()), expected, "{arguments:?}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn copies_are_left_out_for_the_page_that_they_name() {
    let canonical = |url: &str| river(&format!("<link rel=canonical href='{url}'>"));
    let pages = [
        ("index.html", canonical("https://example.org/docs/")),
        ("a/index.html", canonical("https://example.org/docs/a/")),
        ("print/a.html", canonical("https://example.org/docs/a/")),
        ("old/a.html", canonical("../a/")),
        ("elsewhere.html", canonical("https://other.example/elsewhere.html")),
        ("gone.html", canonical("https://example.org/docs/gone-too/")),
    ];
    let pages: Vec<(&str, &[u8])> = pages.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
    let site = site(&pages);
    let duplicate = |name: &str| (name.to_owned(), "duplicate".to_owned());
    for arguments in [&[][..], &["--base-url", "https://example.org/docs/"]] {
        let summary = built(site.path(), arguments);
        assert_eq!(left_out(&summary), [duplicate("old/a.html"), duplicate("print/a.html")], "{arguments:?}");
        assert_eq!(all(site.path()), ["./", "a/", "elsewhere.html", "gone.html"]);
    }
    assert_eq!(built(site.path(), &["--canonical", "ignore"])["documents"], 6);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_template_that_calls_every_page_the_home_page_loses_none() {
    let site = site(&[]);
    for at in 0..20 {
        write(site.path(), &format!("{at}.html"), &river("<link rel=canonical href='https://example.org/'>"));
    }
    write(site.path(), "index.html", &river("<link rel=canonical href='https://example.org/'>"));
    let (printed, said) = run(&["build", "."], site.path(), 0);
    assert!(printed.starts_with("21 pages") && said.contains("warning: all pages: most pages say"), "{printed}{said}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn of_two_files_with_one_address_the_first_is_found_and_the_other_named() {
    let site = site(&[("a.html", &river("")), ("a/index.html", &page("", "Second", "Another river."))]);
    let arguments = ["--html-extension", "strip", "--trailing-slash", "add"];
    let summary = built(site.path(), &arguments);
    assert_eq!(left_out(&summary), [("a/index.html".to_owned(), "same address".to_owned())]);
    assert!(summary["leftOut"][0]["why"].as_str().unwrap().contains("a/, is that of a.html already"), "{summary}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_search_can_stay_in_a_directory() {
    let site = site(&[("v1/a.html", &river("")), ("v2/a.html", &river("")), ("v2/b/c.html", &river(""))]);
    for form in ["embedded", "sharded"] {
        built(site.path(), &["--form", form]);
        assert_eq!(found(site.path(), "river", &["--scope", "/v2"]).len(), 2, "{form}");
        assert_eq!(found(site.path(), "river", &["--scope", "v2/b/"]), ["v2/b/c.html"], "{form}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn the_list_of_pages_leads_to_them_wherever_the_folder_lies() {
    let site = site(&[("public/a/index.html", &river(""))]);
    for (out, root, is_said) in
        [("public/findlet", "../", false), ("public/assets/findlet", "../../", true), ("search", "/docs/", true)]
    {
        let (printed, _) = run(&["build", "public", "--out", out, "--base-url", "/docs/"], site.path(), 0);
        let html = fs::read_to_string(site.path().join(out).join("search.html")).unwrap();
        assert!(html.contains(&format!("<a href=\"{root}a/\">River</a>")), "{out}: {html}");
        assert!(html.contains(&format!("base-url=\"{root}\"")), "{out}: {html}");
        assert_eq!(printed.contains("write <findlet-search base-url="), is_said, "{out}: {printed}");
        fs::remove_dir_all(site.path().join(out)).unwrap();
    }
}
