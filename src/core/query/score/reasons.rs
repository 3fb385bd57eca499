//! What adds to the score of one document: noted where it is weighed, for those who ask why.

use crate::query::answer::MatchKind;
use crate::query::find::lookup::TermRef;

/// A term as the answer to a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match<'a> {
    pub term: TermRef<'a>,
    pub kind: MatchKind,
    /// The inverse document frequency that it goes by.
    pub idf: u32,
    /// What it is worth, in sixteenths.
    pub factor: u32,
}

/// A match that a document holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reason<'a> {
    /// The slot that it answers.
    pub slot: usize,
    pub found: Match<'a>,
    /// How strongly the document holds it.
    pub impact: u32,
}

/// Why one document has its score.
#[derive(Debug)]
pub(crate) struct Reasons<'a> {
    document: u32,
    pub list: Vec<Reason<'a>>,
}

impl<'a> Reasons<'a> {
    pub fn new(document: u32) -> Self {
        Self { document, list: Vec::new() }
    }

    /// Notes a match for `slot`, if the document holds it. Reads the postings of its term.
    pub fn add(&mut self, slot: usize, found: Match<'a>) {
        let mut postings = found.term.terms.postings(found.term.rank);
        if let Some(posting) = postings.find(|posting| posting.document == self.document) {
            self.list.push(Reason { slot, found, impact: u32::from(posting.impact) });
        }
    }

    /// Forgets what was noted since there were `count` of them, where the document weighs nothing for
    /// it: what counts together only is no reason alone.
    pub fn keep(&mut self, count: usize, weights: &[u32]) {
        if weights.get(self.document as usize).is_none_or(|weight| *weight == 0) {
            self.list.truncate(count);
        }
    }

    /// Says that what was noted since there were `count` of them stand for other words: worth `factor` times as
    /// much, by the number of sixteenths that count together.
    pub fn stand_in(&mut self, count: usize, kind: MatchKind, factor: u32, divisor: u32) {
        for reason in self.list.iter_mut().skip(count) {
            reason.found.kind = kind;
            reason.found.factor = reason.found.factor * factor / divisor.max(1);
        }
    }
}
