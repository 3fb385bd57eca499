//! The content of a page as Pagefind's API hands it out.

use html5ever::{LocalName, local_name};

use super::attributes::{indexed, named, weight};
use super::content::Content;
use super::role::{Role, role_of};
use super::tree::{DOCUMENT, Element, Kind, NodeId, Step, Tree};
use crate::document::Weight;
use crate::extract::collapse::collapse;
use crate::extract::fragment::{Fragment, FragmentWriter};

/// What holds until an element ends.
struct Frame {
    node: NodeId,
    is_block: bool,
    has_anchor: bool,
    /// What words weighed before it.
    weight: Option<Weight>,
}

/// Reads the regions of `content` in order.
pub(super) fn read(tree: &Tree, content: &Content<'_>) -> Fragment {
    let mut reader = Reader { tree, writer: FragmentWriter::default(), frames: vec![] };
    for region in &content.regions {
        let mut step = Some(Step::Enter(*region));
        while let Some(now) = step {
            step = match now {
                Step::Enter(node) if node != *region && content.leaves_out(node) => {
                    tree.after(Step::Leave(node), *region)
                }
                Step::Enter(node) => {
                    reader.enter(node);
                    tree.after(now, *region)
                }
                Step::Leave(node) => {
                    reader.leave(node);
                    tree.after(now, *region)
                }
            };
        }
    }
    reader.writer.finish()
}

/// Returns the address and the description of the first picture after the first heading of the first level, which is
/// the picture of a page to Pagefind.
pub(super) fn picture(tree: &Tree) -> Option<(String, String)> {
    let mut after = tree.under(DOCUMENT).skip_while(|node| tree.html(*node) != Some(&local_name!("h1")));
    let picture = after.find(|node| tree.html(*node) == Some(&local_name!("img")));
    let picture = picture.and_then(|node| tree.element(node))?;
    Some((picture.stated("src")?.to_owned(), picture.stated("alt").unwrap_or_default().to_owned()))
}

struct Reader<'a> {
    tree: &'a Tree,
    writer: FragmentWriter,
    frames: Vec<Frame>,
}

impl Reader<'_> {
    fn enter(&mut self, node: NodeId) {
        match self.tree.kind(node) {
            Kind::Text(text) => self.writer.push(text),
            Kind::Element(element) => self.begin(node, element),
            Kind::Other => {}
        }
    }

    fn begin(&mut self, node: NodeId, element: &Element) {
        let role = role_of(element);
        let is_block = matches!(role, Role::Block | Role::Caption | Role::Heading);
        if is_block {
            self.writer.begin_block();
        } else if role != Role::Inline {
            self.writer.gap();
        }
        let stated = weight(element).and_then(Result::ok);
        let weight = stated.or_else(|| element.html().and_then(of_heading)).map(|weight| self.writer.weigh(weight));
        let id = element.stated("id");
        if let Some(id) = id {
            let title = named(element).find(|(name, _)| *name == "title").map(|(_, title)| collapse(title));
            self.writer.begin_anchor(&element.name.local, id, title.filter(|title| !title.is_empty()));
        }
        for value in indexed(element) {
            self.writer.gap();
            self.writer.push(value);
            self.writer.end_sentence();
        }
        let frame = Frame { node, is_block, has_anchor: id.is_some(), weight };
        if is_block || frame.has_anchor || weight.is_some() {
            self.frames.push(frame);
        }
    }

    fn leave(&mut self, node: NodeId) {
        let Some(Frame { is_block, has_anchor, weight, .. }) = self.frames.pop_if(|frame| frame.node == node) else {
            return;
        };
        if has_anchor {
            self.writer.end_anchor();
        }
        if is_block {
            if !self.tree.html(node).is_some_and(is_frame) {
                self.writer.end_sentence();
            }
            self.writer.end_block();
        }
        weight.map(|weight| self.writer.weigh(weight));
    }
}

/// Whether an element is all of a page rather than a sentence of it.
fn is_frame(name: &LocalName) -> bool {
    matches!(*name, local_name!("html") | local_name!("body") | local_name!("main"))
}

/// Returns what the words of a heading weigh: 7 on the first level, and one less on each level below.
fn of_heading(name: &LocalName) -> Option<Weight> {
    let levels = [
        local_name!("h1"),
        local_name!("h2"),
        local_name!("h3"),
        local_name!("h4"),
        local_name!("h5"),
        local_name!("h6"),
    ];
    let level = (0..).zip(levels).find(|(_, level)| level == name)?.0;
    Weight::new(f64::from(7 - level))
}
