//! The content of a page as blocks.

use html5ever::{LocalName, local_name};

use super::Warning;
use super::attributes::named;
use super::content::Content;
use super::running::Running;
use super::tree::{Element, Kind, NodeId, Step, Tree};
use crate::{Block, BlockKind, Date, Weight};

/// Blocks before which a `time` dates the whole page; later ones are dates that the text tells of.
const BLOCKS_BEFORE_DATE: usize = 3;

/// What the content of a page holds.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub blocks: Vec<Block>,
    pub weights: Vec<(u32, Weight)>,
    /// The text of the first `h1`, where that may name the page.
    pub title: Option<String>,
    pub date: Option<Date>,
    /// Address and description of the first picture.
    pub image: Option<(String, String)>,
    pub warnings: Vec<Warning>,
}

/// Whether an `h1` names the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// The first does.
    First,
    /// None does: it is a list of articles, each with its own.
    None,
    /// Only one with this text, as the page has its name from elsewhere.
    Named(String),
}

/// Reads the regions of `content` in order.
pub(super) fn read(tree: &Tree, content: &Content<'_>, title: Title) -> Blocks {
    let mut reader = Reader { tree, title, ..Reader::new(tree) };
    for region in &content.regions {
        reader.region(content, *region);
    }
    reader.found
}

/// Returns the text of an element as its content, in one piece.
pub(super) fn text_of(tree: &Tree, content: &Content<'_>, node: NodeId) -> String {
    let mut running = Running::default();
    for node in content.kept(node) {
        match tree.kind(node) {
            Kind::Text(text) => running.push(text),
            Kind::Element(element) if element.html().is_none_or(|name| role_of(name, element) != Role::Inline) => {
                running.gap();
            }
            _ => {}
        }
    }
    running.take()
}

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Nothing.
    Inline,
    /// It stands apart from words before and after it.
    Apart,
    Break,
    Block,
    Heading,
    Caption,
    Image,
    Time,
}

fn role_of(name: &LocalName, element: &Element) -> Role {
    match *name {
        local_name!("a")
        | local_name!("abbr")
        | local_name!("acronym")
        | local_name!("b")
        | local_name!("bdi")
        | local_name!("bdo")
        | local_name!("big")
        | local_name!("cite")
        | local_name!("code")
        | local_name!("data")
        | local_name!("del")
        | local_name!("dfn")
        | local_name!("em")
        | local_name!("font")
        | local_name!("i")
        | local_name!("ins")
        | local_name!("kbd")
        | local_name!("mark")
        | local_name!("nobr")
        | local_name!("q")
        | local_name!("ruby")
        | local_name!("s")
        | local_name!("samp")
        | local_name!("small")
        | local_name!("span")
        | local_name!("strike")
        | local_name!("strong")
        | local_name!("sub")
        | local_name!("sup")
        | local_name!("tt")
        | local_name!("u")
        | local_name!("var")
        | local_name!("wbr") => Role::Inline,
        local_name!("br") => Role::Break,
        local_name!("time") => Role::Time,
        local_name!("img") => Role::Image,
        local_name!("h1")
        | local_name!("h2")
        | local_name!("h3")
        | local_name!("h4")
        | local_name!("h5")
        | local_name!("h6") => Role::Heading,
        // The entries of a reference can be linked to.
        local_name!("dt") if element.stated("id").is_some() => Role::Heading,
        local_name!("figcaption") | local_name!("caption") => Role::Caption,
        _ if element.has_word("role", "heading") => Role::Heading,
        _ if is_block(name) => Role::Block,
        _ => Role::Apart,
    }
}

