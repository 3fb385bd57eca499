//! From documents to the parts of a bundle.

use std::fmt;

use findlet_core::format::bodies::{self, Body};
use findlet_core::format::cards::{self, BodyRef, CardRecord, SUMMARY_CHARS};
use findlet_core::format::terms::{self, Class, Term};
use findlet_core::format::frame::BuildId;
use findlet_core::format::{MAX_DOCUMENTS, Manifest, PartId, PartKind, frame};

use crate::conflate::Conflation;
use crate::directories::directories;
use crate::extract::{shorten, title};
use crate::language::Languages;
use crate::plan::{Plan, ranges, separators};
use crate::titles::titles;
use crate::values::Values;
use crate::vocabulary::Vocabulary;
use crate::{BlockKind, Document, Form, Options, SynonymError, characters, common, endings, fields, synonyms};

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
    /// There are more documents than an index can hold.
    TooManyDocuments {
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A part would exceed 4 GiB.
    TooLarge(PartKind),
    /// The synonyms cannot be used.
    Synonyms(SynonymError),
    /// A fact, facet or value to sort by cannot be looked up.
    Unfit {
        /// The address of the document that has it.
        url: String,
        /// Which of the three it is.
        what: &'static str,
        /// Its name.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateUrl(url) => write!(f, "two documents have the address {url}; leave one out"),
            Self::TooManyDocuments { found, limit } => {
                write!(
                    f,
                    "{found} documents are more than an index holds ({limit}); build one index per section of the site"
                )
            }
            Self::TooLarge(kind) => {
                write!(f, "a part ({kind:?}) would exceed 4 GiB; use the sharded form or leave texts out")
            }
            Self::Synonyms(error) => error.fmt(f),
            Self::Unfit { url, what, name, why } => {
                write!(f, "the {what} `{name}` of the document {url} {why}; change it or leave it out")
            }
        }
    }
}

impl std::error::Error for BuildError {}

/// Builds the index of `documents`.
///
/// Ids are given in the order of addresses, so that neighbours share words and the order of the
/// input doesn't matter.
///
/// # Errors
/// Any [`BuildError`].
pub fn build(documents: &[Document], options: &Options) -> Result<Bundle, BuildError> {
    let documents = in_order(documents)?;
    documents.iter().try_for_each(|document| fields::check(document))?;
    Content::new(&documents, options)?.into_bundle(options.form)
}

/// What an index holds, before it is cut into parts.
struct Content {
    /// Complete but for where the parts begin.
    manifest: Manifest,
    terms: Vec<Term>,
    classes: Vec<Class>,
    cards: Vec<CardRecord>,
    bodies: Vec<Body<String>>,
}

impl Content {
    fn new(documents: &[&Document], options: &Options) -> Result<Self, BuildError> {
        let values = Values::new(documents)?;
        let mut alphabet = fields::alphabet(documents);
        alphabet.extend(options.synonyms.iter().flat_map(|synonym| &synonym.words).flat_map(|words| words.chars()));
        let characters = characters::table(&alphabet);
        let synonyms = synonyms::pairs(&options.synonyms, &characters).map_err(BuildError::Synonyms)?;
        let languages = Languages::new(documents);
        let vocabulary = Vocabulary::new(documents, &characters, &languages);
        let conflation = if options.stemming {
            Conflation::new(&vocabulary.words, &languages, &characters)
        } else {
            Conflation::none(&vocabulary.words)
        };
        let endings = endings::endings(&vocabulary.words, &conflation, &languages);
        let titles = titles(documents, &characters);
        let mut keys = values.keys;
        keys.extend(directories(documents.iter().map(|document| document.url.as_str())));
        let terms = crate::terms::terms(&vocabulary, &conflation, titles, keys, options);
        let manifest = Manifest {
            documents: documents.len() as u32,
            fields: vocabulary.fields.into_iter().collect(),
            facets: values.facets.into_iter().collect(),
            sorts: values.sorts.into_iter().collect(),
            endings,
            synonyms,
            characters,
            ..Manifest::default()
        };
        let cards =
            documents.iter().zip(&languages.tags).map(|(document, tag)| card(document, tag.as_deref())).collect();
        let bodies = documents.iter().map(|document| document.blocks.clone()).collect();
        Ok(Self { manifest, terms, classes: conflation.classes, cards, bodies })
    }

