//! Selectors, tried on the elements of a page.

use std::cell::RefCell;
use std::fmt;

use html5ever::{LocalName, Namespace, local_name, ns};
use selectors::OpaqueElement;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::{ElementSelectorFlags, matches_selector};

use super::selector::{Css, Name, Never, Selectors, Value};
use super::tree::{DOCUMENT, Element, NodeId, Tree};

/// Selectors and the page that they are tried on. Remembers what `:has()` and `:nth-child()` found, so that they are
/// not looked up for each element anew.
pub(super) struct Matcher<'a> {
    tree: &'a Tree,
    selectors: &'a Selectors,
    caches: RefCell<SelectorCaches>,
}

impl<'a> Matcher<'a> {
    pub fn new(tree: &'a Tree, selectors: &'a Selectors) -> Self {
        Self { tree, selectors, caches: RefCell::default() }
    }

    /// Returns whether `node` is an element that one of the selectors means.
    pub fn matches(&self, node: NodeId) -> bool {
        if self.selectors.is_empty() || self.tree.element(node).is_none() {
            return false;
        }
        let mut caches = self.caches.borrow_mut();
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        let element = Candidate { tree: self.tree, node };
        self.selectors.0.iter().any(|selector| matches_selector(selector, 0, None, element, &mut context))
    }
}

impl fmt::Debug for Matcher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.selectors.fmt(f)
    }
}

/// An element of a page.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    tree: &'a Tree,
    node: NodeId,
}

impl fmt::Debug for Candidate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tree.kind(self.node).fmt(f)
    }
}

impl<'a> Candidate<'a> {
    /// Returns the first of the nodes, each found from the one before by `step`, that is an element.
    fn first_element(self, node: Option<NodeId>, step: fn(&Tree, NodeId) -> Option<NodeId>) -> Option<Self> {
        let mut nodes = std::iter::successors(node, |node| step(self.tree, *node));
        let node = nodes.find(|node| self.tree.element(*node).is_some())?;
        Some(Self { node, ..self })
    }

    /// Returns what it is; only elements are candidates.
    fn element(self) -> &'a Element {
        self.tree.element(self.node).expect("only elements are candidates")
    }
}

impl selectors::Element for Candidate<'_> {
    type Impl = Css;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.element())
    }

    fn parent_element(&self) -> Option<Self> {
        let node = self.tree.parent(self.node)?;
        self.tree.element(node).map(|_| Self { node, ..*self })
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.first_element(self.tree.previous(self.node), Tree::previous)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.first_element(self.tree.next(self.node), Tree::next)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.first_element(self.tree.first_child(self.node), Tree::next)
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.element().name.ns == ns!(html)
    }

    fn has_local_name(&self, name: &LocalName) -> bool {
        self.element().name.local == *name
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        self.element().name.ns == *namespace
    }

    fn is_same_type(&self, other: &Self) -> bool {
        let (own, other) = (&self.element().name, &other.element().name);
        (&own.ns, &own.local) == (&other.ns, &other.local)
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Namespace>,
        name: &Name,
        operation: &AttrSelectorOperation<&Value>,
    ) -> bool {
        self.element().attributes.iter().any(|attribute| {
            let is_named = attribute.name.local == name.0
                && match namespace {
                    NamespaceConstraint::Any => true,
                    NamespaceConstraint::Specific(namespace) => attribute.name.ns == **namespace,
                };
            is_named && operation.eval_str(&attribute.value)
        })
    }

    /// Never called: no such pseudo-class is read.
    fn match_non_ts_pseudo_class(&self, class: &Never, _: &mut MatchingContext<'_, Css>) -> bool {
        match *class {}
    }

    /// Never called: no pseudo-element is read.
    fn match_pseudo_element(&self, element: &Never, _: &mut MatchingContext<'_, Css>) -> bool {
        match *element {}
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        let element = self.element();
        element.html() == Some(&local_name!("a")) && element.attribute("href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.element().attribute("id").is_some_and(|own| case.eq(own.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        let classes = self.element().attribute("class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|class| case.eq(class.as_bytes(), name.0.as_bytes()))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        let mut children = std::iter::successors(self.tree.first_child(self.node), |node| self.tree.next(*node));
        children.all(|node| self.tree.element(node).is_none() && self.tree.text(node).is_none_or(str::is_empty))
    }

    fn is_root(&self) -> bool {
        self.tree.parent(self.node) == Some(DOCUMENT)
    }

    /// None are added: a filter of what is in an element pays off for style sheets of thousands of selectors.
    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
