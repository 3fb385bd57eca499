//! Why a document answers a query: term by term, what adds up to its score.

use crate::format::Attached;
use crate::format::keys::COMPLETED;
use crate::query::answer::MatchKind;
use crate::query::factors::{Factor, Factors};
use crate::query::find::correct;
use crate::query::find::expand::{Scope, expand};
use crate::query::find::lookup::{Lookup, Term};
use crate::query::find::synonyms;
use crate::query::options::Options;
use crate::query::read::parse;
use crate::query::read::parse::{Alternative, Needle};
use crate::query::score::weigh::{Weigher, idf};

/// What one term of a document adds to its score, at most: of the terms that answer a word, the
/// heaviest counts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Explanation {
    /// The word of the query, as typed.
    pub word: String,
    /// The term of the index that answers it.
    pub term: String,
    /// How it does.
    pub kind: MatchKind,
    /// Its inverse document frequency, in 1/256.
    pub idf: u32,
    /// How strongly the document holds it, 1 to 32.
    pub impact: u32,
    /// What the kind of match is worth, in sixteenths.
    pub factor: u32,
    /// The product of the three.
    pub weight: u32,
}

/// Explains `document` for `query`; see [`Index::explain`](crate::Index::explain).
pub(crate) fn explain(bundle: &Attached, query: &str, document: u32, options: &Options) -> Vec<Explanation> {
    let parsed = parse::parse(query, &bundle.manifest);
    let factors = options.factors;
    let mut explainer =
        Explainer { lookup: Lookup::new(bundle), factors, scale: Factors::UNIT, document, found: vec![] };
    let mut weigher = Weigher::new(&mut explainer.lookup, factors);
    let stops: Vec<bool> = parsed.slots.iter().map(|slot| weigher.is_stop(slot)).collect();
    for (at, slot) in parsed.slots.iter().enumerate() {
        let before = explainer.found.len();
        let is_stop = stops.contains(&false) && stops.get(at) == Some(&true);
        explainer.scale = if is_stop { factors[Factor::Stop] } else { Factors::UNIT };
        slot.alternatives.iter().for_each(|alternative| explainer.alternative(&slot.typed, alternative));
        synonyms::synonyms(&parsed.slots, at, &bundle.manifest.synonyms, &mut |words, shares| {
            let needles: Vec<Needle> = words.split(' ').map(Needle::of_key).collect();
            let kind = Some((MatchKind::Synonym, shares * needles.len() as u32));
            needles.iter().for_each(|needle| explainer.needle(&slot.typed, needle, Scope::default(), kind));
        });
        if let Some(word) = slot.plain().filter(|_| explainer.found.len() == before) {
            for (term, distance) in correct::corrections(&mut explainer.lookup, &word.whole) {
                let factor = explainer.factors.of_correction(distance);
                explainer.term(&slot.typed, term, MatchKind::Corrected, (term.documents(), factor));
            }
        }
    }
    explainer.found
}

struct Explainer<'a> {
    lookup: Lookup<'a>,
    factors: Factors,
    /// What all matches of the slot are worth, in sixteenths.
    scale: u32,
    document: u32,
    found: Vec<Explanation>,
}

impl<'a> Explainer<'a> {
    fn alternative(&mut self, typed: &str, alternative: &Alternative) {
        let field = alternative.field.and_then(|at| self.lookup.bundle.manifest.fields.get(at));
        let scope = Scope { field: field.map(String::as_str), is_exact: alternative.is_phrase, is_complete: false };
        for word in &alternative.words {
            self.needle(typed, &word.whole, scope, None);
            word.parts.iter().for_each(|part| self.needle(typed, part, scope, None));
        }
    }

    /// Explains a needle; one that stands for others has a kind and a divisor of its own.
    fn needle(&mut self, typed: &str, needle: &Needle, scope: Scope<'_>, other: Option<(MatchKind, u32)>) {
        let found = expand(&mut self.lookup, needle, scope);
        for (term, kind, documents) in found.terms {
            let (kind, factor) = match other {
                Some((kind, divisor)) => (kind, self.factors[Factor::of(kind)] / divisor.max(1)),
                None => (kind, self.factor(needle, kind)),
            };
            self.term(typed, term, kind, (documents, factor));
        }
        for term in found.completions.into_iter().map(|(term, _)| term).chain(found.listed) {
            self.term(typed, term, MatchKind::Prefix, (term.documents(), self.factors[Factor::Prefix]));
        }
    }

    /// As `Weigher::factor` has it.
    fn factor(&self, needle: &Needle, kind: MatchKind) -> u32 {
        let is_other = kind == MatchKind::Folded && needle.is_marked();
        self.factors[Factor::of(kind)] * self.scale / Factors::UNIT / if is_other { 2 } else { 1 }
    }

    fn term(&mut self, typed: &str, term: Term<'a>, kind: MatchKind, (documents, factor): (u32, u32)) {
        let document = self.document;
        let Some(posting) = self.lookup.postings(term).find(|posting| posting.document == document) else { return };
        let idf = idf(self.lookup.bundle.manifest.documents, documents);
        let impact = u32::from(posting.impact);
        let (word, mut term) = (typed.to_owned(), term.key());
        if term.ends_with(COMPLETED) {
            term.pop();
        }
        self.found.push(Explanation { word, term, kind, idf, impact, factor, weight: idf * impact * factor });
    }
}
