//! "Of a query" in docs/limits.md: each limit, and one above.

use findlet_core::format::cards::{self, CardRecord};
use findlet_core::format::postings::Posting;
use findlet_core::format::terms::{self, Class, Term, TermKind};
use findlet_core::format::{Manifest, frame};
use findlet_core::query::{
    MAX_COMPLETIONS, MAX_CORRECTIONS, MAX_FILTERS, MAX_FORMS, MAX_SECTIONS, MAX_UNITS, MAX_VALUES, MAX_WORDS,
    PHRASE_CHECKS,
};
use findlet_core::{Filter, Index, Options, PartId, PartKind, Test};
use findlet_indexer::{Document, Form, Sharding};

use crate::support::{bundle, document, embedded, english, heading, paragraph, search, search_in_rounds};

/// Returns the last of `count` words of five letters that have nothing in common.
fn words(count: usize) -> Vec<String> {
    let letter = |number: usize| char::from(b'a' + (number % 26) as u8);
    (0..count).map(|at| format!("{}{}{}zz", letter(at), letter(at / 26), letter(at * 7 + 3))).collect()
}

#[test]
fn a_word_counts_eight_times() {
    let mut index = embedded(&english(&["river city", "other"]));
    let mut score = |times: usize| search(&mut index, &"river ".repeat(times)).hits[0].score;
    assert_eq!([2, 8, 9, 1000].map(|times| score(times) / score(1)), [2, 8, 8, 8]);
}

#[test]
fn so_many_words_of_a_query_count() {
    let mut index = embedded(&english(&["city"]));
    for (count, counted) in [(MAX_WORDS, MAX_WORDS), (MAX_WORDS + 1, MAX_WORDS)] {
        assert_eq!(search(&mut index, &(words(count).join(" ") + " ")).words.len(), counted);
    }
    let last = |count: usize| words(count - 1).join(" ") + " city ";
    assert_eq!([MAX_WORDS, MAX_WORDS + 1].map(|count| search(&mut index, &last(count)).total), [1, 0]);
}

#[test]
fn so_many_units_of_a_query_are_read() {
    let index = embedded(&english(&["city"]));
    for (count, read) in [(MAX_UNITS, MAX_UNITS), (MAX_UNITS + 1, MAX_UNITS)] {
        assert_eq!(index.parse(&"the ".repeat(count)).len(), read);
    }
}

#[test]
fn a_long_word_is_shown_again_by_its_first_characters() {
    let mut index = embedded(&english(&["city"]));
    for (count, shown) in [(100, 100), (101, 100)] {
        assert_eq!(search(&mut index, &"đ".repeat(count)).words[0].chars().count(), shown);
    }
}

/// A query as long as somebody pastes it: it is read once, and only its first words count.
#[test]
fn a_query_of_a_megabyte_is_answered() {
    let mut index = embedded(&english(&["city"]));
    for piece in ["city ", "city", "\"city ", "-", "OR ", "京", "a.", "e\u{301}"] {
        let answer = search(&mut index, &piece.repeat((1 << 20) / piece.len()));
        assert!(answer.complete && answer.words.len() <= MAX_WORDS, "{piece}");
    }
}

#[test]
fn hits_beyond_the_last_are_none() {
    let mut index = embedded(&english(&["city"; 12]));
    let mut page = |offset, limit| {
        let answer = index.search("city ", &Options { offset, limit, ..Options::default() });
        (answer.hits.len(), answer.total)
    };
    assert_eq!([page(0, 12), page(0, 13), page(11, 5), page(12, 5)], [(12, 12), (12, 12), (1, 12), (0, 12)]);
    assert_eq!([page(u32::MAX, u32::MAX), page(0, u32::MAX), page(0, 0)], [(0, 12), (12, 12), (0, 12)]);
}

