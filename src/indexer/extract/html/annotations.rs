//! Annotations: what the attributes of a page (`data-findlet-…`) say of it as a whole.

use std::collections::BTreeSet;

use super::attributes::{Ignored, Source, ignored, list, named};
use super::content::Content;
use super::head;
use super::tree::{Element, NodeId, Tree};
use crate::document::{Date, SortValue, Weight};
use crate::extract::collapse::collapse;
use crate::extract::error::Warning;
use crate::extract::number::number;

/// Metadata, facets and the like, as attributes state them.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    pub title: Option<String>,
    pub date: Option<Date>,
    pub url: Option<String>,
    pub boost: Weight,
    pub metadata: Vec<(String, String)>,
    /// What holds where nothing else is said.
    pub defaults: Vec<(String, String)>,
    pub facets: Vec<(String, String)>,
    pub sorts: Vec<(String, SortValue)>,
    pub warnings: Vec<Warning>,
}

impl Annotations {
    /// Reads all attributes of the page, inside its content and, unless `is_bound`, outside.
    pub fn read(tree: &Tree, content: &Content<'_>, is_bound: bool) -> Self {
        let mut annotations = Self::default();
        let excluded = |node| tree.element(node).is_some_and(|element| ignored(element) == Ignored::All);
        let is_outside =
            |node| is_bound && !tree.ancestors(node).chain([node]).any(|node| content.regions.contains(&node));
        for node in tree.notable.iter().copied().filter(|node| !is_outside(*node)) {
            let Some(element) = tree.element(node).filter(|element| named(element).next().is_some()) else { continue };
            if tree.is_attached(node) && !excluded(node) && !tree.ancestors(node).any(excluded) {
                annotations.note(content, node, element);
            }
        }
        annotations.facets = distinct(std::mem::take(&mut annotations.facets));
        annotations
    }

    /// Returns what holds for `key` where nothing else is said.
    pub fn fallback(&self, key: &str) -> Option<&str> {
        self.defaults.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    fn note(&mut self, content: &Content<'_>, node: NodeId, element: &Element) {
        for (attribute, value) in named(element) {
            let pairs = || pairs(content, node, element, value);
            match attribute {
                "meta" => pairs().into_iter().for_each(|(name, value)| self.meta(name, value)),
                "default-meta" => pairs().into_iter().for_each(|(name, value)| set(&mut self.defaults, name, value)),
                "facet" | "filter" => self.facets.extend(pairs()),
                "sort" => pairs().into_iter().for_each(|(name, value)| self.sort(name, value)),
                "boost" => self.boost(value),
                // They say something of their element, and the last two of Pagefind's own widget.
                "body" | "ignore" | "weight" | "anchor" | "title" | "index-attrs" | "ui-meta" | "announcer" => {}
                _ => self.warnings.push(Warning::attribute(attribute, value, "unknown")),
            }
        }
    }

    /// Values that have a place of their own in a document go there.
    fn meta(&mut self, name: String, value: String) {
        match name.as_str() {
            "title" => self.title = Some(value),
            "url" => self.url = Some(value),
            "date" if head::date(&value).is_some() => self.date = head::date(&value),
            _ => set(&mut self.metadata, name, value),
        }
    }

    fn sort(&mut self, name: String, value: String) {
        if name == "date"
            && let Some(date) = head::date(&value)
        {
            self.date = Some(date);
            return;
        }
        self.sorts.retain(|(other, _)| *other != name);
        self.sorts.push((name, sort_value(value)));
    }

    fn boost(&mut self, value: &str) {
        match value.trim().parse().ok().and_then(Weight::new) {
            Some(boost) => self.boost = boost,
            None => self.warnings.push(Warning::attribute("boost", value, "not a number from 0 to 10")),
        }
    }
}

/// Returns the names that an attribute lists, with their values. Names without a value are left out.
fn pairs(content: &Content<'_>, node: NodeId, element: &Element, value: &str) -> Vec<(String, String)> {
    let list = list(value).into_iter().map(|(name, source)| {
        let value = match source {
            Source::Text => content.text(node),
            Source::Attribute(name) => collapse(element.attribute(&name.to_ascii_lowercase()).unwrap_or_default()),
            Source::Inline(value) => collapse(value),
        };
        (collapse(name), value)
    });
    list.filter(|(_, value)| !value.is_empty()).collect()
}

/// Returns a number, where it is one, else the text.
fn sort_value(text: String) -> SortValue {
    number(&text).map_or(SortValue::Text(text), SortValue::Number)
}

/// Drops what is repeated or empty, keeping the order.
pub fn distinct(mut facets: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    facets.retain(|facet| !facet.1.is_empty() && seen.insert(facet.clone()));
    facets
}

fn set(pairs: &mut Vec<(String, String)>, name: String, value: String) {
    pairs.retain(|(other, _)| *other != name);
    pairs.push((name, value));
}
