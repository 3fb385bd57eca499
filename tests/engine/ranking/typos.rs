//! Mistyped words: found, said so, and never above what was typed right.

use findlet_core::query::Factor;
use findlet_core::{Hit, Options};

use crate::support::{embedded, english, order, search};

const STRATEGY: &str = "a diplomatic strategy";

/// Returns the documents found and the query as corrected.
fn found(texts: &[&str], query: &str) -> (Vec<u32>, Option<String>) {
    let answer = search(&mut embedded(&english(texts)), query);
    (answer.hits.iter().map(|hit| hit.document).collect(), answer.corrected)
}

#[test]
fn one_edit_of_every_kind_is_corrected_from_four_letters_on() {
    for typed in ["straegy", "stratgegy", "stretegy", "startegy", "atrategy", "trategy", "sstrategy", "strateg y"] {
        let (documents, corrected) = found(&[STRATEGY, "rivers"], &format!("{typed} "));
        assert_eq!(documents, [0], "{typed}");
        assert!(typed.contains(' ') || corrected.as_deref() == Some("strategy "), "{typed}: {corrected:?}");
    }
    for (text, typed) in [("city", "ciyt "), ("city", "ctiy "), ("city", "xity "), ("city", "citty ")] {
        assert_eq!(found(&[text, "rivers"], typed).0, [0], "{typed}");
    }
}

#[test]
fn two_edits_are_corrected_from_eight_letters_on() {
    assert_eq!(found(&["strategy"], "stratgeyy ").0, [0]);
    assert_eq!(found(&["diplomatic"], "diplmoatix ").0, [0]);
    assert_eq!(found(&["mayors"], "mxyxrs ").0, Vec::<u32>::new(), "six letters have one edit");
    assert_eq!(found(&["strategic"], "xtratxgxc ").0, Vec::<u32>::new(), "three are too many");
}

