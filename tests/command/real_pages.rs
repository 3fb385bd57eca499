//! What the command does with sites as people have them: finding the folder, showing what is indexed, following hits.

use super::{built, found, left_out, page, run, site};

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn the_folder_of_the_site_is_found_and_named() {
    let site = site(&[
        ("dist/index.html", &page("", "Oaks", "They grow.")),
        ("build/notes.txt", b"none"),
        ("src/a.html", b"x"),
    ]);
    let (printed, _) = run(&["build"], site.path(), 0);
    assert!(printed.starts_with("1 page indexed from ./dist"), "{printed}");
    let (printed, _) = run(&["search", "--index", "dist", "oaks"], site.path(), 0);
    assert!(printed.contains("1 document matches"), "{printed}");
}

#[test]
fn without_a_folder_of_pages_nothing_is_guessed() {
    let site = site(&[("public/notes.txt", &b"none"[..]), ("a.html", b"<p>x")]);
    let (_, said) = run(&["build"], site.path(), 2);
    assert!(said.contains("no page in public, dist, build"), "{said}");
    assert!(said.contains("`findlet build .`"), "the pages of the folder itself: {said}");
    let (_, said) = run(&["build"], &site.path().join("public"), 2);
    assert!(said.contains("`findlet build SITE`"), "{said}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn packages_are_no_pages() {
    let site = site(&[
        ("a.html", &page("", "Oaks", "They grow.")),
        ("node_modules/tree/readme.html", &page("", "Tree", "A package.")),
        ("venv/lib/site-packages/tree/readme.html", &page("", "Tree", "Another package.")),
        ("vendor/bundle/tree/readme.html", &page("", "Tree", "A third package.")),
        ("vendor/index.html", &page("", "Vendors", "Who sells trees.")),
        ("bundle/index.html", &page("", "Bundles", "Of firewood.")),
        ("docs/node_modules.html", &page("", "Modules", "What they are.")),
    ]);
    let summary = built(site.path(), &[]);
    let packages = ["node_modules", "vendor/bundle", "venv/lib/site-packages"];
    assert_eq!(left_out(&summary), packages.map(|name| (name.to_owned(), "packages".to_owned())));
    assert_eq!(summary["documents"], 4);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn without_words_everything_is_listed() {
    let site = site(&[("a.html", &page("", "Oaks", "They grow.")), ("b/c.html", &page("", "Elms", "They fell."))]);
    for form in ["embedded", "sharded"] {
        built(site.path(), &["--form", form]);
        assert_eq!(found(site.path(), "", &[]), ["a.html", "b/c.html"], "{form}");
        assert_eq!(found(site.path(), " ", &["--offset", "1"]), ["b/c.html"], "{form}");
        assert_eq!(found(site.path(), "", &["--scope", "b"]), ["b/c.html"], "{form}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn addresses_that_lead_to_no_file_are_named() {
    let site =
        site(&[("a b/index.html", &page("", "Oaks", "They grow.")), ("c.html", &page("", "Elms", "They fell."))]);
    built(site.path(), &[]);
    run(&["check", ".", "--site"], site.path(), 0);
    run(&["check", "findlet", "--site", "."], site.path(), 0);
    run(&["check", "--site", "."], site.path(), 0);
    let (_, said) = run(&["check", "--site"], site.path(), 2);
    assert!(said.contains("no folder is named"), "{said}");
    std::fs::remove_file(site.path().join("c.html")).unwrap();
    let (printed, _) = run(&["check", ".", "--site"], site.path(), 1);
    assert!(printed.contains("c.html leads to no file in"), "{printed}");
    let (printed, _) = run(&["check", "--site", "."], site.path(), 1);
    assert!(printed.contains("c.html leads to no file in"), "{printed}");
    run(&["check", "."], site.path(), 0);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn sections_that_their_page_has_no_more_are_named() {
    let oaks = "<title>Oaks</title><main><h1>Oaks</h1><p>They grow.<h2 id=soil>Soil</h2><p>Clay.<h2 id='wet spot'>Water</h2><p>Rain.\
        <h2><a name=age></a>Age</h2><p>Centuries.";
    for form in ["embedded", "sharded"] {
        let site = site(&[("oaks.html", oaks.as_bytes()), ("elms.html", &page("", "Elms", "They fell."))]);
        built(site.path(), &["--form", form]);
        run(&["check", ".", "--site"], site.path(), 0);
        std::fs::write(site.path().join("oaks.html"), oaks.replace("id=soil", "id=ground")).unwrap();
        let (printed, _) = run(&["check", ".", "--site"], site.path(), 1);
        assert!(printed.contains("oaks.html#soil leads to no place in"), "{form}: {printed}");
        assert_eq!(printed.matches("leads to no place").count(), 1, "{form}: {printed}");
    }
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_page_is_shown_with_what_rules_took_out_of_it() {
    let oaks = "<title>Oaks</title><main><h1>Oaks</h1><h2 id=soil>Soil<a href='#soil'>#</a></h2><p>Clay.\
        <p hidden>unseen</p><nav>menu</nav>";
    let site = site(&[("oaks.html", oaks.as_bytes()), ("elms.html", &page("", "Elms", "They fell."))]);
    let (printed, _) = run(&["inspect", ".", "--page", "oaks.html"], site.path(), 0);
    for line in
        ["title     Oaks", "heading  Soil  #soil", "text     Clay.", "permalink", "hidden", "unseen", "furniture"]
    {
        assert!(printed.contains(line), "{line}: {printed}");
    }
    let (printed, _) = run(&["inspect", ".", "--page", "none.html"], site.path(), 1);
    assert!(printed.contains("has no page none.html"), "{printed}");
    let (printed, _) = run(&["build", ".", "--verbose"], site.path(), 0);
    assert!(printed.contains("taken out of pages: 1 furniture, 1 hidden, 1 permalink"), "{printed}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn generated_pages_are_counted_by_their_kind_and_shown_with_it() {
    let site = site(&[
        ("oaks.html", &page("", "Oaks", "They grow.")),
        ("genindex.html", &page("", "Index", "Oaks, elms.")),
        ("_modules/oaks.html", &page("", "Source of oaks", "grow()")),
        ("app.html", b"<div id=root></div><script type=module src=a.js></script>"),
    ]);
    let (printed, said) = run(&["build", ".", "--verbose"], site.path(), 0);
    assert!(printed.contains("1 generated index") && printed.contains("1 generated source code"), "{printed}");
    assert!(said.contains("app.html: it looks as if scripts write it"), "{said}");
    let (printed, _) = run(&["inspect", ".", "--page", "genindex.html"], site.path(), 0);
    assert!(printed.contains("generated page       generated index"), "{printed}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn prices_are_ordered_as_numbers_and_values_in_two_cases_are_one() {
    let lamp = |price: &str, kind: &str| {
        format!(
            "<title>Lamp {price}</title><main><h1>Lamp</h1><p data-findlet-sort=price>{price}<p data-findlet-facet=kind>{kind}<p>{price} {kind}"
        )
    };
    let site = site(&[
        ("a.html", lamp("$1,299.00", "Wall").as_bytes()),
        ("b.html", lamp("$10.00", "table").as_bytes()),
        ("c.html", lamp("$9.50", "Table").as_bytes()),
    ]);
    built(site.path(), &[]);
    assert_eq!(found(site.path(), "lamp", &["--sort", "price"]), ["c.html", "b.html", "a.html"]);
    for value in ["Table", "table", "TABLE"] {
        let mut tables = found(site.path(), "lamp", &["--filter", &format!("kind={value}")]);
        tables.sort();
        assert_eq!(tables, ["b.html", "c.html"], "{value}");
    }
    assert_eq!(found(site.path(), "lamp", &["--filter", "kind=Tab"]), [""; 0]);
    built(site.path(), &["--facet-case", "keep"]);
    assert_eq!(found(site.path(), "lamp", &["--filter", "kind=Table"]), ["c.html"]);
    assert_eq!(found(site.path(), "lamp", &["--filter", "kind=WALL"]), ["a.html"]);
}
