//! Which engine this is: what the compiler knows, and leaves out.

/// Whether this is the full engine. The core one has no filters, facets, orders, operators, synonyms nor
/// proximity: all of that is behind a condition that the compiler knows. Of a sharded index without synonyms, both
/// give the same hits for words alone: a page asks the full one where more is asked for.
pub(crate) const FULL: bool = cfg!(feature = "full");

/// Whether somebody may study searches: give them other factors, and see what they did. A page doesn't.
pub(crate) const STUDY: bool = cfg!(feature = "study");
