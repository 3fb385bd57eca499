//! Write: the index is cut into parts, which are encoded, compressed and put in order.

pub(crate) mod common_words;
pub(crate) mod content;
pub(crate) mod parts;
pub(crate) mod plan;
pub(crate) mod samples;
pub(crate) mod sink;
