//! What can be switched off, to see what it buys.

use std::str::FromStr;

use findlet_core::query::Factor;

/// A feature of ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Finding the inflections of a word by each other: building without stems.
    Inflections,
    /// A factor of the score.
    Factor(Factor),
}

impl Feature {
    fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Inflections).chain(Factor::ALL.iter().copied().map(Self::Factor))
    }

    /// Returns its name, as on the command line.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Inflections => "inflections".to_owned(),
            Self::Factor(factor) => factor.name(),
        }
    }

    /// Switches it off in how an index is built and searched.
    pub fn switch_off(self, build: &mut findlet_indexer::Options, search: &mut findlet_core::Options) {
        match self {
            Self::Inflections => build.stemming = false,
            Self::Factor(factor) => search.factors = search.factors.without(factor),
        }
    }
}

impl FromStr for Feature {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let names = || Self::all().map(Self::name).collect::<Vec<_>>().join(", ");
        Self::all().find(|feature| feature.name() == name).ok_or_else(|| format!("name one of these: {}", names()))
    }
}
