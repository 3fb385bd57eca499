//! Suggestions: how the word being typed may go on, and what the query may have meant.

use crate::format::Attached;
use crate::query::answer::PartRequest;
use crate::query::factors::Factors;
use crate::query::find::expand::{Scope, expand};
use crate::query::find::lookup::Lookup;
use crate::query::options::Options;
use crate::query::read::parse::Slot;
use crate::query::score::weigh::Weigher;
use crate::query::search;

/// What a query may become.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Suggestions {
    /// Words that begin with the word being typed, those in most documents first.
    pub completions: Vec<String>,
    /// The query with its mistyped words corrected, where hits need that.
    pub corrected: Option<String>,
    /// Parts to attach (or fail) before asking again.
    pub needs: Vec<PartRequest>,
}

/// Returns at most `limit` completions; see [`Index::suggest`](crate::Index::suggest).
pub(crate) fn suggest(bundle: &Attached, query: &str, limit: u32) -> Suggestions {
    let answer = search::answer(bundle, query, &Options { limit: 0, ..Options::default() });
    let mut suggestions = Suggestions { corrected: answer.corrected, needs: answer.needs, ..Suggestions::default() };
    let parsed = search::understood(&mut Weigher::new(&mut Lookup::new(bundle), Factors::default()), query);
    let typed = parsed.slots.last().and_then(Slot::plain).filter(|word| word.whole.is_prefix);
    if let Some(word) = typed.filter(|_| suggestions.needs.is_empty()) {
        let found = expand(&mut Lookup::new(bundle), &word.whole, Scope::default());
        suggestions.completions = found.completions.iter().take(limit as usize).map(|(term, _)| term.key()).collect();
    }
    suggestions
}
