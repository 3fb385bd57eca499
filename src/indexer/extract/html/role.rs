//! What elements do to the text around them, as the style sheets of browsers have it.

use html5ever::{LocalName, local_name};

use super::definition::{is_described, is_signature, is_typed_signature};
use super::tree::{Element, NodeId, Tree};

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing.
    Inline,
    /// It stands apart from words before and after it.
    Apart,
    Break,
    Block,
    Heading,
    Caption,
    Image,
    Time,
}

/// Returns what an element does to the text around it.
pub(super) fn role_of(element: &Element) -> Role {
    // The signs of a formula.
    let Some(name) = element.html() else { return Role::Apart };
    if is_inline(name) {
        let is_laid_out = element.attribute("style").is_some_and(is_laid_out);
        return if is_laid_out { Role::Apart } else { Role::Inline };
    }
    match *name {
        local_name!("br") => Role::Break,
        local_name!("time") => Role::Time,
        local_name!("img") => Role::Image,
        local_name!("h1")
        | local_name!("h2")
        | local_name!("h3")
        | local_name!("h4")
        | local_name!("h5")
        | local_name!("h6") => Role::Heading,
        // The entries of a reference can be linked to.
        local_name!("dt") if element.stated("id").is_some() => Role::Heading,
        local_name!("figcaption") | local_name!("caption") => Role::Caption,
        _ if is_inline(name) => Role::Inline,
        _ if element.has_word("role", "heading") => Role::Heading,
        _ if is_block(name) || is_table_part(name) => Role::Block,
        _ => Role::Apart,
    }
}

/// Returns what the element `node` does to the text around it, where what is in it and around it matters: a term that
/// holds an id, the name of a part that opens and has an id, the signature of a definition and the name of an option in a
/// table of its own head sections, too.
pub(super) fn role_in(tree: &Tree, node: NodeId, element: &Element) -> Role {
    let role = role_of(element);
    let heads = || match element.html() {
        Some(&local_name!("dt")) => {
            let mut inside = tree.under(node).filter_map(|node| tree.element(node)).take(4);
            inside.any(|element| element.stated("id").is_some() || element.stated("name").is_some())
        }
        Some(&local_name!("div")) => is_signature(tree, node),
        Some(&local_name!("p")) => is_typed_signature(tree, node),
        Some(&local_name!("td")) => is_described(tree, node),
        Some(&local_name!("summary")) => {
            let details = tree.parent(node).and_then(|parent| tree.element(parent));
            let has_id = |element: &Element| element.stated("id").is_some();
            (has_id(element) || details.is_some_and(has_id)) && !tree.under(node).any(|inside| tree.is_heading(inside))
        }
        _ => false,
    };
    if role == Role::Block && heads() { Role::Heading } else { role }
}

fn is_inline(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("abbr")
            | local_name!("acronym")
            | local_name!("b")
            | local_name!("bdi")
            | local_name!("bdo")
            | local_name!("big")
            | local_name!("cite")
            | local_name!("code")
            | local_name!("data")
            | local_name!("del")
            | local_name!("dfn")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("ins")
            | local_name!("kbd")
            | local_name!("mark")
            | local_name!("nobr")
            | local_name!("q")
            | local_name!("rb")
            | local_name!("ruby")
            | local_name!("s")
            | local_name!("samp")
            | local_name!("small")
            | local_name!("span")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("sub")
            | local_name!("sup")
            | local_name!("tt")
            | local_name!("u")
            | local_name!("var")
            | local_name!("wbr")
    ) || &**name == "rbc"
}

/// Whether a style makes a block of what it is on: a line of code, a cell, an item.
fn is_laid_out(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let value = value.trim();
        property.trim().eq_ignore_ascii_case("display")
            && ["block", "flex", "grid", "list-item", "table", "table-row", "table-cell"]
                .iter()
                .any(|display| value.eq_ignore_ascii_case(display))
    })
}

fn is_block(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("center")
            | local_name!("dd")
            | local_name!("details")
            | local_name!("dialog")
            | local_name!("dir")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("dt")
            | local_name!("fieldset")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("hr")
            | local_name!("legend")
            | local_name!("li")
            | local_name!("main")
            | local_name!("menu")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("p")
            | local_name!("pre")
            | local_name!("section")
            | local_name!("summary")
            | local_name!("ul")
            | local_name!("xmp")
            | local_name!("listing")
            | local_name!("plaintext")
    )
}

fn is_table_part(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("table")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("tr")
    )
}
