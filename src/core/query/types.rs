//! What a search takes and gives.

use super::excerpt::Excerpt;
use super::expand::Expansion;
use crate::format::PartId;
use crate::format::postings::Posting;

/// How a search is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Hits to return at most; 10 unless said.
    pub limit: u32,
    /// Hits to leave out before them; 0 unless said.
    pub offset: u32,
    /// What kinds of matches are worth.
    pub factors: Factors,
}

impl Default for Options {
    fn default() -> Self {
        Self { limit: 10, offset: 0, factors: Factors::default() }
    }
}

/// What the kinds of matches are worth, in sixteenths, 0 to 16; more counts as 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factors {
    /// The word as typed, marks and joiners included.
    pub exact: u32,
    /// The same letters with other marks.
    pub folded: u32,
    /// A term that begins with the word being typed.
    pub prefix: u32,
    /// All parts of a compound, not joined.
    pub parts: u32,
}

impl Factors {
    /// What a factor of one is written as.
    pub const UNIT: u32 = 16;

    /// Returns the factors, none above one: the score's bound rests on it.
    pub(crate) fn bounded(self) -> Self {
        let Self { exact, folded, prefix, parts } = self;
        let [exact, folded, prefix, parts] = [exact, folded, prefix, parts].map(|factor| factor.min(Self::UNIT));
        Self { exact, folded, prefix, parts }
    }
}

impl Default for Factors {
    fn default() -> Self {
        Self { exact: 16, folded: 13, prefix: 9, parts: 12 }
    }
}

/// The answer to a search, as far as the attached parts give it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Answer {
    /// How many documents match.
    pub total: u32,
    /// The hits asked for, best first; empty while terms are needed. Their order is final.
    pub hits: Vec<Hit>,
    /// The words of the query as typed, each once.
    pub words: Vec<String>,
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
    /// Those that it lacks.
    pub missing: Vec<String>,
    /// What to show; nothing while its part is needed.
    pub card: Option<Card>,
    /// The passage that matches; nothing while its part is needed or where there is no text.
    pub excerpt: Option<Excerpt>,
}

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
    /// Further facts, such as `source`.
    pub metadata: Vec<(String, String)>,
}

/// A part to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PartRequest {
    /// Names the part to [`Index::attach`](crate::Index::attach), see [`PartId::to_u32`].
    pub id: u32,
    /// Where it lies, relative to the folder of the manifest.
    pub path: String,
}

impl PartRequest {
    pub(crate) fn new(id: PartId, build: u64) -> Self {
        Self { id: id.to_u32(), path: id.path(build) }
    }
}

/// How much a search did; tests bound it instead of measuring time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Terms whose postings were read.
    pub terms: u32,
    /// Postings read.
    pub postings: u32,
}

impl Work {
    /// Returns the postings of a term, counted.
    pub(crate) fn count<'a>(&mut self, expansion: Expansion<'a>) -> impl Iterator<Item = Posting> + use<'a> {
        self.terms += 1;
        self.postings = self.postings.saturating_add(expansion.terms.documents(expansion.rank));
        expansion.terms.postings(expansion.rank)
    }
}
