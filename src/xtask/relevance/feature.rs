//! What can be switched off, to see what it buys.

use clap::ValueEnum;

/// A feature of ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Feature {
    /// Finding the inflections of a word by each other: building without stems.
    Inflections,
    /// Correcting mistyped words.
    Typos,
    /// Titles that begin with the query first.
    Titles,
    /// Words that stand close together first.
    Proximity,
    /// Completing the word that was typed last.
    Prefix,
    /// Finding compounds by their parts.
    Parts,
    /// Finding words by those that mean the same.
    Synonyms,
}

impl Feature {
    /// Returns its name, as on the command line.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Switches it off in how an index is built and searched.
    pub fn switch_off(self, build: &mut findlet_indexer::Options, search: &mut findlet_core::Options) {
        let factors = &mut search.factors;
        match self {
            Self::Inflections => build.stemming = false,
            Self::Typos => factors.corrected = 0,
            Self::Titles => factors.title = 0,
            Self::Proximity => factors.proximity = 0,
            Self::Prefix => factors.prefix = 0,
            Self::Parts => factors.parts = 0,
            Self::Synonyms => factors.synonym = 0,
        }
    }
}
