//! Records of any length, one after the other.

use super::bytes::Reader;
use super::error::Rule;

/// Reads a count and checks as many records with `decode`, up to the end; returns where each begins.
pub(crate) fn record_starts(
    reader: &mut Reader<'_>,
    decode: &mut dyn FnMut(&mut Reader<'_>) -> Option<()>,
) -> Result<Vec<u32>, Rule> {
    let mut starts = Vec::new();
    for _ in 0..reader.count().ok_or(Rule::Count)? {
        starts.push(reader.position() as u32);
        decode(reader).ok_or(Rule::Record)?;
    }
    if reader.is_at_end() { Ok(starts) } else { Err(Rule::End) }
}
