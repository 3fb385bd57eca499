//! What html5ever builds the tree of a page through.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::fmt;

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

use super::tree::{DOCUMENT, Element, Kind, NONE, NodeId, Tree, is_shadow_root};

/// Whether an element says something of its page or of where its content is.
fn is_notable(name: &QualName, attributes: &[Attribute]) -> bool {
    let by_name = matches!(
        name.local,
        local_name!("html")
            | local_name!("body")
            | local_name!("base")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("title")
            | local_name!("main")
            | local_name!("article")
            | local_name!("h1")
    );
    let is_data = |name: &str| name.starts_with("data-findlet-") || name.starts_with("data-pagefind-");
    let tells = |one: &Attribute| match &*one.name.local {
        "role" => one.value.trim().eq_ignore_ascii_case("main"),
        "itemprop" => true,
        "type" => name.local == local_name!("script") && one.value.trim().eq_ignore_ascii_case("application/ld+json"),
        name => is_data(name),
    };
    name.ns == ns!(html) && (by_name || attributes.iter().any(tells))
}

/// What html5ever builds the tree through.
#[derive(Debug)]
pub(super) struct Sink {
    tree: RefCell<Tree>,
    /// The element whose name was asked for last.
    asked: Cell<NodeId>,
}

impl Sink {
    pub fn new() -> Self {
        Self { tree: RefCell::new(Tree::new()), asked: Cell::new(DOCUMENT) }
    }

    /// Returns how many elements are around the one whose name was asked for last.
    pub fn depth_of_asked(&self) -> u32 {
        self.tree.borrow().depth(self.asked.get())
    }

    fn tree(&self) -> std::cell::RefMut<'_, Tree> {
        self.tree.borrow_mut()
    }
}

/// The name of an element, borrowed from the tree.
pub(super) struct Name<'a>(Ref<'a, QualName>);

impl fmt::Debug for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

/// No name: html5ever asks for the names of elements only.
static NAMELESS: QualName = QualName { prefix: None, ns: ns!(), local: local_name!("") };

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name<'a> {
        self.asked.set(*target);
        Name(Ref::map(self.tree.borrow(), |tree| tree.element(*target).map_or(&NAMELESS, |element| &element.name)))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let mut tree = self.tree();
        let notable = is_notable(&name, &attributes);
        let node = tree.add(Kind::Element(Element { name, attributes }));
        if flags.template {
            // Its content, which is nowhere in the document: the node after its own.
            tree.add(Kind::Other);
        }
        if notable {
            tree.notable.push(node);
        }
        node
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.tree().add(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.tree().add(Kind::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.tree().place(*parent, child, NONE);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.tree().parent(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A shadow root that the page declares is seen where its host stands: it is the template itself.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let is_shown = self.tree.borrow().element(*target).is_some_and(is_shadow_root);
        if is_shown { *target } else { target + 1 }
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new: NodeOrText<NodeId>) {
        let mut tree = self.tree();
        if let Some(parent) = tree.parent(*sibling) {
            tree.place(parent, new, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        if let Some(element) = self.tree().element_mut(*target) {
            let missing = attributes.into_iter().filter(|one| element.attribute(&one.name.local).is_none());
            let missing: Vec<_> = missing.collect();
            element.attributes.extend(missing);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree().detach(*target);
    }

    /// Whether HTML stands in an annotation of a formula, rather than behind the formula.
    fn is_mathml_annotation_xml_integration_point(&self, target: &NodeId) -> bool {
        let tree = self.tree.borrow();
        let encoding = tree.element(*target).and_then(|element| element.attribute("encoding"));
        encoding.is_some_and(|encoding| {
            ["text/html", "application/xhtml+xml"].iter().any(|html| encoding.eq_ignore_ascii_case(html))
        })
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut tree = self.tree();
        while let Some(child) = tree.first_child(*node) {
            tree.insert(*new_parent, child, NONE);
        }
    }
}
