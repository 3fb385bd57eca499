//! What a search may cost, in counts: no query makes an engine work without end.

use std::sync::OnceLock;

use findlet_core::query::{MAX_COMPLETIONS, MAX_FORMS, MAX_WORDS, PHRASE_CHECKS, PROXIMITY_BYTES};
use findlet_core::{Answer, Index, Options};
use findlet_indexer::Form;

use crate::support::{bundle, english, search};

const DOCUMENTS: u32 = 5_000;

/// Postings of a needle at most: of its key, spelling, and other forms or completions, in all
/// documents.
const NEEDLE_TERMS: u32 = (MAX_COMPLETIONS + MAX_FORMS + 2) as u32;

/// 5,000 documents of six words from a vocabulary of 15,000 (letters, so that they are corrected), all with `city`.
fn large() -> Index {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = BYTES.get_or_init(|| {
        let texts: Vec<String> = (0..DOCUMENTS)
            .map(|at| format!("{} city {} the {} w{at}", word(at * 3), word(at * 3 + 1), word(at * 3 + 2)))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        bundle(&english(&texts), Form::Embedded).into_bytes()
    });
    Index::open(bytes).unwrap()
}

/// Returns a word of five letters, spread over the alphabet.
fn word(number: u32) -> String {
    let mut rest = number.wrapping_mul(7_919) % 11_881_376;
    let mut letters = String::new();
    for _ in 0..5 {
        letters.push((b'a' + (rest % 26) as u8) as char);
        rest /= 26;
    }
    letters
}

fn numbered(count: u32, join: &str) -> String {
    (0..count).map(word).collect::<Vec<_>>().join(join)
}

/// Asserts that an answer took no more than this many words allow; returns it.
fn bounded(query: &str, needles: u32) -> Answer {
    let answer = search(&mut large(), query);
    let work = answer.work;
    // Each needle has its terms; a correction adds 8 with their forms; titles are a term each.
    let terms = needles * (NEEDLE_TERMS + 8 * MAX_FORMS as u32) + DOCUMENTS;
    assert!(work.terms <= terms, "{work:?}");
    assert!(work.postings <= needles * (NEEDLE_TERMS + 8) * DOCUMENTS, "{work:?}");
    answer
}

#[test]
fn words_beyond_the_limit_are_ignored() {
    let (max, endless) = (MAX_WORDS as u32, numbered(10_000, " "));
    let answer = bounded(&endless, max);
    assert_eq!(answer.words.len(), MAX_WORDS);
    let same = bounded(&(numbered(max, " ") + " "), max);
    assert_eq!(answer.work, same.work, "10,000 words cost what the first {max} do");
    assert!(answer.work.postings <= 64 * 8 * DOCUMENTS, "rare words have few postings: {:?}", answer.work);
}

#[test]
fn alternatives_beyond_the_limit_are_ignored() {
    let answer = bounded(&numbered(1_000, " OR "), MAX_WORDS as u32);
    assert!(answer.work.terms <= 2 * MAX_WORDS as u32, "one term for each: {:?}", answer.work);
    assert_eq!(answer.words.len(), 1);
}

#[test]
fn nested_quotes_and_operators_are_read_once() {
    let quotes = "\"".repeat(10_001);
    let nested = "\"a \"b ".repeat(3_000);
    let exclusions = numbered(5_000, " -");
    for query in [&quotes, &nested, &exclusions, &"- ".repeat(5_000), &"OR ".repeat(5_000), &"title:".repeat(5_000)] {
        bounded(query, MAX_WORDS as u32);
    }
    assert_eq!(search(&mut large(), &quotes).work.postings, 0);
}

#[test]
fn phrases_are_looked_for_in_so_many_documents() {
    let answer = search(&mut large(), "\"city the\"");
    let bytes_of_a_text = 64;
    assert!(answer.work.text <= PHRASE_CHECKS[1] as u32 * bytes_of_a_text, "{:?}", answer.work);
    assert_eq!(answer.unchecked, DOCUMENTS - PHRASE_CHECKS[1] as u32);
    assert_eq!((answer.total, answer.hits.len()), (answer.unchecked, 0), "what was not checked is shown on no page");
    let answer = search(&mut large(), "qqqqqq \"city the\"");
    assert!(
        answer.work.text <= PHRASE_CHECKS[1] as u32 * bytes_of_a_text,
        "corrections start no second look: {:?}",
        answer.work
    );
}

#[test]
fn a_prefix_reads_a_bounded_number_of_terms() {
    let all: String = ('a'..='z').flat_map(|letter| [letter, '*', ' ']).collect();
    assert!(bounded(&all, 26).work.terms <= 26 * NEEDLE_TERMS + DOCUMENTS);
    assert_eq!(search(&mut large(), "* ** *").work.postings, 0, "a star alone is nothing");
    for letter in 'a'..='z' {
        let answer = bounded(&letter.to_string(), 1);
        let titles = 1;
        assert!(answer.work.terms <= MAX_COMPLETIONS as u32 + titles, "{letter}: {:?}", answer.work);
        // Most frequent first, and all but `city`, `the` and their like are in one document each.
        assert!(answer.work.postings <= 2 * DOCUMENTS + MAX_COMPLETIONS as u32 * 2, "{letter}: {:?}", answer.work);
    }
}

#[test]
fn corrections_walk_a_small_part_of_the_lexicon() {
    let nodes = |query: &str| search(&mut large(), query).work.nodes;
    // The first letters may be wrong too, so some of every branch is walked; 20,000 words of five
    // letters have more than 40,000 nodes.
    assert!(nodes("qqqqq ") < 20_000, "{}", nodes("qqqqq "));
    assert_eq!(nodes("qqq "), 0);
    assert_eq!(nodes("w1234567 "), 0);
    let many = numbered(64, "q ");
    assert!(nodes(&many) < 64 * 20_000, "{}", nodes(&many));
}

#[test]
fn texts_are_read_for_the_hits_asked_for_and_for_proximity_only() {
    let mut index = large();
    let shown = index.search("city the ", &Options { limit: 5, ..Options::default() }).work.text;
    assert!(shown <= PROXIMITY_BYTES as u32 + 5 * 64, "{shown}");
    let one = index.search("city ", &Options { limit: 5, ..Options::default() }).work.text;
    assert!(one <= 5 * 64, "{one}");
    assert_eq!(index.search("city ", &Options { limit: 0, ..Options::default() }).work.text, 0);
}

#[test]
fn endless_texts_end_proximity() {
    let long = "foreign affairs ".repeat(10_000);
    let documents = english(&[&long, "foreign affairs"]);
    let bytes = bundle(&documents, Form::Embedded).into_bytes();
    let answer = Index::open(&bytes).unwrap().search("foreign affairs ", &Options { limit: 0, ..Options::default() });
    assert!(answer.work.text <= PROXIMITY_BYTES as u32, "{:?}", answer.work);
}
