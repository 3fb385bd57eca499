//! What each document weighs for a word. docs/score.md states the formula in full; integers
//! only, so that it is the same everywhere.

use crate::format::terms::TermKind;
use crate::query::answer::MatchKind;
use crate::query::factors::{Factor, Factors};
use crate::query::features::FULL;
use crate::query::find::correct::is_likelier;
use crate::query::find::expand::{MAX_FORMS, Scope, expand};
use crate::query::find::lookup::{Lookup, TermRef};
use crate::query::find::marks::Marks;
use crate::query::find::synonyms::split;
use crate::query::read::parse::{Alternative, Needle, Slot, Word};
use crate::query::score::idf::idf;
use crate::query::score::reasons::{Match, Reasons};

/// What documents weigh for something, by id; 0 where they don't answer it.
pub(crate) type DocumentWeights = Vec<u32>;

/// What came of weighing a word, or words that count together.
#[derive(Debug, Default)]
pub(crate) struct Weighed {
    pub weights: DocumentWeights,
    /// The greatest inverse document frequency that was used.
    pub idf: u32,
    /// How many documents hold what a broad prefix begins. Not all of them are listed for it: documents
    /// that weigh nothing may hold it.
    pub broad: Option<u32>,
    /// Whether the index has the very word.
    pub has_word: bool,
}

/// What came of weighing a slot.
#[derive(Debug, Default)]
pub(crate) struct WeighedSlot {
    pub words: Weighed,
    /// What they weigh for its phrases, which are still to be looked for in their texts.
    pub phrases: DocumentWeights,
}

/// How the words of a slot count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Role {
    /// The slot that they answer; none for what is excluded. That is not marked, and of a broad prefix
    /// all that it begins is weighed.
    slot: Option<usize>,
    /// What all of their matches are worth, in sixteenths.
    scale: u32,
}

impl Role {
    /// Returns the role of the words of slot `at`, whose matches are worth `scale` sixteenths.
    pub fn of(at: usize, scale: u32) -> Self {
        Self { slot: Some(at), scale }
    }
}

/// Weighs the words of a query.
#[derive(Debug)]
pub(crate) struct Weigher<'a, 'l> {
    pub lookup: &'l mut Lookup<'a>,
    pub factors: Factors,
    /// What texts are searched for: all that the words were expanded to.
    marks: Marks,
    /// Why a document has its score, where somebody asks.
    reasons: Option<&'l mut Reasons<'a>>,
}

impl<'a, 'l> Weigher<'a, 'l> {
    pub fn new(lookup: &'l mut Lookup<'a>, factors: Factors) -> Self {
        Self { lookup, factors, marks: Marks::default(), reasons: None }
    }

    /// Makes one that notes why a document has its score.
    pub fn explaining(lookup: &'l mut Lookup<'a>, factors: Factors, reasons: &'l mut Reasons<'a>) -> Self {
        Self { reasons: Some(reasons), ..Self::new(lookup, factors) }
    }

    pub fn documents(&self) -> u32 {
        self.lookup.bundle.manifest.documents
    }

    /// Returns what texts are to be searched for.
    pub fn into_marks(self) -> Marks {
        self.marks
    }

    /// Returns whether a slot is a word that says little: `the`, or a particle. One that is being typed may
    /// become another.
    pub fn is_stop(&mut self, slot: &Slot) -> bool {
        let word = slot.plain();
        if word.is_some_and(|word| word.is_loose) {
            return true;
        }
        let term = word.filter(|word| !word.whole.is_prefix).and_then(|word| self.lookup.find(&word.whole.key));
        term.is_some_and(|term| term.terms.kind(term.rank) == Some(TermKind::Stop))
    }

    /// Weighs a slot: the best of its alternatives, words and phrases apart.
    pub fn slot(&mut self, slot: &Slot, role: Role) -> WeighedSlot {
        let (mut words, mut phrases) =
            (self.nothing(), if FULL { self.nothing().weights } else { DocumentWeights::new() });
        for alternative in &slot.alternatives {
            let found = self.alternative(alternative, role);
            let best = if FULL && alternative.is_phrase { &mut phrases } else { &mut words.weights };
            merge(best, &found.weights, &|weight, other| weight.max(other));
            words.idf = words.idf.max(found.idf);
            words.broad = found.broad.or(words.broad);
        }
        WeighedSlot { words, phrases }
    }

    /// Returns what documents weigh for what no hit may hold.
    pub fn excluded(&mut self, alternative: &Alternative) -> DocumentWeights {
        self.alternative(alternative, Role { slot: None, scale: Factors::UNIT }).weights
    }

    fn nothing(&self) -> Weighed {
        Weighed { weights: vec![0; self.documents() as usize], ..Weighed::default() }
    }

