//! Weigh: counts become impacts, inflections classes, and all keys terms with postings.

pub(crate) mod compounds;
pub(crate) mod conflate;
pub(crate) mod directories;
pub(crate) mod endings;
pub(crate) mod impacts;
pub(crate) mod names;
pub(crate) mod particles;
pub(crate) mod prefixes;
pub(crate) mod synonyms;
pub(crate) mod terms;
