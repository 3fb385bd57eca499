//! The trees of html5lib's pages, which are those of browsers.

use std::fs;
use std::path::Path;

use crate::extract::html::parse::{ParseOptions, parse};
use crate::extract::html::tree::{DOCUMENT, Kind, Step, Tree};

/// An input, and the elements and texts of its tree, one a line: `<html>`, `"text"`.
struct Case {
    name: String,
    input: String,
    expected: Vec<String>,
}

/// Returns the cases of whole documents in browsers that run scripts, as those of readers do. Without templates, whose
/// contents are never read, and `select`, whose rules have changed since 2023.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/html5lib");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "dat"));
    files.sort();
    let mut cases = Vec::new();
    for path in files {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let written = format!("\n{text}");
        for (number, case) in written.split("\n#data\n").skip(1).enumerate() {
            let case = format!("\n{case}");
            let (input, rest) = case.split_once("\n#errors").unwrap();
            let input = input.strip_prefix('\n').unwrap_or_default();
            let Some((flags, tree)) = rest.split_once("\n#document\n") else { continue };
            let is_other = flags.contains("#script-off") || flags.contains("\n#document-fragment");
            if !is_other && !["<template", "<select"].iter().any(|tag| input.to_ascii_lowercase().contains(tag)) {
                cases.push(Case { name: format!("{name} {number}"), input: input.to_owned(), expected: nodes(tree) });
            }
        }
    }
    cases
}

/// Returns elements and texts of a tree as it is written in the tests, with their depth before them.
fn nodes(tree: &str) -> Vec<String> {
    let mut nodes: Vec<String> = Vec::new();
    for line in tree.trim_end_matches('\n').split('\n') {
        match (line.strip_prefix("| "), nodes.last_mut()) {
            (Some(node), _) => nodes.push(node.to_owned()),
            (None, Some(node)) => *node = format!("{node}\n{line}"),
            (None, None) => {}
        }
    }
    nodes.retain(|node| {
        let node = node.trim_start_matches(' ');
        node.starts_with('"') || node.starts_with('<') && node.ends_with('>') && !node.starts_with("<!")
    });
    nodes
}

fn dumped(tree: &Tree) -> Vec<String> {
    let (mut nodes, mut depth, mut step) = (Vec::new(), 0, Some(Step::Enter(DOCUMENT)));
    while let Some(at) = step {
        match at {
            Step::Leave(_) => depth -= 1,
            Step::Enter(node) => {
                let indent = " ".repeat(2 * usize::max(depth, 1) - 2);
                match tree.kind(node) {
                    Kind::Element(element) => {
                        let namespace = match &*element.name.ns {
                            "http://www.w3.org/2000/svg" => "svg ",
                            "http://www.w3.org/1998/Math/MathML" => "math ",
                            _ => "",
                        };
                        nodes.push(format!("{indent}<{namespace}{}>", element.name.local));
                    }
                    Kind::Text(text) => nodes.push(format!("{indent}\"{text}\"")),
                    Kind::Other => {}
                }
                depth += 1;
            }
        }
        step = tree.after(at, DOCUMENT);
    }
    nodes
}

#[test]
fn pages_become_the_trees_that_browsers_make_of_them() {
    let mut differ = Vec::new();
    let cases = cases();
    for Case { name, input, expected } in &cases {
        let found = dumped(&parse(input, ParseOptions { formatting: true, xhtml: false }).tree);
        if found != *expected {
            differ.push(format!("{name}\n{input}\nEXPECTED\n{}\nFOUND\n{}", expected.join("\n"), found.join("\n")));
        }
    }
    assert!(cases.len() > 1300, "{} cases", cases.len());
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ.join("\n\n"));
}
