use super::*;
use crate::extract::Warning;
use crate::{Date, SortValue, Weight};

/// The page with Pagefind's attributes too gives the same.
fn both(page: &str) -> Extracted {
    let ours = read(page);
    let theirs = page.replace("data-findlet-facet", "data-findlet-filter").replace("data-findlet-", "data-pagefind-");
    assert_eq!(ours, read(&theirs), "{page}");
    ours
}

#[test]
fn marked_content_is_all_the_content() {
    let marked = both(
        "<p>a<div data-findlet-body><p>b<aside>c</aside><header>d</header><nav>e</nav></div><p>f<p data-findlet-body>g",
    );
    assert_eq!(text(&marked.document), "b | c | d | g");
    assert!(marked.is_marked && !read("<main>a</main>").is_marked);
}

#[test]
fn ignored_parts_are_left_out_and_all_that_they_say_if_asked() {
    let page = "<p>a<div data-findlet-ignore>b<p data-findlet-meta=m>c</div>\
        <div data-findlet-ignore=all>d<p data-findlet-meta=n>e</div><p data-findlet-ignore=index>f";
    let document = both(page).document;
    assert_eq!((text(&document).as_str(), document.metadata), ("a", pairs(&[("m", "c")])));
}

#[test]
fn metadata_has_places_of_its_own_in_a_document() {
    let document = both(
        "<meta data-findlet-meta='image[content], series:Rivers, and lakes' content=/a.png>\
         <nav><b data-findlet-meta=title>The title</b></nav><h1>Heading</h1>\
         <time data-findlet-meta='date[datetime]' datetime=2024-05-06>x</time>\
         <p data-findlet-meta='by, url:/new/'>Ann<p data-findlet-meta=by>Bo<p data-findlet-meta='none[missing]'>c",
    )
    .document;
    assert_eq!((document.title.as_str(), document.date), ("The title", Date::parse("2024-05-06")));
    assert_eq!(document.canonical.as_deref(), Some("/new/"));
    assert_eq!(
        document.metadata,
        pairs(&[("image", "/a.png"), ("series", "Rivers, and lakes"), ("by", "Bo"), ("url", "/new/")])
    );
    assert_eq!(text(&document), "Heading | x | Ann | Bo | c");
}

#[test]
fn defaults_hold_where_nothing_else_is_said() {
    let document = both(
        "<meta data-findlet-default-meta='image[content], kind:page' content=/social.png>\
         <main><img src=a.png><p data-findlet-meta=kind>post",
    )
    .document;
    assert_eq!(document.metadata, pairs(&[("kind", "post"), ("image", "docs/a.png")]));
    let without = both("<meta data-findlet-default-meta='image[content]' content=/social.png><p>a").document;
    assert_eq!(without.metadata_value("image"), Some("/social.png"));
}

#[test]
fn facets_have_many_values_and_sorts_one() {
    let document = both(
        "<p data-findlet-facet=topic>Water<p data-findlet-facet='topic:Leisure'>a<p data-findlet-facet=topic>Water\
         <p data-findlet-sort='price:9.5, name'>b<p data-findlet-sort='name[title], price:10' title=Boat>c\
         <p data-findlet-sort='date:2024-05-06'>d",
    )
    .document;
    assert_eq!(document.facets, pairs(&[("topic", "Water"), ("topic", "Leisure")]));
    // What follows the colon is the value, commas and all.
    let text = |text: &str| SortValue::Text(text.to_owned());
    let expected =
        [("price", SortValue::Number(10.0)), ("name", text("Boat"))].map(|(name, value)| (name.to_owned(), value));
    assert!(expected.iter().all(|sort| document.sorts.contains(sort)), "{:?}", document.sorts);
    assert_eq!(document.date, Date::parse("2024-05-06"));
}

#[test]
fn weights_are_those_of_blocks() {
    let document = both(
        "<meta name=description content='A summary'><p>a<div data-findlet-weight=2><p>b<p data-findlet-weight='0.5'>c</div>\
         <p>d <span data-findlet-weight=12>e</span> f<h2 data-findlet-weight=0>g</h2><p>h",
    )
    .document;
    assert_eq!(text(&document), "A summary | a | b | c | d | e | f | g | h");
    let weights =
        [(2, 2.0), (3, 0.5), (5, 10.0), (7, 0.0)].map(|(index, factor)| (index, Weight::new(factor).unwrap()));
    assert_eq!(document.weights, weights);
}

#[test]
fn a_page_can_weigh_more() {
    assert_eq!(Some(read("<html data-findlet-boost=2.5><p>a").document.boost), Weight::new(2.5));
    assert_eq!(read("<p>a").document.boost, Weight::default());
}

#[test]
fn sections_can_begin_anywhere() {
    for name in ["data-findlet-anchor", "data-pagefind-title"] {
        let page = format!("<p>a<section id=x {name}='Use it'><h2>Use it</h2><p>b</section><p id=y {name}=More>c");
        assert_eq!(headings(&page), pairs(&[("Use it", "x"), ("More", "y")]));
        assert_eq!(texts(&page), "a | Use it | b | More | c");
    }
}

#[test]
fn attributes_can_be_texts() {
    let page = "<p>a <img src=x data-findlet-index-attrs='title, alt, none' title='The sea' alt=waves> b";
    assert_eq!(text(&both(page).document), "a The sea waves b");
}

#[test]
fn what_is_not_understood_is_warned_of() {
    let page = "<p data-findlet-weight=heavy data-findlet-boost=11 data-findlet-wieght=2 data-findlet-anchor=A>a";
    let extracted = read(page);
    let names = extracted.warnings.iter().map(|warning| match warning {
        Warning::Attribute { name, .. } => name.as_str(),
        _ => "",
    });
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    assert_eq!(names, ["anchor", "boost", "weight", "wieght"]);
}

#[test]
fn metadata_can_be_facets() {
    let options = ExtractOptions {
        facets: vec!["author".to_owned(), "article:section".to_owned(), "keywords".to_owned()],
        ..ExtractOptions::default()
    };
    let page = b"<meta name=author content=Ann><meta property=article:section content='Sea, Land'><meta name=keywords content='a, b'><p>x";
    let document = Extractor::new(&options).unwrap().extract(SourceKind::Html, "a.html", page).unwrap().document;
    let expected = [
        ("author", "Ann"),
        ("article:section", "Sea"),
        ("article:section", "Land"),
        ("keywords", "a"),
        ("keywords", "b"),
    ];
    assert_eq!(document.facets, pairs(&expected));
}
