//! Whether the description of a page is one.

use crate::document::{BlockKind, Document};
use crate::extract::rule::{Rule, Taken};

/// Words of a description that are compared with the headings, at least.
const WORDS: usize = 2;

/// What templates print where there is none.
const NOTHING: [&str; 5] = ["none", "null", "undefined", "nil", "description"];

/// Blocks among which the text that a description is made of begins.
const BEFORE_TEXT: usize = 8;

/// Takes away a description that a template made of headings or menus: signs of permalinks stand in it, or it is the
/// headings of the page one after another, or its text with them. What says that there is no
/// description, and Javadoc's, which name the package and the class of the page, go too.
pub(super) fn check(document: &mut Document, generator: Option<&str>, taken: &mut Taken) {
    let Some(summary) = document.summary.take() else { return };
    let is_made = generator.is_some_and(|generator| generator.starts_with("javadoc/"));
    let says_nothing = || NOTHING.iter().any(|nothing| summary.eq_ignore_ascii_case(nothing));
    if is_made
        || says_nothing()
        || is_text(&summary, document)
        || has_signs(&summary, document)
        || is_headings(&summary, document)
    {
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

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether the description is the beginning of the page's text, headings and all, with nothing between them.
fn is_text(summary: &str, document: &Document) -> bool {
    let (mut rest, mut count, mut has_heading, mut goes_on) = (letters(summary), 0, false, false);
    for (at, block) in document.blocks.iter().enumerate() {
        let text = letters(&block.text);
        if let Some(shorter) = rest.strip_prefix(&text).filter(|_| !text.is_empty()) {
            goes_on |= has_heading;
            has_heading |= count > 0 && block.kind == BlockKind::Heading;
            (rest, count) = (shorter.to_owned(), count + 1);
        } else if count > 0 {
            // Behind the heading and what follows it there may be anything, such as numbers of lines.
            return goes_on || has_heading && text.starts_with(&rest);
        } else if at == BEFORE_TEXT {
            return false;
        }
    }
    goes_on || has_heading && rest.is_empty()
}

/// Whether the description is nothing but headings of the page.
fn is_headings(summary: &str, document: &Document) -> bool {
    if summary.split_whitespace().count() < WORDS {
        return false;
    }
    let (mut rest, mut count) = (letters(summary), 0);
    for heading in document.texts(BlockKind::Heading).map(letters).filter(|heading: &String| !heading.is_empty()) {
        if let Some(shorter) = rest.strip_prefix(&heading) {
            rest = shorter.to_owned();
            count += 1;
        }
    }
    count > 1 && rest.is_empty()
}
