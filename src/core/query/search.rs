//! The course of a search: from a query to an answer.

use crate::format::Attached;
use crate::format::postings::MAX_IMPACT;
use crate::query::answer::Answer;
use crate::query::factors::{Factor, Factors};
use crate::query::features::FULL;
use crate::query::find::correct;
use crate::query::find::lookup::Lookup;
use crate::query::find::synonyms;
use crate::query::options::Options;
use crate::query::read::parse::{self, Query};
use crate::query::score::filter;
use crate::query::score::phrases;
use crate::query::score::proximity;
use crate::query::score::rank::{Presence, RELAX_BELOW, State, Sums};
use crate::query::score::titles;
use crate::query::score::weigh::Weigher;
use crate::query::show::hit;
use crate::text::slice;

/// Answers `query`; see [`Index::search`](crate::Index::search).
pub(crate) fn answer(bundle: &Attached, query: &str, options: &Options) -> Answer {
    let parsed = parse::parse(query, &bundle.manifest);
    let mut lookup = Lookup::new(bundle);
    let mut answer = Answer {
        words: parsed.slots.iter().map(|slot| slot.typed.clone()).collect(),
        unknown: filter::unknown(&lookup, options),
        ..Answer::default()
    };
    let is_browsing = FULL && !(options.filters.is_empty() && options.facets.is_empty() && options.sort.is_none());
    if !parsed.slots.is_empty() || !parsed.excluded.is_empty() || is_browsing {
        answer_with(&mut lookup, query, &parsed, options, &mut answer);
    }
    answer.complete = lookup.needs.is_empty() && lookup.failed.is_empty();
    (answer.needs, answer.failed) = (lookup.needs, lookup.failed);
    answer.work = lookup.work;
    answer
}

/// Fills `answer` as far as the parts that are there allow: nothing is ranked while terms are
/// missing, and what is shown of a hit may be missing longer.
fn answer_with(lookup: &mut Lookup<'_>, query: &str, parsed: &Query, options: &Options, answer: &mut Answer) {
    let mut weigher = Weigher::new(lookup, options.factors);
    let mut sums = Sums::new(weigher.documents());
    sums.is_narrowed = !(options.filters.is_empty() && options.scope.is_empty());
    let is_known = options.scope.is_empty() || filter::limit(weigher.lookup, &options.scope, &mut sums);
    let idfs = gather(&mut weigher, parsed, options, &mut sums);
    if !weigher.lookup.needs.is_empty() {
        return;
    }
    if !is_known && weigher.lookup.failed.is_empty() {
        answer.unknown.push(options.scope.clone());
    }
    let corrected = settle(&mut weigher, query, parsed, &mut sums);
    if !weigher.lookup.needs.is_empty() {
        return;
    }
    answer.corrected = corrected;
    if FULL {
        answer.facets = filter::facets(weigher.lookup, options, &sums);
    }
    (answer.total, answer.unchecked) = sums.count();
    answer.approximate = sums.broad > 0;
    if sums.broad == 1 && sums.all == 1 && parsed.excluded.is_empty() {
        let unlisted = sums.completed.saturating_sub(answer.total);
        answer.total += unlisted;
        answer.unchecked += unlisted;
    }
    let (first, end) = (options.offset as usize, options.offset.saturating_add(options.limit) as usize);
    let (factor, marks) = (weigher.factors[Factor::Proximity], weigher.marks);
    let mut read = Vec::new();
    let order = proximity::rerank(lookup, &idfs, factor, &marks, &mut sums, end, &mut read);
    let checked = |document: &&u32| sums.sums.get(**document as usize).is_some_and(|sum| sum.state != State::Unchecked);
    for document in order.iter().skip(first).filter(checked) {
        let (slots, read) = (&parsed.slots, &mut read);
        answer.hits.push(hit::hit(lookup, *document, &sums, slots, &marks, read, options.excerpts));
    }
}

/// Weighs the words as typed, and notes what the query excludes, which titles it begins and what
/// filters leave out. Asks for all terms that this takes. Returns the greatest idf of each slot.
fn gather(weigher: &mut Weigher<'_, '_>, parsed: &Query, options: &Options, sums: &mut Sums) -> Vec<u32> {
    let idfs = add_slots(weigher, parsed, sums);
    if FULL {
        exclude(weigher, parsed, sums);
    }
    sums.title_bonus = idfs.iter().sum::<u32>() * u32::from(MAX_IMPACT) * weigher.factors[Factor::Title];
    if weigher.factors[Factor::Title] > 0 {
        titles::match_titles(weigher.lookup, parsed, sums);
    }
    if FULL {
        filter::apply(weigher.lookup, &options.filters, sums);
        sums.places = filter::places(weigher.lookup, options.sort.as_ref());
        filter::ask(weigher.lookup, options);
    }
    idfs
}

