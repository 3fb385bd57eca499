//! What of a text is marked, in the units of JavaScript.

use crate::query::find::marks::Marks;
use crate::query::find::matches::{Span, spans};
use crate::text::{Characters, slice};

/// Returns the ranges of `text` that `marks` match, in UTF-16 units.
pub(crate) fn highlight(text: &str, marks: &Marks, characters: &Characters) -> Vec<(u32, u32)> {
    ranges_of(&spans(text, marks, characters), text, 0, text.len())
}

/// Returns the ranges of those spans that begin in `start..end` of `text`, in UTF-16 units from
/// there.
pub(crate) fn ranges_of(spans: &[Span], text: &str, start: usize, end: usize) -> Vec<(u32, u32)> {
    let (mut bytes, mut units) = (start, 0);
    let mut count_to = |end: usize| {
        units += slice(text, bytes..end).chars().map(char::len_utf16).sum::<usize>() as u32;
        bytes = end;
        units
    };
    let mut ranges = Vec::new();
    for span in spans {
        if span.start >= start && span.start < end {
            ranges.push((count_to(span.start), count_to(span.end.min(end))));
        }
    }
    ranges
}
