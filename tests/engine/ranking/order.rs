//! The order of hits.

use findlet_core::Options;
use findlet_core::query::{Factor, Factors};
use findlet_indexer::{Document, Weight};

use crate::support::{document, embedded, english, order as order_of, paragraph};

/// Returns the order in which `query` finds documents consisting of `texts`, which state no language.
fn order(texts: &[&str], query: &str) -> Vec<u32> {
    let documents: Vec<Document> =
        (0..).zip(texts).map(|(id, text)| document(&format!("{id}"), "Page", &[text])).collect();
    order_of(&mut embedded(&documents), query)
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
    assert_eq!(order(&["cities", "city", "citymap"], "city")[..2], [1, 2]);
    assert_eq!(order(&["cities", "citymap", "city"], "cit"), [0, 1, 2]);
    assert_eq!(order(&["citizens", "citymap"], "city "), Vec::<u32>::new(), "space ends a word");
}

#[test]
fn a_title_outweighs_a_text() {
    let documents = [document("0", "Rivers", &["the city"]), document("1", "The city", &["rivers and more"])];
    assert_eq!(order_of(&mut embedded(&documents), "city"), [1, 0]);
}

#[test]
fn keywords_are_found_and_outweigh_a_text() {
    let keywords = vec!["town hall".to_owned()];
    let documents =
        [document("0", "Page", &["a hall"]), Document { keywords, ..document("1", "Page", &["the mayor"]) }];
    assert_eq!(order_of(&mut embedded(&documents), "hall "), [1, 0]);
}

#[test]
fn rare_words_outweigh_common_ones() {
    assert_eq!(order(&["common common common", "common rare", "common", "common"], "common rare ")[0], 1);
}

#[test]
fn equals_are_in_the_order_of_their_addresses() {
    assert_eq!(order(&["city"; 5], "city "), [0, 1, 2, 3, 4]);
}

#[test]
fn words_close_together_come_before_words_far_apart() {
    let between = "and the other thing that is of no matter here at all ".repeat(2);
    let texts = [
        &format!("foreign {between} affairs")[..],
        &format!("{between} affairs of foreign"),
        &format!("{between} foreign affairs"),
    ];
    let mut index = embedded(&english(&texts));
    assert_eq!(order_of(&mut index, "foreign affairs "), [2, 1, 0]);
    let factors = Factors::DEFAULT.without(Factor::Proximity);
    let scores: Vec<u32> = index
        .search("foreign affairs ", &Options { factors, ..Options::default() })
        .hits
        .iter()
        .map(|hit| hit.score)
        .collect();
    assert!(scores.windows(2).all(|pair| pair[0] == pair[1]), "nothing else tells them apart: {scores:?}");
}

/// Found against the oracle, which took the words that a prefix begins from the index alone.
#[test]
fn a_text_that_weighs_nothing_counts_for_proximity() {
    let page = |id: &str, text: &str| Document {
        blocks: vec![paragraph(text), paragraph("city")],
        weights: vec![(0, Weight::new(0.0).unwrap())],
        ..document(id, "River", &[])
    };
    let mut index = embedded(&[page("0", "hills and a city"), page("1", "rivers city")]);
    assert_eq!(order_of(&mut index, "city river"), [1, 0]);
    assert_eq!(order_of(&mut index, "city river "), [0, 1], "typed to its end, it is another word than rivers");
}
