//! The bytes: the dump in the specification, golden files, and damage of every kind.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{env, fs};

use findlet_core::format::bodies;
use findlet_core::format::cards::{self, BodyRef, CardRecord, SUMMARY_CHARS};
use findlet_core::format::keys::MAX_KEY_BYTES;
use findlet_core::format::postings::{MAX_IMPACT, Posting};
use findlet_core::format::terms::{self, Term, TermKind};
use findlet_core::format::{MAX_DOCUMENTS, Manifest, VERSION, frame};
use findlet_core::text::{CharacterRange, Characters, Class, MAX_TERM_BYTES, analyse};
use findlet_core::{Error, Index, PartId, PartKind, Rule};
use findlet_indexer::{Bundle, Document, Form, Options, Sharding, SortValue, Synonym, build};
use proptest::prelude::*;

use crate::fuzz::targets::{exercise, repair};
use crate::support::{TINY_PARTS, bundle, document, heading, paragraph, search, urls};

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

const SPECIFICATION: &str = include_str!("../../src/core/format/README.md");

#[test]
fn the_specification_has_every_kind_of_part() {
    let kinds = PartKind::ALL.map(|kind| format!("{} {}", kind as u8, kind.name())).join(", ");
    assert!(SPECIFICATION.contains(&format!("| 5 | 1 | kind: {kinds} |")), "{kinds}");
    for kind in &PartKind::ALL {
        let (name, number) = (kind.name(), *kind as u8);
        assert!(
            SPECIFICATION.to_lowercase().contains(&format!("\n## {name} (kind {number})\n")) || number == 0,
            "{name}"
        );
    }
}

#[test]
fn the_specification_has_the_limits_that_are_checked() {
    for (limit, name) in [
        (format!("2^{}", MAX_DOCUMENTS.ilog2()), "`MAX_DOCUMENTS` in `manifest.rs`"),
        (format!("{MAX_TERM_BYTES} bytes"), "`MAX_TERM_BYTES` in `../text/token.rs`"),
        (format!("{MAX_KEY_BYTES} bytes"), "`MAX_KEY_BYTES` in `keys.rs`"),
        (format!("1 to {MAX_IMPACT}"), "`MAX_IMPACT` in `postings.rs`"),
        (format!("{SUMMARY_CHARS} characters, written, not checked"), "`SUMMARY_CHARS` in `cards.rs`"),
    ] {
        assert!(SPECIFICATION.contains(&format!("| {limit} | {name} |")), "{name} is {limit}");
    }
}

/// The bundle of the specification's dump, small enough to be read: one document, and a table
/// of two folds and one range.
fn dumped() -> Vec<u8> {
    let folds = [(0xC9, "e\u{301}"), (0xE9, "e\u{301}")];
    let marks = CharacterRange { first: 0x300, last: 0x36F, class: Class::Mark };
    let posting = |impact| vec![Posting { document: 0, impact }];
    let terms = [("cafe", 20), ("city", 9)].map(|(key, impact)| Term {
        key: key.to_owned(),
        kind: TermKind::Word,
        class: None,
        postings: posting(impact),
        completed: 0,
    });
    let card = CardRecord {
        url: "a.html".to_owned(),
        title: "Café".to_owned(),
        date: 20_221_203,
        metadata: vec![("source".to_owned(), "VNA".to_owned())],
        ..CardRecord::default()
    };
    let body = bodies::encode(&[vec![paragraph("The city")]]);
    let content = frame::content_id(&body);
    let card = CardRecord { body: BodyRef { part: 0, content, at: 0 }, ..card };
    let build = 0x0123_4567_89AB_CDEF;
    let payloads = [
        (PartKind::Terms, build, terms::encode(&terms, &[])),
        (PartKind::Cards, build, cards::encode(&[card])),
        (PartKind::Bodies, content, body),
    ];
    let framed = |kind, name, payload: &[u8]| frame::encode(PartId { kind, number: 0 }, name, payload);
    let parts = payloads.map(|(kind, name, payload)| framed(kind, name, &payload)).concat();
    let manifest = Manifest {
        documents: 1,
        cards_per_part: 1,
        bodies: 1,
        shards: vec![String::new()],
        characters: Characters::new(&mut folds.into_iter(), vec![marks]).unwrap(),
        embedded_bytes: parts.len() as u32,
        ..Manifest::default()
    };
    [framed(PartKind::Manifest, build, &manifest.encode()), parts].concat()
}

