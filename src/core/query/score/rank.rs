//! The ranking: which documents are hits, in which order.

use crate::format::MAX_DOCUMENTS;
use crate::query::features::FULL;
use crate::query::order::smallest;
use crate::query::score::weigh::Weights;

/// With fewer documents than this holding every word as typed, corrections are tried and
/// documents that hold some words follow.
pub const RELAX_BELOW: usize = 10;

/// A document that lacks words is a hit only if it scores at least this part of the best.
const WORST_PART: u32 = 8;

/// What a document gathers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    pub score: u32,
    /// The slots it holds, one bit each.
    pub words: u64,
    /// Of these, those that it holds in a corrected form only.
    pub corrected: u64,
    /// Of these, those for which a phrase was not looked for yet.
    pub unverified: u64,
    /// How many filters it fails, and the position of the latest.
    pub failed: u8,
    pub filter: u8,
    pub title: TitleMatch,
    pub state: State,
}

/// How a title matches the query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TitleMatch {
    #[default]
    None,
    Begins,
    Whole,
}

/// What the lack of a slot means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Nothing: it is a word such as `the`, beside others.
    Optional,
    /// The document comes after those that hold it.
    Wanted,
    /// The document is no hit.
    Required,
}

/// Whether a document can be a hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum State {
    #[default]
    In,
    /// It may hold an excluded phrase.
    Suspect,
    /// It holds the words of a phrase but was not looked through for it.
    Unchecked,
    /// It holds what the query excludes.
    Out,
}

/// What all documents gather, slot by slot.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "they are the sums")]
pub(crate) struct Sums {
    pub sums: Vec<Sum>,
    /// A bit for every slot that counts, and for those that hits must hold.
    pub all: u64,
    pub required: u64,
    /// The slots that are broad prefixes, of which not all documents that hold them are known, and
    /// how many hold the latest.
    pub broad: u64,
    pub completed: u32,
    /// Whether filters or a directory select too.
    pub is_narrowed: bool,
    /// What a title that begins with the query adds to the score.
    pub title_bonus: u32,
    /// What a document that lacks words must score at least; nothing while none may.
    least_part: Option<u32>,
    /// The place of each document in the order asked for, where one is.
    pub places: Option<Vec<u32>>,
}

impl Sums {
    pub fn new(documents: u32) -> Self {
        let sums = vec![Sum::default(); documents as usize];
        Self {
            sums,
            all: 0,
            required: 0,
            broad: 0,
            completed: 0,
            is_narrowed: false,
            title_bonus: 0,
            least_part: Some(0),
            places: None,
        }
    }

    /// Adds the weights of a slot, and those that a phrase must still justify: they count where
    /// nothing else answers the slot.
    pub fn add(&mut self, slot: usize, (weights, phrases): &(Weights, Weights), presence: Presence) {
        let bit = 1 << slot;
        self.all |= if presence == Presence::Optional { 0 } else { bit };
        self.required |= if presence == Presence::Required { bit } else { 0 };
        for (document, (sum, weight)) in self.sums.iter_mut().zip(weights).enumerate() {
            let phrase = phrases.get(document).copied().unwrap_or_default();
            if *weight > 0 || phrase > 0 {
                sum.score += if *weight > 0 { *weight } else { phrase };
                sum.words |= bit;
                sum.unverified |= if *weight > 0 { 0 } else { bit };
            }
        }
    }

    /// Adds the weights of a slot's corrections to the documents that lack the slot.
    pub fn add_corrected(&mut self, slot: usize, weights: &Weights) {
        let bit = 1 << slot;
        let lacking = self.sums.iter_mut().zip(weights).filter(|(sum, weight)| **weight > 0 && sum.words & bit == 0);
        for (sum, weight) in lacking {
            sum.score += weight;
            sum.words |= bit;
            sum.corrected |= bit;
        }
    }

    /// Returns how many documents hold a slot.
    pub fn holding(&self, slot: usize) -> u32 {
        self.sums.iter().filter(|sum| sum.words & 1 << slot != 0).count() as u32
    }

    fn is_whole(&self, sum: &Sum) -> bool {
        sum.words & self.all == self.all
    }

    /// Returns whether a document is a hit, its filters aside.
    pub fn is_match(&self, sum: &Sum) -> bool {
        let is_whole = self.is_whole(sum);
        let is_part = sum.words != 0 && self.least_part.is_some_and(|least| sum.score >= least);
        sum.state != State::Out && sum.words & self.required == self.required && (is_whole || is_part)
    }

    fn is_hit(&self, sum: &Sum) -> bool {
        sum.failed == 0 && self.is_match(sum)
    }

