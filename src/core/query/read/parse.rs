//! From what was typed to words to look up. `docs/query-language.md` is the page for people.

use crate::format::Manifest;
use crate::query::features::FULL;
use crate::query::read::units::{MAX_UNITS, Unit, units};
use crate::text::{Token, TokenKind, analyse, is_clustered, slice};

/// Words of a query at most; what follows is ignored.
pub const MAX_WORDS: usize = 64;

/// How often a word counts that a query repeats, at most, and how often all words together.
pub const MAX_TIMES: u32 = 8;
const MAX_COUNTED: u32 = 4 * MAX_WORDS as u32;

/// Characters at most of a word as it is shown again with every hit.
const MAX_TYPED_CHARS: usize = 100;

/// What a term must be to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Needle {
    /// The folded word.
    pub key: String,
    /// How it was spelled, equal to `key` where nothing is special.
    pub form: String,
    /// Whether terms that begin with the key match too.
    pub is_prefix: bool,
}

impl Needle {
    fn new(token: &Token<'_>) -> Self {
        Self { key: token.key.to_owned(), form: token.form.to_owned(), is_prefix: false }
    }

    /// Makes the needle of a key that nobody spelled.
    pub fn of_key(key: &str) -> Self {
        Self { key: key.to_owned(), form: key.to_owned(), is_prefix: false }
    }

    /// Returns the needle of a part of a compound. Where the index has the whole, the part is not completed.
    pub fn beside(&self, has_whole: bool) -> Self {
        Self { is_prefix: self.is_prefix && !has_whole, ..self.clone() }
    }

    /// Whether marks were typed; joiners alone don't count.
    pub fn is_marked(&self) -> bool {
        let marks = |text: &str| text.bytes().filter(|byte| !byte.is_ascii()).count();
        marks(&self.form) != marks(&self.key)
    }

    fn is_spelled_like(&self, other: &Self) -> bool {
        self.key == other.key && self.form == other.form
    }

    /// Returns whether a token of this key matches in any way.
    pub fn matches(&self, key: &str) -> bool {
        if self.is_prefix { key.starts_with(&self.key) } else { key == self.key }
    }

    /// Returns whether a token of a text is this word, in this spelling if one was typed.
    pub fn is(&self, token: &Token<'_>) -> bool {
        self.key == token.key && (self.form == self.key || self.form == token.form)
    }
}

/// A word, or a compound with its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The word, or the compound whole.
    pub whole: Needle,
    /// The parts of a compound, which match together where the whole doesn't.
    pub parts: Vec<Needle>,
    /// Where it stands in the query, in bytes.
    pub start: usize,
    pub end: usize,
    /// Whether it is a pair with letters of a particle, which others leave out or exchange.
    pub is_loose: bool,
}

impl Word {
    /// The word as the tokens that stand side by side in a text.
    pub fn sequence(&self) -> &[Needle] {
        if self.parts.is_empty() { core::slice::from_ref(&self.whole) } else { &self.parts }
    }
}

/// Words that a document must hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Alternative {
    pub words: Vec<Word>,
    /// Whether they must stand side by side, exactly so.
    pub is_phrase: bool,
    /// The field in which they must stand, as its position in the manifest.
    pub field: Option<usize>,
}

/// What counts once in the score, and is present or missing: a word, a phrase, or several of
/// either with `OR` between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// As typed, cut where it is endless.
    pub typed: String,
    /// Any of them will do.
    pub alternatives: Vec<Alternative>,
    /// How often it was typed, as far as that counts.
    pub times: u32,
}

impl Slot {
    /// Whether documents without it are no answer: a field is meant.
    pub fn is_required(&self) -> bool {
        FULL && self.alternatives.iter().any(|one| one.field.is_some())
    }

    /// Whether documents without it are no answer where enough have it: there is a phrase.
    pub fn has_phrase(&self) -> bool {
        FULL && self.alternatives.iter().any(|one| one.is_phrase)
    }

