//! How the command is called, and what it says about wrong calls.

use super::{run, site, write};

#[cfg(not(has_engine))]
#[test]
fn without_its_engine_the_command_says_how_to_get_it() {
    let site = site(&[("a.txt", b"text")]);
    let (_, said) = run(&["build", ".", "--out", "out"], site.path(), 2);
    assert!(said.contains("cargo xtask cli"), "{said}");
}

#[test]
fn searching_what_is_no_index_says_so() {
    let site = site(&[
        ("a.txt", b"text"),
        ("page.wasm", b"<!doctype html>"),
        ("empty/findlet.wasm", b"\0asm\x01\0\0\0"),
        ("broken/findlet.json", b"<!doctype html>"),
    ]);
    for (index, expected) in [
        ("nowhere", "cannot read nowhere"),
        ("page.wasm", "not a wasm module"),
        ("empty", "without an index"),
        ("broken", "is no pointer to indexes"),
    ] {
        let (_, said) = run(&["search", "--index", index, "text"], site.path(), 2);
        assert!(said.contains(expected), "{index}: {said}");
        if index != "page.wasm" {
            run(&["inspect", index], site.path(), 2);
        }
    }
    let (_, said) = run(&["check", "nowhere"], site.path(), 2);
    assert!(said.contains("cannot read nowhere/findlet.json"), "{said}");
}

#[test]
fn the_renderer_of_mdbook_says_who_calls_it() {
    let (_, said) = run(&["mdbook"], site(&[]).path(), 2);
    assert!(said.contains("write `command = \"findlet mdbook\"` below [output.search] in book.toml"), "{said}");
}

