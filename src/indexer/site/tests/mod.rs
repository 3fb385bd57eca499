//! Sites, and what their pages are called and say.

mod generators;

use super::*;
use crate::document::{BlockKind, Weight};
use crate::extract::{Extractor, Rule, SourceKind};

/// Reads a site of pages with their addresses, in their order.
fn site(pages: &[(&str, &str)]) -> Vec<Extracted> {
    let extractor = Extractor::default();
    let drafts: Vec<Draft> =
        pages.iter().map(|(path, page)| extractor.draft(SourceKind::Html, path, page.as_bytes()).unwrap()).collect();
    let mut all = Pages::new(1 << 20);
    all.add(&drafts).unwrap();
    let numbers: Vec<u32> = (0..pages.len() as u32).collect();
    all.learn().read(&numbers).unwrap()
}

/// A site of which each page is the same but for what replaces each `@`.
fn alike(page: &str, names: &[&str]) -> Vec<Extracted> {
    let pages: Vec<(String, String)> =
        names.iter().enumerate().map(|(at, name)| (format!("p{at}.html"), page.replace('@', name))).collect();
    site(&pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect::<Vec<_>>())
}

const TREES: [&str; 5] = ["Ash", "Birch", "Cedar", "Elm", "Fir"];

fn titles(pages: &[Extracted]) -> Vec<&str> {
    pages.iter().map(|page| page.document.title.as_str()).collect()
}

fn text(page: &Extracted) -> String {
    page.document.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" | ")
}

#[test]
fn what_most_titles_begin_or_end_with_is_cut_off() {
    for page in [
        "<title>@ | Woods</title><p>On @",
        "<title>Woods – @</title><p>On @",
        "<title>@ — Woods 2.0 handbook</title><p>On @",
        "<title>@ (Woods 2.0)</title><p>On @",
        "<title>Woods: @</title><p>On @",
        "<h1>Woods : @</h1><p>On @",
        "<title>Woods</title><meta property=og:title content='@ · Woods'><p>On @",
    ] {
        assert_eq!(titles(&alike(page, &TREES)), TREES, "{page}");
    }
}

#[test]
fn titles_are_cut_at_separators_only_and_never_to_nothing() {
    let phrases = TREES.map(|tree| format!("Climbing {tree}"));
    assert_eq!(titles(&alike("<title>Climbing @</title><p>On @", &TREES)), phrases);
    let names = TREES.map(|tree| format!("wood-{tree}"));
    assert_eq!(titles(&alike("<title>wood-@</title><p>On @", &TREES)), names);
    let home = site(&[
        ("a.html", "<title>Ash | Woods</title><p>a"),
        ("b.html", "<title>Birch | Woods</title><p>b"),
        ("c.html", "<title>Cedar | Woods</title><p>c"),
        ("index.html", "<title>Woods</title><p>d"),
    ]);
    assert_eq!(titles(&home), ["Ash", "Birch", "Cedar", "Woods"]);
}

#[test]
fn two_pages_have_nothing_that_most_have() {
    let pages = alike("<title>Woods: @</title><div>menu of woods</div><p>On @", &TREES[..2]);
    assert_eq!(titles(&pages), ["Woods: Ash", "Woods: Birch"]);
    assert_eq!(text(&pages[0]), "menu of woods | On Ash");
}

#[test]
fn a_heading_that_pages_share_names_none_of_them() {
    for page in [
        "<title>@ | Woods</title><div><h1>Woods</h1></div><h2>@</h2><p>On @",
        "<title>@ | Woods</title><main><h1>Woods</h1><p>On @</main>",
        "<title>@ | Woods</title><h1><a href=/>Woods</a></h1><p>On @",
    ] {
        assert_eq!(titles(&alike(page, &TREES)), TREES, "{page}");
    }
}

