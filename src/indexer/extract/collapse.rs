//! Texts as they are in documents.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Collapses white space, drops control characters, as a page showing the text would, and composes
/// letters with their marks (NFC), which documents and queries must agree on. Every text of a
/// document comes through here.
pub(super) fn collapse(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let text = words.collect::<Vec<_>>().join(" ");
    if is_nfc(&text) { text } else { text.nfc().collect() }
}
