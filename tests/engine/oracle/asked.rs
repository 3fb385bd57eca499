//! Queries: in pieces as they are made up, and as slots.

use std::collections::BTreeSet;

use findlet_core::format::Manifest;
use findlet_core::text::{Token, TokenKind, analyse};

/// A piece of a query, with the operators on it.
#[expect(clippy::struct_excessive_bools, reason = "any of them may be on it")]
#[derive(Clone, Debug, Default)]
pub struct Unit {
    pub text: String,
    pub is_phrase: bool,
    pub is_excluded: bool,
    pub is_prefix: bool,
    pub joins: bool,
    pub field: Option<&'static str>,
    /// Whether a quote closes it, though it is no phrase.
    pub is_closed: bool,
    /// Whether a dash stands before it that excludes nothing.
    pub has_dash: bool,
}

/// A query.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub units: Vec<Unit>,
    pub ends_in_space: bool,
}

impl Unit {
    /// Whether the dash before it is one of an option or a number.
    pub(super) fn is_option(&self) -> bool {
        let mut letters = self.text.chars();
        let first = letters.next().unwrap_or('x');
        let is_alone = letters.next().is_none() && !self.is_prefix;
        let is_bare = !self.is_phrase && self.field.is_none();
        is_bare && (first.is_ascii_digit() || first.is_ascii_alphabetic() && is_alone)
    }

    pub fn is_plain(&self) -> bool {
        !(self.is_phrase || self.is_excluded || self.is_prefix || self.joins || self.field.is_some())
    }

    fn typed(&self) -> String {
        let mark = |is_set, mark| if is_set { mark } else { "" };
        let (or, not, quote) =
            (mark(self.joins, "OR "), mark(self.is_excluded || self.has_dash, "-"), mark(self.is_phrase, "\""));
        let field = self.field.map(|field| format!("{field}:")).unwrap_or_default();
        let close = mark(self.is_phrase || self.is_closed, "\"");
        format!("{or}{not}{field}{quote}{}{}{close}", self.text, mark(self.is_prefix, "*"))
    }
}

impl Asked {
    pub fn plain(text: &str) -> Self {
        let unit = |text: &str| Unit { text: text.to_owned(), ..Unit::default() };
        let ends_in_space = text.ends_with(char::is_whitespace);
        Self { units: text.split_whitespace().map(unit).collect(), ends_in_space }
    }

    /// Returns the query with the operators on this unit as words, as far as they are no quotes.
    pub(super) fn as_words(&self, at: usize) -> Self {
        let mut asked = self.clone();
        let unit = &mut asked.units[at];
        let bare = Unit { is_phrase: unit.is_phrase && unit.field.is_none(), ..Unit::default() };
        let typed = Unit { joins: false, is_prefix: false, ..unit.clone() }.typed();
        let text = if bare.is_phrase { unit.text.clone() } else { typed.trim_end_matches('"').to_owned() };
        let is_closed = unit.is_phrase && !bare.is_phrase;
        let has_dash = unit.is_excluded && bare.is_phrase;
        *unit = Unit { text, joins: unit.joins, is_prefix: unit.is_prefix, is_closed, has_dash, ..bare };
        asked
    }

    /// Returns a query without operators but exclusions.
    pub(super) fn with_dashes(text: &str) -> Self {
        let mut asked = Self::plain(text);
        for unit in &mut asked.units {
            if let Some(rest) = unit.text.strip_prefix('-').filter(|rest| !rest.is_empty() && !rest.starts_with('-')) {
                (unit.text, unit.is_excluded) = (rest.to_owned(), true);
            }
        }
        asked
    }

    /// Where a word is in the query as typed.
    pub(super) fn place(&self, word: &Word) -> std::ops::Range<usize> {
        let before: usize = self.units[..word.unit].iter().map(|unit| unit.typed().len() + 1).sum();
        let unit = &self.units[word.unit];
        let text = before + if unit.joins { 3 } else { 0 };
        text + word.range.start..text + word.range.end
    }

