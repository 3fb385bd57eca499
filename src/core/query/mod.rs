//! Queries: read, find, score, show.
//!
//! ```text
//! "foreign aff" --read--> words --find--> terms --score--> documents --show--> hits
//! ```
//!
//! Each phase is a folder that knows those before it. `search`, `explain` and `suggest` are the courses
//! through them; `options` is what a search takes, `answer` what it gives.

mod answer;
mod explain;
mod factors;
mod features;
mod find;
mod options;
mod order;
mod read;
mod score;
mod search;
mod show;
mod suggest;

pub use answer::{Answer, Card, Excerpt, Facet, Hit, MAX_SECTIONS, MAX_VALUES, MatchKind, PartRequest, Section, Work};
pub use explain::Explanation;
pub use factors::{Factor, Factors};
pub use find::correct::MAX_CORRECTIONS;
pub use find::expand::{MAX_COMPLETIONS, MAX_FORMS};
pub use options::{Filter, MAX_FILTERS, Options, Sort, Test};
pub use read::parse::MAX_WORDS;
pub use read::units::{MAX_UNITS, ParsedUnit};
pub use score::idf::idf;
pub use score::phrases::PHRASE_CHECKS;
pub use score::proximity::{PROXIMITY_BYTES, PROXIMITY_HITS};
pub use score::rank::RELAX_BELOW;
pub use show::excerpt::EXCERPT_CHARS;
pub use suggest::Suggestions;

pub(crate) use explain::explain;
pub(crate) use search::{answer, parsed};
pub(crate) use suggest::suggest;
