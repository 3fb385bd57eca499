//! Titles that the query is, or begins.

use std::collections::BTreeSet;

use findlet_core::query::Factor;

use super::asked::Parsed;
use super::prefixes::title_key;
use super::{Oracle, Sum};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Title {
    #[default]
    Other,
    Begins,
    Whole,
}

impl Oracle<'_> {
    /// A document whose title begins with what was typed holds the `broad` prefixes in it.
    pub(super) fn match_titles(&self, parsed: &Parsed, broad: &BTreeSet<usize>, sums: &mut [Sum]) {
        if self.factors[Factor::Title] == 0 || parsed.title.is_empty() {
            return;
        }
        let whole = title_key(&parsed.title);
        let is_half_typed = parsed.title.len() == 1 && !parsed.ends_in_word;
        let listed = self.listed(if is_half_typed { &parsed.title[0] } else { &whole });
        for ((id, text), sum) in self.collection.documents.iter().enumerate().zip(sums) {
            let mut title = compared(&parsed.title, parsed.ends_in_word, &text.title);
            if let Some(listed) = listed.as_ref().filter(|_| title == Title::Begins) {
                title = if listed.entitled.contains(&id) { title } else { Title::Other };
            }
            sum.title = sum.title.max(title);
            sum.held.extend(broad.iter().filter(|_| title != Title::Other));
        }
    }
}

/// Of several words the last may be half-typed, a single one where it may go on.
fn compared(query: &[String], ends_in_word: bool, title: &[String]) -> Title {
    let [first, rest @ ..] = query else { return Title::Other };
    let [title_first, title_rest @ ..] = title else { return Title::Other };
    let begins = match rest {
        [] if ends_in_word => title_first == first,
        [] => title_first.starts_with(first.as_str()),
        rest => title_first == first && title_rest.join(" ").starts_with(&rest.join(" ")),
    };
    match begins {
        true if query == title => Title::Whole,
        true => Title::Begins,
        false => Title::Other,
    }
}
