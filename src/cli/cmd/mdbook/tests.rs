use std::path::Path;

use serde_json::{Value, json};

use super::{Book, Task, pages};

/// What mdBook says of a book whose renderer `name` has these settings.
fn book(name: &str, settings: &Value) -> Book {
    let html = json!({ "search": { "enable": false } });
    let config = json!({ "book": { "title": "Boats" }, "output": { "html": html, name: settings } });
    let destination = format!("/books/boats/book/{name}");
    serde_json::from_value(
        json!({ "version": "0.5.4", "root": "/books/boats", "destination": destination, "config": config }),
    )
    .expect("it is what mdBook says")
}

fn refusal(book: Book) -> String {
    book.task().expect_err("it can't work").to_string()
}

#[test]
fn settings_are_those_of_its_table() {
    let settings =
        json!({ "command": "findlet mdbook", "optional": true, "exclude": ["drafts/**"], "stemming": false });
    let Task { pages, config } = book("search", &settings).task().expect("it works");
    assert_eq!(
        [pages.as_path(), &config.out],
        ["/books/boats/book/html", "/books/boats/book/html/findlet"].map(Path::new)
    );
    assert_eq!((&config.settings.exclude[..], config.settings.stemming), (&["drafts/**".to_owned()][..], false));
}

#[test]
fn what_can_not_work_is_refused_with_what_to_do() {
    for (name, settings, said) in [
        (
            "findlet",
            json!({}),
            "mdBook runs `findlet` before `html`, by their names: call it [output.search] in book.toml",
        ),
        ("search", json!({ "out": "x" }), "book.toml, [output.search]: out follows the book: take it out"),
        (
            "search",
            json!({ "exclud": [] }),
            "book.toml, [output.search]: there is no setting `exclud`; did you mean `exclude`?",
        ),
        (
            "search",
            json!({ "exclude": "x" }),
            "book.toml, [output.search]: invalid type: string \"x\", expected a sequence\nin `exclude`",
        ),
    ] {
        assert_eq!(refusal(book(name, &settings)), said);
    }
    let mut old = book("search", &json!({}));
    old.version = "0.4.52".to_owned();
    assert_eq!(refusal(old), "findlet needs mdBook 0.5 or newer, and this is 0.4.52: upgrade it");
    let mut without = book("search", &json!({}));
    without.config.output.remove("html");
    assert!(refusal(without).contains("write [output.html] into book.toml"));
    let mut two = book("search", &json!({}));
    two.config.output.insert("html".to_owned(), toml::Table::new());
    assert!(refusal(two).contains("write `enable = false` below [output.html.search]"));
}

#[test]
fn a_page_gets_the_field_once_and_others_stay_as_they_are() {
    let folder = tempfile::tempdir().expect("there is room");
    let at = |name: &str| folder.path().join(name);
    let page = "<head><title>Keel</title></head><body><div class=\"right-buttons\"></div></body>";
    std::fs::create_dir(at("hull")).expect("it can be made");
    for (name, text) in [("hull/keel.html", page), ("moved.html", "<head></head>"), ("notes.txt", page)] {
        std::fs::write(at(name), text).expect("it can be written");
    }
    assert_eq!(pages::complete(folder.path()).expect("it works"), 1);
    let read = |name: &str| std::fs::read_to_string(at(name)).expect("it is there");
    let first = read("hull/keel.html");
    assert!(
        first.contains("src=\"../findlet/findlet.lazy.js\"") && first.contains("action=\"../findlet/search.html\"")
    );
    assert_eq!(pages::complete(folder.path()).expect("it works"), 1);
    assert_eq!(
        [read("hull/keel.html"), read("moved.html"), read("notes.txt")],
        [first, "<head></head>".to_owned(), page.to_owned()]
    );
}
