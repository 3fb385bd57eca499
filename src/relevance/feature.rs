//! What can be switched off, to see what it buys.

use std::str::FromStr;

use findlet_core::query::Factor;
use findlet_indexer::Signal;

use super::told::Told;

/// A feature of ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Finding the inflections of a word by each other: building without stems.
    Inflections,
    /// What an index ranks by.
    Signal(Signal),
    /// What is known of pages.
    Told(Told),
    /// A factor of the score.
    Factor(Factor),
}

impl Feature {
    fn all() -> impl Iterator<Item = Self> {
        let (signals, told) = (Signal::ALL.map(Self::Signal), Told::ALL.map(Self::Told));
        let factors = Factor::ALL.iter().copied().map(Self::Factor);
        std::iter::once(Self::Inflections).chain(signals).chain(told).chain(factors)
    }

    /// Returns its name, as on the command line.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Inflections => "inflections".to_owned(),
            Self::Signal(signal) => signal.name().to_owned(),
            Self::Told(told) => told.name().to_owned(),
            Self::Factor(factor) => factor.name(),
        }
    }

    /// Returns what pages go without, if it is something that they tell.
    #[must_use]
    pub fn told(&self) -> Option<Told> {
        if let Self::Told(told) = self { Some(*told) } else { None }
    }

    /// Switches it off in how an index is built and searched.
    pub fn switch_off(self, build: &mut findlet_indexer::Options, search: &mut findlet_core::Options) {
        match self {
            Self::Inflections => build.stemming = false,
            Self::Signal(signal) => build.without.push(signal),
            // The documents go without it.
            Self::Told(_) => {}
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

#[cfg(test)]
mod tests {
    use super::Feature;

    #[test]
    fn features_are_known_by_names_of_their_own() {
        let names: Vec<String> = Feature::all().map(Feature::name).collect();
        let read: Vec<String> = names.iter().map(|name| name.parse::<Feature>().unwrap().name()).collect();
        assert_eq!(read, names);
        assert!("nothing".parse::<Feature>().unwrap_err().contains("inflections, share, "));
    }
}
