//! Which documents come first: against the oracle, and as facts.

use findlet_core::Options as SearchOptions;
use findlet_indexer::{Block, BlockKind, Document, Form, Options};
use proptest::prelude::*;

use crate::oracle::Oracle;
use crate::support::{TINY_PARTS, bundle, document, embedded, search, search_in_rounds, urls};

/// Words that fold, join, begin one another, and come in pairs.
const VOCABULARY: [&str; 25] = [
    "a",
    "an",
    "and",
    "city",
    "cities",
    "citymap",
    "đồng",
    "Đông",
    "dong",
    "phở",
    "pho",
    "Covid-19",
    "covid19",
    "covid",
    "19",
    "TP.HCM",
    "tphcm",
    "People’s",
    "a.b.c.d.e.f.g.h.i",
    "peoples",
    "people",
    "东京都",
    "京都",
    "1,000",
    "naïve",
];

fn text(words: impl Into<prop::collection::SizeRange>) -> impl Strategy<Value = String> {
    proptest::collection::vec(prop::sample::select(&VOCABULARY[..]), words).prop_map(|words| words.join(" "))
}

fn any_document() -> impl Strategy<Value = Document> {
    let kind =
        prop::sample::select(vec![BlockKind::Caption, BlockKind::Summary, BlockKind::Heading, BlockKind::Paragraph]);
    let blocks = proptest::collection::vec((kind, text(0..12)), 0..4);
    (text(0..4), blocks).prop_map(|(title, blocks)| Document {
        title,
        blocks: blocks.into_iter().map(|(kind, text)| Block { kind, text }).collect(),
        ..Document::default()
    })
}

fn any_documents() -> impl Strategy<Value = Vec<Document>> {
    proptest::collection::vec(any_document(), 1..24).prop_map(|mut documents| {
        (0..).zip(&mut documents).for_each(|(id, document)| document.url = format!("{id:03}.html"));
        documents
    })
}

