//! What an index takes at most; `docs/limits.md` is the table.

/// Bytes of a file, of a line of JSON and of the text of a document at most.
pub const MAX_TEXT_BYTES: usize = 64 << 20;
/// Bytes of an address at most: servers take no longer ones.
pub const MAX_ADDRESS_BYTES: usize = 8_192;
/// Characters of a title at most.
pub const MAX_TITLE_CHARS: usize = 1_000;
/// Bytes of a value of metadata at most.
pub const MAX_METADATA_VALUE_BYTES: usize = 4_096;
/// Bytes of all metadata of a document at most, names included.
pub const MAX_METADATA_BYTES: usize = 65_536;
/// Bytes of the name of metadata, facet or value to sort by at most.
pub const MAX_NAME_BYTES: usize = 64;
/// Bytes of the tag of a language at most: BCP 47 says that more are not to be expected.
pub const MAX_LANGUAGE_BYTES: usize = 35;
/// Names of fields, of facets and of values to sort by that an index holds at most, each.
pub const MAX_NAMES: usize = 256;
