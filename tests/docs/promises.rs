//! docs/promises.md names tests that are there.

use std::collections::HashMap;
use std::path::Path;

use super::{read, repository};

/// Returns the promise and the pieces in backquotes of each row that has any.
fn rows(page: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    page.lines().filter_map(|line| {
        let (promise, shown) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        let quoted: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        (!quoted.is_empty()).then_some((promise, quoted))
    })
}

/// Returns whether a file has a test with this name.
fn has_test(path: &str, source: &str, name: &str) -> bool {
    if Path::new(path).extension().is_some_and(|extension| extension == "rs") {
        has_rust_test(source, name)
    } else {
        has_script_test(source, name)
    }
}

/// Returns whether `#[test]` is among the attributes of a function with this name.
fn has_rust_test(source: &str, name: &str) -> bool {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let is_test = |at: usize| {
        let above = lines[..at].iter().rev();
        above.take_while(|line| line.starts_with("#[") || line.starts_with("///")).any(|line| *line == "#[test]")
    };
    (0..lines.len()).any(|at| lines[at].starts_with(&format!("fn {name}(")) && is_test(at))
}

/// Returns whether there is a call `test('name'` with any of the quotes of JavaScript, not in a line of a comment.
fn has_script_test(source: &str, name: &str) -> bool {
    let is_call = |before: &str| {
        let Some(line) = before.trim_end().strip_suffix("test(").and_then(|before| before.rsplit('\n').next()) else {
            return false;
        };
        !line.trim_start().starts_with("//")
            && !line.trim_start().starts_with('*')
            && !line.ends_with(|before: char| before.is_alphanumeric() || ['.', '_', '$'].contains(&before))
    };
    ['\'', '`', '"'].iter().any(|quote| {
        let quoted = format!("{quote}{name}{quote}");
        source.match_indices(&quoted).any(|(at, _)| is_call(&source[..at]))
    })
}

/// A test that a row names.
struct Named<'a> {
    promise: &'a str,
    path: &'a str,
    test: &'a str,
}

/// Returns the tests that all rows name; of a row without any, one without a name.
fn named(page: &str) -> Vec<Named<'_>> {
    let mut all = Vec::new();
    for (promise, quoted) in rows(page) {
        let (mut path, before) = ("", all.len());
        for piece in quoted {
            if piece.starts_with("tests/") || piece.starts_with("src/") {
                path = piece;
            } else {
                all.push(Named { promise, path, test: piece });
            }
        }
        if all.len() == before {
            all.push(Named { promise, path, test: "" });
        }
    }
    all
}

#[test]
fn every_promise_names_tests_that_are_there() {
    let page = read("docs/promises.md");
    let named = named(&page);
    assert!(named.len() > 30, "{} tests were read", named.len());
    let source = |path: &str| std::fs::read_to_string(repository().join(path)).unwrap_or_default();
    let is_wrong = |named: &&Named| named.test.is_empty() || !has_test(named.path, &source(named.path), named.test);
    let wrong: Vec<String> = named
        .iter()
        .filter(is_wrong)
        .map(|Named { promise, path, test }| format!("“{promise}”: {path} has no test “{test}”"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_promise_stands_twice() {
    let page = read("docs/promises.md");
    let mut seen: HashMap<(&str, &str), &str> = HashMap::new();
    for Named { promise, path, test } in named(&page) {
        let other = seen.insert((path, test), promise);
        assert_eq!(other, None, "“{promise}” is shown by the same test: {test}");
    }
}

#[test]
fn only_what_a_runner_runs_is_a_test() {
    for (source, is_test) in [
        ("#[test]\nfn name() {", true),
        ("    #[test]\n    #[ignore = \"long\"]\n    /// Says so.\n    fn name((a, b) in any()) {", true),
        ("fn name() {", false),
        ("#[test]\nfn other() {}\n\nfn name() {", false),
        ("#[test]\n// fn name() {", false),
        ("#[test]\nfn name_of_another() {", false),
    ] {
        assert_eq!(has_test("tests/a.rs", source, "name"), is_test, "{source}");
    }
    for (source, is_test) in [
        ("test('name', async () => {", true),
        ("for (const a of b) test(`name`, run);", true),
        ("  test(\n    \"name\",\n    run,\n  );", true),
        ("// test('name', run);", false),
        (" * test('name', run)", false),
        ("attest('name')", false),
        ("pattern.test('name')", false),
        ("say('name');", false),
        ("test('name of another', run);", false),
    ] {
        assert_eq!(has_test("tests/a.mjs", source, "name"), is_test, "{source}");
    }
}
