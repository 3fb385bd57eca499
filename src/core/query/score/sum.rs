//! What one document gathers in the course of a search.

use crate::query::features::FULL;

/// The phrases that a text holds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Phrases {
    /// The slots with one of them, one bit each.
    pub slots: u64,
    /// Whether one is excluded.
    pub is_excluded: bool,
}

/// Whether a document can be a hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    In,
    /// It may hold an excluded phrase.
    Suspect,
    /// It holds the words of a phrase but was not looked through for it.
    Unchecked,
    /// It holds what the query excludes.
    Out,
}

/// What a document gathers. Slots are sets, one bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    score: u32,
    /// The slots it holds.
    words: u64,
    /// Of these, those that it holds in a corrected form only.
    corrected: u64,
    /// Of these, those for which a phrase was not looked for yet.
    unverified: u64,
    /// How many filters it fails, and the position of the latest.
    failed: u8,
    filter: u8,
    /// How strongly it is called what the query says; 0 if it isn't.
    name: u8,
    state: State,
}

/// What happens to it.
impl Sum {
    /// Adds what it weighs for the slot of `bit`: for words or, where nothing else answers the slot, for
    /// a phrase, which its text must still justify.
    pub fn add(&mut self, bit: u64, weight: u32, phrase: u32) {
        if weight > 0 || phrase > 0 {
            self.score += if weight > 0 { weight } else { phrase };
            self.words |= bit;
            self.unverified |= if FULL && weight == 0 { bit } else { 0 };
        }
    }

    /// Adds what it weighs for corrections of the slot of `bit`, if it lacks that.
    pub fn add_corrected(&mut self, bit: u64, weight: u32) {
        if weight > 0 && self.words & bit == 0 {
            self.score += weight;
            self.words |= bit;
            self.corrected |= bit;
        }
    }

    /// Adds to its score.
    pub fn raise(&mut self, more: u32) {
        self.score += more;
    }

    /// Takes it out.
    pub fn leave_out(&mut self) {
        self.state = State::Out;
    }

    /// Notes that it holds the words of an excluded phrase.
    pub fn suspect(&mut self) {
        if self.state != State::Out {
            self.state = State::Suspect;
        }
    }

    /// Notes how strongly it is called what the query says, and the slots that it holds for that.
    pub fn name(&mut self, impact: u8, slots: u64) {
        self.name = self.name.max(impact);
        self.words |= slots;
    }

    /// Notes that it fails the filter at this position.
    pub fn fail(&mut self, filter: usize) {
        self.failed += 1;
        self.filter = filter as u8;
    }

    /// Notes which phrases its text holds; nothing where that was not looked through.
    pub fn verify(&mut self, held: Option<Phrases>) {
        if let Some(held) = held {
            self.words &= !self.unverified | held.slots;
            // What only another phrase brought here holds no words of those that are excluded.
            self.state = if held.is_excluded && self.state == State::Suspect { State::Out } else { State::In };
        } else {
            self.state = State::Unchecked;
        }
        self.unverified = 0;
    }
}

/// What became of it.
impl Sum {
    /// What it scores, `name_unit` included for each level of a name that is the query.
    pub fn score(&self, name_unit: u32) -> u32 {
        self.score + name_unit * u32::from(self.name)
    }

    /// How strongly it is called what the query says.
    pub fn called(&self) -> u32 {
        u32::from(self.name)
    }

    /// What its words score.
    pub fn word_score(&self) -> u32 {
        self.score
    }

    /// The slots that it holds.
    pub fn words(&self) -> u64 {
        self.words
    }

    /// The slots that it holds in a corrected form only.
    pub fn corrected(&self) -> u64 {
        self.corrected
    }

    /// Whether it holds all of these slots.
    pub fn holds(&self, slots: u64) -> bool {
        self.words & slots == slots
    }

    /// Whether it passes all filters but, where it fails a single one, that.
    pub fn passes(&self, is_ignored: &dyn Fn(usize) -> bool) -> bool {
        self.failed == 0 || self.failed == 1 && is_ignored(usize::from(self.filter))
    }

    /// Whether it passes all filters.
    pub fn passes_all(&self) -> bool {
        !FULL || self.failed == 0
    }

    /// Whether it was not taken out.
    pub fn is_in(&self) -> bool {
        self.state != State::Out
    }

    /// Whether its text is still to be looked through for a phrase.
    pub fn is_in_doubt(&self) -> bool {
        self.unverified != 0 || self.state == State::Suspect
    }

    /// Whether it was not looked through for a phrase whose words it holds.
    pub fn is_unchecked(&self) -> bool {
        FULL && self.state == State::Unchecked
    }
}
