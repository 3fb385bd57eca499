//! The content of a page as blocks.

use std::borrow::Cow;

use html5ever::local_name;

use super::attributes::{indexed, named, weight};
use super::content::{Content, Found};
use super::decoration::is_tex;
use super::links::Site;
use super::outline::{LOWEST, Outline, level};
use super::permalink::{self, is_aside_of_heading, own_id};
use super::picture::picture;
use super::role::{Role, role_in, role_of};
use super::shape::{Line, line_of_heading};
use super::signs::Counter;
use super::tree::{Element, Kind, NodeId, Step, Tree};
use crate::document::{Block, BlockKind, Date, Weight};
use crate::extract::collapse::collapse;
use crate::extract::draft::{Link, Signs};
use crate::extract::error::Warning;
use crate::extract::rule::{Rule, Taken};
use crate::extract::running::Running;
use findlet_core::format::bodies::NO_SECTION;

/// Blocks before which a `time` dates the whole page; later ones are dates that the text tells of.
const BLOCKS_BEFORE_DATE: usize = 3;

/// What the content of a page holds.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub blocks: Vec<Block>,
    pub weights: Vec<(u32, Weight)>,
    /// The blocks, by index, that are headings of the first level, with their elements.
    pub firsts: Vec<(u32, NodeId)>,
    pub signs: Signs,
    pub links: Vec<Link>,
    /// What was left out, and why.
    pub taken: Taken,
    pub date: Option<Date>,
    /// Address and description of the first picture.
    pub image: Option<(String, String)>,
    pub warnings: Vec<Warning>,
}

/// Reads the regions of `content` in order; `is_traced` says whether examples are kept of what is left out.
pub(super) fn read<'a>(tree: &'a Tree, content: &Content<'_>, site: Site<'a>, is_traced: bool) -> Reading {
    let mut reader = Reader { found_by: content.found, ..Reader::new(tree, site) };
    reader.found.taken.is_traced = is_traced;
    for region in &content.regions {
        reader.region(content, *region);
    }
    Reading { signs: reader.counter.signs, links: reader.counter.links, ..reader.found }
}

/// What holds until an element ends.
#[derive(Debug)]
struct Frame {
    node: NodeId,
    role: Role,
    /// What held before it.
    kind: BlockKind,
    weight: Weight,
}

/// Gathers text until a block begins or ends.
struct Reader<'a> {
    tree: &'a Tree,
    found_by: Found,
    found: Reading,
    running: Running,
    kind: BlockKind,
    weight: Weight,
    frames: Vec<Frame>,
    /// The last id since the last text; within a heading, the first in it.
    anchor: Option<Cow<'a, str>>,
    /// The element that has this id.
    anchor_of: Option<NodeId>,
    outline: Outline,
    counter: Counter<'a>,
    /// What that was before the heading being read.
    anchor_before: Option<Cow<'a, str>>,
    /// The heading read last.
    last_heading: Option<NodeId>,
    /// A section that an attribute has named, whose heading may say the same.
    named: bool,
    /// Descriptions of pictures in the block being read.
    captions: Vec<String>,
    /// Line breaks since the last text.
    breaks: u32,
}

impl<'a> Reader<'a> {
    fn new(tree: &'a Tree, site: Site<'a>) -> Self {
        Self {
            tree,
            found_by: Found::Body,
            found: Reading::default(),
            running: Running::default(),
            kind: BlockKind::Paragraph,
            weight: Weight::default(),
            frames: vec![],
            anchor: None,
            anchor_of: None,
            outline: Outline::default(),
            counter: Counter::new(site),
            anchor_before: None,
            last_heading: None,
            named: false,
            captions: vec![],
            breaks: 0,
        }
    }

    fn region(&mut self, content: &Content<'_>, region: NodeId) {
        let mut step = Some(Step::Enter(region));
        while let Some(now) = step {
            step = match now {
                Step::Enter(node) => {
                    if let Some(rule) = content.why_out(node).filter(|_| node != region) {
                        self.leave_out(content, node, rule);
                        self.tree.after(Step::Leave(node), region)
                    } else {
                        self.enter(node);
                        self.tree.after(now, region)
                    }
                }
                Step::Leave(node) => {
                    self.leave(node);
                    self.tree.after(now, region)
                }
            };
        }
        self.flush();
    }

    /// Notes what is left out. Words beside it stay apart, unless it is a part of them.
    fn leave_out(&mut self, content: &Content<'_>, node: NodeId, rule: Rule) {
        self.note_permalink(node);
        if rule == Rule::NotText {
            return;
        }
        if matches!(rule, Rule::LineNumber | Rule::Control | Rule::ScreenReader) {
            self.gap();
        }
        self.found.taken.add(rule, || content.text(node));
    }

