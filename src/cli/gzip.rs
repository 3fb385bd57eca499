//! Recognises gzip, and measures how small bytes get by it.

use std::fmt;
use std::io::{self, Read, Write};

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// The bytes that gzip begins with.
const MAGIC: [u8; 2] = [0x1F, 0x8B];

/// Bytes of an inflated file at most: the text of one document and what belongs to it. A few bytes can be gzipped
/// gigabytes.
const MOST_BYTES: u64 = 256 << 20;

/// How often a file can be gzipped: by the build, and once more by its host.
const LAYERS: usize = 2;

/// Returns whether `bytes` are gzipped.
pub(crate) fn is_gzipped(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// Undoes gzip, as often as a build and a host may have done it.
///
/// # Errors
/// Where the bytes of `from` cannot be inflated, or would be more than [`MOST_BYTES`].
pub(crate) fn inflated(mut bytes: Vec<u8>, from: &impl fmt::Display) -> Result<Vec<u8>> {
    for _ in 0..LAYERS {
        if !is_gzipped(&bytes) {
            break;
        }
        let mut inflated = Vec::new();
        GzDecoder::new(&bytes[..])
            .take(MOST_BYTES + 1)
            .read_to_end(&mut inflated)
            .with_context(|| format!("{from} cannot be inflated"))?;
        if inflated.len() as u64 > MOST_BYTES {
            bail!("{from} has more than {} MB inflated, which no part has; build the index again", MOST_BYTES >> 20);
        }
        bytes = inflated;
    }
    Ok(bytes)
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
