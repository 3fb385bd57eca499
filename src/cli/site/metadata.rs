//! Metadata of documents: what the index has for itself, and what readers find a page by.

use findlet_indexer::Document;

use super::apart::BREADCRUMB;
use super::versions::ALSO;

/// Metadata that the index has for itself.
pub(crate) const OWN_METADATA: [&str; 3] = [ALSO, BREADCRUMB, "within"];

/// The facet whose values are the names that a document can be sorted by: scripts for Pagefind leave out those without.
pub(crate) const SORTED: &str = "sorted by";

/// Lets `document` be found by the names that it can be sorted by.
pub(super) fn find_by_sorts(document: &mut Document) {
    let names: Vec<String> = document.sorts.iter().map(|(name, _)| name.clone()).collect();
    document.facets.extend(names.into_iter().map(|name| (SORTED.to_owned(), name)));
}

/// Lets `document` be found by its metadata, as Pagefind does; not by addresses.
pub(super) fn find_by_metadata(document: &mut Document) {
    let is_said = |value: &str| value.contains(char::is_whitespace) || !value.contains('/');
    let own = document.metadata.iter().filter(|(name, value)| !OWN_METADATA.contains(&name.as_str()) && is_said(value));
    document.keywords.extend(own.map(|(_, value)| value.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_metadata_says_is_a_keyword_and_an_address_is_not() {
        let metadata = [("author", "Ann Bo"), ("image", "/a.png"), ("within", "Boats"), ("course", "north / west")];
        let metadata = metadata.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let mut document = Document { metadata, keywords: vec!["raft".to_owned()], ..Document::default() };
        find_by_metadata(&mut document);
        assert_eq!(document.keywords, ["raft", "Ann Bo", "north / west"]);
    }
}
