//! Postings: which documents hold a term, and how strongly.
//!
//! One varint each, `gap << 6 | impact - 1`: ids as gaps to the one before, the impact in the
//! low bits. With a general compressor over it this is within 15 % of the entropy, which
//! bit-packing and separate streams are not (they hide the repetition from the compressor).

use super::bytes::{Reader, Writer};

/// The strongest impact; the weakest is 1.
pub const MAX_IMPACT: u8 = 64;
/// What the text alone is worth at most, about; the rest is for names.
pub const MAX_TEXT_IMPACT: u8 = 28;
const IMPACT_BITS: u32 = 6;

/// A document that holds a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// The document's id.
    pub document: u32,
    /// The part of the score that is fixed at build time, 1 to [`MAX_IMPACT`].
    pub impact: u8,
}

/// Appends `postings`, which ascend by document, and returns how many they are.
pub fn encode(postings: impl IntoIterator<Item = Posting>, writer: &mut Writer) -> u32 {
    let (mut next, mut count) = (0, 0);
    for Posting { document, impact } in postings {
        writer.varint((document - next) << IMPACT_BITS | u32::from(impact - 1));
        next = document + 1;
        count += 1;
    }
    count
}

/// The postings of one term, decoded as they are read.
#[derive(Clone, Debug)]
pub struct Postings<'a> {
    reader: Reader<'a>,
    left: u32,
    next: u32,
}

impl<'a> Postings<'a> {
    /// Reads `len` postings from where `reader` stands; ends early where they are broken.
    #[must_use]
    pub fn new(reader: Reader<'a>, len: u32) -> Self {
        Self { reader, left: len, next: 0 }
    }

    /// Reads to the end; returns where that is, or nothing where the bytes end first or a
    /// document is not below `documents`.
    pub(crate) fn check(mut self, documents: u32) -> Option<usize> {
        while self.left > 0 {
            self.next().filter(|posting| posting.document < documents)?;
        }
        Some(self.reader.position())
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        self.left = self.left.checked_sub(1)?;
        let value = self.reader.varint()?;
        let document = self.next.checked_add(value >> IMPACT_BITS)?;
        self.next = document.checked_add(1)?;
        Some(Posting { document, impact: (value & (u32::from(MAX_IMPACT) - 1)) as u8 + 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: [Posting; 3] = [
        Posting { document: 0, impact: 1 },
        Posting { document: 1, impact: MAX_IMPACT },
        Posting { document: 70_000, impact: 7 },
    ];

    fn encoded() -> Vec<u8> {
        let mut writer = Writer::default();
        assert_eq!(encode(SAMPLE, &mut writer), 3);
        writer.into_bytes()
    }

    #[test]
    fn postings_come_back() {
        let bytes = encoded();
        assert_eq!(Postings::new(Reader::new(&bytes, 0), 3).collect::<Vec<_>>(), SAMPLE);
        assert_eq!(Postings::new(Reader::new(&bytes, 0), 3).check(70_001), Some(bytes.len()));
    }

    #[test]
    fn documents_out_of_range_and_missing_bytes_are_refused() {
        let bytes = encoded();
        assert_eq!(Postings::new(Reader::new(&bytes, 0), 3).check(70_000), None);
        for cut in 0..bytes.len() {
            assert_eq!(Postings::new(Reader::new(&bytes[..cut], 0), 3).check(70_001), None, "cut at {cut}");
        }
    }
}
