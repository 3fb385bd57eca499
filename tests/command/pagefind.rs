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
        assert_eq!(read("/pages.json"), json!({ "facets": ["topic"], "root": "../", "sorts": [] }), "{form}");
        let keel = ["/p0.json", "/p1.json"].map(read).into_iter().find(|page| page["url"] == "keel.html").unwrap();
        assert_eq!(keel["content"], "The keel. Every boat has one. Why. It holds the course.");
        assert_eq!(keel["filters"], json!({ "topic": ["Sea"] }));
        assert_eq!(keel["meta"], json!({ "author": "Ann", "title": "The keel" }), "{form}");
        let why = json!({ "element": "h2", "id": "why", "text": "Why", "location": 6, "part": true });
        assert_eq!(keel["anchors"], json!([why]));
        assert_eq!(keel["weights"], json!([[0, 7.0], [2, 1.0], [6, 6.0], [7, 1.0]]));
        let entry = fs::read_to_string(site.path().join("pagefind/pagefind-entry.json")).unwrap();
        assert!(entry.contains(r#""languages":{"en":{"page_count":2}}"#), "{entry}");
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

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_page_is_handed_out_with_all_that_has_an_id_and_without_what_is_outside_its_content() {
    let marked = "<h1 id=top>The keel</h1><div data-pagefind-body><p>Every <b id=boat>boat</b> has one</p><ul id=kinds><li id=long>Long<li>Short</ul>\
        <section id=care data-pagefind-title='Care &amp; repair'><p data-pagefind-weight=3>Oil it</p></section></div><img src=/keel.png alt='A keel'>";
    let head = "<meta property=og:image content=/boats.png>";
    let site = site(&[("keel.html", &page(head, "The keel", marked)), ("fin.html", &page("", "A fin", "It steers"))]);
    built(site.path(), &["--pagefind"]);
    let names = files(&site.path().join("findlet"));
    let pages = names.iter().filter(|name| name.ends_with("/p0.json") || name.ends_with("/p1.json"));
    let read = |name: &String| -> Value {
        serde_json::from_slice(&fs::read(site.path().join("findlet").join(name)).unwrap()).unwrap()
    };
    let keel = pages.map(read).find(|page| page["url"] == "keel.html").unwrap();
    assert_eq!(keel["content"], "Every boat has one. Long. Short. Oil it.");
    assert_eq!(keel["meta"], json!({ "image": "/keel.png", "image_alt": "A keel", "title": "The keel" }));
    let anchors: Vec<(&str, &str, u64, bool)> = keel["anchors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|anchor| {
            let text = |name: &str| anchor[name].as_str().unwrap();
            (text("id"), text("text"), anchor["location"].as_u64().unwrap(), anchor["part"].as_bool().unwrap())
        })
        .collect();
    let expected = [
        ("boat", "boat", 1, false),
        ("kinds", "", 4, false),
        ("long", "Long", 4, false),
        ("care", "Care & repair", 6, true),
    ];
    assert_eq!(anchors, expected);
    assert_eq!(keel["weights"], json!([[0, 1.0], [6, 3.0]]));
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn its_settings_are_read_from_its_file_and_its_flags_and_what_they_cannot_do_is_said() {
    let site = site(&[
        ("public/a/index.html", &page("", "The keel", "<nav class=menu>Menu</nav>Every boat has one")),
        ("public/drafts/index.html", &page("", "A draft", "Not yet")),
    ]);
    write(site.path(), "pagefind.yml", b"site: public\nglob: 'a/**'\nkeep_index_url: true\ninclude_characters: '<>'\n");
    let (_, said) = run(&["build", "--pagefind"], site.path(), 0);
    assert!(said.contains("warning: pagefind.yml: include_characters: not needed"), "{said}");
    assert!(site.path().join("public/pagefind/pagefind.js").exists());
    let (found, _) = run(&["search", "keel", "--index", "public"], site.path(), 0);
    assert!(found.contains("a/index.html"), "{found}");
    let (found, _) = run(&["search", "draft", "--index", "public"], site.path(), 1);
    assert!(!found.contains("drafts"), "{found}");
    // A flag wins over the file, and says where the script is.
    let flags = ["build", "--pagefind", "--glob", "drafts/**", "--output-path", "elsewhere/_search"];
    run(&flags, site.path(), 0);
    let script = fs::read_to_string(site.path().join("elsewhere/_search/pagefind.js")).unwrap();
    assert!(script.contains("'../findlet/findlet.pagefind.js'"), "{script}");
    run(&["search", "draft", "--index", "elsewhere/findlet"], site.path(), 0);
    // Without --pagefind the file is not read, and a flag is not passed over.
    let (_, said) = run(&["build", "public", "--glob", "a/**"], site.path(), 2);
    assert!(said.contains("--glob is a setting of Pagefind's; give --pagefind with it"), "{said}");
}
