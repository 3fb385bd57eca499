//! Pages that list or print others.

use super::*;
use crate::document::Weight;

/// The weight of a page's last words beside others that are not lists.
fn weight(path: &str, page: &str) -> Weight {
    let mut pages = vec![(path, page)];
    pages.extend(["x1.html", "x2.html", "x3.html"].map(|path| (path, "<main><h1>X</h1><p>A text without links.")));
    let document = site(&pages).swap_remove(0).document;
    document.boost.times(document.weight(document.blocks.len() as u32 - 1))
}

#[test]
fn pages_that_list_others_weigh_less() {
    let list =
        "<main><h1>T</h1><ul><li><a href=/a/>Ash trees</a><li><a href=/b/>Birch trees</a><li><a href=/c/>Cedars</a>";
    let posts =
        "<main><h1>T</h1><article><h2><a href=/a/>Ash</a></h2><p>The ash is a tree with a wide crown.</article>";
    let text =
        "<main><h1>T</h1><h2>Use</h2><p>A text about it, with <a href=/a/>one link</a> and many words around it.";
    for (path, page) in [
        ("list.html", list),
        ("tags/wood/index.html", posts),
        ("page/2/index.html", posts),
        ("2024/05/index.html", posts),
        ("genindex.html", text),
        ("_modules/wood.html", text),
        ("print_page.html", &format!("<meta name=generator content='mkdocs-1.6'>{text}")),
        ("print_page/index.html", &format!("<meta name=generator content='mkdocs-1.6'>{text}")),
        ("docs/_print/index.html", &format!("<meta name=generator content='Hugo 0.140'>{text}")),
        ("print.html", &format!("<meta name=generator content=mdBook>{text}")),
        ("api/class-use/Wood.html", text),
        ("src/wood/lib.rs.html", "<meta name=generator content=rustdoc><main><h1>T</h1><pre>fn main</pre>"),
        ("wood-1.2/src/Wood-Oak.html", "<title>Wood/Oak.hs</title><pre><a name=line-1></a>grow = 1</pre>"),
        ("wood-1.2/src/Wood.Oak.html", "<body><pre><span id=line-1>grow = 1</span></pre>"),
        ("wood-1.2/doc-index-G.html", "<title>wood-1.2 (Index - G)</title><p>grow <a href=Wood-Oak.html>Wood.Oak</a>"),
        ("classWood-members.html", "<meta name=generator content='Doxygen 1.9'><p>grow()"),
        ("CHANGELOG.html", "<main><h1>T</h1><h2>2.0.0</h2><p>Grew.<h2>1.0.0</h2><p>Sprouted."),
    ] {
        assert!(weight(path, page) < Weight::default(), "{path}");
    }
    for (path, page) in [
        ("tags/div.html", text),
        ("page/index.html", text),
        ("src/index.html", text),
        ("src/wood.html", "<title>Wood</title><main><h1>Wood</h1><p>What grows on trees."),
        ("doc-index-wood.html", text),
        ("guide/changelog.html", text),
        ("functions.html", text),
        ("print.html", text),
        ("print_page.html", text),
        ("_print/index.html", text),
        ("print.html", &format!("<meta name=generator content='Hugo 0.140'>{text}")),
        ("1984/index.html", text),
        ("chapters.html", "<main><h1>T</h1><h2>1. Wood</h2><p>a<h2>2. Oars</h2><p>b<h2>3. Boats</h2><p>c"),
        ("stated.html", &format!("<meta data-findlet-boost=1>{text}")),
    ] {
        assert_eq!(weight(path, page), Weight::default(), "{path}");
    }
}

/// The page of a tree, with this many `paragraphs` of its own.
fn chapter(tree: &str, paragraphs: usize) -> String {
    let said = |at| format!("<p>What is said of the {tree} in paragraph {at}, and of it alone.");
    let text: String = (0..paragraphs).map(said).collect();
    format!("<h1>{tree}</h1><h2>Its wood</h2>{text}")
}

/// The pages in a folder, each with whether it weighs less.
fn lessened(pages: &[(String, String)]) -> Vec<(&str, bool)> {
    let given: Vec<(&str, &str)> = pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect();
    let settled = site(&given);
    let is_less = |page: &Extracted| page.document.boost < Weight::default();
    given.iter().map(|(path, _)| *path).zip(settled.iter().map(is_less)).collect()
}

#[test]
fn a_page_that_prints_the_others_weighs_less_whatever_its_name() {
    let page = |text: &str| format!("<title>Trees</title><main>{text}");
    let version = |folder: &str| -> Vec<(String, String)> {
        let chapters = TREES.map(|tree| (format!("{folder}/{tree}.html"), page(&chapter(tree, 6))));
        let all = TREES.map(|tree| chapter(tree, 6)).concat();
        chapters.into_iter().chain([(format!("{folder}/the-book.html"), page(&all))]).collect()
    };
    // In each of several versions, too, where every page stands twice.
    let pages = [version("1"), version("2")].concat();
    for (path, is_less) in lessened(&pages) {
        assert_eq!(is_less, path.ends_with("the-book.html"), "{path}");
    }
}

#[test]
fn a_page_that_others_quote_and_one_that_quotes_them_are_none_that_prints_them() {
    let page = |text: &str| format!("<title>Trees</title><main>{text}");
    let mut pages: Vec<(String, String)> =
        TREES.iter().map(|tree| (format!("{tree}.html"), page(&chapter(tree, 6)))).collect();
    // Longer than any: half of it is its own.
    let quotes = TREES.map(|tree| chapter(tree, 1)).concat() + &chapter("forest", TREES.len());
    pages.push(("forest.html".to_owned(), page(&quotes)));
    // As long as what it is a copy of but for a line.
    pages.push(("oak-again.html".to_owned(), page(&(chapter(TREES[0], 6) + "<p>Again."))));
    assert!(lessened(&pages).iter().all(|(_, is_less)| !is_less), "{:?}", lessened(&pages));
}

