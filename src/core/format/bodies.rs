//! Bodies: the texts of a run of documents, block by block, for excerpts.

use super::{Bytes, Reader, Writer};
use crate::Rule;

/// What a block of text is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum BlockKind {
    /// The caption of a picture.
    Caption = 0,
    /// The summary that precedes the text.
    Summary = 1,
    /// A heading.
    Heading = 2,
    /// A paragraph, list item, table cell …
    Paragraph = 3,
}

impl BlockKind {
    fn from_byte(byte: u8) -> Option<Self> {
        [Self::Caption, Self::Summary, Self::Heading, Self::Paragraph].into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// The blocks of one document, in reading order.
pub type Body<T> = Vec<(BlockKind, T)>;

/// Returns the payload of a part with `bodies`.
#[must_use]
pub fn encode(bodies: &[Body<String>]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.count(bodies.len());
    for body in bodies {
        writer.count(body.len());
        for (kind, text) in body {
            writer.byte(*kind as u8);
            writer.text(text);
        }
    }
    writer.into_bytes()
}

/// A checked part of bodies.
#[derive(Debug)]
pub(crate) struct Bodies {
    bytes: Bytes,
    starts: Vec<u32>,
}

impl Bodies {
    /// Checks a payload that must hold `count` bodies; the error is the broken rule.
    pub fn decode(bytes: Bytes, count: u32) -> Result<Self, Rule> {
        let starts = super::record_starts(&bytes, count, |reader| decode_body(reader).map(drop))?;
        Ok(Self { bytes, starts })
    }

    /// Returns the body at position `at` of this part.
    pub fn get(&self, at: u32) -> Option<Body<&str>> {
        decode_body(&mut Reader::new(&self.bytes, *self.starts.get(at as usize)? as usize))
    }
}

fn decode_body<'a>(reader: &mut Reader<'a>) -> Option<Body<&'a str>> {
    let mut body = Vec::new();
    for _ in 0..reader.count()? {
        body.push((BlockKind::from_byte(reader.byte()?)?, reader.text()?));
    }
    Some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<Body<String>> {
        let text = |text: &str| text.to_owned();
        vec![vec![(BlockKind::Caption, text("A photo")), (BlockKind::Paragraph, text("Thành phố"))], vec![]]
    }

    #[test]
    fn bodies_come_back() {
        let bodies = Bodies::decode(Bytes::new(&encode(&sample())), 2).unwrap();
        assert_eq!(bodies.get(0).unwrap(), [(BlockKind::Caption, "A photo"), (BlockKind::Paragraph, "Thành phố")]);
        assert_eq!(bodies.get(1).unwrap(), []);
        assert_eq!(bodies.get(2), None);
    }

    #[test]
    fn truncations_additions_and_unknown_blocks_are_refused() {
        let bytes = encode(&sample());
        for cut in 0..bytes.len() {
            assert!(Bodies::decode(Bytes::new(&bytes[..cut]), 2).is_err(), "cut at {cut}");
        }
        assert!(Bodies::decode(Bytes::new(&[&bytes[..], &[0]].concat()), 2).is_err());
        let mut unknown = bytes;
        unknown[2] = 9;
        assert!(Bodies::decode(Bytes::new(&unknown), 2).is_err());
    }
}
