//! What docs/limits.md says of a build: as much as a limit is taken, and what is beyond is refused or named.

use std::fs;

use serde_json::{Value, json};

use super::{built, found, left_out, page, run, site, write};

/// Builds documents of JSON lines with `arguments`; returns the summary, or what was said where there is none.
fn built_of(documents: &[Value], arguments: &[&str]) -> Result<Value, String> {
    let lines: Vec<String> = documents.iter().map(Value::to_string).collect();
    let site = site(&[("documents.jsonl", lines.join("\n").as_bytes())]);
    let call = [&["build", "--jsonl", "documents.jsonl", "--out", "findlet", "--json"], arguments].concat();
    let done = super::findlet(&call, site.path());
    if !done.status.success() {
        return Err(super::text(&done.stderr));
    }
    run(&["check", "findlet"], site.path(), 0);
    Ok(serde_json::from_slice(&done.stdout).unwrap())
}

fn warnings(summary: &Value) -> Vec<&str> {
    summary["warnings"].as_array().unwrap().iter().map(|warning| warning["why"].as_str().unwrap()).collect()
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn what_of_a_document_is_beyond_a_limit_is_named_and_the_rest_is_found() {
    let documents = [json!({
        "id": "a", "title": "river ".repeat(200), "language": "x".repeat(36),
        "facets": { "topic": ["y".repeat(314), "z".repeat(313)] },
        "metadata": { "by": "w".repeat(4_097), "n".repeat(65): "x" },
        "sort": { "price": 1, " price": 2 },
    })];
    let summary = built_of(&documents, &[]).unwrap();
    let said = warnings(&summary);
    let expected = [
        "title",
        "language",
        "metadata \"by\" has more than 4,096",
        "metadata \"nnn",
        "facet \"topic\"",
        "order \"price\"",
    ];
    assert!(said.iter().zip(expected).all(|(why, what)| why.contains(what)) && said.len() == 6, "{said:#?}");
    assert_eq!(summary["documents"], 1);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_document_that_no_address_leads_to_is_left_out_and_named() {
    let of = |url: &str| json!({ "id": url, "text": "river" });
    let long = |bytes: usize| of(&"a".repeat(bytes));
    let documents =
        [of("a.html"), of("https://example.org/"), long(8_192), long(8_193), of("javascript:alert(1)"), of("doc:1")];
    let summary = built_of(&documents, &[]).unwrap();
    assert_eq!(summary["documents"], 3);
    let reasons: Vec<String> = left_out(&summary).into_iter().map(|(_, reason)| reason).collect();
    assert_eq!(reasons, ["address", "address", "address"]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn an_index_holds_256_names_of_each_kind() {
    let of = |kind: &str, count: usize| {
        let named: serde_json::Map<String, Value> = (0..count).map(|at| (format!("name{at:03}"), json!("x"))).collect();
        built_of(&[json!({ "id": "a", "text": "river", kind: named })], &[])
    };
    for kind in ["facets", "sort"] {
        assert_eq!(of(kind, 256).unwrap()["documents"], 1);
        let said = of(kind, 257).unwrap_err();
        assert!(said.contains("there are 257 names of") && said.contains("name000, name001"), "{said}");
    }
    assert_eq!(of("metadata", 256).unwrap()["documents"], 1);
    assert!(of("metadata", 257).unwrap_err().contains("257 names of fields"));
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_build_has_64_indexes() {
    let of = |count: u8| {
        let tag = |at: u8| format!("{}{}", char::from(b'a' + at / 26), char::from(b'a' + at % 26));
        let document = |at| json!({ "id": tag(at), "text": "river", "language": tag(at) });
        built_of(&(0..count).map(document).collect::<Vec<_>>(), &["--languages", "each", "--engine", "core"])
    };
    assert_eq!(of(64).unwrap()["indexes"].as_array().unwrap().len(), 64);
    let said = of(65).unwrap_err();
    assert!(said.contains("more than 64 languages (aa, ab, ") && said.contains("set languages to together"), "{said}");
}

const MEBIBYTES_64: u64 = 64 << 20;

/// The system keeps no room for what nobody wrote, so that a large file costs nothing.
#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_file_of_more_than_64_mebibytes_is_left_out_and_named() {
    let site = site(&[("a.txt", b"river"), ("b.txt", b"river")]);
    fs::File::options().write(true).open(site.path().join("b.txt")).unwrap().set_len(MEBIBYTES_64 + 1).unwrap();
    let summary = built(site.path(), &[]);
    assert_eq!(left_out(&summary), [("b.txt".to_owned(), "too large".to_owned())]);
    assert_eq!(found(site.path(), "river", &[]), ["a.txt"]);
}

#[test]
#[ignore = "long: a file of 64 MiB is indexed"]
fn a_file_has_64_mebibytes() {
    let site = site(&[("a.txt", &[b"river", " ".repeat(MEBIBYTES_64 as usize - 5).as_bytes()].concat())]);
    built(site.path(), &[]);
    assert_eq!(found(site.path(), "river", &[]), ["a.txt"]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn synonyms_that_no_index_holds_are_refused() {
    let site = site(&[("a.html", &page("", "A", "river"))]);
    let group = |words: usize| (0..words).map(|at| format!("w{at}")).collect::<Vec<_>>().join(" = ");
    write(site.path(), "synonyms.txt", group(64).as_bytes());
    built(site.path(), &["--synonyms", "synonyms.txt"]);
    fs::write(site.path().join("synonyms.txt"), group(65)).unwrap();
    let (_, said) = run(&["build", ".", "--synonyms", "synonyms.txt"], site.path(), 2);
    assert!(said.contains("4160 pairs, more than the 4096"), "{said}");
}
