//! The table of characters beyond ASCII, in columns so that a compressor sees runs.

use super::bytes::{Reader, Writer};
use crate::text::{CharacterRange, Characters, Class};

/// Appends the table: ranges, then folds (how many, which, and all replacements in one text,
/// each ended by a zero byte).
pub fn encode(characters: &Characters, writer: &mut Writer) {
    writer.count(characters.ranges().len());
    let mut next = 0;
    for range in characters.ranges() {
        writer.varint(range.first - next);
        writer.varint(range.last - range.first);
        writer.byte(range.class as u8);
        next = range.last + 1;
    }
    writer.count(characters.folds().len());
    let mut next = 0;
    for (source, _) in characters.folds() {
        writer.varint(source - next);
        next = source + 1;
    }
    writer.text(&characters.folds().flat_map(|(_, to)| [to, "\0"]).collect::<String>());
}

/// Reads what [`encode`] wrote; nothing where any rule is broken.
pub(crate) fn decode(reader: &mut Reader<'_>) -> Option<Characters> {
    let mut ranges = Vec::new();
    let mut next = 0u32;
    for _ in 0..reader.count()? {
        let first = next.checked_add(reader.varint()?)?;
        let last = first.checked_add(reader.varint()?)?;
        next = last.checked_add(1)?;
        ranges.push(CharacterRange { first, last, class: Class::from_byte(reader.byte()?)? });
    }
    let mut sources = Vec::new();
    let mut next = 0u32;
    for _ in 0..reader.count()? {
        let source = next.checked_add(reader.varint()?)?;
        next = source.checked_add(1)?;
        sources.push(source);
    }
    Characters::checked(sources, reader.text()?.to_owned(), ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Characters {
        let folds = [(0xAD, ""), (0xC9, "e\u{301}"), (0xDF, "ss\u{334}"), (0x1C4, "dz\u{30C}"), (0x2019, "'")];
        let ranges = [(0x300, 0x36F, Class::Mark), (0x400, 0x45F, Class::Word), (0x4E00, 0x9FFF, Class::Unspaced)];
        let ranges = ranges.map(|(first, last, class)| CharacterRange { first, last, class });
        Characters::new(&mut folds.into_iter(), ranges.to_vec()).unwrap()
    }

    fn encoded(characters: &Characters) -> Vec<u8> {
        let mut writer = Writer::default();
        encode(characters, &mut writer);
        writer.into_bytes()
    }

    #[test]
    fn a_table_comes_back() {
        for table in [sample(), Characters::default()] {
            assert_eq!(decode(&mut Reader::new(&encoded(&table), 0)), Some(table));
        }
    }

    #[test]
    fn every_truncation_is_refused() {
        let bytes = encoded(&sample());
        for cut in 0..bytes.len() {
            assert_eq!(decode(&mut Reader::new(&bytes[..cut], 0)), None, "cut at {cut}");
        }
    }

    #[test]
    fn a_replacement_too_few_or_too_many_is_refused() {
        let bytes = encoded(&sample());
        let text: usize = sample().folds().map(|(_, to)| to.len() + 1).sum();
        let (before, replacements) = bytes.split_at(bytes.len() - text - 1);
        for changed in [&replacements[1..][..text - 2], &[&replacements[1..], b"x\0"].concat()] {
            let mut writer = Writer::default();
            writer.raw(before);
            writer.text(std::str::from_utf8(changed).unwrap());
            assert_eq!(decode(&mut Reader::new(&writer.into_bytes(), 0)), None);
        }
    }

    #[test]
    fn any_changed_byte_is_refused_or_gives_some_table() {
        let bytes = encoded(&sample());
        for at in 0..bytes.len() {
            for value in 0..=255 {
                let mut changed = bytes.clone();
                changed[at] = value;
                let _ = decode(&mut Reader::new(&changed, 0));
            }
        }
    }
}
