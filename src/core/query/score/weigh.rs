//! What each document weighs for a word. ARCHITECTURE.md states the formula in full; integers
//! only, so that it is the same everywhere.

use crate::format::terms::TermKind;
use crate::query::answer::MatchKind;
use crate::query::factors::{Factor, Factors};
use crate::query::features::FULL;
use crate::query::find::expand::{MAX_FORMS, Scope, expand};
use crate::query::find::lookup::{Lookup, Term};
use crate::query::find::marks::Marks;
use crate::query::find::synonyms::split;
use crate::query::read::parse::{Alternative, Needle, Slot};

/// Returns the inverse document frequency: `1 + 256 log2((N + 1) / (n + 1/2))`, rounded down
/// term by term. It is BM25's logarithm (Robertson and Zaragoza 2009, section 3.3, in the
/// variant that never turns negative) to another base.
pub(crate) fn idf(documents: u32, with_term: u32) -> u32 {
    1 + log2_fixed(2 * documents + 2).saturating_sub(log2_fixed(2 * with_term + 1))
}

/// Returns the base-2 logarithm of `value` in units of 1/256, rounded down; 0 for 0. Squares
/// the mantissa once per bit (Knuth, The Art of Computer Programming 1, section 1.2.2).
fn log2_fixed(value: u32) -> u32 {
    let Some(whole) = value.checked_ilog2() else { return 0 };
    let mut mantissa = u64::from(value) << 31 >> whole;
    let mut result = whole;
    for _ in 0..8 {
        mantissa = (mantissa * mantissa) >> 31;
        let bit = u32::from(mantissa >> 32 != 0);
        mantissa >>= bit;
        result = result << 1 | bit;
    }
    result
}

/// What documents weigh for something, by id; 0 where they don't answer it.
pub(crate) type Weights = Vec<u32>;

/// Weighs the words of a query, one slot after the other.
#[derive(Debug)]
pub(crate) struct Weigher<'a, 'l> {
    pub lookup: &'l mut Lookup<'a>,
    pub factors: Factors,
    /// What excerpts mark: all that the words were expanded to.
    pub marks: Marks,
    /// The slot that is weighed, and the greatest idf of its words.
    pub slot: usize,
    pub idf: u32,
    /// What all of its matches are worth, in sixteenths.
    pub scale: u32,
    /// Whether the slot is a broad prefix alone, or one in a compound or an alternative: documents that
    /// hold it may weigh nothing. And how many do.
    pub is_broad: bool,
    pub completed: u32,
    /// Whether all that a broad prefix begins is weighed.
    pub is_complete: bool,
}

impl<'a, 'l> Weigher<'a, 'l> {
    pub fn new(lookup: &'l mut Lookup<'a>, factors: Factors) -> Self {
        Self {
            lookup,
            factors,
            marks: Marks::default(),
            slot: 0,
            idf: 0,
            scale: Factors::UNIT,
            is_broad: false,
            completed: 0,
            is_complete: false,
        }
    }

    pub fn documents(&self) -> u32 {
        self.lookup.bundle.manifest.documents
    }

    /// Returns the weights of a slot, the best of its alternatives, words and phrases apart: a
    /// phrase is still to be looked for in the texts.
    pub fn slot(&mut self, slot: &Slot) -> (Weights, Weights) {
        let (mut weights, mut phrases) = (self.nothing(), self.nothing());
        for alternative in &slot.alternatives {
            let found = self.alternative(alternative);
            let best = if FULL && alternative.is_phrase { &mut phrases } else { &mut weights };
            merge(best, &found, &|weight, other| weight.max(other));
        }
        (weights, phrases)
    }

    fn nothing(&self) -> Weights {
        vec![0; self.documents() as usize]
    }

    /// Returns whether a slot is a word that says little: `the`. One that is being typed may
    /// become another.
    pub fn is_stop(&mut self, slot: &Slot) -> bool {
        let word = slot.plain().filter(|word| !word.whole.is_prefix);
        let term = word.and_then(|word| self.lookup.find(&word.whole.key));
        term.is_some_and(|term| term.terms.kind(term.rank) == Some(TermKind::Stop))
    }

