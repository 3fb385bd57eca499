//! Records as bytes, for what is kept aside while an index is built. Nothing of it reaches the index.
//!
//! By postcard: fields in their order, numbers as LEB128, no names. The bytes are read by the build that wrote them.

use std::io;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Returns `record` as bytes.
pub(crate) fn pack(record: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(record).expect("memory takes whatever has a length, as all records have")
}

/// Returns the record that was packed.
///
/// # Errors
/// If the bytes are not those that were written.
pub(crate) fn unpack<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> io::Result<T> {
    postcard::from_bytes(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, Damaged(Some(error))))
}

/// Returns the error for bytes that this build didn't write.
pub(crate) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Damaged(None))
}

/// Somebody else wrote to the temporary file.
#[derive(Debug, Error)]
#[error("a temporary file was changed while the index was built; build it again")]
struct Damaged(#[source] Option<postcard::Error>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back() {
        let record = (u64::MAX, "città".to_owned(), vec![Some(1u32), None]);
        assert_eq!(unpack::<(u64, String, Vec<Option<u32>>)>(&pack(&record)).unwrap(), record);
    }

    #[test]
    fn what_is_cut_short_is_noticed() {
        let bytes = pack(&(300, "text"));
        for end in 0..bytes.len() {
            let error = unpack::<(u32, &str)>(&bytes[..end]).unwrap_err();
            assert!(error.to_string().contains("build it again"), "cut at {end}: {error}");
        }
    }
}
