//! The version that a page says it is of, among others of the same documentation.

use serde::{Deserialize, Serialize};

use super::titles::hash;

/// The version that a page says it is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// What has this version beside others: one documentation of several in a site.
    pub group: String,
    /// Its name.
    pub version: String,
}

/// Returns a hash of what pages are of: their language and version. A page has the title of its translations and of its
/// other versions, and it is its own all the same.
pub(crate) fn kin(language: Option<&str>, edition: Option<&Edition>) -> u64 {
    let edition = edition.map_or(0, |Edition { group, version }| hash(group).rotate_left(1) ^ hash(version));
    hash(language.unwrap_or_default()).rotate_left(2) ^ edition
}
