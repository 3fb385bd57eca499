//! Two ways to the same answer: the engine and the oracle, one form of an index and another, one thread and many.

use arbitrary::{Result, Unstructured};
use findlet_core::format::Manifest;
use findlet_core::query::{Factor, Factors};
use findlet_core::{Answer, Hit, Index, Options as SearchOptions, Work};
use findlet_indexer::{Bundle, Document, Form, Options, Sharding, Synonym, build};

use super::made::Words;
use super::searched::{any_options, fetch};
use crate::oracle::{Asked, Oracle, Ranked};

/// The engine ranks as the oracle does. Proximity is left out: `ranking.rs` compares it over words of one token each.
pub fn ranks(data: &[u8]) {
    let mut bytes = Unstructured::new(data);
    let Ok((documents, asked, broad_bytes)) = any_case(&mut bytes) else { return };
    let synonyms = any_synonyms(&mut bytes);
    let options = Options { synonyms, broad_bytes, threads: 1, ..Options::default() };
    let mut index = open(&build(&documents, &options).expect("they can be indexed"));
    let manifest = index.manifest().clone();
    agree(&mut index, &manifest, &documents, &asked, &options);
}

fn agree(index: &mut Index, manifest: &Manifest, documents: &[Document], asked: &Asked, options: &Options) {
    let factors = Factors::DEFAULT.without(Factor::Proximity);
    let (expected, corrected) = Oracle::new(documents, manifest, options, factors).search(asked);
    let answer = index.search(&asked.typed(), &SearchOptions { limit: 100, factors, ..SearchOptions::default() });
    let ranked = |hit: &Hit| Ranked {
        document: hit.document,
        score: hit.score,
        corrected: hit.corrected.len(),
        missing: hit.missing.len(),
    };
    let found: Vec<Ranked> = answer.hits.iter().map(ranked).collect();
    let query = asked.typed();
    assert_eq!(found, expected, "{query:?}, prefixes are broad from {} bytes, {documents:#?}", options.broad_bytes);
    assert_eq!((answer.total - answer.unchecked) as usize, found.len(), "{query:?}");
    assert_eq!(answer.corrected, corrected, "{query:?}");
}

/// A bundle in parts answers as one in one piece, and both are the same for any number of threads and any memory.
pub fn forms(data: &[u8]) {
    let mut bytes = Unstructured::new(data);
    let Ok((documents, asked, broad_bytes)) = any_case(&mut bytes) else { return };
    let Ok((sharding, memory, asking)) = any_form(&mut bytes) else { return };
    let options = Options { broad_bytes, threads: 1, ..Options::default() };
    let made = |options| build(&documents, &options).expect("they can be indexed");
    let parts = made(Options { form: Form::Sharded(sharding), ..options.clone() });
    let many = Options { form: Form::Sharded(sharding), threads: 3, memory, ..options.clone() };
    assert!(made(many) == parts, "threads and memory make no difference");
    // Forms look for corrections elsewhere, and proximity is of one form only.
    let factors = asking.factors.without(Factor::Corrected).without(Factor::Proximity);
    // Of one piece, excerpts are always given.
    let asking = SearchOptions { factors, excerpts: true, ..asking };
    let query = asked.typed();
    let whole = without_work(open(&made(options)).search(&query, &asking));
    let mut index = Index::open(&parts.manifest).expect("it was just built");
    assert_eq!(without_work(fetch(&mut index, &parts, &query, &asking)), whole, "{query:?}");
    index.detach(0);
    assert_eq!(without_work(fetch(&mut index, &parts, &query, &asking)), whole, "{query:?} after parts were dropped");
}

fn any_case(bytes: &mut Unstructured<'_>) -> Result<(Vec<Document>, Asked, usize)> {
    let words = Words::choose(bytes)?;
    // The query first: bytes that follow change documents only.
    let asked = words.query(bytes)?;
    let broad_bytes = if bytes.arbitrary()? { usize::from(bytes.arbitrary::<u8>()?) } else { 8_000 };
    Ok((words.documents(bytes)?, asked, broad_bytes))
}

fn any_form(bytes: &mut Unstructured<'_>) -> Result<(Sharding, usize, SearchOptions)> {
    let sharding = Sharding {
        shard_bytes: bytes.int_in_range(1..=500)?,
        cards_per_part: bytes.int_in_range(1..=9)?,
        body_bytes: bytes.int_in_range(1..=500)?,
    };
    Ok((sharding, bytes.int_in_range(1..=50_000)?, any_options(bytes)?))
}

fn any_synonyms(bytes: &mut Unstructured<'_>) -> Vec<Synonym> {
    let lines = ["river = people and cities = tphcm", "city => government", "the city = flag", "dong => pho c"];
    let chosen: Vec<&str> = lines.into_iter().filter(|_| bytes.arbitrary().unwrap_or(false)).collect();
    Synonym::parse(&chosen.join("\n")).expect("they can be read")
}

fn open(bundle: &Bundle) -> Index {
    Index::open(&bundle.clone().into_bytes()).expect("it was just built")
}

fn without_work(answer: Answer) -> Answer {
    Answer { work: Work::default(), ..answer }
}
