//! The one analyser, used when an index is built and when it is searched.
//!
//! [`Characters`] says what a code point is and folds to: [`analyse()`] cuts a text into
//! [`Token`]s with it. The table is made from the corpus at build time and travels in the
//! bundle, so that native code, wasm and every browser's Unicode version agree.

mod analyse;
mod chain;
mod characters;
mod slices;
#[cfg(test)]
mod tests;
mod token;

pub use analyse::analyse;
pub use characters::{CharacterRange, Characters, Class};
pub use token::{MAX_TERM_BYTES, Token, TokenKind, VARIANT};

pub(crate) use analyse::is_clustered;
pub(crate) use slices::{count_chars, slice};
