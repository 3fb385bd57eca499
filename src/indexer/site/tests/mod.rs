//! Sites, and what their pages are called and say.

mod generators;
mod lists;
mod votes;

use super::*;
use crate::document::BlockKind;
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
fn what_styles_draw_between_the_parts_of_a_heading_the_window_says() {
    let page = |title: &str, heading: &str| format!("<title>{title}</title><main><h1>{heading}</h1><p>On {title}");
    let [drawn, plain] = [page("Boats.Oar.row_on", "<a href=.>Boats</a>Oar<i></i>row_on"), page("Oar in Boats", "Oar")];
    let found = site(&[("a.html", &drawn), ("b.html", &plain)]);
    assert_eq!(titles(&found), ["Boats.Oar.row_on", "Oar"]);
    assert_eq!(text(&found[0]), "On Boats.Oar.row_on");
}

#[test]
fn the_logo_tells_the_name_of_the_site_though_few_titles_have_it() {
    let page = |title: &str, name: &str| {
        format!("<title>{title}</title><header><h1><a href=/>Woods</a></h1></header><main><p>On {name}</main>")
    };
    let named = [page("Woods - Ash", "ash"), page("Birch", "birch"), page("Cedar", "cedar"), page("Elm", "elm")];
    let found = site(&[("a.html", &named[0]), ("b.html", &named[1]), ("c.html", &named[2]), ("d.html", &named[3])]);
    assert_eq!(titles(&found), ["Ash", "Birch", "Cedar", "Elm"]);
    let other = page("Fields - Ash", "ash");
    let found = site(&[("a.html", &other), ("b.html", &named[1]), ("c.html", &named[2]), ("d.html", &named[3])]);
    assert_eq!(titles(&found)[0], "Fields - Ash");
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
fn a_heading_that_leads_to_another_page_names_that_and_one_that_leads_to_its_own_page_this() {
    let page = "<title>@ | Woods</title><h1><a href='.'>@</a></h1><p>On @";
    let folders: Vec<(String, String)> =
        TREES.iter().map(|tree| (format!("a/{tree}/index.html"), page.replace('@', tree))).collect();
    let mut pages: Vec<(&str, &str)> = folders.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect();
    let archive = "<title>Archive of May | Woods</title><article><h1><a href='../a/Ash/'>Ash</a></h1><p>On Ash";
    let linked = "<title>Elm again | Woods</title><article><h1><a href='../a/Elm/'>Elm</a></h1><p>On Elm";
    pages.extend([("may/index.html", archive), ("june/index.html", linked)]);
    let found = site(&pages);
    assert_eq!(titles(&found)[..5], TREES);
    assert_eq!(titles(&found)[5..], ["Archive of May", "Elm"]);
}

#[test]
fn the_first_page_of_a_manual_is_named_as_the_manual_is() {
    let top = "<title>Top (Woods manual)</title><h1>Woods manual</h1><h1>Woods</h1><p>All of it.";
    let page = |tree: &str| format!("<title>{tree} (Woods manual)</title><h1>{tree}</h1><p>On {tree}.");
    let [ash, birch, cedar] = ["Ash", "Birch", "Cedar"].map(page);
    let found = site(&[("index.html", top), ("a.html", &ash), ("b.html", &birch), ("c.html", &cedar)]);
    assert_eq!(titles(&found), ["Woods manual", "Ash", "Birch", "Cedar"]);
}

#[test]
fn pages_that_share_a_window_title_and_have_no_heading_are_named_by_it_rather_than_by_their_site() {
    let post = "<title>@ | Woods</title><meta property=og:title content=Woods><p>On @";
    let archive = "<title>Archive | Woods</title><meta property=og:title content=Woods><p>Posts from";
    let mut pages: Vec<(String, String)> =
        TREES.iter().map(|tree| (format!("{tree}.html"), post.replace('@', tree))).collect();
    pages.extend(["22", "23", "24", "25"].map(|year| (format!("z/{year}.html"), format!("{archive} {year}"))));
    let found = site(&pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect::<Vec<_>>());
    assert_eq!(titles(&found)[5..], ["Archive"; 4]);
}

#[test]
fn a_description_that_is_the_window_s_title_says_nothing_unless_the_page_is_called_otherwise() {
    let page = "<title>@ (Woods manual)</title><meta name=description content='@ (Woods manual)'><p>On @.";
    assert!(alike(page, &TREES).iter().all(|page| page.document.summary.is_none()));
    let named = alike(&page.replace("<p>", "<h1>The @ tree</h1><p>"), &TREES);
    assert_eq!(named[0].document.summary.as_deref(), Some("Ash (Woods manual)"));
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
