//! All words count; where few documents hold them all, good matches of some follow.

use crate::support::{embedded, english, order, search};

#[test]
fn documents_with_all_words_come_first_and_others_say_what_they_lack() {
    let mut index = embedded(&english(&["city city city", "a city has a mayor among many"]));
    let answer = search(&mut index, "city mayor");
    let shown: Vec<_> =
        answer.hits.iter().map(|hit| (hit.document, hit.words.join(" "), hit.missing.join(" "))).collect();
    let expected = [(1, "city mayor", ""), (0, "city", "mayor")];
    assert_eq!(shown, expected.map(|(id, words, missing)| (id, words.to_owned(), missing.to_owned())));
}

#[test]
fn partial_matches_follow_only_where_whole_ones_are_few() {
    let texts: Vec<&str> = std::iter::repeat_n("city mayor", 10).chain(["city"]).collect();
    assert_eq!(search(&mut embedded(&english(&texts)), "city mayor").total, 10);
    assert_eq!(search(&mut embedded(&english(&texts[1..])), "city mayor").total, 10);
    assert_eq!(search(&mut embedded(&english(&texts[1..])), "city mayor ").hits[9].missing, ["mayor"]);
}

#[test]
fn a_partial_match_worth_less_than_a_sixteenth_of_the_best_is_none() {
    // "common" is in every document and says next to nothing, "zebra" and "heron" are rare.
    let texts: Vec<&str> = std::iter::once("zebra heron common").chain(std::iter::repeat_n("common", 40)).collect();
    assert_eq!(order(&mut embedded(&english(&texts)), "zebra heron common "), [0]);
    let texts = ["zebra heron", "zebra", "heron", "other"];
    assert_eq!(order(&mut embedded(&english(&texts)), "zebra heron ").len(), 3);
}

#[test]
fn what_nothing_resembles_finds_nothing() {
    let mut index = embedded(&english(&["city", "mayor"]));
    for query in ["xqzwv", "zebra", "xqzwv qqqqq ", "", "?!…", " "] {
        let answer = search(&mut index, query);
        assert_eq!((answer.total, answer.corrected, answer.complete), (0, None, true), "{query:?}");
    }
    let answer = search(&mut index, "xqzwv city ");
    assert_eq!((answer.hits.len(), &answer.hits[0].missing[..]), (1, &["xqzwv".to_owned()][..]));
}

#[test]
fn little_words_help_and_never_decide() {
    let mut index = embedded(&english(&["the mayor", "mayor", "the the the the"]));
    let answer = search(&mut index, "the mayor ");
    assert_eq!(answer.hits.iter().map(|hit| hit.document).collect::<Vec<_>>()[..2], [0, 1]);
    assert!(answer.hits[1].missing.is_empty(), "a page without `the` lacks nothing");
}

#[test]
fn little_words_alone_are_searched() {
    let texts = ["To be, or not to be, that is the question", "a river and a lake", "this is not it"];
    let mut index = embedded(&english(&texts));
    let answer = search(&mut index, "to be or not to be");
    assert_eq!((answer.hits[0].document, answer.hits[0].missing.len()), (0, 0));
    assert_eq!(order(&mut index, "\"to be or not to be\""), [0]);
    let mut band = english(&["of the four who", "the who", "who is the mayor of the city, and who was it?"]);
    band[1].title = "The Who".to_owned();
    assert_eq!(order(&mut embedded(&band), "the who")[0], 1);
    assert_eq!(order(&mut embedded(&band), "The Who ")[0], 1);
}
