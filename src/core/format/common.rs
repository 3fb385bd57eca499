//! Common terms: a lexicon of the most frequent words with their frequencies, without postings.
//!
//! A sharded bundle has one. A mistyped word names the wrong shard about half of the time; the
//! right word is among the 3,000 most frequent nearly always.

use super::bytes::{Bytes, Reader, Writer};
use super::error::Rule;
use super::lexicon::{self, Lexicon};

/// Returns the payload for `terms`, which ascend by key, each with the documents that hold it.
#[must_use]
pub fn encode(terms: &[(&str, u32)]) -> Vec<u8> {
    let mut writer = Writer::default();
    let lexicon = lexicon::encode(terms.iter().map(|(key, _)| *key));
    writer.count(lexicon.len());
    writer.raw(&lexicon);
    terms.iter().for_each(|(_, documents)| writer.varint(*documents));
    writer.into_bytes()
}

/// Checked common terms.
#[derive(Debug)]
pub(crate) struct Common {
    pub lexicon: Lexicon,
    documents: Vec<u32>,
}

impl Common {
    /// Checks a payload; the error is the broken rule.
    pub fn decode(bytes: &Bytes) -> Result<Self, Rule> {
        let (lexicon, end) = Lexicon::read(bytes)?;
        let mut reader = Reader::new(bytes, end);
        let mut documents = Vec::new();
        for _ in 0..lexicon.len() {
            documents.push(reader.varint().ok_or(Rule::Entry)?);
        }
        if reader.is_at_end() { Ok(Self { lexicon, documents }) } else { Err(Rule::End) }
    }

    /// Returns how many documents hold the term of `rank`.
    pub fn documents(&self, rank: u32) -> u32 {
        self.documents.get(rank as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_terms_come_back_and_damage_is_refused() {
        let bytes = encode(&[("city", 7), ("mayor", 300)]);
        let common = Common::decode(&Bytes::new(&bytes)).unwrap();
        assert_eq!(common.lexicon.rank("mayor").map(|rank| common.documents(rank)), Some(300));
        for cut in 0..bytes.len() {
            assert!(Common::decode(&Bytes::new(&bytes[..cut])).is_err(), "cut at {cut}");
        }
        assert!(Common::decode(&Bytes::new(&[&bytes[..], &[0]].concat())).is_err());
    }
}
