//! Keeps bytes aside while an index is built, in memory or in temporary files, packed or compressed.

pub(crate) mod gzip;
pub(crate) mod packed;
pub(crate) mod spool;
