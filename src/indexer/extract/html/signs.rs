//! Counts what tells lists of pages from pages: how much of the text leads to other pages of the site.

use html5ever::local_name;

use super::links::Site;
use super::outline::is_version;
use super::tree::{Element, NodeId};
use crate::extract::draft::Signs;

/// Counts while the content is read.
#[derive(Debug)]
pub(super) struct Counter<'a> {
    site: Site<'a>,
    pub signs: Signs,
    /// The link to another page of the site that is being read.
    link: Option<NodeId>,
    /// Text and linked text before the heading being read.
    before: (u32, u32),
}

impl<'a> Counter<'a> {
    pub fn new(site: Site<'a>) -> Self {
        Self { site, signs: Signs::default(), link: None, before: (0, 0) }
    }

    pub fn text(&mut self, text: &str) {
        let length = text.trim().len() as u32;
        self.signs.text = self.signs.text.saturating_add(length);
        if self.link.is_some() {
            self.signs.linked = self.signs.linked.saturating_add(length);
        }
    }

    /// Notes a link to another page of the site.
    pub fn enter(&mut self, node: NodeId, element: &Element) {
        let is_link = element.html() == Some(&local_name!("a")) && self.link.is_none();
        if is_link && element.attribute("href").is_some_and(|link| self.site.holds(link)) {
            self.link = Some(node);
            self.signs.links += 1;
        }
    }

    pub fn leave(&mut self, node: NodeId) {
        self.link.take_if(|link| *link == node);
    }

    pub fn begin_heading(&mut self) {
        self.before = (self.signs.text, self.signs.linked);
    }

    /// Notes a heading below the first level.
    pub fn end_heading(&mut self, text: &str) {
        let (all, linked) = (self.signs.text - self.before.0, self.signs.linked - self.before.1);
        self.signs.headings += 1;
        self.signs.linked_headings += u32::from(linked > 0 && linked * 10 >= all * 9);
        self.signs.versions += u32::from(is_version(text));
    }
}