    /// Weighs words that count together only. A broad prefix behind others adds to them; whether
    /// documents hold it is not known of all.
    fn alternative(&mut self, alternative: &Alternative, role: Role) -> Weighed {
        let field = alternative.field.filter(|_| FULL).and_then(|at| self.lookup.bundle.manifest.fields.get(at));
        let is_exact = FULL && alternative.is_phrase;
        let scope = Scope { field: field.map(String::as_str), is_exact, is_complete: role.slot.is_none() };
        let noted = self.noted();
        let mut sum = Weighed::default();
        for word in &alternative.words {
            let found = self.word(word, scope, role);
            add_together(&mut sum.weights, found.weights, found.broad.is_some());
            sum.idf = sum.idf.max(found.idf);
            sum.broad = found.broad.filter(|_| alternative.words.len() == 1);
        }
        self.keep_reasons(noted, &sum.weights);
        sum
    }

    /// Weighs a word or, with its parts, a compound.
    fn word(&mut self, word: &Word, scope: Scope<'_>, role: Role) -> Weighed {
        let mut whole = self.needle(&word.whole, scope, role);
        let noted = self.noted();
        let mut parts = DocumentWeights::new();
        for part in &word.parts {
            let found = self.needle(&part.beside(whole.has_word), scope, role);
            add_together(&mut parts, found.weights, found.broad.is_some());
            whole.idf = whole.idf.max(found.idf);
        }
        if !word.parts.is_empty() {
            self.keep_reasons(noted, &parts);
            add_parts(&mut whole.weights, &parts, word.parts.len(), self.factors[Factor::Parts]);
        }
        whole
    }

    /// Raises the weights of slot `at` by words, of which there is at least one, that `shares` words of the
    /// query stand for: they count together, and each has its share.
    pub fn synonym(&mut self, words: &str, shares: u32, role: Role, weights: &mut [u32]) {
        self.stand_in(words, shares, (role, MatchKind::Synonym), weights);
    }

    /// Returns what documents weigh for slot `at` by words that `shares` words of the query are with other spaces.
    pub fn respaced(&mut self, words: &str, shares: u32, at: usize) -> DocumentWeights {
        let mut weights = self.nothing().weights;
        self.stand_in(words, shares, (Role::of(at, Factors::UNIT), MatchKind::Corrected), &mut weights);
        weights
    }

    fn stand_in(&mut self, words: &str, shares: u32, (role, kind): (Role, MatchKind), weights: &mut [u32]) {
        let factor = self.factors[Factor::Synonym];
        let (noted, mut divisor, mut rest) = (self.noted(), 0, words);
        let mut sum = DocumentWeights::new();
        while !rest.is_empty() {
            let (word, others) = split(rest);
            let found = self.needle(&Needle::of_key(word), Scope::default(), role);
            add_together(&mut sum, found.weights, false);
            divisor += Factors::UNIT * shares;
            rest = others;
        }
        self.keep_reasons(noted, &sum);
        if let Some(reasons) = self.asked() {
            reasons.stand_in(noted, kind, factor, divisor);
        }
        merge(weights, &sum, &|weight, other| weight.max((other / divisor * factor).max(u32::from(other > 0))));
    }

    fn needle(&mut self, needle: &Needle, scope: Scope<'_>, role: Role) -> Weighed {
        let mut weighed = self.nothing();
        self.mark(role, needle.clone());
        let found = expand(self.lookup, needle, scope);
        weighed.has_word = found.has_word();
        for (term, kind, documents) in &found.terms {
            if *kind == MatchKind::Inflected {
                self.mark(role, Needle::of_key(&term.key()));
            }
            let (term, kind) = (*term, *kind);
            let found = Match { term, kind, idf: self.idf(*documents), factor: self.factor(needle, kind, role) };
            self.hold(&mut weighed, found, role);
        }
        if !found.completions.is_empty() {
            self.complete(&mut weighed, &found.completions, role);
        }
        if let Some(listed) = found.listed {
            let documents = listed.documents();
            weighed.broad = Some(documents);
            let found = self.completion((listed, 0), documents);
            self.hold(&mut weighed, found, role);
        }
        weighed
    }

    fn mark(&mut self, role: Role, needle: Needle) {
        if let Some(slot) = role.slot {
            self.marks.add(needle, slot);
        }
    }

    fn idf(&self, documents: u32) -> u32 {
        idf(self.documents(), documents)
    }

    /// What a match of a needle is worth. Where marks were typed, other spellings count half.
    fn factor(&self, needle: &Needle, kind: MatchKind, role: Role) -> u32 {
        let is_other = kind == MatchKind::Folded && needle.is_marked();
        self.factors[Factor::of(kind)] * role.scale / Factors::UNIT / if is_other { 2 } else { 1 }
    }

