//! From documents to the parts of a bundle.

use std::fmt;

use findlet_core::format::bodies::{self, Body};
use findlet_core::format::cards::{self, CardRecord, SUMMARY_CHARS};
use findlet_core::format::terms::{self, Term};
use findlet_core::format::{MAX_DOCUMENTS, Manifest, PartId, PartKind, frame};

use crate::extract::shorten;
use crate::{BlockKind, Document, Form, Options, characters, words};

/// A part of a bundle, in its frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which part it is.
    pub id: PartId,
    /// Where it lies relative to the manifest, in a sharded bundle.
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
    let characters = characters::table(&words::alphabet(&documents));
    let terms = words::terms(&documents, &characters, options);
    let bodies: Vec<Body<String>> = documents.iter().map(|document| body(document)).collect();
    let count = documents.len() as u32;
    let plan = Plan::new(options.form, count, &terms, &bodies);

    let mut payloads = Vec::new();
    add(&mut payloads, PartKind::Terms, ranges(&plan.shards, terms.len()).map(|range| terms::encode(&terms[range])));
    let records: Vec<CardRecord> = documents.iter().map(|document| card(document)).collect();
    add(&mut payloads, PartKind::Cards, records.chunks(plan.cards_per_part as usize).map(cards::encode));
    add(
        &mut payloads,
        PartKind::Bodies,
        ranges(&plan.bodies, bodies.len()).map(|range| bodies::encode(&bodies[range])),
    );

    let total = payloads.iter().map(|(_, payload)| frame::HEADER_BYTES + payload.len()).sum::<usize>();
    let is_embedded = options.form == Form::Embedded;
    let embedded_bytes =
        if is_embedded { u32::try_from(total).map_err(|_| BuildError::TooLarge(PartKind::Manifest))? } else { 0 };
    let manifest = Manifest {
        documents: count,
        cards_per_part: plan.cards_per_part,
        bodies: plan.bodies.iter().map(|first| *first as u32).collect(),
        shards: separators(&plan.shards, &terms),
        characters,
        embedded_bytes,
    };
    assemble(&manifest.encode(), payloads)
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

/// Where shards and parts begin.
struct Plan {
    shards: Vec<usize>,
    bodies: Vec<usize>,
    cards_per_part: u32,
}

impl Plan {
    fn new(form: Form, documents: u32, terms: &[Term], bodies: &[Body<String>]) -> Self {
        let (shard_bytes, body_bytes, cards_per_part) = match form {
            Form::Embedded => (usize::MAX, usize::MAX, documents.max(1)),
            Form::Sharded { shard_bytes, cards_per_part, body_bytes } => {
                (shard_bytes, body_bytes, cards_per_part.max(1))
            }
        };
        // What a term takes, about: its share of the lexicon, and two bytes per posting.
        let term_sizes = terms.iter().map(|term| term.key.len() + 2 * term.postings.len());
        let body_sizes = bodies.iter().map(|body| body.iter().map(|(_, text)| text.len() + 2).sum());
        Self { shards: cuts(term_sizes, shard_bytes), bodies: cuts(body_sizes, body_bytes), cards_per_part }
    }
}

/// Returns where groups of about `target` begin; an item above it has a group alone.
fn cuts(sizes: impl Iterator<Item = usize>, target: usize) -> Vec<usize> {
    let mut firsts = Vec::new();
    let mut filled = 0usize;
    for (at, size) in sizes.enumerate() {
        if at == 0 || filled.saturating_add(size) > target {
            firsts.push(at);
            filled = 0;
        }
        filled = filled.saturating_add(size);
    }
    firsts
}

fn ranges(firsts: &[usize], len: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    firsts.iter().enumerate().map(move |(at, first)| *first..firsts.get(at + 1).copied().unwrap_or(len))
}

/// Returns the shortest key that separates each shard from the one before.
fn separators(firsts: &[usize], terms: &[Term]) -> Vec<String> {
    let separator = |first: &usize| {
        let Some(before) = first.checked_sub(1).map(|at| &terms[at].key) else { return String::new() };
        let key = &terms[*first].key;
        let ends = key.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.map(|end| &key[..end]).find(|prefix| *prefix > before.as_str()).unwrap_or(key).to_owned()
    };
    firsts.iter().map(separator).collect()
}

fn card(document: &Document) -> CardRecord {
    let first =
        || document.blocks.iter().find(|block| block.kind == BlockKind::Paragraph).map(|block| block.text.as_str());
    CardRecord {
        url: document.url.clone(),
        title: document.title.clone(),
        summary: shorten(document.summary.as_deref().or_else(first).unwrap_or_default(), SUMMARY_CHARS),
        date: document.date.map_or(0, crate::Date::to_number),
        language: document.language.clone().unwrap_or_default(),
        metadata: document.metadata.clone(),
    }
}

fn body(document: &Document) -> Body<String> {
    document.blocks.iter().map(|block| (block.kind, block.text.clone())).collect()
}

fn add(payloads: &mut Vec<(PartId, Vec<u8>)>, kind: PartKind, encoded: impl Iterator<Item = Vec<u8>>) {
    payloads.extend((0..).zip(encoded).map(|(number, payload)| (PartId { kind, number }, payload)));
}

fn assemble(manifest: &[u8], payloads: Vec<(PartId, Vec<u8>)>) -> Result<Bundle, BuildError> {
    let manifest_id = PartId { kind: PartKind::Manifest, number: 0 };
    if let Some((id, _)) = payloads.iter().find(|(_, payload)| u32::try_from(payload.len()).is_err()) {
        return Err(BuildError::TooLarge(id.kind));
    }
    let all = payloads.iter().map(|(id, payload)| (*id, payload.as_slice()));
    let build = frame::build_id(std::iter::once((manifest_id, manifest)).chain(all));
    let part =
        |(id, payload): (PartId, Vec<u8>)| Part { id, path: id.path(build), bytes: frame::encode(id, build, &payload) };
    Ok(Bundle {
        manifest: frame::encode(manifest_id, build, manifest),
        parts: payloads.into_iter().map(part).collect(),
    })
}

#[cfg(test)]
mod tests {
    use findlet_core::Index;

    use super::*;

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
    fn groups_are_filled_up_to_the_target() {
        assert_eq!(cuts([3, 3, 3, 9, 1, 1].into_iter(), 6), [0, 2, 3, 4]);
        assert_eq!(cuts([].into_iter(), 6), Vec::<usize>::new());
        assert_eq!(cuts([1, 1].into_iter(), usize::MAX), [0]);
    }

    #[test]
    fn separators_are_as_short_as_they_can_be() {
        let terms = ["city", "citymap", "zebra"].map(|key| Term { key: key.to_owned(), postings: vec![] });
        assert_eq!(separators(&[0, 1, 2], &terms), ["", "citym", "z"]);
    }
}
