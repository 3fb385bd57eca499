//! Two whole articles, searched as their readers would.

use std::fs;
use std::path::Path;

use findlet_core::{Answer, Index};
use findlet_indexer::{BlockKind, Date, Document, Options, Synonym, build, extract};

use crate::support::{search, urls};

const CONFERENCE: &str = "conference.md";
const DIALOGUE: &str = "dialogue.md";

/// Words that find each other.
const SYNONYMS: &str = "Port Alder = PTA = P.A.X.\nAlderport => Port Alder\nMOFA = Ministry of Foreign Affairs\n";

fn article(name: &str) -> Document {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../articles");
    extract(name, &fs::read(folder.join(name)).unwrap()).unwrap()
}

fn index() -> Index {
    let options = Options { synonyms: Synonym::parse(SYNONYMS).unwrap(), ..Options::default() };
    Index::open(&build(&[article(CONFERENCE), article(DIALOGUE)], &options).unwrap().into_bytes()).unwrap()
}

fn excerpt(answer: &Answer) -> (String, Vec<String>) {
    let excerpt = answer.hits[0].excerpt.as_ref().unwrap();
    let units: Vec<u16> = excerpt.text.encode_utf16().collect();
    let marked =
        excerpt.ranges.iter().map(|(start, end)| String::from_utf16(&units[*start as usize..*end as usize]).unwrap());
    (excerpt.text.clone(), marked.collect())
}

#[test]
fn an_article_has_what_its_front_matter_says_and_its_paragraphs() {
    let document = article(CONFERENCE);
    assert_eq!(
        document.title,
        "The Standing Board of Port Alder and the Ministry of Foreign Affairs agree at a conference"
    );
    assert_eq!(document.date, Date::parse("2023-04-27"));
    assert_eq!(document.metadata_value("author"), Some("Alder News Agency"));
    assert!(document.summary.as_ref().unwrap().ends_with("ended with rules for working together."));
    let paragraphs: Vec<&str> = document.texts(BlockKind::Paragraph).collect();
    assert_eq!(paragraphs.len(), 9);
    assert!(paragraphs[0].starts_with("On April 26") && paragraphs[8].ends_with("what this conference was for."));
}

#[test]
fn terms_prefixes_numbers_and_names_are_found() {
    let mut index = index();
    for (query, expected) in [
        ("vaccines", DIALOGUE),
        ("Covid-19", DIALOGUE),
        ("covid19", DIALOGUE),
        ("vacc", DIALOGUE),
        ("Resolution 31", CONFERENCE),
        ("54 localities", CONFERENCE),
        ("66 cooperation agreements", CONFERENCE),
        ("Tomas Dvorak", CONFERENCE),
        ("diplomatic strat", CONFERENCE),
        ("schoolchildren", DIALOGUE),
        ("post-pandemic", DIALOGUE),
        ("float of green glass", DIALOGUE),
    ] {
        let answer = search(&mut index, query);
        assert_eq!(urls(&answer).first(), Some(&expected), "{query}");
        assert!(answer.hits[0].missing.is_empty(), "{query}");
    }
}

#[test]
fn marks_may_be_typed_or_left_out() {
    let mut index = index();
    let plain = search(&mut index, "Zoe Belanger ");
    let marked = search(&mut index, "Zoë Bélanger ");
    assert_eq!(urls(&plain), urls(&marked));
    assert_eq!(plain.hits.len(), 2);
}

#[test]
fn a_hit_says_what_a_reader_wants_to_know() {
    let answer = search(&mut index(), "Resolution 31");
    let card = answer.hits[0].card.as_ref().unwrap();
    assert!(card.title.starts_with("The Standing Board of Port Alder"), "{}", card.title);
    assert_eq!(card.date, Some(20_230_427));
    assert_eq!(card.metadata, [("author".to_owned(), "Alder News Agency".to_owned())]);
    assert!(card.summary.starts_with("On April 26") && card.summary.chars().count() <= 160);
    assert_eq!(answer.hits[0].words, ["Resolution", "31"]);
    let (text, marked) = excerpt(&answer);
    assert_eq!(marked.last().map(String::as_str), Some("31"), "{text}");
    assert!(marked.iter().any(|word| word == "Resolution"), "{text}");
}

#[test]
fn the_best_window_holds_most_words() {
    let (text, marked) = excerpt(&search(&mut index(), "snow pandemic vaccines"));
    assert_eq!(marked, ["vaccines", "pandemic", "snow"], "{text}");
}

#[test]
fn slips_are_corrected_and_said() {
    for (query, corrected, expected) in [
        ("diplmatic strategy", "diplomatic strategy", CONFERENCE),
        ("diplmatic strat", "diplomatic strat", CONFERENCE),
        ("vacines ", "vaccines ", DIALOGUE),
        ("green obsrvatory glass", "green observatory glass", DIALOGUE),
        ("Resoluiton 31", "resolution 31", CONFERENCE),
    ] {
        let answer = search(&mut index(), query);
        assert_eq!(urls(&answer).first(), Some(&expected), "{query}");
        assert_eq!(answer.corrected.as_deref(), Some(corrected), "{query}");
    }
    assert_eq!(search(&mut index(), "Resolution 32").corrected, None, "numbers are no slips");
}

#[test]
fn other_forms_and_names_are_found() {
    let mut index = index();
    for (query, expected) in [("vaccine ", DIALOGUE), ("resolutions 31", CONFERENCE), ("MOFA resolution", CONFERENCE)] {
        let answer = search(&mut index, query);
        assert_eq!(urls(&answer).first(), Some(&expected), "{query}");
        assert!(answer.hits[0].missing.is_empty() && answer.corrected.is_none(), "{query}");
    }
    for query in ["Alderport", "P.A.X.", "port alder", "PTA"] {
        assert_eq!(search(&mut index, query).hits.iter().filter(|hit| hit.missing.is_empty()).count(), 2, "{query}");
    }
}

#[test]
fn operators_narrow_what_is_found() {
    let mut index = index();
    for (query, expected) in [
        ("\"Resolution 31\"", &[CONFERENCE][..]),
        ("\"31 Resolution\"", &[]),
        ("-vaccines", &[DIALOGUE]),
        ("alder -vaccines", &[CONFERENCE]),
        ("alder -\"Resolution 31\"", &[DIALOGUE]),
        ("author:post", &[DIALOGUE]),
        ("title:conference", &[CONFERENCE]),
        ("vacc* ", &[DIALOGUE]),
    ] {
        assert_eq!(urls(&search(&mut index, query)), expected, "{query}");
    }
}

#[test]
fn hostile_queries_are_answered() {
    let mut index = index();
    for query in [
        String::new(),
        " ".into(),
        "?!-_.'".into(),
        "x".repeat(10_000),
        "a ".repeat(5_000),
        "\u{FFFD}\u{0}\u{1F}".into(),
    ] {
        assert!(search(&mut index, &query).complete);
    }
}
