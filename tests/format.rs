//! The bytes: the dump in the specification, golden files, and damage of every kind.

use std::path::PathBuf;
use std::{env, fs};

use findlet_core::format::bodies::{self, BlockKind};
use findlet_core::format::cards::{self, CardRecord};
use findlet_core::format::postings::Posting;
use findlet_core::format::terms::{self, Term};
use findlet_core::format::{Manifest, frame};
use findlet_core::text::{CharacterRange, Characters, Class};
use findlet_core::{Error, Index, PartId, PartKind, Rule};
use findlet_indexer::{Document, Form};

use crate::support::{TINY_PARTS, bundle, document, search, urls};

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The bundle of the specification's dump, small enough to be read: one document, and a table
/// of two folds and one range.
fn dumped() -> Vec<u8> {
    let folds = [(0xC9, "e\u{301}"), (0xE9, "e\u{301}")];
    let marks = CharacterRange { first: 0x300, last: 0x36F, class: Class::Mark };
    let posting = |impact| vec![Posting { document: 0, impact }];
    let terms =
        [("cafe", 20), ("city", 9)].map(|(key, impact)| Term { key: key.to_owned(), postings: posting(impact) });
    let card = CardRecord {
        url: "a.html".to_owned(),
        title: "Café".to_owned(),
        date: 20_221_203,
        metadata: vec![("source".to_owned(), "VNA".to_owned())],
        ..CardRecord::default()
    };
    let payloads = [
        (PartKind::Terms, terms::encode(&terms)),
        (PartKind::Cards, cards::encode(&[card])),
        (PartKind::Bodies, bodies::encode(&[vec![(BlockKind::Paragraph, "The city".to_owned())]])),
    ];
    let framed = |kind, payload: &[u8]| frame::encode(PartId { kind, number: 0 }, 0x0123_4567_89AB_CDEF, payload);
    let parts = payloads.map(|(kind, payload)| framed(kind, &payload)).concat();
    let manifest = Manifest {
        documents: 1,
        cards_per_part: 1,
        bodies: vec![0],
        shards: vec![String::new()],
        characters: Characters::new(&mut folds.into_iter(), vec![marks]).unwrap(),
        embedded_bytes: parts.len() as u32,
    };
    [framed(PartKind::Manifest, &manifest.encode()), parts].concat()
}

/// The documents of the golden files.
fn golden_documents() -> [Document; 2] {
    let first = document("articles/1.html", "Đối ngoại", &["Thành phố Hồ Chí Minh ký 66 thỏa thuận."]);
    let metadata = vec![("source".to_owned(), "VNA".to_owned())];
    let second =
        document("articles/2.html", "Foreign affairs", &["The city signed 66 agreements.", "Covid-19 and 东京都."]);
    [first, Document { date: findlet_indexer::Date::parse("2023-04-27"), metadata, ..second }]
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
    for entry in fs::read_dir(repository().join("tests/golden")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "findlet") {
            continue;
        }
        count += 1;
        match Index::open(&fs::read(&path).unwrap()) {
            Ok(mut index) => {
                assert_eq!(urls(&search(&mut index, "thanh pho")), ["articles/1.html"], "{}", path.display());
                assert_eq!(urls(&search(&mut index, "66 agreements")), ["articles/2.html", "articles/1.html"]);
                assert_eq!(urls(&search(&mut index, "京都")), ["articles/2.html"]);
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
fn this_version_writes_its_golden_file_byte_for_byte() {
    let path = repository().join(format!("tests/golden/format-{}.findlet", findlet_core::format::VERSION));
    let written = bundle(&golden_documents(), Form::Embedded).into_bytes();
    if !path.exists() && env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
        fs::write(&path, &written).unwrap();
    }
    let golden =
        fs::read(&path).expect("SNAPSHOTS=overwrite writes the file of a new version, and never an old one again");
    assert!(golden == written, "the bytes changed: a new layout or meaning needs a new VERSION");
}

/// Searches in every way; must not panic whatever the index holds.
fn exercise(bytes: &[u8]) {
    let Ok(mut index) = Index::open(bytes) else { return };
    for query in ["", "c", "city", "66 agreements", "thành phố", "京", "covid-19", "zebra"] {
        search(&mut index, query);
    }
}

/// Writes the right checksums into every frame, so that damage reaches the decoders.
fn repair(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(length) = bytes.get(at + 20..at + 24) {
        let end = (at + 28).saturating_add(u32::from_le_bytes(length.try_into().unwrap()) as usize).min(bytes.len());
        if end < at + 28 {
            return;
        }
        let checksum = crc32(bytes[at..at + 24].iter().chain(&bytes[at + 28..end]));
        bytes[at + 24..at + 28].copy_from_slice(&checksum.to_le_bytes());
        at = end;
    }
}

fn crc32<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    !bytes.fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
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
    let bytes = bundle(&golden_documents(), Form::Embedded).into_bytes();
    for cut in 0..bytes.len() {
        let error = Index::open(&bytes[..cut]).expect_err("cut");
        assert!(matches!(error, Error::Truncated { .. } | Error::NotAnIndex), "cut at {cut}: {error}");
    }
}

#[test]
fn every_changed_byte_is_refused() {
    let bytes = bundle(&golden_documents(), Form::Embedded).into_bytes();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        assert!(Index::open(&changed).is_err(), "byte {at}");
    }
}

#[test]
fn changed_bytes_with_repaired_checksums_are_refused_or_searched() {
    let bytes = bundle(&golden_documents(), Form::Embedded).into_bytes();
    let mut repaired = bytes.clone();
    repair(&mut repaired);
    assert!(repaired == bytes, "the test computes the checksum of the format");
    for at in 0..bytes.len() {
        for change in [1, 0x80] {
            let mut changed = bytes.clone();
            changed[at] ^= change;
            repair(&mut changed);
            exercise(&changed);
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

#[test]
fn other_versions_and_other_files_are_named() {
    let mut newer = dumped();
    newer[4] = 200;
    let error = Index::open(&newer).unwrap_err();
    assert!(error.to_string().contains("format 200, this build reads format 1"), "{error}");
    assert_eq!(Index::open(b"<!doctype html>").unwrap_err(), Error::NotAnIndex);
    assert_eq!(Index::open(b"").unwrap_err(), Error::NotAnIndex);
}
