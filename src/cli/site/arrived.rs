//! What is kept of a page until all are known.

use findlet_indexer::Document;
use findlet_indexer::extract::{Draft, Edition};

use super::languages::Stated;
use super::walk::Source;

/// A page that was read and waits.
#[derive(Debug)]
pub(super) struct Arrived<'a> {
    pub source: &'a Source,
    pub url: String,
    pub canonical: Option<String>,
    /// The language of the page, which decides about its index.
    pub language: Option<String>,
    /// That of its text.
    pub text_language: Option<String>,
    /// The version that it says it is of.
    pub edition: Option<Edition>,
    /// What it calls itself.
    pub title: Option<String>,
    /// A hash of all that it says.
    pub text: u64,
}

impl<'a> Arrived<'a> {
    /// Notes what is needed of a page to know whether it is a copy.
    pub fn new(source: &'a Source, draft: &Draft) -> Self {
        let Document { url, canonical, language, .. } = draft.document();
        Self {
            source,
            url: url.clone(),
            canonical: canonical.clone(),
            language: draft.language().map(str::to_owned),
            text_language: language.clone(),
            edition: draft.edition().cloned(),
            title: draft.name().map(str::to_owned),
            text: 0,
        }
    }

    /// Returns what it says of its language.
    pub fn stated(&self) -> Stated<'_> {
        Stated { page: self.language.as_deref(), text: self.text_language.as_deref() }
    }
}
