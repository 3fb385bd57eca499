//! The course of a search: from a query to an answer.

use crate::format::Attached;
use crate::query::answer::Answer;
use crate::query::factors::{Factor, Factors};
use crate::query::features::FULL;
use crate::query::find::correct;
use crate::query::find::lookup::Lookup;
use crate::query::find::spaces;
use crate::query::find::synonyms::synonyms;
use crate::query::options::Options;
use crate::query::read::parse::{Alternative, Query, Slot, parse_as};
use crate::query::read::units::{ParsedUnit, Unit, shown};
use crate::query::score::filter;
use crate::query::score::names;
use crate::query::score::phrases;
use crate::query::score::proximity::{self, PROXIMITY_HITS, Pairs};
use crate::query::score::rank::{Presence, RELAX_BELOW, Sums};
use crate::query::score::weigh::{Role, Weigher};
use crate::query::show::hit::Showing;
use crate::text::slice;

/// Answers `query`; see [`Index::search`](crate::Index::search).
pub(crate) fn answer(bundle: &Attached, query: &str, options: &Options) -> Answer {
    let mut lookup = Lookup::new(bundle);
    let query = understood(&mut Weigher::new(&mut lookup, options.factors), query);
    let mut answer = Answer {
        words: query.slots.iter().map(|slot| slot.typed.clone()).collect(),
        unknown: filter::unknown(&lookup, options),
        ..Answer::default()
    };
    let is_browsing = FULL && !(options.filters.is_empty() && options.facets.is_empty() && options.sort.is_none());
    if !query.slots.is_empty() || !query.excluded.is_empty() || is_browsing {
        fill(&mut answer, &mut lookup, &query, options);
    }
    answer.complete = lookup.needs.is_empty() && lookup.failed.is_empty();
    (answer.needs, answer.failed) = (lookup.needs, lookup.failed);
    answer.work = lookup.work;
    answer
}

/// Reads `query` as the index says what it can mean.
#[inline(never)]
pub(crate) fn understood<'q>(weigher: &mut Weigher<'_, '_>, query: &'q str) -> Query<'q> {
    let bundle = weigher.lookup.bundle;
    parse_as(query, &bundle.manifest, &mut |unit, read| !FULL || is_meant(weigher, unit, read))
}

/// Returns how `query` is understood; see [`Index::parse`](crate::Index::parse).
pub(crate) fn parsed(bundle: &Attached, query: &str) -> Vec<ParsedUnit> {
    let mut lookup = Lookup::new(bundle);
    let understood = understood(&mut Weigher::new(&mut lookup, Factors::default()), query);
    shown(query, understood.units, &bundle.manifest.fields)
}

/// Whether a field finds anything, or may once its terms are there, and whether what is excluded is no word with a dash before it (`-xvf`).
fn is_meant(weigher: &mut Weigher<'_, '_>, unit: &Unit, read: &Alternative) -> bool {
    if read.field.is_some() {
        let is_found = unit.is_excluded || weigher.excluded(read).iter().any(|weight| *weight > 0);
        return is_found || !weigher.lookup.needs.is_empty();
    }
    let Some(word) = read.words.first().filter(|_| !read.is_phrase) else { return true };
    let mut dashed = "-".to_owned();
    dashed.push_str(&word.whole.key);
    weigher.lookup.find(&dashed).is_none()
}

/// Fills `answer` as far as the parts that are there allow: nothing is ranked while terms are
/// missing, and what is shown of a hit may be missing longer.
fn fill(answer: &mut Answer, lookup: &mut Lookup<'_>, query: &Query<'_>, options: &Options) {
    let mut weigher = Weigher::new(lookup, options.factors);
    let mut sums = Sums::new(weigher.documents());
    let Some(Gathered { idfs, unknown }) = gather(&mut weigher, query, options, &mut sums) else { return };
    answer.unknown.extend(unknown);
    let Some(settled) = settle(&mut weigher, query, &mut sums) else { return };
    answer.corrected = settled.corrected;
    if FULL {
        answer.facets = filter::facets(weigher.lookup, options, &sums);
    }
    let count = sums.count(!query.excluded.is_empty());
    (answer.total, answer.unchecked, answer.approximate) = (count.total, count.unchecked, sums.is_approximate());
    let pairs = Pairs::new(&idfs, options.factors[Factor::Proximity]);
    let marks = weigher.into_marks();
    let (first, end) = (options.offset as usize, options.offset.saturating_add(options.limit) as usize);
    let mut order = sums.first(end.max(PROXIMITY_HITS));
    let read = proximity::rerank(lookup, &pairs, &marks, &mut order, &mut sums);
    order.truncate(end);
    let mut showing = Showing { lookup, slots: &query.slots, marks: &marks, read, waits: options.excerpts };
    for document in order.into_iter().skip(first).filter(|document| sums.is_checked(*document)) {
        answer.hits.push(showing.hit(document, sums.standing(document)));
    }
}

