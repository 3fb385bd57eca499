//! Count: who holds which words, in which fields and spellings, and how often.

pub(crate) mod characters;
pub(crate) mod fields;
pub(crate) mod gather;
pub(crate) mod holdings;
#[cfg(test)]
mod probes;
pub(crate) mod runs;
pub(crate) mod titles;
pub(crate) mod vocabulary;
