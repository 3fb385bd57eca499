//! Recognises gzip, and measures how small bytes get by it.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// The bytes that gzip begins with.
const MAGIC: [u8; 2] = [0x1F, 0x8B];

/// Returns whether `bytes` are gzipped.
pub(crate) fn is_gzipped(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// Returns how many bytes are left when `bytes` are gzipped.
pub(crate) fn gzipped_size(bytes: &[u8]) -> u64 {
    let mut encoder = GzEncoder::new(Count(0), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("counting cannot fail").0
}

/// Counts what is written to it.
struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
