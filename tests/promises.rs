//! docs/promises.md names tests that are there.

use std::{fs, path::Path};

/// Returns the promise and the pieces in backquotes of each row that has any.
fn rows(page: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    page.lines().filter_map(|line| {
        let (promise, shown) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        let quoted: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        (!quoted.is_empty()).then_some((promise, quoted))
    })
}

/// Whether a file has a test of this name: a function in Rust, a sentence in quotes in JavaScript.
fn has_test(path: &str, source: &str, name: &str) -> bool {
    if Path::new(path).extension().is_some_and(|extension| extension == "rs") {
        return source.contains(&format!("fn {name}("));
    }
    ['\'', '`', '"'].iter().any(|quote| source.contains(&format!("{quote}{name}{quote}")))
}

#[test]
fn every_promise_names_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("docs/promises.md")).unwrap();
    let mut wrong = Vec::new();
    let mut promises = 0;
    for (promise, quoted) in rows(&page) {
        promises += 1;
        let (mut path, mut source, mut tests) = ("", String::new(), 0);
        for piece in quoted {
            if piece.starts_with("tests/") || piece.starts_with("src/") {
                path = piece;
                source = fs::read_to_string(root.join(path)).unwrap_or_default();
            } else if has_test(path, &source, piece) {
                tests += 1;
            } else {
                wrong.push(format!("{path} has no test “{piece}”"));
            }
        }
        if tests == 0 {
            wrong.push(format!("“{promise}” names no test"));
        }
    }
    assert!(promises > 30, "{promises} promises were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
