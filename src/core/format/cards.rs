//! Cards: what the row of a result shows, for a run of documents.

use super::{Bytes, Reader, Writer};
use crate::Rule;

/// Characters of a card's summary at most.
pub const SUMMARY_CHARS: usize = 160;

/// What the row of a result shows before its text is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardRecord {
    /// Address relative to the root of the site.
    pub url: String,
    /// The document's title.
    pub title: String,
    /// Its beginning or description, at most [`SUMMARY_CHARS`] characters.
    pub summary: String,
    /// Year, month and day as one number: 2022-12-03 is 20221203; 0 where unknown.
    pub date: u32,
    /// BCP 47 tag, empty where unknown.
    pub language: String,
    /// Further facts, such as `source`.
    pub metadata: Vec<(String, String)>,
}

/// Returns the payload of a part with `cards`.
#[must_use]
pub fn encode(cards: &[CardRecord]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.count(cards.len());
    for card in cards {
        [&card.url, &card.title, &card.summary, &card.language].into_iter().for_each(|text| writer.text(text));
        writer.varint(card.date);
        writer.count(card.metadata.len());
        for (key, value) in &card.metadata {
            writer.text(key);
            writer.text(value);
        }
    }
    writer.into_bytes()
}

/// A checked part of cards.
#[derive(Debug)]
pub(crate) struct Cards {
    bytes: Bytes,
    starts: Vec<u32>,
}

impl Cards {
    /// Checks a payload that must hold `count` cards; the error is the broken rule.
    pub fn decode(bytes: Bytes, count: u32) -> Result<Self, Rule> {
        let starts = super::record_starts(&bytes, count, |reader| decode_card(reader).map(drop))?;
        Ok(Self { bytes, starts })
    }

    /// Returns the card at position `at` of this part.
    pub fn get(&self, at: u32) -> Option<CardRecord> {
        decode_card(&mut Reader::new(&self.bytes, *self.starts.get(at as usize)? as usize))
    }
}

fn decode_card(reader: &mut Reader<'_>) -> Option<CardRecord> {
    let mut card = CardRecord::default();
    for text in [&mut card.url, &mut card.title, &mut card.summary, &mut card.language] {
        text.push_str(reader.text()?);
    }
    card.date = reader.varint()?;
    for _ in 0..reader.count()? {
        card.metadata.push((reader.text()?.to_owned(), reader.text()?.to_owned()));
    }
    Some(card)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<CardRecord> {
        let card = CardRecord {
            url: "articles/1.html".to_owned(),
            title: "Đối ngoại".to_owned(),
            summary: "An overview".to_owned(),
            date: 20_221_203,
            language: "vi".to_owned(),
            metadata: vec![("source".to_owned(), "VNA".to_owned())],
        };
        vec![card, CardRecord::default()]
    }

    #[test]
    fn cards_come_back() {
        let cards = Cards::decode(Bytes::new(&encode(&sample())), 2).unwrap();
        assert_eq!([cards.get(0), cards.get(1)].map(Option::unwrap), *sample());
        assert_eq!(cards.get(2), None);
    }

    #[test]
    fn truncations_additions_and_wrong_counts_are_refused() {
        let bytes = encode(&sample());
        for cut in 0..bytes.len() {
            assert!(Cards::decode(Bytes::new(&bytes[..cut]), 2).is_err(), "cut at {cut}");
        }
        assert!(Cards::decode(Bytes::new(&[&bytes[..], &[0]].concat()), 2).is_err());
        assert!(Cards::decode(Bytes::new(&bytes), 3).is_err());
    }
}
