use proptest::prelude::*;

use findlet_core::format::bodies::NO_SECTION;

use super::*;
use crate::extract::Warning;
use crate::extract::html::parse::MAX_DEPTH;

/// Pages as they are found, each with the texts that a browser shows.
const PAGES: [(&str, &str); 19] = [
    ("overlapping", include_str!("pages/overlapping.html")),
    ("unclosed", include_str!("pages/unclosed.html")),
    ("tables", include_str!("pages/tables.html")),
    ("late-head", include_str!("pages/late-head.html")),
    ("attributes", include_str!("pages/attributes.html")),
    ("comments", include_str!("pages/comments.html")),
    ("raw-text", include_str!("pages/raw-text.html")),
    ("two-bodies", include_str!("pages/two-bodies.html")),
    ("entities", include_str!("pages/entities.html")),
    ("foreign", include_str!("pages/foreign.html")),
    ("fonts", include_str!("pages/fonts.html")),
    ("lists", include_str!("pages/lists.html")),
    ("headings", include_str!("pages/headings.html")),
    ("links", include_str!("pages/links.html")),
    ("frames", include_str!("pages/frames.html")),
    ("after-html", include_str!("pages/after-html.html")),
    ("selects", include_str!("pages/selects.html")),
    ("truncated", include_str!("pages/truncated.html")),
    ("template", include_str!("pages/template.html")),
];

