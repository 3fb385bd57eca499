//! What a search gives.

use crate::format::PartId;
use crate::query::features::STUDY;

/// How a term matches a word of the query, or what else adds to a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub enum MatchKind {
    /// The word as typed.
    Exact,
    /// The same letters with other marks.
    Folded,
    /// Another form of the word.
    Inflected,
    /// A term that begins with it.
    Prefix,
    /// A term close to it.
    Corrected,
    /// A word that means the same.
    Synonym,
    /// A name of the document that is the query.
    Name,
    /// Words of the query that stand close together.
    Proximity,
}

/// The answer to a search, as far as the attached parts give it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Answer {
    /// How many documents match.
    pub total: u32,
    /// Documents that `total` counts and no page of results returns: candidates for a phrase beyond the limit
    /// of checks, and those that the list of a broad prefix cuts off.
    pub unchecked: u32,
    /// Whether `total` and the facets' counts are about right only: a broad prefix was typed.
    pub approximate: bool,
    /// The hits asked for, best first; empty while terms are needed. Their order is final.
    pub hits: Vec<Hit>,
    /// The words of the query as typed, each once.
    pub words: Vec<String>,
    /// The query with its mistyped words corrected, where hits needed that: "did you mean".
    pub corrected: Option<String>,
    /// The facets asked for, counted over all documents that match.
    pub facets: Vec<Facet>,
    /// Names of filters, facets, sorts or directories that the index doesn't have, and of filters beyond
    /// [`MAX_FILTERS`](super::MAX_FILTERS).
    pub unknown: Vec<String>,
    /// Parts to attach (or fail) before asking again.
    pub needs: Vec<PartRequest>,
    /// Parts that failed and whose content this answer lacks.
    pub failed: Vec<PartRequest>,
    /// Whether nothing is needed and nothing failed.
    pub complete: bool,
    /// What the search did.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub work: Work,
}

/// A document that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Hit {
    /// The document's id in this bundle.
    pub document: u32,
    /// Its score; comparable within one answer only.
    pub score: u32,
    /// The words of the query that it holds, as typed.
    pub words: Vec<String>,
    /// Of those, the words that it holds in a corrected form only.
    pub corrected: Vec<String>,
    /// The words that it lacks.
    pub missing: Vec<String>,
    /// What to show; nothing while its part is needed.
    pub card: Option<Card>,
    /// The passage that matches; nothing while its part is needed or where there is no text.
    pub excerpt: Option<Excerpt>,
    /// The sections of the document that match best, best first, at most [`MAX_SECTIONS`].
    pub sections: Vec<Section>,
}

/// Sections of a hit at most.
pub const MAX_SECTIONS: usize = 3;

/// A part of a document that a heading begins.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Section {
    /// The heading.
    pub title: String,
    /// What of it matches, as `[start, end)` in UTF-16 units.
    pub title_ranges: Vec<(u32, u32)>,
    /// Its id in the page, to be put behind `#`.
    pub anchor: String,
    /// The passage of it that matches; nothing where only the heading does.
    pub excerpt: Option<Excerpt>,
}

/// A passage of one block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Excerpt {
    /// A verbatim slice of the block.
    pub text: String,
    /// What matches, as `[start, end)` in UTF-16 units of `text`, ascending, not overlapping.
    pub ranges: Vec<(u32, u32)>,
    /// Whether the block has text before the excerpt.
    pub cut_start: bool,
    /// Whether the block has text after it.
    pub cut_end: bool,
}

/// The values of a facet, counted. A facet that hits were filtered by with [`Test::Any`] is
/// counted as if they weren't, so that the other values can be added to the choice.
///
/// [`Test::Any`]: super::Test::Any
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Facet {
    /// Its name.
    pub name: String,
    /// Each value and how many documents that match have it, most first, at most
    /// [`MAX_VALUES`].
    pub values: Vec<(String, u32)>,
}

/// Values of a facet that are counted, at most.
pub const MAX_VALUES: usize = 256;

/// What to show of a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Card {
    /// Address relative to the root of the site.
    pub url: String,
    /// The title.
    pub title: String,
    /// What of it matches, as `[start, end)` in UTF-16 units.
    pub title_ranges: Vec<(u32, u32)>,
    /// Year, month and day as one number: 2022-12-03 is 20221203.
    pub date: Option<u32>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The document's description or beginning.
    pub summary: String,
    /// Further metadata, such as `source`.
    pub metadata: Vec<(String, String)>,
}

/// A part to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PartRequest {
    /// Names the part to [`Index::attach`](crate::Index::attach), see [`PartId::to_u32`].
    pub id: u32,
    /// Where it is, relative to the folder of the manifest.
    pub path: String,
}

impl PartRequest {
    pub(crate) fn new(id: PartId, content: u64) -> Self {
        Self { id: id.to_u32(), path: id.path(content) }
    }
}

/// How much a search did; tests bound it instead of measuring time. Nothing without the feature `study`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Terms whose postings were read.
    pub terms: u32,
    /// Postings read.
    pub postings: u32,
    /// Nodes of a lexicon visited for corrections.
    pub nodes: u32,
    /// Bytes of text looked through for phrases, proximity and excerpts.
    pub text: u32,
}

impl Work {
    /// Adds to one of the counts.
    pub(crate) fn add(&mut self, count: fn(&mut Self) -> &mut u32, more: u32) {
        if STUDY {
            let count = count(self);
            *count = count.saturating_add(more);
        }
    }
}
