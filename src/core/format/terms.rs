//! A term shard: a range of the lexicon, and the postings of its terms.

use super::lexicon::{self, Lexicon};
use super::postings::{self, Posting, Postings};
use super::{Bytes, Reader, Writer};
use crate::Rule;
use crate::text::VARIANT;

/// A term and the documents that hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The folded word, or for a variant the folded word, [`VARIANT`] and its spelling.
    pub key: String,
    /// At least one posting, ascending by document.
    pub postings: Vec<Posting>,
}

/// Returns the payload of a shard of `terms`, which ascend by key; there is at least one.
#[must_use]
pub fn encode(terms: &[Term]) -> Vec<u8> {
    let mut writer = Writer::default();
    let lexicon = lexicon::encode(terms.iter().map(|term| term.key.as_str()));
    writer.count(lexicon.len());
    writer.raw(&lexicon);
    for term in terms {
        writer.count(term.postings.len() << 1 | usize::from(term.key.contains(VARIANT)));
    }
    terms.iter().for_each(|term| postings::encode(&term.postings, &mut writer));
    writer.into_bytes()
}

/// A checked shard.
#[derive(Debug)]
pub(crate) struct Terms {
    pub lexicon: Lexicon,
    bytes: Bytes,
    entries: Vec<Entry>,
}

/// Where the postings of a term lie.
#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    documents: u32,
    is_variant: bool,
}

impl Terms {
    /// Checks a payload of an index with `documents` documents; the error is the broken rule.
    pub fn decode(bytes: Bytes, documents: u32) -> Result<Self, Rule> {
        let mut reader = Reader::new(&bytes, 0);
        let len = reader.varint().ok_or(Rule::Entry)? as usize;
        let start = reader.position();
        let end = start.saturating_add(len);
        let lexicon = bytes.slice(start, end).as_ref().and_then(Lexicon::decode).ok_or(Rule::Lexicon)?;
        let mut reader = Reader::new(&bytes, end);
        if lexicon.len() as usize > bytes.len() - end {
            return Err(Rule::Entry);
        }
        let mut entries = Vec::with_capacity(lexicon.len() as usize);
        for _ in 0..lexicon.len() {
            let value = reader.varint().ok_or(Rule::Entry)?;
            entries.push(Entry { start: 0, documents: value >> 1, is_variant: value & 1 == 1 });
        }
        let mut at = reader.position();
        for entry in &mut entries {
            entry.start = at as u32;
            let list = Postings::new(Reader::new(&bytes, at), entry.documents);
            at = (entry.documents > 0).then(|| list.check(documents)).flatten().ok_or(Rule::Postings)?;
        }
        if at != bytes.len() {
            return Err(Rule::End);
        }
        Ok(Self { lexicon, bytes, entries })
    }

    /// Returns how many documents hold the term of `rank`.
    pub fn documents(&self, rank: u32) -> u32 {
        self.entries.get(rank as usize).map_or(0, |entry| entry.documents)
    }

    /// Returns whether the term of `rank` is the spelling of another key.
    pub fn is_variant(&self, rank: u32) -> bool {
        self.entries.get(rank as usize).is_some_and(|entry| entry.is_variant)
    }

    /// Returns the postings of the term of `rank`.
    pub fn postings(&self, rank: u32) -> Postings<'_> {
        let (start, documents) = self.entries.get(rank as usize).map_or((0, 0), |entry| (entry.start, entry.documents));
        Postings::new(Reader::new(&self.bytes, start as usize), documents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<Term> {
        let posting = |document, impact| Posting { document, impact };
        [
            ("city", vec![posting(0, 3), posting(2, 9)]),
            ("city\u{1F}cíty", vec![posting(2, 9)]),
            ("mayor", vec![posting(1, 32)]),
        ]
        .map(|(key, postings)| Term { key: key.to_owned(), postings })
        .to_vec()
    }

    #[test]
    fn a_shard_comes_back() {
        let terms = Terms::decode(Bytes::new(&encode(&sample())), 3).unwrap();
        for (rank, term) in (0u32..).zip(sample()) {
            assert_eq!(terms.lexicon.rank(&term.key), Some(rank));
            assert_eq!(terms.documents(rank), term.postings.len() as u32);
            assert_eq!(terms.is_variant(rank), term.key.contains(VARIANT));
            assert_eq!(terms.postings(rank).collect::<Vec<_>>(), term.postings);
        }
    }

    #[test]
    fn documents_beyond_the_manifest_are_refused() {
        assert!(Terms::decode(Bytes::new(&encode(&sample())), 2).is_err());
    }

    #[test]
    fn every_truncation_and_any_addition_is_refused() {
        let bytes = encode(&sample());
        for cut in 0..bytes.len() {
            assert!(Terms::decode(Bytes::new(&bytes[..cut]), 3).is_err(), "cut at {cut}");
        }
        assert!(Terms::decode(Bytes::new(&[&bytes[..], &[0]].concat()), 3).is_err());
    }

    #[test]
    fn any_changed_byte_is_refused_or_can_be_read() {
        let bytes = encode(&sample());
        for at in 0..bytes.len() {
            for value in 0..=255 {
                let mut changed = bytes.clone();
                changed[at] = value;
                if let Ok(terms) = Terms::decode(Bytes::new(&changed), 3) {
                    let read: usize = (0..terms.lexicon.len()).map(|rank| terms.postings(rank).count()).sum();
                    assert!(read <= bytes.len());
                }
            }
        }
    }
}
