//! The one analyser, used when an index is built and when it is searched.
//!
//! [`Characters`] says what a code point is and folds to: [`analyse()`] cuts a text into
//! [`Token`]s with it. The table is made from the corpus at build time and travels in the
//! bundle, so that native code, wasm and every browser's Unicode version agree.

mod analyse;
mod chain;
mod characters;
#[cfg(test)]
mod tests;

pub use analyse::{MAX_TERM_BYTES, Token, TokenKind, analyse};
pub use characters::{CharacterRange, Characters, Class};

/// Returns `range` of `text`, or nothing of it where the range is not inside or cuts a character.
///
/// Indexing would panic there, and the message it prints costs the wasm three kilobytes.
pub(crate) fn slice(text: &str, range: core::ops::Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// Counts characters as the bytes that begin one; the library's count is ten times the wasm.
pub(crate) fn count_chars(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xC0 != 0x80).count()
}

/// Separates a key from the spelling of a variant: `dong␟đồng` is found by marks typed.
/// No text contains it as part of a word.
pub const VARIANT: char = '\u{1E}';
