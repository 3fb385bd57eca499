//! What an index ranks by beside the counts of words, to switch it off and see what it buys.

/// A part of the ranking that is made when the index is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Signal {
    /// How much of a name a word is, in the impact.
    Share,
    /// That a name which many documents have is worth less.
    Namesakes,
    /// That a page is found by the words that a compound in it is made of.
    Compounds,
    /// That of equal scores the page comes first that most links lead to.
    Opinion,
}

impl Signal {
    /// Every signal.
    pub const ALL: [Self; 4] = [Self::Share, Self::Namesakes, Self::Compounds, Self::Opinion];

    /// Returns its name, in lower case: `share`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Namesakes => "namesakes",
            Self::Compounds => "compounds",
            Self::Opinion => "opinion",
        }
    }
}
