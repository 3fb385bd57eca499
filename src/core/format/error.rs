//! What can be wrong with the bytes of an index.

use core::fmt;

use super::part::{PartId, VERSION};

/// Why bytes were refused. The index that refused them stays usable.
///
/// [`code`](Error::code) is stable and crosses to JavaScript, which holds the sentences for
/// visitors; `Display` is for native callers and is not linked into the wasm.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The bytes don't begin with the magic of a Findlet file.
    NotAnIndex,
    /// The bytes were written by another version of the format.
    Version {
        /// The version this build reads.
        expected: u8,
        /// The version the bytes state.
        found: u8,
    },
    /// The bytes end before what they announce.
    Truncated {
        /// Bytes announced.
        expected: usize,
        /// Bytes there.
        found: usize,
    },
    /// The checksum doesn't match: the bytes were changed after they were written.
    Checksum(PartId),
    /// The checksum matches but the content breaks a rule of the format, named here.
    Malformed(PartId, Rule),
    /// The part belongs to another build of the index than the manifest.
    OtherBuild(PartId),
    /// The manifest has no such part, or the bytes are another part than asked for.
    UnknownPart(PartId),
}

/// The rules of the format that bytes with the right checksum can still break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A frame is of a kind that this version knows.
    Kind,
    /// Nothing follows a bundle or part.
    End,
    /// The tables of a manifest are whole and in order.
    Manifest,
    /// An embedded bundle holds all of its parts, each once and in order.
    AllParts,
    /// A part describes as many documents as the manifest says.
    Count,
    /// Records are whole, in UTF-8, and of known kinds.
    Record,
    /// A lexicon maps its keys to their ranks.
    Lexicon,
    /// A shard has an entry for each term.
    Entry,
    /// Postings are there, whole, and of documents that exist.
    Postings,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kind => "its frame is of a kind that does not exist",
            Self::End => "bytes follow its end",
            Self::Manifest => "its tables are cut or out of order",
            Self::AllParts => "the bundle lacks it, or holds it out of order",
            Self::Count => "it describes another number of documents than the manifest says",
            Self::Record => "a record is cut, not UTF-8, or of unknown kind",
            Self::Lexicon => "its lexicon is not a map from keys to their ranks",
            Self::Entry => "its entries end early",
            Self::Postings => "a list of postings is empty, cut, or names documents that do not exist",
        })
    }
}

impl Error {
    /// Returns the stable name of the kind of error, for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnIndex => "not-an-index",
            Self::Version { .. } => "version",
            Self::Truncated { .. } => "truncated",
            Self::Checksum(_) => "checksum",
            Self::Malformed(..) => "malformed",
            Self::OtherBuild(_) => "other-build",
            Self::UnknownPart(_) => "unknown-part",
        }
    }

    /// Returns what was expected and what was found, where the error is about two numbers.
    #[must_use]
    pub fn numbers(&self) -> (usize, usize) {
        match self {
            Self::Version { expected, found } => (usize::from(*expected), usize::from(*found)),
            Self::Truncated { expected, found } => (*expected, *found),
            _ => (0, 0),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnIndex => {
                f.write_str("these bytes are not a Findlet index (no `fndl` at their start); is the address right?")
            }
            Self::Version { expected, found } => write!(
                f,
                "the index was written in format {found}, this build reads format {expected}; run `findlet build` of the same release again"
            ),
            Self::Truncated { expected, found } => write!(
                f,
                "the index ends after {found} of {expected} bytes; the download or copy was cut short, fetch it again"
            ),
            Self::Checksum(part) => {
                write!(f, "the checksum of {part} does not match; its bytes were changed, fetch or build it again")
            }
            Self::Malformed(part, rule) => write!(f, "{part} breaks format {VERSION}: {rule}"),
            Self::OtherBuild(part) => {
                write!(f, "{part} belongs to another build of the index; read the manifest again")
            }
            Self::UnknownPart(part) => write!(f, "the manifest has no part {part} here; read the manifest again"),
        }
    }
}

impl std::error::Error for Error {}
