//! Parts that are needed, attached, failed and dropped.

use findlet_core::query::{Factor, Factors};
use findlet_core::{Error, Index, Options, PartId, PartKind, Rule};
use findlet_indexer::{Bundle, Document, Form, Sharding};

use crate::support::{TINY_PARTS, bundle, document, embedded, english, search, search_in_rounds, urls};

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
    let mut failed = Vec::new();
    let without = loop {
        let answer = search(&mut index, "city");
        if answer.needs.is_empty() {
            break answer;
        }
        answer.needs.iter().for_each(|part| index.fail(PartId::from_u32(part.id).unwrap()));
        failed.extend(answer.needs);
    };
    assert_eq!((without.failed, without.complete), (failed.clone(), false));
    for need in &failed {
        let part = bundle.parts.iter().find(|part| part.id.to_u32() == need.id).unwrap();
        index.attach(part.id, &part.bytes).unwrap();
    }
    let with = search_in_rounds(&mut index, &bundle, "city", &Options::default());
    assert_eq!((urls(&with).len(), with.failed, with.complete), (2, vec![], true));
}

#[test]
fn a_mistyped_word_asks_for_the_common_terms_and_then_for_their_shards() {
    let (bundle, mut index) = sharded();
    let kinds = |index: &mut Index| -> Vec<PartKind> {
        let needs = search(index, "xonference ").needs;
        needs.iter().map(|part| PartId::from_u32(part.id).unwrap().kind).collect()
    };
    assert_eq!(kinds(&mut index), [PartKind::Terms]);
    let answer = search_in_rounds(&mut index, &bundle, "xonference ", &Options::default());
    assert_eq!((urls(&answer), answer.corrected.as_deref()), (vec!["1.html"], Some("conference ")));
    let mut index = Index::open(&bundle.manifest).unwrap();
    index.fail(PartId { kind: PartKind::Common, number: 0 });
    let without = search_in_rounds(&mut index, &bundle, "xonference ", &Options::default());
    assert_eq!((without.total, without.failed.len(), without.complete), (0, 1, false));
    assert!(search_in_rounds(&mut index, &bundle, "the city of rivers ", &Options::default()).total > 0);
}

#[test]
fn a_word_well_typed_asks_for_no_common_terms() {
    let bundle = bundle(&english(&["the city"; 12]), TINY_PARTS);
    let mut index = Index::open(&bundle.manifest).unwrap();
    index.fail(PartId { kind: PartKind::Common, number: 0 });
    assert!(search_in_rounds(&mut index, &bundle, "city ", &Options::default()).complete);
}

