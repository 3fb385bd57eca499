//! Phrases: whether words stand side by side in a text.

use crate::format::bodies::Block;
use crate::query::features::FULL;
use crate::query::find::lookup::Lookup;
use crate::query::find::texts::{body, card};
use crate::query::read::parse::{Alternative, Needle, Query, Word};
use crate::query::score::rank::Sums;
use crate::query::score::sum::Phrases;
use crate::text::{TokenKind, analyse};

/// Documents at most that are looked through for phrases, in the order of the ranking: of a
/// sharded index, whose texts must be fetched, and of an embedded one.
pub const PHRASE_CHECKS: [usize; 2] = [50, 1000];

/// Looks through the best documents that hold the words of the query's phrases, and takes out
/// those that don't hold a phrase that is wanted, or hold one that is excluded.
pub(crate) fn verify(lookup: &mut Lookup<'_>, query: &Query<'_>, sums: &mut Sums) {
    if !FULL {
        return;
    }
    let mut left = PHRASE_CHECKS[usize::from(lookup.bundle.manifest.embedded_bytes > 0)];
    for document in sums.in_doubt() {
        sums.verify(document, if left > 0 { held(lookup, query, document) } else { None });
        left = left.saturating_sub(1);
    }
}

/// Returns the phrases of the query that the document holds; nothing while its texts are not there.
fn held(lookup: &mut Lookup<'_>, query: &Query<'_>, document: u32) -> Option<Phrases> {
    let (card, body) = (card(lookup, document), body(lookup, document, true));
    let (card, mut body) = (card?, body?);
    body.push(Block { text: card.title, ..Block::default() });
    let mut held = Phrases::default();
    for block in body {
        lookup.work.add(|work| &mut work.text, block.text.len() as u32);
        let find = |phrases: &[Alternative]| phrases.iter().any(|one| one.is_phrase && is_in(block.text, one, lookup));
        for (at, slot) in query.slots.iter().enumerate() {
            held.slots |= u64::from(find(&slot.alternatives)) << at;
        }
        held.is_excluded |= find(&query.excluded);
    }
    Some(held)
}

/// Whether the words of a phrase stand side by side in a text. Shift-And (Baeza-Yates and Gonnet
/// 1992): bit `n` is set while the first `n + 1` words are those just read.
fn is_in(text: &str, phrase: &Alternative, lookup: &Lookup<'_>) -> bool {
    let words: Vec<&Needle> = phrase.words.iter().flat_map(Word::sequence).take(64).collect();
    let (mut read, mut is_found, mut pair_end) = (0u64, false, 0);
    analyse(text, &lookup.bundle.manifest.characters, &mut |token| {
        match token.kind {
            TokenKind::Whole | TokenKind::Subword => return,
            TokenKind::Tail if token.start < pair_end => return,
            TokenKind::Pair => pair_end = token.end,
            _ => {}
        }
        let same = words.iter().enumerate().filter(|(_, word)| word.is(&token));
        read = (read << 1 | 1) & same.fold(0, |bits, (at, _)| bits | 1 << at);
        is_found |= words.len().checked_sub(1).is_some_and(|last| read >> last & 1 == 1);
    });
    is_found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Manifest;
    use crate::format::frame;
    use crate::format::{Attached, PartId};
    use crate::query::read::parse::parse;

    fn holds(text: &str, phrase: &str) -> bool {
        let manifest = Manifest { cards_per_part: 1, ..Manifest::default() };
        let bundle = frame::encode(PartId::MANIFEST, 1, &manifest.encode());
        let bundle = Attached::open(&bundle).unwrap();
        let quoted = format!("\"{phrase}\"");
        let query = parse(&quoted, &manifest);
        is_in(text, &query.slots[0].alternatives[0], &Lookup::new(&bundle))
    }

    #[test]
    fn words_must_stand_side_by_side_in_order() {
        assert!(holds("the foreign affairs of", "Foreign affairs"));
        assert!(!holds("foreign and affairs", "foreign affairs"));
        assert!(!holds("affairs foreign", "foreign affairs"));
        assert!(!holds("affair foreign", "foreign affairs"));
        assert!(holds("a a a b", "a a b"));
    }

    #[test]
    fn punctuation_and_compounds_are_no_obstacle() {
        assert!(holds("the Covid-19 pandemic", "covid-19 pandemic"));
        assert!(holds("the Covid 19 pandemic", "covid-19"));
        assert!(holds("to be, or not to be: that", "to be or not to be"));
    }
}
