//! The ranking: which documents are hits, in which order.

use core::ops::RangeInclusive;

use crate::query::features::FULL;
use crate::query::order::{Ranked, smallest};
use crate::query::score::sum::{Phrases, Sum};
use crate::query::score::weigh::WeighedSlot;

/// With fewer documents than this holding every word as typed, corrections are tried and
/// documents that hold some words follow.
pub const RELAX_BELOW: usize = 10;

/// A document that lacks words is a hit only if it scores at least this part of the best.
const WORST_PART: u32 = 16;

/// What the lack of a slot means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Nothing: it is a word such as `the`, beside others.
    Optional,
    /// The document comes after those that hold it.
    Wanted,
    /// The document is no hit where enough others have it.
    Asked,
    /// The document is no hit.
    Required,
}

/// How many documents match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub total: u32,
    /// How many of them are on no page.
    pub unchecked: u32,
}

/// What a document that was ranked has: its score, its name, and the slots that it holds, holds in a corrected form
/// only, and lacks, one bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Standing {
    pub score: u32,
    /// How strongly it is called what the query says, 0 to 64.
    pub name: u32,
    pub words: u64,
    pub corrected: u64,
    pub missing: u64,
}

/// What all documents gather, slot by slot.
#[derive(Debug)]
pub(crate) struct Sums {
    documents: Vec<Sum>,
    /// A bit for every slot that counts, and for those that hits must hold.
    all: u64,
    required: u64,
    /// Of these, those that hits must hold only where enough do.
    asked: u64,
    /// The slots that are broad prefixes: not all documents that hold them are known.
    broad: u64,
    /// How many documents hold the latest of these.
    completed: u32,
    /// What a name that is the query adds to the score, for each level of its impact.
    name_unit: u32,
    /// What a document that lacks words must score at least; nothing while none may.
    least_part: Option<u32>,
    /// The place of each document in the order asked for, where one is.
    places: Option<Vec<u32>>,
}

/// Gathering, in the order of a search.
impl Sums {
    pub fn new(documents: u32) -> Self {
        Self {
            documents: vec![Sum::default(); documents as usize],
            all: 0,
            required: 0,
            asked: 0,
            broad: 0,
            completed: 0,
            name_unit: 0,
            least_part: Some(0),
            places: None,
        }
    }

    /// Leaves out the documents outside of `range`.
    pub fn narrow_to(&mut self, range: &RangeInclusive<u32>) {
        for (sum, id) in self.documents.iter_mut().zip(0..) {
            if !range.contains(&id) {
                sum.leave_out();
            }
        }
    }

    /// Adds the weights of a slot. Those of phrases, which a text must still justify, count where nothing
    /// else answers the slot.
    pub fn add(&mut self, slot: usize, weighed: &WeighedSlot, presence: Presence) {
        let bit = 1 << slot;
        self.all |= if presence == Presence::Optional { 0 } else { bit };
        self.asked |= if presence == Presence::Asked { bit } else { 0 };
        self.required |= if matches!(presence, Presence::Asked | Presence::Required) { bit } else { 0 };
        if let Some(documents) = weighed.words.broad {
            self.broad |= bit;
            self.completed = documents;
        }
        for (document, (sum, weight)) in self.documents.iter_mut().zip(&weighed.words.weights).enumerate() {
            let phrase = weighed.phrases.get(document).filter(|_| FULL);
            sum.add(bit, *weight, phrase.copied().unwrap_or_default());
        }
    }

    /// Says that all slots were added. What is listed of a broad prefix selects only where nothing else
    /// does: no other slot, and no filter or directory, which narrows the search.
    pub fn close(&mut self, is_narrowed: bool) {
        let selecting = self.all & !self.broad | self.required;
        if selecting > 0 || is_narrowed {
            self.all = selecting;
        }
    }

    /// Takes out the documents that weigh something for what is excluded; of a phrase, a text must still
    /// say so.
    pub fn exclude(&mut self, weights: &[u32], is_phrase: bool) {
        for (sum, _) in self.documents.iter_mut().zip(weights).filter(|(_, weight)| **weight > 0) {
            if is_phrase { sum.suspect() } else { sum.leave_out() }
        }
    }

    /// Sets what a name that is the query adds to the score, for each level of its impact.
    pub fn award_names(&mut self, unit: u32) {
        self.name_unit = unit;
    }

    /// Notes how strongly a document is called what the query says. It holds the broad prefixes that were
    /// typed, listed for them or not.
    pub fn name(&mut self, document: u32, impact: u8) {
        if let Some(sum) = self.documents.get_mut(document as usize) {
            sum.name(impact, self.broad);
        }
    }

