//! What an article is once its file format is forgotten.

use std::fmt;

use serde::{Deserialize, Serialize};

pub use findlet_core::format::bodies::BlockKind;

/// A piece of text that a match, phrase or excerpt doesn't cross.
pub type Block = findlet_core::format::bodies::Block<String>;

/// A document to be indexed.
///
/// Serde writes its fields as they are written here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Address relative to the root of the site; names the document within its index.
    pub url: String,
    /// The title; where it is empty, hits show the beginning of the text, which weighs no more for
    /// that.
    pub title: String,
    /// The date of publication.
    pub date: Option<Date>,
    /// BCP 47 tag, where stated.
    pub language: Option<String>,
    /// The author's own summary, where there is one.
    pub summary: Option<String>,
    /// The text, in reading order. A summary stands here only where the text doesn't repeat it.
    pub blocks: Vec<Block>,
    /// Further metadata by name, such as `source` (the agency) and `credit` (of the picture).
    pub metadata: Vec<(String, String)>,
    /// Words that it is found by though its text lacks them.
    pub keywords: Vec<String>,
    /// What other pages call it in links to it, and how many do.
    pub links: Vec<(String, u32)>,
    /// What else it is called: by other titles of it, and by addresses that lead to it.
    pub aliases: Vec<String>,
    /// Values to filter by and to count, by name; a name that is repeated has several values.
    pub facets: Vec<(String, String)>,
    /// What hits can be sorted by, by name. A date is one by itself, named `date`.
    pub sorts: Vec<(String, SortValue)>,
    /// The address that the page itself calls its own, as it is written there.
    pub canonical: Option<String>,
    /// What the whole document weighs compared with others. Default: 1.
    pub boost: Weight,
    /// The blocks, by index and ascending, that weigh more or less than their kind does.
    pub weights: Vec<(u32, Weight)>,
}

/// A factor of 0 to 10, in sixteenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub struct Weight(u8);

impl Weight {
    /// What a factor of one is counted as.
    pub(crate) const UNIT: u8 = 16;
    /// What weighs half of what others do.
    pub(crate) const HALF: Self = Self(Self::UNIT / 2);

    /// Returns the nearest weight, or nothing for what is no number from 0 to 10.
    #[must_use]
    #[expect(clippy::cast_sign_loss, reason = "the range is checked")]
    pub fn new(factor: f64) -> Option<Self> {
        (0.0..=10.0).contains(&factor).then(|| Self((factor * f64::from(Self::UNIT)).round() as u8))
    }

    /// Returns the product of two weights: at least a sixteenth where neither is nothing, and at most 10.
    pub(crate) fn times(self, other: Self) -> Self {
        let product = u16::from(self.0) * u16::from(other.0);
        let least = u16::from(product > 0);
        Self((product / u16::from(Self::UNIT)).clamp(least, 10 * u16::from(Self::UNIT)) as u8)
    }

    /// Returns it in sixteenths.
    #[must_use]
    pub fn sixteenths(self) -> u8 {
        self.0
    }
}

impl Default for Weight {
    fn default() -> Self {
        Self(Self::UNIT)
    }
}

impl From<Weight> for u8 {
    fn from(weight: Weight) -> Self {
        weight.0
    }
}

impl TryFrom<u8> for Weight {
    type Error = &'static str;

    fn try_from(sixteenths: u8) -> Result<Self, Self::Error> {
        if sixteenths > 10 * Self::UNIT { Err("a weight has at most 160 sixteenths") } else { Ok(Self(sixteenths)) }
    }
}

/// A value that has a place in an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SortValue {
    /// Ordered as numbers are; ranges select by it.
    Number(f64),
    /// Ordered by code points, after folding to lower case.
    Text(String),
}

impl Document {
    /// Returns the value of the metadata `key`.
    #[must_use]
    pub fn metadata_value(&self, key: &str) -> Option<&str> {
        self.metadata.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Returns what block `at` weighs.
    #[must_use]
    pub fn weight(&self, at: u32) -> Weight {
        let found = self.weights.binary_search_by_key(&at, |(block, _)| *block);
        found.map_or(Weight::default(), |found| self.weights[found].1)
    }

    /// Returns the texts of the blocks of `kind`.
    pub fn texts(&self, kind: BlockKind) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter(move |block| block.kind == kind).map(|block| block.text.as_str())
    }
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`; what follows it, such as a time of day, is ignored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes().get(..10)?;
        let number = |range: std::ops::Range<usize>| {
            let digits = &bytes[range];
            digits
                .iter()
                .all(u8::is_ascii_digit)
                .then(|| digits.iter().fold(0, |n, digit| n * 10 + u16::from(digit - b'0')))
        };
        let (year, month, day) = (number(0..4)?, number(5..7)? as u8, number(8..10)? as u8);
        let leap = u8::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let days = *[31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].get(usize::from(month).checked_sub(1)?)?;
        let ends = text[10..].chars().next().is_none_or(|next| !next.is_alphanumeric() || next == 'T');
        let is_date = bytes[4] == b'-' && bytes[7] == b'-' && (1..=days).contains(&day) && ends;
        is_date.then_some(Self { year, month, day })
    }

    /// Returns the year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// Returns the day of the month.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// Returns year, month and day as one number, as the index stores it.
    pub(crate) fn to_number(self) -> u32 {
        u32::from(self.year) * 10_000 + u32::from(self.month) * 100 + u32::from(self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a date is YYYY-MM-DD")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_shown() {
        let date = Date::parse("2022-12-03").unwrap();
        assert_eq!((date.year(), date.month(), date.day(), date.to_number()), (2022, 12, 3, 20_221_203));
        assert_eq!(date.to_string(), "2022-12-03");
        assert_eq!(Date::parse("2024-02-29T10:00:00Z").map(Date::to_number), Some(20_240_229));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "2022-12-3",
            "2022-13-01",
            "2022-00-01",
            "2023-02-29",
            "2022/12/03",
            "2022-12-031",
            "20221203",
            "",
            "năm-12-03x",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