fn is_block(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("center")
            | local_name!("dd")
            | local_name!("details")
            | local_name!("dialog")
            | local_name!("dir")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("dt")
            | local_name!("fieldset")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("hr")
            | local_name!("legend")
            | local_name!("li")
            | local_name!("main")
            | local_name!("menu")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("p")
            | local_name!("pre")
            | local_name!("section")
            | local_name!("summary")
            | local_name!("table")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("tr")
            | local_name!("ul")
            | local_name!("xmp")
            | local_name!("listing")
            | local_name!("plaintext")
    )
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
    title: Title,
    found: Blocks,
    running: Running,
    kind: BlockKind,
    weight: Weight,
    frames: Vec<Frame>,
    /// The last id since the last text, or that of the heading being read.
    anchor: Option<&'a str>,
    /// A section that an attribute has named, whose heading may say the same.
    named: bool,
    /// Descriptions of pictures in the block being read.
    captions: Vec<String>,
    /// Line breaks since the last text.
    breaks: u32,
}

impl<'a> Reader<'a> {
    fn new(tree: &'a Tree) -> Self {
        Self {
            tree,
            title: Title::First,
            found: Blocks::default(),
            running: Running::default(),
            kind: BlockKind::Paragraph,
            weight: Weight::default(),
            frames: vec![],
            anchor: None,
            named: false,
            captions: vec![],
            breaks: 0,
        }
    }

    fn region(&mut self, content: &Content<'_>, region: NodeId) {
        let mut step = Some(Step::Enter(region));
        while let Some(now) = step {
            step = match now {
                Step::Enter(node) if node != region && content.leaves_out(node) => {
                    self.tree.after(Step::Leave(node), region)
                }
                Step::Enter(node) => {
                    self.enter(node);
                    self.tree.after(now, region)
                }
                Step::Leave(node) => {
                    self.leave(node);
                    self.tree.after(now, region)
                }
            };
        }
        self.flush();
    }

    fn enter(&mut self, node: NodeId) {
        match self.tree.kind(node) {
            Kind::Text(text) => {
                self.running.push(text);
                if self.breaks > 0 && !self.running.is_waiting() {
                    self.breaks = 0;
                }
            }
            Kind::Element(element) => {
                let role = element.html().map_or(Role::Inline, |name| role_of(name, element));
                self.enter_element(node, element, role);
            }
            Kind::Other => {}
        }
    }

    fn enter_element(&mut self, node: NodeId, element: &'a Element, role: Role) {
        let weight = if element.attributes.is_empty() { None } else { self.weight_of(element) };
        let role = if weight.is_some() && role == Role::Inline { Role::Block } else { role };
        match role {
            Role::Inline => {}
            Role::Apart => self.running.gap(),
            Role::Break => self.line_break(),
            Role::Time => self.date(element),
            Role::Image => self.image(element),
            Role::Block | Role::Caption | Role::Heading => {
                if self.kind == BlockKind::Heading {
                    self.running.gap();
                } else {
                    self.flush();
                    self.frames.push(Frame { node, role, kind: self.kind, weight: self.weight });
                    self.weight = weight.unwrap_or(self.weight);
                    match role {
                        Role::Heading => self.kind = BlockKind::Heading,
                        Role::Caption => self.kind = BlockKind::Caption,
                        _ => {}
                    }
                }
            }
        }
        if !element.attributes.is_empty() {
            self.note_anchor(element, role);
            self.index_attributes(element);
        }
    }

    fn leave(&mut self, node: NodeId) {
        let Some(element) = self.tree.element(node) else { return };
        if let Some(frame) = self.frames.pop_if(|frame| frame.node == node) {
            if frame.role == Role::Heading {
                self.end_heading(element);
            } else {
                self.flush();
            }
            (self.kind, self.weight) = (frame.kind, frame.weight);
        } else if element.html().is_some_and(|name| matches!(role_of(name, element), Role::Apart | Role::Block)) {
            self.running.gap();
        }
    }

    /// Two breaks in a row part paragraphs, as pages did that have none.
    fn line_break(&mut self) {
        self.running.gap();
        self.breaks += 1;
        if self.breaks > 1 && self.kind != BlockKind::Heading {
            self.flush();
        }
    }

    fn date(&mut self, element: &Element) {
        if self.found.date.is_none() && self.found.blocks.len() <= BLOCKS_BEFORE_DATE {
            self.found.date = element.stated("datetime").and_then(Date::parse);
        }
    }