/// What came of looking up all that a query asks for, besides the sums.
pub(crate) struct Gathered {
    /// The greatest inverse document frequency of each slot.
    pub idfs: Vec<u32>,
    /// The directory asked for, where the index doesn't have it.
    unknown: Option<String>,
}

/// Weighs the words as typed, and notes what the query excludes, what is called so and what
/// filters leave out. Asks for all terms that this takes; gives nothing while any is missing.
#[inline(never)] // As long as the rest of a search: apart, both compress better.
pub(crate) fn gather(
    weigher: &mut Weigher<'_, '_>,
    query: &Query<'_>,
    options: &Options,
    sums: &mut Sums,
) -> Option<Gathered> {
    let is_known = options.scope.is_empty() || filter::limit(weigher.lookup, &options.scope, sums);
    let idfs = add_slots(weigher, query, sums);
    sums.close(!(options.filters.is_empty() && options.scope.is_empty()));
    if FULL {
        for alternative in &query.excluded {
            sums.exclude(&weigher.excluded(alternative), alternative.is_phrase);
        }
    }
    let name = weigher.factors[Factor::Name];
    if name > 0 {
        sums.award_names(idfs.iter().sum::<u32>() * name);
        names::match_names(weigher.lookup, query, &weigher.factors, sums);
    }
    if FULL {
        filter::apply(weigher.lookup, &options.filters, sums);
        if let Some(sort) = &options.sort {
            sums.order_by(filter::places(weigher.lookup, sort));
        }
        filter::ask(weigher.lookup, options);
    }
    let unknown = (!is_known && weigher.lookup.failed.is_empty()).then(|| options.scope.clone());
    weigher.lookup.needs.is_empty().then_some(Gathered { idfs, unknown })
}

/// Adds what the query asks for, slot by slot; returns the greatest idf of each, 0 for stop words.
fn add_slots(weigher: &mut Weigher<'_, '_>, query: &Query<'_>, sums: &mut Sums) -> Vec<u32> {
    let mut stops: Vec<bool> = query.slots.iter().map(|slot| weigher.is_stop(slot)).collect();
    // Where there is nothing else, they are what is meant.
    if !stops.contains(&false) {
        stops.clear();
    }
    let mut idfs = Vec::new();
    for (at, slot) in query.slots.iter().enumerate() {
        let is_stop = stops.get(at) == Some(&true);
        let worth = if is_stop { weigher.factors[Factor::Stop] } else { Factors::UNIT };
        let role = Role::of(at, worth * slot.times);
        let mut weighed = weigher.slot(slot, role);
        if FULL {
            add_synonyms(weigher, &query.slots, at, role, &mut weighed.words.weights);
        }
        sums.add(at, &weighed, presence(slot, is_stop));
        idfs.push(if is_stop { 0 } else { weighed.words.idf });
    }
    idfs
}

/// Raises what documents weigh for slot `at` by the synonyms of its words.
fn add_synonyms(weigher: &mut Weigher<'_, '_>, slots: &[Slot], at: usize, role: Role, weights: &mut [u32]) {
    synonyms(slots, at, &weigher.lookup.bundle.manifest.synonyms, &mut |words, shares| {
        weigher.synonym(words, shares, role, weights);
    });
}

