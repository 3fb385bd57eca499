//! How a search is done.

use crate::query::answer::MatchKind;
use crate::query::features::STUDY;

/// How a search is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Hits to return at most; 10 unless said.
    pub limit: u32,
    /// Hits to leave out before them; 0 unless said.
    pub offset: u32,
    /// What kinds of matches are worth.
    pub factors: Factors,
    /// What hits must also be; all of it. At most [`MAX_FILTERS`] count.
    pub filters: Vec<Filter>,
    /// The facets whose values are counted.
    pub facets: Vec<String>,
    /// What hits are ordered by; the score unless said.
    pub sort: Option<Sort>,
    /// The directory that hits lie in, relative to the root of the site and with `/` at its end
    /// (`v2/`); empty for all.
    pub scope: String,
    /// Whether the answer waits for excerpts and sections; true unless said. Otherwise the hits have
    /// them whose texts are at hand, as those of an embedded index always are.
    pub excerpts: bool,
}

/// Filters of a search at most.
pub const MAX_FILTERS: usize = 32;

impl Default for Options {
    fn default() -> Self {
        Self {
            limit: 10,
            offset: 0,
            factors: Factors::default(),
            filters: vec![],
            facets: vec![],
            sort: None,
            scope: String::new(),
            excerpts: true,
        }
    }
}

/// A condition on documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// The name of a facet or, for [`Test::Between`], of something to sort by.
    pub name: String,
    /// What its values must be.
    pub test: Test,
}

/// What the values of a document must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// One of these at least.
    Any(Vec<String>),
    /// All of these.
    All(Vec<String>),
    /// None of these.
    None(Vec<String>),
    /// A number from the first to the second, both included. Dates are numbers: 20221203.
    Between(f64, f64),
}

/// An order of hits. Within each of the groups "all words as typed", "some corrected", "some
/// missing", hits without a value come last and those with equal values by score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The name of what to sort by.
    pub name: String,
    /// Whether the greatest come first.
    pub descending: bool,
}

/// What the kinds of matches are worth, in sixteenths, 0 to 16; more counts as 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factors {
    /// The word as typed, marks and joiners included.
    pub exact: u32,
    /// The same letters with other marks.
    pub folded: u32,
    /// Another form of the word: `agreements` for `agreement`.
    pub inflected: u32,
    /// All parts of a compound, not joined.
    pub parts: u32,
    /// Words that the index says mean the same.
    pub synonym: u32,
    /// A term that begins with the word being typed.
    pub prefix: u32,
    /// A term one edit away, where few documents hold all words as typed; one two edits away is
    /// worth three quarters of it.
    /// 0 turns corrections off.
    pub corrected: u32,
    /// Words of the query that stand close together, in an embedded index. 0 turns it off.
    pub proximity: u32,
    /// Words such as `the`, beside others; every kind of match is worth that much less.
    pub stop: u32,
    /// A title that begins with the query. 0 turns it off, and whole titles with it.
    pub title: u32,
}

impl Factors {
    /// What a factor of one is written as.
    pub const UNIT: u32 = 16;

    /// Those that a search has unless others are given.
    const DEFAULT: Self = Self {
        exact: 16,
        folded: 13,
        inflected: 14,
        parts: 12,
        synonym: 12,
        prefix: 9,
        corrected: 14,
        proximity: 4,
        stop: 6,
        title: 16,
    };

    /// Returns them as they count: where nobody can give others, the compiler knows them.
    pub(crate) fn get(&self) -> Self {
        if STUDY { *self } else { Self::DEFAULT }
    }

    /// Returns what a kind of match is worth.
    pub(crate) fn of(&self, kind: MatchKind) -> u32 {
        match kind {
            MatchKind::Exact => self.get().exact,
            MatchKind::Folded => self.get().folded,
            MatchKind::Inflected => self.get().inflected,
            MatchKind::Prefix => self.get().prefix,
            MatchKind::Corrected => self.get().corrected,
            MatchKind::Synonym => self.get().synonym,
        }
    }

    /// Returns what a correction is worth by its cost, twice the distance and more: three quarters
    /// for a second edit.
    pub(crate) fn of_correction(&self, cost: u32) -> u32 {
        if cost > 3 { self.get().corrected * 3 / 4 } else { self.get().corrected }
    }

    /// Returns the factors, none above one: the score's bound rests on it.
    pub(crate) fn bounded(self) -> Self {
        let Self { exact, folded, inflected, parts, synonym, prefix, corrected, proximity, stop, title } = self.get();
        let [exact, folded, inflected, parts, synonym, prefix, corrected, proximity, stop, title] =
            [exact, folded, inflected, parts, synonym, prefix, corrected, proximity, stop, title]
                .map(|factor| factor.min(Self::UNIT));
        Self { exact, folded, inflected, parts, synonym, prefix, corrected, proximity, stop, title }
    }
}

impl Default for Factors {
    fn default() -> Self {
        Self::DEFAULT
    }
}