/// Decides what is a hit: looks for phrases, corrects words where few documents hold all of them,
/// and lets in documents that lack some. Returns the query as corrected.
fn settle(weigher: &mut Weigher<'_, '_>, query: &str, parsed: &Query, sums: &mut Sums) -> Option<String> {
    let mut corrected = None;
    phrases::verify(weigher.lookup, parsed, sums);
    if weigher.factors[Factor::Corrected] > 0 && sums.whole() < RELAX_BELOW {
        corrected = correct(weigher, query, parsed, sums);
        if let Some(corrected) = corrected.as_ref().filter(|_| weigher.factors[Factor::Title] > 0) {
            let meant = parse::parse(corrected, &weigher.lookup.bundle.manifest);
            titles::match_titles(weigher.lookup, &meant, sums);
        }
        // What only a correction makes a hit may hold an excluded phrase.
        phrases::verify(weigher.lookup, parsed, sums);
    }
    sums.relax();
    corrected
}

/// Adds what the query asks for, slot by slot; returns the greatest idf of each.
fn add_slots(weigher: &mut Weigher<'_, '_>, parsed: &Query, sums: &mut Sums) -> Vec<u32> {
    let mut idfs = Vec::new();
    let stops: Vec<bool> = parsed.slots.iter().map(|slot| weigher.is_stop(slot)).collect();
    let has_meaning = stops.contains(&false);
    for (at, slot) in parsed.slots.iter().enumerate() {
        (weigher.slot, weigher.idf, weigher.is_broad) = (at, 0, false);
        let is_stop = has_meaning && stops.get(at) == Some(&true);
        weigher.scale = if is_stop { weigher.factors[Factor::Stop] } else { Factors::UNIT };
        let mut weights = weigher.slot(slot);
        sums.broad |= u64::from(weigher.is_broad) << at;
        let pairs = &weigher.lookup.bundle.manifest.synonyms;
        if FULL {
            synonyms::synonyms(&parsed.slots, at, pairs, &mut |words, shares| {
                weigher.synonym(words, shares, &mut weights.0);
            });
        }
        let presence = match (is_stop, slot.is_required()) {
            (true, _) => Presence::Optional,
            (_, true) => Presence::Required,
            _ => Presence::Wanted,
        };
        sums.add(at, &weights, presence);
        idfs.push(if is_stop { 0 } else { weigher.idf });
    }
    weigher.scale = Factors::UNIT;
    sums.completed = weigher.completed;
    // What is listed of a broad prefix selects only where nothing else does.
    let selecting = sums.all & !sums.broad | sums.required;
    if selecting > 0 || sums.is_narrowed {
        sums.all = selecting;
    }
    idfs
}

/// Takes out the documents that hold what the query excludes. Nothing of it is marked.
fn exclude(weigher: &mut Weigher<'_, '_>, parsed: &Query, sums: &mut Sums) {
    let marks = core::mem::take(&mut weigher.marks);
    weigher.is_complete = true;
    for alternative in &parsed.excluded {
        let state = if alternative.is_phrase { State::Suspect } else { State::Out };
        for (sum, weight) in sums.sums.iter_mut().zip(weigher.alternative(alternative)) {
            if weight > 0 && sum.state != State::Out {
                sum.state = state;
            }
        }
    }
    weigher.is_complete = false;
    weigher.marks = marks;
}

/// Adds to the documents that lack a word those terms that it may be a slip for. Returns the
/// query with the best of them in place, where any document needed that.
fn correct(weigher: &mut Weigher<'_, '_>, query: &str, parsed: &Query, sums: &mut Sums) -> Option<String> {
    let mut corrected = String::new();
    let mut copied = 0;
    // Where a word is unknown, it is the one that is mistyped; where words stand in a document
    // together, they are meant as they are.
    let is_known = sums.whole() > 0 || (0..parsed.slots.len()).any(|at| sums.holding(at) == 0);
    for (at, slot) in parsed.slots.iter().enumerate() {
        let Some(word) = slot.plain() else { continue };
        let held = sums.holding(at);
        if is_known && held > 0 || sums.broad >> at & 1 == 1 {
            continue;
        }
        let found = correct::corrections(weigher.lookup, &word.whole);
        let mut weights = vec![0; sums.sums.len()];
        weigher.slot = at;
        let best = found.first().map_or(0, |(term, _)| term.documents());
        for correction in found.iter().filter(|(term, _)| correct::is_likelier(term.documents(), held)) {
            weigher.correct(&mut weights, *correction, best);
        }
        sums.add_corrected(at, &weights);
        if held == 0
            && let Some((term, _)) = found.first()
        {
            corrected.push_str(slice(query, copied..word.start));
            corrected.push_str(&term.key());
            copied = word.end;
        }
    }
    corrected.push_str(slice(query, copied..query.len()));
    Some(corrected).filter(|_| copied > 0)
}
