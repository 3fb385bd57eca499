//! What a code point is, and what it folds to.

use super::slices::slice;

/// The class of a code point, which decides where words begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// Between words.
    Separator = 0,
    /// Part of a word.
    Word = 1,
    /// A mark on the letter before it: part of the spelling, not of the key.
    Mark = 2,
    /// A letter of a script written without spaces: indexed in pairs.
    Unspaced = 3,
    /// Between two words without a space it joins them into a compound (`Covid-19`, `src/lib.rs`);
    /// before or behind one it may belong to a name (`#tag`, `C++`).
    Joiner = 4,
}

impl Class {
    /// Returns the class stored as `byte`; joiners are ASCII and never stored.
    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        [Self::Separator, Self::Word, Self::Mark, Self::Unspaced].into_iter().find(|class| *class as u8 == byte)
    }

    /// Whether a byte is a separator of ASCII.
    pub(crate) fn is_separator(byte: u8) -> bool {
        byte.is_ascii() && Self::of_ascii(char::from(byte)) == Self::Separator
    }

    const fn of_ascii(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => Self::Word,
            '#' | '&' | '\'' | '+' | ',' | '-' | '.' | '/' | ':' | '@' | '_' => Self::Joiner,
            _ => Self::Separator,
        }
    }

    /// Returns the class of a code point that a table doesn't have. No document holds it: a letter
    /// is kept, so that the word with it is not found, instead of the rest of the word without it.
    #[must_use]
    pub const fn of_unknown(code: u32) -> Self {
        match code {
            // Alphabets; then kana, Han, Hangul, emoji and more of Han.
            0x370..=0x1FFF => Self::Word,
            0x3041..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7FF | 0x1F000..=0x3FFFF => Self::Unspaced,
            _ => Self::Separator,
        }
    }
}

/// Bytes of a replacement at most, so that no table can blow a text up. Unicode's longest (the
/// ligature U+FDFA) takes 35.
const MAX_REPLACEMENT_BYTES: usize = 64;

/// A run of code points of one class that fold to themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharacterRange {
    /// The first code point.
    pub first: u32,
    /// The last code point.
    pub last: u32,
    /// What they are.
    pub class: Class,
}

/// The classes and folds of the code points beyond ASCII that a bundle knows.
///
/// A code point that it doesn't know has the class [`Class::of_unknown`] and folds to itself.
/// Lookup is a binary search; a corpus in English has about 600 folds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Characters {
    /// The code points that fold, ascending.
    sources: Vec<u32>,
    /// Where the replacement of each ends in `replacements`; it begins behind the one before.
    ends: Vec<usize>,
    /// All of them, with a zero byte behind each.
    replacements: String,
    ranges: Vec<CharacterRange>,
}

impl Characters {
    /// Makes a table of folds, each a code point and what replaces it (lower case, decomposed,
    /// marks last: `Ế` is `e◌̂◌́`), and of ranges.
    ///
    /// Returns nothing where either list doesn't ascend without overlap or speaks of ASCII, which
    /// is built in, or where a replacement is longer than any in Unicode.
    pub fn new(folds: &mut dyn Iterator<Item = (u32, &str)>, ranges: Vec<CharacterRange>) -> Option<Self> {
        let (mut sources, mut replacements) = (Vec::new(), String::new());
        for (source, replacement) in folds {
            sources.push(source);
            replacements.push_str(replacement);
            replacements.push('\0');
        }
        Self::checked(sources, replacements, ranges)
    }

    /// Makes a table of what folds, and what replaces it with a zero byte behind each; as [`Self::new`].
    pub(crate) fn checked(sources: Vec<u32>, replacements: String, ranges: Vec<CharacterRange>) -> Option<Self> {
        let (mut ends, mut start) = (Vec::new(), 0);
        for (at, byte) in replacements.bytes().enumerate() {
            if byte == 0 {
                ends.push(at);
                start = at + 1;
            } else if at - start >= MAX_REPLACEMENT_BYTES {
                return None;
            }
        }
        let folds_ascend = ascend_beyond_ascii(&mut sources.iter().map(|source| (*source, *source)));
        let ranges_ascend = ascend_beyond_ascii(&mut ranges.iter().map(|range| (range.first, range.last)));
        let is_sound = start == replacements.len() && ends.len() == sources.len() && folds_ascend && ranges_ascend;
        is_sound.then_some(Self { sources, ends, replacements, ranges })
    }

