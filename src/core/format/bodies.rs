//! Bodies: the texts of a run of documents, block by block, for excerpts.

use super::bytes::{Bytes, Reader, Writer};
use super::error::Rule;
use super::records::record_starts;

/// What a block of text is in its document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[repr(u8)]
pub enum BlockKind {
    /// The caption of a picture.
    Caption = 0,
    /// The summary that precedes the text.
    Summary = 1,
    /// A heading.
    Heading = 2,
    /// A paragraph, list item, table cell …
    #[default]
    Paragraph = 3,
}

impl BlockKind {
    fn from_byte(byte: u8) -> Option<Self> {
        [Self::Caption, Self::Summary, Self::Heading, Self::Paragraph].into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// A piece of text that no match, phrase or excerpt crosses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Block<T> {
    /// What it is in its document.
    pub kind: BlockKind,
    /// The text, white space collapsed.
    pub text: T,
    /// Of a heading, its id in the page, which an address can end with; else empty. [`NO_SECTION`] where it ends the
    /// section before it and begins none.
    pub anchor: T,
}

/// The anchor of headings that begin no section, and belong to none: no id has spaces.
pub const NO_SECTION: &str = " ";

/// The blocks of one document, in reading order.
pub type Body<T> = Vec<Block<T>>;

/// Set in the byte of a block's kind where an anchor follows.
const ANCHORED: u8 = 0x10;

/// Returns the payload of a part with `bodies`.
#[must_use]
pub fn encode(bodies: &[Body<String>]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.count(bodies.len());
    for body in bodies {
        writer.count(body.len());
        for Block { kind, text, anchor } in body {
            if anchor.is_empty() {
                writer.byte(*kind as u8);
            } else {
                writer.byte(*kind as u8 | ANCHORED);
                writer.text(anchor);
            }
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
    /// Names the payload; see [`content_id`](super::frame::content_id).
    pub content: u64,
}

impl Bodies {
    /// Checks a payload with this `content`; the error is the broken rule.
    pub fn decode(bytes: Bytes, content: u64) -> Result<Self, Rule> {
        let starts = record_starts(&mut Reader::new(&bytes, 0), &mut |reader| decode_body(reader).map(drop))?;
        Ok(Self { bytes, starts, content })
    }

    /// Returns the body at position `at` of this part.
    pub fn get(&self, at: u32) -> Option<Body<&str>> {
        decode_body(&mut Reader::new(&self.bytes, *self.starts.get(at as usize)? as usize))
    }
}

fn decode_body<'a>(reader: &mut Reader<'a>) -> Option<Body<&'a str>> {
    let mut body = Vec::new();
    for _ in 0..reader.count()? {
        let byte = reader.byte()?;
        let anchor = if byte & ANCHORED == 0 { "" } else { reader.text()? };
        body.push(Block { kind: BlockKind::from_byte(byte & !ANCHORED)?, text: reader.text()?, anchor });
    }
    Some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<Body<String>> {
        let block = |kind, text: &str, anchor: &str| Block { kind, text: text.to_owned(), anchor: anchor.to_owned() };
        vec![vec![block(BlockKind::Caption, "A photo", ""), block(BlockKind::Heading, "Thành phố", "city")], vec![]]
    }

    #[test]
    fn bodies_come_back() {
        let bodies = Bodies::decode(Bytes::new(&encode(&sample())), 0).unwrap();
        let shown = bodies.get(0).unwrap();
        let shown: Vec<_> = shown.iter().map(|block| (block.kind, block.text, block.anchor)).collect();
        assert_eq!(shown, [(BlockKind::Caption, "A photo", ""), (BlockKind::Heading, "Thành phố", "city")]);
        assert_eq!(bodies.get(1).unwrap(), []);
        assert_eq!(bodies.get(2), None);
    }

    #[test]
    fn truncations_additions_and_unknown_blocks_are_refused() {
        let bytes = encode(&sample());
        for cut in 0..bytes.len() {
            assert!(Bodies::decode(Bytes::new(&bytes[..cut]), 0).is_err(), "cut at {cut}");
        }
        assert!(Bodies::decode(Bytes::new(&[&bytes[..], &[0]].concat()), 0).is_err());
        let mut unknown = bytes;
        unknown[2] = 9;
        assert!(Bodies::decode(Bytes::new(&unknown), 0).is_err());
    }
}
