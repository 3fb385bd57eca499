//! Links of headings to themselves: never text, but they know the heading's id.
//!
//! Generators put them into the heading (`Cups<a href="#cups">¶</a>`), around all of it (`<a href="#cups">Cups</a>`),
//! before it or behind it, with words for screen readers or without any.

use std::borrow::Cow;

use html5ever::local_name;
use percent_encoding::percent_decode_str;

use super::class;
use super::shape::{has_text_beside, is_permalink, local};
use super::tree::{Element, NodeId, Tree};

/// Whether a link in a heading only leads to the heading: it says nothing, or nothing that the heading's name needs.
pub(super) fn is_aside_of_heading(tree: &Tree, link: NodeId) -> bool {
    let Some(target) = tree.element(link).and_then(local) else { return false };
    if is_permalink(tree, link) {
        return true;
    }
    let heading = tree.ancestors(link).take(8).find(|around| is_name(tree, *around));
    let Some(heading) = heading else { return is_beside_heading(tree, link, target) };
    has_text_beside(tree, heading, link) && !is_name_of(tree, link, target) && is_meant(tree, heading, link, target)
}

/// Whether an element names a section: a heading, or a term with an id.
fn is_name(tree: &Tree, node: NodeId) -> bool {
    tree.is_heading(node) || tree.html(node) == Some(&local_name!("dt"))
}

/// Whether the text of a link is the name that its target ends with, as in `pour` for `#method.pour`: the name of
/// what is defined here links to itself.
fn is_name_of(tree: &Tree, link: NodeId, target: &str) -> bool {
    let text: String = tree.under(link).filter_map(|node| tree.text(node)).collect();
    let text = text.trim();
    !text.is_empty()
        && target.len() > text.len()
        && target.ends_with(text)
        && target[..target.len() - text.len()].ends_with(|c: char| !c.is_alphanumeric())
}

/// Whether a link in `heading` leads to it: its id is the heading's, or stands nowhere else in the page.
fn is_meant(tree: &Tree, heading: NodeId, link: NodeId, target: &str) -> bool {
    let has_id = |node: NodeId| tree.element(node).is_some_and(|element| is_id(element, target));
    tree.under(heading).any(has_id)
        || tree.ancestors(heading).take(3).any(has_id)
        || tree.element_before(heading).is_some_and(has_id)
        || tree.element(link).is_some_and(is_called_permalink)
}

fn is_id(element: &Element, target: &str) -> bool {
    ["id", "name"].iter().filter_map(|name| element.stated(name)).any(|id| id == target)
}

/// Whether a link says that it is a heading's own.
fn is_called_permalink(element: &Element) -> bool {
    class::has_part(element, &["anchor", "permalink", "headerlink", "hash", "headinglink"])
}

/// Whether a link stands right before or right after the heading that it leads to, or in a wrapper that does.
fn is_beside_heading(tree: &Tree, link: NodeId, target: &str) -> bool {
    let leads_to = |node: NodeId| {
        let mut inside = tree.under(node).take(6);
        inside.any(|node| {
            is_name(tree, node)
                && tree.under(node).any(|node| tree.element(node).is_some_and(|element| is_id(element, target)))
        })
    };
    let beside =
        |node: NodeId| [tree.element_before(node), tree.element_after(node)].into_iter().flatten().any(leads_to);
    beside(link) || tree.parent(link).is_some_and(|parent| is_alone_in(tree, link, parent) && beside(parent))
}

fn is_alone_in(tree: &Tree, node: NodeId, parent: NodeId) -> bool {
    tree.html(parent) != Some(&local_name!("li")) && !has_text_beside(tree, parent, node)
}

/// Returns the link behind a heading that gives it its id.
pub(super) fn behind(tree: &Tree, heading: NodeId) -> Option<&Element> {
    let after = tree.element_after(heading).filter(|node| is_own_link(tree, *node))?;
    tree.element(after)
}

fn is_own_link(tree: &Tree, node: NodeId) -> bool {
    tree.html(node) == Some(&local_name!("a"))
        && tree.element(node).is_some_and(|element| {
            local(element).is_some_and(|target| !target.is_empty())
                && (is_called_permalink(element) || element.attribute("aria-label").is_some())
        })
        && !tree.under(node).any(|node| tree.text(node).is_some_and(|text| text.contains(char::is_alphanumeric)))
}

/// Returns the id that the link of a heading to itself tells: its own, or where it leads.
pub(super) fn own_id(element: &Element) -> Option<Cow<'_, str>> {
    let decoded = |fragment| percent_decode_str(fragment).decode_utf8_lossy();
    let id = element.stated("id").map(Cow::Borrowed);
    id.or_else(|| local(element).map(decoded)).filter(|id| !id.is_empty())
}

/// Returns the id of the section that a heading is the first of; `last` is the heading before it.
pub(super) fn section_of(tree: &Tree, heading: NodeId, last: Option<NodeId>) -> Option<Cow<'_, str>> {
    let is_section = |node: &NodeId| {
        matches!(tree.html(*node), Some(&local_name!("section") | &local_name!("article") | &local_name!("details")))
    };
    let section = tree.ancestors(heading).find(is_section)?;
    let has_heading = last.is_some_and(|last| tree.ancestors(last).any(|around| around == section));
    tree.element(section)?.stated("id").filter(|_| !has_heading).map(Cow::Borrowed)
}
