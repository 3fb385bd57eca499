//! What a page's address is, and which of several pages are one.

use std::fs;

use super::{built, found, left_out, page, run, site, write};

/// A page of its own, with what is in its head.
fn river(head: &str, bank: &str) -> Vec<u8> {
    page(head, "River", &format!("Over the river, from {bank}."))
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
    let pages = ["one", "two", "three"].map(|bank| river("", bank));
    let site = site(&[("index.html", &pages[0][..]), ("a/index.html", &pages[1]), ("b c.html", &pages[2])]);
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
    let canonical = |url: &str| river(&format!("<link rel=canonical href='{url}'>"), url);
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
        let page = river("<link rel=canonical href='https://example.org/'>", &format!("bank {at}"));
        write(site.path(), &format!("{at}.html"), &page);
    }
    write(site.path(), "index.html", &river("<link rel=canonical href='https://example.org/'>", "home"));
    let (printed, said) = run(&["build", "."], site.path(), 0);
    assert!(printed.starts_with("21 pages") && said.contains("warning: all pages: most pages say"), "{printed}{said}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn of_two_files_with_one_address_the_first_is_found_and_the_other_named() {
    let site = site(&[("a.html", &river("", "here")), ("a/index.html", &page("", "Second", "Another river."))]);
    let arguments = ["--html-extension", "strip", "--trailing-slash", "add"];
    let summary = built(site.path(), &arguments);
    assert_eq!(left_out(&summary), [("a/index.html".to_owned(), "same address".to_owned())]);
    assert!(summary["leftOut"][0]["why"].as_str().unwrap().contains("a/, is that of a.html already"), "{summary}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_search_can_stay_in_a_directory() {
    let site = site(&[
        ("v1/a.html", &river("", "one")),
        ("v2/a.html", &river("", "two")),
        ("v2/b/c.html", &river("", "three")),
    ]);
    for form in ["embedded", "sharded"] {
        built(site.path(), &["--form", form]);
        assert_eq!(found(site.path(), "river", &["--scope", "/v2"]).len(), 2, "{form}");
        assert_eq!(found(site.path(), "river", &["--scope", "v2/b/"]), ["v2/b/c.html"], "{form}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn the_list_of_pages_leads_to_them_wherever_the_folder_lies() {
    let site = site(&[("public/a/index.html", &river("", "here"))]);
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

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn pages_that_say_the_same_are_found_once_in_each_language() {
    let german = String::from_utf8(river("", "here")).unwrap().replace("lang=en", "lang=de");
    let site = site(&[
        ("4.2/a.html", &river("", "here")),
        ("deep/er/a.html", &river("", "here")),
        ("new/a.html", &river("", "here")),
        ("de/a.html", german.as_bytes()),
        ("b.html", &river("", "there")),
    ]);
    let summary = built(site.path(), &[]);
    let duplicate = |name: &str| (name.to_owned(), "duplicate".to_owned());
    assert_eq!(left_out(&summary), [duplicate("4.2/a.html"), duplicate("deep/er/a.html")]);
    assert_eq!(all(site.path()), ["b.html", "de/a.html", "new/a.html"]);
    assert_eq!(built(site.path(), &["--canonical", "ignore"])["documents"], 5);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn an_address_that_all_pages_of_a_small_site_name_is_not_believed() {
    let canonical = "<link rel=canonical href=https://example.org/>";
    let site = site(&[
        ("index.html", &river(canonical, "here")),
        ("a.html", &river(canonical, "there")),
        ("b.html", &river(canonical, "nowhere")),
    ]);
    let summary = built(site.path(), &[]);
    assert_eq!(all(site.path()), ["./", "a.html", "b.html"]);
    assert!(summary["warnings"][0]["why"].as_str().unwrap().contains("not believed"), "{summary}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn an_address_that_both_pages_of_a_site_of_two_name_is_not_believed() {
    let canonical = "<link rel=canonical href=https://example.org/>";
    let site = site(&[("index.html", &river(canonical, "here")), ("a.html", &river(canonical, "there"))]);
    let summary = built(site.path(), &[]);
    assert_eq!(all(site.path()), ["./", "a.html"]);
    assert!(summary["warnings"][0]["why"].as_str().unwrap().contains("not believed"), "{summary}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn an_address_elsewhere_that_most_pages_of_a_site_name_is_not_believed() {
    let canonical = "<link rel=canonical href=https://old.example/>";
    let mut pages: Vec<(String, Vec<u8>)> =
        (0..10).map(|at| (format!("{at}.html"), river(canonical, &format!("bank {at}")))).collect();
    pages.extend((10..14).map(|at| (format!("{at}.html"), river("", &format!("bank {at}")))));
    let pages: Vec<(&str, &[u8])> = pages.iter().map(|(name, page)| (name.as_str(), page.as_slice())).collect();
    let site = site(&pages);
    let summary = built(site.path(), &[]);
    assert_eq!(summary["documents"], 14);
    assert!(summary["warnings"][0]["why"].as_str().unwrap().contains("https://old.example/"), "{summary}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn spellings_of_a_canonical_address_are_one() {
    let canonical = |url: &str, bank: &str| river(&format!("<link rel=canonical href='{url}'>"), bank);
    let site = site(&[
        ("index.html", &canonical("https://example.org/", "here")),
        ("flüsse/a b.html", &canonical("https://EXAMPLE.org:443/fl%C3%BCsse/a%20b.html", "there")),
        ("copy.html", &canonical("https://example.org/flüsse/a b.html", "elsewhere")),
        ("x/lake.html", &canonical("https://other.example/Lake", "one shore")),
        ("y/z/lake.html", &canonical("https://OTHER.example:443/Lake", "another shore")),
    ]);
    let duplicate = |name: &str| (name.to_owned(), "duplicate".to_owned());
    for root in [&[][..], &["--base-url", "https://example.org/"]] {
        assert_eq!(
            left_out(&built(site.path(), root)),
            [duplicate("copy.html"), duplicate("y/z/lake.html")],
            "{root:?}"
        );
    }
}