/// The documents of the golden files: they have all that an index can hold.
fn golden_documents() -> [Document; 2] {
    let first = document("articles/1.html", "Đối ngoại", &["Thành phố Hồ Chí Minh ký 66 thỏa thuận."]);
    let blocks = vec![
        heading("Two agreements", "two"),
        paragraph("The city signed 66 agreements, one agreement with every city."),
        paragraph("Covid-19 and 东京都, the COVID19 of the cities."),
    ];
    let named = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let second = Document {
        date: findlet_indexer::Date::parse("2023-04-27"),
        language: Some("en".to_owned()),
        metadata: vec![named("source", "VNA")],
        keywords: vec!["diplomacy".to_owned()],
        facets: vec![named("topic", "trade"), named("topic", "health")],
        sorts: vec![("price".to_owned(), SortValue::Number(-2.5))],
        blocks,
        ..document("articles/2.html", "Foreign affairs", &[])
    };
    [Document { facets: vec![named("topic", "trade")], ..first }, second]
}

fn golden_bundle(form: Form) -> Bundle {
    let synonyms = Synonym::parse("HQ = head quarters\ncity => town").unwrap();
    build(&golden_documents(), &Options { form, synonyms, broad_bytes: 40, ..Options::default() }).unwrap()
}

#[test]
fn the_dump_in_the_specification_is_what_is_written() {
    let specification = fs::read_to_string(repository().join("src/core/format/README.md")).unwrap();
    let dump =
        specification.split("```dump\n").nth(1).expect("the specification has a dump").split("```").next().unwrap();
    let hex = dump.lines().filter_map(|line| line.get(6..)?.split("  ").next()).flat_map(str::split_whitespace);
    let bytes: Vec<u8> = hex.map(|byte| u8::from_str_radix(byte, 16).expect("bytes stand before two spaces")).collect();
    let written = dumped();
    assert_eq!(urls(&search(&mut Index::open(&written).unwrap(), "CAFÉ")), ["a.html"]);
    let shown: Vec<String> = written.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(bytes, written, "now written: {}", shown.join(" "));
}

#[test]
fn golden_files_are_read_or_refused_by_version() {
    let mut count = 0;
    for entry in fs::read_dir(repository().join("tests/engine/golden")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "findlet") {
            continue;
        }
        count += 1;
        match Index::open(&fs::read(&path).unwrap()) {
            Ok(mut index) => {
                assert_eq!(urls(&search(&mut index, "thanh pho")), ["articles/1.html"], "{}", path.display());
                assert_eq!(urls(&search(&mut index, "66 agreements")), ["articles/2.html", "articles/1.html"]);
                for query in
                    ["京都", "agreement ", "aggrement ", "foreign aff", "source:vna", "cities", "\"every city\""]
                {
                    assert_eq!(urls(&search(&mut index, query)), ["articles/2.html"], "{query}");
                }
            }
            Err(Error::Version { found, .. }) => {
                assert!(path.display().to_string().contains(&format!("format-{found}")));
            }
            Err(error) => panic!("{}: {error}", path.display()),
        }
    }
    assert!(count > 0, "there is a golden file");
}

#[test]
fn earlier_formats_are_refused_by_their_version() {
    for found in 1..VERSION {
        let bytes = fs::read(repository().join(format!("tests/engine/golden/format-{found}.findlet"))).unwrap();
        assert_eq!(Index::open(&bytes).unwrap_err(), Error::Version { expected: VERSION, found });
    }
}

#[test]
fn this_version_writes_its_golden_file_byte_for_byte() {
    let path = repository().join(format!("tests/engine/golden/format-{VERSION}.findlet"));
    let written = golden_bundle(Form::Embedded).into_bytes();
    if !path.exists() && env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
        fs::write(&path, &written).unwrap();
    }
    let golden =
        fs::read(&path).expect("SNAPSHOTS=overwrite writes the file of a new version, and never an old one again");
    assert!(golden == written, "the bytes changed: a new layout or meaning needs a new VERSION");
}

#[test]
fn a_part_twice_in_place_of_another_is_refused() {
    let whole = dumped();
    let starts: Vec<usize> = (0..whole.len()).filter(|at| whole[*at..].starts_with(b"fndl")).collect();
    let [_, _, cards, bodies] = starts[..] else { panic!("four frames: {starts:?}") };
    let mut twice = [&whole[..bodies], &whole[cards..bodies]].concat();
    // The same length as announced, so that only the order is wrong.
    let embedded = (twice.len() - starts[1]) as u32;
    let payload = Manifest { embedded_bytes: embedded, ..Index::open(&whole).unwrap().manifest().clone() }.encode();
    let head = frame::encode(PartId { kind: PartKind::Manifest, number: 0 }, 0x0123_4567_89AB_CDEF, &payload);
    twice.splice(..starts[1], head);
    let id = PartId { kind: PartKind::Cards, number: 0 };
    assert_eq!(Index::open(&twice).unwrap_err(), Error::Malformed(id, Rule::AllParts));
}

