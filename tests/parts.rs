//! Parts that are needed, attached, failed and dropped.

use findlet_core::{Error, Index, Options, PartId, PartKind, Rule};
use findlet_indexer::{Bundle, Document, Form};

use crate::support::{TINY_PARTS, bundle, document, search, search_in_rounds, urls};

fn documents() -> Vec<Document> {
    let text = [
        "The city and its mayor",
        "A conference in the city",
        "Rivers, lakes and the sea",
        "The mayor of another town",
    ];
    (0..).zip(text).map(|(id, text)| document(&format!("{id}.html"), &format!("Page {id}"), &[text])).collect()
}

fn sharded() -> (Bundle, Index) {
    let bundle = bundle(&documents(), TINY_PARTS);
    let index = Index::open(&bundle.manifest).unwrap();
    (bundle, index)
}

fn part(bundle: &Bundle, kind: PartKind) -> (PartId, &[u8]) {
    let part = bundle.parts.iter().find(|part| part.id.kind == kind).unwrap();
    (part.id, &part.bytes)
}

#[test]
fn the_first_round_asks_for_terms_only_and_shows_nothing() {
    let (_, mut index) = sharded();
    let answer = search(&mut index, "city");
    assert!(!answer.complete && answer.hits.is_empty());
    assert!(answer.needs.iter().all(|part| PartId::from_u32(part.id).unwrap().kind == PartKind::Terms));
}

#[test]
fn order_and_score_are_there_before_titles_and_texts() {
    let (bundle, mut index) = sharded();
    for part in bundle.parts.iter().filter(|part| part.id.kind == PartKind::Terms) {
        index.attach(part.id, &part.bytes).unwrap();
    }
    let early = search(&mut index, "city");
    assert!(early.hits.iter().all(|hit| hit.card.is_none() && hit.excerpt.is_none()) && early.hits.len() == 2);
    let late = search_in_rounds(&mut index, &bundle, "city", &Options::default());
    let ranking = |hits: &[findlet_core::Hit]| hits.iter().map(|hit| (hit.document, hit.score)).collect::<Vec<_>>();
    assert_eq!(ranking(&early.hits), ranking(&late.hits));
}

#[test]
fn a_failed_part_is_named_until_it_is_there_after_all() {
    let (bundle, mut index) = sharded();
    let needs = search(&mut index, "city").needs;
    needs.iter().for_each(|part| index.fail(PartId::from_u32(part.id).unwrap()));
    let without = search(&mut index, "city");
    assert_eq!((without.failed, without.needs, without.complete), (needs.clone(), vec![], false));
    for need in &needs {
        let part = bundle.parts.iter().find(|part| part.id.to_u32() == need.id).unwrap();
        index.attach(part.id, &part.bytes).unwrap();
    }
    let with = search_in_rounds(&mut index, &bundle, "city", &Options::default());
    assert_eq!((urls(&with).len(), with.failed, with.complete), (2, vec![], true));
}

#[test]
fn any_set_of_failures_still_gives_an_answer() {
    let (bundle, _) = sharded();
    for failing in 0..bundle.parts.len() {
        let mut index = Index::open(&bundle.manifest).unwrap();
        for (at, part) in bundle.parts.iter().enumerate() {
            if at == failing {
                index.fail(part.id);
            } else {
                index.attach(part.id, &part.bytes).unwrap();
            }
        }
        let answer = search(&mut index, "the city mayor rivers conference page");
        assert!(answer.needs.is_empty());
        assert_eq!(answer.complete, answer.failed.is_empty());
    }
}

#[test]
fn parts_of_another_build_or_of_another_name_are_refused() {
    let (bundle, mut index) = sharded();
    let other = crate::support::bundle(&documents()[..3], TINY_PARTS);
    let (id, bytes) = part(&other, PartKind::Terms);
    assert_eq!(index.attach(id, bytes), Err(Error::OtherBuild(id)));
    let (cards, _) = part(&bundle, PartKind::Cards);
    let (terms, bytes) = part(&bundle, PartKind::Terms);
    assert_eq!(index.attach(cards, bytes), Err(Error::UnknownPart(terms)));
    assert_eq!(index.attach(terms, &[bytes, b"x"].concat()), Err(Error::Malformed(terms, Rule::End)));
}

#[test]
fn a_refused_part_leaves_the_index_usable() {
    let (bundle, mut index) = sharded();
    let (id, bytes) = part(&bundle, PartKind::Terms);
    let mut broken = bytes.to_vec();
    *broken.last_mut().unwrap() ^= 1;
    assert_eq!(index.attach(id, &broken), Err(Error::Checksum(id)));
    assert_eq!(urls(&search_in_rounds(&mut index, &bundle, "city", &Options::default())).len(), 2);
}

#[test]
fn dropping_parts_keeps_to_the_budget_and_starts_with_the_oldest() {
    let (bundle, mut index) = sharded();
    search_in_rounds(&mut index, &bundle, "rivers", &Options::default());
    search_in_rounds(&mut index, &bundle, "conference", &Options::default());
    let held = index.detach(usize::MAX);
    assert!(index.detach(held - 1) < held);
    assert!(search(&mut index, "conference").needs.is_empty(), "the latest search still has its parts");
    assert_eq!(index.detach(0), 0);
    assert!(!search(&mut index, "conference").needs.is_empty());
}

#[test]
fn embedded_parts_are_never_dropped() {
    let mut index = Index::open(&bundle(&documents(), Form::Embedded).into_bytes()).unwrap();
    assert_eq!(index.detach(0), 0);
    assert!(search(&mut index, "city").complete);
}
