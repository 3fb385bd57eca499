//! The places of a page that addresses can end with.

use std::collections::BTreeSet;

use html5ever::local_name;

use super::parse::{self, ParseOptions};
use super::tree::DOCUMENT;

/// Returns the ids of all elements of a page, and the names of its anchors.
pub fn anchors(text: &str) -> BTreeSet<String> {
    let tree = parse::parse(text, ParseOptions { formatting: true, xhtml: false }).tree;
    let elements = tree.under(DOCUMENT).filter_map(|node| tree.element(node));
    let named = elements.flat_map(|element| {
        let name = element.html().is_some_and(|name| *name == local_name!("a")).then(|| element.attribute("name"));
        [element.attribute("id"), name.flatten()]
    });
    named.flatten().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::anchors;

    #[test]
    fn ids_and_names_of_links_are_anchors() {
        let page = "<h1 id=top>A</h1><a name=old><b id=''></b><meta name=author><svg><a id=path></a></svg>";
        assert_eq!(anchors(page).into_iter().collect::<Vec<_>>(), ["", "old", "path", "top"]);
    }
}