#[test]
fn what_is_asked_for_wrongly_is_refused() {
    let site = site(&[
        ("a.txt", b"text"),
        ("findlet.toml", b"out = 'search'\nexlude = ['b']\n"),
        ("bad.toml", b"form = 'big'"),
        ("good.toml", b"out = 'search'"),
        ("table.toml", b"[weights]\ntitle = 'four'"),
        ("empty.toml", b""),
        ("minus.toml", b"memory = -5"),
        ("words.toml", b"facets = ['level']\nthreads = 'four'"),
    ]);
    for (arguments, expected) in [
        (&["build"][..], "findlet.toml:2: there is no setting `exlude`; did you mean `exclude`?"),
        (&["build", ".", "--config", "bad.toml"], "bad.toml:1: form: unknown variant `big`"),
        (&["build", ".", "--config", "bad.toml"], "write it as in `form = \"auto\"`"),
        (
            &["build", ".", "--config", "words.toml"],
            "words.toml:2: threads: invalid type: string \"four\"; write it as in `threads = 0`",
        ),
        (
            &["build", ".", "--config", "table.toml"],
            "table.toml:2: weights: invalid type: string \"four\"; write it as in `weights = {",
        ),
        (
            &["build", ".", "--config", "minus.toml"],
            "minus.toml:1: memory: invalid value: integer `-5`; write it as in `memory = 128`",
        ),
        (&["build", ".", "--config", "none.toml"], "cannot read none.toml; --config names a file with settings"),
        (&["build", ".", "--config", "a.txt", "--out", "out"], "a.txt:1: "),
        (
            &["build", ".", "--config", "good.toml", "--jsonl", "none.jsonl"],
            "cannot read none.jsonl; jsonl names a file of documents",
        ),
        (
            &["build", ".", "--config", "good.toml", "--synonyms", "none.txt"],
            "cannot read none.txt; synonyms names a file of lines",
        ),
        (&["build", ".", "--memory", "lots"], "for '--memory <NUMBER>': write a whole number, 0 or more"),
        (&["build", ".", "--threads", "-1"], "for '--threads <NUMBER>': write a whole number, 0 or more"),
        (&["search", "--index", "out", "a", "--limit", "lots"], "write a whole number, 0 or more"),
        (&["serve", ".", "--port", "99999"], "write a number from 0 to 65535, such as 8000"),
        (
            &["merge", "none", "--config", "good.toml"],
            "cannot read none; name the files that `findlet build --part` wrote",
        ),
        (
            &["search", "--index", "none", "a"],
            "cannot read none; name the site, or the folder that `findlet build` wrote",
        ),
        (&["check", "."], "findlet.json; name the site, or the folder that"),
        (&["build", "--config", "empty.toml", "--jsonl", "a.txt"], "there is no site to write search into; name"),
        (&["build", ".", "--k1", "high"], "for '--k1 <NUMBER>': write a number such as 0.75"),
        (&["build", ".", "--exlude", "b"], "a similar argument exists: '--exclude'"),
        (&["build", ".", "--quiet", "--verbose"], "cannot be used with"),
        (&["search", "--index", "out"], "<QUERY|--batch <FILE>>"),
        (&["search", "--index", "out", "x", "--batch", "queries.tsv"], "cannot be used with"),
        (&["search", "--index", "out", "x", "--json", "--format", "tsv"], "cannot be used with"),
        (&["search", "--index", "out", "x", "--format", "csv"], "[possible values: text, json, trec, tsv]"),
        (&["search", "--index", "https://", "x"], "https:// is no address of a site; write it as https://"),
        (&["search", "--index", "out", "x", "--filter", "topic"], "write a name, `=` and a value"),
    ] {
        let (_, said) = run(arguments, site.path(), 2);
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
}

#[test]
fn a_file_of_settings_is_written_once() {
    let site = site(&[]);
    let (printed, _) = run(&["init"], site.path(), 0);
    assert!(printed.contains("<findlet-search>") && printed.contains("findlet.load.js"), "{printed}");
    let written = std::fs::read_to_string(site.path().join("findlet.toml")).unwrap();
    assert!(written.contains("#: trailing-slash = \"keep\""), "{written}");
    let (_, said) = run(&["init"], site.path(), 2);
    assert!(said.contains("findlet.toml is there already"), "{said}");
    let (_, said) = run(&["build"], site.path(), 2);
    assert!(said.contains("nothing to index is named"), "{said}");
}

#[test]
fn what_another_search_was_told_is_taken_over_and_what_changes_is_said() {
    let site = site(&[]);
    write(site.path(), "pagefind.yml", b"site: out\nexclude_selectors: ['.menu']\ninclude_characters: '<>'");
    let (printed, _) = run(&["init", "--from", "pagefind"], site.path(), 0);
    assert!(printed.contains("It has what pagefind.yml said") && printed.contains("include_characters: not needed"));
    let file = site.path().join("findlet.toml");
    let written = std::fs::read_to_string(&file).unwrap();
    let set: Vec<&str> = written.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert_eq!(set, ["site = \"out\"", "ignore = [\".menu\"]", "pagefind = true"]);
    std::fs::remove_file(&file).unwrap();
    let (_, said) = run(&["init", "--from", "hugo"], site.path(), 2);
    assert!(said.contains("there is none of hugo.toml") && said.contains("findlet init --from hugo FILE"), "{said}");
    let (_, said) = run(&["init", "--from", "lunr", "none.json"], site.path(), 2);
    assert!(said.contains("cannot read none.json"), "{said}");
    let (_, said) = run(&["init", "x.json"], site.path(), 2);
    assert!(said.contains("--from"), "{said}");
    assert!(!file.exists());
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn documents_that_were_handed_to_a_script_are_indexed() {
    let site = site(&[]);
    write(site.path(), "pages.json", br#"[{"href":"/keel/","title":"The keel","content":"Every boat has one"}]"#);
    let (printed, _) = run(&["init", "--from", "lunr", "pages.json"], site.path(), 0);
    assert!(printed.contains("documents.jsonl has 1 documents"), "{printed}");
    run(&["build"], site.path(), 0);
    let (found, _) = run(&["search", "--index", "findlet", "boat"], site.path(), 0);
    assert!(found.contains("keel/"), "{found}");
}
