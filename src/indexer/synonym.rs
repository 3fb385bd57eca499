//! Words that mean the same, as the settings of the index say.
//!
//! ```text
//! # Comments and blank lines mean nothing.
//! TV = television = television set      each finds the others
//! car => automobile                     "car" finds "automobile", but not the other way round
//! ```

use findlet_core::format::manifest::MAX_PAIRS;
use thiserror::Error;

/// Words of a side at most.
pub(crate) const MAX_WORDS: usize = 8;

/// Words that mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonym {
    /// Words, or sequences of words: each stands for the others.
    pub words: Vec<String>,
    /// Whether only the first stands for the others, and none of them for it.
    pub is_one_way: bool,
}

/// Why synonyms cannot be used.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SynonymError {
    /// A line names fewer than two words, or mixes `=` and `=>`.
    #[error("line {line} of the synonyms is neither `one = other` nor `word => other`: {text}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What it says.
        text: String,
    },
    /// One side has no word in it, or too many.
    #[error("the synonym `{side}` has {found} words; 1 to {MAX_WORDS} can be looked up")]
    Words {
        /// The side.
        side: String,
        /// Its words.
        found: usize,
    },
    /// There are too many pairs.
    #[error(
        "the synonyms make {found} pairs, more than the {MAX_PAIRS} that an index holds; split large groups or leave \
         rare ones out"
    )]
    TooMany {
        /// How many there are.
        found: usize,
    },
}

impl Synonym {
    /// Reads a list of synonyms, a line for each.
    ///
    /// # Errors
    /// [`SynonymError::Line`] for the first line that can't be read.
    pub fn parse(text: &str) -> Result<Vec<Self>, SynonymError> {
        let lines = (1..).zip(text.trim_start_matches('\u{FEFF}').lines());
        let lines = lines.map(|(number, line)| (number, line.trim()));
        let told = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        told.map(|(line, text)| {
            Self::parse_line(text).ok_or_else(|| SynonymError::Line { line, text: text.to_owned() })
        })
        .collect()
    }

    fn parse_line(line: &str) -> Option<Self> {
        let is_one_way = line.contains("=>");
        let sides: Vec<String> =
            line.split(if is_one_way { "=>" } else { "=" }).map(|side| side.trim().to_owned()).collect();
        let is_sound = sides.len() > 1 && (!is_one_way || sides.len() == 2);
        let is_clean = sides.iter().all(|side| !side.is_empty() && !side.contains('='));
        (is_sound && is_clean).then_some(Self { words: sides, is_one_way })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_says_nothing_is_named() {
        for line in ["car", "car = ", "= car", "a => b => c", "a = b => c", "=>"] {
            let error = Synonym::parse(&format!("a = b\n{line}")).unwrap_err();
            assert_eq!(error, SynonymError::Line { line: 2, text: line.trim().to_owned() });
            assert!(error.to_string().contains("line 2"));
        }
    }
}