    fn enter(&mut self, node: NodeId) {
        match self.tree.kind(node) {
            Kind::Text(text) => {
                self.counter.text(text);
                self.running.push(text);
                if self.breaks > 0 && !self.running.is_waiting() {
                    self.breaks = 0;
                }
            }
            Kind::Element(element) => {
                self.counter.enter(node, element);
                self.enter_element(node, element, role_in(self.tree, node, element));
            }
            Kind::Other => {}
        }
    }

    fn enter_element(&mut self, node: NodeId, element: &'a Element, role: Role) {
        let stated = if element.attributes.is_empty() { None } else { weight(element) };
        let weight = stated.and_then(|read| read.map_err(|warning| self.found.warnings.push(warning)).ok());
        let role = if weight.is_some() && role == Role::Inline { Role::Block } else { role };
        match role {
            // Not a part of a word, if it can be linked to.
            Role::Inline if element.stated("id").is_some() => self.gap(),
            Role::Inline if self.is_heading() && line_of_heading(self.tree, node, element) == Line::Next => self.gap(),
            Role::Inline => {}
            Role::Apart => self.gap(),
            Role::Break => self.line_break(),
            Role::Time => self.date(node, element),
            Role::Image => self.image(node, element),
            Role::Block | Role::Caption | Role::Heading => {
                if self.is_heading() && !self.cuts_heading(element) {
                    self.gap();
                } else {
                    self.begin(node, role, weight);
                }
            }
        }
        if !element.attributes.is_empty() {
            self.note_anchor(node, element);
            self.index_attributes(element);
        }
    }

    fn is_heading(&self) -> bool {
        self.kind == BlockKind::Heading
    }

    /// A time and the element right beside it are two words; a text beside it may be a part of one.
    fn gap_beside(&mut self, beside: Option<NodeId>) {
        if beside.is_some_and(|beside| self.tree.element(beside).is_some()) {
            self.gap();
        }
    }

    /// Begins a block that what came before doesn't reach into.
    fn begin(&mut self, node: NodeId, role: Role, weight: Option<Weight>) {
        self.flush();
        self.frames.push(Frame { node, role, kind: self.kind, weight: self.weight });
        self.weight = weight.unwrap_or(self.weight);
        match role {
            Role::Heading => {
                self.kind = BlockKind::Heading;
                self.anchor_before = self.anchor.take();
                self.counter.begin_heading();
            }
            Role::Caption => self.kind = BlockKind::Caption,
            _ => {}
        }
    }

    fn leave(&mut self, node: NodeId) {
        let Some(element) = self.tree.element(node) else { return };
        self.counter.leave(node);
        if let Some(frame) = self.frames.pop_if(|frame| frame.node == node) {
            if frame.role == Role::Heading {
                self.end_heading(node, element);
            } else {
                self.flush();
            }
            (self.kind, self.weight) = (frame.kind, frame.weight);
        } else if matches!(role_of(element), Role::Apart | Role::Block) || element.stated("id").is_some() {
            self.gap();
        } else if role_of(element) == Role::Time {
            self.gap_beside(self.tree.next(node));
        }
        // An id that text or menus stood under is no heading's that comes later.
        if !self.is_heading() && self.anchor_of == Some(node) && self.tree.children(node).next().is_some() {
            self.anchor = None;
        }
        self.outline.leave(node, self.tree);
    }

    /// Ends a heading that was never closed, where `element` is one that no heading holds.
    fn cuts_heading(&mut self, element: &Element) -> bool {
        let Some((frame, tree)) = self.frames.last_mut().zip(Some(self.tree)) else { return false };
        let is_cut =
            !matches!(element.html(), Some(&local_name!("div") | &local_name!("hgroup") | &local_name!("header")));
        if is_cut
            && !self.running.is_empty()
            && let Some(heading) = tree.element(frame.node)
        {
            let node = frame.node;
            (frame.role, self.kind) = (Role::Block, frame.kind);
            self.end_heading(node, heading);
            return true;
        }
        false
    }

    /// Two breaks in a row part paragraphs, as pages did that have none.
    fn line_break(&mut self) {
        self.gap();
        self.breaks += 1;
        if self.breaks > 1 && !self.is_heading() {
            self.flush();
        }
    }

    fn date(&mut self, node: NodeId, element: &Element) {
        self.gap_beside(self.tree.previous(node));
        if self.found.date.is_none() && self.found.blocks.len() <= BLOCKS_BEFORE_DATE {
            self.found.date = element.stated("datetime").and_then(Date::parse);
        }
    }

