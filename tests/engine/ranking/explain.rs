//! Why a document answers, and how a query may go on.

use findlet_core::query::{Factor, MatchKind};
use findlet_core::{Explanation, Options};

use super::of_terms;
use crate::support::{embedded, english};

fn options() -> Options {
    Options { factors: of_terms(), ..Options::default() }
}

/// Adds up, for each word, the heaviest of the terms that answer it.
pub(super) fn added_up(explained: &[Explanation]) -> u32 {
    // Whatever is said of the whole query adds to the rest.
    let place = |one: &Explanation| {
        (one.word.clone(), [MatchKind::Name, MatchKind::Proximity].iter().position(|kind| *kind == one.kind))
    };
    let mut words: Vec<_> = explained.iter().map(place).collect();
    words.dedup();
    let heaviest =
        |word: &(String, Option<usize>)| explained.iter().filter(|one| place(one) == *word).map(|one| one.weight).max();
    words.iter().filter_map(heaviest).sum()
}

#[test]
fn what_is_explained_adds_up_to_the_score() {
    let mut index = embedded(&english(&["river city rivers", "a river", "cities and rivers by the river", "lake"]));
    for query in ["river ", "river city ", "rivers cities lake "] {
        for hit in index.search(query, &options()).hits {
            let explained = index.explain(query, hit.document, &options());
            assert_eq!(added_up(&explained), hit.score, "{query} {}: {explained:?}", hit.document);
            assert!(explained.iter().all(|one| one.weight == one.idf * one.impact * one.factor));
        }
    }
}

#[test]
fn names_and_words_that_stand_close_together_are_explained_too() {
    let mut documents = english(&["the river and a city", "a city by the river city", "lake", "city"]);
    documents[1].title = "River city".to_owned();
    let mut index = embedded(&documents);
    let all = Options::default();
    let hits = index.search("river city ", &all).hits;
    for hit in &hits {
        let explained = index.explain("river city ", hit.document, &all);
        assert_eq!(added_up(&explained), hit.score, "{}: {explained:?}", hit.document);
    }
    let kinds = |document| -> Vec<MatchKind> {
        index.explain("river city ", document, &all).into_iter().map(|one| one.kind).skip(2).collect()
    };
    assert_eq!(hits[0].document, 1);
    assert!([MatchKind::Name, MatchKind::Proximity].iter().all(|kind| kinds(1).contains(kind)), "{:?}", kinds(1));
    assert!(!kinds(0).contains(&MatchKind::Name) && kinds(0).contains(&MatchKind::Proximity), "{:?}", kinds(0));
    assert_eq!(kinds(3), []);
}

#[test]
fn every_kind_of_match_is_named() {
    let index = embedded(&english(&["river rivers riverside phở", "pho", "strategy"]));
    let kinds = |query: &str, document| -> Vec<(String, MatchKind)> {
        index.explain(query, document, &options()).into_iter().map(|one| (one.term, one.kind)).collect()
    };
    let named =
        |found: &[(&str, MatchKind)]| found.iter().map(|(term, kind)| ((*term).to_owned(), *kind)).collect::<Vec<_>>();
    let river = kinds("river", 0);
    for one in named(&[("river", MatchKind::Exact), ("rivers", MatchKind::Inflected), ("riverside", MatchKind::Prefix)])
    {
        assert!(river.contains(&one), "{one:?} in {river:?}");
    }
    assert_eq!(kinds("pho ", 0), named(&[("pho", MatchKind::Folded)]));
    assert_eq!(kinds("stratgy ", 2), named(&[("strategy", MatchKind::Corrected)]));
    assert_eq!(kinds("zebra ", 0), []);
    assert_eq!(kinds("river ", 99), [], "there is no such document");
}

#[test]
fn stop_words_are_explained_at_what_they_are_worth() {
    let mut index = embedded(&english(&["the river", "a river", "lake", "lake"]));
    let hit = &index.search("the river ", &options()).hits[0];
    let (score, explained) = (hit.score, index.explain("the river ", hit.document, &options()));
    assert_eq!(added_up(&explained), score, "{explained:?}");
}

#[test]
fn completions_are_explained_at_what_they_add_together() {
    let mut index = embedded(&english(&["strategy strategic", "strategies", "strategic plans", "a lake", "a river"]));
    let hits = index.search("strateg", &options()).hits;
    assert_eq!(hits.len(), 3);
    for hit in hits {
        let explained = index.explain("strateg", hit.document, &options());
        assert_eq!(added_up(&explained), hit.score, "{explained:?}");
    }
}

#[test]
fn what_a_document_does_not_hold_together_is_no_reason() {
    let index = embedded(&english(&["a city by the river", "river city", "covid vaccines"]));
    let words = |query: &str, document| {
        let explained = index.explain(query, document, &options());
        explained.into_iter().map(|one| one.word).collect::<Vec<_>>()
    };
    assert_eq!(words("\"river city\"", 0), Vec::<String>::new(), "its words stand elsewhere");
    assert_eq!(words("\"river city\"", 1), ["river city", "river city"]);
    assert_eq!(words("covid-19 vaccines ", 2), ["vaccines"], "a compound is its whole or all of its parts");
}

#[test]
fn suggestions_are_the_most_frequent_completions_and_the_corrected_query() {
    let mut index = embedded(&english(&["river rivers", "rivers", "rivets", "strategy"]));
    let suggested = index.suggest("the riv", 2);
    assert_eq!(suggested.completions, ["rivers", "river"]);
    assert_eq!(index.suggest("river ", 5).completions, Vec::<String>::new(), "a whole word does not go on");
    assert_eq!(index.suggest("stratgy riv", 1).corrected.as_deref(), Some("strategy riv"));
    assert_eq!(index.suggest("", 5).completions, Vec::<String>::new());
    assert_eq!(index.suggest("\"riv", 5).completions.len(), 3, "an open quote is no phrase");
    assert_eq!(index.suggest("\"riv\"", 5).completions, Vec::<String>::new());
}

#[test]
fn a_factor_is_what_a_kind_of_match_is_worth() {
    let mut index = embedded(&english(&["river rivers", "lake", "lake"]));
    let half = Options { factors: options().factors.with(Factor::Exact, 8).without(Factor::Inflected), ..options() };
    let whole = index.search("river ", &options()).hits[0].score;
    assert_eq!(index.search("river ", &half).hits[0].score * 2, whole);
    let above = Options { factors: options().factors.with(Factor::Exact, 1000), ..options() };
    assert_eq!(index.search("river ", &above).hits[0].score, whole, "more than 16 is 16");
    let near = Options { factors: options().factors.with(Factor::Proximity, 16), ..options() };
    assert_eq!(index.search("river ", &near).hits[0].score, whole, "one word has no neighbour");
}