    /// Returns how many hits there are, and how many of them were not checked for a phrase.
    pub fn count(&self) -> (u32, u32) {
        let unchecked = |sum: &&Sum| FULL && self.is_hit(sum) && sum.state == State::Unchecked;
        let hits = self.sums.iter().filter(|sum| self.is_hit(sum)).count();
        (hits as u32, self.sums.iter().filter(unchecked).count() as u32)
    }

    /// Returns how many hits hold every word as typed.
    pub fn whole(&self) -> usize {
        let is_whole = |sum: &&Sum| self.is_hit(sum) && self.is_whole(sum) && sum.corrected == 0;
        self.sums.iter().filter(is_whole).count()
    }

    /// Returns the score of a document, what its title adds included.
    pub fn score(&self, sum: &Sum) -> u32 {
        if sum.title == TitleMatch::None { sum.score } else { sum.score + self.title_bonus }
    }

    /// Decides, once all words are added, whether documents that lack words are hits.
    pub fn relax(&mut self) {
        let best = self.sums.iter().filter(|sum| self.is_hit(sum)).map(|sum| sum.score).max();
        self.least_part = if self.whole() < RELAX_BELOW { Some(best.unwrap_or(0) / WORST_PART) } else { None };
    }

    /// Returns the first hits, at most `limit`, by id; if `are_open`, only those that a phrase is still
    /// to be looked for in. Their order is total: whole title, all words as typed, some corrected,
    /// some missing, not checked for a phrase; then the place asked for or the score, descending;
    /// then the id, ascending.
    pub fn first(&self, limit: usize, are_open: bool) -> Vec<u32> {
        let is_first =
            |sum: &Sum| (!are_open || sum.unverified != 0 || sum.state == State::Suspect) && self.is_hit(sum);
        let hits = self.sums.iter().zip(0u32..).filter(|(sum, _)| is_first(sum));
        let best = smallest(&mut hits.map(|(sum, id)| self.order(sum, id)), limit);
        best.iter().map(|key| *key as u32 & (MAX_DOCUMENTS - 1)).collect()
    }

    /// Returns the number that a document is ordered by, the least first.
    pub fn order(&self, sum: &Sum, id: u32) -> u64 {
        let group = match (sum.state, sum.title) {
            (State::Unchecked, _) => 4,
            _ if !self.is_whole(sum) => 3,
            _ if sum.corrected != 0 => 2,
            (_, TitleMatch::Whole) if self.places.is_none() => 0,
            _ => 1,
        };
        let place =
            self.places.as_ref().and_then(|places| places.get(id as usize)).copied().unwrap_or(!self.score(sum));
        group << 52 | u64::from(place) << 20 | u64::from(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_come_before_scores_and_scores_before_ids() {
        let mut sums = Sums::new(6);
        sums.add(0, &(vec![5, 9, 5, 3, 1, 0], vec![]), Presence::Wanted);
        sums.add(1, &(vec![5, 0, 5, 3, 0, 0], vec![]), Presence::Wanted);
        sums.add_corrected(1, &vec![0, 0, 0, 0, 9, 0]);
        sums.sums[3].title = TitleMatch::Whole;
        sums.relax();
        assert_eq!(sums.first(10, false), [3, 0, 2, 4, 1]);
        assert_eq!(sums.first(2, false), [3, 0]);
        assert_eq!(sums.count(), (5, 0));
    }

    #[test]
    fn where_enough_documents_hold_all_words_no_others_are_hits() {
        let mut sums = Sums::new(11);
        sums.add(0, &(vec![1; 11], vec![]), Presence::Wanted);
        sums.add(1, &([vec![1; 10], vec![0]].concat(), vec![]), Presence::Wanted);
        sums.relax();
        assert_eq!(sums.count(), (10, 0));
    }

    #[test]
    fn parts_that_are_worth_little_beside_the_best_are_no_hits() {
        let mut sums = Sums::new(3);
        sums.add(0, &(vec![800, 100, 99], vec![]), Presence::Wanted);
        sums.add(1, &(vec![0, 0, 0], vec![]), Presence::Wanted);
        sums.relax();
        assert_eq!(sums.first(10, false), [0, 1]);
    }

    #[test]
    fn documents_without_a_required_slot_are_no_hits() {
        let mut sums = Sums::new(2);
        sums.add(0, &(vec![9, 9], vec![]), Presence::Wanted);
        sums.add(1, &(vec![0, 9], vec![]), Presence::Required);
        assert_eq!(sums.first(10, false), [1]);
    }
}
