//! Where texts match the query.

use crate::format::bodies::Body;
use crate::query::find::lookup::Lookup;
use crate::query::find::marks::Marks;
use crate::text::{Characters, TokenKind, analyse, count_chars, slice};

/// A match in a text, in bytes and in characters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub start: usize,
    pub end: usize,
    pub char_start: usize,
    pub char_end: usize,
    /// How many words of the text come before it.
    pub position: u32,
    /// The slots of the query that match, one bit each.
    pub slots: u64,
}

/// The matches in the text of a document, block by block: what was read for proximity is not read again
/// for excerpts.
#[derive(Debug)]
pub(crate) struct Read {
    pub document: u32,
    pub matches: Vec<Vec<Span>>,
}

/// Returns how many bytes of text a body has.
pub(crate) fn text_bytes(body: &Body<&str>) -> usize {
    body.iter().map(|block| block.text.len()).sum()
}

/// Finds the matches in each block of a text. Linear in the text.
pub(crate) fn matches(lookup: &mut Lookup<'_>, body: &Body<&str>, marks: &Marks) -> Vec<Vec<Span>> {
    let mut matches = Vec::new();
    for block in body {
        lookup.work.add(|work| &mut work.text, block.text.len() as u32);
        matches.push(spans(block.text, marks, &lookup.bundle.manifest.characters));
    }
    matches
}

/// Finds the matches in reading order; overlapping ones (a compound and its parts) are one.
pub(crate) fn spans(text: &str, marks: &Marks, characters: &Characters) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut position = 0;
    analyse(text, characters, &mut |token| {
        position += u32::from(!matches!(token.kind, TokenKind::Whole | TokenKind::Subword));
        let slots = marks.slots(token.key);
        if slots == 0 {
            return;
        }
        let mut span = Span { start: token.start, end: token.end, char_start: 0, char_end: 0, position, slots };
        while let Some(before) = spans.pop_if(|before| before.end > span.start) {
            span.start = span.start.min(before.start);
            span.end = span.end.max(before.end);
            span.slots |= before.slots;
        }
        spans.push(span);
    });
    count_characters(text, &mut spans);
    spans
}

fn count_characters(text: &str, spans: &mut [Span]) {
    let (mut bytes, mut chars) = (0, 0);
    let mut count_to = |end: usize| {
        chars += count_chars(slice(text, bytes..end));
        bytes = end;
        chars
    };
    for span in spans {
        span.char_start = count_to(span.start);
        span.char_end = count_to(span.end);
    }
}
