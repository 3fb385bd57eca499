//! The bytes of an index: encoders and decoders side by side, the only code that knows offsets.
//!
//! `README.md` beside this file is the specification. A bundle is a [`Manifest`] and numbered
//! parts of three kinds: [`terms`] (lexicon and postings), [`cards`] (what a result row shows)
//! and [`bodies`] (whole texts). Each is one checksummed [`frame`].
//!
//! All structures have an encoder, a decoder that refuses whatever breaks a rule, and tests of
//! both in the same file.

pub mod bodies;
mod bytes;
pub mod cards;
pub mod characters;
mod checksum;
pub mod frame;
pub mod lexicon;
pub mod manifest;
pub mod postings;
mod store;
pub mod terms;

use core::fmt;

pub use bytes::Writer;
pub(crate) use bytes::{Bytes, Reader};
pub use manifest::Manifest;
pub(crate) use store::{Found, Store};

/// The version of the format that this build writes and reads. It moves with any change of
/// layout or meaning; `README.md` states the policy.
pub const VERSION: u8 = 1;

/// Documents in one bundle, at most.
pub const MAX_DOCUMENTS: u32 = 1 << 20;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// The kinds of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PartKind {
    /// The one part that everything starts from.
    Manifest = 0,
    /// A range of the lexicon with its postings.
    Terms = 1,
    /// What the rows of results show, for a range of documents.
    Cards = 2,
    /// The texts of a range of documents.
    Bodies = 3,
}

/// Names a part within its bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartId {
    /// What the part holds.
    pub kind: PartKind,
    /// Its ordinal among the parts of its kind, below 2^28.
    pub number: u32,
}

impl PartId {
    pub(crate) const MANIFEST: Self = Self { kind: PartKind::Manifest, number: 0 };
    const NUMBER_BITS: u32 = 28;

    /// Returns the id as one number: the kind in the upper four bits.
    #[must_use]
    pub fn to_u32(self) -> u32 {
        (self.kind as u32) << Self::NUMBER_BITS | self.number
    }

    /// Returns the part that [`to_u32`](Self::to_u32) gave `id` for, if any.
    #[must_use]
    pub fn from_u32(id: u32) -> Option<Self> {
        let number = id & ((1 << Self::NUMBER_BITS) - 1);
        let kind = PartKind::from_byte((id >> Self::NUMBER_BITS) as u8)?;
        Some(Self { kind, number })
    }
}

impl PartId {
    /// Returns where a sharded bundle keeps the part, relative to its manifest: a folder named
    /// by the build, and in it one file per part.
    #[must_use]
    pub fn path(self, build: u64) -> String {
        let mut path: String =
            (0..16).rev().map(|digit| char::from(HEX[(build >> (4 * digit) & 0xF) as usize])).collect();
        path.push('/');
        path.push(char::from(self.kind.name().as_bytes()[0]));
        let mut digits: Vec<u8> =
            core::iter::successors(Some(self.number), |left| Some(left / 10).filter(|left| *left > 0))
                .map(|left| b'0' + (left % 10) as u8)
                .collect();
        digits.reverse();
        path.extend(digits.into_iter().map(char::from));
        path
    }
}

impl PartKind {
    fn from_byte(byte: u8) -> Option<Self> {
        [Self::Manifest, Self::Terms, Self::Cards, Self::Bodies].into_iter().find(|kind| *kind as u8 == byte)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Manifest => "manifest",
            Self::Terms => "terms",
            Self::Cards => "cards",
            Self::Bodies => "bodies",
        }
    }
}

impl fmt::Display for PartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.name(), self.number)
    }
}

/// Checks a part of `count` records with `decode` and returns where each begins.
fn record_starts(
    bytes: &[u8],
    count: u32,
    decode: impl Fn(&mut Reader<'_>) -> Option<()>,
) -> Result<Vec<u32>, &'static str> {
    let mut reader = Reader::new(bytes, 0);
    if reader.count() != Some(count as usize) {
        return Err("a part holds another number of documents than the manifest says");
    }
    let mut starts = Vec::with_capacity(count as usize);
    for _ in 0..count {
        starts.push(reader.position() as u32);
        decode(&mut reader).ok_or("a record is cut, not UTF-8, or of unknown kind")?;
    }
    if reader.is_at_end() { Ok(starts) } else { Err("a part has bytes after its records") }
}
