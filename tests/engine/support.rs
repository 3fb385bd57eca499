//! Short ways to make documents and to search them.

use findlet_core::{Answer, Hit, Index, Options as SearchOptions, PartId};
use findlet_indexer::{Block, BlockKind, Bundle, Document, Form, Options, Sharding, build};

/// A form in which even a few documents make several parts of each kind.
pub const TINY_PARTS: Form = Form::Sharded(Sharding { shard_bytes: 40, cards_per_part: 2, body_bytes: 60 });

pub fn paragraph(text: &str) -> Block {
    Block { kind: BlockKind::Paragraph, text: text.to_owned(), anchor: String::new() }
}

pub fn heading(text: &str, anchor: &str) -> Block {
    Block { kind: BlockKind::Heading, text: text.to_owned(), anchor: anchor.to_owned() }
}

/// Returns a document with one paragraph per text.
pub fn document(url: &str, title: &str, paragraphs: &[&str]) -> Document {
    Document {
        url: url.to_owned(),
        title: title.to_owned(),
        blocks: paragraphs.iter().map(|text| paragraph(text)).collect(),
        ..Document::default()
    }
}

/// Returns documents in English, one per text, at the addresses `0`, `1` …
pub fn english(texts: &[&str]) -> Vec<Document> {
    in_language("en", texts)
}

/// Returns documents in a language, one per text, at the addresses `0`, `1` … (`00` of more than
/// ten), so that their ids are their positions.
pub fn in_language(language: &str, texts: &[&str]) -> Vec<Document> {
    let width = (texts.len() - 1).to_string().len();
    let made = |(id, text): (usize, &&str)| Document {
        language: Some(language.to_owned()),
        ..document(&format!("{id:0width$}"), "", &[text])
    };
    texts.iter().enumerate().map(made).collect()
}

/// Returns an index of documents that have nothing but a title, in English.
pub fn titled(titles: &[&str]) -> Index {
    let made =
        |(document, title): (Document, &&str)| Document { title: (*title).to_owned(), blocks: vec![], ..document };
    embedded(&english(titles).into_iter().zip(titles).map(made).collect::<Vec<_>>())
}

pub fn bundle(documents: &[Document], form: Form) -> Bundle {
    build(documents, &Options { form, ..Options::default() }).unwrap()
}

pub fn embedded(documents: &[Document]) -> Index {
    Index::open(&bundle(documents, Form::Embedded).into_bytes()).unwrap()
}

/// Returns the addresses of the hits.
pub fn urls(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.card.as_ref().unwrap().url.as_str()).collect()
}

pub fn search(index: &mut Index, query: &str) -> Answer {
    index.search(query, &SearchOptions::default())
}

/// Returns the documents that `query` finds, in order, by position.
pub fn order(index: &mut Index, query: &str) -> Vec<u32> {
    ids(&search(index, query).hits)
}

pub fn ids(hits: &[Hit]) -> Vec<u32> {
    hits.iter().map(|hit| hit.document).collect()
}

/// Rounds of fetching that the shipped client allows a search: terms, completions, forms in other shards, cards and texts
/// for phrases, corrections, their shards, their titles (twice), cards and texts for phrases once more, and those that are
/// shown.
fn rounds() -> usize {
    let client = include_str!("../../www/engine/client.js");
    let line = client.lines().find_map(|line| line.strip_prefix("const ROUNDS = ")).expect("the client has a limit");
    line.trim_end_matches(';').parse().expect("it is a number")
}

/// Searches as the shipped client does: attaches what is needed and asks again, never for the same part twice.
pub fn search_in_rounds(index: &mut Index, bundle: &Bundle, query: &str, options: &SearchOptions) -> Answer {
    let mut asked: Vec<u32> = Vec::new();
    for _ in 0..=rounds() {
        let answer = index.search(query, options);
        if answer.needs.is_empty() {
            return answer;
        }
        for part in &answer.needs {
            assert!(!asked.contains(&part.id), "{} is asked for twice", part.path);
            asked.push(part.id);
            let found = bundle.parts.iter().find(|found| found.id.to_u32() == part.id).unwrap();
            assert_eq!(found.path, part.path);
            index.attach(PartId::from_u32(part.id).unwrap(), &found.bytes).unwrap();
        }
    }
    panic!("{query:?} needs more than {} rounds", rounds());
}
