//! Whether the description of a page is one.

use crate::document::{BlockKind, Document};
use crate::extract::rule::{Rule, Taken};

/// Words of a description that are compared with the headings, at least.
const WORDS: usize = 2;

/// Takes away a description that a template made of headings or menus: signs of permalinks stand in it, or it is the
/// headings of the page one after another.
/// And Javadoc's name the package and the class of the page.
pub(super) fn check(document: &mut Document, generator: Option<&str>, taken: &mut Taken) {
    let Some(summary) = document.summary.take() else { return };
    let is_made = generator.is_some_and(|generator| generator.starts_with("javadoc/"));
    if is_made || has_signs(&summary, document) || is_headings(&summary, document) {
        taken.add(Rule::Description, || summary);
    } else {
        document.summary = Some(summary);
    }
}

/// Whether a heading of the page stands in the description with the sign of its permalink.
fn has_signs(summary: &str, document: &Document) -> bool {
    let before = |sign: char| summary.match_indices(sign).map(|(at, _)| summary[..at].trim_end());
    let mut before = ['#', '¶', '§', '🔗'].into_iter().flat_map(before);
    let heading = |text: &str| document.texts(BlockKind::Heading).any(|heading| text.ends_with(heading));
    before.any(|text| !text.is_empty() && heading(text))
}

/// Whether the description is nothing but headings of the page.
fn is_headings(summary: &str, document: &Document) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    if summary.split_whitespace().count() < WORDS {
        return false;
    }
    let (mut rest, mut count) = (letters(summary), 0);
    for heading in document.texts(BlockKind::Heading).map(letters).filter(|heading| !heading.is_empty()) {
        if let Some(shorter) = rest.strip_prefix(&heading) {
            rest = shorter.to_owned();
            count += 1;
        }
    }
    count > 1 && rest.is_empty()
}
