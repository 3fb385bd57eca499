//! What is not in the index, and why.

use std::borrow::Cow;
use std::fmt;

use findlet_indexer::ExtractError;
use serde::{Deserialize, Serialize};

/// A file, page or line that gave no document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LeftOut {
    /// Its path within the site, or its place.
    pub name: String,
    /// The reason in one word, for counts.
    pub reason: Cow<'static, str>,
    /// The reason in a sentence.
    pub why: String,
    /// Whether its owner should look at it: it was meant to be found and isn't.
    pub is_fault: bool,
}

impl LeftOut {
    /// A file that was left out on purpose, or where nothing is wrong.
    pub fn meant(name: impl Into<String>, reason: &'static str, why: impl Into<String>) -> Self {
        Self { name: name.into(), reason: reason.into(), why: why.into(), is_fault: false }
    }

    /// A file that was meant to be found and is not.
    pub fn fault(name: impl Into<String>, reason: &'static str, why: impl Into<String>) -> Self {
        Self { name: name.into(), reason: reason.into(), why: why.into(), is_fault: true }
    }

    /// What the extraction of `name` said.
    pub fn extraction(name: impl Into<String>, error: &ExtractError) -> Self {
        let is_fault = !error.is_meant() && *error != ExtractError::Empty;
        Self { name: name.into(), reason: error.reason().into(), why: error.to_string(), is_fault }
    }
}

/// What is wrong with something that is in the index all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Warned {
    /// Its path within the site, or its place.
    pub name: String,
    /// A sentence.
    pub why: String,
}

impl Warned {
    /// Returns a warning of selectors that match nothing.
    pub fn idle((setting, selectors): (String, String)) -> Self {
        Self { name: setting, why: format!("{selectors:?} matches nothing on any page") }
    }
}

impl fmt::Display for Warned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "warning: {}: {}", self.name, self.why)
    }
}
