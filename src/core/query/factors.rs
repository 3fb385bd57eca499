//! What the kinds of matches, and what else makes a score, are worth.

use crate::query::answer::MatchKind;
use crate::query::features::STUDY;

/// Declares [`Factor`]: its documentation, its name and its default in sixteenths, each once.
macro_rules! factors {
    ($($(#[$documentation:meta])+ $factor:ident = $default:literal,)+) => {
        /// What can be worth more or less in the score of a document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Factor {
            $($(#[$documentation])+ $factor,)+
        }

        impl Factor {
            /// Every factor, in the order of the definition in docs/score.md.
            pub const ALL: &[Self] = &[$(Self::$factor),+];
            const NAMES: [&str; Self::ALL.len()] = [$(stringify!($factor)),+];
            const DEFAULTS: [u32; Self::ALL.len()] = [$($default),+];
        }
    };
}

factors! {
    /// The word as typed, marks and joiners included.
    Exact = 16,
    /// The same letters with other marks.
    Folded = 13,
    /// Another form of the word: `agreements` for `agreement`.
    Inflected = 14,
    /// All parts of a compound, not joined.
    Parts = 12,
    /// Words that the index says mean the same.
    Synonym = 12,
    /// A term that begins with the word being typed.
    Prefix = 9,
    /// A term one edit away, where few documents hold all words as typed. A term two edits away is
    /// worth three quarters of it. 0 turns corrections off.
    Corrected = 14,
    /// Words of the query that stand close together, in an embedded index. 0 turns it off.
    Proximity = 4,
    /// Words such as `the`, beside others: every kind of match is worth that much less.
    Stop = 6,
    /// A name that is the query. 0 turns it off.
    Name = 16,
}

impl Factor {
    /// Returns its name, in lower case: `exact`.
    #[must_use]
    pub fn name(self) -> String {
        Self::NAMES[self as usize].to_ascii_lowercase()
    }

    /// Returns the factor of a kind of match.
    pub(crate) fn of(kind: MatchKind) -> Self {
        match kind {
            MatchKind::Exact => Self::Exact,
            MatchKind::Folded => Self::Folded,
            MatchKind::Inflected => Self::Inflected,
            MatchKind::Prefix => Self::Prefix,
            MatchKind::Corrected => Self::Corrected,
            MatchKind::Synonym => Self::Synonym,
            MatchKind::Name => Self::Name,
            MatchKind::Proximity => Self::Proximity,
        }
    }
}

/// What each [`Factor`] is worth, in sixteenths, 0 to 16. Indexed by the factor.
///
/// # Example
/// ```
/// use findlet_core::query::{Factor, Factors};
///
/// let factors = Factors::DEFAULT.without(Factor::Proximity).with(Factor::Prefix, 12);
/// assert_eq!([factors[Factor::Proximity], factors[Factor::Prefix]], [0, 12]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factors([u32; Factor::ALL.len()]);

impl Factors {
    /// A factor of one, in sixteenths: the greatest. The bound of the score rests on it.
    pub const UNIT: u32 = 16;

    /// Those that a search has unless others are given.
    pub const DEFAULT: Self = Self(Factor::DEFAULTS);

    /// Returns them with `factor` worth as many `sixteenths`. More than 16 count as 16.
    #[must_use]
    pub const fn with(mut self, factor: Factor, sixteenths: u32) -> Self {
        self.0[factor as usize] = if sixteenths > Self::UNIT { Self::UNIT } else { sixteenths };
        self
    }

    /// Returns them with `factor` worth nothing.
    #[must_use]
    pub const fn without(self, factor: Factor) -> Self {
        self.with(factor, 0)
    }

    /// Returns what a correction is worth by its cost, twice the distance and more: three quarters
    /// for a second edit.
    pub(crate) fn of_correction(&self, cost: u32) -> u32 {
        if cost > 3 { self[Factor::Corrected] * 3 / 4 } else { self[Factor::Corrected] }
    }
}

impl core::ops::Index<Factor> for Factors {
    type Output = u32;

    /// Where nobody can give other factors, the compiler knows them.
    fn index(&self, factor: Factor) -> &u32 {
        if STUDY { &self.0[factor as usize] } else { &Self::DEFAULT.0[factor as usize] }
    }
}

impl Default for Factors {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_factor_is_above_one() {
        for factor in Factor::ALL {
            assert!(Factors::DEFAULT[*factor] <= Factors::UNIT, "{factor:?}");
            assert_eq!(Factors::DEFAULT.with(*factor, 1000)[*factor], Factors::UNIT);
        }
    }
}
