//! Find: from words to the terms that answer them, and the parts of the index that this takes.

pub(crate) mod correct;
pub(crate) mod expand;
pub(crate) mod lookup;
pub(crate) mod marks;
pub(crate) mod matches;
pub(crate) mod spaces;
pub(crate) mod synonyms;
pub(crate) mod texts;
