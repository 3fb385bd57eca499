//! Pages that scripts write in the browser: there is nothing in them to index.

use html5ever::local_name;

use super::tree::{DOCUMENT, Tree};
use crate::document::{Block, BlockKind};

/// The ids of the elements that frameworks fill.
const ROOTS: [&str; 9] =
    ["root", "app", "__next", "__nuxt", "___gatsby", "__docusaurus", "svelte", "q-app", "main-app"];

/// What a page says until scripts have something to say.
const WAITING: [&str; 6] = ["loading", "searching", "please wait", "no matches", "no results", "nothing found"];

/// Whether all that is said is that something comes or that nothing came; one such line is enough where scripts write the page.
pub(super) fn is_waiting(blocks: &[Block], is_scripted: bool) -> bool {
    let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    (is_scripted || blocks.len() > 1) && blocks.iter().all(|block| WAITING.contains(&bare(&block.text).as_str()))
}

/// Whether a file is the template of pages rather than one: it has neither a title nor a heading, and its text begins with
/// a tag of Jinja or the like.
pub(super) fn is_template(title: Option<&str>, blocks: &[Block]) -> bool {
    let is_tag = |text: &str| text.starts_with("{%") && text.contains("%}");
    title.is_none()
        && blocks.first().is_some_and(|first| is_tag(&first.text))
        && blocks.iter().all(|block| block.kind != BlockKind::Heading)
}

/// Whether a page has an element that a framework fills, and a script that may do it.
pub(super) fn is_scripted(tree: &Tree) -> bool {
    let is_root = |id: &str| ROOTS.contains(&id);
    let mut elements = tree.under(DOCUMENT).filter_map(|node| tree.element(node));
    let has_root =
        elements.any(|element| element.stated("id").is_some_and(is_root) || &*element.name.local == "app-root");
    let mut elements = tree.under(DOCUMENT).filter_map(|node| tree.element(node));
    has_root
        && elements.any(|element| {
            element.html() == Some(&local_name!("script"))
                && (element.stated("src").is_some() || element.has_word("type", "module"))
        })
}
