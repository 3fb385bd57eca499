//! Whole titles come first, and titles that begin with what is typed come early.

use findlet_indexer::Document;

use crate::support::{document, embedded, english, order, search, titled};

const TITLES: [&str; 4] = ["array_map", "array map functions", "Functions", "Map"];

#[test]
fn a_whole_title_comes_first() {
    let often = "array map ".repeat(50);
    let mut documents = english(&["see also", &often, "array map"]);
    documents[0].title = "Array map".to_owned();
    documents[1].title = "A map of the array: array map array map".to_owned();
    let mut index = embedded(&documents);
    for query in ["array map", "array_map", "Array Map ", "ARRAY-MAP"] {
        assert_eq!(order(&mut index, query)[0], 0, "{query}");
    }
}

#[test]
fn a_half_typed_title_comes_before_what_says_it_often() {
    let often = "foreign affairs ".repeat(50);
    let documents = [
        document("0", "", &[&often]),
        document("1", "Foreign affairs of the city", &["and more"]),
        document("2", "On foreign affairs", &["foreign affairs"]),
    ];
    let mut index = embedded(&documents);
    for query in ["foreign affairs", "foreign aff", "foreign affairs of", "foreign affairs of the ci"] {
        assert_eq!(order(&mut index, query)[0], 1, "{query}");
    }
    assert_eq!(
        order(&mut embedded(&[document("0", "", &["forests forests"]), document("1", "Forest", &["x"])]), "fores")[0],
        1
    );
}

#[test]
fn a_whole_title_comes_before_longer_ones() {
    assert_eq!(order(&mut titled(&["Map of maps", "Map", "Maps and a map"]), "map")[0], 1);
    assert_eq!(order(&mut titled(&TITLES), "array map")[0], 0);
}

#[test]
fn titles_of_scripts_without_spaces_are_titles() {
    let documents = [document("0", "", &["东京都东京都东京都"]), document("1", "东京都", &["x"])];
    assert_eq!(order(&mut embedded(&documents), "东京都")[0], 1);
    assert_eq!(order(&mut embedded(&documents), "东京")[0], 1);
}

#[test]
fn a_mistyped_title_is_found() {
    let mut documents = english(&["diplomatic strategy and diplomatic strategies", "x"]);
    documents[1].title = "Diplomatic strategy".to_owned();
    assert_eq!(order(&mut embedded(&documents), "diplomtic strategy")[0], 1);
}

#[test]
fn with_operators_titles_are_no_exception() {
    let often = "map ".repeat(10);
    let documents: Vec<Document> = vec![document("0", "Map", &["other"]), document("1", "Other", &[&often])];
    let score = |query: &str| search(&mut embedded(&documents), query).hits[0].score;
    assert!(score("map ") > score("map -zebra "));
}