#[test]
fn all_words_as_near_as_the_nearest_are_meant_at_most_eight() {
    let (documents, corrected) = found(&["pity", "city", "city lights", "cities", "plenty"], "zity ");
    assert_eq!(documents.len(), 4, "two words, and the other form of one");
    assert_eq!(corrected.as_deref(), Some("city "), "the one in most documents");
    let words: Vec<String> = ('a'..='t').map(|letter| format!("{letter}izzard")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (documents, corrected) = found(&words, "zizzard ");
    assert_eq!((documents, corrected.as_deref()), ((0..8).collect(), Some("aizzard ")), "first by bytes");
}

#[test]
fn nothing_below_four_letters_is_corrected() {
    for typed in ["cty ", "sae ", "se ", "x "] {
        assert_eq!(found(&["city sea"], typed), (vec![], None), "{typed}");
    }
}

#[test]
fn numbers_are_never_corrected() {
    for typed in ["20223 ", "2021 ", "202 ", "covid18 ", "v1.2.4 ", "1001 "] {
        assert_eq!(found(&["2022 2023 covid19 v1.2.3 1000"], typed).1, None, "{typed}");
    }
    assert_eq!(found(&["2022 20222"], "2021 ").0, Vec::<u32>::new());
    assert_eq!(found(&["stage2"], "stag "), (vec![], None), "nor is a word corrected to one with a number");
}

#[test]
fn the_word_being_typed_is_corrected() {
    let mut index = embedded(&english(&[STRATEGY, "rivers and lakes"]));
    for query in ["diplomti", "diplomtic st", "diplomtic strat", "strtegy dipl", "strateyg"] {
        let answer = search(&mut index, query);
        assert_eq!(answer.hits.first().map(|hit| hit.document), Some(0), "{query}");
        assert!(answer.hits[0].missing.is_empty(), "{query}");
    }
}

#[test]
fn the_answer_and_the_hit_say_what_was_corrected() {
    let answer = search(&mut embedded(&english(&[STRATEGY, "strategy"])), "Diplomtic  strategy ");
    assert_eq!(answer.corrected.as_deref(), Some("diplomatic  strategy "));
    let of = |hit: &Hit| (hit.document, hit.words.clone(), hit.corrected.clone(), hit.missing.clone());
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let first = (0, words(&["Diplomtic", "strategy"]), words(&["Diplomtic"]), vec![]);
    let second = (1, words(&["strategy"]), vec![], words(&["Diplomtic"]));
    assert_eq!(answer.hits.iter().map(of).collect::<Vec<_>>(), [first, second]);
}

#[test]
fn what_was_corrected_is_marked_in_the_text() {
    let answer = search(&mut embedded(&english(&[STRATEGY])), "diplomtic ");
    assert_eq!(answer.hits[0].excerpt.as_ref().unwrap().ranges, [(2, 12)]);
}

#[test]
fn a_document_with_a_correction_never_comes_before_one_with_every_word_as_typed() {
    let often = "river ".repeat(30);
    let texts = [&often[..], "a rivers text that says other things too, and rivet once", "river river"];
    let mut index = embedded(&english(&texts));
    let answer = search(&mut index, "rivet ");
    assert_eq!(answer.hits[0].document, 1);
    assert!(answer.hits[0].corrected.is_empty());
    let mut titled = english(&["", "rivet"]);
    titled[0].title = "River".to_owned();
    assert_eq!(order(&mut embedded(&titled), "rivet ")[0], 1, "nor does a title");
}

#[test]
fn a_slip_that_a_page_has_too_does_not_hide_the_right_spelling() {
    let mut texts = vec!["who comits here, a comitter"];
    texts.extend(vec!["to commit is to keep"; 33]);
    let answer = search(&mut embedded(&english(&texts)), "comit");
    assert_eq!((answer.hits[0].document, answer.total), (0, 34), "the word as typed comes first");
    assert_eq!(answer.corrected.as_deref(), Some("commit"));
    // A word that is not so rare is meant.
    let (documents, corrected) = found(&texts[..33], "comit");
    assert_eq!((documents, corrected), (vec![0], None));
}

#[test]
fn where_ten_documents_hold_the_words_nothing_is_corrected() {
    let mut texts = vec!["rivets"; 10];
    texts.push("rivers");
    let answer = search(&mut embedded(&english(&texts)), "rivets ");
    assert_eq!((answer.total, answer.corrected), (10, None));
}

#[test]
fn a_factor_of_nothing_turns_corrections_off() {
    let mut options = Options::default();
    options.factors = options.factors.without(Factor::Corrected);
    let answer = embedded(&english(&[STRATEGY])).search("diplomtic ", &options);
    assert_eq!((answer.total, answer.corrected, answer.work.nodes), (0, None, 0));
}

#[test]
fn exclusions_hold_where_words_are_corrected() {
    let texts = ["city big river", "city", "big river"];
    assert_eq!(found(&texts, "citty -river ").0, [1]);
    assert_eq!(found(&texts, "citty -\"big river\"").0, [1]);
}

/// Those that lack nothing, found as `query`.
fn found_whole(texts: &[&str], query: &str) -> Vec<u32> {
    let answer = search(&mut embedded(&english(texts)), query);
    let mut found: Vec<u32> = answer.hits.iter().filter(|hit| hit.missing.is_empty()).map(|hit| hit.document).collect();
    found.sort_unstable();
    found
}

#[test]
fn words_are_found_with_other_spaces() {
    let texts = [
        "a dropdown shows",
        "a drop down shows",
        "a set up lamp",
        "login of the user",
        "10GB of disk",
        "16 GB of it",
        "1in/25.4mm",
    ];
    for (query, expected) in [
        ("drop down", &[0, 1][..]),
        ("dropdown ", &[0, 1]),
        ("setup ", &[2]),
        ("log in", &[3]),
        ("10 GB ", &[4]),
        ("16GB", &[5]),
        ("25.4 mm", &[6]),
    ] {
        assert_eq!(found_whole(&texts, query), expected, "{query}");
    }
    let answer = search(&mut embedded(&english(&texts)), "setup ");
    assert_eq!(
        (answer.corrected.as_deref(), &answer.hits[0].corrected[..]),
        (Some("set up "), &["setup".to_owned()][..])
    );
    assert_eq!(search(&mut embedded(&english(&texts)), "log in").corrected.as_deref(), Some("login"));
}

#[test]
fn a_word_is_rather_a_slip_for_one_of_more_pages_than_two_words() {
    let texts = ["commit it", "commit again", "a com for it", "it is"];
    assert_eq!(found(&texts, "comit ").1.as_deref(), Some("commit "));
    let texts = ["commit here", "com for it", "com or it"];
    assert_eq!(found(&texts, "comit ").1.as_deref(), Some("com it "));
}

#[test]
fn short_halves_are_none_of_a_word_that_is_there() {
    let texts = ["forget the rest", "get it for me"];
    assert_eq!(found_whole(&texts, "forget "), [0]);
}