/// Gives the documents that lack the word of slot `at` what it is joined with the next and what it is as two, unless what
/// it may be a slip for is in more documents, in as many as `likelier`. Returns where that ends in the query, and how it is
/// written, where nothing is so as typed.
#[inline(never)]
fn respace(
    weigher: &mut Weigher<'_, '_>,
    query: &Query<'_>,
    at: usize,
    likelier: u32,
    sums: &mut Sums,
) -> Option<(usize, String)> {
    let mut meant = None;
    if query.slots.len() > spaces::MAX_SLOTS {
        return None;
    }
    let joined = spaces::joined(weigher.lookup, &query.slots, at);
    let word = query.slots.get(at)?.plain()?;
    let split = spaces::split(weigher.lookup, word, sums.holding(at) > 0, likelier);
    for (words, count) in [(joined, 2), (split, 1)].into_iter().filter_map(|(words, count)| Some((words?, count))) {
        let slots = at..at + count;
        let is_typed = slots.clone().all(|at| sums.holding(at) > 0);
        let mut is_found = false;
        for at in slots.clone() {
            let weights = weigher.respaced(&words, count as u32, at);
            is_found |= weights.iter().any(|weight| *weight > 0);
            sums.add_corrected(at, &weights);
        }
        let last = query.slots.get(slots.end - 1).and_then(Slot::plain)?;
        meant = meant.or(Some((last.end, words)).filter(|_| is_found && !is_typed));
    }
    meant
}

fn presence(slot: &Slot, is_stop: bool) -> Presence {
    match () {
        () if is_stop => Presence::Optional,
        () if slot.is_required() => Presence::Required,
        () if slot.has_phrase() => Presence::Asked,
        () => Presence::Wanted,
    }
}

/// What was decided.
pub(crate) struct Settled {
    /// The query as corrected, where hits needed that.
    corrected: Option<String>,
}

/// Decides what is a hit: looks for phrases, corrects words where few documents hold all of them,
/// and lets in documents that lack some, phrases included. Gives nothing while a part is missing.
#[inline(never)]
pub(crate) fn settle(weigher: &mut Weigher<'_, '_>, query: &Query<'_>, sums: &mut Sums) -> Option<Settled> {
    let mut corrected = None;
    phrases::verify(weigher.lookup, query, sums);
    let is_sparse = sums.count_as_typed() < RELAX_BELOW;
    if FULL && is_sparse {
        sums.want_phrases();
        phrases::verify(weigher.lookup, query, sums);
    }
    if weigher.factors[Factor::Corrected] > 0 && is_sparse {
        corrected = correct(weigher, query, sums);
        if let Some(corrected) = corrected.as_ref().filter(|_| weigher.factors[Factor::Name] > 0) {
            let meant = understood(weigher, corrected);
            names::match_names(weigher.lookup, &meant, &weigher.factors, sums);
        }
        // What only a correction makes a hit may hold an excluded phrase.
        phrases::verify(weigher.lookup, query, sums);
    }
    sums.relax();
    weigher.lookup.needs.is_empty().then_some(Settled { corrected })
}

/// Adds to the documents that lack a word those terms that it may be a slip for. Returns the
/// query with the best of them in place, where any document needed that.
fn correct(weigher: &mut Weigher<'_, '_>, query: &Query<'_>, sums: &mut Sums) -> Option<String> {
    let mut corrected = String::new();
    let mut copied = 0;
    // Where a word is unknown, it is the one that is mistyped; where words stand in a document
    // together, they are meant as they are, unless hardly any other has them.
    let is_known = sums.count_as_typed() > 0 || (0..query.slots.len()).any(|at| sums.holding(at) == 0);
    for (at, slot) in query.slots.iter().enumerate() {
        let Some(word) = slot.plain() else { continue };
        let held = sums.holding(at);
        // What few documents hold may be a slip of theirs.
        let is_rare = is_known && held > 0;
        let is_meant = is_rare && query.slots.len() > spaces::MAX_SLOTS || sums.is_broad(at);
        let found = if is_meant { Vec::new() } else { correct::corrections(weigher.lookup, &word.whole, is_rare) };
        let likelier = found.first().map_or(0, |(term, _)| term.documents());
        let likelier = if correct::is_likelier(likelier, held) { likelier } else { 0 };
        if let Some((end, meant)) = respace(weigher, query, at, likelier, sums) {
            corrected.push_str(slice(query.text, copied.min(word.start)..word.start));
            corrected.push_str(&meant);
            copied = end;
        }
        if copied > word.start {
            continue;
        }
        sums.add_corrected(at, &weigher.corrections(at, &found, held));
        if (held == 0 || is_rare)
            && likelier > 0
            && let Some((term, _)) = found.first()
        {
            corrected.push_str(slice(query.text, copied..word.start));
            corrected.push_str(&term.key());
            copied = word.end;
        }
    }
    corrected.push_str(slice(query.text, copied..query.text.len()));
    Some(corrected).filter(|_| copied > 0)
}
