//! The configuration of DocSearch's crawler, in JSON: where the content of pages is, and what of them is left out.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use serde_json::{Map, Value};
use toml::Table;

use super::moved::{Moved, texts};

/// Characters by which a pattern is more than a part of an address.
const OF_PATTERNS: [char; 10] = ['*', '?', '+', '(', ')', '[', ']', '|', '^', '$'];

/// Facets that DocSearch sets by itself.
const OWN_FACETS: [&str; 5] = ["type", "lang", "language", "version", "docusaurus_tag"];

/// What is so for every site.
const LAST: [&str; 2] = [
    "Set `site` to the folder of the built site: it is indexed there, and nothing is crawled or sent away.",
    "Readers keep results by section, and gain slips, phrases, filters and search offline; the keys stay / and Ctrl K.",
];

/// Reads it.
///
/// # Errors
/// Where it is something else.
pub(super) fn read(value: &Value) -> Result<Moved> {
    let Value::Object(configuration) = value else { bail!("it holds no settings") };
    let Some(selectors) = configuration.get("selectors") else {
        bail!(
            "it has no selectors; name the crawler's configuration in JSON, whose selectors say where titles and texts of \
             pages are (docs/moving.md)"
        );
    };
    let (mut settings, mut notes) = (Table::new(), Vec::new());
    match container(selectors) {
        Some(body) => _ = settings.insert("body".to_owned(), vec![body].into()),
        None => {
            notes.push("The selectors have no element in common: the content of pages is found by itself.".to_owned());
        }
    }
    let texts_of = |name: &str| configuration.get(name).map(texts).unwrap_or_default();
    let stops = texts_of("stop_urls").into_iter().map(|url| path(&url));
    let (patterns, paths): (Vec<String>, Vec<String>) =
        stops.partition(|path| path.is_empty() || path.contains(OF_PATTERNS));
    let lists = [("ignore", texts_of("selectors_exclude")), ("exclude", paths), ("facets", facets(configuration))];
    let said = lists.into_iter().filter(|(_, list)| !list.is_empty());
    settings.extend(said.map(|(name, list)| (name.to_owned(), list.into())));
    if !patterns.is_empty() {
        let patterns = patterns.join(", ");
        notes
            .push(format!("stop_urls has patterns that are no paths: write globs for them into exclude ({patterns})."));
    }
    if ranked(configuration) {
        let boost = r#"give pages `<meta data-findlet-boost="2">` where they should weigh more"#;
        notes.push(format!("page_rank of start_urls: {boost}."));
    }
    notes.extend(LAST.map(str::to_owned));
    Ok(Moved { settings, notes, ..Moved::default() })
}

/// Returns the element that all selectors of levels and texts begin with.
fn container(selectors: &Value) -> Option<String> {
    let Value::Object(levels) = selectors else { return None };
    // A site may have several sets of selectors, each by its name.
    let levels = levels.get("default").and_then(Value::as_object).unwrap_or(levels);
    let within: Vec<&str> =
        levels.values().filter_map(Value::as_str).flat_map(|list| list.split(',')).map(str::trim).collect();
    let first = |selector: &&str| selector.split_once([' ', '>']).map(|(first, _)| first.trim().to_owned());
    // A text may be all of the content, and the title of a menu stands elsewhere.
    let firsts: BTreeSet<String> = within.iter().filter_map(first).filter(|first| !first.is_empty()).collect();
    let [one] = <[String; 1]>::try_from(firsts.into_iter().collect::<Vec<_>>()).ok()?;
    Some(one)
}

/// Returns the part of an address that is a path within the site.
fn path(url: &str) -> String {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    path.trim_matches('/').to_owned()
}

fn facets(configuration: &Map<String, Value>) -> Vec<String> {
    let custom = configuration.get("custom_settings").and_then(|custom| custom.get("attributesForFaceting"));
    let names = custom.map(texts).unwrap_or_default();
    names.into_iter().filter(|name| !OWN_FACETS.contains(&name.as_str())).collect()
}

fn ranked(configuration: &Map<String, Value>) -> bool {
    let starts = configuration.get("start_urls").and_then(Value::as_array);
    starts.is_some_and(|starts| starts.iter().any(|start| start.get("page_rank").is_some()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn selectors_paths_and_facets_are_taken_over_and_the_rest_is_said() {
        let Moved { settings, notes, .. } = read(&json!({
            "index_name": "boats",
            "start_urls": [{ "url": "https://example.org/docs/", "page_rank": 5 }],
            "stop_urls": ["https://example.org/docs/old/", "\\?print"],
            "selectors": {
                "lvl0": { "selector": ".menu .active", "global": true, "default_value": "Boats" },
                "lvl1": "article h1", "lvl2": "article h2, article h3", "text": "article p, article li"
            },
            "selectors_exclude": [".hash-link", "footer"],
            "custom_settings": { "attributesForFaceting": ["type", "lang", "topic"] }
        }))
        .unwrap();
        let expected = "body = [\"article\"]\nexclude = [\"docs/old\"]\nfacets = [\"topic\"]\nignore = [\".hash-link\", \"footer\"]\n";
        assert_eq!(settings.to_string(), expected);
        let notes = notes.join("\n");
        assert!(notes.contains("(\\?print)") && notes.contains("page_rank") && notes.contains("Set `site`"), "{notes}");
    }

    #[test]
    fn selectors_without_a_common_element_leave_the_content_to_us() {
        let of = |selectors: Value| container(&selectors);
        assert_eq!(of(json!({ "lvl1": "main h1", "text": ".content p" })), None);
        assert_eq!(of(json!({ "default": { "lvl1": "main > h1", "text": "main p" } })).as_deref(), Some("main"));
        assert_eq!(of(json!({ "lvl1": "h1", "text": "p" })), None);
        assert!(read(&json!({ "index_name": "x" })).unwrap_err().to_string().contains("no selectors"));
        assert!(read(&json!([])).is_err());
    }
}
