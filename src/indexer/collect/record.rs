//! A document as bytes, for the time until its words are gathered and its card and body written.

use crate::aside::packed::{Unpacker, put, put_text};
use crate::document::{Block, BlockKind, Date, Document, Weight};

const KINDS: [BlockKind; 4] = [BlockKind::Caption, BlockKind::Summary, BlockKind::Heading, BlockKind::Paragraph];

/// Returns what is needed of `document` later: all but facets, values to sort by, and the address
/// that it calls its own. Its language is `tag`.
pub(crate) fn pack(document: &Document, tag: Option<&str>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for text in [&document.url, &document.title, document.summary.as_ref().unwrap_or(&String::new())] {
        put_text(&mut bytes, text);
    }
    put(&mut bytes, u64::from(document.summary.is_some()));
    put_text(&mut bytes, tag.unwrap_or_default());
    put(&mut bytes, document.date.map_or(0, |date| u64::from(date.to_number())));
    put(&mut bytes, document.blocks.len() as u64);
    for Block { kind, text, anchor } in &document.blocks {
        put(&mut bytes, *kind as u64);
        put_text(&mut bytes, text);
        put_text(&mut bytes, anchor);
    }
    put(&mut bytes, document.metadata.len() as u64);
    for (name, value) in &document.metadata {
        put_text(&mut bytes, name);
        put_text(&mut bytes, value);
    }
    put(&mut bytes, document.keywords.len() as u64);
    document.keywords.iter().for_each(|keyword| put_text(&mut bytes, keyword));
    put(&mut bytes, u64::from(document.boost.sixteenths()));
    put(&mut bytes, document.weights.len() as u64);
    for (block, weight) in &document.weights {
        put(&mut bytes, u64::from(*block));
        put(&mut bytes, u64::from(weight.sixteenths()));
    }
    bytes
}

/// Returns the document that was packed.
pub(crate) fn unpack(bytes: &[u8]) -> Option<Document> {
    let mut unpacker = Unpacker(bytes);
    let (url, title, summary) = (unpacker.string()?, unpacker.string()?, unpacker.string()?);
    let summary = (unpacker.number()? == 1).then_some(summary);
    Some(Document {
        url,
        title,
        summary,
        language: unpacker.string().filter(|tag| !tag.is_empty()),
        date: Date::from_number(unpacker.small()?),
        blocks: unpacker.list(block)?,
        metadata: unpacker.list(|unpacker| Some((unpacker.string()?, unpacker.string()?)))?,
        keywords: unpacker.list(Unpacker::string)?,
        boost: weight(&mut unpacker)?,
        weights: unpacker.list(|unpacker| Some((unpacker.small()?, weight(unpacker)?)))?,
        ..Document::default()
    })
}

fn block(unpacker: &mut Unpacker<'_>) -> Option<Block> {
    let kind = *KINDS.get(unpacker.number()? as usize)?;
    Some(Block { kind, text: unpacker.string()?, anchor: unpacker.string()? })
}

fn weight(unpacker: &mut Unpacker<'_>) -> Option<Weight> {
    Weight::of_sixteenths(u8::try_from(unpacker.number()?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_comes_back_with_its_language() {
        let block = |kind, text: &str, anchor: &str| Block { kind, text: text.to_owned(), anchor: anchor.to_owned() };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let document = Document {
            url: "a.html".to_owned(),
            title: "Città".to_owned(),
            date: Date::parse("2024-02-29"),
            summary: Some(String::new()),
            blocks: KINDS.map(|kind| block(kind, "text", "anchor")).to_vec(),
            metadata: vec![pair("source", "VNA")],
            keywords: vec!["map".to_owned()],
            boost: Weight::new(2.5).unwrap(),
            weights: vec![(1, Weight::new(0.0).unwrap()), (3, Weight::new(10.0).unwrap())],
            ..Document::default()
        };
        for tag in [None, Some("it")] {
            let expected = Document { language: tag.map(str::to_owned), ..document.clone() };
            assert_eq!(unpack(&pack(&document, tag)), Some(expected));
        }
        assert_eq!(unpack(&pack(&Document::default(), None)), Some(Document::default()));
    }

    #[test]
    fn a_record_that_is_cut_short_is_none() {
        let bytes = pack(&Document { url: "a".to_owned(), ..Document::default() }, None);
        assert!((0..bytes.len()).all(|end| unpack(&bytes[..end]).is_none()));
    }
}
