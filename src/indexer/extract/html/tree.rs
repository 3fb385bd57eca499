//! The tree of a page, in one vector.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::fmt;

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

/// A node, by its place in the vector.
pub(super) type NodeId = u32;

/// The document itself, whose child is the `html` element.
pub(super) const DOCUMENT: NodeId = 0;

/// Where a link leads nowhere.
const NONE: NodeId = NodeId::MAX;

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Element(Element),
    Text(StrTendril),
    /// The document, the content of a template, a comment.
    Other,
}

/// A name with attributes.
#[derive(Debug)]
pub(super) struct Element {
    pub name: QualName,
    pub attributes: Vec<Attribute>,
}

impl Element {
    /// Returns the local name of an HTML element, nothing for those of drawings and formulas.
    pub fn html(&self) -> Option<&LocalName> {
        (self.name.ns == ns!(html)).then_some(&self.name.local)
    }

    /// Returns the value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|one| &*one.name.local == name).map(|one| &*one.value)
    }

    /// Returns the value of an attribute that says something: trimmed and not empty.
    pub fn stated(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Returns whether one of the words of an attribute is `word`, which is in lower case.
    pub fn has_word(&self, attribute: &str, word: &str) -> bool {
        self.attribute(attribute).is_some_and(|value| value.split_whitespace().any(|w| w.eq_ignore_ascii_case(word)))
    }
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    /// Elements around it when it was put where it is.
    depth: u32,
    parent: NodeId,
    previous: NodeId,
    next: NodeId,
    first: NodeId,
    last: NodeId,
}

impl Node {
    fn new(kind: Kind) -> Self {
        Self { kind, depth: 0, parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE }
    }
}

/// A parsed page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The elements that say something of the page or of where its content lies, as
    /// [`is_notable`] tells, in the order of their tags.
    pub notable: Vec<NodeId>,
}

/// A step of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Enter(NodeId),
    Leave(NodeId),
}

impl Tree {
    /// Returns what `node` is.
    pub fn kind(&self, node: NodeId) -> &Kind {
        &self.nodes[node as usize].kind
    }

    /// Returns `node` if it is an element.
    pub fn element(&self, node: NodeId) -> Option<&Element> {
        match self.kind(node) {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// Returns the text of a text node.
    pub fn text(&self, node: NodeId) -> Option<&str> {
        match self.kind(node) {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the name of an HTML element.
    pub fn html(&self, node: NodeId) -> Option<&LocalName> {
        self.element(node)?.html()
    }

    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].parent)
    }

    /// Returns what is around `node`, nearest first.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(node), |node| self.parent(*node))
    }

    /// Returns whether `node` is in the document still: not in a template, nor dropped.
    pub fn is_attached(&self, node: NodeId) -> bool {
        node == DOCUMENT || self.ancestors(node).last() == Some(DOCUMENT)
    }

    /// Returns the step after `step` in a walk of `root`, which begins with entering it and ends
    /// with leaving it. Needs no memory, however deep the tree is.
    pub fn after(&self, step: Step, root: NodeId) -> Option<Step> {
        match step {
            Step::Enter(node) => Some(some(self.nodes[node as usize].first).map_or(Step::Leave(node), Step::Enter)),
            Step::Leave(node) if node == root => None,
            Step::Leave(node) => {
                let Node { next, parent, .. } = self.nodes[node as usize];
                some(next).map(Step::Enter).or(some(parent).map(Step::Leave))
            }
        }
    }

    /// Returns the elements and texts under `node`, itself included, in reading order.
    pub fn under(&self, root: NodeId) -> impl Iterator<Item = NodeId> {
        let steps = std::iter::successors(Some(Step::Enter(root)), move |step| self.after(*step, root));
        steps.filter_map(|step| match step {
            Step::Enter(node) => Some(node),
            Step::Leave(_) => None,
        })
    }

    /// Returns all texts under `node`, as they stand.
    pub fn raw_text(&self, node: NodeId) -> String {
        self.under(node).filter_map(|node| self.text(node)).collect()
    }

    fn add(&mut self, kind: Kind) -> NodeId {
        self.nodes.push(Node::new(kind));
        (self.nodes.len() - 1) as NodeId
    }

    fn at(&mut self, node: NodeId) -> &mut Node {
        &mut self.nodes[node as usize]
    }

    fn detach(&mut self, node: NodeId) {
        let Node { parent, previous, next, .. } = self.nodes[node as usize];
        if let Some(previous) = some(previous) {
            self.at(previous).next = next;
        } else if let Some(parent) = some(parent) {
            self.at(parent).first = next;
        }
        if let Some(next) = some(next) {
            self.at(next).previous = previous;
        } else if let Some(parent) = some(parent) {
            self.at(parent).last = previous;
        }
        let node = self.at(node);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts `node` before the child `next` of `parent`, or last where `next` is `NONE`.
    fn insert(&mut self, parent: NodeId, node: NodeId, next: NodeId) {
        self.detach(node);
        let previous = some(next).map_or(self.at(parent).last, |next| self.at(next).previous);
        let depth = self.at(parent).depth + 1;
        let inserted = self.at(node);
        (inserted.parent, inserted.previous, inserted.next, inserted.depth) = (parent, previous, next, depth);
        match some(previous) {
            Some(previous) => self.at(previous).next = node,
            None => self.at(parent).first = node,
        }
        match some(next) {
            Some(next) => self.at(next).previous = node,
            None => self.at(parent).last = node,
        }
    }

    /// As [`insert`](Self::insert); a text joins the text that it follows.
    fn place(&mut self, parent: NodeId, what: NodeOrText<NodeId>, next: NodeId) {
        let node = match what {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                let previous = some(next).map_or(self.at(parent).last, |next| self.at(next).previous);
                if let Some(Node { kind: Kind::Text(before), .. }) = self.nodes.get_mut(previous as usize) {
                    before.push_tendril(&text);
                    return;
                }
                self.add(Kind::Text(text))
            }
        };
        self.insert(parent, node, next);
    }
}

fn some(node: NodeId) -> Option<NodeId> {
    (node != NONE).then_some(node)
}

/// Whether an element says something of its page or of where its content lies.
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
        let tree = Tree { nodes: vec![Node::new(Kind::Other)], notable: vec![] };
        Self { tree: RefCell::new(tree), asked: Cell::new(DOCUMENT) }
    }

    /// Returns how many elements are around the one whose name was asked for last.
    pub fn depth_of_asked(&self) -> u32 {
        self.tree.borrow().nodes[self.asked.get() as usize].depth
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

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        target + 1
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
        if let Kind::Element(element) = &mut self.tree().at(*target).kind {
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
        while let Some(child) = some(tree.at(*node).first) {
            tree.insert(*new_parent, child, NONE);
        }
    }
}
