//! Frames with the right checksums over any bytes, so that a fuzzer gets past them.

/// Bytes of a frame before its payload.
const HEADER: usize = 28;

/// Writes the right checksums into every frame, so that damage reaches the decoders.
pub fn repair(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(length) = bytes.get(at + 20..at + 24) {
        let end = (at + HEADER).saturating_add(u32::from_le_bytes([length[0], length[1], length[2], length[3]]) as usize);
        let end = end.min(bytes.len());
        if end < at + HEADER {
            return;
        }
        let checksum = crc32(bytes[at..at + 24].iter().chain(&bytes[at + HEADER..end]));
        bytes[at + 24..at + HEADER].copy_from_slice(&checksum.to_le_bytes());
        at = end;
    }
}

/// The checksum of the format, bit by bit.
fn crc32<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    !bytes.fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}
