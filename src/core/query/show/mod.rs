//! Show: from documents to hits, with cards, excerpts and sections.

pub(crate) mod excerpt;
pub(crate) mod hit;
pub(crate) mod ranges;
