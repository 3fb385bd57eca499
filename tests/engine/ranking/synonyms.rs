//! Words that the settings of the index say mean the same.

use findlet_core::{Index, Options as SearchOptions, query::MatchKind};
use findlet_indexer::{Document, Options, Synonym, build};

use crate::support::{english, order, search};

fn with(synonyms: &str, documents: &[Document]) -> Index {
    let options = Options { synonyms: Synonym::parse(synonyms).unwrap(), ..Options::default() };
    Index::open(&build(documents, &options).unwrap().into_bytes()).unwrap()
}

fn found(synonyms: &str, texts: &[&str], query: &str) -> Vec<u32> {
    order(&mut with(synonyms, &english(texts)), query)
}

#[test]
fn two_way_synonyms_find_each_other_and_the_word_itself_first() {
    let texts = ["a car", "an automobile", "a river"];
    assert_eq!(found("car = automobile", &texts, "car "), [0, 1]);
    assert_eq!(found("car = automobile", &texts, "automobile "), [1, 0]);
}

#[test]
fn one_way_synonyms_point_one_way() {
    let texts = ["a car", "an automobile", "a river"];
    assert_eq!(found("car => automobile", &texts, "car "), [0, 1]);
    assert_eq!(found("car => automobile", &texts, "automobile "), [1]);
}

#[test]
fn synonyms_of_several_words_stand_for_each_other() {
    let group = "NYC = New York City = N.Y.C.";
    let texts = ["in NYC", "in New York City", "in N.Y.C.", "a new city", "York"];
    for (query, first) in [("nyc ", 0), ("new york city ", 1), ("N.Y.C. ", 2), ("NYC", 0)] {
        let mut index = with(group, &english(&texts));
        let answer = search(&mut index, query);
        let whole: Vec<u32> = answer.hits.iter().filter(|hit| hit.missing.is_empty()).map(|hit| hit.document).collect();
        assert_eq!(whole[0], first, "{query}");
        for document in [0, 1, 2] {
            assert!(whole.contains(&document), "{query} finds {document}: {whole:?}");
        }
    }
}

#[test]
fn words_of_a_synonym_count_together_only() {
    assert_eq!(found("tv = television set", &["a television", "a television set", "tv"], "tv "), [2, 1]);
    assert_eq!(
        found("television set => tv", &["a television", "tv"], "television "),
        [0],
        "and are found together only"
    );
}

#[test]
fn synonyms_are_no_part_of_phrases_and_exclusions() {
    let texts = ["a car", "an automobile"];
    assert_eq!(found("car = automobile", &texts, "\"car\""), [0]);
    assert_eq!(found("car = automobile", &texts, "an -car"), [1]);
}

#[test]
fn a_synonym_is_shown_as_such() {
    let mut index = with("car = automobile", &english(&["an automobile"]));
    let answer = search(&mut index, "car ");
    assert_eq!(answer.hits[0].excerpt.as_ref().unwrap().ranges, [(3, 13)]);
    assert_eq!((answer.hits[0].corrected.len(), answer.hits[0].missing.len(), answer.corrected), (0, 0, None));
    let [why] = &index.explain("car ", 0, &SearchOptions::default())[..] else { panic!("one term") };
    assert_eq!((why.word.as_str(), why.term.as_str(), why.kind), ("car", "automobile", MatchKind::Synonym));
}
