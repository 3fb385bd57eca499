//! Names: documents that are called what the query says.

use crate::format::keys::{self, MAX_KEY_BYTES};
use crate::format::terms::TermKind;
use crate::query::factors::{Factor, Factors};
use crate::query::find::lookup::{Lookup, TermRef};
use crate::query::read::parse::Query;
use crate::query::score::rank::Sums;

/// Words of a query, at least, that may be the beginning of a name: fewer begin too many.
const BEGUN_WORDS: usize = 3;

/// Notes which documents are called as the words of the query are, or as several words of it begin, and how
/// strongly. Linear in the names that do.
pub(crate) fn match_names(lookup: &mut Lookup<'_>, query: &Query<'_>, factors: &Factors, sums: &mut Sums) {
    let words: Vec<&str> = query.name.iter().map(String::as_str).collect();
    let whole = keys::name(&words);
    if words.is_empty() || whole.len() > MAX_KEY_BYTES {
        return;
    }
    if words.len() >= BEGUN_WORDS {
        for terms in lookup.shards(&whole, true) {
            for rank in terms.lexicon.ranks(&whole).filter(|rank| terms.kind(*rank) == Some(TermKind::Name)) {
                note(lookup, TermRef { terms, rank }, factors[Factor::Prefix], sums);
            }
        }
    }
    if let Some(term) = lookup.find(&whole) {
        note(lookup, term, Factors::UNIT, sums);
    }
}

fn note<'a>(lookup: &mut Lookup<'a>, term: TermRef<'a>, factor: u32, sums: &mut Sums) {
    for posting in lookup.postings(term) {
        sums.name(posting.document, (u32::from(posting.impact) * factor / Factors::UNIT) as u8);
    }
}
