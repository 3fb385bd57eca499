//! The three sizes of a file.

use std::io::{Read, Write};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Brotli's quality 11, its best.
const BROTLI_QUALITY: u32 = 11;

/// Brotli's usual window of 4 MB, as servers use it.
const BROTLI_WINDOW: u32 = 22;

/// Bytes of something, as it is and as servers send it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// As it is.
    pub raw: usize,
    /// Compressed by gzip at its best level.
    pub gzip: usize,
    /// Compressed by Brotli at its best quality.
    pub brotli: usize,
}

impl Size {
    /// Measures `bytes`.
    pub fn of(bytes: &[u8]) -> Result<Self> {
        Ok(Self { raw: bytes.len(), gzip: gzip(bytes)?, brotli: brotli(bytes)? })
    }
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).context("gzip failed")?;
    Ok(encoder.finish().context("gzip failed")?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    brotli::CompressorReader::new(bytes, 4_096, BROTLI_QUALITY, BROTLI_WINDOW)
        .read_to_end(&mut compressed)
        .context("brotli failed")?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn repetition_compresses() {
        let size = Size::of(&b"findlet ".repeat(1_000)).expect("memory suffices");
        assert_eq!(size.raw, 8_000);
        assert!(size.gzip < 100 && size.brotli < size.gzip, "{size:?}");
    }
}
