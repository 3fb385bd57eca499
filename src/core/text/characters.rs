//! What a code point is, and what it folds to.

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
    /// Between two words without a space it joins them into a compound (`-`, `.`, `'` …).
    Joiner = 4,
}

impl Class {
    /// Returns the class stored as `byte`; joiners are ASCII and never stored.
    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        [Self::Separator, Self::Word, Self::Mark, Self::Unspaced].into_iter().find(|class| *class as u8 == byte)
    }

    const fn of_ascii(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => Self::Word,
            '-' | '_' | '.' | '\'' | '&' | '@' | ':' | '+' | ',' => Self::Joiner,
            _ => Self::Separator,
        }
    }
}

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

/// What one code point is replaced by: lower case, decomposed, marks last (`Ế` → `e◌̂◌́`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The code point.
    pub from: u32,
    /// Its replacement.
    pub to: String,
}

/// The classes and folds of the code points beyond ASCII that a bundle knows.
///
/// A code point that it doesn't know separates words: no document holds it, so nothing typed
/// with it could match. Lookup is a binary search; a corpus in English has about 600 folds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Characters {
    folds: Vec<Fold>,
    ranges: Vec<CharacterRange>,
}

impl Characters {
    /// Makes a table; both lists must ascend without overlap, which is checked.
    ///
    /// Returns nothing where they don't, or where they speak of ASCII, which is built in.
    #[must_use]
    pub fn new(folds: Vec<Fold>, ranges: Vec<CharacterRange>) -> Option<Self> {
        let folds_ascend =
            folds.is_sorted_by(|a, b| a.from < b.from) && folds.first().is_none_or(|fold| fold.from > 0x7F);
        let ranges_ascend = ranges.is_sorted_by(|a, b| a.last < b.first)
            && ranges.iter().all(|range| range.first <= range.last && range.first > 0x7F);
        (folds_ascend && ranges_ascend).then_some(Self { folds, ranges })
    }

    /// Returns the folds, ascending.
    #[must_use]
    pub fn folds(&self) -> &[Fold] {
        &self.folds
    }

    /// Returns the ranges, ascending.
    #[must_use]
    pub fn ranges(&self) -> &[CharacterRange] {
        &self.ranges
    }

    /// Returns what replaces `c`; `space` holds the answer where it is a single character.
    pub(crate) fn fold<'a>(&'a self, c: char, space: &'a mut [u8; 4]) -> &'a str {
        if c.is_ascii() {
            return c.to_ascii_lowercase().encode_utf8(space);
        }
        match self.folds.binary_search_by_key(&u32::from(c), |fold| fold.from) {
            Ok(at) => &self.folds[at].to,
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
        match after.checked_sub(1).map(|at| self.ranges[at]) {
            Some(range) if code <= range.last => range.class,
            _ => Class::Separator,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Characters {
        let folds = [(0xC9, "e\u{301}"), (0xE9, "e\u{301}")];
        let folds = folds.map(|(from, to)| Fold { from, to: to.to_owned() }).to_vec();
        Characters::new(folds, vec![CharacterRange { first: 0x300, last: 0x36F, class: Class::Mark }]).unwrap()
    }

    #[test]
    fn known_characters_fold_and_unknown_ones_separate() {
        let (table, mut space) = (table(), [0; 4]);
        assert_eq!(table.fold('É', &mut space), "e\u{301}");
        assert_eq!(table.fold('Q', &mut space), "q");
        assert_eq!(table.class('\u{301}'), Class::Mark);
        assert_eq!(table.class('中'), Class::Separator);
        assert_eq!(table.class('\u{36F}'), Class::Mark);
        assert_eq!(table.class('\u{370}'), Class::Separator);
    }

    #[test]
    fn unordered_or_ascii_entries_are_refused() {
        let fold = |from| Fold { from, to: String::new() };
        assert!(Characters::new(vec![fold(0x100), fold(0x100)], vec![]).is_none());
        assert!(Characters::new(vec![fold(0x41)], vec![]).is_none());
        let range = |first, last| CharacterRange { first, last, class: Class::Word };
        assert!(Characters::new(vec![], vec![range(0x100, 0x110), range(0x110, 0x120)]).is_none());
        assert!(Characters::new(vec![], vec![range(0x110, 0x100)]).is_none());
    }
}