#[test]
fn every_truncation_is_refused() {
    let bytes = golden_bundle(Form::Embedded).into_bytes();
    for cut in 0..bytes.len() {
        let error = Index::open(&bytes[..cut]).expect_err("cut");
        assert!(matches!(error, Error::Truncated { .. } | Error::NotAnIndex), "cut at {cut}: {error}");
    }
}

#[test]
fn every_changed_byte_is_refused() {
    let bytes = golden_bundle(Form::Embedded).into_bytes();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        assert!(Index::open(&changed).is_err(), "byte {at}");
    }
}

#[test]
fn changed_bytes_with_repaired_checksums_are_refused_or_searched() {
    let bytes = golden_bundle(Form::Embedded).into_bytes();
    let mut repaired = bytes.clone();
    repair(&mut repaired);
    assert!(repaired == bytes, "the test computes the checksum of the format");
    for at in 0..bytes.len() {
        for change in [1, 0x80] {
            let mut changed = bytes.clone();
            changed[at] ^= change;
            repair(&mut changed);
            if let Ok(mut index) = Index::open(&changed) {
                exercise(&mut index);
            }
        }
    }
}

#[test]
fn changed_parts_with_repaired_checksums_are_refused_or_searched() {
    let bundle = golden_bundle(Form::Sharded(Sharding { shard_bytes: 2_000, cards_per_part: 9, body_bytes: 9_000 }));
    assert_eq!(bundle.parts.last().map(|part| part.id.kind), Some(PartKind::Common));
    for (number, part) in bundle.parts.iter().enumerate() {
        for at in 0..part.bytes.len() {
            let mut changed = part.bytes.clone();
            changed[at] ^= 1;
            repair(&mut changed);
            let mut index = Index::open(&bundle.manifest).unwrap();
            for (other, part) in bundle.parts.iter().enumerate() {
                let bytes = if other == number { &changed } else { &part.bytes };
                if index.attach(part.id, bytes).is_err() {
                    index.fail(part.id);
                }
            }
            exercise(&mut index);
        }
    }
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    for form in [Form::Embedded, TINY_PARTS] {
        let [a, b] = golden_documents();
        assert!(bundle(&[a.clone(), b.clone()], form) == bundle(&[b, a], form));
    }
}

/// Returns the keys of all term shards, in order.
fn keys(bundle: &Bundle) -> Vec<String> {
    let mut keys = Vec::new();
    for part in bundle.parts.iter().filter(|part| part.id.kind == PartKind::Terms) {
        let payload = &part.bytes[frame::HEADER_BYTES..];
        let width = payload.iter().take_while(|byte| **byte >= 0x80).count() + 1;
        let len = payload[..width].iter().rev().fold(0, |len, byte| len << 7 | usize::from(byte & 0x7F));
        let map = fst::Map::new(&payload[width..width + len]).unwrap();
        keys.extend(map.stream().into_str_keys().unwrap());
    }
    keys
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_words_of_the_lexicon_are_those_of_the_analyser(
        texts in proptest::collection::vec(any::<[String; 3]>(), 1..6),
        is_embedded: bool,
    ) {
        let made = |(id, [title, text, keyword]): (usize, &[String; 3])| Document {
            language: Some("en".to_owned()),
            keywords: vec![keyword.clone()],
            ..document(&id.to_string(), title, &[text])
        };
        let documents: Vec<Document> = texts.iter().enumerate().map(made).collect();
        let bundle = bundle(&documents, if is_embedded { Form::Embedded } else { TINY_PARTS });
        let opened = if is_embedded { bundle.clone().into_bytes() } else { bundle.manifest.clone() };
        let characters = Index::open(&opened).unwrap().manifest().characters.clone();
        let mut expected = BTreeSet::new();
        for text in texts.iter().flatten() {
            analyse(text, &characters, &mut |token| {
                expected.insert(token.key.to_owned());
            });
        }
        let keys = keys(&bundle);
        prop_assert!(keys.is_sorted_by(|a, b| a < b));
        let words: BTreeSet<String> = keys.into_iter().filter(|key| !key.contains(|c: char| c.is_control())).collect();
        prop_assert_eq!(words, expected);
    }
}

#[test]
fn other_versions_and_other_files_are_named() {
    let mut newer = dumped();
    newer[4] = 200;
    let error = Index::open(&newer).unwrap_err();
    assert!(error.to_string().contains("format 200, this build reads format 5"), "{error}");
    assert_eq!(Index::open(b"<!doctype html>").unwrap_err(), Error::NotAnIndex);
    assert_eq!(Index::open(b"").unwrap_err(), Error::NotAnIndex);
}
