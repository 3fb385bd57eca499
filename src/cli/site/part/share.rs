//! Which pages belong to a part, and where it is written.

use std::path::Path;
use std::str::FromStr;

use flate2::Crc;
use serde::{Deserialize, Serialize};

use crate::site::walk::Walked;

/// A build has at most as many parts.
const MOST: u32 = 10_000;

/// One of several parts. A page belongs to one by its name, whatever other pages there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Share {
    /// From 1.
    pub number: u32,
    pub of: u32,
}

/// What is written as a part.
#[derive(Clone, Debug)]
pub(crate) struct Plan<'a> {
    pub share: Share,
    /// The folder of the site that the pages are in, with `/` at its end; empty for the site itself.
    pub under: String,
    /// The file to write.
    pub out: &'a Path,
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((number, of)) if 1 <= number && number <= of && of <= MOST => Ok(Self { number, of }),
            _ => Err(format!("write 3/8 for the third of eight parts; there are at most {MOST}")),
        }
    }
}

impl Share {
    /// Keeps what belongs to this part.
    pub(super) fn keep(self, mut walked: Walked) -> Walked {
        walked.sources.retain(|source| self.has(&source.name));
        walked.left_out.retain(|left_out| self.has(&left_out.name));
        walked.lists.retain(|(name, _)| self.has(name));
        walked
    }

    fn has(self, name: &str) -> bool {
        let mut sum = Crc::new();
        sum.update(name.as_bytes());
        sum.sum() % self.of + 1 == self.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_belongs_to_one_part() {
        for name in ["index.html", "a/b.html", "ü.html", ""] {
            let has = |number| Share { number, of: 8 }.has(name);
            assert_eq!((1..=8).filter(|number| has(*number)).count(), 1, "{name}");
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        assert_eq!("3/8".parse(), Ok(Share { number: 3, of: 8 }));
        for text in ["", "3", "0/8", "9/8", "1/0", "-1/2", "1/2/3", "1/10001", "a/b"] {
            assert!(text.parse::<Share>().unwrap_err().contains("3/8"), "{text}");
        }
    }
}
