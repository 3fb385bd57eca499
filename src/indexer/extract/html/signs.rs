//! Notes what leads to other pages of the site: how much of the text, which tells lists of pages from pages, and what
//! each link says, which tells what the page is called that it leads to.

use html5ever::local_name;

use super::links::{Site, resolve};
use super::outline::is_version;
use super::tree::{Element, NodeId};
use crate::address::address;
use crate::extract::draft::{Head, Link, Signs};
use crate::extract::running::Running;

/// Links of a page at most that are kept; what is behind them is no text but a list.
const MAX_LINKS: usize = 1000;

/// Bytes of a link's text at most: what is longer is a sentence, which calls nothing by its name.
const MAX_LINK_BYTES: usize = 100;

/// Counts while the content is read.
#[derive(Debug)]
pub(super) struct Counter<'a> {
    site: Site<'a>,
    pub signs: Signs,
    /// The links with a text, in reading order.
    pub links: Vec<Link>,
    /// The link to another page of the site that is being read.
    link: Option<NodeId>,
    /// Where it leads, as it is written there, until the first block of its text ends.
    leads: Option<&'a str>,
    said: Running,
    /// How many of `links` stand in blocks that have ended.
    placed: usize,
    /// Text and linked text before the heading being read.
    before: (u32, u32),
    /// Where the last such link leads, as it is written there.
    last: &'a str,
}

impl<'a> Counter<'a> {
    pub fn new(site: Site<'a>) -> Self {
        Self {
            site,
            signs: Signs::default(),
            links: Vec::new(),
            link: None,
            leads: None,
            said: Running::default(),
            placed: 0,
            before: (0, 0),
            last: "",
        }
    }

    pub fn text(&mut self, text: &str) {
        let length = text.trim().len() as u32;
        self.signs.text = self.signs.text.saturating_add(length);
        if self.link.is_some() {
            self.signs.linked = self.signs.linked.saturating_add(length);
        }
        if self.leads.is_some() {
            self.said.push(text);
        }
    }

    /// Notes that words before and after it stand apart.
    pub fn gap(&mut self) {
        self.said.gap();
    }

    /// Notes a link to another page of the site.
    pub fn enter(&mut self, node: NodeId, element: &'a Element) {
        let is_link = element.html() == Some(&local_name!("a")) && self.link.is_none();
        if let Some(href) = element.attribute("href").filter(|link| is_link && self.site.holds(link)) {
            self.link = Some(node);
            self.last = href;
            self.leads = Some(href).filter(|_| self.links.len() < MAX_LINKS);
            self.signs.links += 1;
        }
    }

    pub fn leave(&mut self, node: NodeId) {
        if self.link.take_if(|link| *link == node).is_some() {
            self.end_link();
            self.leads = None;
        }
    }

    /// Keeps what the link says, if it says anything yet.
    fn end_link(&mut self) {
        let text = self.said.take();
        if let Some(href) = self.leads.take_if(|_| !text.is_empty())
            && text.len() <= MAX_LINK_BYTES
        {
            let to = resolve(&address(self.site.path), self.site.base, href.trim());
            self.links.push(Link { to, text, block: 0 });
        }
    }

    /// Notes that a block ends and which it is. A link around several blocks, such as a card, says what the first says.
    pub fn end_block(&mut self, block: u32) {
        self.end_link();
        self.links[self.placed..].iter_mut().for_each(|link| link.block = block);
        self.placed = self.links.len();
    }

    pub fn begin_heading(&mut self) {
        self.before = (self.signs.text, self.signs.linked);
    }

    /// Notes a heading below the first level, which is the block of this index.
    pub fn end_heading(&mut self, text: &str, level: u8, block: u32) {
        let (all, linked) = (self.signs.text - self.before.0, self.signs.linked - self.before.1);
        let is_link = linked > 0 && linked * 10 >= all * 9 && !self.site.is_own(self.last);
        self.signs.headings.push(Head { block, level, is_link });
        self.signs.versions += u32::from(is_version(text));
    }
}
