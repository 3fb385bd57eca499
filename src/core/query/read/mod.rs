//! Read: from what is typed to words.

pub(crate) mod parse;
pub(crate) mod units;