#[test]
fn the_index_of_a_book_is_a_list_and_a_page_about_indexes_is_none() {
    let entry = |at: usize| format!("<dt>the oak of kind {at}, <a href=/{at}.html>Trees of kind {at}</a>");
    let entries: String = (0..30).map(entry).collect();
    let page = |title: &str| weight("z.html", &format!("<title>{title}</title><main><h1>{title}</h1><dl>{entries}"));
    for title in ["Index", "Function Index", "Stichwortverzeichnis"] {
        assert!(page(title) < Weight::default(), "{title}");
    }
    assert_eq!(page("Index of refraction"), Weight::default());
    let text = "<main><h1>CREATE INDEX</h1><p>It makes an index of <a href=/a.html>a table</a>.";
    assert_eq!(weight("create.html", text), Weight::default());
}

#[test]
fn headings_of_posts_make_a_list_and_those_of_the_parts_of_a_class_do_not() {
    let part = |level: usize, at: usize| format!("<h{level}><a href=/{at}.html>part {at}</a></h{level}><p>It is {at}.");
    let parts = |level: usize| -> String { (0..5).map(|at| part(level, at)).collect() };
    let posts = format!("<main><h1>Posts</h1>{}", parts(2));
    assert!(weight("posts.html", &posts) < Weight::default());
    let class = format!("<main><h1>Oar</h1><h2>Description</h2><p>It moves a boat.<h2>Methods</h2>{}", parts(3));
    assert_eq!(weight("class.html", &class), Weight::default());
}

#[test]
fn a_heading_that_leads_to_another_page_names_that_one_more() {
    let pages = site(&[(
        "a.html",
        "<main><h1>Oar</h1><h2 id=x><a href=b.html>row</a></h2><h2><a href=a.html#y>Use</a></h2><p>It is long.",
    )]);
    let [(block, half)] = pages[0].document.weights[..] else { panic!("{:?}", pages[0].document.weights) };
    assert_eq!((pages[0].document.blocks[block as usize].text.as_str(), half), ("row", Weight::new(0.5).unwrap()));
}

#[test]
fn where_all_pages_are_lists_none_weighs_less() {
    let page =
        "<main><h1>@</h1><ul><li><a href=/@/a/>The @ tree</a><li><a href=/@/b/>@ boats</a><li><a href=/@/c/>@s</a>";
    assert!(alike(page, &TREES).iter().all(|page| page.document.boost == Weight::default()));
}

#[test]
fn the_pages_of_one_list_are_called_as_the_list_is() {
    let list = |at: usize| {
        let links = TREES.map(|tree| format!("<h2><a href=/{tree}.html>{tree} {at}</a></h2>")).concat();
        (
            format!("tags/old/page/{at}/index.html"),
            format!("<title>Old trees | Woods</title><main><h1>Old trees</h1>{links}"),
        )
    };
    let mut pages = vec![("tags/old/index.html".to_owned(), list(1).1)];
    pages.extend((2..5).map(list));
    pages.push(("tags/new/index.html".to_owned(), list(9).1.replace("Old", "New")));
    let found = site(&pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect::<Vec<_>>());
    assert_eq!(titles(&found)[0], "Old trees");
}

#[test]
fn a_list_that_continues_under_its_name_and_a_number_keeps_its_window_s_title() {
    let list = |name: &str, posts: &str| {
        let link = |tree: &str| format!("<h1><a href='/{tree}.html'>{tree}</a></h1><p>On {tree}.");
        format!("<title>Woods - {name}</title>{posts}<h1>Other trees</h1>{}{}", link("Ash"), link("Birch"))
    };
    let mut pages: Vec<(String, String)> = Vec::new();
    for name in ["old", "tall", "wet"] {
        pages.push((format!("tag/{name}.html"), list(name, "<p>First")));
        pages.push((format!("tag/{name}2.html"), list(name, "<p>Second")));
    }
    let found = site(&pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect::<Vec<_>>());
    assert_eq!(titles(&found), ["old", "old", "tall", "tall", "wet", "wet"]);
    let own = alike("<title>@ 2 | Woods</title><h1>@ 2</h1><p>On @", &TREES);
    assert_eq!(titles(&own)[0], "Ash 2", "a number in a title is no sign");
}

#[test]
fn a_menu_of_links_makes_no_list_of_a_page() {
    let menu = TREES.map(|tree| format!("<div><a href={tree}.html>All about the {tree}</a></div>")).concat();
    let page = |name: &str, text: &str| {
        (format!("{name}.html"), format!("<title>{name}</title>{menu}<div><h1>{name}</h1>{text}</div>"))
    };
    let mut pages: Vec<(String, String)> =
        TREES.iter().map(|tree| page(tree, &format!("<p>The {tree} grows slowly. ").repeat(20))).collect();
    pages.push(page("short", "<p>It grows."));
    pages.push(page("all", &TREES.map(|tree| format!("<p><a href=old/{tree}.html>The old {tree}</a>")).concat()));
    let found = site(&pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect::<Vec<_>>());
    let kinds: Vec<_> = found.iter().map(|page| page.generated).collect();
    assert_eq!(kinds, [None, None, None, None, None, None, Some("table of contents")]);
}
