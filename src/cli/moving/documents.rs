//! Documents as JSON, as sites hand them to lunr, MiniSearch and the like: a list, a map by their ids, or what an index
//! has stored of them.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use findlet_indexer::{Extractor, SourceKind};
use serde_json::{Map, Value, json};
use toml::Table;

use super::moved::{DOCUMENTS, Moved, texts};
use crate::publish::names::OUT;

/// Where lists of documents are within an object.
const LISTS: [&str; 10] =
    ["docs", "documents", "pages", "items", "entries", "posts", "data", "results", "store", "storedFields"];

/// Where an index is within an object.
const INDEXES: [&str; 2] = ["index", "documentStore"];

/// What sites call a field, the likelier before.
const ADDRESS: [&str; 9] = ["url", "href", "permalink", "relpermalink", "link", "location", "path", "uri", "slug"];
const ID: [&str; 3] = ["id", "ref", "objectID"];
const TITLE: [&str; 4] = ["title", "name", "heading", "label"];
const TEXT: [&str; 8] = ["text", "content", "contents", "body", "plain", "description", "summary", "excerpt"];
const LANGUAGE: [&str; 3] = ["language", "lang", "locale"];
const DATE: [&str; 4] = ["date", "published", "pubDate", "lastmod"];
const FACETS: [&str; 4] = ["tags", "categories", "category", "section"];

/// Bytes of `YYYY-MM-DD`.
const DATE_BYTES: usize = 10;

/// Reads them.
///
/// # Errors
/// Where there are none.
pub(super) fn read(value: &Value) -> Result<Moved> {
    let Collected { pages, sections, left_out } = collect(value);
    if pages.is_empty() {
        bail!(
            "it holds no documents with an address and a title or text: an index of lunr has words alone; name the file \
             of documents that the site's script hands over"
        );
    }
    let mut notes = vec![format!(
        "{DOCUMENTS} has {} documents with {sections} sections. Write it anew where the site's build writes the JSON; or index \
         the built pages themselves, which needs no such file: set `site` in place of `jsonl`.",
        pages.len()
    )];
    if left_out > 0 {
        notes.push(format!("{left_out} entries have no address, or neither title nor text, and are left out."));
    }
    notes.push(
        "Visitors load parts of an index as they type, in place of the whole file before the first query.".to_owned(),
    );
    let settings = Table::from_iter([("jsonl".to_owned(), DOCUMENTS.into()), ("out".to_owned(), OUT.into())]);
    let documents = Some(pages.into_iter().map(line).collect());
    Ok(Moved { settings, documents, notes, ..Moved::default() })
}

/// The documents of a file.
struct Collected {
    pages: Vec<Value>,
    /// How many entries are sections of these.
    sections: usize,
    /// How many say too little.
    left_out: usize,
}

/// Puts entries whose addresses differ after `#` only together, in the order of their pages.
fn collect(value: &Value) -> Collected {
    let mut collected = Collected { pages: Vec::new(), sections: 0, left_out: 0 };
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (id, document) in listed(value) {
        let Some((address, title, text)) = parts(&id, document) else {
            collected.left_out += 1;
            continue;
        };
        let (page, anchor) = address.split_once('#').unwrap_or((&address, ""));
        let at = *places.entry(page.to_owned()).or_insert_with(|| {
            collected.pages.push(json!({ "id": page, "sections": [] }));
            collected.pages.len() - 1
        });
        let kept = &mut collected.pages[at];
        if anchor.is_empty() {
            fill(kept, &title, &text, document);
        } else if let Some(list) = kept["sections"].as_array_mut() {
            collected.sections += 1;
            list.push(json!({ "id": anchor, "title": title, "text": text }));
        }
    }
    collected
}

/// Returns the objects that may be documents, each with the id that it is stored by.
fn listed(value: &Value) -> Vec<(String, &Map<String, Value>)> {
    match value {
        Value::Array(list) => list.iter().filter_map(Value::as_object).map(|one| (String::new(), one)).collect(),
        Value::Object(map) => {
            let inner = LISTS.iter().chain(&INDEXES).filter_map(|name| Some((*name, map.get(*name)?)));
            let mut found = inner.map(|(name, inner)| stored(map, name, inner));
            found.find(|found| !found.is_empty()).unwrap_or_else(|| by_id(map, map))
        }
        _ => Vec::new(),
    }
}

/// Returns the objects in the member `name` of an index or of an object that holds documents.
fn stored<'a>(holder: &Map<String, Value>, name: &str, inner: &'a Value) -> Vec<(String, &'a Map<String, Value>)> {
    match inner {
        Value::Object(map) if !INDEXES.contains(&name) => by_id(holder, map),
        inner => listed(inner),
    }
}

/// Returns the objects of a map, each with its key, or what the holder says is its id.
fn by_id<'a>(holder: &Map<String, Value>, map: &'a Map<String, Value>) -> Vec<(String, &'a Map<String, Value>)> {
    let id = |key: &str| holder.get("documentIds").and_then(|ids| ids.get(key)).and_then(scalar);
    let known = map.iter().filter_map(|(key, one)| Some((key, one.as_object()?)));
    known.map(|(key, one)| (id(key).unwrap_or_else(|| key.clone()), one)).collect()
}

/// Returns the address, the title and the text of a document, if it has an address and one of the others.
fn parts(id: &str, document: &Map<String, Value>) -> Option<(String, String, String)> {
    let is_said = |text: &String| !text.is_empty();
    let stored = || Some(id.to_owned()).filter(is_said);
    // That of the first page may be empty.
    let address = stated(document, &ADDRESS).next().or_else(|| first(document, &ID)).or_else(stored)?;
    let (title, text) = (first(document, &TITLE), first(document, &TEXT).map(|text| plain(&text)));
    if title.is_none() && text.is_none() {
        return None;
    }
    let address = address.trim_start_matches("./").trim_start_matches('/').to_owned();
    let address = if address.is_empty() || address.starts_with('#') { format!("./{address}") } else { address };
    Some((address, title.map(|title| plain(&title)).unwrap_or_default(), text.unwrap_or_default()))
}

