//! Short ways to make documents and to search them.

use findlet_core::{Answer, Index, Options as SearchOptions, PartId};
use findlet_indexer::{Block, BlockKind, Bundle, Document, Form, Options, build};

/// A form in which even a few documents make several parts of each kind.
pub const TINY_PARTS: Form = Form::Sharded { shard_bytes: 40, cards_per_part: 2, body_bytes: 60 };

/// Returns a document with one paragraph per text.
pub fn document(url: &str, title: &str, paragraphs: &[&str]) -> Document {
    let block = |text: &&str| Block { kind: BlockKind::Paragraph, text: (*text).to_owned() };
    Document {
        url: url.to_owned(),
        title: title.to_owned(),
        blocks: paragraphs.iter().map(block).collect(),
        ..Document::default()
    }
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

/// Searches as a client does: attaches what is needed and asks again, in at most four rounds
/// that never ask for the same part twice.
pub fn search_in_rounds(index: &mut Index, bundle: &Bundle, query: &str, options: &SearchOptions) -> Answer {
    let mut asked: Vec<u32> = Vec::new();
    for _ in 0..4 {
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
    panic!("{query:?} needs more than four rounds");
}
