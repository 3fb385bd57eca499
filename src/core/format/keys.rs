//! The namespaces of the lexicon. One fst holds words, broad prefixes, titles, fields, facets, sortable
//! values and directories; control characters, which no word contains, keep them apart.

use super::digits::push_digits;
use crate::text::VARIANT;

/// Bytes of a key at most.
pub const MAX_KEY_BYTES: usize = 320;

/// Between the first word of a name and the others, so that a name is beside its first word,
/// behind its spellings.
pub const NAME: char = '\u{1F}';
/// Behind a broad prefix: the documents that hold its completions best. It is right after the word that
/// the prefix is.
pub const COMPLETED: char = '\u{1B}';
/// Between a name and what it names.
const NAMED: char = '\u{1D}';
const FIELD: char = '\u{1}';
const FACET: char = '\u{2}';
const SORT: char = '\u{3}';
const DIRECTORY: char = '\u{4}';

/// Returns the key of the spelling `form` of `word`.
#[must_use]
pub fn variant(word: &str, form: &str) -> String {
    joined(&[word, form], VARIANT)
}

/// Returns the key of the name that consists of `words`, of which there is at least one.
#[must_use]
pub fn name(words: &[&str]) -> String {
    let (first, rest) = words.split_first().unwrap_or((&"", &[]));
    let mut key = joined(&[first, ""], NAME);
    for (at, word) in rest.iter().enumerate() {
        if at > 0 {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

/// Returns the key of `word` in the field `name`.
#[must_use]
pub fn field(name: &str, word: &str) -> String {
    named(FIELD, name, word)
}

/// Returns the key of the value `value` of the facet `name`; with an empty value, what all of them
/// begin with.
#[must_use]
pub fn facet(name: &str, value: &str) -> String {
    named(FACET, name, value)
}

/// Returns name and value of a facet whose [key](facet) this is, if it is one.
#[must_use]
pub fn facet_of(key: &str) -> Option<(&str, &str)> {
    key.strip_prefix(FACET)?.split_once(NAMED)
}

/// Returns the key of a value to sort by, as [`number`] or a text gives it.
#[must_use]
pub fn sort(name: &str, ordered: &str) -> String {
    named(SORT, name, ordered)
}

/// Returns the key of a directory, relative to the root of the site and with `/` at its end: `v2/`.
#[must_use]
pub fn directory(directory: &str) -> String {
    let mut key = String::from(DIRECTORY);
    key.push_str(directory);
    key
}

/// Returns the key of what is listed for a broad `prefix`.
#[must_use]
pub fn prefix(prefix: &str) -> String {
    joined(&[prefix, ""], COMPLETED)
}

/// Returns `value` as 16 hexadecimal digits that are in the order of the numbers (the order of
/// IEEE 754, section 5.10: the sign bit flipped, of negative numbers all bits).
#[must_use]
pub fn number(value: f64) -> String {
    // Zero has two signs and one place.
    let bits = (value + 0.0).to_bits();
    let ordered = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    let mut digits = String::new();
    push_digits(&mut digits, ordered, 16, 16);
    digits
}

fn named(namespace: char, name: &str, value: &str) -> String {
    let mut key = String::from(namespace);
    key.push_str(&joined(&[name, value], NAMED));
    key
}

fn joined([first, second]: &[&str; 2], between: char) -> String {
    let mut key = String::from(*first);
    key.push(between);
    key.push_str(second);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lie_beside_their_first_word() {
        assert_eq!(name(&["array", "map", "function"]), "array\u{1F}map function");
        assert_eq!(name(&["array"]), "array\u{1F}");
        assert!("array" < name(&["array"]).as_str() && name(&["array", "map"]).as_str() < "arraya");
    }

    #[test]
    fn a_word_its_prefix_its_spellings_and_its_names_lie_in_this_order() {
        let keys = [
            "city".to_owned(),
            prefix("city"),
            variant("city", ""),
            variant("city", "çity"),
            name(&["city"]),
            name(&["city", "map"]),
            "citya".to_owned(),
        ];
        assert!(keys.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn numbers_keep_their_order() {
        let numbers = [f64::NEG_INFINITY, -2.5, -1.0, 0.0, 1e-9, 1.0, 20_221_203.0, f64::INFINITY];
        assert!(numbers.map(number).is_sorted());
        assert_eq!(number(-0.0), number(0.0));
        assert_eq!(number(1.0).len(), 16);
    }

    #[test]
    fn names_and_values_cannot_be_confused() {
        assert_eq!(facet("source", "VNA"), "\u{2}source\u{1D}VNA");
        assert!(facet("source", "").len() < facet("source", "V").len());
        assert_ne!(field("title", "a"), sort("title", "a"));
    }
}
