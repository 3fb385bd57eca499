//! Sites in several languages: which pages an index has, and which index answers.

use serde_json::{Value, json};

use super::{built, found, left_out, run, site};

/// A page in `lang`, with `text` in a main element with the attributes `main`.
fn page(lang: &str, main: &str, title: &str, text: &str) -> Vec<u8> {
    format!("<!doctype html><html lang={lang}><title>{title}</title><main {main}><h1>{title}</h1><p>{text}</main>")
        .into_bytes()
}

/// Returns the documents of each index, the main one first.
fn indexes(summary: &Value) -> Vec<(String, u64)> {
    let index = |index: &Value| (index["language"].as_str().unwrap().to_owned(), index["documents"].as_u64().unwrap());
    summary["indexes"].as_array().unwrap().iter().map(index).collect()
}

fn pairs(pairs: &[(&str, u64)]) -> Vec<(String, u64)> {
    pairs.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn each_language_of_several_pages_answers_for_itself() {
    let site = site(&[
        ("index.html", &page("en", "", "Oaks", "They grow on clay.")),
        ("elms.html", &page("en", "", "Elms", "They grow on chalk.")),
        ("da/index.html", &page("da", "", "Ege", "De gror på ler: clay.")),
        ("da/elms.html", &page("da", "lang=en", "Elms", "They grow on chalk.")),
    ]);
    let summary = built(site.path(), &[]);
    assert_eq!(indexes(&summary), pairs(&[("en", 2), ("da", 2)]), "{summary}");
    assert_eq!(found(site.path(), "clay", &[]), ["./"]);
    assert_eq!(found(site.path(), "clay", &["--lang", "da"]), ["da/"]);
    // A page that isn't translated yet is found in the language that it will be in, by the rules of that of its text.
    assert_eq!(found(site.path(), "elm", &["--lang", "da-DK"]), ["da/elms.html"]);
    assert_eq!(found(site.path(), "clay", &["--lang", "*"]), ["./", "da/"]);

    let summary = built(site.path(), &["--languages", "together"]);
    assert_eq!(indexes(&summary), pairs(&[("en", 3)]), "{summary}");
    assert_eq!(left_out(&summary), [("da/elms.html".to_owned(), "duplicate".to_owned())]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_page_in_a_language_that_only_it_has_is_found_among_the_others() {
    let site = site(&[
        ("index.html", &page("en", "", "Oaks", "They grow on clay.")),
        ("elms.html", &page("en", "", "Elms", "They grow on chalk.")),
        ("eichen.html", &page("de", "", "Eichen", "Sie wachsen auf den Böden der Wälder, auf denen sie stehen.")),
    ]);
    assert_eq!(indexes(&built(site.path(), &[])), pairs(&[("en", 3)]));
    assert_eq!(found(site.path(), "wald", &[]), ["eichen.html"], "by the rules of its own language");
    assert_eq!(found(site.path(), "wald", &["--lang", "de"]), ["eichen.html"]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn scripts_are_told_apart_and_no_index_has_the_name_of_a_minority() {
    let pages: Vec<(String, Vec<u8>)> = [("zh-CN", "树"), ("zh-TW", "樹"), ("pt-BR", "árvore"), ("pt-PT", "árvore")]
        .iter()
        .flat_map(|(tag, word)| {
            (0..2).map(move |at| {
                (format!("{}/{at}.html", tag.to_lowercase()), page(tag, "", &format!("{word} {at}"), "x"))
            })
        })
        .collect();
    let pages: Vec<(&str, &[u8])> = pages.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let site = site(&pages);
    let mut names = indexes(&built(site.path(), &[]));
    names.sort();
    assert_eq!(names, pairs(&[("pt-BR", 2), ("pt-PT", 2), ("zh-CN", 2), ("zh-TW", 2)]));
    for (lang, folder) in [("zh", "zh-cn/"), ("zh-Hant", "zh-tw/"), ("zh-HK", "zh-tw/"), ("pt", "pt-br/")] {
        let first = found(site.path(), "", &["--lang", lang]).remove(0);
        assert!(first.starts_with(folder), "{lang}: {first}");
    }
    let together = built(site.path(), &["--languages", "together"]);
    assert_eq!(indexes(&together), pairs(&[("und", 8)]));
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn lines_of_documents_have_a_say_in_which_languages_there_are() {
    let line = |at: u32, language: &str| json!({ "id": at, "text": format!("oak {at}"), "language": language });
    let lines = [line(1, "en"), line(2, "da"), line(3, "en"), json!({ "id": 4, "text": "oak" }), line(5, "da")];
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    let site = site(&[("docs.jsonl", lines.join("\n").as_bytes())]);
    let (printed, _) = run(&["build", "--jsonl", "docs.jsonl", "--out", "findlet", "--json"], site.path(), 0);
    assert_eq!(indexes(&serde_json::from_str(&printed).unwrap()), pairs(&[("da", 3), ("en", 2)]));
    let one = ["build", "--jsonl", "docs.jsonl", "--out", "findlet", "--json", "--single-file"];
    let (printed, _) = run(&one, site.path(), 0);
    assert_eq!(indexes(&serde_json::from_str(&printed).unwrap()), pairs(&[("und", 5)]), "one file holds one index");
}
