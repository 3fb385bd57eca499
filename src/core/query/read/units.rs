//! The operators of the query language: where words, phrases and what stands before them begin.

use crate::query::features::FULL;
use crate::text::slice;

/// Units of a query at most; what follows is ignored.
pub const MAX_UNITS: usize = 1024;

/// A piece of a query: a run without white space, or a phrase in quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "operators that go together in any way")]
pub(crate) struct Unit {
    /// Where it begins in the query, in bytes.
    pub from: usize,
    /// Where its words begin and end: without operators and quotes.
    pub start: usize,
    pub end: usize,
    /// `"…"`: its words stand side by side.
    pub is_phrase: bool,
    /// `-…`: no hit holds it.
    pub is_excluded: bool,
    /// `…*`: its last word is a prefix.
    pub is_prefix: bool,
    /// `… OR …`: this or the unit before.
    pub joins: bool,
    /// `name:…`: the field, as its position among the fields.
    pub field: Option<usize>,
}

impl Unit {
    /// Whether no operator was typed with it.
    pub fn is_plain(&self) -> bool {
        Self { from: self.from, start: self.start, end: self.end, ..Self::default() } == *self
    }

    /// What it is where its operators mean nothing: words. Those of a phrase alone stay one.
    pub fn as_words(&self) -> Self {
        let start = if self.is_phrase && self.field.is_none() { self.start } else { self.from };
        let is_phrase = self.is_phrase && self.field.is_none();
        Self { start, is_phrase, is_excluded: false, field: None, ..*self }
    }
}

/// A piece of a query as it is understood, for those who show or build queries.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[expect(clippy::struct_excessive_bools, reason = "as for `Unit`")]
pub struct ParsedUnit {
    /// Its words as typed, without operators and quotes.
    pub text: String,
    /// Where they are in the query, as `[start, end)` in UTF-16 units.
    pub range: (u32, u32),
    /// Whether they must stand side by side (`"…"`).
    pub is_phrase: bool,
    /// Whether no hit holds them (`-…`).
    pub is_excluded: bool,
    /// Whether words that begin with the last of them match too (`…*`).
    pub is_prefix: bool,
    /// Whether they or the unit before are wanted (`… OR …`).
    pub is_or: bool,
    /// The field that they must stand in (`name:…`).
    pub field: Option<String>,
}

/// Returns the `units` of a query for those who show them.
pub(crate) fn shown(query: &str, units: Vec<Unit>, fields: &[String]) -> Vec<ParsedUnit> {
    let (mut bytes, mut read) = (0, 0);
    let mut utf16 = |end: usize| {
        read += slice(query, bytes..end).chars().map(char::len_utf16).sum::<usize>() as u32;
        bytes = end;
        read
    };
    let show = |unit: Unit| ParsedUnit {
        text: slice(query, unit.start..unit.end).to_owned(),
        range: (utf16(unit.start), utf16(unit.end)),
        is_phrase: unit.is_phrase,
        is_excluded: unit.is_excluded,
        is_prefix: unit.is_prefix,
        is_or: unit.joins,
        field: unit.field.and_then(|field| fields.get(field).cloned()),
    };
    units.into_iter().map(show).collect()
}

/// Cuts a query at white space and quotes, and reads the operators. One that stands where it
/// means nothing is part of the words: that are exclusions, too, where there is nothing else. Linear in
/// the query.
pub(crate) fn units(query: &str, fields: &[String]) -> Vec<Unit> {
    let mut units = operated(query, fields);
    if FULL && units.iter().all(|unit| unit.is_excluded) {
        units.iter_mut().for_each(|unit| *unit = unit.as_words());
    }
    units
}

/// Cuts a query, and reads the operators, exclusions whatever is beside them.
fn operated(query: &str, fields: &[String]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let (mut at, mut joins) = (0, false);
    while units.len() < MAX_UNITS {
        let rest = slice(query, at..query.len()).trim_start();
        at = query.len() - rest.len();
        if rest.is_empty() {
            break;
        }
        let may_join = FULL && units.last().is_some_and(|before| !before.is_excluded) && !joins;
        if may_join && is_or(rest) {
            joins = true;
            at += 2;
            continue;
        }
        let (unit, end) = unit(query, at, fields);
        // `OR` in front of an exclusion is the word.
        units.push(Unit { joins: joins && !unit.is_excluded, ..unit });
        joins = false;
        at = end;
    }
    units
}

/// Whether `rest` begins with an `OR` that something follows.
fn is_or(rest: &str) -> bool {
    rest.strip_prefix("OR")
        .is_some_and(|after| after.starts_with(char::is_whitespace) && !after.trim_start().is_empty())
}

