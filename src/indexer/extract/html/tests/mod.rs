//! Pages and what is found in them.

mod attributes;
mod broken;
mod conformance;
mod content;
mod decoration;
mod head;
mod reach;
mod sections;

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
    let texts = document.blocks.iter().map(|block| block.text.as_str()).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(" | ")
}

fn texts(page: &str) -> String {
    text(&document(page))
}

/// The headings with their anchors, those left out that only end a section.
fn headings(page: &str) -> Vec<(String, String)> {
    let is_heading = |block: &crate::Block| block.kind == BlockKind::Heading && !block.text.is_empty();
    let blocks = document(page).blocks.into_iter().filter(is_heading);
    blocks.map(|block| (block.text, block.anchor.trim().to_owned())).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
