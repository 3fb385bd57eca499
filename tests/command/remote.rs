//! A deployed site, searched from a terminal: what is fetched, and what is said where that goes wrong.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::host::{Answer, Host};
use super::{built, findlet, found, page, run, site, text, write};

/// A site of many pages in parts, of which a search needs few.
fn large() -> tempfile::TempDir {
    let site = site(&[]);
    for at in 0..300u32 {
        let words: Vec<String> =
            (0..120u32).map(|word| format!("w{:x}", (at * 120 + word).wrapping_mul(2_654_435_769))).collect();
        let words = format!("{} keel", words.join(" "));
        write(site.path(), &format!("{at}/index.html"), &page("", &format!("Page {at}"), &words));
    }
    built(site.path(), &["--form", "sharded"]);
    site
}

fn small(arguments: &[&str]) -> tempfile::TempDir {
    let site =
        site(&[("a.html", &page("", "Bridge", "Over the river.")), ("b/index.html", &page("", "Boat", "A river."))]);
    built(site.path(), arguments);
    site
}

fn is(path: &str, ending: &str) -> bool {
    path.rsplit('.').next() == Some(ending)
}

/// Searches `url` for a river; returns what was complained about.
fn complaint(url: &str) -> String {
    run(&["search", "--index", url, "river"], Path::new("."), 2).1
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_deployed_site_answers_as_its_folder_does_and_few_parts_are_fetched() {
    let site = large();
    let host = Host::new(site.path().to_owned(), |_| None);
    let here = &found(site.path(), "page 17", &[])[..3];
    let (printed, _) = run(
        &["search", "--index", &format!("{}findlet", host.url), "--format", "tsv", "--limit", "3", "page 17"],
        site.path(),
        0,
    );
    let there: Vec<&str> = printed.lines().map(|line| line.split('\t').nth(3).unwrap()).collect();
    assert_eq!(there, here.iter().map(|url| format!("{}{url}", host.url)).collect::<Vec<_>>());
    let asked = host.asked();
    let parts = super::files(&site.path().join("findlet")).iter().filter(|path| is(path, "bin")).count();
    let fetched = asked.iter().filter(|path| is(path, "bin")).count();
    assert!(fetched * 3 < parts, "{fetched} of {parts}: {asked:?}");
    assert!(asked.iter().all(|path| !is(path, "wasm")), "{asked:?}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn the_address_of_the_site_or_of_its_pointer_does_as_well() {
    let site = small(&[]);
    let host = Host::new(site.path().to_owned(), |_| None);
    for address in ["", "findlet", "findlet/", "findlet/findlet.json"] {
        let (printed, _) = run(&["search", "--index", &format!("{}{address}", host.url), "bridge"], site.path(), 0);
        assert!(printed.contains(&format!("{}a.html", host.url)), "{address}: {printed}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_redirect_leads_to_where_the_index_moved() {
    let site = small(&["--form", "sharded"]);
    let host = Host::new(site.path().to_owned(), |path| {
        let rest = path.strip_prefix("/old/")?;
        let is_pointer = rest.ends_with("findlet.json");
        is_pointer.then(|| (format!("301 Moved\r\nLocation: /{rest}"), Vec::new()))
    });
    let (printed, _) = run(&["search", "--index", &format!("{}old/findlet", host.url), "bridge"], site.path(), 0);
    assert!(printed.contains(&format!("{}a.html", host.url)), "{printed}");

    let circle = Host::new(site.path().to_owned(), |path| Some((format!("302 Found\r\nLocation: {path}"), Vec::new())));
    let said = complaint(&circle.url);
    assert!(said.contains("cannot fetch") && said.contains("redirect"), "{said}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn what_is_no_index_is_named_for_what_it_is() {
    let site = small(&["--form", "sharded"]);
    let folder = site.path().to_owned();
    let nothing = Host::new(folder.join("nowhere"), |_| None);
    let said = complaint(&nothing.url);
    assert!(said.contains("findlet.json answered 404; is that where the folder of `findlet build` is"), "{said}");

    let pages = Host::new(folder.clone(), |_| Some(("200".to_owned(), b" <!doctype html><p>Home".to_vec())));
    let said = complaint(&pages.url);
    assert!(said.contains("findlet.json is a web page, not an index"), "{said}");

    // A host that has the pointer, and sends its first page for parts that it lost.
    let lost =
        Host::new(folder.clone(), |path| is(path, "bin").then(|| ("200".to_owned(), b"<html>".to_vec()) as Answer));
    let said = complaint(&lost.url);
    assert!(said.contains("m.bin is a web page, not an index"), "{said}");

    let foreign = Host::new(folder.clone(), |path| {
        let pointer = br#"{"findlet":"9.1.0","format":99,"default":"en","indexes":{}}"#;
        path.ends_with("findlet.json").then(|| ("200".to_owned(), pointer.to_vec()))
    });
    let said = complaint(&foreign.url);
    assert!(said.contains("is of format 99 (findlet 9.1.0), and this findlet reads"), "{said}");

    let outside = Host::new(folder, |path| {
        let pointer =
            br#"{"findlet":"0","format":4,"default":"en","indexes":{"en":{"folder":"../../etc","sharded":true}}}"#;
        path.ends_with("findlet.json").then(|| ("200".to_owned(), pointer.to_vec()))
    });
    let said = complaint(&outside.url);
    assert!(said.contains(r#"names "../../etc", which is no folder of an index"#), "{said}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_deploy_between_two_fetches_is_followed_once() {
    let old = small(&["--form", "sharded"]);
    let new = site(&[("c.html", &page("", "Ferry", "Across the river."))]);
    built(new.path(), &["--form", "sharded"]);
    let pointers = AtomicUsize::new(0);
    let (before, after) = (old.path().join("findlet/findlet.json"), new.path().to_owned());
    // The first fetch of the pointer comes from the old build, whose other files are gone.
    let host = Host::new(after.clone(), move |path| {
        let is_old = path.ends_with("findlet.json") && pointers.fetch_add(1, Ordering::Relaxed) == 0;
        is_old.then(|| ("200".to_owned(), fs::read(&before).unwrap()))
    });
    let url = format!("{}findlet", host.url);
    let done = findlet(&["search", "--index", &url, "river"], new.path());
    assert!(text(&done.stdout).contains("c.html"), "{done:?}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn answers_are_lines_for_programs() {
    let site = small(&[]);
    let lines = |format: &str| run(&["search", "--index", ".", "river", "--format", format], site.path(), 0).0;
    let tsv = lines("tsv");
    let fields: Vec<Vec<&str>> = tsv.lines().map(|line| line.split('\t').collect()).collect();
    assert!(fields.len() == 2 && fields.iter().all(|line| line.len() == 6), "{tsv}");
    assert_eq!((fields[0][0], fields[0][1], fields[1][1]), ("1", "1", "2"));
    assert_eq!(
        lines("trec").lines().map(|line| line.split(' ').nth(2).unwrap()).collect::<Vec<_>>(),
        [fields[0][3], fields[1][3]]
    );
    let (_, said) = run(&["search", "--index", ".", "river", "--explain", "--format", "tsv"], site.path(), 2);
    assert!(said.contains("--explain has no place in lines"), "{said}");
}
