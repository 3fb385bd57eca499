//! Pages and what is found in them.

mod attributes;
mod broken;
mod conformance;
mod content;
mod head;

use crate::extract::{ExtractError, ExtractOptions, Extracted, Extractor, SourceKind};
use crate::{BlockKind, Document};

/// Reads a page by the default options.
fn read(page: &str) -> Extracted {
    Extractor::default().extract(SourceKind::Html, "docs/page.html", page.as_bytes()).unwrap()
}

fn document(page: &str) -> Document {
    read(page).document
}

fn why(page: &str) -> ExtractError {
    Extractor::default().extract(SourceKind::Html, "docs/page.html", page.as_bytes()).unwrap_err()
}

fn extractor(body: &[&str], ignore: &[&str]) -> Extractor {
    let owned = |list: &[&str]| list.iter().map(|selector| (*selector).to_owned()).collect();
    Extractor::new(&ExtractOptions { body: owned(body), ignore: owned(ignore), ..ExtractOptions::default() }).unwrap()
}

/// The texts of all blocks, separated by bars.
fn text(document: &Document) -> String {
    document.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" | ")
}

fn texts(page: &str) -> String {
    text(&document(page))
}

/// The headings with their anchors.
fn headings(page: &str) -> Vec<(String, String)> {
    let blocks = document(page).blocks.into_iter().filter(|block| block.kind == BlockKind::Heading);
    blocks.map(|block| (block.text, block.anchor)).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
