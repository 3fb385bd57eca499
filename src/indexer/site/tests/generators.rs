//! What generators make beside the pages: first pages, indexes, sources, headings that are the site's.

use super::*;
use crate::document::Weight;

/// Reads a site of these pages beside three on each tree, and returns the former.
fn beside_trees(pages: &[(&str, &str)]) -> Vec<Extracted> {
    let tree = |tree: &&str| {
        (
            format!("{tree}.html"),
            format!("<title>{tree} | Woods</title><main><h1>{tree}</h1><p>On the {tree}, at length."),
        )
    };
    let mut all: Vec<(String, String)> = TREES.iter().map(tree).collect();
    for folder in ["new", "old"] {
        let of = |(path, page): (String, String)| (format!("{folder}/{path}"), page.replace("On the", folder));
        all.extend(TREES.iter().map(tree).map(of));
    }
    let trees = all.len();
    all.extend(pages.iter().map(|(path, page)| ((*path).to_owned(), (*page).to_owned())));
    let found = site(&all.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect::<Vec<_>>());
    found.into_iter().skip(trees).collect()
}

#[test]
fn what_is_called_as_its_site_is_gets_its_first_heading_s_name() {
    let bare = "<title>Woods</title><main><h1>Woods</h1><h2>All kinds</h2><p>Of @.</main>";
    let mut pages: Vec<(String, String)> = TREES
        .iter()
        .map(|tree| {
            (format!("{tree}.html"), format!("<title>{tree} | Woods</title><main><h1>{tree}</h1><p>On {tree}."))
        })
        .collect();
    pages.push(("index.html".to_owned(), bare.replace('@', "all")));
    let titled = |pages: &[(String, String)]| {
        let found = site(&pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect::<Vec<_>>());
        titles(&found).into_iter().skip(TREES.len()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(titled(&pages), ["Woods"]);
    pages.push(("kinds.html".to_owned(), bare.replace('@', "some")));
    assert_eq!(titled(&pages), ["Woods", "All kinds"]);
    pages.pop();
    pages.push(("woods.html".to_owned(), bare.replace("<title>Woods", "<title>Woods, in short")));
    assert_eq!(titled(&pages), ["Woods", "Woods"], "no other page has the window's title");
}

#[test]
fn a_heading_that_several_pages_have_gives_way_to_a_window_that_says_another_thing() {
    let list = |of: &str| format!("<title>{of}</title><main><h1>Other articles</h1><p>Of {of}.</main>");
    let [oaks, elms, firs] = ["Oaks", "Elms", "Firs"].map(list);
    let three = beside_trees(&[("a.html", &oaks), ("b.html", &elms), ("c.html", &firs)]);
    assert_eq!(titles(&three), ["Oaks", "Elms", "Firs"]);
    let two = beside_trees(&[("a.html", &oaks), ("b.html", &elms)]);
    assert_eq!(titles(&two), ["Other articles"; 2], "two pages may have one name");
    let named = |of: &str| format!("<title>Overview of {of}</title><main><h1>Overview</h1><p>Of {of}.</main>");
    let [oaks, elms, firs] = ["oaks", "elms", "firs"].map(named);
    let same = beside_trees(&[("a.html", &oaks), ("b.html", &elms), ("c.html", &firs)]);
    assert_eq!(titles(&same), ["Overview"; 3], "their windows say the same");
}

#[test]
fn a_site_s_name_over_lists_names_none_of_them() {
    let list = |of: &str| format!("<title>{of} | Woods</title><main><h1>Woods</h1><p>All {of}.</main>");
    let [new, old, all] = ["New", "Old", "All"].map(list);
    let first = all.replace("All | ", "");
    let found = beside_trees(&[("index.html", &first), ("new.html", &new), ("old.html", &old)]);
    assert_eq!(titles(&found), ["Woods", "New", "Old"]);
}

#[test]
fn a_first_page_of_links_weighs_more_than_other_lists() {
    let list = TREES.map(|tree| format!("<p><a href={tree}.html>All about the {tree}</a>")).concat();
    let page = format!("<title>Woods</title><main><h1>Woods</h1>{list}</main>");
    let found = beside_trees(&[("index.html", &page), ("tags/all/index.html", &page.replace("About", "More about"))]);
    let kinds: Vec<_> = found.iter().map(|page| (page.generated, page.document.boost)).collect();
    let weight = |weight: f64| Weight::new(weight).unwrap();
    assert_eq!(kinds, [(Some("list on the first page"), weight(0.5)), (Some("list of pages"), weight(0.125))]);
}

#[test]
fn the_contents_of_a_chapter_keep_their_title() {
    let list = TREES.map(|tree| format!("<p><a href={tree}.html>All about the {tree}</a>")).concat();
    let page = format!("<title>Woods</title><main><h1>Woods</h1><h2 data-findlet-weight=2>Trees</h2>{list}</main>");
    let found = beside_trees(&[("woods/index.html", &page)]);
    let Extracted { generated, document, .. } = &found[0];
    assert_eq!((*generated, document.boost), (Some("table of contents"), Weight::default()));
    let weight = |weight: f64| Weight::new(weight).unwrap();
    assert_eq!((document.weight(0), document.weight(1)), (weight(0.25), weight(0.125)));
    assert_eq!(document.weights.len(), document.blocks.len());
    let marked = page.replace("<main>", "<main><meta data-findlet-boost=1.5>");
    let found = beside_trees(&[("woods/index.html", &marked)]);
    assert_eq!((found[0].generated, found[0].document.boost), (None, weight(1.5)));
}

#[test]
fn indexes_and_sources_are_known_by_their_generators() {
    for (path, page, kind) in [
        ("class_list.html", "<title>Class List</title><p>Oar", Some("generated index")),
        ("class_list.html", "<title>class_list()</title><p>Lists classes.", None),
        ("_index.html", "<title>Documentation by YARD 0.9</title><p>Oar", Some("generated index")),
        (
            "classIndex.html",
            "<meta name=generator content='pydoctor 25'><title>Classes</title><p>Oar",
            Some("generated index"),
        ),
        ("classIndex.html", "<title>Classes</title><p>Oar", None),
        ("oar.js.html", "<title>oar.js - Docs</title><h1>oar.js</h1><pre>row()</pre>", Some("generated source code")),
        ("oar.js.html", "<title>oar.js - Docs</title><h1>oar.js</h1><p>What it does.<p>And how.", None),
        ("oar.toml.html", "<title>oar.toml</title><h1>oar.toml</h1><pre>wood = 1</pre>", None),
    ] {
        let found = beside_trees(&[(path, page)]);
        assert_eq!(found[0].generated, kind, "{path} {page}");
    }
}
