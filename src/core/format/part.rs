//! What an index is made of: the kinds of parts, and their names.

use core::fmt;

use super::digits::push_digits;

/// The version of the format that this build writes and reads. It moves with any change of
/// layout or meaning; `README.md` states the policy.
pub const VERSION: u8 = 5;

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
    /// The most frequent terms of a sharded bundle, for corrections.
    Common = 4,
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
    pub(crate) const NUMBER_BITS: u32 = 28;

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
    /// Returns where a sharded bundle keeps the part, relative to its manifest: beside it, in a file
    /// named by its kind's letter and number; bodies by their `content` ([`content_id`](crate::format::frame::content_id)) in
    /// a folder that builds share. `content` means nothing to other kinds.
    #[must_use]
    pub fn path(self, content: u64) -> String {
        let mut path = String::new();
        if self.kind == PartKind::Bodies {
            path.push_str("../texts/");
            push_digits(&mut path, content, 16, 16);
        } else {
            path.push(char::from(b"mtcbw"[self.kind as usize]));
            push_digits(&mut path, u64::from(self.number), 10, 1);
        }
        path.push_str(".bin");
        path
    }

    /// Returns the id that the part's frame states. Bodies are shared between builds, which number
    /// them differently, so that theirs have no number.
    #[must_use]
    pub fn in_frame(self) -> Self {
        Self { number: if self.kind == PartKind::Bodies { 0 } else { self.number }, ..self }
    }
}

impl PartKind {
    /// All kinds, by their numbers in a frame.
    pub const ALL: [Self; 5] = [Self::Manifest, Self::Terms, Self::Cards, Self::Bodies, Self::Common];

    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == byte)
    }

    /// Returns its name, as in the specification.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Manifest => "manifest",
            Self::Terms => "terms",
            Self::Cards => "cards",
            Self::Bodies => "bodies",
            Self::Common => "common terms",
        }
    }
}

impl fmt::Display for PartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.name(), self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_and_have_a_place() {
        let id = PartId { kind: PartKind::Cards, number: 120 };
        assert_eq!(PartId::from_u32(id.to_u32()), Some(id));
        assert_eq!(PartId::from_u32(u32::MAX), None);
        assert_eq!(id.path(1), "c120.bin");
        assert_eq!(PartId { kind: PartKind::Terms, number: 0 }.path(0), "t0.bin");
        let body = PartId { kind: PartKind::Bodies, number: 7 };
        assert_eq!(body.path(0x00AB_0000_0000_0001), "../texts/00ab000000000001.bin");
        assert_eq!([id, body].map(|id| id.in_frame().number), [120, 0]);
    }
}
