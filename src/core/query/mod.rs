//! Queries: parse, expand, weigh, rank, show.
//!
//! ```text
//! "foreign aff" --parse--> slots --expand--> terms --weigh, rank--> documents --show--> hits
//! ```

mod answer;
mod correct;
mod excerpt;
mod expand;
#[cfg(feature = "full")]
mod explain;
#[cfg_attr(not(feature = "full"), path = "unrefined.rs")]
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
#[cfg(feature = "full")]
mod suggest;
mod synonyms;
mod titles;
mod units;
mod weigh;

pub use answer::{Answer, Card, Facet, Hit, MAX_SECTIONS, MAX_VALUES, MatchKind, PartRequest, Section, Work};
pub use correct::MAX_CORRECTIONS;
pub use excerpt::{EXCERPT_CHARS, Excerpt};
pub use expand::{MAX_COMPLETIONS, MAX_FORMS};
#[cfg(feature = "full")]
pub use explain::Explanation;
pub use options::{Factors, Filter, MAX_FILTERS, Options, Sort, Test};
pub use parse::MAX_WORDS;
pub use phrases::PHRASE_CHECKS;
pub use proximity::{CLOSE_BYTES, CLOSE_HITS};
pub use rank::RELAX_BELOW;
#[cfg(feature = "full")]
pub use suggest::Suggestions;
pub use units::MAX_UNITS;
#[cfg(feature = "full")]
pub use units::ParsedUnit;

#[cfg(feature = "full")]
pub(crate) use explain::explain;
pub(crate) use search::answer;
#[cfg(feature = "full")]
pub(crate) use suggest::suggest;
#[cfg(feature = "full")]
pub(crate) use units::parsed;
