//! Selectors of the settings that match nothing on the pages read: mostly names that are misspelt, or of another theme.

use std::sync::atomic::{AtomicBool, Ordering};

use super::matching::Matcher;
use super::selector::{SelectorError, Selectors};
use super::tree::{DOCUMENT, Tree};

/// The lists of selectors of a setting.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<List>);

/// A list of selectors, separated by commas.
#[derive(Debug)]
struct List {
    text: String,
    selectors: Selectors,
    /// Whether an element of a page matched. Pages are read on several threads: whichever sets it, the result is one.
    has_matched: AtomicBool,
}

impl Lists {
    pub fn new(lists: &[String]) -> Result<Self, SelectorError> {
        let list = |text: &String| {
            let selectors = Selectors::new(std::slice::from_ref(text))?;
            Ok(List { text: text.clone(), selectors, has_matched: AtomicBool::new(false) })
        };
        lists.iter().map(list).collect::<Result<_, _>>().map(Self)
    }

    /// Notes which lists match an element of a page. O(elements) for each that has matched nothing before.
    pub fn note(&self, tree: &Tree) {
        for list in self.idle() {
            let matcher = Matcher::new(tree, &list.selectors);
            if tree.under(DOCUMENT).any(|node| matcher.matches(node)) {
                list.has_matched.store(true, Ordering::Relaxed);
            }
        }
    }

    /// Returns the lists that have matched nothing.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.idle().map(|list| list.text.as_str())
    }

    fn idle(&self) -> impl Iterator<Item = &List> {
        self.0.iter().filter(|list| !list.has_matched.load(Ordering::Relaxed))
    }
}