/// Puts what a page says of itself into its document.
fn fill(kept: &mut Value, title: &str, text: &str, document: &Map<String, Value>) {
    let mut set = |name: &str, value: Value| kept[name] = value;
    set("title", title.into());
    set("text", text.into());
    first(document, &LANGUAGE).into_iter().for_each(|language| set("language", language.into()));
    let date = first(document, &DATE).and_then(|date| date.get(..DATE_BYTES).map(str::to_owned));
    date.filter(|date| findlet_indexer::Date::parse(date).is_some())
        .into_iter()
        .for_each(|date| set("date", date.into()));
    let facets = FACETS.iter().filter_map(|name| Some((*name, texts(document.get(*name)?))));
    let facets: BTreeMap<&str, Vec<String>> = facets.filter(|(_, values)| !values.is_empty()).collect();
    if !facets.is_empty() {
        set("facets", json!(facets));
    }
}

/// Returns a line, without sections where there are none, and without a text that says what they say.
fn line(mut document: Value) -> String {
    let of = |section: &Value| section["text"].as_str().unwrap_or_default().to_owned();
    let said: Vec<String> = document["sections"].as_array().into_iter().flatten().map(of).collect();
    let text = document["text"].as_str().unwrap_or_default();
    let is_said_twice = !said.is_empty() && said.iter().all(|said| text.contains(said.as_str()));
    if let Value::Object(map) = &mut document {
        if said.is_empty() {
            map.remove("sections");
        }
        if is_said_twice {
            map.remove("text");
        }
    }
    document.to_string()
}

/// Returns the first of these fields that says something.
fn first(document: &Map<String, Value>, names: &[&str]) -> Option<String> {
    stated(document, names).find(|text| !text.trim().is_empty())
}

/// Returns these fields of a document, as far as it has them.
fn stated(document: &Map<String, Value>, names: &[&str]) -> impl Iterator<Item = String> {
    let named = |name: &&str| {
        document.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).and_then(|(_, value)| scalar(value))
    };
    names.iter().filter_map(named)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Returns the text of what may be HTML, paragraphs with blank lines between them.
fn plain(text: &str) -> String {
    if !text.contains("</") && !text.contains('&') {
        return text.trim().to_owned();
    }
    let page = format!("<main>{text}</main>");
    match Extractor::default().extract(SourceKind::Html, "a.html", page.as_bytes()) {
        Ok(extracted) => {
            let title = Some(extracted.document.title).filter(|title| !title.is_empty());
            let blocks = extracted.document.blocks.into_iter().map(|block| block.text);
            title.into_iter().chain(blocks).collect::<Vec<_>>().join("\n\n")
        }
        Err(_) => text.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(value: &Value) -> Vec<String> {
        read(value).unwrap().documents.unwrap()
    }

    #[test]
    fn a_list_and_a_map_of_documents_become_lines() {
        let expected = [
            r#"{"date":"2024-05-06","facets":{"tags":["sea"]},"id":"keel/","language":"en","text":"Every boat","title":"The keel"}"#,
            r#"{"id":"./","text":"","title":"Home"}"#,
        ];
        let keel = json!({ "href": "/keel/", "title": "The keel", "content": "Every boat", "lang": "en", "date": "2024-05-06T10:00", "tags": ["sea"] });
        let home = json!({ "permalink": "/", "Title": "Home" });
        assert_eq!(lines(&json!([keel, home, { "title": "nowhere" }])), expected);
        assert_eq!(lines(&json!({ "documents": [keel, home] })), expected);
        let stored = json!({ "documentIds": { "0": "keel/" }, "storedFields": { "0": { "title": "The keel" } } });
        assert_eq!(lines(&stored), [r#"{"id":"keel/","text":"","title":"The keel"}"#]);
        let store = json!({ "index": { "documentStore": { "docs": { "a.html": { "title": "A", "body": "b" } } } } });
        assert_eq!(lines(&store), [r#"{"id":"a.html","text":"b","title":"A"}"#]);
    }

    #[test]
    fn sections_come_together_under_their_page_and_markup_goes() {
        let index = json!({ "config": {}, "docs": [
            { "location": "keel/", "title": "Keel", "text": "" },
            { "location": "keel/#care", "title": "Care &amp; use", "text": "<p>Oil it.</p><p>Twice &lt;a year&gt;</p>" },
            { "location": "oar/", "title": "Oar", "text": "Ash. Long ones." },
            { "location": "oar/#length", "title": "Length", "text": "Long ones." },
            { "location": "", "title": "Home" },
        ] });
        let expected = [
            r#"{"id":"keel/","sections":[{"id":"care","text":"Oil it.\n\nTwice <a year>","title":"Care & use"}],"text":"","title":"Keel"}"#,
            r#"{"id":"oar/","sections":[{"id":"length","text":"Long ones.","title":"Length"}],"title":"Oar"}"#,
            r#"{"id":"./","text":"","title":"Home"}"#,
        ];
        assert_eq!(lines(&index), expected);
    }

    #[test]
    fn what_holds_no_documents_is_refused_with_what_to_name() {
        for value in
            [json!({ "version": "2.3.9", "fields": ["title"], "invertedIndex": [["boat", {}]] }), json!(3), json!([])]
        {
            assert!(read(&value).unwrap_err().to_string().contains("an index of lunr has words alone"), "{value}");
        }
    }
}