    /// The word, where it is just that: what inflections, synonyms and corrections apply to.
    pub fn plain(&self) -> Option<&Word> {
        match &self.alternatives[..] {
            [Alternative { words, is_phrase: false, field: None }] => words.first().filter(|_| words.len() == 1),
            _ => None,
        }
    }
}

/// A query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query<'q> {
    /// As typed.
    pub text: &'q str,
    /// Its pieces, as they are understood.
    pub units: Vec<Unit>,
    pub slots: Vec<Slot>,
    /// What no hit may hold.
    pub excluded: Vec<Alternative>,
    /// The words as those of a name; empty where operators were typed.
    pub name: Vec<String>,
}

/// Cuts a query as [`parse_as`] does, where every operator means something.
#[cfg(test)]
pub(crate) fn parse<'q>(query: &'q str, manifest: &Manifest) -> Query<'q> {
    parse_as(query, manifest, &mut |_, _| true)
}

/// Cuts a query into what it asks for, each word once. The last word is a prefix unless white space follows it.
/// Exclusions and fields are words where they mean nothing to the index: `is_meant` says so of what was read.
pub(crate) fn parse_as<'q>(
    query: &'q str,
    manifest: &Manifest,
    is_meant: &mut dyn FnMut(&Unit, &Alternative) -> bool,
) -> Query<'q> {
    let mut units = units(query, &manifest.fields);
    let mut parser = Parser { parsed: Query { text: query, ..Query::default() }, words: 0, counted: 0 };
    let is_last = |at: usize, units: &[Unit]| at + 1 == units.len();
    let mut is_behind_words = false;
    for at in 0..units.len() {
        let Some(mut unit) = units.get(at).copied() else { break };
        let ends = is_last(at, &units) && unit.end == query.len();
        let mut words = read(query, &unit, ends, manifest);
        if FULL && (unit.is_excluded || unit.field.is_some()) && !is_meant(&unit, &words) {
            unit = unit.as_words();
            words = read(query, &unit, ends, manifest);
        }
        words.words.iter().flat_map(Word::sequence).for_each(|one| parser.parsed.name.push(one.key.clone()));
        let joins = unit.joins && is_behind_words;
        is_behind_words = !words.words.is_empty();
        let is_joined = joins || units.get(at + 1).is_some_and(|next| next.joins);
        parser.add(&Unit { joins, ..unit }, words, is_joined);
        units.get_mut(at).into_iter().for_each(|kept| *kept = unit);
    }
    if FULL && !units.iter().all(Unit::is_plain) {
        parser.parsed.name.clear();
    }
    Query { units, ..parser.parsed }
}

struct Parser<'q> {
    parsed: Query<'q>,
    /// How many words there are.
    words: usize,
    /// How often they count together.
    counted: u32,
}

impl Parser<'_> {
    fn add(&mut self, unit: &Unit, mut read: Alternative, is_joined: bool) {
        let is_operated = unit.is_phrase || unit.field.is_some() || unit.is_excluded || is_joined;
        if !(FULL && is_operated) {
            return read.words.into_iter().for_each(|word| self.add_word(word));
        }
        read.words.truncate(MAX_WORDS - self.words);
        self.words += read.words.len();
        self.counted += read.words.len() as u32;
        if read.words.is_empty() {
            return;
        }
        if unit.is_excluded {
            self.parsed.excluded.push(read);
        } else if let Some(slot) = self.parsed.slots.last_mut().filter(|_| unit.joins) {
            slot.alternatives.push(read);
            slot.typed.push_str(" OR ");
            slot.typed.push_str(&typed(self.parsed.text, unit.start, unit.end));
        } else {
            self.parsed.slots.push(Slot {
                typed: typed(self.parsed.text, unit.start, unit.end),
                alternatives: vec![read],
                times: 1,
            });
        }
    }

    fn add_word(&mut self, word: Word) {
        let is_same = |slot: &&mut Slot| slot.plain().is_some_and(|other| other.whole.is_spelled_like(&word.whole));
        if self.counted == MAX_COUNTED {
            return;
        }
        if let Some(same) = self.parsed.slots.iter_mut().find(is_same) {
            let is_counted = u32::from(same.times < MAX_TIMES);
            same.times += is_counted;
            self.counted += is_counted;
            return;
        }
        if self.words == MAX_WORDS {
            return;
        }
        self.words += 1;
        self.counted += 1;
        let typed = typed(self.parsed.text, word.start, word.end);
        let alternatives = vec![Alternative { words: vec![word], ..Alternative::default() }];
        self.parsed.slots.push(Slot { typed, alternatives, times: 1 });
    }
}

