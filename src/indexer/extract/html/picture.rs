//! Pictures that belong to the content.

use html5ever::local_name;

use super::shape::has_ancestor;
use super::tree::{Element, NodeId, Tree};
use crate::extract::collapse::collapse;

/// Pixels of width or height below which a picture is an icon.
const ICON_PIXELS: f64 = 48.0;

/// Returns where a picture is, unless the page itself holds it, and its description; nothing for an icon. Where a page
/// doesn't say what its content is (`is_bare`), linked pictures are rather buttons.
pub(super) fn picture<'a>(
    tree: &Tree,
    node: NodeId,
    element: &'a Element,
    is_bare: bool,
) -> Option<(Option<&'a str>, String)> {
    if is_small(element) || is_bare && has_ancestor(tree, node, &local_name!("a")) {
        return None;
    }
    let mut sources = ["src", "data-src"].iter().filter_map(|name| element.stated(name));
    let source = sources.find(|source| !source.starts_with("data:"));
    Some((source, collapse(element.attribute("alt").unwrap_or_default())))
}

/// Whether a picture says that it is an icon, or a pixel that counts visits.
fn is_small(element: &Element) -> bool {
    let sizes = ["width", "height"].iter().filter_map(|name| element.stated(name)?.parse::<f64>().ok());
    sizes.into_iter().any(|pixels| pixels < ICON_PIXELS)
}
