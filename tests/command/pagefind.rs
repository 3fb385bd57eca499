//! What `--pagefind` writes for themes and scripts that were made for Pagefind; tests/browser/pagefind.test.mjs runs it.

use std::fs;

use serde_json::{Value, json};

use super::{built, files, page, run, site, write};

fn boats() -> tempfile::TempDir {
    let facet = r#"<meta data-pagefind-filter="topic[content]" content="Sea"><meta name="author" content="Ann">"#;
    site(&[
        ("keel.html", &page(facet, "The keel", "Every boat has one</p><h2 id=why>Why</h2><p>It holds the course.")),
        ("cars.html", &page("", "Cars", "They have none.")),
    ])
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn the_folder_that_themes_look_for_leads_to_pages_beside_the_index() {
    for form in ["embedded", "sharded"] {
        let site = boats();
        built(site.path(), &["--pagefind", "--form", form]);
        let script = fs::read_to_string(site.path().join("pagefind/pagefind.js")).unwrap();
        assert!(script.contains("export * from '../findlet/findlet.pagefind.js';"), "{script}");
        let marking = fs::read_to_string(site.path().join("pagefind/pagefind-highlight.js")).unwrap();
        assert!(marking.contains("export { default } from '../findlet/findlet.pagefind.highlight.js';"), "{marking}");
        let names = files(&site.path().join("findlet"));
        let read = |end: &str| -> Value {
            let name = names.iter().find(|name| name.ends_with(end)).unwrap();
            serde_json::from_slice(&fs::read(site.path().join("findlet").join(name)).unwrap()).unwrap()
        };
        assert_eq!(read("/pages.json"), json!({ "facets": ["topic"] }), "{form}");
        let keel = ["/p0.json", "/p1.json"].map(read).into_iter().find(|page| page["url"] == "keel.html").unwrap();
        assert_eq!(keel["content"], "The keel. Every boat has one. Why. It holds the course.");
        assert_eq!(keel["filters"], json!({ "topic": ["Sea"] }));
        assert_eq!(keel["meta"], json!({ "author": "Ann", "title": "The keel" }), "{form}");
        assert_eq!(keel["anchors"], json!([{ "id": "why", "text": "Why", "location": 6 }]));
        // It can be built again, and is known to be whole.
        built(site.path(), &["--pagefind", "--form", form]);
        run(&["check", "."], site.path(), 0);
        let gone = names.iter().find(|name| name.ends_with("/p1.json")).unwrap();
        fs::remove_file(site.path().join("findlet").join(gone)).unwrap();
        let (said, _) = run(&["check", "."], site.path(), 1);
        assert!(said.contains("p1.json is missing"), "{said}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn what_pagefind_wrote_itself_is_left_alone_and_named() {
    let site = boats();
    write(site.path(), "pagefind/pagefind.js", b"export const search = 1;");
    let (_, said) = run(&["build", ".", "--pagefind"], site.path(), 2);
    assert!(said.contains("pagefind holds pagefind.js, which findlet did not write: remove the folder"), "{said}");
    assert!(!site.path().join("findlet").exists());
    assert_eq!(files(&site.path().join("pagefind")), ["pagefind.js"]);
    // Without the setting nobody looks there.
    built(site.path(), &[]);
}
