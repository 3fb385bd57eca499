//! Words that are written as one and as two: `dropdown` and `drop down`, `10GB` and `10 GB`.

use crate::query::find::lookup::Lookup;
use crate::query::read::parse::{Slot, Word};
use crate::text::slice;

/// Slots of a query at most that are looked up with other spaces: each may take some shards.
pub(crate) const MAX_SLOTS: usize = 8;

/// Letters of either half at least, of a word that the index has and of another.
const MIN_LETTERS: [usize; 2] = [4, 2];

/// Returns slot `at` and the next as one word, if the index has it; of a compound, else, its last part and that, behind
/// the other parts.
pub(crate) fn joined(lookup: &mut Lookup<'_>, slots: &[Slot], at: usize) -> Option<String> {
    let word = |at: usize| slots.get(at).and_then(Slot::plain);
    let (first, next) = (word(at)?, &word(at + 1)?.whole.key);
    let mut whole = first.whole.key.clone();
    whole.push_str(next);
    if lookup.find(&whole).is_some() {
        return Some(whole);
    }
    let (last, others) = first.parts.split_last()?;
    let mut words = String::new();
    for part in others {
        words.push_str(&part.key);
        words.push(' ');
    }
    let end = words.len();
    words.push_str(&last.key);
    words.push_str(next);
    lookup.find(slice(&words, end..words.len())).map(|_| words)
}

/// Returns a word as two with a space between, both of which the index has, the first as long as may be. Where the
/// word itself `is_held`, short halves are rather part of it. Nothing where another word that it may stand for is in
/// more documents than a half, in as many as `likelier`.
pub(crate) fn split(lookup: &mut Lookup<'_>, word: &Word, is_held: bool, likelier: u32) -> Option<String> {
    let key = word.whole.key.as_str();
    let least = MIN_LETTERS.get(usize::from(!is_held)).copied().unwrap_or_default();
    for (at, c) in key.char_indices().rev().filter(|_| word.parts.is_empty()) {
        let (first, second) = (slice(key, 0..at), slice(key, at..key.len()));
        let is_unit = c.is_ascii_digit() != first.ends_with(|last: char| last.is_ascii_digit());
        if first.is_empty() || !is_unit && (first.len() < least || second.len() < least) {
            continue;
        }
        if [first, second].iter().all(|half| lookup.find(half).is_some_and(|term| term.documents() >= likelier)) {
            let mut both = first.to_owned();
            both.push(' ');
            both.push_str(second);
            return Some(both);
        }
    }
    None
}