/// A page begins with a comment that holds what is to be found.
#[test]
fn broken_pages_are_read_as_browsers_do() {
    let wrong = PAGES.iter().filter_map(|(name, page)| {
        let comment = page.strip_prefix("<!--").and_then(|rest| rest.split_once("-->"));
        let (expected, _) = comment.unwrap_or_else(|| panic!("{name} begins with no comment"));
        let document = document(page);
        let found = format!("{} || {}", document.title, text(&document));
        (found.trim() != expected.trim()).then(|| format!("{name}: {found}"))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
}

/// Elements that are nested in different ways.
const NESTED: [&str; 10] =
    ["div", "span", "b", "font", "table><tr><td", "ul><li", "svg><g", "blockquote", "a href=x", "h2"];

fn assert_read_to_the_end(depth: usize) {
    for name in NESTED {
        let extracted = read(&format!("<p>start</p>{}end", format!("<{name}>x").repeat(depth)));
        let text = text(&extracted.document);
        assert!(text.starts_with("start") && text.ends_with("end") || name.starts_with("svg"), "{name}");
    }
}

#[test]
fn elements_nested_beyond_the_limit_of_depth_are_read_to_the_end() {
    assert_read_to_the_end(4 * MAX_DEPTH as usize);
}

#[test]
#[ignore = "long: ten pages of 100,000 nested elements are read"]
fn a_hundred_thousand_nested_elements_are_read_to_the_end() {
    assert_read_to_the_end(100_000);
}

#[test]
fn beyond_the_limit_of_depth_texts_stay_apart_and_closing_tags_close_their_own() {
    let depth = 2 * MAX_DEPTH as usize;
    let page = format!("{}{}<p>end", "<div>x".repeat(depth), "</div>".repeat(depth));
    let extracted = read(&page);
    let text = text(&extracted.document);
    assert_eq!(text.split_whitespace().filter(|word| *word == "x").count(), depth);
    assert_eq!(extracted.document.blocks.last().map(|block| block.text.as_str()), Some("end"));
    assert_eq!(extracted.warnings, [Warning::TooDeep { limit: MAX_DEPTH }]);
}

#[test]
fn formatting_that_is_never_closed_is_not_opened_again_for_ever() {
    let pages: Vec<_> = (0..20_000).map(|n| format!("<p><font id=f{n}>word")).collect();
    assert_eq!(document(&pages.concat()).blocks.len(), 20_000);
}

#[test]
fn long_lines_nul_bytes_and_huge_tables_are_read() {
    assert_eq!(texts(&"word ".repeat(1_000_000)).len(), 4_999_999);
    assert_eq!(texts("<p>a\0b\0 \u{1}c"), "ab c");
    assert_eq!(document(&"<tr><td>1<td>2".repeat(50_000).replacen("<tr>", "<table><tr>", 1)).blocks.len(), 100_000);
}

#[test]
fn xhtml_closes_what_it_says_is_closed() {
    let page =
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x.js'/></head>\
        <body><h2><a id='x'/>H</h2><div/><p>a</p></body></html>";
    let document = Extractor::default().extract(SourceKind::Html, "a.xhtml", page).unwrap().document;
    assert_eq!(text(&document), "H | a");
    assert_eq!(document.blocks[0].anchor, "x");
}

#[test]
fn legacy_pages_are_decoded_and_undeclared_ones_reported() {
    let read = |bytes: &[u8]| Extractor::default().extract(SourceKind::Html, "a.html", bytes).unwrap();
    let declared = read(b"<meta charset=shift_jis><p>\x93\x8C\x8B\x9E");
    assert_eq!((text(&declared.document).as_str(), declared.warnings), ("東京", vec![]));
    let undeclared = read(b"<p>caf\xE9");
    assert_eq!(text(&undeclared.document), "café");
    assert_eq!(undeclared.warnings, [Warning::Undeclared { offset: 6 }]);
    let wrong = read(b"<meta charset=utf-8><p>caf\xE9");
    assert_eq!(text(&wrong.document), "caf\u{FFFD}");
    assert_eq!(wrong.warnings, [Warning::Malformed { encoding: "UTF-8" }]);
    assert_eq!(text(&read(b"\xFF\xFE<\0p\0>\0a\0").document), "a");
}

#[test]
fn formatting_that_ends_inside_of_another_element_ends_that_too() {
    for page in ["<font><ruby hidden></font>a", "<b><time hidden>x</b>a", "<i><b><span hidden></i>a</b>"] {
        assert_eq!(texts(page), "a", "{page}");
    }
    let deep = format!("<b>{}</b>a", "<span>".repeat(100));
    assert_eq!(texts(&deep), "a");
    assert_eq!(texts("<b><span hidden>x</span></b>a<p><i><time hidden>y</time>b</i>"), "a | b");
}

#[test]
fn a_page_that_scripts_write_is_named() {
    for page in [
        "<title>App</title><div id=root></div><script type=module src=/a.js></script>",
        "<body><app-root></app-root><script src=main.js></script><noscript>Turn scripts on</noscript>",
    ] {
        assert_eq!(why(page), ExtractError::Scripted, "{page}");
    }
    assert_eq!(why("<div id=box></div><script src=count.js></script>"), ExtractError::Empty);
    assert_eq!(why("<div id=root></div>"), ExtractError::Empty);
    let greeting = read("<div id=app>Welcome</div><script src=a.js></script>");
    assert_eq!((text(&greeting.document).as_str(), &greeting.warnings[..]), ("Welcome", &[Warning::Scripted][..]));
    let written =
        read("<div id=__next><p>A page with all of its text in it already.</p></div><script src=a.js></script>");
    assert_eq!(written.warnings, []);
}

/// Tags, attributes and texts in any order.
fn markup() -> impl Strategy<Value = String> {
    let names = "(p|div|b|a|table|tr|td|li|ul|h1|h2|main|article|nav|svg|math|mi|template|select|option|form|button|script|style|title|textarea|body|html|head|frameset|br|img|font|i|ruby|rt|dt|pre|time|meta|link|plaintext|noscript)";
    let attribute = "( (id|name|href|alt|src|hidden|role|lang|content|charset|data-findlet-(body|ignore|meta|facet|sort|weight|boost|anchor)|data-pagefind-meta)(=(x|'a b'|\"#x\"|main|'k:v'|'k\\[id\\]'|all|2))?){0,2}";
    prop_oneof![
        prop::string::string_regex(&format!("<{names}{attribute}/?>")).unwrap(),
        prop::string::string_regex(&format!("</{names}>")).unwrap(),
        "[a-c &;<>\u{0}\u{1}\u{301}é\u{A0}\n]{0,8}",
        "<!--[a>-]{0,4}(-->)?",
        "&(amp|eacute|#0|#xD800|#x7F|nbsp|lt);?",
    ]
}

/// Whether a text is as all texts of a document are.
fn is_clean(text: &str) -> bool {
    crate::extract::collapse::collapse(text) == text && !text.chars().any(char::is_control)
}

fn check(extracted: &Extracted) {
    let document = &extracted.document;
    let pairs = document.metadata.iter().chain(&document.facets).flat_map(|(name, value)| [name, value]);
    let texts = document.blocks.iter().map(|block| &block.text).chain(&document.keywords).chain([&document.title]);
    pairs.chain(texts).chain(&document.summary).for_each(|text| assert!(is_clean(text), "{text:?}"));
    assert!(document.blocks.iter().all(|block| !block.text.is_empty() || block.anchor == NO_SECTION));
    assert!(document.weights.is_sorted_by(|(a, _), (b, _)| a < b));
    assert!(document.weights.iter().all(|(index, _)| (*index as usize) < document.blocks.len()));
    let mut fit = document.clone();
    fit.fit().unwrap();
    crate::build(&[fit], &crate::Options::default()).unwrap();
}

proptest! {
    #[test]
    fn all_markup_gives_clean_texts_that_can_be_indexed(pieces in prop::collection::vec(markup(), 0..40)) {
        if let Ok(extracted) = Extractor::default().extract(SourceKind::Html, "a/b.html", pieces.concat().as_bytes()) {
            check(&extracted);
        }
    }

    #[test]
    fn no_bytes_are_too_bad(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        kind in prop::sample::select(SourceKind::ALL.to_vec()),
        ending in any::<prop::sample::Index>(),
    ) {
        let path = format!("a.{}", ending.get(kind.endings()));
        if let Ok(extracted) = Extractor::default().extract(kind, &path, &bytes) {
            check(&extracted);
        }
    }

    #[test]
    fn formatting_makes_no_difference_to_the_text(pieces in prop::collection::vec(markup(), 0..30)) {
        let page = pieces.concat();
        let read = |extractor: &Extractor| extractor.extract(SourceKind::Html, "a.html", page.as_bytes()).map(|read| read.document.blocks);
        // A site with selectors keeps all formatting elements.
        prop_assert_eq!(read(&Extractor::default()), read(&extractor(&[], &["no-such"])));
    }
}

#[test]
fn a_template_is_no_page() {
    let template = "<!-- made by a tool -->{% macro head() %}<link href=a.css>{% endmacro %}";
    assert_eq!(why(template), ExtractError::Template);
    for page in [
        "<title>Tags</title><p>{% if %} begins a choice.",
        "<h1>Tags</h1><p>{% if %} begins one.",
        "<p>{{ name }} is a name.",
    ] {
        assert!(!texts(page).is_empty(), "{page}");
    }
}
