//! The envelope of every part: magic, version, identity, length, checksum.
//!
//! ```text
//! 0    4     5     6   8        12       20       24         28
//! fndl ver   kind  0 0 number   build    length   checksum   payload …
//! ```

use super::checksum::crc32;
use super::error::{Error, Rule};
use super::part::{PartId, PartKind, VERSION};

const MAGIC: &[u8; 4] = b"fndl";

/// Bytes before the payload.
pub const HEADER_BYTES: usize = 28;

/// Returns `payload` in its envelope. `build` names the bundle that the part belongs to
/// ([`BuildId`]) or, of bodies, their content ([`content_id`]).
#[must_use]
pub fn encode(id: PartId, build: u64, payload: &[u8]) -> Vec<u8> {
    let id = id.in_frame();
    let mut frame = Vec::with_capacity(HEADER_BYTES + payload.len());
    frame.extend_from_slice(MAGIC);
    frame.extend_from_slice(&[VERSION, id.kind as u8, 0, 0]);
    frame.extend_from_slice(&id.number.to_le_bytes());
    frame.extend_from_slice(&build.to_le_bytes());
    frame.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    let checksum = crc32(&[&frame, payload]);
    frame.extend_from_slice(&checksum.to_le_bytes());
    frame.extend_from_slice(payload);
    frame
}

/// Names the content of a build, part by part: all but the bodies, by id, and the manifest last.
/// Cards name the content of the bodies.
#[derive(Clone, Copy, Debug)]
pub struct BuildId(u64);

impl Default for BuildId {
    fn default() -> Self {
        Self(FNV_BASIS)
    }
}

impl BuildId {
    /// Adds a part: its id, then its payload.
    pub fn add(&mut self, id: PartId, payload: &[u8]) {
        self.0 = fnv(fnv(self.0, &id.to_u32().to_le_bytes()), payload);
    }

    /// Returns the name.
    #[must_use]
    pub fn finish(self) -> u64 {
        self.0
    }
}

/// Names the content of a part of bodies. O(bytes).
#[must_use]
pub fn content_id(payload: &[u8]) -> u64 {
    fnv(FNV_BASIS, payload)
}

const FNV_BASIS: u64 = 0xCBF2_9CE4_8422_2325;

/// Continues a hash: FNV-1a, 64 bits (Fowler, Noll and Vo).
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
}

/// A frame whose envelope was checked; its payload was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The part in it.
    pub id: PartId,
    /// The bundle that it belongs to or, of bodies, their content.
    pub build: u64,
    /// Length of the payload, which follows the header.
    pub payload_bytes: usize,
}

impl Frame {
    /// Returns the frame's whole length.
    #[must_use]
    pub fn total_bytes(&self) -> usize {
        HEADER_BYTES + self.payload_bytes
    }
}

/// Reads the frame at the start of `bytes`; more may follow it.
///
/// # Errors
/// [`Error::NotAnIndex`], [`Error::Version`], [`Error::Truncated`], [`Error::Checksum`], or
/// [`Error::Malformed`] for a kind or reserved byte that this version doesn't know.
pub fn decode(bytes: &[u8]) -> Result<Frame, Error> {
    if !bytes.starts_with(MAGIC) {
        return Err(if MAGIC.starts_with(bytes) && !bytes.is_empty() {
            cut(HEADER_BYTES, bytes)
        } else {
            Error::NotAnIndex
        });
    }
    match bytes.get(4) {
        None => return Err(cut(HEADER_BYTES, bytes)),
        Some(&VERSION) => {}
        Some(&found) => return Err(Error::Version { expected: VERSION, found }),
    }
    let (Some(number), Some(build), Some(length), Some(checksum)) =
        (word(bytes, 8), long(bytes, 12), word(bytes, 20), word(bytes, 24))
    else {
        return Err(cut(HEADER_BYTES, bytes));
    };
    let total = HEADER_BYTES.saturating_add(length as usize);
    let Some(payload) = bytes.get(HEADER_BYTES..total) else { return Err(cut(total, bytes)) };
    let id = identity(bytes, number)?;
    if crc32(&[&bytes[..24], payload]) != checksum {
        return Err(Error::Checksum(id));
    }
    Ok(Frame { id, build, payload_bytes: payload.len() })
}

fn identity(bytes: &[u8], number: u32) -> Result<PartId, Error> {
    let kind = bytes.get(5).copied().and_then(PartKind::from_byte);
    match kind {
        Some(kind) if bytes.get(6..8) == Some(&[0, 0]) && number >> PartId::NUMBER_BITS == 0 => {
            Ok(PartId { kind, number })
        }
        _ => Err(Error::Malformed(PartId::MANIFEST, Rule::Kind)),
    }
}

fn cut(expected: usize, bytes: &[u8]) -> Error {
    Error::Truncated { expected, found: bytes.len() }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_le_bytes(*chunk))
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: PartId = PartId { kind: PartKind::Cards, number: 7 };

    #[test]
    fn a_frame_comes_back_and_ignores_what_follows() {
        let mut bytes = encode(ID, 42, b"payload");
        let expected = Frame { id: ID, build: 42, payload_bytes: 7 };
        assert_eq!(decode(&bytes), Ok(expected));
        bytes.extend_from_slice(b"more");
        assert_eq!(decode(&bytes), Ok(expected));
        assert_eq!(expected.total_bytes(), bytes.len() - 4);
    }

    #[test]
    fn every_truncation_is_an_error() {
        let bytes = encode(ID, 42, b"payload");
        assert_eq!(decode(&[]), Err(Error::NotAnIndex));
        for cut in 1..bytes.len() {
            assert!(
                matches!(decode(&bytes[..cut]), Err(Error::Truncated { found, .. }) if found == cut),
                "cut at {cut}"
            );
        }
    }

    #[test]
    fn every_flipped_bit_is_an_error() {
        let bytes = encode(ID, 42, b"payload");
        for at in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[at / 8] ^= 1 << (at % 8);
            assert!(decode(&flipped).is_err(), "bit {at}");
        }
    }

    #[test]
    fn another_version_is_named() {
        let mut bytes = encode(ID, 42, b"payload");
        bytes[4] = 9;
        assert_eq!(decode(&bytes), Err(Error::Version { expected: VERSION, found: 9 }));
    }
}
