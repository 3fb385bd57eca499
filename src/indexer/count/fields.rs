//! Which texts of a document are indexed, and as what.

use std::borrow::Cow;

use crate::collect::dates::spelled;
use crate::collect::fit::folded;
use crate::count::names::unseen;
use crate::document::{BlockKind, Document, Weight};

/// The fields of a document, as they are counted.
pub(crate) const FIELDS: usize = 7;

/// The field of titles.
pub(crate) const TITLE: usize = 4;
/// The field of keywords.
pub(crate) const KEYWORDS: usize = 5;
/// The field of the texts of links to a document.
pub(crate) const LINKS: usize = 6;

/// How often a term stands in each field of a document, in sixteenths: an occurrence counts what
/// its block weighs.
pub(crate) type Counts = [u32; FIELDS];

/// Returns the field that a block belongs to.
pub(crate) fn field_of(kind: BlockKind) -> usize {
    kind as usize
}

/// How many words each field of a document has.
pub(crate) type Lengths = [u32; FIELDS];

/// What a query must say to search a text.
#[derive(Debug)]
pub(crate) enum Scope<'a> {
    /// Nothing: its words are among all words, counted in this field.
    Text(usize),
    /// The name of the field.
    Field(std::borrow::Cow<'a, str>),
}

/// A text to be indexed.
#[derive(Debug)]
pub(crate) struct Indexed<'a> {
    pub scope: Scope<'a>,
    pub text: Cow<'a, str>,
    /// What each occurrence in it counts, in sixteenths.
    pub weight: u8,
}

impl Scope<'_> {
    /// Returns the field that its words are counted in. A value of metadata is as short as a title, and what
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
}

/// What an occurrence in a name or date counts that stands nowhere in the text, in sixteenths.
const UNSEEN: u8 = 1;

/// Returns the texts of `document`, each once for every scope that it is indexed in. Blocks that
/// weigh nothing are in none.
pub(crate) fn indexed_texts(document: &Document) -> impl Iterator<Item = Indexed<'_>> {
    let titles = [Scope::Text(TITLE), Scope::Field("title".into())];
    let titles =
        titles.into_iter().map(|scope| Indexed { scope, text: document.title.as_str().into(), weight: Weight::UNIT });
    let blocks = (0..).zip(&document.blocks).map(|(at, block)| Indexed {
        scope: Scope::Text(field_of(block.kind)),
        text: block.text.as_str().into(),
        weight: document.weight(at).sixteenths(),
    });
    let unseen = unseen(document).map(Cow::Borrowed).chain([spelled(document).into()]);
    let unseen = unseen.map(|text| Indexed { scope: Scope::Text(KEYWORDS), text, weight: UNSEEN });
    let texts = titles.chain(blocks.filter(|indexed| indexed.weight > 0)).chain(keywords_and_metadata(document));
    texts.chain(links(document)).chain(unseen)
}

/// Returns the texts of links, each as often as pages say it, up to what a weight can be.
fn links(document: &Document) -> impl Iterator<Item = Indexed<'_>> {
    document.links.iter().filter(|(_, pages)| *pages > 0).map(|(text, pages)| Indexed {
        scope: Scope::Text(LINKS),
        text: text.into(),
        weight: u8::try_from(pages * u32::from(Weight::UNIT)).unwrap_or(u8::MAX),
    })
}

/// Returns keywords and metadata.
fn keywords_and_metadata(document: &Document) -> impl Iterator<Item = Indexed<'_>> {
    let keywords = document.keywords.iter().flat_map(|keyword| {
        [(Scope::Text(KEYWORDS), keyword.as_str()), (Scope::Field("keywords".into()), keyword.as_str())]
    });
    let metadata = document.metadata.iter().map(|(name, value)| (Scope::Field(folded(name).into()), value.as_str()));
    keywords.chain(metadata).map(|(scope, text)| Indexed { scope, text: text.into(), weight: Weight::UNIT })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    #[test]
    fn metadata_and_keywords_are_fields() {
        let document = Document {
            title: "T".to_owned(),
            keywords: vec!["k".to_owned()],
            metadata: vec![("Source".to_owned(), "s".to_owned())],
            ..Document::default()
        };
        let named: Vec<String> = indexed_texts(&document)
            .filter_map(|indexed| indexed.scope.name().map(|name| format!("{name} {}", indexed.text)))
            .collect();
        assert_eq!(named, ["title T", "keywords k", "source s"]);
    }

    #[test]
    fn blocks_weigh_what_is_said_and_those_that_weigh_nothing_are_left_out() {
        let block = |text: &str| Block { text: text.to_owned(), ..Block::default() };
        let weight = |factor| Weight::new(factor).unwrap();
        let document = Document {
            blocks: ["a", "b", "c"].map(block).to_vec(),
            weights: vec![(0, weight(0.0)), (2, weight(2.5))],
            ..Document::default()
        };
        let weighed: Vec<_> = indexed_texts(&document).skip(2).map(|indexed| (indexed.text, indexed.weight)).collect();
        assert_eq!(weighed, [("b".into(), 16), ("c".into(), 40), ("".into(), UNSEEN)]);
    }
}
