//! The trees of html5lib's pages are those of browsers.

use std::collections::{BTreeMap, BTreeSet};

use test_support::html5lib::Case;

use crate::extract::html::parse::{ParseOptions, parse};
use crate::extract::html::tree::{DOCUMENT, Kind, Step, Tree};

/// Files of which no test is compared, and why.
const NEVER_COMPARED: [(&str, &str); 6] = [
    ("foreign-fragment", "fragments"),
    ("math", "fragments"),
    ("noscript01", "a browser without scripts"),
    ("svg", "fragments"),
    ("tests4", "fragments"),
    ("tests_innerHTML_1", "fragments"),
];

/// Why a test says nothing about pages as readers see them, if that is so.
fn left_out(case: &Case) -> Option<&'static str> {
    let holds = |tag: &[u8]| case.input.to_ascii_lowercase().windows(tag.len()).any(|window| window == tag);
    if case.is_fragment {
        Some("fragments")
    } else if case.is_without_scripts {
        Some("a browser without scripts")
    } else if holds(b"<template") {
        // Their contents are never read.
        Some("templates")
    } else if holds(b"<select") {
        // The rules have changed since 2023; the package has the old ones.
        Some("select")
    } else if case.tree.is_none() {
        Some("no tree")
    } else {
        None
    }
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
    let cases = match test_support::html5lib::cases() {
        Ok(cases) => cases,
        Err(why) => return test_support::skip("pages_become_the_trees_that_browsers_make_of_them", &why),
    };
    let mut reasons: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
    let (mut differ, mut compared) = (Vec::new(), 0);
    for case in &cases {
        let reason = left_out(case);
        reasons.entry(&case.file).or_default().insert(reason);
        let Some(tree) = case.tree.as_deref().filter(|_| reason.is_none()) else { continue };
        let (input, expected) = (String::from_utf8_lossy(&case.input), nodes(tree));
        let found = dumped(&parse(&input, ParseOptions { formatting: true, xhtml: false }).tree);
        compared += 1;
        if found != expected {
            let (expected, found) = (expected.join("\n"), found.join("\n"));
            differ.push(format!("{} {}\n{input}\nEXPECTED\n{expected}\nFOUND\n{found}", case.file, case.number));
        }
    }
    let never = reasons.into_iter().filter(|(_, reasons)| !reasons.contains(&None));
    let never: Vec<_> =
        never.map(|(file, reasons)| (file, reasons.into_iter().flatten().collect::<Vec<_>>())).collect();
    let expected = NEVER_COMPARED.map(|(file, reason)| (file, vec![reason]));
    assert_eq!(never, expected, "files of which nothing is compared");
    assert!(compared > 1300, "{compared} trees were compared");
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ.join("\n\n"));
}
