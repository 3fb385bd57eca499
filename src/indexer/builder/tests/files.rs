//! The files that a builder writes.

use std::collections::BTreeMap;
use std::io;

use proptest::prelude::*;

use crate::builder::Builder;
use crate::document::{Block, BlockKind, Document, SortValue, Weight};
use crate::error::BuildError;
use crate::options::{Form, Options, Sharding};
use crate::write::content::Content;
use crate::write::sink::{Sink, Written};

#[derive(Debug, Default, PartialEq)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Sink for Files {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        assert!(self.0.insert(path.to_owned(), bytes.to_vec()).is_none(), "{path} is put twice");
        Ok(())
    }
}

fn built(documents: &[&Document], options: Options) -> Content {
    let builder = Builder::new(options).unwrap();
    documents.iter().for_each(|document| builder.add(document).unwrap());
    builder.finish().unwrap()
}

const SMALL_PARTS: Form = Form::Sharded(Sharding { shard_bytes: 500, cards_per_part: 3, body_bytes: 300 });

fn written(content: &Content) -> (Files, [Written; 2]) {
    let mut files = Files::default();
    let written = [SMALL_PARTS, Form::Embedded].map(|form| content.write(form, &mut files).unwrap());
    (files, written)
}

/// Some words, spelled in some ways, more or less often.
fn text(seed: usize, words: usize) -> String {
    const WORDS: [&str; 12] = [
        "bridge",
        "bridges",
        "Bridge’s",
        "café",
        "cafe",
        "Müller",
        "covid-19",
        "getElementById",
        "東京都",
        "the",
        "phố",
        "opened",
    ];
    let word = |at: usize| {
        WORDS[(seed * 31 + at * at * 7 + at) % 12].to_owned() + if at.is_multiple_of(5) { ", x" } else { "" }
    };
    let mut text = (0..words).map(word).collect::<Vec<_>>().join(" ");
    text.push_str(&format!(" word{} number{}", seed % 37, seed));
    text
}

fn document(seed: usize) -> Document {
    let block = |at: usize| Block {
        kind: [BlockKind::Paragraph, BlockKind::Heading][at % 2],
        text: text(seed + at, (seed * 13 + at) % 90),
        anchor: String::new(),
    };
    Document {
        url: format!("{}/{}.html", seed % 7, seed * 7919 % 1000),
        title: text(seed / 3, seed % 4),
        language: [Some("en"), Some("de"), None, Some("vi")][seed % 4].map(str::to_owned),
        blocks: (0..seed % 5).map(block).collect(),
        metadata: vec![("source".to_owned(), text(seed, 1))],
        facets: vec![("topic".to_owned(), format!("t{}", seed % 3))],
        sorts: vec![("price".to_owned(), SortValue::Number(f64::from((seed % 11) as u32)))],
        weights: if seed % 5 > 1 { vec![(1, Weight::new(2.5).unwrap())] } else { Vec::new() },
        ..Document::default()
    }
}

#[test]
fn threads_memory_and_order_make_no_difference() {
    let documents: Vec<Document> = (0..300).map(document).collect();
    let mut order: Vec<&Document> = documents.iter().collect();
    let expected = written(&built(&order, Options::default()));
    assert!(expected.0.0.len() > 100, "{} files", expected.0.0.len());
    for (threads, memory) in [(1, 1), (1, 1 << 16), (16, 1), (16, usize::MAX), (3, 20_000)] {
        order.rotate_left(101);
        order.reverse();
        let content = built(&order, Options { threads, memory, ..Options::default() });
        assert!(written(&content) == expected, "{threads} threads, {memory} bytes");
    }
}

#[test]
fn documents_can_come_from_any_thread() {
    let documents: Vec<Document> = (0..60).map(document).collect();
    let builder = Builder::new(Options { memory: 1000, ..Options::default() }).unwrap();
    std::thread::scope(|scope| {
        for chunk in documents.chunks(9) {
            let builder = &builder;
            scope.spawn(move || chunk.iter().for_each(|document| builder.add(document).unwrap()));
        }
    });
    let expected = written(&built(&documents.iter().collect::<Vec<_>>(), Options::default()));
    assert!(written(&builder.finish().unwrap()) == expected);
}

#[test]
fn what_is_written_is_counted_and_the_manifest_comes_last() {
    struct Last(String);
    impl Sink for Last {
        fn put(&mut self, path: &str, _: &[u8]) -> io::Result<()> {
            path.clone_into(&mut self.0);
            Ok(())
        }
    }
    let documents: Vec<Document> = (0..20).map(document).collect();
    let content = built(&documents.iter().collect::<Vec<_>>(), Options::default());
    let mut files = Files::default();
    let written = content.write(SMALL_PARTS, &mut files).unwrap();
    assert_eq!((written.documents, written.files), (20, files.0.len()));
    assert_eq!(written.bytes, files.0.values().map(|bytes| bytes.len() as u64).sum::<u64>());
    assert!(files.0.values().all(|bytes| bytes.starts_with(&[0x1F, 0x8B])));
    let mut last = Last(String::new());
    content.write(SMALL_PARTS, &mut last).unwrap();
    assert_eq!(last.0, "m.bin");
}

#[test]
fn documents_are_listed_by_address() {
    let untitled = Document { title: String::new(), ..document(4) };
    let documents = [Document { url: "b".to_owned(), ..document(3) }, Document { url: "a".to_owned(), ..untitled }];
    let listed =
        built(&documents.iter().collect::<Vec<_>>(), Options::default()).listed().collect::<io::Result<Vec<_>>>();
    let listed = listed.unwrap();
    assert_eq!(listed.iter().map(|one| one.url.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert!(listed.iter().all(|one| !one.title.is_empty()));
}

#[test]
fn equal_texts_share_a_file() {
    let same = |url: &str| Document { url: url.to_owned(), ..document(3) };
    let form = Form::Sharded(Sharding { body_bytes: 1, ..Sharding::default() });
    let mut files = Files::default();
    built(&[&same("a"), &same("b"), &document(8)], Options::default()).write(form, &mut files).unwrap();
    assert_eq!(files.0.keys().filter(|path| path.starts_with("../texts/")).count(), 2);
}

#[test]
fn a_sink_that_fails_ends_the_writing() {
    struct Full(usize);
    impl Sink for Full {
        fn put(&mut self, _: &str, _: &[u8]) -> io::Result<()> {
            self.0 += 1;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        }
    }
    let content = built(&[&document(1)], Options::default());
    for form in [Form::Embedded, SMALL_PARTS] {
        let mut sink = Full(0);
        let error = content.write(form, &mut sink).unwrap_err();
        assert!(matches!(error, BuildError::Io(error) if error.kind() == io::ErrorKind::StorageFull));
        assert_eq!(sink.0, 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_cut_into_batches_gives_the_same_index(
        seeds in proptest::collection::btree_set(0..900usize, 0..12),
        memory in 0..6000usize,
        threads in 1..4usize,
    ) {
        let documents: Vec<Document> = seeds.into_iter().map(document).collect();
        let order: Vec<&Document> = documents.iter().collect();
        let expected = written(&built(&order, Options { threads: 1, memory: usize::MAX, ..Options::default() }));
        let other = written(&built(&order, Options { threads, memory, ..Options::default() }));
        prop_assert!(other == expected, "the files differ");
    }
}