    /// Returns the weights of words that count together only. A broad prefix behind others adds to
    /// them; whether documents hold it is not known of all.
    pub fn alternative(&mut self, alternative: &Alternative) -> Weights {
        let field = alternative.field.filter(|_| FULL).and_then(|at| self.lookup.bundle.manifest.fields.get(at));
        let is_exact = FULL && alternative.is_phrase;
        let scope = Scope { field: field.map(String::as_str), is_exact, is_complete: self.is_complete };
        let was_broad = self.is_broad;
        let mut sum = Weights::new();
        for word in &alternative.words {
            let mut parts = Weights::new();
            for part in &word.parts {
                let weights = self.needle(part, scope);
                add_together(&mut parts, weights, self.is_broad);
            }
            let mut weights = self.needle(&word.whole, scope);
            if !word.parts.is_empty() {
                add_parts(&mut weights, &parts, word.parts.len(), &self.factors);
            }
            add_together(&mut sum, weights, self.is_broad);
        }
        self.is_broad = was_broad || self.is_broad && alternative.words.len() == 1;
        sum
    }

    /// Raises `weights` by words, of which there is at least one, that `shares` words of the query
    /// stand for: they count together, and each has its share.
    pub fn synonym(&mut self, mut words: &str, shares: u32, weights: &mut [u32]) {
        let (idf, factor) = (self.idf, self.factors[Factor::Synonym]);
        let mut divisor = 0;
        let mut sum = Weights::new();
        while !words.is_empty() {
            let (word, rest) = split(words);
            let found = self.needle(&Needle::of_key(word), Scope::default());
            add_together(&mut sum, found, false);
            divisor += Factors::UNIT * shares;
            words = rest;
        }
        merge(weights, &sum, &|weight, other| weight.max((other / divisor * factor).max(u32::from(other > 0))));
        self.idf = idf;
    }

    fn needle(&mut self, needle: &Needle, scope: Scope<'_>) -> Weights {
        self.marks.add(needle.clone(), self.slot);
        let mut weights = self.nothing();
        let found = expand(self.lookup, needle, scope);
        for (term, kind, documents) in &found.terms {
            let idf_of_word = idf(self.documents(), *documents);
            self.idf = self.idf.max(idf_of_word);
            if *kind == MatchKind::Inflected {
                self.marks.add(Needle::of_key(&term.key()), self.slot);
            }
            self.raise(&mut weights, *term, idf_of_word * self.factor(needle, *kind));
        }
        if !found.completions.is_empty() {
            self.complete(&mut weights, &found.completions);
        }
        self.is_broad = found.listed.is_some();
        if let Some(listed) = found.listed {
            self.completed = listed.documents();
            let idf = idf(self.documents(), self.completed);
            self.idf = self.idf.max(idf);
            self.raise(&mut weights, listed, idf * self.factors[Factor::Prefix]);
        }
        weights
    }

    /// What a match of a needle is worth. Who types marks means them: other spellings count half.
    fn factor(&self, needle: &Needle, kind: MatchKind) -> u32 {
        let is_other = kind == MatchKind::Folded && needle.is_marked();
        self.factors[Factor::of(kind)] * self.scale / Factors::UNIT / if is_other { 2 } else { 1 }
    }