fn typed(query: &str, start: usize, end: usize) -> String {
    slice(query, start..end).chars().take(MAX_TYPED_CHARS).collect()
}

/// Returns the words of a unit; the last is a prefix where it says so, or where the query `ends` with it and it
/// can be half-typed.
fn read(query: &str, unit: &Unit, ends: bool, manifest: &Manifest) -> Alternative {
    let is_open = unit.is_prefix || ends && !unit.is_phrase && !unit.is_excluded;
    let mut words: Vec<Word> = Vec::new();
    let mut parts: Vec<Needle> = Vec::new();
    let mut pair_end = None;
    let mut may_open = false;
    analyse(slice(query, unit.start..unit.end), &manifest.characters, &mut |token| {
        let is_behind_pair = token.kind == TokenKind::Tail && pair_end == Some(token.end);
        // A letter of Thai may still get a vowel.
        may_open = !is_behind_pair || token.key.starts_with(is_clustered);
        match token.kind {
            TokenKind::Part => return parts.push(Needle::new(&token)),
            TokenKind::Subword => return,
            TokenKind::Tail if is_behind_pair => return loosen(&mut words, query, manifest),
            TokenKind::Pair => pair_end = Some(token.end),
            TokenKind::Word | TokenKind::Whole | TokenKind::Tail => {}
        }
        let mut whole = Needle::new(&token);
        // A single letter of these scripts begins the pairs it stands in.
        whole.is_prefix = token.kind == TokenKind::Tail;
        let (start, end) = (unit.start + token.start, unit.start + token.end);
        if words.len() < MAX_UNITS {
            words.push(Word { whole, parts: core::mem::take(&mut parts), start, end, is_loose: false });
        }
        if token.kind == TokenKind::Tail {
            loosen(&mut words, query, manifest);
        }
    });
    let is_ended = |last: &Word| ends_sentence(slice(query, last.end..unit.end));
    if let Some(last) = words.last_mut().filter(|last| is_open && may_open && !is_ended(last)) {
        last.whole.is_prefix = true;
        if let Some(part) = last.parts.last_mut() {
            part.is_prefix = true;
        }
    }
    // Of a field no texts are kept: in quotes it is all of the words.
    let field = unit.field.filter(|_| FULL);
    Alternative { words, is_phrase: FULL && unit.is_phrase && field.is_none(), field }
}

/// Whether what is behind a word ends a sentence, so that the word is complete; a joiner may be in one.
fn ends_sentence(rest: &str) -> bool {
    rest.contains(['?', '!', ')', ';', '\u{61F}', '\u{3002}', '\u{FF1F}'])
}

/// Says which pairs at the end of the run that was just read are loose: those with letters of an ending that can stand or
/// not, behind two letters or more or behind another word.
fn loosen(words: &mut [Word], query: &str, manifest: &Manifest) {
    let run = slice(query, 0..words.last().map_or(0, |last| last.end));
    for (ending, other) in &manifest.endings {
        let Some(stem) = run.strip_suffix(ending.as_str()).filter(|_| other.is_empty()) else { continue };
        if words.iter().any(|word| word.end == stem.len()) {
            let touches = |word: &&mut Word| word.end > stem.len();
            return words.iter_mut().rev().take_while(touches).for_each(|word| word.is_loose = true);
        }
    }
}

#[cfg(test)]
mod tests;