    /// A picture's description is a caption of its own after the block, if it is more than a name.
    fn image(&mut self, element: &Element) {
        let alt = super::collapse(element.attribute("alt").unwrap_or_default());
        let is_pixel = ["width", "height"].iter().any(|name| matches!(element.attribute(name), Some("0" | "1")));
        let source = ["src", "data-src"].iter().filter_map(|name| element.stated(name));
        let source = source.into_iter().find(|source| !source.starts_with("data:"));
        if let Some(source) = source.filter(|_| self.found.image.is_none() && !is_pixel) {
            self.found.image = Some((source.to_owned(), alt.clone()));
        }
        if alt.contains(' ') {
            self.captions.push(alt);
        }
    }

    fn weight_of(&mut self, element: &Element) -> Option<Weight> {
        let (name, value) = named(element).find(|(name, _)| *name == "weight")?;
        let weight = value.trim().parse().ok().map(|factor: f64| factor.clamp(0.0, 10.0)).and_then(Weight::new);
        if weight.is_none() {
            self.found.warnings.push(Warning::attribute(name, value, "no number from 0 to 10"));
        }
        weight
    }

    fn note_anchor(&mut self, element: &'a Element, role: Role) {
        let is_link = element.html() == Some(&local_name!("a"));
        let id = element.stated("id").or_else(|| element.stated("name").filter(|_| is_link));
        let is_first = self.kind != BlockKind::Heading || role == Role::Heading || self.anchor.is_none();
        if role == Role::Heading && id.is_some() || id.is_some() && is_first {
            self.anchor = id;
        }
        let named = named(element).filter(|(name, _)| matches!(*name, "anchor" | "title"));
        for (name, value) in named {
            let title = super::collapse(value);
            match id {
                None => self.found.warnings.push(Warning::attribute(name, value, "on an element without an id")),
                Some(id) if !title.is_empty() => {
                    self.flush();
                    self.push(BlockKind::Heading, title, id.to_owned());
                    self.named = true;
                }
                Some(_) => {}
            }
        }
    }

    /// Attributes that are texts of the page, as `data-findlet-index-attrs` lists them.
    fn index_attributes(&mut self, element: &Element) {
        for (_, list) in named(element).filter(|(name, _)| *name == "index-attrs") {
            for value in list.split(',').filter_map(|name| element.stated(&name.trim().to_ascii_lowercase())) {
                self.running.gap();
                self.running.push(value);
                self.running.gap();
            }
        }
    }

    fn end_heading(&mut self, element: &Element) {
        let text = self.running.take();
        let anchor = self.anchor.take();
        let is_h1 = element.html() == Some(&local_name!("h1"));
        let is_repeated = self.named && self.found.blocks.last().is_some_and(|named| named.text == text);
        let is_title = match &self.title {
            Title::First if is_h1 && !text.is_empty() => {
                self.found.title = Some(text.clone());
                self.title = Title::Named(text);
                return self.flush();
            }
            Title::Named(title) => is_h1 && text == *title,
            _ => false,
        };
        if !text.is_empty() && !is_repeated && !is_title {
            self.push(BlockKind::Heading, text, anchor.unwrap_or_default().to_owned());
        }
        self.flush();
    }

    /// Ends the block being read.
    fn flush(&mut self) {
        let text = self.running.take();
        if !text.is_empty() {
            self.anchor = None;
            self.push(self.kind, text, String::new());
        }
        self.breaks = 0;
        for caption in std::mem::take(&mut self.captions) {
            if self.found.blocks.last().is_none_or(|last| last.text != caption) {
                self.push(BlockKind::Caption, caption, String::new());
            }
        }
    }

    fn push(&mut self, kind: BlockKind, text: String, anchor: String) {
        self.named = false;
        if self.weight != Weight::default() {
            self.found.weights.push((self.found.blocks.len() as u32, self.weight));
        }
        self.found.blocks.push(Block { kind, text, anchor });
    }
}
