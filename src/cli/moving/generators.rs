//! Sites of generators that have a search of their own.

use anyhow::{Result, bail};
use serde_json::Value;
use toml::Table;

use super::moved::{Moved, texts};

/// Where Hugo's configuration may be.
pub(super) const HUGO: [&str; 10] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config/_default/hugo.toml",
    "config/_default/config.toml",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
];

/// Reads `mkdocs.yml`.
///
/// # Errors
/// Where it is something else.
pub(super) fn mkdocs(value: &Value) -> Result<Moved> {
    let Value::Object(settings) = value else { bail!("it holds no settings") };
    if !settings.contains_key("site_name") {
        bail!("it has no site_name, which every mkdocs.yml has");
    }
    let site = settings.get("site_dir").and_then(Value::as_str).unwrap_or("site");
    let mut notes = vec![
        "With the package findlet-mkdocs, `plugins: [findlet]` is all: it takes the place of the plugin search \
         (docs/generators/mkdocs.md)."
            .to_owned(),
    ];
    let search = plugin(settings.get("plugins"), "search");
    let has = |name: &str| search.is_some_and(|search| search.get(name).is_some());
    if has("lang") {
        notes.push("lang is not needed: each page says its language, and has words found by its rules.".to_owned());
    }
    if has("separator") {
        notes.push("separator is not needed: parts of names such as `read_file` are found by themselves.".to_owned());
    }
    if has("indexing") {
        notes.push(
            "indexing changes nothing: titles, headings and texts are found, and weigh in this order.".to_owned(),
        );
    }
    notes.push(
        "Readers may write `\"a phrase\"`, -word, and half a word or a slip; nothing else changes for them.".to_owned(),
    );
    Ok(Moved { settings: of_site(site), notes, ..Moved::default() })
}

/// Returns the settings of a plugin, which stands in a list by its name or as the one key of a map.
fn plugin<'a>(plugins: Option<&'a Value>, name: &str) -> Option<&'a Value> {
    plugins?.as_array()?.iter().find_map(|plugin| plugin.get(name))
}

/// Reads Hugo's configuration.
///
/// # Errors
/// Where it is something else.
pub(super) fn hugo(value: &Value) -> Result<Moved> {
    let Value::Object(settings) = value else { bail!("it holds no settings") };
    // Hugo's names are the same in any case.
    let get = |name: &str| settings.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    if ["baseURL", "title", "theme", "module", "languageCode"].iter().all(|name| get(name).is_none()) {
        bail!("it has none of baseURL, title, theme and module, of which every Hugo site has one");
    }
    let site = get("publishDir").and_then(Value::as_str).unwrap_or("public");
    let mut notes = vec![
        "The module in docs/generators/recipes.md brings the partial for the theme.".to_owned(),
        "Take the theme's own search out of its parameters, so that two fields don't stand beside each other."
            .to_owned(),
    ];
    let outputs = get("outputs").and_then(|outputs| outputs.get("home"));
    let has_json = outputs.is_some_and(|home| texts(home).iter().any(|format| format.eq_ignore_ascii_case("json")));
    if has_json {
        notes.push(
            "outputs.home has JSON, which most themes write for their search alone: it can go, and every visitor is \
             spared its bytes."
                .to_owned(),
        );
    }
    if get("languages").is_some() {
        notes.push("Each language has an index of its own, and readers search in that of their page.".to_owned());
    }
    Ok(Moved { settings: of_site(site), notes, ..Moved::default() })
}

fn of_site(folder: &str) -> Table {
    Table::from_iter([("site".to_owned(), folder.into())])
}

#[cfg(test)]
mod tests {
    use findlet_indexer::Notation;

    use super::*;

    fn moved(read: fn(&Value) -> Result<Moved>, notation: Notation, text: &str) -> Result<(String, String)> {
        let Moved { settings, notes, .. } = read(&notation.read(text).unwrap())?;
        Ok((settings.to_string(), notes.join("\n")))
    }

    #[test]
    fn mkdocs_says_where_its_site_is_and_what_its_plugin_was_told() {
        let text = "site_name: Boats\nsite_dir: out\nplugins:\n- tags\n- search:\n    lang: en\n    separator: '[\\s_]+'\nmarkdown_extensions:\n- emoji: !!python/name:a.b";
        let (settings, notes) = moved(mkdocs, Notation::Yaml, text).unwrap();
        assert_eq!(settings, "site = \"out\"\n");
        assert!(notes.contains("lang is not needed") && notes.contains("separator is not needed"), "{notes}");
        let (settings, notes) = moved(mkdocs, Notation::Yaml, "site_name: Boats\nplugins: [search]").unwrap();
        assert!(settings == "site = \"site\"\n" && !notes.contains("lang"), "{notes}");
        assert!(moved(mkdocs, Notation::Yaml, "title: x").unwrap_err().to_string().contains("site_name"));
        assert!(moved(mkdocs, Notation::Yaml, "- a").is_err());
    }

    #[test]
    fn hugo_says_where_its_site_is_and_whether_it_writes_json_for_a_search() {
        let text = "baseurl = 'https://example.org/'\npublishDir = 'docs'\n[outputs]\nhome = ['HTML', 'json']\n[languages.en]\nweight = 1";
        let (settings, notes) = moved(hugo, Notation::Toml, text).unwrap();
        assert_eq!(settings, "site = \"docs\"\n");
        assert!(notes.contains("outputs.home has JSON") && notes.contains("Each language"), "{notes}");
        let (settings, notes) = moved(hugo, Notation::Yaml, "title: Boats").unwrap();
        assert!(settings == "site = \"public\"\n" && !notes.contains("JSON"), "{notes}");
        assert!(moved(hugo, Notation::Json, "{\"a\":1}").unwrap_err().to_string().contains("baseURL"));
    }
}
