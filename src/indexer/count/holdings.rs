//! Which documents hold something and how often, in about three bytes each.
//!
//! ```text
//! per document   varint  gap << 1 | whether the running text alone holds it
//!                varint  else the fields that do, a bit each
//!                varint  per such field: its count, rotated so that whole occurrences are small numbers
//! ```

use findlet_core::format::{Reader, Writer};
use serde::{Deserialize, Serialize};

use crate::count::fields::Counts;
use crate::document::BlockKind;

/// The field of running text alone.
const PLAIN: u32 = 1 << BlockKind::Paragraph as u32;

/// Bits of a count that are sixteenths, as those of weights are.
const FRACTION_BITS: u32 = crate::document::Weight::UNIT.trailing_zeros();

/// Documents, ascending, each with its counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Holdings {
    /// How many documents there are.
    pub documents: u32,
    /// The sum of all counts.
    pub total: u64,
    /// The document behind the last.
    next: u32,
    #[serde(with = "serde_bytes")]
    bytes: Vec<u8>,
}

impl Holdings {
    /// Adds a document behind all that are there.
    pub fn push(&mut self, document: u32, counts: &Counts) {
        let held = || counts.iter().enumerate().filter(|(_, count)| **count > 0);
        let fields = held().fold(0, |bits, (field, _)| bits | 1 << field);
        let mut writer = Writer::from(std::mem::take(&mut self.bytes));
        let is_plain = fields == PLAIN;
        writer.varint((document - self.next) << 1 | u32::from(is_plain));
        if !is_plain {
            writer.varint(fields);
        }
        held().for_each(|(_, count)| writer.varint(count.rotate_right(FRACTION_BITS)));
        self.bytes = writer.into_bytes();
        self.next = document + 1;
        self.documents += 1;
        self.total += counts.iter().map(|count| u64::from(*count)).sum::<u64>();
    }

    /// Adds `others`, which begin behind all that are there. Copies their bytes but for the first gap. Returns
    /// nothing where they begin elsewhere, or there are none.
    pub fn append(&mut self, others: &Self) -> Option<()> {
        let mut reader = Reader::new(&others.bytes, 0);
        let first = reader.varint()?;
        let gap = (first >> 1).checked_sub(self.next)?;
        let mut writer = Writer::from(std::mem::take(&mut self.bytes));
        writer.varint(gap << 1 | first & 1);
        writer.raw(&others.bytes[reader.position()..]);
        self.bytes = writer.into_bytes();
        self.next = others.next;
        self.documents += others.documents;
        self.total += others.total;
        Some(())
    }

    /// Returns the documents and their counts.
    pub fn iter(&self) -> Iter<'_> {
        Iter { rest: Reader::new(&self.bytes, 0), next: 0 }
    }
}

/// Reads holdings from their bytes.
#[derive(Clone, Debug)]
pub(crate) struct Iter<'a> {
    rest: Reader<'a>,
    next: u32,
}

impl Iterator for Iter<'_> {
    type Item = (u32, Counts);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.rest.varint()?;
        let document = self.next.checked_add(first >> 1)?;
        let fields = if first & 1 == 1 { PLAIN } else { self.rest.varint()? };
        self.next = document + 1;
        let mut counts = Counts::default();
        for (field, count) in counts.iter_mut().enumerate() {
            if fields >> field & 1 == 1 {
                *count = self.rest.varint()?.rotate_left(FRACTION_BITS);
            }
        }
        Some((document, counts))
    }
}

/// Holdings whose last document is still being counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counting {
    done: Holdings,
    document: u32,
    counts: Counts,
}

impl Counting {
    /// Counts an occurrence in `field` of `document`, which is not before the last. A weight is
    /// never 0.
    pub fn add(&mut self, document: u32, field: usize, weight: u8) {
        if document != self.document {
            self.end();
            self.document = document;
        }
        self.counts[field] = self.counts[field].saturating_add(u32::from(weight));
    }

    fn end(&mut self) {
        let counts = std::mem::take(&mut self.counts);
        if counts != Counts::default() {
            self.done.push(self.document, &counts);
        }
    }

    pub fn finish(mut self) -> Holdings {
        self.end();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::aside::packed::{pack, unpack};

    fn of(entries: &[(u32, Counts)]) -> Holdings {
        let mut holdings = Holdings::default();
        entries.iter().for_each(|(document, counts)| holdings.push(*document, counts));
        holdings
    }

    #[test]
    fn most_take_two_bytes() {
        let entries: Vec<(u32, Counts)> =
            (0..100).map(|document| (document * 2, [0, 0, 0, 3 << FRACTION_BITS, 0, 0, 0])).collect();
        assert_eq!(of(&entries).bytes.len(), 200);
    }

    #[test]
    fn occurrences_are_counted_by_document_and_field() {
        let mut counting = Counting::default();
        for (document, field, weight) in [(0, 3, 16), (0, 3, 16), (0, 4, 8), (7, 0, 1)] {
            counting.add(document, field, weight);
        }
        let counted: Vec<_> = counting.finish().iter().collect();
        assert_eq!(counted, [(0, [0, 0, 0, 32, 8, 0, 0]), (7, [1, 0, 0, 0, 0, 0, 0])]);
    }

    proptest! {
        #[test]
        fn holdings_come_back_and_join_where_they_were_cut(
            gaps in proptest::collection::vec((0..9u32, proptest::array::uniform7(prop_oneof![Just(0), Just(16), Just(u32::MAX), 0..40u32])), 0..20),
            cut in 0..20usize,
        ) {
            let mut next = 0;
            let entries: Vec<(u32, Counts)> = gaps.iter().map(|(gap, counts)| {
                let document = next + gap;
                next = document + 1;
                (document, *counts)
            }).collect();
            let whole = of(&entries);
            prop_assert_eq!(whole.iter().collect::<Vec<_>>(), entries.clone());
            let (before, behind) = entries.split_at(cut.min(entries.len()));
            let mut joined = of(before);
            if !behind.is_empty() {
                joined.append(&of(behind)).unwrap();
            }
            prop_assert_eq!(&joined, &whole);
            prop_assert_eq!(unpack::<Holdings>(&pack(&whole)).unwrap(), whole);
        }
    }
}
