//! Parts of a site, read on several machines: what is made of them is what one build makes of the site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{built, files, page, run, site, write};

/// Pages in two languages and two versions, with a copy, a redirect, a list, what is left out, and what all have in common.
fn pages() -> Vec<(String, Vec<u8>)> {
    let shared = "<title>{} | Boat yard</title>";
    let text = |name: &str, words: &str| {
        format!(
            "{words}</p><p>Call the yard before you come, please, and bring the keys.</p><p><a href=\"/docs/{name}0.html\">{name}</a>"
        )
    };
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..12 {
        let add = |all: &mut Vec<_>, path: String, title: &str, words: &str| {
            all.push((path, page(&shared.replace("{}", title), title, &text("Oar", words))));
        };
        add(&mut all, format!("docs/Oar{at}.html"), &format!("Oar {at}"), &format!("Ash and spruce, {at} feet."));
        add(&mut all, format!("docs/4.2/Oar{at}.html"), &format!("Oar {at}"), &format!("Ash, {at} ells."));
        let german =
            String::from_utf8(page(&shared.replace("{}", "Ruder"), &format!("Ruder {at}"), "Esche und Fichte."))
                .unwrap();
        all.push((format!("de/Ruder{at}.html"), german.replace("lang=en", "lang=de").into_bytes()));
    }
    let links: Vec<String> = (0..12).map(|at| format!("<a href=docs/Oar{at}.html>Oar {at}</a>")).collect();
    all.push(("tags/index.html".to_owned(), page("", "Tags", &links.join(" "))));
    all.push(("copy.html".to_owned(), page("<link rel=canonical href=docs/Oar3.html>", "Oar 3", "Ash and spruce.")));
    all.push((
        "old.html".to_owned(),
        b"<!doctype html><meta http-equiv=refresh content='0; url=docs/Oar1.html'>".to_vec(),
    ));
    all.push(("hidden.html".to_owned(), page("<meta name=robots content=noindex>", "Hidden", "Nobody finds this.")));
    all.push(("empty.html".to_owned(), b"<!doctype html><title></title>".to_vec()));
    all.push(("versions.json".to_owned(), br#"[{"version":"4.2","title":"4.2","aliases":[]}]"#.to_vec()));
    all
}

fn folder(pages: &[(String, Vec<u8>)]) -> tempfile::TempDir {
    site(&pages.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

/// Reads the site in `folder` in this many parts, which it names.
fn parts(folder: &Path, of: u32) -> Vec<String> {
    let part = |number| {
        let name = format!("parts-{of}-{number}");
        run(&["build", ".", "--part", &format!("{number}/{of}"), "--out", &name], folder, 0);
        name
    };
    (1..=of).map(part).collect()
}

/// Merges `parts` into `merged`; returns the summary.
fn merge(folder: &Path, parts: &[String], arguments: &[&str]) -> serde_json::Value {
    let names: Vec<&str> = parts.iter().map(String::as_str).collect();
    let (printed, _) = run(&[&["merge", "--out", "merged", "--json"], arguments, &names].concat(), folder, 0);
    serde_json::from_str(&printed).unwrap()
}

fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files(folder).into_iter().map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn parts_are_merged_into_what_one_build_writes() {
    for form in ["embedded", "sharded"] {
        let all = tempfile::tempdir().unwrap();
        let folder = all.path().join("site");
        pages().iter().for_each(|(name, bytes)| write(&folder, name, bytes));
        let one = built(&folder, &["--form", form, "--facets", "version"]);
        assert_eq!(one["documents"], 37, "{one}");
        let index = bytes(&folder.join("findlet"));
        for of in [1, 2, 3, 8] {
            let names: Vec<String> = (1..=of).map(|number| format!("parts-{of}-{number}")).collect();
            for (number, name) in (1..).zip(&names) {
                let part = format!("{number}/{of}");
                run(&["build", ".", "--part", &part, "--out", name, "--facets", "version"], &folder, 0);
            }
            let merged = merge(&folder, &names, &["--form", form, "--facets", "version"]);
            assert!(bytes(&folder.join("merged")) == index, "{of} parts, {form}");
            for what in ["documents", "languages", "leftOut", "warnings", "rules"] {
                assert_eq!(merged[what], one[what], "{of} parts, {what}");
            }
            fs::remove_dir_all(folder.join("merged")).unwrap();
        }
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn selectors_are_named_that_match_nothing_in_any_part() {
    let site = folder(&pages());
    fs::write(site.path().join("ads.html"), page("", "Ads", "Oars<i class=ads>new</i>")).unwrap();
    fs::write(site.path().join("findlet.toml"), "ignore = ['.ads', '.banner']\nout = 'merged'").unwrap();
    let warnings = |summary: serde_json::Value| summary["warnings"].as_array().unwrap().clone();
    let merged = warnings(merge(site.path(), &parts(site.path(), 3), &[]));
    assert_eq!(merged, warnings(built(site.path(), &["--config", "findlet.toml"])));
    assert_eq!(merged.len(), 1);
    assert_eq!(merged[0]["why"], "\".banner\" matches nothing on any page");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn where_a_page_of_any_part_marks_its_content_pages_that_dont_are_left_out() {
    let mut pages = pages();
    pages.push((
        "docs/marked.html".to_owned(),
        b"<!doctype html><html lang=en><main data-findlet-body><h1>Oak</h1><p>Clay".to_vec(),
    ));
    let folder = folder(&pages);
    let names = parts(folder.path(), 3);
    assert_eq!(built(folder.path(), &[])["documents"], 1);
    assert_eq!(merge(folder.path(), &names, &[])["documents"], 1);
    assert!(bytes(&folder.path().join("merged")) == bytes(&folder.path().join("findlet")));
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn sites_that_are_built_apart_are_merged_into_one() {
    let (first, second): (Vec<_>, Vec<_>) = pages().into_iter().partition(|(name, _)| !name.starts_with("de/"));
    let within = |(name, bytes): (String, Vec<u8>)| (name.trim_start_matches("de/").to_owned(), bytes);
    let (whole, first) = (folder(&pages()), folder(&first));
    let second = folder(&second.into_iter().map(within).collect::<Vec<_>>());
    let names = ["a", "b", "c"].map(|name| whole.path().join(name).to_string_lossy().into_owned());
    built(whole.path(), &[]);
    run(&["build", ".", "--part", "1/2", "--out", &names[0]], first.path(), 0);
    run(&["build", ".", "--part", "2/2", "--out", &names[1]], first.path(), 0);
    run(&["build", ".", "--part", "1/1", "--under", "/de", "--out", &names[2]], second.path(), 0);
    merge(whole.path(), &names, &[]);
    assert!(bytes(&whole.path().join("merged")) == bytes(&whole.path().join("findlet")));
}

#[test]
fn parts_that_do_not_fit_together_are_named() {
    let folder = folder(&pages());
    let names = parts(folder.path(), 3);
    let refused = |names: &[&str], arguments: &[&str]| {
        let (_, said) = run(&[&["merge", "--out", "merged"], arguments, names].concat(), folder.path(), 2);
        assert!(!folder.path().join("merged").exists(), "{said}");
        said
    };
    let [a, b, c] = [&names[0], &names[1], &names[2]].map(String::as_str);
    let said = refused(&[a, c], &[]);
    assert!(said.contains("part 2 of 3 is missing") && said.contains("--part 2/3"), "{said}");
    let said = refused(&[a, b, c, b], &[]);
    assert!(said.contains("are both part 2 of 3"), "{said}");
    run(&["build", ".", "--part", "2/2", "--out", "../other"], folder.path(), 0);
    let said = refused(&[a, b, c, "../other"], &[]);
    assert!(said.contains("one of 3 parts, and ../other one of 2"), "{said}");
    let said = refused(&[a, b, c], &["--body", "article"]);
    assert!(said.contains("body = ") && said.contains("same settings"), "{said}");
    let said = refused(&["index.html"], &[]);
    assert!(said.contains("cannot read index.html"), "{said}");
    let said = refused(&["copy.html"], &[]);
    assert!(said.contains("copy.html is no part of a build"), "{said}");
    let said = refused(&["docs"], &[]);
    assert!(said.contains("docs is a folder"), "{said}");
}

#[test]
fn a_part_with_any_byte_changed_or_missing_is_refused() {
    let folder = site(&[("a.html", &page("", "Oak", "Clay"))]);
    run(&["build", ".", "--part", "1/1", "--out", "part"], folder.path(), 0);
    let whole = fs::read(folder.path().join("part")).unwrap();
    let refuse = |bytes: &[u8]| {
        write(folder.path(), "part", bytes);
        let (_, said) = run(&["merge", "part", "--out", "merged"], folder.path(), 2);
        assert!(said.contains("build this part again") || said.contains("is no part of a build"), "{said}");
    };
    (0..whole.len()).step_by(29).for_each(|end| refuse(&whole[..end]));
    for at in (0..whole.len()).step_by(23) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        refuse(&damaged);
    }
}

#[test]
fn a_part_replaces_a_part_and_nothing_else() {
    let folder = site(&[("a.html", &page("", "Oak", "Clay")), ("notes.txt", b"mine"), ("b/c.html", b"")]);
    let part = |out: &str, code| run(&["build", ".", "--part", "1/1", "--out", out], folder.path(), code).1;
    part("parts/1", 0);
    part("parts/1", 0);
    assert_eq!(files(&folder.path().join("parts")), ["1"], "nothing else is left beside it");
    assert!(part("notes.txt", 2).contains("no part of a build"));
    assert!(part("b", 2).contains("b is a folder"));
    assert_eq!(fs::read(folder.path().join("notes.txt")).unwrap(), b"mine");
}

#[test]
fn calls_that_name_no_part_say_how() {
    let folder = site(&[("a.html", &page("", "Oak", "Clay"))]);
    let said = |arguments: &[&str]| run(arguments, folder.path(), 2).1;
    assert!(said(&["build", ".", "--part", "4/3", "--out", "p"]).contains("write 3/8 for the third of eight parts"));
    assert!(said(&["build", ".", "--part", "1/3"]).contains("--out"));
    assert!(said(&["build", ".", "--under", "de", "--out", "p"]).contains("--part"));
    assert!(said(&["build", "--jsonl", "a.jsonl", "--part", "1/1", "--out", "p"]).contains("findlet merge"));
    let said_of = said(&["build", ".", "--part", "1/1", "--under", "../de", "--out", "p"]);
    assert!(said_of.contains("../de leads out of the site"), "{said_of}");
    assert!(said(&["merge", "--out", "merged"]).contains("PART"));
}
