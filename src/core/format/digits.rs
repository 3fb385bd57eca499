//! Numbers as digits, in names and keys.

/// Appends `value` in `base`, with at least `width` digits. The library's formatting would cost
/// the wasm more than a kilobyte.
pub(crate) fn push_digits(text: &mut String, value: u64, base: u64, width: usize) {
    if value >= base || width > 1 {
        push_digits(text, value / base, base, width.saturating_sub(1));
    }
    text.extend(char::from_digit((value % base) as u32, base as u32));
}
