//! What of the hidden parts of a page visitors can reach: what a control in the content shows.
//!
//! Tabs, accordions and carousels hide all panels but one, each kit in its own way (`hidden`, `aria-hidden`,
//! `display: none`), and name the panel in the control (WAI-ARIA Authoring Practices, "Tabs", "Accordion",
//! "Disclosure") or the control in the panel. What no control in the content names stays hidden: banners, dialogs,
//! menus that a button of the page's header opens.

use std::collections::{HashMap, HashSet};

use html5ever::local_name;

use super::class;
use super::tree::{DOCUMENT, Element, NodeId, Step, Tree};

/// Attributes that name what a control shows, as ids or as `#id`.
const NAMES: [&str; 6] = ["aria-controls", "data-bs-target", "data-target", "data-tab-target", "data-tab", "href"];

/// The controls of a page, and the elements that have an id.
#[derive(Debug, Default)]
pub(super) struct Controls<'a> {
    /// The ids that they name.
    named: HashSet<&'a str>,
    /// The ids that they have.
    own: HashSet<&'a str>,
    /// Every id of the page with its first element.
    ids: HashMap<&'a str, NodeId>,
}

impl<'a> Controls<'a> {
    /// Finds the controls of a page that aren't in its menus, banners and windows.
    pub fn find(tree: &'a Tree) -> Self {
        let mut controls = Self::default();
        let mut step = Some(Step::Enter(DOCUMENT));
        let mut outside = None;
        while let Some(now) = step {
            match now {
                Step::Enter(node) => {
                    if let Some(element) = tree.element(node) {
                        if outside.is_none() && is_outside(element) {
                            outside = Some(node);
                        }
                        controls.note(tree, node, element, outside.is_some());
                    }
                }
                Step::Leave(node) if outside == Some(node) => outside = None,
                Step::Leave(_) => {}
            }
            step = tree.after(now, DOCUMENT);
        }
        controls
    }

    fn note(&mut self, tree: &Tree, node: NodeId, element: &'a Element, is_outside: bool) {
        let Some(id) = element.stated("id").map(Some).or((!element.attributes.is_empty()).then_some(None)) else {
            return;
        };
        if let Some(id) = id {
            self.ids.entry(id).or_insert(node);
        }
        if is_outside || opens_window(element) {
            return;
        }
        let targets = NAMES.iter().filter_map(|name| Some((*name, element.stated(name)?)));
        let ids = targets.flat_map(|(name, value)| match value.strip_prefix('#') {
            Some(id) => id.split_ascii_whitespace(),
            None => if name == "href" { "" } else { value }.split_ascii_whitespace(),
        });
        self.named.extend(ids.filter(|id| !is_within(tree, node, id)));
        if let Some(id) = id
            && is_control(element)
        {
            self.own.insert(id);
        }
    }

    /// Returns the first element with an id.
    pub fn element(&self, id: &str) -> Option<NodeId> {
        self.ids.get(id).copied()
    }

    /// Whether visitors can make a hidden element visible.
    pub fn reach(&self, tree: &Tree, node: NodeId, element: &Element) -> bool {
        if class::is_window(element) {
            return false;
        }
        element.has_word("role", "tabpanel")
            || element.attribute("aria-roledescription").is_some_and(|what| what.eq_ignore_ascii_case("slide"))
            || element.stated("id").is_some_and(|id| self.named.contains(id))
            || element
                .stated("aria-labelledby")
                .is_some_and(|ids| ids.split_ascii_whitespace().any(|id| self.own.contains(id)))
            || follows_opener(tree, node)
    }
}

/// Whether a control stands in the element with this id: it closes that, and can't open it.
fn is_within(tree: &Tree, control: NodeId, id: &str) -> bool {
    let has_id = |node: NodeId| tree.element(node).is_some_and(|element| element.stated("id") == Some(id));
    tree.ancestors(control).any(has_id)
}

/// Whether a control stands right before `node`, or in the heading right before it, that says that it opens something.
fn follows_opener(tree: &Tree, node: NodeId) -> bool {
    let Some(before) = tree.element_before(node) else { return false };
    let mut inside = tree.under(before).filter_map(|node| tree.element(node)).take(8);
    inside.any(|element| element.attribute("aria-expanded").is_some() && !opens_window(element))
}

/// Whether an element opens or chooses something.
fn is_control(element: &Element) -> bool {
    element.html() == Some(&local_name!("button"))
        || element.has_word("role", "tab")
        || element.has_word("role", "button")
        || element.attribute("aria-expanded").is_some()
        || element.attribute("aria-controls").is_some()
}

/// Whether a control opens a menu, a list to choose from or a window.
fn opens_window(element: &Element) -> bool {
    element.attribute("aria-haspopup").is_some_and(|kind| !kind.eq_ignore_ascii_case("false"))
        || element.has_word("role", "combobox")
        || matches!(element.html(), Some(&local_name!("input") | &local_name!("select")))
}

/// Whether the controls in an element don't belong to the content.
fn is_outside(element: &Element) -> bool {
    matches!(element.html(), Some(&local_name!("nav") | &local_name!("footer") | &local_name!("dialog")))
        || element.attribute("role").is_some_and(|role| {
            ["navigation", "banner", "contentinfo", "dialog", "menu", "menubar", "search"]
                .iter()
                .any(|outside| role.trim().eq_ignore_ascii_case(outside))
        })
}