    /// A picture's description is a caption of its own after the block, if it is more than a name.
    fn image(&mut self, node: NodeId, element: &Element) {
        let is_bare = self.found_by == Found::Body;
        let Some((source, alt)) = picture(self.tree, node, element, is_bare) else { return };
        if let Some(source) = source.filter(|_| self.found.image.is_none()) {
            self.found.image = Some((source.to_owned(), alt.clone()));
        }
        if is_tex(&alt) {
            self.found.taken.add(Rule::Formula, || alt);
        } else if alt.contains(' ') {
            self.captions.push(alt);
        }
    }

    fn note_anchor(&mut self, node: NodeId, element: &'a Element) {
        let is_link = element.html() == Some(&local_name!("a"));
        let is_field = element.html() == Some(&local_name!("input"));
        let id = element.stated("id").filter(|_| !is_field).or_else(|| element.stated("name").filter(|_| is_link));
        if id.is_some() && (!self.is_heading() || self.anchor.is_none()) {
            self.anchor = id.map(Cow::Borrowed);
            self.anchor_of = Some(node);
        }
        let named = named(element).filter(|(name, _)| matches!(*name, "anchor" | "title"));
        for (name, value) in named {
            let title = collapse(value);
            match id {
                None => self.found.warnings.push(Warning::attribute(name, value, "on an element without an id")),
                Some(id) if !title.is_empty() => {
                    self.flush();
                    self.push(BlockKind::Heading, title, id.to_owned());
                    self.outline.begin(node, LOWEST, true, self.tree);
                    self.named = true;
                }
                Some(_) => {}
            }
        }
    }

    /// A link beside a heading that leads to the heading tells its id.
    fn note_permalink(&mut self, node: NodeId) {
        let follows_heading = || self.last_heading.is_some() && self.tree.element_before(node) == self.last_heading;
        if self.tree.html(node) == Some(&local_name!("a"))
            && is_aside_of_heading(self.tree, node)
            && !(self.is_heading() && self.anchor.is_some())
            && (self.is_heading() || !follows_heading())
            && let Some(element) = self.tree.element(node)
        {
            self.anchor = own_id(element);
            self.anchor_of = None;
        }
    }

    /// Attributes that are texts of the page, as `data-findlet-index-attrs` lists them.
    fn index_attributes(&mut self, element: &Element) {
        for value in indexed(element) {
            self.gap();
            self.running.push(value);
            self.gap();
        }
    }

    fn end_heading(&mut self, node: NodeId, element: &Element) {
        let text = self.running.take();
        let behind = || permalink::behind(self.tree, node).and_then(own_id);
        let section = || permalink::section_of(self.tree, node, self.last_heading);
        let anchor = self.anchor.take().or(self.anchor_before.take()).or_else(behind).or_else(section);
        self.last_heading = Some(node);
        let is_first = element.html() == Some(&local_name!("h1"));
        let is_repeated = self.named && self.found.blocks.last().is_some_and(|named| named.text == text);
        if !text.is_empty() && !is_repeated {
            let level = level(element);
            if is_first {
                self.found.firsts.push((self.found.blocks.len() as u32, node));
            } else {
                self.counter.end_heading(&text, level, self.found.blocks.len() as u32);
            }
            let ends = self.outline.begin(node, level, anchor.is_some(), self.tree);
            let anchor = anchor.map_or_else(|| if ends { NO_SECTION } else { "" }.to_owned(), Cow::into_owned);
            self.push(BlockKind::Heading, text, anchor);
        }
        self.end_block();
        self.flush();
    }

    /// Ends the block being read.
    fn flush(&mut self) {
        let text = self.running.take();
        if !text.is_empty() {
            self.anchor = None;
            if !self.is_heading() && self.outline.is_over() {
                self.push(BlockKind::Heading, String::new(), NO_SECTION.to_owned());
            }
            self.push(self.kind, text, String::new());
            self.end_block();
        }
        self.breaks = 0;
        for caption in std::mem::take(&mut self.captions) {
            self.push(BlockKind::Caption, caption, String::new());
        }
    }

    /// Notes that words before and after it stand apart.
    fn gap(&mut self) {
        self.running.gap();
        self.counter.gap();
    }

    /// Places the links that were read in the last block.
    fn end_block(&mut self) {
        self.counter.end_block(self.found.blocks.len().saturating_sub(1) as u32);
    }

    fn push(&mut self, kind: BlockKind, text: String, anchor: String) {
        self.named = false;
        // A picture's description is often its caption, too.
        if kind == BlockKind::Caption && self.found.blocks.last().is_some_and(|last| last.text == text) {
            return;
        }
        if self.weight != Weight::default() {
            self.found.weights.push((self.found.blocks.len() as u32, self.weight));
        }
        self.found.blocks.push(Block { kind, text, anchor });
    }
}