    /// Returns the folds, ascending.
    #[must_use]
    pub fn folds(&self) -> impl ExactSizeIterator<Item = (u32, &str)> {
        self.sources.iter().enumerate().map(|(at, source)| (*source, self.replacement(at)))
    }

    /// Returns the ranges, ascending.
    #[must_use]
    pub fn ranges(&self) -> &[CharacterRange] {
        &self.ranges
    }

    fn replacement(&self, at: usize) -> &str {
        let end_of = |at: usize| self.ends.get(at).copied().unwrap_or_default();
        slice(&self.replacements, at.checked_sub(1).map_or(0, |before| end_of(before) + 1)..end_of(at))
    }

    /// Returns what replaces `c`; `space` holds the answer where it is a single character.
    pub(crate) fn fold<'a>(&'a self, c: char, space: &'a mut [u8; 4]) -> &'a str {
        if c.is_ascii() {
            return c.to_ascii_lowercase().encode_utf8(space);
        }
        match self.sources.binary_search(&u32::from(c)) {
            Ok(at) => self.replacement(at),
            Err(_) => c.encode_utf8(space),
        }
    }

    /// Returns the class of a folded character.
    pub(crate) fn class(&self, c: char) -> Class {
        if c.is_ascii() {
            return Class::of_ascii(c);
        }
        let code = u32::from(c);
        let after = self.ranges.partition_point(|range| range.first <= code);
        match after.checked_sub(1).and_then(|at| self.ranges.get(at)) {
            Some(range) if code <= range.last => range.class,
            _ => Class::of_unknown(code),
        }
    }
}

/// Whether pairs of first and last code point ascend, none overlapping, none in ASCII.
fn ascend_beyond_ascii(pairs: &mut dyn Iterator<Item = (u32, u32)>) -> bool {
    let mut before = 0x7F;
    for (first, last) in pairs {
        if first <= before || last < first {
            return false;
        }
        before = last;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Characters {
        let folds = [(0xAD, ""), (0xC9, "e\u{301}"), (0xE9, "e\u{301}")];
        let marks = CharacterRange { first: 0x300, last: 0x36F, class: Class::Mark };
        Characters::new(&mut folds.into_iter(), vec![marks]).unwrap()
    }

    #[test]
    fn known_characters_fold() {
        let (table, mut space) = (table(), [0; 4]);
        assert_eq!(table.fold('É', &mut space), "e\u{301}");
        assert_eq!(table.fold('\u{AD}', &mut space), "");
        assert_eq!(table.fold('Q', &mut space), "q");
        assert_eq!(table.class('\u{301}'), Class::Mark);
        assert_eq!(table.class('\u{36F}'), Class::Mark);
    }

    #[test]
    fn unknown_letters_are_letters_and_the_rest_separates() {
        let table = table();
        assert_eq!(['Ͱ', 'я', 'ש'].map(|c| table.class(c)), [Class::Word; 3]);
        assert_eq!(['中', 'か', '한', '🎉'].map(|c| table.class(c)), [Class::Unspaced; 4]);
        assert_eq!(
            ['\u{2FF}', '…', '。', '（', '\u{E000}', '\u{10FFFF}'].map(|c| table.class(c)),
            [Class::Separator; 6]
        );
    }

    #[test]
    fn unordered_or_ascii_entries_are_refused() {
        let of_folds =
            |sources: [u32; 2]| Characters::new(&mut sources.map(|source| (source, "a")).into_iter(), vec![]);
        assert!(of_folds([0x100, 0x101]).is_some());
        assert!(of_folds([0x100, 0x100]).is_none());
        assert!(of_folds([0x41, 0x100]).is_none());
        let of_length = |len| Characters::new(&mut std::iter::once((0x100, "a".repeat(len).as_str())), vec![]);
        assert!(of_length(MAX_REPLACEMENT_BYTES).is_some() && of_length(MAX_REPLACEMENT_BYTES + 1).is_none());
        let range = |(first, last)| CharacterRange { first, last, class: Class::Word };
        let of_ranges = |ranges: [(u32, u32); 2]| Characters::new(&mut std::iter::empty(), ranges.map(range).to_vec());
        assert!(of_ranges([(0x100, 0x110), (0x111, 0x120)]).is_some());
        assert!(of_ranges([(0x100, 0x110), (0x110, 0x120)]).is_none());
        assert!(of_ranges([(0x110, 0x100), (0x111, 0x120)]).is_none());
    }
}
