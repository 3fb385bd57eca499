//! Frames with the right checksums over any bytes, so that a fuzzer gets past them.

use findlet_core::format::{Writer, frame};
use findlet_core::{PartId, PartKind};

/// Bytes of a frame before its payload.
const HEADER: usize = 28;

/// Writes the right checksums into every frame, so that damage reaches the decoders.
pub fn repair(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(length) = bytes.get(at + 20..at + 24) {
        let end =
            (at + HEADER).saturating_add(u32::from_le_bytes([length[0], length[1], length[2], length[3]]) as usize);
        let end = end.min(bytes.len());
        if end < at + HEADER {
            return;
        }
        let checksum = crc32(bytes[at..at + 24].iter().chain(&bytes[at + HEADER..end]));
        bytes[at + 24..at + HEADER].copy_from_slice(&checksum.to_le_bytes());
        at = end;
    }
}

/// Returns an embedded bundle of what is between the magics of `bytes`, each piece in a frame that says its length, its
/// build and its content, the manifest that of all of them: whatever was inserted and removed, the payloads are reached.
pub fn reframe(bytes: &[u8]) -> Vec<u8> {
    let starts: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(b"fndl")).collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let pieces: Vec<&[u8]> =
        starts.iter().zip(ends).map(|(start, end)| &bytes[*start..end]).filter(|piece| piece.len() >= HEADER).collect();
    let Some((manifest, parts)) = pieces.split_first() else { return Vec::new() };
    let parts: Vec<u8> = parts.iter().flat_map(|piece| framed(piece, &piece[HEADER..])).collect();
    // The number of bytes that follow, which the manifest begins with.
    let payload = &manifest[HEADER..];
    let digits = payload.iter().take_while(|byte| **byte >= 0x80).count() + 1;
    let mut said = Writer::default();
    said.count(parts.len());
    said.raw(payload.get(digits..).unwrap_or_default());
    [framed(manifest, &said.into_bytes()), parts].concat()
}

/// A frame of the kind and number that a piece says.
fn framed(piece: &[u8], payload: &[u8]) -> Vec<u8> {
    let number = u32::from_le_bytes([piece[8], piece[9], piece[10], piece[11]]);
    let id = PartId::from_u32(u32::from(piece[5] % 5) << 28 | number & 0xFFFF).expect("there are five kinds");
    frame::encode(id, if id.kind == PartKind::Bodies { frame::content_id(payload) } else { 1 }, payload)
}

/// The checksum of the format, bit by bit.
fn crc32<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    !bytes.fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}
