//! Why a document answers a query: term by term, what adds up to its score.

use crate::format::Attached;
use crate::format::keys::COMPLETED;
use crate::query::answer::MatchKind::{self, Name, Proximity};
use crate::query::factors::Factor;
use crate::query::find::lookup::Lookup;
use crate::query::options::Options;
use crate::query::read::parse::Query;
use crate::query::score::proximity::{PROXIMITY_HITS, Pairs, rerank};
use crate::query::score::rank::Sums;
use crate::query::score::reasons::{Reason, Reasons};
use crate::query::score::weigh::Weigher;
use crate::query::search::{gather, settle, understood};

/// What one term of a document adds to its score, at most: of the terms that answer a word, the
/// heaviest counts. Or what its name adds, or that its words stand close together: the whole query is the word then.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Explanation {
    /// The word of the query, as typed.
    pub word: String,
    /// The term of the index that answers it, or the words of the name.
    pub term: String,
    /// How it does.
    pub kind: MatchKind,
    /// The inverse document frequency that it goes by, in 1/256: of a completion, that of all completions
    /// together.
    pub idf: u32,
    /// How strongly the document holds it, 1 to 64.
    pub impact: u32,
    /// What the kind of match is worth, in sixteenths.
    pub factor: u32,
    /// The product of the three.
    pub weight: u32,
}

/// Explains `document` for `query`; see [`Index::explain`](crate::Index::explain). It does the search
/// itself, and tells what that noted: no second walk could come to another score.
pub(crate) fn explain(bundle: &Attached, query: &str, document: u32, options: &Options) -> Vec<Explanation> {
    let mut lookup = Lookup::new(bundle);
    let mut reasons = Reasons::new(document);
    let mut weigher = Weigher::explaining(&mut lookup, options.factors, &mut reasons);
    let query = understood(&mut weigher, query);
    let mut sums = Sums::new(weigher.documents());
    let mut explanations = Vec::new();
    let Some(gathered) = gather(&mut weigher, &query, options, &mut sums) else { return explanations };
    if settle(&mut weigher, &query, &mut sums).is_none() {
        return explanations;
    }
    let pairs = Pairs::new(&gathered.idfs, options.factors[Factor::Proximity]);
    let marks = weigher.into_marks();
    let standing = sums.standing(document);
    for (at, slot) in query.slots.iter().enumerate() {
        // What a text didn't confirm is no match, and corrections are for documents that lack the word.
        let is_corrected = standing.corrected >> at & 1 == 1;
        let is_so = |reason: &&Reason<'_>| (reason.found.kind == MatchKind::Corrected) == is_corrected;
        let is_held = standing.words >> at & 1 == 1;
        let reasons = reasons.list.iter().filter(|reason| is_held && reason.slot == at).filter(is_so);
        explanations.extend(reasons.map(|reason| Explanation::new(&slot.typed, reason)));
    }
    if standing.name > 0 {
        let idf = gathered.idfs.iter().sum();
        let found =
            Explanation { idf, impact: standing.name, factor: options.factors[Factor::Name], ..of(&query, Name) };
        explanations.push(Explanation { term: query.name.join(" "), ..found }.weighed());
    }
    rerank(&mut lookup, &pairs, &marks, &mut sums.first(PROXIMITY_HITS), &mut sums);
    let closer = sums.standing(document).score - standing.score;
    if closer > 0 {
        explanations.push(Explanation { idf: closer, impact: 1, factor: 1, ..of(&query, Proximity) }.weighed());
    }
    explanations
}

/// Returns what is said of the whole query.
fn of(query: &Query<'_>, kind: MatchKind) -> Explanation {
    let word = query.text.trim().to_owned();
    Explanation { word, term: String::new(), kind, idf: 0, impact: 0, factor: 0, weight: 0 }
}

impl Explanation {
    fn new(word: &str, Reason { found, impact, .. }: &Reason<'_>) -> Self {
        let mut term = found.term.key();
        if term.ends_with(COMPLETED) {
            term.pop();
        }
        let (idf, impact, factor) = (found.idf, *impact, found.factor);
        Self { word: word.to_owned(), term, kind: found.kind, idf, impact, factor, weight: 0 }.weighed()
    }

    fn weighed(self) -> Self {
        Self { weight: self.idf * self.impact * self.factor, ..self }
    }
}
