//! Links to the pages around this one: to the previous and the next, and the way from the first page to it.

use html5ever::local_name;

use super::class;
use super::shape::{holds, short_text};
use super::tree::{Element, NodeId, Tree};

/// What links to neighbouring pages begin with, in the languages that are met most.
const TURNS: [&str; 34] = [
    "previous",
    "prev",
    "next",
    "older",
    "newer",
    "older posts",
    "newer posts",
    "previous page",
    "next page",
    "previous post",
    "next post",
    "next article",
    "previous article",
    "next chapter",
    "previous chapter",
    "zurück",
    "weiter",
    "vorherige",
    "nächste",
    "précédent",
    "suivant",
    "anterior",
    "siguiente",
    "próximo",
    "precedente",
    "successivo",
    "назад",
    "далее",
    "trước",
    "tiếp",
    "上一页",
    "下一页",
    "上一篇",
    "下一篇",
];

/// Bytes of links to neighbouring pages, with their titles, at most.
const TURN_BYTES: usize = 300;

/// Bytes of the word that says so, at most.
const WORD_BYTES: usize = 40;

/// Whether a link says that it leads on or back: by its first element, by all of its text, by an arrow.
pub(super) fn is_turn(tree: &Tree, node: NodeId) -> bool {
    let Some(first) = tree.under(node).find_map(|node| tree.text(node).map(str::trim).filter(|text| !text.is_empty()))
    else {
        return false;
    };
    let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_arrow = |text: &str| text.starts_with(['←', '«', '‹']) || text.ends_with(['→', '»', '›']);
    let Some(all) = short_text(tree, node, TURN_BYTES) else { return false };
    let word = bare(first);
    TURNS.contains(&word.as_str()) && (word.len() < all.len() || bare(&all) == word) && first.len() < WORD_BYTES
        || is_arrow(&all) && TURNS.iter().any(|turn| bare(&all).starts_with(turn))
}

/// Whether an element holds links to the neighbouring pages, and beside them nothing but their titles.
pub(super) fn is_page_turn(tree: &Tree, node: NodeId, element: &Element) -> bool {
    let by_class = element.attribute("class").is_some()
        && (class::has_part(element, &["pagination", "paginator", "pager", "nextprev", "prevnext"])
            || class::has_part(element, &["prev", "previous"]) && class::has_part(element, &["next"]));
    by_class && short_text(tree, node, TURN_BYTES).is_some() && holds(tree, node, &local_name!("a"))
        || is_strip(tree, node)
}

/// Whether an element is a strip around links that say by an attribute that they lead on or back: whatever else stands
/// there are titles and signs, and no sentence.
fn is_strip(tree: &Tree, node: NodeId) -> bool {
    let leads = |element: &Element| {
        element.html() == Some(&local_name!("a"))
            && (element.has_word("rel", "prev")
                || element.has_word("rel", "next")
                || element.attribute("accesskey").is_some_and(|key| matches!(key, "p" | "n" | "P" | "N")))
    };
    let leads_within = |node: NodeId| tree.under(node).filter_map(|node| tree.element(node)).any(leads);
    let is_text = |inside: NodeId| match tree.html(inside) {
        Some(&local_name!("p")) => !leads_within(inside),
        Some(&local_name!("pre") | &local_name!("dl") | &local_name!("blockquote")) => true,
        _ => tree.is_heading(inside),
    };
    let ends_sentence = |text: NodeId| {
        !is_linked(tree, text, node) && tree.text(text).is_some_and(|text| text.trim_end().ends_with(['.', '。']))
    };
    let is_link = |inside: &NodeId| tree.html(*inside) == Some(&local_name!("a"));
    let least = if tree.html(node) == Some(&local_name!("p")) { 2 } else { 1 };
    short_text(tree, node, TURN_BYTES).is_some()
        && tree.under(node).filter(is_link).take(least).count() == least
        && leads_within(node)
        && !tree.under(node).any(|inside| is_text(inside) && inside != node || ends_sentence(inside))
}

/// Whether a text in `around` is in a link.
fn is_linked(tree: &Tree, text: NodeId, around: NodeId) -> bool {
    tree.ancestors(text).take_while(|node| *node != around).any(|node| tree.html(node) == Some(&local_name!("a")))
}

/// Bytes of the way to a page, at most.
const TRAIL_BYTES: usize = 200;

/// Whether an element is the way from the first page to this one: links with signs between them, and at their end the
/// page itself, which may be left out.
pub(super) fn is_trail(tree: &Tree, node: NodeId) -> bool {
    let is_sign = |c: char| matches!(c, '»' | '›' | '>' | '→' | '❯' | '▸' | '/');
    if !holds(tree, node, &local_name!("a")) || short_text(tree, node, TRAIL_BYTES).is_none() {
        return false;
    }
    let (mut links, mut signs, mut names, mut is_sure) = (0, 0, 0, false);
    for inside in tree.under(node) {
        let Some(text) = tree.text(inside).map(str::trim).filter(|text| !text.is_empty()) else { continue };
        if is_linked(tree, inside, node) {
            links += 1;
            if names > 0 || signs + 1 < links {
                return false;
            }
            continue;
        }
        is_sure |= text.contains(|c| is_sign(c) && c != '/');
        signs += usize::from(text.starts_with(is_sign));
        names += usize::from(text.contains(|c: char| !is_sign(c) && !c.is_whitespace()));
        if links == 0 || names > 1 {
            return false;
        }
    }
    signs > 0 && signs + 1 >= links && (names == 1 || is_sure && links > 1)
}
