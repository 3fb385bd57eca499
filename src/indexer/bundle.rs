//! A bundle in memory, and why there is none.

use std::fmt;

use findlet_core::format::{MAX_DOCUMENTS, PartId, PartKind};

use crate::extract::shorten;
use crate::{Builder, Document, MAX_NAMES, Options, SynonymError, Unfit, WriteError};

/// A part of a bundle, in its frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which part it is.
    pub id: PartId,
    /// Where it lies relative to the folder of the manifest, in a sharded bundle.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A built index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The manifest, in its frame.
    pub manifest: Vec<u8>,
    /// All parts, by id.
    pub parts: Vec<Part>,
}

impl Bundle {
    /// Returns manifest and parts in one piece, which an embedded bundle is.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.manifest;
        self.parts.iter().for_each(|part| bytes.extend_from_slice(&part.bytes));
        bytes
    }
}

/// Why documents make no index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// Two documents have one address; it is named.
    DuplicateUrl(String),
    /// There are more documents than an index holds.
    TooManyDocuments,
    /// There are more names than an index holds.
    TooManyNames {
        /// Of what: `fields`, `facets` or `sorts`.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// Some of them.
        some: Vec<String>,
    },
    /// A part would exceed 4 GiB.
    TooLarge(PartKind),
    /// The synonyms cannot be used.
    Synonyms(SynonymError),
    /// A document has something that no index takes.
    Unfit {
        /// Its address.
        url: String,
        /// What that is.
        unfit: Unfit,
    },
    /// Two different texts have one name, which is a hash of 64 bits. It is given.
    SameName(String),
    /// The machine refused threads or a temporary file; its own words.
    Machine(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateUrl(url) => write!(f, "two documents have the address {url}; leave one out"),
            Self::TooManyDocuments => {
                write!(f, "an index holds {MAX_DOCUMENTS} documents, and this is one more; build one for each section")
            }
            Self::TooManyNames { what, found, some } => write!(
                f,
                "there are {found} names of {what}, and an index holds {MAX_NAMES}, which every visitor fetches; some are \
                 {}: give pages fewer names and more values",
                some.join(", ")
            ),
            Self::TooLarge(kind) => {
                write!(f, "a part ({kind:?}) would exceed 4 GiB; use the sharded form or leave texts out")
            }
            Self::Synonyms(error) => error.fmt(f),
            Self::Unfit { url, unfit: Unfit { what, name, why } } => {
                write!(f, "the {what} `{name}` of the document {} {why}; change it or leave it out", shorten(url, 200))
            }
            Self::SameName(path) => {
                write!(f, "two different texts would be named {path}; change a word in any of the documents there")
            }
            Self::Machine(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for BuildError {}

/// Builds the index of `documents` in memory, which is for few of them. [`Builder`] writes any number
/// to files.
///
/// # Errors
/// Any [`BuildError`].
pub fn build(documents: &[Document], options: &Options) -> Result<Bundle, BuildError> {
    let built = || {
        let builder = Builder::new(options.clone()).map_err(WriteError::Io)?;
        documents.iter().try_for_each(|document| builder.add(document))?;
        builder.finish()?.bundle(options.form)
    };
    built().map_err(|error| match error {
        WriteError::Build(error) => error,
        WriteError::Io(error) => BuildError::Machine(error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use findlet_core::Index;
    use findlet_core::format::frame;
    use findlet_core::text::analyse;
    use proptest::prelude::*;

    use super::*;
    use crate::{Form, Sharding, Synonym, characters};

    fn document(url: &str, title: &str) -> Document {
        Document { url: url.to_owned(), title: title.to_owned(), ..Document::default() }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter() {
        let (a, b) = (document("a", "City"), document("b", "Mayor"));
        let forward = build(&[a.clone(), b.clone()], &Options::default()).unwrap();
        assert_eq!(forward, build(&[b, a], &Options::default()).unwrap());
    }

    #[test]
    fn two_documents_with_one_address_are_refused() {
        let twice = [document("a", "City"), document("a", "Mayor")];
        assert_eq!(build(&twice, &Options::default()), Err(BuildError::DuplicateUrl("a".to_owned())));
    }

    #[test]
    fn a_document_without_a_title_is_shown_by_its_beginning() {
        let text = crate::Block { text: "A bridge. It was opened.".to_owned(), ..crate::Block::default() };
        let untitled = Document { url: "a".to_owned(), blocks: vec![text], ..Document::default() };
        let index = build(&[untitled], &Options::default()).unwrap().into_bytes();
        let answer = Index::open(&index).unwrap().search("opened", &findlet_core::Options::default());
        assert_eq!(answer.hits[0].card.as_ref().unwrap().title, "A bridge");
    }

    #[test]
    fn nothing_and_nothing_searchable_make_an_index() {
        for documents in [&[][..], &[document("a", "…")]] {
            for form in [Form::Embedded, Form::Sharded(Sharding { shard_bytes: 1, cards_per_part: 1, body_bytes: 1 })] {
                let bundle = build(documents, &Options { form, ..Options::default() }).unwrap();
                let opened =
                    Index::open(&if form == Form::Embedded { bundle.into_bytes() } else { bundle.manifest }).unwrap();
                assert_eq!(opened.manifest().documents as usize, documents.len());
            }
        }
    }

    #[test]
    fn a_sharded_bundle_ends_in_its_common_words() {
        let form = Form::Sharded(Sharding { shard_bytes: 9, cards_per_part: 1, body_bytes: 1 });
        let bundle = build(&[document("a", "City map")], &Options { form, ..Options::default() }).unwrap();
        assert_eq!(bundle.parts.last().map(|part| part.id.kind), Some(PartKind::Common));
        assert!(bundle.parts.is_sorted_by_key(|part| part.id.to_u32()));
    }

    #[test]
    fn synonyms_that_cannot_be_used_are_named() {
        let synonyms = vec![Synonym { words: vec!["TV".to_owned(), "…".to_owned()], is_one_way: true }];
        let error = build(&[], &Options { synonyms, ..Options::default() }).unwrap_err();
        assert!(error.to_string().contains("`…`"), "{error}");
    }

    /// Returns the keys of the lexicons of all shards that are words, of no field.
    fn words(bundle: &Bundle) -> BTreeSet<String> {
        let mut words = BTreeSet::new();
        for part in bundle.parts.iter().filter(|part| part.id.kind == PartKind::Terms) {
            let payload = &part.bytes[frame::HEADER_BYTES..];
            let digits = payload.iter().position(|byte| *byte < 0x80).unwrap() + 1;
            let len = payload[..digits].iter().rev().fold(0, |len, byte| len << 7 | usize::from(byte & 0x7F));
            let lexicon = fst::Set::new(&payload[digits..digits + len]).unwrap();
            words.extend(lexicon.stream().into_strs().unwrap());
        }
        words.retain(|key| !key.contains(char::is_control));
        words
    }

    proptest! {
        #[test]
        fn the_lexicon_holds_the_words_of_the_documents_and_no_others(
            texts in proptest::collection::vec("[a-cA-C0-9é東京đ. '+-]{0,40}", 0..6),
            is_sharded: bool,
        ) {
            let form = Form::Sharded(Sharding { shard_bytes: 20, cards_per_part: 1, body_bytes: 1 });
            let form = if is_sharded { form } else { Form::Embedded };
            let language = Some("en".to_owned());
            let documents: Vec<Document> =
                (0..).zip(&texts).map(|(id, text)| Document { language: language.clone(), ..document(&format!("{id}"), text) }).collect();
            let characters = characters::table(&texts.iter().flat_map(|text| text.chars()).collect());
            let mut vocabulary = BTreeSet::new();
            for text in &texts {
                analyse(text, &characters, &mut |token| { vocabulary.insert(token.key.to_owned()); });
            }
            let bundle = build(&documents, &Options { form, ..Options::default() }).unwrap();
            prop_assert_eq!(words(&bundle), vocabulary);
        }
    }
}
