//! Pieces of a text, in few bytes of wasm.

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
