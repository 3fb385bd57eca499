//! Collect: documents come in any order, are checked and kept aside, and get their ids.

pub(crate) mod corpus;
pub(crate) mod dates;
pub(crate) mod fit;
pub(crate) mod language;
pub(crate) mod order;
pub(crate) mod values;
