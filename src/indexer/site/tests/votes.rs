//! What pages call each other in links.

use super::*;

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
    let long = "words without end ".repeat(9);
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
