//! The real seed articles, searched as their readers would.

use std::fs;
use std::path::PathBuf;

use findlet_core::{Answer, Index};
use findlet_demo::SYNONYMS;
use findlet_indexer::{BlockKind, Date, Document, Options, Synonym, build};

use crate::support::{search, urls};

const DIALOGUE: &str = "000_7728ffda027788d3.txt";
const CONFERENCE: &str = "003_a9c89a3b8fba4a44.txt";

fn file(name: &str) -> Vec<u8> {
    fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../seeds").join(name)).unwrap()
}

fn seed(name: &str) -> Document {
    findlet_demo::read(name, &file(name)).unwrap()
}

fn texts(document: &Document, kind: BlockKind) -> Vec<&str> {
    document.texts(kind).collect()
}

/// The two articles alone, with the folder's synonyms: others may lie in it.
fn seeds() -> Index {
    let synonyms = Synonym::parse(str::from_utf8(&file(SYNONYMS)).unwrap()).unwrap();
    let options = Options { synonyms, ..Options::default() };
    Index::open(&build(&[seed(DIALOGUE), seed(CONFERENCE)], &options).unwrap().into_bytes()).unwrap()
}

fn excerpt(answer: &Answer) -> (String, Vec<String>) {
    let excerpt = answer.hits[0].excerpt.as_ref().unwrap();
    let units: Vec<u16> = excerpt.text.encode_utf16().collect();
    let marked =
        excerpt.ranges.iter().map(|(start, end)| String::from_utf16(&units[*start as usize..*end as usize]).unwrap());
    (excerpt.text.clone(), marked.collect())
}

#[test]
fn seed_000_is_a_captioned_agency_article() {
    let document = seed(DIALOGUE);
    assert_eq!(document.title, "The event aims to promote the friendship and cooperation between HCMC and foreign…");
    assert_eq!(document.date, Date::parse("2022-12-03"));
    assert_eq!(document.fact("source"), Some("VNA"));
    assert_eq!(document.fact("credit"), Some("VNA"));
    assert_eq!(document.summary, None);
    assert_eq!(texts(&document, BlockKind::Caption), ["An overview of the dialogue."]);
    assert_eq!(texts(&document, BlockKind::Summary), Vec::<&str>::new());
    let paragraphs = texts(&document, BlockKind::Paragraph);
    assert_eq!(paragraphs.len(), 8);
    assert!(
        paragraphs[0].starts_with("The event aims to promote") && paragraphs[0].ends_with("international friends.")
    );
    assert!(paragraphs[1].contains("the HCMC People’s Committee Phan Van Mai"));
    assert!(paragraphs[7].ends_with("people-to-people exchanges and cohesion."), "the agency is no paragraph");
}

#[test]
fn seed_003_is_a_summarised_article_without_agency() {
    let document = seed(CONFERENCE);
    assert_eq!(
        document.title,
        "On April 26, a conference was held between the Standing Board of the HCMC Party Committee…"
    );
    assert_eq!(document.date, Date::parse("2023-04-27"));
    assert_eq!(document.metadata, []);
    assert!(document.summary.as_ref().unwrap().ends_with("Party Committee of the Ministry of Foreign Affairs."));
    assert_eq!(texts(&document, BlockKind::Summary), Vec::<&str>::new(), "the first paragraph repeats it");
    assert_eq!(texts(&document, BlockKind::Caption), Vec::<&str>::new());
    let paragraphs = texts(&document, BlockKind::Paragraph);
    assert_eq!(paragraphs.len(), 11);
    assert!(
        paragraphs[0].starts_with("On April 26") && paragraphs[0].ends_with("the implementation of foreign affairs.")
    );
    assert!(paragraphs[10].ends_with("as outlined in Politburo Resolution 31."));
}

#[test]
fn terms_prefixes_numbers_and_names_are_found() {
    let mut index = seeds();
    for (query, expected) in [
        ("vaccines", DIALOGUE),
        ("Covid-19", DIALOGUE),
        ("covid19", DIALOGUE),
        ("vacc", DIALOGUE),
        ("Resolution 31", CONFERENCE),
        ("54 localities", CONFERENCE),
        ("66 cooperation agreements", CONFERENCE),
        ("Nguyễn Văn Nên", CONFERENCE),
        ("diplomatic strat", CONFERENCE),
        ("Mayors' conference", DIALOGUE),
        ("post-pandemic", DIALOGUE),
        ("overview of the dialogue", DIALOGUE),
    ] {
        let answer = search(&mut index, query);
        assert_eq!(urls(&answer).first(), Some(&expected), "{query}");
        assert!(answer.hits[0].missing.is_empty(), "{query}");
    }
}

