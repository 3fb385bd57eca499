//! Titles that the query is, or begins.

use super::asked::Parsed;
use super::{Oracle, Sum};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Title {
    #[default]
    Other,
    Begins,
    Whole,
}

impl Oracle<'_> {
    pub(super) fn add_titles(&self, parsed: &Parsed, bonus: u32, sums: &mut [Sum]) {
        if self.factors.title == 0 || parsed.title.is_empty() {
            return;
        }
        for (text, sum) in self.collection.documents.iter().zip(sums) {
            let title = compared(&parsed.title, parsed.ends_in_space, &text.title);
            sum.title = sum.title.max(title);
            sum.score += if title == Title::Other { 0 } else { bonus };
        }
    }
}

/// A single word may be half-typed where nothing follows it; of several, the last may.
fn compared(query: &[String], ends_in_space: bool, title: &[String]) -> Title {
    let [first, rest @ ..] = query else { return Title::Other };
    let [title_first, title_rest @ ..] = title else { return Title::Other };
    let begins = match rest {
        [] if ends_in_space => title_first == first,
        [] => title_first.starts_with(first.as_str()),
        rest => title_first == first && title_rest.join(" ").starts_with(&rest.join(" ")),
    };
    match begins {
        true if query == title => Title::Whole,
        true => Title::Begins,
        false => Title::Other,
    }
}
