//! Words that mean the same, as whoever builds the index says.
//!
//! ```text
//! # Comments and blank lines mean nothing.
//! TV = television = television set      each finds the others
//! car => automobile                     "car" finds "automobile", but not the other way round
//! ```

use std::collections::BTreeSet;
use std::fmt;

use findlet_core::format::manifest::MAX_PAIRS;
use findlet_core::text::Characters;

use crate::titles::words;

/// Words of a side at most.
const MAX_WORDS: usize = 8;

/// Words that mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonym {
    /// Words, or sequences of words: each stands for the others.
    pub words: Vec<String>,
    /// Whether only the first stands for the others, and none of them for it.
    pub is_one_way: bool,
}

/// Why synonyms cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SynonymError {
    /// A line names fewer than two words, or mixes `=` and `=>`.
    Line {
        /// Counted from 1.
        line: usize,
        /// What it says.
        text: String,
    },
    /// One side has no word in it, or too many.
    Words {
        /// The side.
        side: String,
        /// Its words.
        found: usize,
    },
    /// There are too many pairs.
    TooMany {
        /// How many there are.
        found: usize,
    },
}

impl fmt::Display for SynonymError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { line, text } => {
                write!(f, "line {line} of the synonyms is neither `one = other` nor `word => other`: {text}")
            }
            Self::Words { side, found } => {
                write!(f, "the synonym `{side}` has {found} words; 1 to {MAX_WORDS} can be looked up")
            }
            Self::TooMany { found } => write!(
                f,
                "the synonyms make {found} pairs, more than the {MAX_PAIRS} that an index holds; split large groups or leave rare ones out"
            ),
        }
    }
}

impl std::error::Error for SynonymError {}

impl Synonym {
    /// Reads a list of synonyms, a line for each.
    ///
    /// # Errors
    /// [`SynonymError::Line`] for the first line that is none.
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

/// Returns what each sequence of words stands for, both by keys with a space between them,
/// ascending.
pub(crate) fn pairs(synonyms: &[Synonym], characters: &Characters) -> Result<Vec<(String, String)>, SynonymError> {
    let mut pairs = BTreeSet::new();
    for synonym in synonyms {
        let sides = synonym.words.iter().map(|side| keys(side, characters)).collect::<Result<Vec<_>, _>>()?;
        for (at, from) in sides.iter().enumerate().filter(|(at, _)| *at == 0 || !synonym.is_one_way) {
            let others = sides.iter().enumerate().filter(|(other, to)| *other != at && *to != from);
            pairs.extend(others.map(|(_, to)| (from.clone(), to.clone())));
        }
    }
    if pairs.len() > MAX_PAIRS {
        Err(SynonymError::TooMany { found: pairs.len() })
    } else {
        Ok(pairs.into_iter().collect())
    }
}

fn keys(side: &str, characters: &Characters) -> Result<String, SynonymError> {
    let words = words(side, characters);
    match words.len() {
        1..=MAX_WORDS => Ok(words.join(" ")),
        found => Err(SynonymError::Words { side: side.to_owned(), found }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let characters = crate::characters::table(&text.chars().collect());
        let pairs = pairs(&Synonym::parse(text).unwrap(), &characters).unwrap();
        pairs.into_iter().map(|(from, to)| format!("{from}>{to}")).collect()
    }

    #[test]
    fn words_of_a_group_stand_for_each_other() {
        let expected = ["t v>television", "t v>television set", "television>t v", "television>television set"];
        assert_eq!(shown("T.V. = Television = television set")[..4], expected);
    }

    #[test]
    fn an_arrow_points_one_way() {
        assert_eq!(shown("# a comment\n\n car => automobile \n"), ["car>automobile"]);
    }

    #[test]
    fn spellings_of_one_key_are_no_pair() {
        assert_eq!(shown("café = cafe"), Vec::<String>::new());
    }

    #[test]
    fn a_line_that_says_nothing_is_named() {
        for line in ["car", "car = ", "= car", "a => b => c", "a = b => c", "=>"] {
            let error = Synonym::parse(&format!("a = b\n{line}")).unwrap_err();
            assert_eq!(error, SynonymError::Line { line: 2, text: line.trim().to_owned() });
            assert!(error.to_string().contains("line 2"));
        }
    }

    #[test]
    fn sides_without_words_and_endless_ones_are_refused() {
        let characters = crate::characters::table(&BTreeSet::new());
        assert!(keys(&"word ".repeat(MAX_WORDS), &characters).is_ok());
        for side in ["…", &"word ".repeat(MAX_WORDS + 1)] {
            let synonyms = [Synonym { words: vec!["a".to_owned(), side.to_owned()], is_one_way: false }];
            assert!(matches!(pairs(&synonyms, &characters), Err(SynonymError::Words { .. })), "{side}");
        }
        let group =
            |words: usize| Synonym { words: (0..words).map(|at| format!("w{at}")).collect(), is_one_way: false };
        let other = Synonym { words: (0..=64).map(|at| format!("x{at}")).collect(), is_one_way: true };
        assert_eq!(pairs(&[group(64), other.clone()], &characters).unwrap().len(), MAX_PAIRS);
        let one_more = Synonym { words: vec!["y".to_owned(), "z".to_owned()], is_one_way: true };
        let error = pairs(&[group(64), other, one_more], &characters).unwrap_err();
        assert_eq!(error, SynonymError::TooMany { found: MAX_PAIRS + 1 });
        let words = (0..65).map(|number| format!("w{number}")).collect();
        let error = pairs(&[Synonym { words, is_one_way: false }], &characters).unwrap_err();
        assert_eq!(error, SynonymError::TooMany { found: 65 * 64 });
    }
}
