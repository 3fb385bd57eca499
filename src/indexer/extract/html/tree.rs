//! The tree of a page, in one vector.

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::NodeOrText;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

/// A node, by its place in the vector.
pub(super) type NodeId = u32;

/// The document itself, whose child is the `html` element.
pub(super) const DOCUMENT: NodeId = 0;

/// Where a link leads nowhere.
pub(super) const NONE: NodeId = NodeId::MAX;

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
    /// The elements that say something of the page or of where its content is, as
    /// `is_notable` tells, in the order of their tags.
    pub notable: Vec<NodeId>,
}

/// A step of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Enter(NodeId),
    Leave(NodeId),
}

impl Tree {
    /// Returns the tree of a document with nothing in it.
    pub fn new() -> Self {
        Self { nodes: vec![Node::new(Kind::Other)], notable: vec![] }
    }

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

    pub fn element_mut(&mut self, node: NodeId) -> Option<&mut Element> {
        match &mut self.at(node).kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// Returns how many elements were around `node` when it was put where it is.
    pub fn depth(&self, node: NodeId) -> u32 {
        self.nodes[node as usize].depth
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

    /// Returns whether `node` is one of `h1` to `h6`, or says that it is a heading.
    pub fn is_heading(&self, node: NodeId) -> bool {
        self.element(node).is_some_and(|element| match element.html() {
            Some(
                &local_name!("h1")
                | &local_name!("h2")
                | &local_name!("h3")
                | &local_name!("h4")
                | &local_name!("h5")
                | &local_name!("h6"),
            ) => true,
            _ => element.has_word("role", "heading"),
        })
    }

    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].parent)
    }

    /// Returns the child of the same parent that comes before `node`.
    pub fn previous(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].previous)
    }

    /// Returns the child of the same parent that follows `node`.
    pub fn next(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].next)
    }

    pub fn first_child(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].first)
    }

    /// Returns what is around `node`, nearest first.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(node), |node| self.parent(*node))
    }

    /// Returns what is directly in `node`, in reading order.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(some(self.nodes[node as usize].first), |node| some(self.nodes[*node as usize].next))
    }

    /// Returns the element right before `node`, with nothing but white space between.
    pub fn element_before(&self, node: NodeId) -> Option<NodeId> {
        self.neighbour(node, |node| some(node.previous))
    }

    /// Returns the element right after `node`, with nothing but white space between.
    pub fn element_after(&self, node: NodeId) -> Option<NodeId> {
        self.neighbour(node, |node| some(node.next))
    }

    fn neighbour(&self, node: NodeId, step: fn(&Node) -> Option<NodeId>) -> Option<NodeId> {
        let beside = std::iter::successors(Some(node), |node| step(&self.nodes[*node as usize])).skip(1);
        let is_blank = |node: &NodeId| self.text(*node).is_none_or(|text| text.trim().is_empty());
        let is_said = |node: &NodeId| !matches!(self.kind(*node), Kind::Other);
        beside
            .filter(is_said)
            .find(|node| !is_blank(node) || self.element(*node).is_some())
            .filter(|node| self.element(*node).is_some())
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

    /// Returns all texts under `node`, as they are written.
    pub fn raw_text(&self, node: NodeId) -> String {
        self.under(node).filter_map(|node| self.text(node)).collect()
    }

    /// Adds a node that is nowhere in the document yet.
    pub fn add(&mut self, kind: Kind) -> NodeId {
        self.nodes.push(Node::new(kind));
        (self.nodes.len() - 1) as NodeId
    }

    fn at(&mut self, node: NodeId) -> &mut Node {
        &mut self.nodes[node as usize]
    }

    /// Takes `node` out of its parent.
    pub fn detach(&mut self, node: NodeId) {
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

    /// Puts `node` before the child `next` of `parent`, or last where `next` is [`NONE`].
    pub fn insert(&mut self, parent: NodeId, node: NodeId, next: NodeId) {
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
    pub fn place(&mut self, parent: NodeId, what: NodeOrText<NodeId>, next: NodeId) {
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

/// Whether a template is a declarative shadow root.
pub(super) fn is_shadow_root(element: &Element) -> bool {
    element.stated("shadowrootmode").is_some_and(|mode| mode == "open" || mode == "closed")
}

fn some(node: NodeId) -> Option<NodeId> {
    (node != NONE).then_some(node)
}
