//! The most frequent words of a sharded index, for corrections.

use findlet_core::format::common;
use findlet_core::format::terms::TermKind;

use crate::weigh::terms::TermEntry;

/// Words at most: of real texts, they cover nine tokens in ten.
const MAX_WORDS: usize = 3_000;
/// Characters of a word at least; shorter ones are not corrected.
const MIN_CHARS: usize = 4;

/// Returns the payload of the common words among `terms`, or nothing where there are none: of
/// those in equally many documents the first by key.
pub(crate) fn common(terms: &[TermEntry]) -> Option<Vec<u8>> {
    let is_word = |term: &&TermEntry| {
        let is_named = term.key.starts_with(|c: char| c.is_control());
        matches!(term.kind, TermKind::Word | TermKind::Stop) && !is_named && term.key.chars().count() >= MIN_CHARS
    };
    let mut words: Vec<(&str, u32)> =
        terms.iter().filter(is_word).map(|term| (term.key.as_str(), term.documents)).collect();
    words.sort_by_key(|(_, documents)| std::cmp::Reverse(*documents));
    words.truncate(MAX_WORDS);
    words.sort_unstable();
    (!words.is_empty()).then(|| common::encode(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(key: &str, kind: TermKind) -> TermEntry {
        TermEntry::of(key, kind, None, 1)
    }

    #[test]
    fn only_words_long_enough_to_be_mistyped_are_common() {
        let others = [
            term("\u{1}title\u{1D}bridge", TermKind::Word),
            term("citi", TermKind::Alias),
            term("city", TermKind::Word),
            term("city\u{1F}map", TermKind::Name),
            term("map", TermKind::Word),
        ];
        assert_eq!(common(&others), Some(common::encode(&[("city", 1)])));
        assert_eq!(common(&others[..2]), None);
    }
}