/// Reads the unit at `at`, which is no white space; returns it and where the next may begin.
fn unit(query: &str, mut at: usize, fields: &[String]) -> (Unit, usize) {
    let mut unit = Unit { from: at, ..Unit::default() };
    if !FULL {
        let len = slice(query, at..query.len()).find(char::is_whitespace).unwrap_or(query.len() - at);
        (unit.start, unit.end) = (at, at + len);
        return (unit, at + len);
    }
    let follows = |at: usize| slice(query, at..query.len()).chars().next().filter(|c| !c.is_whitespace());
    // A digit or a letter alone behind a dash is an option or a number.
    let is_word =
        |next: char| next == '-' || next.is_ascii_digit() || next.is_ascii_alphabetic() && follows(at + 2).is_none();
    if slice(query, at..query.len()).starts_with('-') && follows(at + 1).is_some_and(|next| !is_word(next)) {
        unit.is_excluded = true;
        at += 1;
    }
    if let Some((field, name)) = named(slice(query, at..query.len()), fields)
        && follows(at + name + 1).is_some_and(|next| next != ':')
    {
        unit.field = Some(field);
        at += name + 1;
    }
    let rest = slice(query, at..query.len());
    if let Some((start, end, next)) = quoted(rest) {
        return (Unit { start: at + start, end: at + end, is_phrase: true, ..unit }, at + next);
    }
    let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
    unit.is_prefix = len > 1 && slice(rest, 0..len).ends_with('*');
    (unit.start, unit.end) = (at, at + len);
    (unit, at + len)
}

/// Returns the field that `rest` names before a colon, and the bytes of its name.
fn named(rest: &str, fields: &[String]) -> Option<(usize, usize)> {
    let end = rest.find(|c: char| c == ':' || c.is_whitespace())?;
    let name = slice(rest, 0..end);
    slice(rest, end..rest.len()).strip_prefix(':')?;
    let field = fields.iter().position(|field| field.eq_ignore_ascii_case(name))?;
    Some((field, name.len()))
}

/// Returns where the quoted words begin and end, and what is behind the closing quote.
fn quoted(rest: &str) -> Option<(usize, usize, usize)> {
    let is_quote = |c: char| matches!(c, '"' | '\u{201C}' | '\u{201D}');
    let start = rest.chars().next().filter(|c| is_quote(*c))?.len_utf8();
    let (len, close) = slice(rest, start..rest.len()).char_indices().find(|(_, c)| is_quote(*c))?;
    Some((start, start + len, start + len + close.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each unit in one spelling of its own.
    fn shown(query: &str) -> Vec<String> {
        let fields = ["title".to_owned(), "source".to_owned()];
        let show = |unit: Unit| {
            let mark = |is_set, mark| if is_set { mark } else { "" };
            let field = unit.field.map(|field| format!("{}=", fields[field])).unwrap_or_default();
            let (joins, not) = (mark(unit.joins, "|"), mark(unit.is_excluded, "!"));
            let (quote, star) = (mark(unit.is_phrase, "'"), mark(unit.is_prefix, "*"));
            format!("{joins}{not}{field}{quote}{}{star}", &query[unit.start..unit.end])
        };
        units(query, &fields).into_iter().map(show).collect()
    }

    #[test]
    fn operators_are_read() {
        assert_eq!(shown("foreign \"south  east\" -city"), ["foreign", "'south  east", "!city"]);
        assert_eq!(shown("-\"two words\" dip*"), ["!'two words", "dip**"]);
        assert_eq!(shown("a OR b OR \"c d\" e"), ["a", "|b", "|'c d", "e"]);
        assert_eq!(shown("Title:city source:\"a b\" -title:x"), ["title=city", "source='a b", "!title=x"]);
        assert_eq!(shown("\u{201C}smart quotes\u{201D}x"), ["'smart quotes", "x"]);
    }

    #[test]
    fn operators_that_mean_nothing_are_words() {
        assert_eq!(shown("OR a"), ["OR", "a"]);
        assert_eq!(shown("a OR"), ["a", "OR"]);
        assert_eq!(shown("a OR OR b"), ["a", "|OR", "b"]);
        assert_eq!(shown("x -no OR -not"), ["x", "!no", "OR", "!not"]);
        assert_eq!(shown("a or b"), ["a", "or", "b"]);
        assert_eq!(shown("\"open -"), ["\"open", "-"]);
        assert_eq!(
            shown("--flag a-b std::vec title: title::x *"),
            ["--flag", "a-b", "std::vec", "title:", "title::x", "*"]
        );
        assert_eq!(shown("note:x"), ["note:x"]);
    }

    #[test]
    fn options_and_numbers_are_words_and_no_exclusion_stands_alone() {
        assert_eq!(shown("git commit -m x -1"), ["git", "commit", "-m", "x", "-1"]);
        assert_eq!(shown("-river"), ["-river"]);
        assert_eq!(shown("-river -title:city -\"a b\""), ["-river", "-title:city", "'a b"]);
        assert_eq!(shown("-river city"), ["!river", "city"]);
    }

    #[test]
    fn white_space_alone_is_nothing_and_endless_queries_end() {
        assert_eq!(shown(" \n\t "), Vec::<String>::new());
        assert_eq!(units(&"a OR ".repeat(10_000), &[]).len(), MAX_UNITS);
        assert_eq!(units(&"\"".repeat(10_001), &[]).len(), MAX_UNITS);
    }
}
