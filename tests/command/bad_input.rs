//! Sites that are not as they should be.

use std::fs;

use super::{built, files, found, left_out, page, run, site, write};

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn nothing_to_index_says_why_and_writes_nothing() {
    let noindex = page("<meta name=robots content=noindex>", "A", "text");
    for (files, why) in [
        (&[][..], "there is no page in it; run the site's generator, and name the folder that it writes"),
        (&[("a.pdf", &b"x"[..]), (".hidden.html", b"secret")], "there is no page in it; run the"),
        (&[("a.html", &noindex[..]), ("b.html", b"")], "left out 1 empty, 1 noindex"),
    ] {
        let site = site(files);
        let (printed, said) = run(&["build", "."], site.path(), 1);
        assert!(said.contains(&format!("nothing to index in .: {why}")) && printed.is_empty(), "{said}");
        assert!(!site.path().join("findlet").exists());
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn settings_that_leave_no_page_are_named() {
    let site = site(&[("a.html", &page("", "A", "river")), ("b.html", &page("", "B", "lake"))]);
    for (arguments, expected) in [
        (
            &["--body", ".text, .main"][..],
            "nothing to index in .: no page has an element that body means: .text, .main\n",
        ),
        (
            &["--include", "docs"],
            "warning: include: \"docs\" matches no page\nnothing to index in .: include and exclude leave out every page\n",
        ),
        (&["--exclude", "*.html", "-v"], "leave out every page\nleft out: 2 excluded\n  excluded: a.html: include and"),
    ] {
        let (_, said) = run(&[&["build", "."], arguments].concat(), site.path(), 1);
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
    for (list, warned) in [("p", false), (".ads, h1", false), (".ads, nav > p", true)] {
        let (_, said) = run(&["build", ".", "--ignore", list], site.path(), 0);
        let expected = format!("warning: ignore: {list:?} matches nothing on any page");
        assert_eq!(said.contains(&expected), warned, "{said}");
    }
    let (_, said) = run(&["build", ".", "--exclude", "drafts"], site.path(), 0);
    assert!(said.contains("warning: exclude: \"drafts\" matches no page"), "{said}");
    let (_, said) = run(&["build", ".", "--exclude", "drafts", "--part", "1/2", "--out", "part"], site.path(), 0);
    assert!(said.contains("warning: exclude: \"drafts\" matches no page"), "{said}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn when_nothing_is_left_the_old_index_stays() {
    let site = site(&[("a.html", &page("", "A", "river"))]);
    built(site.path(), &[]);
    fs::remove_file(site.path().join("a.html")).unwrap();
    run(&["build", "."], site.path(), 1);
    assert_eq!(found(site.path(), "river", &[]), ["a.html"]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_site_is_a_folder_that_is_there() {
    let site = site(&[("a.html", b"<p>text")]);
    for (path, expected) in [
        ("a.html", "a.html is not a folder; name the one that holds"),
        ("none", "cannot read none; name the folder that holds the built site"),
    ] {
        let (_, said) = run(&["build", path, "--out", "out"], site.path(), 2);
        assert!(said.contains(expected), "{said}");
    }
    assert_eq!(files(site.path()), ["a.html"]);
}

#[cfg(unix)]
#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn links_are_followed_within_the_site_only_and_never_in_circles() {
    use std::os::unix::fs::symlink;
    let site = site(&[
        ("site/a.html", &page("", "A", "river")),
        ("outside/b.html", &page("", "B", "river SECRET")),
        ("shared/c.html", b""),
    ]);
    let link = |to: &str, name: &str| symlink(to, site.path().join("site").join(name)).unwrap();
    link(".", "circle");
    link("../outside", "folder");
    link("../outside/b.html", "file.html");
    link("nowhere.html", "broken.html");
    link("a.html", "again.html");
    let summary = built(&site.path().join("site"), &[]);
    let expected = [
        ("again.html", "duplicate"),
        ("broken.html", "unreadable"),
        ("circle", "circular link"),
        ("file.html", "link outside"),
        ("folder", "link outside"),
    ];
    assert_eq!(left_out(&summary), expected.map(|(name, reason)| (name.to_owned(), reason.to_owned())));
    assert_eq!(found(&site.path().join("site"), "river", &[]), ["a.html"]);
}

#[cfg(target_os = "linux")]
#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_name_that_is_no_utf8_is_reported() {
    use std::os::unix::ffi::OsStrExt;
    let site = site(&[("a.html", &page("", "A", "river"))]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xE9.html");
    fs::write(site.path().join(name), page("", "B", "river")).unwrap();
    let summary = built(site.path(), &[]);
    assert_eq!(summary["leftOut"][0]["reason"], "name not UTF-8");
    assert_eq!(summary["documents"], 1);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_page_with_something_wrong_is_indexed_and_named() {
    let site = site(&[("a.html", b"<p>caf\xE9 by the river")]);
    let (printed, said) = run(&["build", "."], site.path(), 0);
    assert!(said.starts_with("warning: a.html: it declares no charset and is not UTF-8 at byte 6"), "{said}");
    assert!(printed.starts_with("1 page "), "{printed}");
    assert_eq!(found(site.path(), "café", &[]), ["a.html"]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn pages_that_lie_there_gzipped_are_inflated() {
    let gzipped = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, bytes).unwrap();
        encoder.finish().unwrap()
    };
    let whole = gzipped(&page("", "A", "river"));
    let site = site(&[("a.html", &whole), ("b.html", &whole[..whole.len() / 2])]);
    let summary = built(site.path(), &[]);
    assert_eq!(left_out(&summary), [("b.html".to_owned(), "unreadable".to_owned())]);
    assert_eq!(found(site.path(), "river", &[]), ["a.html"]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn many_faults_are_summed_up() {
    let site = site(&[("a.html", b"<p>text")]);
    for at in 0..30 {
        write(site.path(), &format!("{at:02}.html"), b"<p>caf\xE9 by the river");
    }
    let said = run(&["build", "."], site.path(), 0).1;
    assert!(said.lines().count() == 21 && said.ends_with("… and 10 more, which -v names\n"), "{said}");
    assert_eq!(run(&["build", ".", "-v"], site.path(), 0).1.lines().count(), 30);
}
