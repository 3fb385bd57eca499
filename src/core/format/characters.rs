//! The table of characters beyond ASCII, in columns so that a compressor sees runs.

use super::{Reader, Writer};
use crate::text::{CharacterRange, Characters, Class, Fold};

/// Bytes of an ending at most, so that a small table cannot ask for much memory.
const MAX_ENDING_BYTES: usize = 32;

/// Appends the table: ranges, then folds. Each fold is split where its marks begin; the ends
/// (a few dozen combinations of marks) are listed once.
pub fn encode(characters: &Characters, writer: &mut Writer) {
    writer.count(characters.ranges().len());
    let mut next = 0;
    for range in characters.ranges() {
        writer.varint(range.first - next);
        writer.varint(range.last - range.first);
        writer.byte(range.class as u8);
        next = range.last + 1;
    }
    let split: Vec<_> = characters.folds().iter().map(|fold| split_marks(characters, &fold.to)).collect();
    let mut endings: Vec<&str> = split.iter().map(|(_, ending)| *ending).collect();
    endings.sort_unstable();
    endings.dedup();
    writer.count(endings.len());
    endings.iter().for_each(|ending| writer.text(ending));
    writer.count(split.len());
    let mut next = 0;
    for fold in characters.folds() {
        writer.varint(fold.from - next);
        next = fold.from + 1;
    }
    for (_, ending) in &split {
        writer.count(endings.partition_point(|listed| listed < ending));
    }
    split.iter().for_each(|(beginning, _)| writer.count(beginning.len()));
    split.iter().for_each(|(beginning, _)| writer.raw(beginning.as_bytes()));
}

fn split_marks<'a>(characters: &Characters, to: &'a str) -> (&'a str, &'a str) {
    to.split_at(to.find(|c| characters.class(c) == Class::Mark).unwrap_or(to.len()))
}

/// Reads what [`encode`] wrote; nothing where any rule is broken.
pub(crate) fn decode(reader: &mut Reader<'_>) -> Option<Characters> {
    let ranges = decode_ranges(reader)?;
    let endings: Vec<&str> = (0..reader.count()?)
        .map(|_| reader.text().filter(|ending| ending.len() <= MAX_ENDING_BYTES))
        .collect::<Option<_>>()?;
    let count = reader.count()?;
    let sources = ascending(reader, count)?;
    let ends: Vec<&str> = (0..count).map(|_| endings.get(reader.varint()? as usize).copied()).collect::<Option<_>>()?;
    let lengths: Vec<usize> = (0..count).map(|_| Some(reader.varint()? as usize)).collect::<Option<_>>()?;
    let mut folds = Vec::with_capacity(count);
    for ((from, ending), length) in sources.into_iter().zip(ends).zip(lengths) {
        let beginning = core::str::from_utf8(reader.take(length)?).ok()?;
        folds.push(Fold { from, to: [beginning, ending].concat() });
    }
    Characters::new(folds, ranges)
}

fn decode_ranges(reader: &mut Reader<'_>) -> Option<Vec<CharacterRange>> {
    let mut next = 0u32;
    (0..reader.count()?)
        .map(|_| {
            let first = next.checked_add(reader.varint()?)?;
            let last = first.checked_add(reader.varint()?)?;
            next = last.checked_add(1)?;
            Some(CharacterRange { first, last, class: Class::from_byte(reader.byte()?)? })
        })
        .collect()
}

fn ascending(reader: &mut Reader<'_>, count: usize) -> Option<Vec<u32>> {
    let mut next = 0u32;
    (0..count)
        .map(|_| {
            let value = next.checked_add(reader.varint()?)?;
            next = value.checked_add(1)?;
            Some(value)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Characters {
        let folds = [(0xAD, ""), (0xC9, "e\u{301}"), (0xDF, "ss\u{334}"), (0x1C4, "dz\u{30C}"), (0x2019, "'")];
        let ranges = [(0x300, 0x36F, Class::Mark), (0x400, 0x45F, Class::Word), (0x4E00, 0x9FFF, Class::Unspaced)];
        Characters::new(
            folds.map(|(from, to)| Fold { from, to: to.to_owned() }).to_vec(),
            ranges.map(|(first, last, class)| CharacterRange { first, last, class }).to_vec(),
        )
        .unwrap()
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
