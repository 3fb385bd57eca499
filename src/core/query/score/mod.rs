//! Score: from terms to documents with scores, and their order.

pub(crate) mod filter;
pub(crate) mod idf;
pub(crate) mod names;
pub(crate) mod phrases;
pub(crate) mod proximity;
pub(crate) mod rank;
pub(crate) mod reasons;
pub(crate) mod sum;
pub(crate) mod weigh;
