//! Which section a text belongs to.
//!
//! Sections are what headings with an anchor begin. Hits show a text under the section whose heading was the last
//! before it, so a section has to end where the page ends it: at a heading of its level that has no anchor, and behind
//! the element that it is.

use html5ever::local_name;

use super::tree::{Element, NodeId, Tree};

/// The level of headings that have none: terms, and what attributes name.
pub(super) const LOWEST: u8 = 7;

/// The section being read.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The level of its heading, 0 where there is none.
    level: u8,
    /// The element that it ends with.
    around: Option<NodeId>,
    /// Whether there is text in it.
    has_text: bool,
    is_over: bool,
}

impl Outline {
    /// Notes a heading; returns whether it ends the section before it without beginning one.
    pub fn begin(&mut self, heading: NodeId, level: u8, has_anchor: bool, tree: &Tree) -> bool {
        let ends = self.level > 0 && (self.is_over || level <= self.level);
        if has_anchor {
            *self = Self { level, around: around(tree, heading), ..Self::default() };
        } else if ends {
            *self = Self::default();
        }
        ends && !has_anchor
    }

    /// Notes that an element ends. One that holds the heading alone is not its section: the text comes behind it.
    pub fn leave(&mut self, node: NodeId, tree: &Tree) {
        if self.around == Some(node) {
            self.is_over = self.has_text;
            self.around = if self.has_text { None } else { around(tree, node) };
        }
    }

    /// Notes that text begins; returns whether the section before it ended and no other began.
    pub fn is_over(&mut self) -> bool {
        let is_over = self.is_over && self.level > 0;
        if is_over {
            *self = Self::default();
        }
        self.has_text = true;
        is_over
    }
}

/// Returns the nearest element around `node` that is a section.
fn around(tree: &Tree, node: NodeId) -> Option<NodeId> {
    tree.ancestors(node).find(|node| {
        matches!(
            tree.html(*node),
            Some(&local_name!("section") | &local_name!("article") | &local_name!("details") | &local_name!("dl"))
        )
    })
}

/// Returns the level of a heading.
pub(super) fn level(element: &Element) -> u8 {
    match element.html() {
        Some(&local_name!("h1")) => 1,
        Some(&local_name!("h2")) => 2,
        Some(&local_name!("h3")) => 3,
        Some(&local_name!("h4")) => 4,
        Some(&local_name!("h5")) => 5,
        Some(&local_name!("h6")) => 6,
        _ => element.stated("aria-level").and_then(|level| level.parse().ok()).unwrap_or(LOWEST).clamp(1, LOWEST),
    }
}

/// Whether a heading names a version of something: `2.3.1`, `Version 4.0 (2024-05-06)`, `Boats 1.2`.
pub(super) fn is_version(text: &str) -> bool {
    const BESIDE: [&str; 22] = [
        "version",
        "release",
        "released",
        "v",
        "beta",
        "alpha",
        "rc",
        "final",
        "unreleased",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
        "lts",
    ];
    let is_beside = |word: &str| {
        let word = word.to_lowercase();
        BESIDE.contains(&word.as_str()) || word.len() > 2 && BESIDE[9..].iter().any(|month| word.starts_with(month))
    };
    let digit = text.find(|c: char| c.is_ascii_digit());
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty() && !is_beside(word)).count()
    };
    digit.is_some_and(|digit| {
        let before = words(&text[..digit]);
        let is_dotted = text[digit..].split(char::is_whitespace).next().is_some_and(|number| number.contains('.'));
        words(&text[digit..]) == 0 && (before == 0 || before == 1 && is_dotted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_told_from_chapters() {
        for text in
            ["2.3.1", "v4", "Version 4.0 (2024-05-06)", "Boats 1.2", "[1.0.0] - 2024-05-06", "3.0 (May 6, 2024)"]
        {
            assert!(is_version(text), "{text}");
        }
        for text in ["1. Overview", "Chapter 3", "3.2 Installation", "Boats", "Step 1: wood", "10 ways to row"] {
            assert!(!is_version(text), "{text}");
        }
    }
}
