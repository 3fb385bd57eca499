//! Which texts of a document are indexed, and as what.

use std::collections::BTreeSet;

use crate::impacts::{KEYWORDS, TITLE, field_of};
use crate::{BuildError, Document};

/// Bytes of the name of a field, facet or sort at most.
const MAX_NAME_BYTES: usize = 64;

/// Where a text is indexed.
#[derive(Debug)]
pub(crate) enum Place<'a> {
    /// Among all words, counted in this field.
    Text(usize),
    /// Where a query names it.
    Field(std::borrow::Cow<'a, str>),
}

impl Place<'_> {
    /// Returns the field that its words are counted in. A fact is as short as a title, and what
    /// it holds weighs the same.
    pub fn counted_as(&self) -> usize {
        match self {
            Self::Text(field) => *field,
            Self::Field(_) => TITLE,
        }
    }

    /// Returns the name that a query gives it.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Field(name) => Some(name),
        }
    }

    /// Returns the name that a query gives it.
    pub fn into_name(self) -> Option<String> {
        match self {
            Self::Text(_) => None,
            Self::Field(name) => Some(name.into_owned()),
        }
    }
}

/// Returns the texts of `document`, each once for every place that it is indexed in.
pub(crate) fn places(document: &Document) -> impl Iterator<Item = (Place<'_>, &str)> {
    let title = document.title.as_str();
    let blocks = document.blocks.iter().map(|block| (Place::Text(field_of(block.kind)), block.text.as_str()));
    let keywords = document.keywords.iter().flat_map(|keyword| {
        [(Place::Text(KEYWORDS), keyword.as_str()), (Place::Field("keywords".into()), keyword.as_str())]
    });
    let facts = document.metadata.iter().map(|(name, value)| (Place::Field(folded(name).into()), value.as_str()));
    [(Place::Text(TITLE), title), (Place::Field("title".into()), title)]
        .into_iter()
        .chain(blocks)
        .chain(keywords)
        .chain(facts)
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Returns every character of the documents' searchable texts.
pub(crate) fn alphabet(documents: &[&Document]) -> BTreeSet<char> {
    documents.iter().flat_map(|document| places(document)).flat_map(|(_, text)| text.chars()).collect()
}

/// Checks that the names of `document`'s facts can be named in a query.
pub(crate) fn check(document: &Document) -> Result<(), BuildError> {
    document.metadata.iter().try_for_each(|(name, _)| check_name(document, "fact", &folded(name)))
}

/// Checks that `name`, of a `what`, can be part of a key.
pub(crate) fn check_name(document: &Document, what: &'static str, name: &str) -> Result<(), BuildError> {
    let why = if name.trim().is_empty() {
        "has no name"
    } else if name.len() > MAX_NAME_BYTES {
        "has a name of more than 64 bytes"
    } else if name.chars().any(char::is_control) {
        "has a control character in its name"
    } else {
        return Ok(());
    };
    Err(BuildError::Unfit { url: document.url.clone(), what, name: name.to_owned(), why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_no_query_could_give_are_refused() {
        for (name, why) in [(" ", "no name"), ("a\u{1D}b", "control"), (&"n".repeat(65), "64 bytes")] {
            let metadata = vec![(name.to_owned(), "x".to_owned())];
            let document = Document { url: "a.html".to_owned(), metadata, ..Document::default() };
            let message = check(&document).unwrap_err().to_string();
            assert!(message.contains("a.html") && message.contains(why), "{message}");
        }
    }

    #[test]
    fn facts_and_keywords_are_fields() {
        let document = Document {
            title: "T".to_owned(),
            keywords: vec!["k".to_owned()],
            metadata: vec![("Source".to_owned(), "s".to_owned())],
            ..Document::default()
        };
        let named: Vec<_> = places(&document).filter_map(|(place, text)| Some((place.into_name()?, text))).collect();
        let expected = [("title", "T"), ("keywords", "k"), ("source", "s")].map(|(name, text)| (name.to_owned(), text));
        assert_eq!(named, expected);
    }
}
