//! Synonyms: words of a query that stand for others, as the index says.

use crate::query::read::parse::Slot;
use crate::text::slice;

/// Words of the longest synonym.
const MAX_WORDS: usize = 8;

/// Calls `each` with the words that slot `at` may stand for, alone or with its neighbours, and how
/// many slots stand for them together. A synonym of several words counts where they stand side by
/// side in the query, as whole words. O(synonyms of the index).
pub(crate) fn synonyms(slots: &[Slot], at: usize, pairs: &[(String, String)], each: &mut dyn FnMut(&str, u32)) {
    for (from, to) in pairs {
        for first in at.saturating_sub(MAX_WORDS - 1)..=at {
            let count = spanned(slots.get(first..).unwrap_or_default(), from);
            if first + count > at {
                each(to, count as u32);
            }
        }
    }
}

/// Returns how many of the first slots are the words of `from`; none if they aren't.
fn spanned(slots: &[Slot], from: &str) -> usize {
    let mut rest = from;
    for (at, slot) in slots.iter().enumerate() {
        let Some(word) = slot.plain() else { break };
        for needle in word.sequence() {
            let (first, after) = split(rest);
            if first != needle.key {
                return 0;
            }
            rest = after;
        }
        if rest.is_empty() {
            return at + 1;
        }
    }
    0
}

/// Returns the first word of `words` and the rest; they have single spaces between them.
pub(crate) fn split(words: &str) -> (&str, &str) {
    let end = words.bytes().take_while(|byte| *byte != b' ').count();
    (slice(words, 0..end), slice(words, (end + 1).min(words.len())..words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Manifest;
    use crate::query::read::parse::parse;

    fn found(query: &str) -> Vec<String> {
        let pairs = [("hq", "head quarters"), ("head quarters", "hq"), ("t v", "television")];
        let pairs = pairs.map(|(from, to)| (from.to_owned(), to.to_owned()));
        let slots = parse(query, &Manifest::default()).slots;
        let of = |at| {
            let mut found = Vec::new();
            synonyms(&slots, at, &pairs, &mut |words, shares| found.push(format!("{words}/{shares}")));
            found.join(",")
        };
        (0..slots.len()).map(of).collect()
    }

    #[test]
    fn words_stand_for_others_one_by_one_and_together() {
        assert_eq!(found("new HQ "), ["", "head quarters/1"]);
        assert_eq!(found("the head quarters"), ["", "hq/2", "hq/2"]);
        assert_eq!(found("T.V. set"), ["television/1", ""]);
        assert_eq!(found("head of quarters"), ["", "", ""]);
        assert_eq!(found("\"head quarters\" head"), ["", ""]);
    }
}