#[test]
fn a_heading_before_the_content_names_its_page() {
    for page in [
        "<title>Woods – @</title><div><h1>@</h1></div><main><p>On @</main>",
        "<title>Woods</title><header><h1>@</h1></header><main><p>On @</main>",
    ] {
        assert_eq!(titles(&alike(page, &TREES)), TREES, "{page}");
    }
    let why = site(&[
        ("a.html", "<title>Why Rowan</title><header><h1>Rowan</h1></header><main><p>a</main>"),
        ("b.html", "<title>Berries | Rowan</title><main><p>b</main>"),
        ("c.html", "<title>Bark | Rowan</title><main><p>c</main>"),
    ]);
    assert_eq!(titles(&why)[0], "Why Rowan");
}

#[test]
fn pages_that_share_a_window_title_are_named_by_their_first_heading() {
    assert_eq!(titles(&alike("<title>Woods</title><h2>@</h2><p>On @", &TREES)), TREES);
}

#[test]
fn blocks_that_most_pages_have_are_no_page_s() {
    let page = "<title>@</title><div><div><a href=p0.html>Ash</a></div><div><a href=p1.html>Birch</a></div></div>\
        <div><h1>@</h1><p>About @.</div><h3>On this page</h3><div>Planted by volunteers</div>";
    for (tree, page) in TREES.iter().zip(alike(page, &TREES)) {
        assert_eq!(text(&page), format!("About {tree}."));
        assert_eq!(page.taken.counts.get(&Rule::Shared), Some(&4));
    }
}

#[test]
fn headings_over_text_of_the_page_are_kept_though_all_pages_have_them() {
    let page = "<main><h1>@</h1><h2 id=soil>Soil</h2><p>@ likes clay.<h2 id=uses>Uses</h2><p>Of @ one makes oars.";
    let pages = alike(page, &TREES);
    assert_eq!(text(&pages[0]), "Soil | Ash likes clay. | Uses | Of Ash one makes oars.");
    let bare = alike("<main><p>Nothing is known yet.<p>@", &["", "", "", "", ""]);
    assert!(bare.iter().all(|page| text(page) == "Nothing is known yet."), "something is left of every page");
}

#[test]
fn the_banner_of_a_folder_is_no_text_of_its_pages() {
    let mut pages = Vec::new();
    for (folder, banner) in [("new", ""), ("old", "<p>You read an old edition.")] {
        for tree in TREES {
            pages.push((format!("{folder}/{tree}.html"), format!("<main><h1>{tree}</h1>{banner}<p>{folder} {tree}.")));
        }
    }
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect();
    assert!(site(&pages).iter().all(|page| !text(page).contains("edition")));
}

#[test]
fn a_description_that_pages_share_is_none() {
    let pages = alike("<meta name=description content='The woods'><main><h1>@</h1><p>On @", &TREES);
    assert!(pages.iter().all(|page| page.document.summary.is_none() && !text(page).contains("woods")));
    let own = alike("<meta name=description content='The @'><main><h1>@</h1><p>On @", &TREES);
    assert_eq!(own[0].document.summary.as_deref(), Some("The Ash"));
}

#[test]
fn copies_count_once() {
    let copy = "<title>Woods: Ash</title><main><p>On ash";
    let pages = site(&[("a.html", copy), ("b.html", copy), ("c.html", copy), ("d.html", "<main><h1>D</h1><p>d")]);
    assert_eq!((titles(&pages)[0], text(&pages[0]).as_str()), ("Woods: Ash", "On ash"));
}

