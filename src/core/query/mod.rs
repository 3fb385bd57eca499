//! Queries: parse, expand, rank, excerpt.
//!
//! ```text
//! "foreign aff" --parse--> words --expand--> terms --rank--> documents --excerpt--> hits
//! ```

mod excerpt;
mod expand;
mod parse;
mod rank;
mod types;

pub use excerpt::{EXCERPT_CHARS, Excerpt};
pub use expand::MAX_COMPLETIONS;
pub use parse::MAX_WORDS;
pub use rank::RELAX_BELOW;
pub use types::{Answer, Card, Factors, Hit, Options, PartRequest, Work};

use parse::{Needle, Word};
use rank::{Ranked, Sums};

use crate::Index;
use crate::format::cards::CardRecord;
use crate::format::terms::Terms;
use crate::format::{Found, Part, PartId, PartKind};

/// Answers `query`; see [`Index::search`].
pub(crate) fn search(index: &mut Index, query: &str, options: &Options) -> Answer {
    let words = parse::parse(query, &index.manifest.characters);
    let mut answer = Answer { words: words.iter().map(|word| word.typed.clone()).collect(), ..Answer::default() };
    let mut parts = Parts::default();
    for needle in words.iter().flat_map(Word::needles) {
        parts.ask_for_terms(index, needle);
    }
    if parts.needs.is_empty() {
        let mut sums = Sums::new(index.manifest.documents);
        let factors = options.factors.bounded();
        for word in &words {
            sums.add(&weigh(index, word, &factors, &mut answer.work));
        }
        let ranking = sums.rank(options.offset as usize, options.limit as usize);
        answer.total = ranking.total;
        answer.hits = ranking.page.iter().map(|ranked| hit(index, ranked, &words, &mut parts)).collect();
    }
    answer.complete = parts.needs.is_empty() && parts.failed.is_empty();
    answer.needs = parts.needs.iter().map(|id| PartRequest::new(*id, index.build)).collect();
    answer.failed = parts.failed.iter().map(|id| PartRequest::new(*id, index.build)).collect();
    answer
}

/// The parts that an answer lacks.
#[derive(Debug, Default)]
struct Parts {
    /// Ascending, as `failed` is.
    needs: Vec<PartId>,
    failed: Vec<PartId>,
}

impl Parts {
    fn ask_for_terms(&mut self, index: &mut Index, needle: &Needle) {
        for number in index.manifest.shards_of(&needle.key, needle.is_prefix) {
            self.ask(index, PartId { kind: PartKind::Terms, number });
        }
    }

    /// Returns the part `id`, or notes that it is needed or failed.
    fn ask<'a>(&mut self, index: &'a mut Index, id: PartId) -> Option<&'a Part> {
        let list = match index.parts.touch(id, index.clock) {
            Found::Part(part) => return Some(part),
            Found::Needed => &mut self.needs,
            Found::Failed => &mut self.failed,
        };
        if let Err(at) = list.binary_search(&id) {
            list.insert(at, id);
        }
        None
    }
}

fn weigh(index: &Index, word: &Word, factors: &Factors, work: &mut Work) -> Vec<u32> {
    let mut of = |needle| {
        let shards = attached_shards(index, needle);
        rank::weigh(&expand::expand(needle, &shards, factors), index.manifest.documents, factors, work)
    };
    let mut weights = of(&word.whole);
    if !word.parts.is_empty() {
        let parts: Vec<_> = word.parts.iter().map(of).collect();
        rank::add_parts(&mut weights, &parts, factors);
    }
    weights
}

fn attached_shards<'a>(index: &'a Index, needle: &Needle) -> Vec<&'a Terms> {
    let numbers = index.manifest.shards_of(&needle.key, needle.is_prefix);
    numbers.filter_map(|number| index.terms(number)).collect()
}

fn hit(index: &mut Index, ranked: &Ranked, words: &[Word], parts: &mut Parts) -> Hit {
    let of = |is_present: bool| {
        let chosen = words.iter().enumerate().filter(move |(at, _)| (ranked.words >> at & 1 == 1) == is_present);
        chosen.map(|(_, word)| word.typed.clone()).collect()
    };
    Hit {
        document: ranked.document,
        score: ranked.score,
        words: of(true),
        missing: of(false),
        card: card(index, ranked.document, words, parts),
        excerpt: body_excerpt(index, ranked.document, words, parts),
    }
}

fn card(index: &mut Index, document: u32, words: &[Word], parts: &mut Parts) -> Option<Card> {
    let (id, at) = index.manifest.card_of(document);
    let Part::Cards(cards) = parts.ask(index, id)? else { return None };
    let CardRecord { url, title, summary, date, language, metadata } = cards.get(at)?;
    let title_ranges = excerpt::highlight(&title, words, &index.manifest.characters);
    let language = Some(language).filter(|language| !language.is_empty());
    Some(Card { url, title, title_ranges, date: Some(date).filter(|date| *date > 0), language, summary, metadata })
}

fn body_excerpt(index: &mut Index, document: u32, words: &[Word], parts: &mut Parts) -> Option<Excerpt> {
    let (id, at) = index.manifest.body_of(document)?;
    parts.ask(index, id)?;
    let Found::Part(Part::Bodies(bodies)) = index.parts.get(id) else { return None };
    excerpt::excerpt(&bodies.get(at)?, words, &index.manifest.characters)
}
