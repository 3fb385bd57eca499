//! Compresses what is served: hosts do not compress files of types that they don't know.

use std::io::Write;

use flate2::{Compression, GzBuilder};

/// Returns `bytes` gzipped. No name and no time in the header: the same bytes give the same file
/// on every machine.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory cannot fail to be written")
}
