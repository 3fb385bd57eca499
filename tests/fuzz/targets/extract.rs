//! Files of other people: no bytes make reading them panic or loop, and what comes of them keeps the rules that an
//! index relies on.

use findlet_core::Index;
use findlet_core::format::frame::content_id;
use findlet_indexer::{
    Document, ExtractOptions, Extractor, Form, Options, SortValue, SourceKind, build, extract_lines,
};

/// Blocks of a document at most that is made an index of: what is longer takes the time of many others.
const INDEXED_BLOCKS: usize = 200;

/// A page. The first line may be selectors for the body and for what is left out, with a tab between them.
pub fn html(data: &[u8]) {
    let (mut options, page) = match data.iter().position(|byte| *byte == b'\n') {
        Some(end) if data.starts_with(b"\t") => (selectors(&data[1..end]), &data[end + 1..]),
        _ => (ExtractOptions::default(), data),
    };
    for (path, include_noindex) in [("a/page.html", false), ("page.xhtml", true)] {
        options.include_noindex = include_noindex;
        let Ok(extractor) = Extractor::new(&options) else { return };
        read(&extractor, SourceKind::Html, path, page);
    }
}

fn selectors(line: &[u8]) -> ExtractOptions {
    let line = String::from_utf8_lossy(line);
    let (body, ignore) = line.split_once('\t').unwrap_or((&line, ""));
    let list = |text: &str| if text.is_empty() { vec![] } else { vec![text.to_owned()] };
    ExtractOptions {
        body: list(body),
        ignore: list(ignore),
        facets: vec!["topic".to_owned()],
        ..ExtractOptions::default()
    }
}

/// The same bytes as every kind of source files but pages, which [`html`] reads.
pub fn sources(data: &[u8]) {
    let extractor = Extractor::default();
    for kind in SourceKind::ALL.into_iter().filter(|kind| *kind != SourceKind::Html) {
        read(&extractor, kind, "notes/page", data);
    }
}

/// Front matter alone, in the notation that the first byte says.
pub fn front_matter(data: &[u8]) {
    let Some((first, matter)) = data.split_first() else { return };
    let fence = if first % 2 == 0 { "---" } else { "+++" };
    let options = ExtractOptions { facets: vec!["topic".to_owned(), "author".to_owned()], ..ExtractOptions::default() };
    let extractor = Extractor::new(&options).expect("there are no selectors");
    let text = [fence.as_bytes(), b"\n", matter, b"\n", fence.as_bytes(), b"\n\nThe city and its mayor.\n"].concat();
    read(&extractor, SourceKind::Markdown, "page.md", &text);
}

/// Documents as JSON, one a line.
pub fn json_lines(data: &[u8]) {
    let lines = extract_lines(data);
    let count = data.split(|byte| *byte == b'\n').count();
    assert!(lines.documents.len() + lines.skipped.len() <= count, "more came out than there are lines");
    lines.documents.iter().for_each(check);
    if is_sampled(data) {
        index(&lines.documents);
    }
}

fn read(extractor: &Extractor, kind: SourceKind, path: &str, bytes: &[u8]) {
    match extractor.extract(kind, path, bytes) {
        Ok(extracted) => {
            assert!(!extracted.document.url.is_empty(), "every document has an address");
            check(&extracted.document);
            if is_sampled(bytes) {
                index(&[extracted.document]);
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// What every document keeps to, wherever it comes from.
fn check(document: &Document) {
    let blocks = document.blocks.iter().map(|block| &block.text);
    for text in blocks.chain([&document.title]) {
        assert!(!text.contains(|c: char| c.is_control()), "control characters are left out: {text:?}");
        assert!(!text.contains("  ") && text.trim() == text, "white space is collapsed: {text:?}");
    }
    let ends_section = |anchor: &str| anchor == findlet_core::format::bodies::NO_SECTION;
    let is_whole = |block: &findlet_indexer::Block| !block.text.is_empty() || ends_section(&block.anchor);
    assert!(document.blocks.iter().all(is_whole), "no block is empty");
    assert!(document.weights.is_sorted_by(|a, b| a.0 < b.0), "weights ascend");
    assert!(document.weights.iter().all(|(at, _)| (*at as usize) < document.blocks.len()), "weights are of blocks");
    let is_finite = |value: &SortValue| !matches!(value, SortValue::Number(number) if number.is_nan());
    assert!(document.sorts.iter().all(|(_, value)| is_finite(value)), "numbers have a place in an order");
}

/// Whether these bytes are among the few that are indexed as well, which takes a hundred times longer.
fn is_sampled(bytes: &[u8]) -> bool {
    content_id(bytes).is_multiple_of(64)
}

/// What was read can be indexed, or is refused with a reason, and the index can be opened and searched.
fn index(documents: &[Document]) {
    if documents.iter().map(|document| document.blocks.len()).sum::<usize>() > INDEXED_BLOCKS {
        return;
    }
    let options = Options { form: Form::Embedded, threads: 1, ..Options::default() };
    match build(documents, &options) {
        Ok(bundle) => {
            let mut index = Index::open(&bundle.into_bytes()).expect("what is written can be read");
            let first = documents.first().map(|document| document.title.as_str()).unwrap_or_default();
            assert!(index.search(first, &findlet_core::Options::default()).complete);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