    /// A completion of a word of which that many documents hold any. Other marks than were typed count half.
    fn completion(&self, (term, cost): (TermRef<'a>, u32), documents: u32) -> Match<'a> {
        let factor = self.factors[Factor::Prefix] / (1 + cost);
        Match { term, kind: MatchKind::Prefix, idf: self.idf(documents), factor }
    }

    /// A completion weighs by the number of documents that hold any of them or the word itself,
    /// so that it never weighs more than the word.
    fn complete(&mut self, weighed: &mut Weighed, completions: &[(TermRef<'a>, u32)], role: Role) {
        let mut impacts = vec![0; weighed.weights.len()];
        for completion in completions {
            let unit = self.completion(*completion, 0).factor;
            self.raise(&mut impacts, completion.0, unit);
        }
        let mut union = 0;
        let mark = |impact, weight| impact << 1 | u32::from(impact > 0 || weight > 0);
        merge(&mut impacts, &weighed.weights, &mark);
        impacts.iter().for_each(|impact| union += impact & 1);
        let idf = self.idf(union);
        weighed.idf = weighed.idf.max(idf);
        merge(&mut weighed.weights, &impacts, &|weight, impact| weight.max((impact >> 1) * idf));
        for completion in completions {
            self.note(self.completion(*completion, union), role);
        }
    }

    /// Weighs the terms that the word of slot `at`, which as many documents as `held` hold, may be a slip
    /// for: those that are likelier meant. A rare one weighs no more than the first.
    pub fn corrections(&mut self, at: usize, found: &[(TermRef<'a>, u32)], held: u32) -> DocumentWeights {
        let mut weighed = self.nothing();
        let best = found.first().map_or(0, |(term, _)| term.documents());
        for (term, distance) in found.iter().filter(|(term, _)| is_likelier(term.documents(), held)) {
            let idf = self.idf(term.documents().max(best));
            let factor = self.factors.of_correction(*distance);
            let kind = MatchKind::Corrected;
            self.correct(&mut weighed, Match { term: *term, kind, idf, factor }, Role::of(at, Factors::UNIT));
        }
        weighed.weights
    }

    /// Weighs a correction, with its other forms.
    fn correct(&mut self, weighed: &mut Weighed, found: Match<'a>, role: Role) {
        let term = found.term;
        let mut forms = vec![term];
        term.terms.siblings(term.rank, &mut |rank| {
            if forms.len() < MAX_FORMS {
                forms.push(TermRef { rank, ..term });
            }
        });
        for term in forms {
            self.mark(role, Needle::of_key(&term.key()));
            self.hold(weighed, Match { term, ..found }, role);
        }
    }

    /// Raises the weights of the documents that hold a match to what it weighs there.
    fn hold(&mut self, weighed: &mut Weighed, found: Match<'a>, role: Role) {
        weighed.idf = weighed.idf.max(found.idf);
        self.raise(&mut weighed.weights, found.term, found.idf * found.factor);
        self.note(found, role);
    }

    /// Raises the weights of the documents that hold a term to `unit` times its impact.
    fn raise(&mut self, weights: &mut [u32], term: TermRef<'a>, unit: u32) {
        for posting in self.lookup.postings(term) {
            if let Some(weight) = weights.get_mut(posting.document as usize) {
                *weight = (*weight).max(unit * u32::from(posting.impact));
            }
        }
    }

    /// Returns where reasons are noted, if somebody asks why.
    fn asked(&mut self) -> Option<&mut Reasons<'a>> {
        self.reasons.as_deref_mut().filter(|_| FULL)
    }

    fn note(&mut self, found: Match<'a>, role: Role) {
        if let (Some(reasons), Some(slot)) = (self.asked(), role.slot) {
            reasons.add(slot, found);
        }
    }

    fn noted(&mut self) -> usize {
        self.asked().map_or(0, |reasons| reasons.list.len())
    }

    /// Forgets what was noted behind the first `noted` where the document weighs nothing for all of it.
    fn keep_reasons(&mut self, noted: usize, weights: &[u32]) {
        if let Some(reasons) = self.asked() {
            reasons.keep(noted, weights);
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
fn add_together(sum: &mut DocumentWeights, weights: DocumentWeights, is_optional: bool) {
    if sum.is_empty() {
        *sum = weights;
    } else {
        merge(sum, &weights, &|sum, weight| if sum > 0 && (weight > 0 || is_optional) { sum + weight } else { 0 });
    }
}

/// Adds to the weights of a compound whole what its `count` parts weigh together: their mean, worth
/// `factor` sixteenths. Both add up, so that the whole comes first.
fn add_parts(whole: &mut [u32], parts: &[u32], count: usize, factor: u32) {
    merge(whole, parts, &|weight, sum| weight + sum / count as u32 * factor / Factors::UNIT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_its_whole_or_all_of_its_parts() {
        let mut whole = vec![0, 0, 100, 100, 0];
        let mut parts = vec![0, 160, 160, 0, 32];
        add_together(&mut parts, vec![0, 0, 32, 0, 32], false);
        add_parts(&mut whole, &parts, 2, 8);
        assert_eq!(whole, [0, 0, 148, 100, 16]);
    }

    #[test]
    fn words_of_one_alternative_count_together_only() {
        let mut sum = DocumentWeights::new();
        add_together(&mut sum, vec![3, 4, 0], false);
        add_together(&mut sum, vec![1, 0, 5], false);
        assert_eq!(sum, [4, 0, 0]);
        add_together(&mut sum, vec![0, 0, 5], true);
        assert_eq!(sum, [4, 0, 0]);
    }
}
