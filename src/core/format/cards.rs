//! Cards: what the row of a result shows, for a run of documents, and where their texts are.

use super::bytes::{Bytes, Reader, Writer};
use super::error::Rule;
use super::records::record_starts;

/// Characters of a card's summary at most.
pub const SUMMARY_CHARS: usize = 160;

/// What the row of a result shows before its text is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardRecord<T = String> {
    /// Address relative to the root of the site.
    pub url: T,
    /// The document's title.
    pub title: T,
    /// Its beginning or description, at most [`SUMMARY_CHARS`] characters.
    pub summary: T,
    /// Year, month and day as one number: 2022-12-03 is 20221203; 0 where unknown.
    pub date: u32,
    /// BCP 47 tag, empty where unknown.
    pub language: T,
    /// Further metadata, such as `source`.
    pub metadata: Vec<(T, T)>,
    /// Where its text is.
    pub body: BodyRef,
}

/// Where the text of a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BodyRef {
    /// The number of the part of bodies.
    pub part: u32,
    /// What that part holds, by [`content_id`](super::frame::content_id) of its payload.
    pub content: u64,
    /// The document's position in it.
    pub at: u32,
}

/// Returns the payload of a part with `cards`, of which there is at least one. Their texts follow each
/// other: each in the part of the one before, or the first in the next.
#[must_use]
pub fn encode(cards: &[CardRecord]) -> Vec<u8> {
    let mut writer = Writer::default();
    let mut next = cards.first().map(|card| card.body).unwrap_or_default();
    writer.varint(next.part);
    writer.varint(next.at);
    writer.raw(&next.content.to_le_bytes());
    writer.count(cards.len());
    for card in cards {
        [&card.url, &card.title, &card.summary, &card.language].into_iter().for_each(|text| writer.text(text));
        writer.varint(card.date);
        let begins = card.body.part != next.part;
        writer.count(card.metadata.len() << 1 | usize::from(begins));
        if begins {
            writer.raw(&card.body.content.to_le_bytes());
        }
        for (key, value) in &card.metadata {
            writer.text(key);
            writer.text(value);
        }
        next = BodyRef { at: card.body.at + 1, ..card.body };
    }
    writer.into_bytes()
}

/// A checked part of cards.
#[derive(Debug)]
pub(crate) struct Cards {
    bytes: Bytes,
    starts: Vec<u32>,
    bodies: Vec<BodyRef>,
}

impl Cards {
    /// Checks a payload that must hold `count` cards of a bundle with `bodies` parts of texts; the
    /// error is the broken rule.
    pub fn decode(bytes: Bytes, count: u32, bodies: u32) -> Result<Self, Rule> {
        let mut cards = Self { starts: Vec::new(), bodies: Vec::new(), bytes };
        let mut reader = Reader::new(&cards.bytes, 0);
        let mut next = decode_first(&mut reader).ok_or(Rule::Record)?;
        let refs = &mut cards.bodies;
        cards.starts = record_starts(&mut reader, &mut |reader| {
            decode_card(reader, &mut next)?;
            refs.push(next);
            next.at = next.at.checked_add(1)?;
            (next.part < bodies).then_some(())
        })?;
        if refs.len() == count as usize { Ok(cards) } else { Err(Rule::Count) }
    }

    /// Returns the card at position `at` of this part.
    pub fn get(&self, at: u32) -> Option<CardRecord<&str>> {
        let start = *self.starts.get(at as usize)? as usize;
        let mut card = decode_card(&mut Reader::new(&self.bytes, start), &mut BodyRef::default())?;
        card.body = self.body(at)?;
        Some(card)
    }

    /// Returns where the text of the card at position `at` is.
    pub fn body(&self, at: u32) -> Option<BodyRef> {
        self.bodies.get(at as usize).copied()
    }
}

fn decode_first(reader: &mut Reader<'_>) -> Option<BodyRef> {
    Some(BodyRef { part: reader.varint()?, at: reader.varint()?, content: reader.long()? })
}

/// Reads a card; where it says that its text is the first of the next part, `body` becomes that.
fn decode_card<'a>(reader: &mut Reader<'a>, body: &mut BodyRef) -> Option<CardRecord<&'a str>> {
    let mut card = CardRecord::default();
    for text in [&mut card.url, &mut card.title, &mut card.summary, &mut card.language] {
        *text = reader.text()?;
    }
    card.date = reader.varint()?;
    let counted = reader.varint()?;
    if counted & 1 == 1 {
        *body = BodyRef { part: body.part.checked_add(1)?, content: reader.long()?, at: 0 };
    }
    for _ in 0..counted >> 1 {
        card.metadata.push((reader.text()?, reader.text()?));
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
            body: BodyRef { part: 3, content: u64::MAX - 1, at: 4 },
        };
        let empty = |part, content, at| CardRecord { body: BodyRef { part, content, at }, ..CardRecord::default() };
        vec![card, empty(3, u64::MAX - 1, 5), empty(4, 7, 0), empty(4, 7, 1)]
    }

    #[test]
    fn cards_come_back_with_where_their_texts_lie() {
        let cards = Cards::decode(Bytes::new(&encode(&sample())), 4, 5).unwrap();
        for (at, card) in (0..).zip(sample()) {
            let found = cards.get(at).unwrap();
            let text = |text: &str| text.to_owned();
            let metadata = found.metadata.iter().map(|(name, value)| (text(name), text(value))).collect();
            let (url, title, summary) = (text(found.url), text(found.title), text(found.summary));
            let language = text(found.language);
            assert_eq!(
                CardRecord { url, title, summary, date: found.date, language, metadata, body: found.body },
                card
            );
        }
        assert_eq!([0, 1, 2, 3].map(|at| cards.body(at).unwrap()), [0, 1, 2, 3].map(|at: usize| sample()[at].body));
        assert_eq!(cards.get(4), None);
    }

    #[test]
    fn texts_in_parts_beyond_the_manifest_are_refused() {
        assert_eq!(Cards::decode(Bytes::new(&encode(&sample())), 4, 4).err(), Some(Rule::Record));
    }

    #[test]
    fn truncations_additions_and_wrong_counts_are_refused() {
        let bytes = encode(&sample());
        for cut in 0..bytes.len() {
            assert!(Cards::decode(Bytes::new(&bytes[..cut]), 4, 5).is_err(), "cut at {cut}");
        }
        assert!(Cards::decode(Bytes::new(&[&bytes[..], &[0]].concat()), 4, 5).is_err());
        assert!(Cards::decode(Bytes::new(&bytes), 3, 5).is_err());
    }
}
