//! Pages of reference list what the code has: keys, reasons, messages. Each list is read in the source.

use std::collections::BTreeSet;
use std::path::Path;

use super::{read, repository};

/// Returns the first piece of `text` between two others.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("there is no {before:?}")).1;
    rest.split_once(after).unwrap_or_else(|| panic!("there is no {after:?} after {before:?}")).0
}

/// Returns a source without its tests and comments.
fn code(path: &str) -> String {
    let source = read(path);
    let tested = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
    tested.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Returns the texts in double quotes of a source.
fn texts(source: &str) -> Vec<String> {
    let (mut found, mut letters) = (Vec::new(), source.chars());
    while letters.by_ref().any(|letter| letter == '"') {
        let mut text = String::new();
        while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
            match letter {
                '\\' => match letters.next() {
                    // A text that continues on the next line.
                    Some('\n') => {
                        let rest = letters.as_str();
                        letters = rest.trim_start().chars();
                    }
                    Some(escaped) => text.push(escaped),
                    None => {}
                },
                letter => text.push(letter),
            }
        }
        found.push(text);
    }
    found
}

/// Returns a message as the documentation writes it: with `…` for what is filled in, and constants of the file in their
/// places.
fn message(source: &str, text: &str) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        said.push_str(before);
        let constant = format!("const {name}: &str = \"");
        said.push_str(if source.contains(&constant) { between(source, &constant, "\"") } else { "…" });
        rest = after;
    }
    said.push_str(rest);
    said
}

/// Returns the texts in backquotes in the first column of the tables of a page.
fn first_column(page: &str) -> BTreeSet<&str> {
    let cells = page.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect()
}

/// Returns the names of the fields of a struct.
fn fields<'a>(source: &'a str, name: &str) -> BTreeSet<&'a str> {
    let body = between(source, &format!("struct {name} {{\n"), "\n}");
    body.lines().filter_map(|line| Some(line.trim().split_once(": ")?.0)).collect()
}

#[test]
fn every_name_of_json_lines_is_in_the_documentation() {
    let (source, page) = (code("src/indexer/extract/jsonl.rs"), read("docs/json-lines.md"));
    let (documents, sections) = page.split_once("A section has these:").unwrap();
    assert_eq!(first_column(documents), fields(&source, "Record"));
    assert_eq!(first_column(sections), fields(&source, "Section"));
}

#[test]
fn every_key_of_front_matter_is_in_the_documentation() {
    let (source, page) = (code("src/indexer/extract/front_matter.rs"), read("docs/front-matter.md"));
    let texts = texts(&source);
    let keys: BTreeSet<&str> = texts.iter().map(String::as_str).collect();
    let is_key = |text: &&str| text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let quoted: BTreeSet<&str> = page.split('`').skip(1).step_by(2).collect();
    let missing: Vec<&&str> = keys.iter().filter(|key| is_key(key) && !quoted.contains(**key)).collect();
    assert!(missing.is_empty(), "docs/front-matter.md lacks {missing:?}");
    let unknown: Vec<&str> = first_column(&page).into_iter().filter(|key| !keys.contains(key)).collect();
    assert!(unknown.is_empty(), "no code reads {unknown:?}");
}

/// Returns the first text in each piece of `source` that follows `call`, on the same line.
fn after(source: &str, call: &str) -> Vec<String> {
    let pieces = source.split(call).skip(1);
    pieces.filter_map(|piece| texts(piece.lines().next()?).into_iter().next()).collect()
}

/// Returns the sources of the command that read a site.
fn readers() -> Vec<String> {
    sources("src/cli/site").chain(sources("src/cli/site/part")).collect()
}

/// Returns the sources in a folder.
fn sources(folder: &str) -> impl Iterator<Item = String> {
    let listed = std::fs::read_dir(repository().join(folder)).unwrap();
    let names = listed.map(move |entry| format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()));
    names.filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "rs")).map(|name| code(&name))
}

#[test]
fn every_reason_to_leave_a_file_out_is_in_the_documentation() {
    let (extraction, page) = (code("src/indexer/extract/error.rs"), read("docs/errors.md"));
    let mut reasons: BTreeSet<String> =
        texts(between(&extraction, "fn reason(&self)", "\n    }\n")).into_iter().collect();
    for source in readers() {
        for call in ["LeftOut::meant(", "LeftOut::fault("] {
            reasons.extend(after(&source, call));
        }
    }
    let fit = code("src/indexer/collect/fit.rs");
    reasons.extend(["Err(Unfit::new(", "unfit("].iter().flat_map(|call| after(&fit, call)));
    let table = between(&page, "### Files that are left out", "### Warnings");
    let (_, rows) = table.split_once("| --- |").unwrap();
    let listed: BTreeSet<String> = first_column(rows).into_iter().map(str::to_owned).collect();
    assert_eq!(listed, reasons);
}

#[test]
fn every_message_of_a_build_and_a_check_is_in_the_documentation() {
    let page = read("docs/errors.md");
    let extraction = code("src/indexer/extract/error.rs");
    let (errors, warnings) = extraction.split_once("pub enum Warning").unwrap();
    let written = warnings.split_once("impl fmt::Display for Warning").unwrap().1;
    let mut said: Vec<String> = Vec::new();
    for source in [errors, &code("src/indexer/error.rs"), &code("src/indexer/synonym.rs")] {
        let attributes = source.split("#[error(").skip(1).filter_map(|rest| texts(rest).into_iter().next());
        said.extend(attributes.map(|text| message(&extraction, &text)));
    }
    said.extend(texts(written).iter().map(|text| message(&extraction, text)));
    for path in ["src/cli/cmd/check.rs", "src/cli/cmd/follow.rs"] {
        let source = code(path);
        let problems = ["self.wrong(format!(", "=> vec![format!(", "Ok(lost.map(|anchor| format!("];
        let found = problems.iter().flat_map(|call| source.split(*call).skip(1));
        said.extend(found.filter_map(|rest| texts(rest).into_iter().next()).map(|text| message(&source, &text)));
    }
    for source in sources("src/cli/site/part") {
        let found = source.split("bail!(").skip(1).filter_map(|rest| texts(rest).into_iter().next());
        said.extend(found.map(|text| message(&source, &text).replace("……", "…")));
    }
    said.extend(texts(&code("src/indexer/collect/fit.rs")).into_iter().filter(|text| text.contains(' ')));
    assert!(said.len() > 50, "{} messages were read", said.len());
    // What only passes on the message of another error says nothing by itself.
    let is_said = |text: &&String| text.split(['…', ' ']).filter(|word| word.len() > 1).count() > 1;
    let missing: Vec<&String> = said.iter().filter(is_said).filter(|text| !page.contains(*text)).collect();
    assert!(missing.is_empty(), "docs/errors.md lacks {missing:#?}");
}

#[test]
fn texts_of_a_source_are_read_as_the_compiler_reads_them() {
    let source = "f(\"a {b}\", \"c \\\n    d\", \"e \\\"f\\\"\"); const X: &str = \"y\";";
    assert_eq!(texts(source), ["a {b}", "c d", "e \"f\"", "y"]);
    assert_eq!(message(source, "{X} of {b:?}"), "y of …");
}