    fn into_bundle(self, form: Form) -> Result<Bundle, BuildError> {
        let Self { mut manifest, terms, classes, mut cards, bodies } = self;
        let plan = Plan::new(form, manifest.documents, &terms, &bodies);
        let common = if form == Form::Embedded { None } else { common::common(&terms) };
        manifest.cards_per_part = plan.cards_per_part;
        manifest.bodies = plan.bodies.len() as u32;
        manifest.shards = separators(&plan.shards, &terms);
        manifest.commons = u32::from(common.is_some());

        let texts: Vec<Vec<u8>> =
            ranges(&plan.bodies, bodies.len()).map(|range| bodies::encode(&bodies[range])).collect();
        for (part, (range, payload)) in (0..).zip(ranges(&plan.bodies, bodies.len()).zip(&texts)) {
            let content = frame::content_id(payload);
            (0..).zip(&mut cards[range]).for_each(|(at, card)| card.body = BodyRef { part, content, at });
        }

        let mut payloads = Vec::new();
        let shards = ranges(&plan.shards, terms.len()).map(|range| terms::encode(&terms[range], &classes));
        add(&mut payloads, PartKind::Terms, shards);
        add(&mut payloads, PartKind::Cards, cards.chunks(plan.cards_per_part as usize).map(cards::encode));
        add(&mut payloads, PartKind::Bodies, texts.into_iter());
        add(&mut payloads, PartKind::Common, common.into_iter());

        if form == Form::Embedded {
            let total = payloads.iter().map(|(_, payload)| frame::HEADER_BYTES + payload.len()).sum::<usize>();
            manifest.embedded_bytes = u32::try_from(total).map_err(|_| BuildError::TooLarge(PartKind::Manifest))?;
        }
        assemble(&manifest.encode(), payloads)
    }
}

fn in_order(documents: &[Document]) -> Result<Vec<&Document>, BuildError> {
    let limit = MAX_DOCUMENTS as usize;
    if documents.len() > limit {
        return Err(BuildError::TooManyDocuments { found: documents.len(), limit });
    }
    let mut documents: Vec<&Document> = documents.iter().collect();
    documents.sort_by(|a, b| a.url.cmp(&b.url));
    match documents.windows(2).find(|pair| pair[0].url == pair[1].url) {
        Some(pair) => Err(BuildError::DuplicateUrl(pair[0].url.clone())),
        None => Ok(documents),
    }
}

fn card(document: &Document, language: Option<&str>) -> CardRecord {
    let first =
        || document.blocks.iter().find(|block| block.kind == BlockKind::Paragraph).map(|block| block.text.as_str());
    CardRecord {
        url: document.url.clone(),
        title: shown_title(document),
        summary: shorten(document.summary.as_deref().or_else(first).unwrap_or_default(), SUMMARY_CHARS),
        date: document.date.map_or(0, crate::Date::to_number),
        language: language.unwrap_or_default().to_owned(),
        metadata: document.metadata.clone(),
        body: BodyRef::default(),
    }
}

/// Returns the title, or the beginning of the text where there is none: a row needs a name.
fn shown_title(document: &Document) -> String {
    let first = document.blocks.first().map(|block| title(&block.text));
    if document.title.is_empty() { first.unwrap_or_default() } else { document.title.clone() }
}

fn add(payloads: &mut Vec<(PartId, Vec<u8>)>, kind: PartKind, encoded: impl Iterator<Item = Vec<u8>>) {
    payloads.extend((0..).zip(encoded).map(|(number, payload)| (PartId { kind, number }, payload)));
}

fn assemble(manifest: &[u8], payloads: Vec<(PartId, Vec<u8>)>) -> Result<Bundle, BuildError> {
    let manifest_id = PartId { kind: PartKind::Manifest, number: 0 };
    if let Some((id, _)) = payloads.iter().find(|(_, payload)| u32::try_from(payload.len()).is_err()) {
        return Err(BuildError::TooLarge(id.kind));
    }
    let mut build = BuildId::default();
    let named = payloads.iter().filter(|(id, _)| id.kind != PartKind::Bodies);
    named.for_each(|(id, payload)| build.add(*id, payload));
    build.add(manifest_id, manifest);
    let build = build.finish();
    let part = |(id, payload): (PartId, Vec<u8>)| {
        let name = if id.kind == PartKind::Bodies { frame::content_id(&payload) } else { build };
        Part { id, path: id.path(name), bytes: frame::encode(id, name, &payload) }
    };
    Ok(Bundle {
        manifest: frame::encode(manifest_id, build, manifest),
        parts: payloads.into_iter().map(part).collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use findlet_core::Index;
    use findlet_core::text::analyse;
    use proptest::prelude::*;

    use super::*;
    use crate::Synonym;

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
            for form in [Form::Embedded, Form::Sharded { shard_bytes: 1, cards_per_part: 1, body_bytes: 1 }] {
                let bundle = build(documents, &Options { form, ..Options::default() }).unwrap();
                let opened =
                    Index::open(&if form == Form::Embedded { bundle.into_bytes() } else { bundle.manifest }).unwrap();
                assert_eq!(opened.manifest().documents as usize, documents.len());
            }
        }
    }

    #[test]
    fn a_sharded_bundle_ends_in_its_common_words() {
        let form = Form::Sharded { shard_bytes: 9, cards_per_part: 1, body_bytes: 1 };
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
            let form = Form::Sharded { shard_bytes: 20, cards_per_part: 1, body_bytes: 1 };
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
