//! What is asked of the extractor, and what it gives.

use super::error::Warning;
use super::fragment::Fragment;
use super::rule::Taken;
use crate::document::Document;

/// What is read of files, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExtractOptions {
    /// Selectors of the main content of pages; it is found by itself where there are none.
    pub body: Vec<String>,
    /// Selectors of what is left out of pages.
    pub ignore: Vec<String>,
    /// Whether pages are read that ask search engines to leave them out.
    pub include_noindex: bool,
    /// Names of `meta` elements, of metadata and of keys in front matter whose values are facets too.
    pub facets: Vec<String>,
    /// Whether it is kept what rules take from pages.
    pub is_traced: bool,
    /// Whether pages of HTML have a [`Fragment`].
    pub has_fragments: bool,
}

/// A document, and what else its file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extracted {
    /// The document.
    pub document: Document,
    /// The page as Pagefind's API hands it out, where that is asked for.
    pub fragment: Option<Fragment>,
    /// Whether the page marks its content with `data-findlet-body`: if any page of a site does,
    /// those that don't are left out.
    pub is_marked: bool,
    /// What is wrong with it.
    pub warnings: Vec<Warning>,
    /// What rules took from it.
    pub taken: Taken,
    /// Which kind of page it is, where it lists or shows what other pages say.
    pub generated: Option<&'static str>,
}