/// The weight of a page beside others that are not lists.
fn weight(path: &str, page: &str) -> Weight {
    let mut pages = vec![(path, page)];
    pages.extend(["x1.html", "x2.html", "x3.html"].map(|path| (path, "<main><h1>X</h1><p>A text without links.")));
    let mut pages = site(&pages);
    pages.swap_remove(0).document.boost
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
        ("classWood-members.html", "<meta name=generator content='Doxygen 1.9'><p>grow()"),
        ("CHANGELOG.html", "<main><h1>T</h1><h2>2.0.0</h2><p>Grew.<h2>1.0.0</h2><p>Sprouted."),
    ] {
        assert!(weight(path, page) < Weight::default(), "{path}");
    }
    for (path, page) in [
        ("tags/div.html", text),
        ("page/index.html", text),
        ("src/index.html", text),
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
fn where_all_pages_are_lists_none_weighs_less() {
    let page =
        "<main><h1>@</h1><ul><li><a href=/@/a/>The @ tree</a><li><a href=/@/b/>@ boats</a><li><a href=/@/c/>@s</a>";
    assert!(alike(page, &TREES).iter().all(|page| page.document.boost == Weight::default()));
}

#[test]
fn memory_makes_no_difference() {
    let extractor = Extractor::default();
    let drafts: Vec<Draft> = TREES
        .iter()
        .map(|tree| {
            extractor
                .draft(
                    SourceKind::Html,
                    &format!("{tree}.html"),
                    format!("<title>{tree} | Woods</title><p>On {tree}").as_bytes(),
                )
                .unwrap()
        })
        .collect();
    let read = |memory: usize| {
        let mut pages = Pages::new(memory);
        drafts.iter().for_each(|draft| _ = pages.add(std::slice::from_ref(draft)).unwrap());
        pages.learn().read(&[4, 0]).unwrap()
    };
    assert_eq!(read(0), read(1 << 20));
    assert_eq!(read(0)[0].document.blocks[0].kind, BlockKind::Paragraph);
}

/// What the pages of a site call each other, by page.
fn votes(pages: &[(&str, &str)]) -> Vec<Vec<Vote>> {
    let extractor = Extractor::default();
    let drafts: Vec<Draft> =
        pages.iter().map(|(path, page)| extractor.draft(SourceKind::Html, path, page.as_bytes()).unwrap()).collect();
    let numbers: Vec<u32> = (0..pages.len() as u32).collect();
    let target = |_: u32, to: &str| {
        let path = to.split('#').next().unwrap_or_default();
        pages.iter().position(|(page, _)| *page == path).map(|at| at as u32)
    };
    let counted = |memory: usize| {
        let mut all = Pages::new(memory);
        all.add(&drafts).unwrap();
        let mut votes = all.learn().votes(&numbers, &target, memory).unwrap();
        numbers.iter().map(|number| votes.of(*number).unwrap()).collect::<Vec<_>>()
    };
    let found = counted(1 << 20);
    assert_eq!(counted(0), found, "memory makes no difference");
    found
}

fn vote(text: &str, pages: u32) -> Vote {
    (text.to_owned(), pages)
}

#[test]
fn a_link_is_a_vote_once_for_each_page_and_place() {
    let many = "<a href=oars.html>ash oars</a> ".repeat(9);
    let found = votes(&[
        ("a.html", &format!("<main><h1>A</h1><p>One reads of {many} here, and that is a sentence.</main>")),
        (
            "b/b.html",
            "<main><h1>B</h1><p>There are <a href='../oars.html'>ash <b>oars</b></a> of some age there.</main>",
        ),
        (
            "c.html",
            "<main><h1>C</h1><p>Boats need <a href=oars.html#long>long oars</a>, others <a href=oars.html#short>short oars</a>.</main>",
        ),
        (
            "oars.html",
            "<main><h1>Oars</h1><p>They are <a href=oars.html>ours</a> and <a href=#long>long</a>, all in all.</main>",
        ),
    ]);
    assert_eq!(found[3], [vote("ash oars", 2), vote("long oars", 1), vote("short oars", 1)]);
    assert!(found[..3].iter().all(Vec::is_empty), "nobody links to the others: {found:?}");
}

#[test]
fn menus_lists_and_links_elsewhere_are_no_votes() {
    let page = |name: &str| {
        format!(
            "<nav><a href=oars.html>to oars</a></nav><main><h1>{name}</h1><p>Read also <a href=oars.html>all on oars</a>.\
            <p>{name} <a href=https://example.org/oars.html>elsewhere</a> <a href=oars.png>picture</a> is a tree of the woods.</main>"
        )
    };
    let pages: Vec<(String, String)> = TREES.iter().map(|tree| (format!("{tree}.html"), page(tree))).collect();
    let mut pages: Vec<(&str, &str)> = pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect();
    let list = "<main><h1>List</h1><ul><li><a href=oars.html>Oars</a><li><a href=Ash.html>Ash</a><li><a href=Elm.html>Elm</a></ul></main>";
    pages.push(("list.html", list));
    pages.push(("oars.html", "<main><h1>Oars</h1><p>They move boats over waters.</main>"));
    assert!(votes(&pages).iter().all(Vec::is_empty), "{:?}", votes(&pages));
}

#[test]
fn a_text_that_leads_to_many_pages_says_nothing_of_any() {
    let page = |tree: &str, next: &str| {
        format!(
            "<main><h1>{tree}</h1><p>{tree} is a tree. More on {next} stands <a href={next}.html>hier</a>, and some on \
            <a href=Ash.html>the ash</a> too, one by one.</main>"
        )
    };
    let next = |at: usize| TREES[(at + 1) % TREES.len()];
    let pages: Vec<(String, String)> =
        TREES.iter().enumerate().map(|(at, tree)| (format!("{tree}.html"), page(tree, next(at)))).collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect();
    let found = votes(&pages);
    assert_eq!(found[0], [vote("the ash", 3)], "the last links to it by the other text before");
    assert!(found[1..].iter().all(Vec::is_empty), "{found:?}");
}

#[test]
fn a_card_votes_by_its_first_block_and_a_sentence_is_no_name() {
    let long = "words that go on ".repeat(9);
    let found = votes(&[
        (
            "a.html",
            &format!(
                "<main><h1>A</h1><p>A text stands before the cards of this page.<a href=oars.html><h3>Oars</h3><p>How to make \
                them.</a><p>See <a href=oars.html#x>{long}</a> and then the rest of it all, which is more.</main>"
            ),
        ),
        ("oars.html", "<main><h1>Oars</h1><p>They move boats over waters.</main>"),
    ]);
    assert_eq!(found[1], [vote("Oars", 1)]);
}

#[test]
fn a_page_with_countless_links_has_a_thousand_votes() {
    let link = |at: u32| format!("<p>A text about it <a href=oars.html#{at}>oar {at}</a> of ash");
    let links = (0..3000).map(link).collect::<Vec<_>>().concat();
    let found = votes(&[
        ("a.html", &format!("<main><h1>A</h1>{links}</main>")),
        ("oars.html", "<main><h1>Oars</h1><p>They move boats over waters.</main>"),
    ]);
    assert_eq!(found[1].len(), 1000);
}

#[test]
fn translations_and_versions_may_have_one_title_and_it_is_their_own() {
    let page = |language: &str, version: &str| {
        format!(
            "<html lang={language}><meta name=docsearch:version content='{version}'><title>Blog</title><p>{language} {version}<h2>Oaks</h2>"
        )
    };
    let pages = [page("en", "1"), page("da", "1"), page("en", "2")];
    let titled = site(&[("a.html", &pages[0]), ("b.html", &pages[1]), ("c.html", &pages[2])]);
    assert_eq!(titles(&titled), ["Blog"; 3]);
    let same = site(&[("a.html", &pages[0]), ("b.html", &page("en", "1").replace("<p>", "<p>more "))]);
    assert_eq!(titles(&same), ["Oaks"; 2], "two pages of one language and version share it");
}

#[test]
fn banners_of_a_version_or_of_a_translation_to_come_are_no_page_s_wherever_they_lie() {
    let versioned = |path: &str, version: &str, tree: &str| {
        let banner = if version == "next" { "<p>This is of a coming version.</p>" } else { "" };
        let page = format!(
            "<html lang=en><meta name=docsearch:version content={version}><title>{tree} {version}</title><main>{banner}<p>On {tree}.</main>"
        );
        (format!("{path}{tree}.html"), page)
    };
    let danish = |tree: &str| {
        let page = format!(
            "<html lang=da><title>{tree} da</title><main lang=en><p>Ikke oversat endnu.</p><p>On {tree} too.</main>"
        );
        (format!("x/y/da/{tree}.html"), page)
    };
    let mut pages: Vec<(String, String)> = TREES.iter().map(|tree| versioned("x/y/", "1", tree)).collect();
    pages.extend(TREES.iter().map(|tree| versioned("x/y/next/", "next", tree)));
    pages.extend(TREES.iter().map(|tree| danish(tree)));
    let found = site(&pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect::<Vec<_>>());
    for (at, tree) in TREES.iter().enumerate() {
        assert_eq!(text(&found[5 + at]), format!("On {tree}."));
        assert_eq!(text(&found[10 + at]), format!("On {tree} too."));
    }
    let few = site(&[("a.html", &danish("Ash").1), ("b.html", &danish("Elm").1)]);
    assert!(text(&few[0]).contains("Ikke oversat"), "two pages have no most");
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
    assert_eq!(kinds, [None, None, None, None, None, None, Some("list of pages")]);
}

#[test]
fn things_of_one_name_in_several_places_keep_it() {
    let thing = |at: &str| {
        (format!("functions/{at}.html"), format!("<title>create | Woods</title><h1>Function create</h1><p>Makes {at}."))
    };
    let mut pages: Vec<(String, String)> = TREES.iter().map(|tree| thing(tree)).collect();
    let trees = |tree: &&str| {
        (format!("trees/{tree}.html"), format!("<title>{tree} | Woods</title><h1>{tree}</h1><p>On {tree}."))
    };
    pages.extend(TREES.iter().map(trees));
    pages.extend(TREES.iter().map(|tree| (format!("old/{tree}.html"), trees(tree).1.replace("On", "Once on"))));
    pages.extend(TREES.iter().map(|tree| (format!("new/{tree}.html"), trees(tree).1.replace("On", "Soon on"))));
    pages.extend(TREES.iter().map(|tree| (format!("sub/{tree}.html"), trees(tree).1.replace("On", "Under"))));
    let found = site(&pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect::<Vec<_>>());
    assert_eq!(titles(&found)[..5], ["Function create"; 5]);
    let site_named = alike("<title>@ | Woods</title><main><h1>Woods</h1><p>On @</main>", &TREES);
    assert_eq!(titles(&site_named), TREES, "the site's name is no page's");
}

#[test]
fn a_line_before_all_headings_names_a_page_as_its_window_does() {
    let page = "<title>Woods: @</title><div>Woods 2.0</div><div><div>@</div></div><h1>Leaves</h1><p>On @.";
    let found = alike(page, &TREES);
    assert_eq!(titles(&found), TREES);
    assert_eq!(text(&found[0]), "Leaves | On Ash.", "what names the page is not repeated");
    let list = |tree: &&str| {
        let page = format!("<title>Woods: Member List</title><div>{tree} Member List</div><p>On {tree}.");
        (format!("{tree}-members.html"), page)
    };
    let mut pages: Vec<(String, String)> = TREES.iter().map(list).collect();
    for folder in ["new", "old"] {
        let named =
            |tree: &&str| (format!("{folder}/{tree}.html"), format!("<title>Woods: {tree}</title><p>{folder} {tree}"));
        pages.extend(TREES.iter().map(named));
    }
    let lists = site(&pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect::<Vec<_>>());
    assert_eq!(titles(&lists)[..5], TREES.map(|tree| format!("{tree} Member List")));
    let heading = alike("<title>@ | Woods</title><p>Woods again</p><h1>The @</h1><p>On @.", &TREES);
    assert_eq!(titles(&heading), TREES.map(|tree| format!("The {tree}")));
}
