//! Damaged files of an index in parts: every byte changed, cut at every length, swapped with the file of another build;
//! as they are, and gzipped as they are deployed. What comes is the right answer, or one that names the file, or the
//! manifest is refused. `format.rs` has the same for an index in one piece.

use std::io::{Read, Write};

use findlet_core::{Answer, Index, Options, Work};
use findlet_indexer::{Bundle, Form};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use crate::fuzz::targets::{fetch, sample};

/// Bytes that a damaged file is inflated to at most; none of the whole ones has as many.
const MOST: u64 = 1 << 16;

/// Between them they take parts of every kind.
const QUERIES: [&str; 5] = ["agreements ", "\"foreign affairs\" city", "aggrement ", "c", "-\"the mayor\" hq "];

/// A bundle, and what it answers.
struct Whole {
    bundle: Bundle,
    answers: Vec<Answer>,
}

impl Whole {
    fn new() -> Self {
        let bundle = sample::bundle(sample::SHARDED);
        let answers: Vec<Answer> = QUERIES.iter().map(|query| answer(&bundle, query).unwrap()).collect();
        assert!(answers.iter().all(|answer| answer.complete && !answer.hits.is_empty()));
        Self { bundle, answers }
    }

    /// The bytes of the manifest and of all parts, by path.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let parts = self.bundle.parts.iter().map(|part| (part.path.clone(), part.bytes.clone()));
        std::iter::once(("m.bin".to_owned(), self.bundle.manifest.clone())).chain(parts).collect()
    }

    /// Searches with other bytes in the place of file `at`; returns how many answers were right.
    fn judge(&self, at: usize, path: &str, bytes: &[u8], what: &str) -> usize {
        let mut damaged = self.bundle.clone();
        match at.checked_sub(1) {
            None => damaged.manifest = bytes.to_vec(),
            Some(part) => damaged.parts[part].bytes = bytes.to_vec(),
        }
        let mut right = 0;
        for (query, expected) in QUERIES.iter().zip(&self.answers) {
            match answer(&damaged, query) {
                Some(found) if found == *expected => right += 1,
                Some(found) => {
                    let names_it = found.failed.iter().any(|part| at == 0 || part.path == path);
                    assert!(
                        names_it && !found.complete,
                        "{path} {what}: a wrong answer to {query} in silence: {found:?}"
                    );
                }
                None => assert_eq!(at, 0, "{path} {what}: the manifest is whole"),
            }
        }
        right
    }
}

/// Searches as a client does; nothing where the manifest is refused.
fn answer(bundle: &Bundle, query: &str) -> Option<Answer> {
    let mut index = Index::open(&bundle.manifest).ok()?;
    Some(Answer { work: Work::default(), ..fetch(&mut index, bundle, query, &Options::default()) })
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What a client makes of a file: inflated where it is gzipped, nothing where it can't be.
fn inflated(file: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if !file.starts_with(&[0x1F, 0x8B]) {
        return file.to_vec();
    }
    match GzDecoder::new(file).take(MOST).read_to_end(&mut bytes) {
        Ok(_) => bytes,
        Err(_) => Vec::new(),
    }
}

#[test]
fn no_changed_byte_of_a_part_gives_a_wrong_answer_in_silence() {
    let whole = Whole::new();
    for (at, (path, bytes)) in whole.files().into_iter().enumerate() {
        for byte in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[byte] ^= 1 << (byte % 8);
            let right = whole.judge(at, &path, &changed, &format!("with byte {byte} changed"));
            assert!(right < QUERIES.len() || at > 0, "a changed manifest is refused");
        }
    }
}

#[test]
fn no_part_that_was_cut_gives_a_wrong_answer_in_silence() {
    let whole = Whole::new();
    for (at, (path, bytes)) in whole.files().into_iter().enumerate() {
        for length in 0..bytes.len() {
            whole.judge(at, &path, &bytes[..length], &format!("cut at {length}"));
        }
        whole.judge(at, &path, &[&bytes[..], b"\0"].concat(), "with a byte more");
    }
}

#[test]
fn no_changed_byte_of_a_gzipped_part_gives_a_wrong_answer_in_silence() {
    let whole = Whole::new();
    for (at, (path, bytes)) in whole.files().into_iter().enumerate() {
        let packed = gzipped(&bytes);
        assert_eq!(whole.judge(at, &path, &inflated(&packed), "whole"), QUERIES.len());
        for byte in 0..packed.len() {
            let mut changed = packed.clone();
            changed[byte] ^= 1 << (byte % 8);
            whole.judge(at, &path, &inflated(&changed), &format!("with byte {byte} changed as gzipped"));
            whole.judge(at, &path, &inflated(&packed[..byte]), &format!("cut at {byte} as gzipped"));
        }
    }
}

#[test]
fn no_file_of_another_build_gives_a_wrong_answer_in_silence() {
    let whole = Whole::new();
    let mut documents = sample::documents();
    documents[1].blocks[1].text.push_str(" And a bridge over every river.");
    let other = sample::build_of(&documents, sample::SHARDED);
    let others = std::iter::once(&other.manifest).chain(other.parts.iter().map(|part| &part.bytes));
    for (theirs, bytes) in others.enumerate() {
        for (at, (path, _)) in whole.files().into_iter().enumerate() {
            whole.judge(at, &path, bytes, &format!("swapped with file {theirs} of another build"));
        }
    }
}

#[test]
fn a_part_in_the_place_of_another_gives_no_wrong_answer_in_silence() {
    let whole = Whole::new();
    let files = whole.files();
    for (at, (path, _)) in files.iter().enumerate() {
        for (name, bytes) in &files {
            let right = whole.judge(at, path, bytes, &format!("swapped with {name}"));
            assert!(right == QUERIES.len() || path != name);
        }
    }
}

/// In one piece, gzipped as servers send it: `format.rs` has the bytes as they are.
#[test]
fn an_embedded_index_that_was_changed_gzipped_is_refused_or_the_same() {
    let bytes = sample::bundle(Form::Embedded).into_bytes();
    let packed = gzipped(&bytes);
    for at in 0..packed.len() {
        let mut changed = packed.clone();
        changed[at] ^= 1 << (at % 8);
        let found = inflated(&changed);
        assert!(found == bytes || Index::open(&found).is_err(), "byte {at}");
        assert!(Index::open(&inflated(&packed[..at])).is_err(), "cut at {at}");
    }
}
