//! Filters, facets and orders: all of them are keys of the lexicon with postings.

use crate::format::keys;
use crate::query::answer::{Facet, MAX_VALUES};
use crate::query::features::FULL;
use crate::query::find::lookup::{Lookup, TermRef};
use crate::query::options::{Filter, MAX_FILTERS, Options, Sort, Test};
use crate::query::order::{Ranked, smallest};
use crate::query::score::rank::Sums;
use crate::text::slice;

/// Comes after every value that begins with the same name.
const LAST: &str = "\u{10FFFF}";

/// Leaves out the documents that aren't in `directory`; returns whether any does.
pub(crate) fn limit(lookup: &mut Lookup<'_>, directory: &str, sums: &mut Sums) -> bool {
    let term = lookup.find(&keys::directory(directory));
    let mut ends = (u32::MAX, 0);
    for posting in term.into_iter().flat_map(|term| lookup.postings(term)) {
        ends = (ends.0.min(posting.document), posting.document);
    }
    sums.narrow_to(&(ends.0..=ends.1));
    term.is_some()
}

/// Notes which documents fail which filters. Linear in the postings of the values named.
pub(crate) fn apply(lookup: &mut Lookup<'_>, filters: &[Filter], sums: &mut Sums) {
    for (at, filter) in filters.iter().take(MAX_FILTERS).enumerate() {
        let passing = match &filter.test {
            Test::Any(_) | Test::Between(..) => 1..=u32::MAX,
            Test::All(values) => values.len() as u32..=u32::MAX,
            Test::None(_) => 0..=0,
        };
        sums.fail_filter(at, &counted(lookup, filter), &passing);
    }
}

/// Counts how many of the values that a filter names each document has.
fn counted(lookup: &mut Lookup<'_>, filter: &Filter) -> Vec<u32> {
    let mut counts = vec![0; lookup.bundle.manifest.documents as usize];
    let mut count = |_, document: u32| counts.get_mut(document as usize).into_iter().for_each(|count| *count += 1);
    match &filter.test {
        Test::Any(values) | Test::None(values) | Test::All(values) => {
            for value in values {
                let key = key_of(lookup, &filter.name, value);
                each_between(lookup, &key, &key, &mut count);
            }
        }
        Test::Between(from, to) => {
            let [first, last] = [from, to].map(|number| keys::sort(&filter.name, &keys::number(*number)));
            each_between(lookup, &first, &last, &mut count);
        }
    }
    counts
}

/// Returns the key of a facet's value: as it is asked for or, where no document has that, in other case.
fn key_of(lookup: &mut Lookup<'_>, name: &str, value: &str) -> String {
    let asked = keys::facet(name, value);
    if lookup.find(&asked).is_some() || !lookup.needs.is_empty() {
        return asked;
    }
    let prefix = keys::facet(name, "");
    let lower = |text: &str| {
        let mut space = [0; 4];
        text.chars().fold(String::new(), |text, c| text + lookup.bundle.manifest.characters.fold(c, &mut space))
    };
    let wanted = lower(value);
    for terms in lookup.shards(&prefix, true) {
        for rank in terms.lexicon.ranks(&prefix) {
            let key = TermRef { terms, rank }.key();
            if lower(slice(&key, prefix.len()..key.len())) == wanted {
                return key;
            }
        }
    }
    asked
}

/// Returns the place of every document in the order asked for; those without a value are last.
pub(crate) fn places(lookup: &mut Lookup<'_>, sort: &Sort) -> Vec<u32> {
    let mut places = vec![u32::MAX; lookup.bundle.manifest.documents as usize];
    let first = keys::sort(&sort.name, "");
    let last = first.clone() + LAST;
    let (mut place, mut before) = (0, None);
    each_between(lookup, &first, &last, &mut |value, document| {
        place += u32::from(before.replace(value) != Some(value));
        if let Some(known) = places.get_mut(document as usize) {
            // Of several values the first counts.
            *known = (*known).min(if sort.descending { u32::MAX - 1 - place } else { place });
        }
    });
    places
}

/// Calls `each` with every value from `first` to `last`, counted, and each of its documents.
fn each_between(lookup: &mut Lookup<'_>, first: &str, last: &str, each: &mut dyn FnMut(u32, u32)) {
    let mut value = 0;
    for terms in lookup.shards_between(first, last) {
        let end = terms.lexicon.position(last) + u32::from(terms.lexicon.rank(last).is_some());
        for rank in terms.lexicon.position(first)..end {
            value += 1;
            lookup.postings(TermRef { terms, rank }).for_each(|posting| each(value, posting.document));
        }
    }
}

/// Asks for the terms of the facets asked for.
pub(crate) fn ask(lookup: &mut Lookup<'_>, options: &Options) {
    for name in &options.facets {
        lookup.shards(&keys::facet(name, ""), true);
    }
}

/// Counts the values of the facets asked for over the hits. Linear in their postings.
pub(crate) fn facets(lookup: &mut Lookup<'_>, options: &Options, sums: &Sums) -> Vec<Facet> {
    let count = |name: &String| Facet { name: name.clone(), values: values(lookup, name, &options.filters, sums) };
    options.facets.iter().map(count).collect()
}

/// Counts the values of a facet, the most frequent first.
fn values(lookup: &mut Lookup<'_>, name: &str, filters: &[Filter], sums: &Sums) -> Vec<(String, u32)> {
    let prefix = keys::facet(name, "");
    let is_own =
        |at: usize| filters.get(at).is_some_and(|filter| filter.name == name && matches!(filter.test, Test::Any(_)));
    let mut found: Vec<(TermRef<'_>, u32)> = Vec::new();
    for terms in lookup.shards(&prefix, true) {
        for rank in terms.lexicon.ranks(&prefix) {
            let term = TermRef { terms, rank };
            let hits = lookup.postings(term).filter(|posting| sums.counts(posting.document, &is_own));
            let count = hits.count() as u32;
            if count > 0 {
                found.push((term, count));
            }
        }
    }
    let ranked = |(at, (_, count)): (usize, &(TermRef<'_>, u32))| Ranked::most(*count, at);
    let best = smallest(&mut found.iter().enumerate().map(ranked), MAX_VALUES);
    let shown = |(term, count): &(TermRef<'_>, u32)| {
        let key = term.key();
        (slice(&key, prefix.len()..key.len()).to_owned(), *count)
    };
    best.iter().filter_map(|ranked| found.get(ranked.at())).map(shown).collect()
}

/// Returns the names that the index, or the core engine, doesn't have, and those of filters that don't count.
pub(crate) fn unknown(lookup: &Lookup<'_>, options: &Options) -> Vec<String> {
    let manifest = &lookup.bundle.manifest;
    let is_facet = |filter: &Filter| !matches!(filter.test, Test::Between(..));
    let mut unknown: Vec<String> = Vec::new();
    let mut check = |name: &String, known: &[String]| {
        if !(FULL && known.contains(name) || unknown.contains(name)) {
            unknown.push(name.clone());
        }
    };
    for (at, filter) in options.filters.iter().enumerate() {
        let known = if is_facet(filter) { manifest.facets.as_slice() } else { &manifest.sorts };
        check(&filter.name, if at < MAX_FILTERS { known } else { &[] });
    }
    options.facets.iter().for_each(|name| check(name, &manifest.facets));
    options.sort.iter().for_each(|sort| check(&sort.name, &manifest.sorts));
    unknown
}
