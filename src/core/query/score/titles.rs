//! Titles: documents whose title is the query, or begins with it.

use crate::format::keys::{self, MAX_KEY_BYTES};
use crate::format::terms::TermKind;
use crate::query::find::lookup::{Lookup, TermRef};
use crate::query::read::parse::Query;
use crate::query::score::rank::Sums;
use crate::query::score::sum::TitleMatch;

/// Notes which titles begin with the words of the query and which consist of them; of a broad prefix,
/// those that are listed. Linear in the titles that do.
pub(crate) fn match_titles(lookup: &mut Lookup<'_>, query: &Query<'_>, sums: &mut Sums) {
    let words: Vec<&str> = query.title.iter().map(String::as_str).collect();
    let Some(first) = words.first() else { return };
    let whole = keys::title(&words);
    if whole.len() > MAX_KEY_BYTES {
        return;
    }
    // A single word may be half-typed; of several, only the last.
    let beginning = if words.len() == 1 && !query.ends_in_word { *first } else { whole.as_str() };
    let (listed, shards) = lookup.completions(beginning, keys::ENTITLED);
    if let Some(term) = listed {
        note(lookup, term, TitleMatch::Begins, sums);
    }
    for terms in shards {
        for rank in terms.lexicon.ranks(beginning).filter(|rank| terms.kind(*rank) == Some(TermKind::Title)) {
            note(lookup, TermRef { terms, rank }, TitleMatch::Begins, sums);
        }
    }
    if let Some(term) = lookup.find(&whole) {
        note(lookup, term, TitleMatch::Whole, sums);
    }
}

fn note<'a>(lookup: &mut Lookup<'a>, term: TermRef<'a>, title: TitleMatch, sums: &mut Sums) {
    for posting in lookup.postings(term) {
        sums.entitle(posting.document, title);
    }
}