    /// Notes that the documents whose `counts` are not among the `passing` ones fail a filter, which is
    /// named by its position.
    pub fn fail_filter(&mut self, filter: usize, counts: &[u32], passing: &RangeInclusive<u32>) {
        for (sum, count) in self.documents.iter_mut().zip(counts) {
            if !passing.contains(count) {
                sum.fail(filter);
            }
        }
    }

    /// Orders hits by the places of all documents, instead of by their scores.
    pub fn order_by(&mut self, places: Vec<u32>) {
        self.places = Some(places);
    }

    /// Notes which phrases the text of a document in doubt holds; nothing where it was not looked through.
    pub fn verify(&mut self, document: u32, held: Option<Phrases>) {
        if let Some(sum) = self.documents.get_mut(document as usize) {
            sum.verify(held);
        }
    }

    /// Adds the weights of a slot's corrections to the documents that lack the slot.
    pub fn add_corrected(&mut self, slot: usize, weights: &[u32]) {
        for (sum, weight) in self.documents.iter_mut().zip(weights) {
            sum.add_corrected(1 << slot, *weight);
        }
    }

    /// Lets hits lack phrases.
    pub fn want_phrases(&mut self) {
        self.required &= !self.asked;
    }

    /// Decides, once all words are added, whether documents that lack words are hits.
    pub fn relax(&mut self) {
        let best = self.documents.iter().filter(|sum| self.is_hit(sum)).map(Sum::word_score).max();
        let is_sparse = self.count_as_typed() < RELAX_BELOW;
        self.least_part = if is_sparse { Some(best.unwrap_or(0) / WORST_PART) } else { None };
    }

    /// Adds to the score of a hit.
    pub fn raise(&mut self, document: u32, more: u32) {
        if let Some(sum) = self.documents.get_mut(document as usize) {
            sum.raise(more);
        }
    }
}

/// What was gathered.
impl Sums {
    /// Returns whether a slot is a broad prefix.
    pub fn is_broad(&self, slot: usize) -> bool {
        self.broad >> slot & 1 == 1
    }

    /// Returns whether any slot is: counts are about right only.
    pub fn is_approximate(&self) -> bool {
        self.broad > 0
    }

    /// Returns whether an order was asked for.
    pub fn is_ordered(&self) -> bool {
        FULL && self.places.is_some()
    }

    /// Returns how many documents hold a slot.
    pub fn holding(&self, slot: usize) -> u32 {
        self.documents.iter().filter(|sum| sum.holds(1 << slot)).count() as u32
    }

    /// Returns how many hits hold every word as typed.
    pub fn count_as_typed(&self) -> usize {
        let is_as_typed = |sum: &&Sum| self.is_hit(sum) && sum.holds(self.all) && sum.corrected() == 0;
        self.documents.iter().filter(is_as_typed).count()
    }

    /// Returns how many hits there are. Where a broad prefix alone selects, those count too that are not
    /// listed for it.
    pub fn count(&self, is_excluding: bool) -> Count {
        let is_unchecked = |sum: &&Sum| sum.is_unchecked() && self.is_hit(sum);
        let total = self.documents.iter().filter(|sum| self.is_hit(sum)).count() as u32;
        let unchecked = self.documents.iter().filter(is_unchecked).count() as u32;
        let is_alone = self.broad == 1 && self.all == 1 && !is_excluding;
        let unlisted = if is_alone { self.completed.saturating_sub(total) } else { 0 };
        Count { total: total + unlisted, unchecked: unchecked + unlisted }
    }

    /// Returns whether a document counts for a facet: it is a hit, or would be one but for a filter that
    /// `is_own`, the facet's choice of values.
    pub fn counts(&self, document: u32, is_own: &dyn Fn(usize) -> bool) -> bool {
        self.documents.get(document as usize).is_some_and(|sum| self.is_match(sum) && sum.passes(is_own))
    }

    /// Returns the first hits, at most `limit`, by id. Their order is total: all words as typed, some corrected,
    /// some missing, not checked for a phrase; then the place asked for or the score, descending; then the
    /// id, ascending.
    pub fn first(&self, limit: usize) -> Vec<u32> {
        self.best(limit, &|_| true)
    }

    /// Returns, in the same order, the hits whose texts are still to be looked through for phrases.
    pub fn in_doubt(&self) -> Vec<u32> {
        self.best(usize::MAX, &Sum::is_in_doubt)
    }