    /// Returns the query as one types it.
    pub fn typed(&self) -> String {
        let units: Vec<String> = self.units.iter().map(Unit::typed).collect();
        units.join(" ") + if self.ends_in_space { " " } else { "" }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Needle {
    pub key: String,
    pub form: String,
    pub is_prefix: bool,
}

impl Needle {
    /// Whether marks were typed.
    pub fn is_marked(&self) -> bool {
        let beyond_ascii = |text: &str| text.bytes().filter(|byte| !byte.is_ascii()).count();
        beyond_ascii(&self.form) != beyond_ascii(&self.key)
    }
}

#[derive(Clone, Debug)]
pub(super) struct Word {
    pub whole: Needle,
    pub parts: Vec<Needle>,
    /// The unit that it stands in, and where.
    pub unit: usize,
    pub range: std::ops::Range<usize>,
    /// Whether it is a pair that touches a particle.
    pub is_loose: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub words: Vec<Word>,
    pub is_phrase: bool,
    pub field: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub alternatives: Vec<Alternative>,
    /// How often it was typed, 8 at most.
    pub times: u32,
}

#[derive(Debug)]
pub(super) struct Parsed {
    pub slots: Vec<Slot>,
    pub excluded: Vec<Alternative>,
    /// The keys of the words, where no operator was typed.
    pub name: Vec<String>,
}

impl Word {
    pub fn sequence(&self) -> &[Needle] {
        if self.parts.is_empty() { std::slice::from_ref(&self.whole) } else { &self.parts }
    }
}

impl Slot {
    pub fn plain(&self) -> Option<&Word> {
        match &self.alternatives[..] {
            [Alternative { words, is_phrase: false, field: None }] if words.len() == 1 => Some(&words[0]),
            _ => None,
        }
    }

    pub fn is_required(&self) -> bool {
        self.alternatives.iter().any(|one| one.field.is_some())
    }

    pub fn has_phrase(&self) -> bool {
        self.alternatives.iter().any(|one| one.is_phrase)
    }
}

/// Query to slots.
pub(super) fn parse(asked: &Asked, manifest: &Manifest) -> Parsed {
    let mut parsed = Parsed { slots: vec![], excluded: vec![], name: vec![] };
    let is_plain = asked.units.iter().all(Unit::is_plain);
    let mut is_behind_words = false;
    for (at, unit) in asked.units.iter().enumerate() {
        let is_last = at + 1 == asked.units.len() && !asked.ends_in_space;
        let is_open = unit.is_prefix || is_last && !unit.is_phrase && !unit.is_excluded && !unit.is_closed;
        let words = words(at, unit, is_open, manifest);
        if is_plain {
            parsed.name.extend(words.iter().flat_map(Word::sequence).map(|needle| needle.key.clone()));
        }
        let joins = unit.joins && is_behind_words;
        is_behind_words = !words.is_empty();
        let is_joined = joins || asked.units.get(at + 1).is_some_and(|next| next.joins);
        if !unit.is_phrase && !unit.is_excluded && unit.field.is_none() && !is_joined {
            words.into_iter().for_each(|word| parsed.add(word));
        } else if !words.is_empty() {
            // In a field, quotes mean all of the words.
            let is_phrase = unit.is_phrase && unit.field.is_none();
            let alternative = Alternative { words, is_phrase, field: unit.field };
            match parsed.slots.last_mut() {
                _ if unit.is_excluded => parsed.excluded.push(alternative),
                Some(slot) if joins => slot.alternatives.push(alternative),
                _ => parsed.slots.push(Slot { alternatives: vec![alternative], times: 1 }),
            }
        }
    }
    parsed
}

impl Parsed {
    /// Plain words equal in key and form are one, which counts as often.
    fn add(&mut self, word: Word) {
        let is_same = |slot: &&mut Slot| {
            let same = |other: &Word| (&other.whole.key, &other.whole.form) == (&word.whole.key, &word.whole.form);
            slot.plain().is_some_and(same)
        };
        if let Some(same) = self.slots.iter_mut().find(is_same) {
            same.times = 8.min(same.times + 1);
        } else {
            let alternatives = vec![Alternative { words: vec![word], is_phrase: false, field: None }];
            self.slots.push(Slot { alternatives, times: 1 });
        }
    }
}

fn words(at: usize, unit: &Unit, is_open: bool, manifest: &Manifest) -> Vec<Word> {
    let text = format!("{}{}", unit.text, if unit.is_prefix { "*" } else { "" });
    let (mut words, mut parts, mut pair_end) = (Vec::<Word>::new(), Vec::new(), None);
    let (mut ends_behind_pair, mut ends_in_cluster) = (false, false);
    let mut run_ends = Vec::new();
    analyse(&text, &manifest.characters, &mut |token| {
        ends_behind_pair = token.kind == TokenKind::Tail && pair_end == Some(token.end);
        ends_in_cluster = token.key.starts_with(|c| ('\u{E01}'..='\u{EFF}').contains(&c));
        run_ends.extend((token.kind == TokenKind::Tail).then_some(token.end));
        match token.kind {
            TokenKind::Subword => {}
            TokenKind::Tail if ends_behind_pair => {}
            TokenKind::Part => parts.push(needle(&token)),
            kind => {
                pair_end = (kind == TokenKind::Pair).then_some(token.end).or(pair_end);
                let whole = Needle { is_prefix: kind == TokenKind::Tail, ..needle(&token) };
                let (range, parts) = (token.start..token.end, std::mem::take(&mut parts));
                words.push(Word { whole, parts, unit: at, range, is_loose: false });
            }
        }
    });
    let may_open = is_open && (!ends_behind_pair || ends_in_cluster);
    let ends_sentence = |word: &Word| text[word.range.end..].contains(['?', '!', ')', ';', '؟', '。', '？']);
    if let Some(word) = words.last_mut().filter(|word| may_open && !ends_sentence(word)) {
        word.whole.is_prefix = true;
        word.parts.last_mut().into_iter().for_each(|part| part.is_prefix = true);
    }
    for end in run_ends {
        let ends: BTreeSet<usize> = words.iter().map(|word| word.range.end).collect();
        let particles = manifest.endings.iter().filter(|(_, other)| other.is_empty());
        let begins = particles.filter_map(|(particle, _)| text[..end].strip_suffix(particle.as_str()).map(str::len));
        if let Some(begin) = begins.into_iter().find(|begin| ends.contains(begin)) {
            let touches = |word: &&mut Word| (begin + 1..=end).contains(&word.range.end);
            words.iter_mut().filter(touches).for_each(|word| word.is_loose = true);
        }
    }
    words
}

fn needle(token: &Token<'_>) -> Needle {
    Needle { key: token.key.to_owned(), form: token.form.to_owned(), is_prefix: false }
}