#[test]
fn forms_in_other_shards_and_spellings_behind_titles_are_found() {
    let texts = ["agreement", "agreements", "agreeable agreed", "dong hall", "đồng"];
    let mut documents = english(&texts);
    // The names are between the key of a word and its spellings.
    documents[3].title = "Dong hoi and Dong nai".to_owned();
    documents[4].title = "Dong ha, a longer title that fills a shard of its own".to_owned();
    let bundle = bundle(&documents, TINY_PARTS);
    let options = Options {
        factors: Factors::DEFAULT.without(Factor::Proximity).without(Factor::Corrected),
        ..Options::default()
    };
    for query in ["agreements ", "agreement ", "đồng ", "dong ", "\"đồng\""] {
        let mut index = Index::open(&bundle.manifest).unwrap();
        let found = search_in_rounds(&mut index, &bundle, query, &options);
        assert_eq!(found.hits, embedded(&documents).search(query, &options).hits, "{query}");
    }
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

/// A part of bodies of another build: well formed, but not what a card means.
#[test]
fn the_text_of_another_document_is_never_shown() {
    let (bundle, mut index) = sharded();
    let texts: Vec<_> = bundle.parts.iter().filter(|part| part.id.kind == PartKind::Bodies).collect();
    let [first, second] = [0, 1].map(|at: usize| texts[at]);
    index.attach(first.id, &second.bytes).unwrap();
    let without = search_in_rounds(&mut index, &bundle, "city", &Options::default());
    let (failed, excerpt) = (&without.failed[0], without.hits.iter().find(|hit| hit.document == 0).unwrap());
    assert_eq!((failed.id, &failed.path, without.complete), (first.id.to_u32(), &first.path, false));
    assert!(excerpt.card.is_some() && excerpt.excerpt.is_none());
    index.attach(first.id, &first.bytes).unwrap();
    assert!(search(&mut index, "city").complete, "the right one takes its place");
}

#[test]
fn texts_that_did_not_change_keep_their_files() {
    let mut changed = documents();
    changed[3] = document("3.html", "Page 3", &["The mayor of this town"]);
    changed.insert(0, document("00.html", "Another page", &["Rivers only"]));
    let files = |documents: &[Document]| -> Vec<(String, Vec<u8>)> {
        let parts =
            bundle(documents, Form::Sharded(Sharding { shard_bytes: 40, cards_per_part: 2, body_bytes: 1 })).parts;
        let texts = parts.into_iter().filter(|part| part.id.kind == PartKind::Bodies);
        texts.map(|part| (part.path, part.bytes)).collect()
    };
    let (before, after) = (files(&documents()), files(&changed));
    assert_eq!(before.iter().filter(|file| after.contains(file)).count(), 3);
    assert!(before.iter().all(|(path, _)| {
        path.strip_prefix("../texts/").is_some_and(|name| name.len() == "0123456789abcdef.bin".len())
    }));
}

#[test]
fn bodies_whose_bytes_are_not_their_name_are_refused() {
    let (bundle, mut index) = sharded();
    let (id, bytes) = part(&bundle, PartKind::Bodies);
    let renamed = findlet_core::format::frame::encode(id, 1, &bytes[28..]);
    assert_eq!(index.attach(id, &renamed), Err(Error::OtherBuild(id)));
}

#[test]
fn without_excerpts_no_text_is_asked_for_but_for_phrases() {
    let bundle = bundle(&documents(), TINY_PARTS);
    let options = Options { excerpts: false, ..Options::default() };
    let mut index = Index::open(&bundle.manifest).unwrap();
    bundle.parts.iter().filter(|part| part.id.kind == PartKind::Bodies).for_each(|part| index.fail(part.id));
    let answer = search_in_rounds(&mut index, &bundle, "city", &options);
    assert_eq!((urls(&answer).len(), answer.complete), (2, true));
    assert!(answer.hits.iter().all(|hit| hit.excerpt.is_none()));
    assert!(!search_in_rounds(&mut index, &bundle, "\"the city\"", &options).complete);
    assert!(embedded(&documents()).search("city", &options).hits.iter().all(|hit| hit.excerpt.is_some()));
}

#[test]
fn without_excerpts_those_come_whose_texts_are_attached() {
    let bundle = bundle(&documents(), TINY_PARTS);
    let options = Options { excerpts: false, ..Options::default() };
    let mut index = Index::open(&bundle.manifest).unwrap();
    let whole = search_in_rounds(&mut index, &bundle, "city", &Options::default());
    assert!(whole.hits.iter().all(|hit| hit.excerpt.is_some()));
    assert_eq!(index.search("city", &options), whole, "once all is there, nothing is left to ask for");
    index.detach(0);
    let titles = search_in_rounds(&mut index, &bundle, "city", &options);
    assert!(titles.hits.iter().all(|hit| hit.excerpt.is_none()));
    index.fail(bundle.parts.iter().find(|part| part.id.kind == PartKind::Bodies).unwrap().id);
    assert!(index.search("city", &options).complete, "a text that nobody waits for is not missed");
}

/// 200 pages with a long text each, in which every letter begins many words.
fn large() -> Vec<Document> {
    let word = |at: usize| -> String {
        let letter = |shift: usize| char::from(b'a' + (at / shift % 26) as u8);
        [letter(1), letter(26), letter(7), letter(3), letter(5)].into_iter().collect()
    };
    let text = |page: usize| (0..60).map(|at| word(page * 61 + at * 7)).collect::<Vec<_>>().join(" ");
    let page = |at: usize| document(&format!("{at:03}.html"), &format!("{} river {at}", word(at)), &[&text(at)]);
    (0..200).map(page).collect()
}

#[test]
fn a_letter_costs_the_shard_of_its_own_key() {
    let form = Form::Sharded(Sharding { shard_bytes: 2_000, cards_per_part: 8, body_bytes: 2_000 });
    let options = findlet_indexer::Options { form, broad_bytes: 2_000, ..findlet_indexer::Options::default() };
    let bundle = findlet_indexer::build(&large(), &options).unwrap();
    let shards = |index: &mut Index, query: &str| {
        let mut needed = Vec::new();
        loop {
            let answer = index.search(query, &Options { excerpts: false, ..Options::default() });
            if answer.needs.is_empty() {
                return (needed.len(), answer);
            }
            for part in &answer.needs {
                let id = PartId::from_u32(part.id).unwrap();
                needed.extend(Some(id).filter(|id| id.kind == PartKind::Terms));
                let bytes = &bundle.parts.iter().find(|part| part.id == id).unwrap().bytes;
                index.attach(id, bytes).unwrap();
            }
        }
    };
    for letter in 'a'..='z' {
        let mut index = Index::open(&bundle.manifest).unwrap();
        let (needed, answer) = shards(&mut index, &letter.to_string());
        assert_eq!((needed, answer.approximate, answer.hits.len()), (1, true, 10), "{letter}");
        assert!(answer.total - answer.unchecked <= 128 && answer.unchecked > 0, "{letter}");
    }
    let mut index = Index::open(&bundle.manifest).unwrap();
    let (_, answer) = shards(&mut index, "river e");
    assert_eq!((answer.total, answer.unchecked, answer.approximate), (200, 0, true), "no page is left out");
    assert!(answer.hits.iter().all(|hit| hit.missing.is_empty()));
    let plain = embedded(&large()).search("river -e*", &Options::default());
    assert_eq!(
        (shards(&mut index, "river -e*").1.total, plain.approximate),
        (plain.total, false),
        "exclusions are whole"
    );
}