    /// Puts documents in order again.
    pub fn reorder(&self, documents: &mut [u32]) {
        let ranked = |id: &u32| self.documents.get(*id as usize).map(|sum| self.ranked(sum, *id));
        let moved = smallest(&mut documents.iter().filter_map(ranked), documents.len());
        documents.iter_mut().zip(moved).for_each(|(place, ranked)| *place = ranked.id());
    }

    /// Returns whether a document was not left unchecked for a phrase.
    pub fn is_checked(&self, document: u32) -> bool {
        self.documents.get(document as usize).is_some_and(|sum| !sum.is_unchecked())
    }

    /// Returns what a document has.
    pub fn standing(&self, document: u32) -> Standing {
        let Some(sum) = self.documents.get(document as usize) else { return Standing::default() };
        let (words, corrected) = (sum.words(), sum.corrected());
        Standing { score: sum.score(self.name_unit), name: sum.called(), words, corrected, missing: !words & self.all }
    }
}

/// Who is a hit, and where.
impl Sums {
    /// Whether a document is a hit, its filters aside.
    fn is_match(&self, sum: &Sum) -> bool {
        let is_part = sum.words() != 0 && self.least_part.is_some_and(|least| sum.word_score() >= least);
        sum.is_in() && sum.holds(self.required) && (sum.holds(self.all) || is_part)
    }

    fn is_hit(&self, sum: &Sum) -> bool {
        sum.passes_all() && self.is_match(sum)
    }

    fn best(&self, limit: usize, is_asked: &dyn Fn(&Sum) -> bool) -> Vec<u32> {
        let hits = self.documents.iter().zip(0u32..).filter(|(sum, _)| is_asked(sum) && self.is_hit(sum));
        let best = smallest(&mut hits.map(|(sum, id)| self.ranked(sum, id)), limit);
        best.into_iter().map(Ranked::id).collect()
    }

    fn ranked(&self, sum: &Sum, id: u32) -> Ranked {
        let group = if sum.is_unchecked() {
            3
        } else if !sum.holds(self.all) {
            2
        } else {
            u64::from(sum.corrected() != 0)
        };
        let place = self.places.as_ref().filter(|_| FULL).and_then(|places| places.get(id as usize)).copied();
        Ranked::document(group, place.unwrap_or(!sum.score(self.name_unit)), id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::score::weigh::{DocumentWeights, Weighed};

    fn weighed(weights: &[u32]) -> WeighedSlot {
        let words = Weighed { weights: weights.to_vec(), ..Weighed::default() };
        WeighedSlot { words, phrases: DocumentWeights::new() }
    }

    #[test]
    fn groups_come_before_scores_and_scores_before_ids() {
        let mut sums = Sums::new(6);
        sums.add(0, &weighed(&[5, 9, 5, 3, 1, 0]), Presence::Wanted);
        sums.add(1, &weighed(&[5, 0, 5, 3, 0, 0]), Presence::Wanted);
        sums.add_corrected(1, &[0, 0, 0, 0, 9, 0]);
        sums.award_names(5);
        sums.name(3, 2);
        sums.relax();
        assert_eq!(sums.first(10), [3, 0, 2, 4, 1]);
        assert_eq!(sums.first(2), [3, 0]);
        assert_eq!(sums.count(false), Count { total: 5, unchecked: 0 });
    }

    #[test]
    fn where_enough_documents_hold_all_words_no_others_are_hits() {
        let mut sums = Sums::new(11);
        sums.add(0, &weighed(&[1; 11]), Presence::Wanted);
        sums.add(1, &weighed(&[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]), Presence::Wanted);
        sums.relax();
        assert_eq!(sums.count(false).total, 10);
    }

    #[test]
    fn parts_that_are_worth_little_beside_the_best_are_no_hits() {
        let mut sums = Sums::new(3);
        sums.add(0, &weighed(&[1600, 100, 99]), Presence::Wanted);
        sums.add(1, &weighed(&[0, 0, 0]), Presence::Wanted);
        sums.relax();
        assert_eq!(sums.first(10), [0, 1]);
    }

    #[test]
    fn documents_without_a_required_slot_are_no_hits() {
        let mut sums = Sums::new(2);
        sums.add(0, &weighed(&[9, 9]), Presence::Wanted);
        sums.add(1, &weighed(&[0, 9]), Presence::Required);
        assert_eq!(sums.first(10), [1]);
    }

    #[test]
    fn a_hit_whose_score_is_raised_moves_up() {
        let mut sums = Sums::new(3);
        sums.add(0, &weighed(&[3, 2, 1]), Presence::Wanted);
        sums.raise(2, 9);
        let mut order = [0, 1, 2];
        sums.reorder(&mut order);
        assert_eq!((order, sums.standing(2).score), ([2, 0, 1], 10));
    }
}
