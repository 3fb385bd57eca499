//! Count: who holds which words, in which fields and spellings, and how often.

pub(crate) mod characters;
pub(crate) mod fields;
pub(crate) mod gather;
pub(crate) mod holdings;
pub(crate) mod names;
#[cfg(test)]
mod probes;
pub(crate) mod runs;
pub(crate) mod sharing;
pub(crate) mod vocabulary;
