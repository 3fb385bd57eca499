//! Queries: parse, expand, weigh, rank, show.
//!
//! ```text
//! "foreign aff" --parse--> slots --expand--> terms --weigh, rank--> documents --show--> hits
//! ```

mod answer;
mod correct;
mod excerpt;
mod expand;
mod explain;
mod filter;
mod lookup;
mod marks;
mod options;
mod parse;
mod phrases;
mod proximity;
mod rank;
mod search;
mod shown;
mod suggest;
mod synonyms;
mod titles;
mod units;
mod weigh;

/// Whether this is the full engine. The core one has no filters, facets, orders, sections,
/// operators, synonyms, closeness, nor corrections from common terms: all of that is behind a
/// condition that the compiler knows.
pub(crate) const FULL: bool = cfg!(feature = "full");

/// Whether somebody may study searches: give them other factors, and see what they did. A page doesn't.
pub(crate) const STUDY: bool = cfg!(feature = "study");

pub use answer::{Answer, Card, Facet, Hit, MAX_SECTIONS, MAX_VALUES, MatchKind, PartRequest, Section, Work};
pub use correct::MAX_CORRECTIONS;
pub use excerpt::{EXCERPT_CHARS, Excerpt};
pub use expand::{MAX_COMPLETIONS, MAX_FORMS};
pub use explain::Explanation;
pub use options::{Factors, Filter, MAX_FILTERS, Options, Sort, Test};
pub use parse::MAX_WORDS;
pub use phrases::PHRASE_CHECKS;
pub use proximity::{CLOSE_BYTES, CLOSE_HITS};
pub use rank::RELAX_BELOW;
pub use suggest::Suggestions;
pub use units::{MAX_UNITS, ParsedUnit};

pub(crate) use explain::explain;
pub(crate) use search::answer;
pub(crate) use suggest::suggest;
pub(crate) use units::parsed;
