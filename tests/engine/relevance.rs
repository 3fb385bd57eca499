//! Judged cases: what is found for what people type. See `../relevance/README.md`.

use std::collections::BTreeMap;
use std::path::Path;

use findlet_core::{Index, Options};
use findlet_relevance::collection::{Collection, Judged};
use findlet_relevance::metrics::{mean, mrr, ndcg, recall};

use crate::support::{TINY_PARTS, bundle, embedded, search_in_rounds, urls};

/// The least mean nDCG@10 of each kind of query.
const FLOORS: [(&str, f64); 9] = [
    ("code", 0.85),
    ("inflection", 0.98),
    ("language", 0.93),
    ("operator", 0.98),
    ("phrase", 0.98),
    ("plain", 0.98),
    ("relaxed", 0.88),
    ("title", 0.98),
    ("typo", 0.96),
];

fn collection() -> Collection {
    Collection::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../relevance")).unwrap()
}

/// Returns the kinds of queries, and of each query its text and what `metric` says of its hits.
fn by_kind<'a>(
    queries: &'a [Judged],
    metric: impl Fn(&[&str], &Judged) -> f64,
    search: &mut dyn FnMut(&str) -> Vec<String>,
) -> BTreeMap<&'a str, Vec<(&'a str, f64)>> {
    let mut kinds: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
    for query in queries {
        let found = search(&query.text);
        let ranking: Vec<&str> = found.iter().map(String::as_str).collect();
        let kind = query.id.split('-').next().unwrap();
        kinds.entry(kind).or_default().push((&query.text, metric(&ranking, query)));
    }
    kinds
}

fn search_embedded(index: &mut Index, query: &str) -> Vec<String> {
    urls(&index.search(query, &Options { limit: 100, ..Options::default() })).into_iter().map(str::to_owned).collect()
}

fn assert_floors(kinds: &BTreeMap<&str, Vec<(&str, f64)>>) {
    let names: Vec<&str> = kinds.keys().copied().collect();
    assert_eq!(names, FLOORS.map(|(kind, _)| kind));
    for ((kind, floor), queries) in FLOORS.iter().zip(kinds.values()) {
        let found = mean(queries.iter().map(|(_, ndcg)| *ndcg));
        let missed: Vec<_> = queries.iter().filter(|(_, ndcg)| *ndcg < 1.0).collect();
        assert!(found >= *floor, "nDCG@10 of {kind} is {found:.4}, below {floor}; not perfect: {missed:?}");
    }
}

#[test]
fn every_kind_of_query_keeps_its_floor() {
    let collection = collection();
    let mut index = embedded(&collection.documents);
    let ndcg = |ranking: &[&str], query: &Judged| ndcg(ranking, &query.gains, 10);
    assert_floors(&by_kind(&collection.queries, ndcg, &mut |query| search_embedded(&mut index, query)));
}

#[test]
fn parts_keep_the_floors_too() {
    let collection = collection();
    let bundle = bundle(&collection.documents, TINY_PARTS);
    let mut index = Index::open(&bundle.manifest).unwrap();
    let ndcg = |ranking: &[&str], query: &Judged| ndcg(ranking, &query.gains, 10);
    let mut search = |query: &str| {
        let answer = search_in_rounds(&mut index, &bundle, query, &Options::default());
        urls(&answer).into_iter().map(str::to_owned).collect()
    };
    assert_floors(&by_kind(&collection.queries, ndcg, &mut search));
}

#[test]
fn what_is_typed_exactly_is_found_first() {
    let collection = collection();
    let mut index = embedded(&collection.documents);
    let kinds = by_kind(
        &collection.queries,
        |ranking, query| mrr(ranking, &query.gains, 1).min(recall(ranking, &query.gains, 100)),
        &mut |query| search_embedded(&mut index, query),
    );
    let lost: Vec<_> = ["phrase", "title"].iter().flat_map(|kind| &kinds[kind]).filter(|(_, all)| *all < 1.0).collect();
    assert_eq!(lost, Vec::<&(&str, f64)>::new());
}

#[test]
fn every_line_is_a_document_with_a_title() {
    let collection = collection();
    assert_eq!(collection.titles.len(), collection.documents.len());
    assert!(collection.titles.iter().all(|(title, _)| !title.is_empty()));
}
