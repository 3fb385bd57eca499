//! How a search is done.

use crate::query::factors::Factors;

/// How a search is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Hits to return at most. Default: 10.
    pub limit: u32,
    /// Hits to leave out before them. Default: 0.
    pub offset: u32,
    /// What kinds of matches are worth.
    pub factors: Factors,
    /// Conditions that every hit must satisfy. At most [`MAX_FILTERS`] count.
    pub filters: Vec<Filter>,
    /// The facets whose values are counted.
    pub facets: Vec<String>,
    /// What hits are ordered by. Default: the score.
    pub sort: Option<Sort>,
    /// The directory that hits are in, relative to the root of the site and with `/` at its end
    /// (`v2/`); empty for all.
    pub scope: String,
    /// Whether the answer waits for excerpts and sections. Default: true. Otherwise the hits have
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