/// Some words, the last one half-typed or followed by a space.
fn any_query() -> impl Strategy<Value = String> {
    (text(0..3), prop::sample::select(&VOCABULARY[..]), 1..6usize, any::<bool>()).prop_map(
        |(words, last, typed, is_complete)| {
            let last: String = if is_complete { format!("{last} ") } else { last.chars().take(typed).collect() };
            format!("{words} {last}")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_engine_ranks_as_the_oracle_does(documents in any_documents(), query in any_query()) {
        let mut index = embedded(&documents);
        let characters = index.manifest().characters.clone();
        let expected = Oracle::new(&documents, &characters, &Options::default()).search(&query);
        let answer = index.search(&query, &SearchOptions { limit: 100, ..SearchOptions::default() });
        let found: Vec<_> = answer.hits.iter().map(|hit| (hit.document, hit.score, hit.missing.len())).collect();
        prop_assert_eq!(answer.total as usize, expected.len());
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_sharded_bundle_gives_the_same_answers(documents in any_documents(), query in any_query(), offset in 0..5u32) {
        let options = SearchOptions { limit: 5, offset, ..SearchOptions::default() };
        let whole = embedded(&documents).search(&query, &options);
        let bundle = bundle(&documents, TINY_PARTS);
        let mut index = findlet_core::Index::open(&bundle.manifest).unwrap();
        let in_rounds = search_in_rounds(&mut index, &bundle, &query, &options);
        prop_assert_eq!(&in_rounds, &whole);
        index.detach(0);
        prop_assert_eq!(search_in_rounds(&mut index, &bundle, &query, &options), whole);
    }

    #[test]
    fn pages_are_slices_of_one_order(documents in any_documents(), query in any_query()) {
        let mut index = embedded(&documents);
        let mut page = |offset, limit| index.search(&query, &SearchOptions { limit, offset, ..SearchOptions::default() }).hits;
        let all = page(0, 100);
        let paged: Vec<_> = (0..9).flat_map(|number| page(number * 3, 3)).collect();
        prop_assert_eq!(paged, all);
    }

    #[test]
    fn any_string_is_answered(documents in any_documents(), query in any::<String>()) {
        let answer = search(&mut embedded(&documents), &query);
        prop_assert!(answer.complete);
        for hit in answer.hits {
            let excerpt = hit.excerpt.into_iter().map(|excerpt| (excerpt.text, excerpt.ranges));
            let title = hit.card.into_iter().map(|card| (card.title, card.title_ranges));
            for (text, ranges) in excerpt.chain(title) {
                let units = text.encode_utf16().count() as u32;
                prop_assert!(ranges.iter().all(|(start, end)| start < end && *end <= units));
                prop_assert!(ranges.is_sorted_by(|a, b| a.1 <= b.0));
            }
        }
    }
}

/// Returns the order in which `query` finds documents consisting of `texts`, by number.
fn order(texts: &[&str], query: &str) -> Vec<usize> {
    let documents: Vec<_> = (0..).zip(texts).map(|(id, text)| document(&format!("{id}"), "Page", &[text])).collect();
    let answer = search(&mut embedded(&documents), query);
    urls(&answer).into_iter().map(|url| url.parse().unwrap()).collect()
}

#[test]
fn the_spelling_that_was_typed_comes_first() {
    assert_eq!(order(&["dong", "đồng"], "đồng"), [1, 0]);
    assert_eq!(order(&["đồng", "dong"], "dong"), [1, 0]);
    assert_eq!(order(&["Phan Van Mai"], "Phan Văn Mãi"), [0]);
    assert_eq!(order(&["Covid 19 rose", "Covid-19 rose", "covid19 rose"], "covid-19"), [1, 2, 0]);
}

#[test]
fn a_word_comes_before_what_it_begins() {
    assert_eq!(order(&["cities", "city", "citymap"], "city"), [1, 2]);
    assert_eq!(order(&["cities", "citymap", "city"], "cit"), [0, 1, 2]);
    assert_eq!(order(&["cities", "citymap"], "city "), Vec::<usize>::new());
}

#[test]
fn documents_with_all_words_come_first_and_others_say_what_they_lack() {
    let documents =
        [document("0", "Page", &["city city city"]), document("1", "Page", &["a city has a mayor among many"])];
    let answer = search(&mut embedded(&documents), "city mayor");
    assert_eq!(urls(&answer), ["1", "0"]);
    assert_eq!(answer.hits[0].missing, Vec::<String>::new());
    assert_eq!(
        (&answer.hits[1].words[..], &answer.hits[1].missing[..]),
        (&["city".to_owned()][..], &["mayor".to_owned()][..])
    );
}

#[test]
fn partial_matches_follow_only_where_whole_ones_are_few() {
    let texts: Vec<&str> = std::iter::repeat_n("city mayor", 10).chain(["city"]).collect();
    assert_eq!(order(&texts, "city mayor").len(), 10);
    assert_eq!(order(&texts[1..], "city mayor").len(), 10);
    let documents: Vec<_> =
        (0..).zip(&texts).map(|(id, text)| document(&format!("{id:02}"), "Page", &[text])).collect();
    assert_eq!(search(&mut embedded(&documents), "city mayor").total, 10);
    assert_eq!(search(&mut embedded(&documents[1..]), "city mayor").total, 10);
}

#[test]
fn a_title_outweighs_a_text() {
    let documents = [document("0", "Rivers", &["the city"]), document("1", "The city", &["rivers and more"])];
    assert_eq!(urls(&search(&mut embedded(&documents), "city")), ["1", "0"]);
}

#[test]
fn rare_words_outweigh_common_ones() {
    let texts = ["common common common", "common rare", "common", "common"];
    let documents: Vec<_> = (0..).zip(texts).map(|(id, text)| document(&format!("{id}"), "Page", &[text])).collect();
    let answer = search(&mut embedded(&documents), "common rare ");
    assert_eq!(urls(&answer)[0], "1");
}

#[test]
fn what_nothing_resembles_finds_nothing() {
    assert_eq!(order(&["city", "mayor"], "zebra"), Vec::<usize>::new());
    assert_eq!(order(&["city", "mayor"], ""), Vec::<usize>::new());
    assert_eq!(order(&["city", "mayor"], "?!…"), Vec::<usize>::new());
}

#[test]
fn a_prefix_reads_a_bounded_number_of_terms() {
    let words: Vec<String> = (0..2000).map(|number| format!("w{number}")).collect();
    let documents: Vec<_> = (0..)
        .zip(words.chunks(10))
        .map(|(id, words)| document(&format!("{id:03}"), "Page", &[&words.join(" ")]))
        .collect();
    let bundle = bundle(&documents, Form::Embedded).into_bytes();
    let answer = search(&mut findlet_core::Index::open(&bundle).unwrap(), "w");
    assert_eq!(answer.work.terms as usize, findlet_core::query::MAX_COMPLETIONS);
}