#[test]
fn marks_may_be_typed_or_left_out() {
    let mut index = seeds();
    let plain = search(&mut index, "Phan Van Mai ");
    let marked = search(&mut index, "Phan Văn Mãi ");
    assert_eq!(urls(&plain), urls(&marked));
    assert_eq!(plain.hits.len(), 2);
}

#[test]
fn a_hit_says_what_a_reader_wants_to_know() {
    let answer = search(&mut seeds(), "Resolution 31");
    let card = answer.hits[0].card.as_ref().unwrap();
    assert_eq!(
        card.title,
        "On April 26, a conference was held between the Standing Board of the HCMC Party Committee…"
    );
    assert_eq!(card.date, Some(20_230_427));
    assert!(card.summary.starts_with("On April 26") && card.summary.chars().count() <= 160);
    assert_eq!(answer.hits[0].words, ["Resolution", "31"]);
    let (text, marked) = excerpt(&answer);
    assert_eq!(marked.last().map(String::as_str), Some("31"), "{text}");
    assert!(marked.iter().any(|word| word == "Resolution"), "{text}");
}

#[test]
fn the_best_window_holds_most_words() {
    let (text, marked) = excerpt(&search(&mut seeds(), "vaccines pandemic minister"));
    assert_eq!(marked, ["minister", "vaccines", "pandemic"], "{text}");
}

#[test]
fn facts_come_with_the_card() {
    let answer = search(&mut seeds(), "vaccines");
    let card = answer.hits[0].card.as_ref().unwrap();
    assert_eq!(
        card.metadata,
        [("credit", "VNA"), ("source", "VNA")].map(|(key, value)| (key.to_owned(), value.to_owned()))
    );
    assert_eq!(card.date, Some(20_221_203));
}

#[test]
fn slips_are_corrected_and_said() {
    for (query, corrected, expected) in [
        ("diplmatic strategy", "diplomatic strategy", CONFERENCE),
        ("diplmatic strat", "diplomatic strat", CONFERENCE),
        ("vacines ", "vaccines ", DIALOGUE),
        ("Mayors' confrence", "Mayors' conference", DIALOGUE),
        ("Resoluiton 31", "resolution 31", CONFERENCE),
    ] {
        let answer = search(&mut seeds(), query);
        assert_eq!(urls(&answer).first(), Some(&expected), "{query}");
        assert_eq!(answer.corrected.as_deref(), Some(corrected), "{query}");
    }
    assert_eq!(search(&mut seeds(), "Resolution 32").corrected, None, "numbers are no slips");
}

#[test]
fn other_forms_and_names_are_found() {
    let mut index = seeds();
    for (query, expected) in [("vaccine ", DIALOGUE), ("resolutions 31", CONFERENCE), ("MOFA resolution", CONFERENCE)] {
        let answer = search(&mut index, query);
        assert_eq!(urls(&answer).first(), Some(&expected), "{query}");
        assert!(answer.hits[0].missing.is_empty() && answer.corrected.is_none(), "{query}");
    }
    for query in ["Saigon", "TP.HCM", "ho chi minh city", "HCMC"] {
        assert_eq!(search(&mut index, query).hits.iter().filter(|hit| hit.missing.is_empty()).count(), 2, "{query}");
    }
}

#[test]
fn operators_narrow_what_is_found() {
    let mut index = seeds();
    for (query, expected) in [
        ("\"Resolution 31\"", &[CONFERENCE][..]),
        ("\"31 Resolution\"", &[]),
        ("-vaccines", &[CONFERENCE]),
        ("HCMC -\"Resolution 31\"", &[DIALOGUE]),
        ("source:VNA", &[DIALOGUE]),
        ("title:conference", &[CONFERENCE]),
        ("vacc* ", &[DIALOGUE]),
    ] {
        assert_eq!(urls(&search(&mut index, query)), expected, "{query}");
    }
}

#[test]
fn hostile_queries_are_answered() {
    let mut index = seeds();
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