#[test]
fn so_many_completions_are_found() {
    for (count, found) in [(MAX_COMPLETIONS, MAX_COMPLETIONS), (MAX_COMPLETIONS + 1, MAX_COMPLETIONS)] {
        let texts: Vec<String> = words(count).iter().map(|word| format!("q{word}")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        // Not broad: a list would stand in for them.
        let options = findlet_indexer::Options { broad_bytes: usize::MAX, ..findlet_indexer::Options::default() };
        let bytes = findlet_indexer::build(&english(&texts), &options).unwrap().into_bytes();
        let answer = search(&mut Index::open(&bytes).unwrap(), "q");
        assert_eq!((answer.total as usize, answer.approximate), (found, false));
    }
}

#[test]
fn so_many_corrections_of_a_word_are_tried() {
    for (count, found) in [(MAX_CORRECTIONS, MAX_CORRECTIONS), (MAX_CORRECTIONS + 1, MAX_CORRECTIONS)] {
        let texts: Vec<String> = ('b'..).take(count).map(|letter| format!("{letter}iver")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(search(&mut embedded(&english(&texts)), "aiver ").total as usize, found);
    }
}

/// A class of more forms than any language has.
#[test]
fn so_many_forms_of_a_word_are_found() {
    for (count, found) in [(MAX_FORMS, MAX_FORMS), (MAX_FORMS + 1, MAX_FORMS)] {
        let keys: Vec<String> = (0..count).map(|at| format!("w{at:03}")).collect();
        let term = |(document, key): (u32, &String)| Term {
            key: key.clone(),
            kind: TermKind::Word,
            class: Some(0),
            postings: vec![Posting { document, impact: 9 }],
            completed: 0,
        };
        let listed: Vec<Term> = (0..).zip(&keys).map(term).collect();
        let class = Class { documents: count as u32, keys: keys.clone() };
        let frame = |kind, payload: &[u8]| frame::encode(PartId { kind, number: 0 }, 1, payload);
        let terms = frame(PartKind::Terms, &terms::encode(&listed, &[class]));
        let cards = frame(PartKind::Cards, &cards::encode(&vec![CardRecord::default(); count]));
        let manifest = Manifest {
            documents: count as u32,
            cards_per_part: count as u32,
            bodies: 1,
            shards: vec![String::new()],
            ..Manifest::default()
        };
        let mut index = Index::open(&frame(PartKind::Manifest, &manifest.encode())).unwrap();
        index.attach(PartId { kind: PartKind::Terms, number: 0 }, &terms).unwrap();
        index.attach(PartId { kind: PartKind::Cards, number: 0 }, &cards).unwrap();
        assert_eq!(search(&mut index, "w000 ").total as usize, found);
    }
}

#[test]
fn so_many_filters_count_and_others_are_named() {
    let facets = vec![("topic".to_owned(), "trade".to_owned())];
    let documents = [Document { facets, ..document("0", "", &["city"]) }];
    let mut index = embedded(&documents);
    for (count, unknown) in [(MAX_FILTERS, vec![]), (MAX_FILTERS + 1, vec!["topic".to_owned()])] {
        let filter = Filter { name: "topic".to_owned(), test: Test::Any(vec!["trade".to_owned()]) };
        let answer = index.search("city ", &Options { filters: vec![filter; count], ..Options::default() });
        assert_eq!((answer.total, answer.unknown), (1, unknown));
    }
}

#[test]
fn so_many_values_of_a_facet_are_counted() {
    for (count, counted) in [(MAX_VALUES, MAX_VALUES), (MAX_VALUES + 1, MAX_VALUES)] {
        let facets = (0..count).map(|at| ("topic".to_owned(), format!("t{at}"))).collect();
        let documents = [Document { facets, ..document("0", "", &["city"]) }];
        let options = Options { facets: vec!["topic".to_owned()], ..Options::default() };
        assert_eq!(embedded(&documents).search("city ", &options).facets[0].values.len(), counted);
    }
}

#[test]
fn so_many_sections_of_a_hit_are_shown() {
    for (count, shown) in [(MAX_SECTIONS, MAX_SECTIONS), (MAX_SECTIONS + 1, MAX_SECTIONS)] {
        let section = |at: usize| [heading("River", &format!("r{at}")), paragraph("the city")];
        let blocks = (0..count).flat_map(section).collect();
        let documents = [Document { blocks, ..document("0", "Page", &[]) }];
        assert_eq!(search(&mut embedded(&documents), "city ").hits[0].sections.len(), shown);
    }
}

#[test]
fn so_many_documents_are_looked_through_for_phrases() {
    for (is_embedded, most) in [(false, PHRASE_CHECKS[0]), (true, PHRASE_CHECKS[1])] {
        for (count, unchecked) in [(most, 0), (most + 1, 1)] {
            let documents = english(&vec!["the city hall"; count]);
            let answer = if is_embedded {
                search(&mut embedded(&documents), "\"city hall\"")
            } else {
                let bundle = bundle(&documents, Form::Sharded(Sharding::default()));
                let mut index = Index::open(&bundle.manifest).unwrap();
                search_in_rounds(&mut index, &bundle, "\"city hall\"", &Options::default())
            };
            assert_eq!((answer.total as usize, answer.unchecked), (count, unchecked), "{is_embedded}");
        }
    }
}
