//! The demo's articles, whose texts no other test knows. Where one is exchanged, this test is, too.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use findlet_core::Index;
use findlet_indexer::{Date, Document, Options, build};

/// Files of the folder, with their dates, and a query for which each is the best hit.
const ARTICLES: [(&str, &str, &str); 2] = [
    ("000_7728ffda027788d3.txt", "2022-12-03", "vaccines"),
    ("003_a9c89a3b8fba4a44.txt", "2023-04-27", "resolution 31"),
];

#[test]
fn the_articles_of_the_demo_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let read =
        |(name, ..): &(&str, &str, &str)| findlet_demo::read(name, &fs::read(folder.join(name)).unwrap()).unwrap();
    let documents: Vec<Document> = ARTICLES.iter().map(read).collect();
    let mut index = Index::open(&build(&documents, &Options::default()).unwrap().into_bytes()).unwrap();
    for ((name, date, query), document) in ARTICLES.iter().zip(&documents) {
        assert_eq!(document.date, Date::parse(date), "{name}");
        let answer = index.search(query, &findlet_core::Options::default());
        let first = answer.hits.first().and_then(|hit| hit.card.as_ref()).map(|card| &*card.url);
        assert_eq!(first, Some(*name), "{query}");
    }
}
