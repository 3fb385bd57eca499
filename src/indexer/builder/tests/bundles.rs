//! Bundles in memory.

use std::collections::BTreeSet;

use findlet_core::Index;
use findlet_core::format::{PartKind, frame};
use findlet_core::text::analyse;
use proptest::prelude::*;

use crate::builder::build;
use crate::bundle::Bundle;
use crate::count::characters;
use crate::document::{Block, Document};
use crate::error::BuildError;
use crate::options::{Form, Options, Sharding};
use crate::signal::Signal;
use crate::synonym::Synonym;

fn document(url: &str, title: &str) -> Document {
    Document { url: url.to_owned(), title: title.to_owned(), ..Document::default() }
}

#[test]
fn the_order_of_the_input_does_not_matter() {
    let (a, b) = (document("a", "City"), document("b", "Mayor"));
    let forward = build(&[a.clone(), b.clone()], &Options::default()).unwrap();
    assert_eq!(forward, build(&[b, a], &Options::default()).unwrap());
}

#[test]
fn two_documents_with_one_address_are_refused() {
    let twice = [document("a", "City"), document("a", "Mayor")];
    let refused = build(&twice, &Options::default());
    assert!(matches!(&refused, Err(BuildError::DuplicateUrl(url)) if url == "a"), "{refused:?}");
}

#[test]
fn a_document_without_a_title_is_shown_by_its_beginning() {
    let text = Block { text: "A bridge. It was opened.".to_owned(), ..Block::default() };
    let untitled = Document { url: "a".to_owned(), blocks: vec![text], ..Document::default() };
    let index = build(&[untitled], &Options::default()).unwrap().into_bytes();
    let answer = Index::open(&index).unwrap().search("opened", &findlet_core::Options::default());
    assert_eq!(answer.hits[0].card.as_ref().unwrap().title, "A bridge");
}

#[test]
fn nothing_and_nothing_searchable_make_an_index() {
    for documents in [&[][..], &[document("a", "…")]] {
        for form in [Form::Embedded, Form::Sharded(Sharding { shard_bytes: 1, cards_per_part: 1, body_bytes: 1 })] {
            let bundle = build(documents, &Options { form, ..Options::default() }).unwrap();
            let opened =
                Index::open(&if form == Form::Embedded { bundle.into_bytes() } else { bundle.manifest }).unwrap();
            assert_eq!(opened.manifest().documents as usize, documents.len());
        }
    }
}

#[test]
fn a_sharded_bundle_ends_in_its_common_words() {
    let form = Form::Sharded(Sharding { shard_bytes: 9, cards_per_part: 1, body_bytes: 1 });
    let bundle = build(&[document("a", "City map")], &Options { form, ..Options::default() }).unwrap();
    assert_eq!(bundle.parts.last().map(|part| part.id.kind), Some(PartKind::Common));
    assert!(bundle.parts.is_sorted_by_key(|part| part.id.to_u32()));
}

#[test]
fn synonyms_that_cannot_be_used_are_named() {
    let synonyms = vec![Synonym { words: vec!["TV".to_owned(), "…".to_owned()], is_one_way: true }];
    let error = build(&[], &Options { synonyms, ..Options::default() }).unwrap_err();
    assert!(error.to_string().contains("`…`"), "{error}");
}

/// Returns the keys of the lexicons of all shards that are words, of no field.
fn words(bundle: &Bundle) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for part in bundle.parts.iter().filter(|part| part.id.kind == PartKind::Terms) {
        let payload = &part.bytes[frame::HEADER_BYTES..];
        let digits = payload.iter().position(|byte| *byte < 0x80).unwrap() + 1;
        let len = payload[..digits].iter().rev().fold(0, |len, byte| len << 7 | usize::from(byte & 0x7F));
        let lexicon = fst::Set::new(&payload[digits..digits + len]).unwrap();
        words.extend(lexicon.stream().into_strs().unwrap());
    }
    words.retain(|key| !key.contains(char::is_control));
    words
}

proptest! {
    #[test]
    fn the_lexicon_holds_the_words_of_the_documents_and_no_others(
        texts in proptest::collection::vec("[a-cA-C0-9é東京đ. '+-]{0,40}", 0..6),
        is_sharded: bool,
    ) {
        let form = Form::Sharded(Sharding { shard_bytes: 20, cards_per_part: 1, body_bytes: 1 });
        let form = if is_sharded { form } else { Form::Embedded };
        let language = Some("en".to_owned());
        let documents: Vec<Document> =
            (0..).zip(&texts).map(|(id, text)| Document { language: language.clone(), ..document(&format!("{id}"), text) }).collect();
        let characters = characters::table(&texts.iter().flat_map(|text| text.chars()).collect());
        let mut vocabulary = BTreeSet::new();
        for text in &texts {
            analyse(text, &characters, &mut |token| { vocabulary.insert(token.key.to_owned()); });
        }
        let bundle = build(&documents, &Options { form, ..Options::default() }).unwrap();
        prop_assert_eq!(words(&bundle), vocabulary);
    }
}

#[test]
fn every_signal_can_be_switched_off() {
    let german = |url: &str, text: &str| {
        let block = Block { text: text.to_owned(), ..Block::default() };
        Document { language: Some("de".to_owned()), blocks: vec![block], ..document(url, "Der Verkehr") }
    };
    let mut linked = german("b", "Ersatz");
    linked.links = vec![("Fahrplan".to_owned(), 2)];
    let documents = [german("a", "Ersatzverkehr"), linked];
    let without = |signals: &[Signal]| {
        let options = Options { without: signals.to_vec(), ..Options::default() };
        build(&documents, &options).unwrap().into_bytes()
    };
    let mut bundles: BTreeSet<Vec<u8>> = Signal::ALL.iter().map(|signal| without(&[*signal])).collect();
    bundles.insert(without(&[]));
    assert_eq!(bundles.len(), Signal::ALL.len() + 1, "each changes the index in its own way");
}