    /// A completion weighs by the number of documents that hold any of them or the word itself,
    /// so that it never weighs more than the word.
    fn complete(&mut self, weights: &mut [u32], completions: &[(Term<'a>, u32)]) {
        let mut impacts = vec![0; weights.len()];
        for (completion, _) in completions {
            self.raise(&mut impacts, *completion, 1);
        }
        let mut union = 0;
        merge(&mut impacts, weights, &|impact, weight| impact << 1 | u32::from(impact > 0 || weight > 0));
        impacts.iter().for_each(|impact| union += impact & 1);
        let idf = idf(self.documents(), union);
        self.idf = self.idf.max(idf);
        let factor = idf * self.factors[Factor::Prefix];
        merge(weights, &impacts, &|weight, impact| weight.max((impact >> 1) * factor));
    }

    /// Weighs a term, with its other forms, that a word may be a slip for. A rare one weighs no
    /// more than the `best`, which is in so many documents.
    pub fn correct(&mut self, weights: &mut [u32], (term, distance): (Term<'a>, u32), best: u32) {
        let unit = idf(self.documents(), term.documents().max(best)) * self.factors.of_correction(distance);
        let mut forms = vec![term];
        term.terms.siblings(term.rank, &mut |rank| {
            if forms.len() < MAX_FORMS {
                forms.push(Term { rank, ..term });
            }
        });
        for form in forms {
            self.marks.add(Needle::of_key(&form.key()), self.slot);
            self.raise(weights, form, unit);
        }
    }

    /// Raises the weights of the documents that hold a term to `unit` times its impact.
    pub fn raise(&mut self, weights: &mut [u32], term: Term<'a>, unit: u32) {
        for posting in self.lookup.postings(term) {
            if let Some(weight) = weights.get_mut(posting.document as usize) {
                *weight = (*weight).max(unit * u32::from(posting.impact));
            }
        }
    }
}

/// Replaces each of `weights` by what `merged` makes of it and its counterpart. The one loop over
/// weights: an instance each would be a hundred bytes.
pub(crate) fn merge(weights: &mut [u32], others: &[u32], merged: &dyn Fn(u32, u32) -> u32) {
    for (weight, other) in weights.iter_mut().zip(others) {
        *weight = merged(*weight, *other);
    }
}

/// Adds the weights of another word in the documents that hold all of them; one that is optional
/// matters to no other.
fn add_together(sum: &mut Weights, weights: Weights, is_optional: bool) {
    if sum.is_empty() {
        *sum = weights;
    } else {
        merge(sum, &weights, &|sum, weight| if sum > 0 && (weight > 0 || is_optional) { sum + weight } else { 0 });
    }
}

/// Adds to the weights of a compound whole what its `count` parts weigh together: their mean, times
/// [`Factor::Parts`]. Both add up, so that the whole comes first.
fn add_parts(whole: &mut [u32], parts: &[u32], count: usize, factors: &Factors) {
    merge(whole, parts, &|weight, sum| weight + sum / count as u32 * factors[Factor::Parts] / Factors::UNIT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_right_to_its_last_bit() {
        for value in (1..5000).chain([1 << 20, u32::MAX]) {
            let exact = f64::from(value).log2() * 256.0;
            assert!((f64::from(log2_fixed(value)) - exact.floor()).abs() < 0.5, "{value}");
        }
        assert_eq!([0, 1, 2, 1024].map(log2_fixed), [0, 0, 256, 2560]);
    }

    #[test]
    fn rare_terms_weigh_more_and_no_term_weighs_nothing() {
        assert!(idf(1000, 1) > idf(1000, 10));
        assert_eq!(idf(1000, 1000), 1);
    }

    #[test]
    fn a_compound_is_its_whole_or_all_of_its_parts() {
        let mut whole = vec![0, 0, 100, 100, 0];
        let mut parts = vec![0, 160, 160, 0, 32];
        add_together(&mut parts, vec![0, 0, 32, 0, 32], false);
        add_parts(&mut whole, &parts, 2, &Factors::DEFAULT.with(Factor::Parts, 8));
        assert_eq!(whole, [0, 0, 148, 100, 16]);
    }

    #[test]
    fn words_of_one_alternative_count_together_only() {
        let mut sum = Weights::new();
        add_together(&mut sum, vec![3, 4, 0], false);
        add_together(&mut sum, vec![1, 0, 5], false);
        assert_eq!(sum, [4, 0, 0]);
        add_together(&mut sum, vec![0, 0, 5], true);
        assert_eq!(sum, [4, 0, 0]);
    }
}
