//! Front matter: YAML between `---`, or TOML between `+++`.
//!
//! The keys are those that Hugo, Zola, Jekyll, Eleventy and Astro have in common; `docs/front-matter.md` says what becomes
//! of each.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::collapse::collapse;
use super::error::{ExtractError, Warning};
use super::extracted::Extracted;
use super::html;
use super::notation::Notation;
use crate::address::is_of_page;
use crate::document::{Document, Weight};

/// Jekyll's names for patterns of addresses.
const STYLES: [&str; 5] = ["date", "pretty", "ordinal", "weekdate", "none"];

/// Takes what front matter says into a document; the values of `facets` are facets too.
///
/// # Errors
/// What is wrong with it, or that the document is to be left out.
pub(super) fn read(
    source: &str,
    notation: Notation,
    facets: &[String],
    extracted: &mut Extracted,
) -> Result<(), ExtractError> {
    let matter = Matter(match notation.read(source).map_err(ExtractError::FrontMatter)? {
        Value::Object(map) => map,
        _ => Map::new(),
    });
    matter.is_public()?;
    let document = &mut extracted.document;
    document.title = matter.text(&["title"]).unwrap_or_default();
    document.language = matter.text(&["lang", "language"]);
    document.summary = matter.text(&["summary", "description"]);
    document.keywords = matter.list("keywords");
    document.facets = matter.facets(facets);
    for (name, keys) in [("author", ["author", "authors"]), ("image", ["image", "image"])] {
        let value = keys.iter().map(|key| matter.values(key).join(", ")).find(|value| !value.is_empty());
        document.metadata.extend(value.map(|value| (name.to_owned(), value)));
    }
    let warnings = [matter.address(document), matter.date(document), matter.boost(document)];
    extracted.warnings.extend(warnings.into_iter().flatten());
    Ok(())
}

/// Keys and values.
struct Matter(Map<String, Value>);

impl Matter {
    fn is_public(&self) -> Result<(), ExtractError> {
        let is = |key, truth| self.0.get(key) == Some(&Value::Bool(truth));
        let robots = self.text(&["robots"]).unwrap_or_default();
        if is("draft", true) || is("published", false) {
            Err(ExtractError::Draft)
        } else if is("noindex", true)
            || is("search", false)
            || is("search_exclude", true)
            || is("in_search_index", false)
            || robots.to_ascii_lowercase().contains("noindex")
        {
            Err(ExtractError::Noindex)
        } else {
            Ok(())
        }
    }

    /// Returns the first of `keys` that has a text.
    fn text(&self, keys: &[&str]) -> Option<String> {
        let texts = keys.iter().filter_map(|key| scalar(self.0.get(*key)?));
        texts.into_iter().find(|text| !text.is_empty())
    }

    fn values(&self, key: &str) -> Vec<String> {
        self.0.get(key).map_or(vec![], values)
    }

    /// Returns the values of a key, which may be separated by commas.
    fn list(&self, key: &str) -> Vec<String> {
        match self.0.get(key) {
            Some(Value::String(list)) => list.split(',').map(collapse).filter(|item| !item.is_empty()).collect(),
            _ => self.values(key),
        }
    }

    fn facets(&self, further: &[String]) -> Vec<(String, String)> {
        let mut names: BTreeSet<&str> = further.iter().map(String::as_str).collect();
        names.extend(["tags", "categories"]);
        let own = names.into_iter().flat_map(|name| self.list(name).into_iter().map(move |value| (name, value)));
        let taxonomies = self.0.get("taxonomies").and_then(Value::as_object).into_iter().flatten();
        let taxonomies =
            taxonomies.flat_map(|(name, list)| values(list).into_iter().map(move |value| (&**name, value)));
        html::distinct(own.chain(taxonomies).map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// A path is the address, relative to the root of the site; an address elsewhere is the
    /// canonical one. Patterns (`/:year/:title/`, Jekyll's `pretty`) are for generators.
    fn address(&self, document: &mut Document) -> Option<Warning> {
        let stated = ["url", "permalink"].iter().find_map(|key| self.0.get(*key)?.as_str()).map(collapse);
        let is_pattern = |link: &String| link.contains(['{', ' ']) || STYLES.contains(&link.as_str());
        let link = stated.filter(|link| !link.is_empty() && !is_pattern(link))?;
        if !is_of_page(&link) {
            return Some(Warning::front_matter("url", link, "not the address of a page"));
        }
        if link.contains("://") {
            document.canonical = Some(link);
        } else if !link.contains(':') {
            link.trim_start_matches('/').clone_into(&mut document.url);
        }
        None
    }

    fn date(&self, document: &mut Document) -> Option<Warning> {
        let date = self.text(&["date"])?;
        document.date = html::date(&date);
        document.date.is_none().then(|| Warning::front_matter("date", date, "not written as YYYY-MM-DD"))
    }

    fn boost(&self, document: &mut Document) -> Option<Warning> {
        let boost = self.text(&["boost"])?;
        let weight = boost.parse().ok().and_then(Weight::new);
        document.boost = weight.unwrap_or_default();
        weight.is_none().then(|| Warning::front_matter("boost", boost, "not a number from 0 to 10"))
    }
}

fn values(value: &Value) -> Vec<String> {
    let list = match value {
        Value::Array(list) => list.iter().filter_map(scalar).collect(),
        value => scalar(value).into_iter().collect::<Vec<_>>(),
    };
    list.into_iter().filter(|value| !value.is_empty()).collect()
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(collapse(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        // Hugo's authors have names.
        Value::Object(object) => object.get("name").and_then(Value::as_str).map(collapse),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Date;

    fn yaml_of(source: &str) -> Result<Extracted, ExtractError> {
        let mut extracted = Extracted::default();
        read(source, Notation::Yaml, &["level".to_owned()], &mut extracted).map(|()| extracted)
    }

    fn toml_of(source: &str) -> Result<Extracted, ExtractError> {
        let mut extracted = Extracted::default();
        read(source, Notation::Toml, &["level".to_owned()], &mut extracted).map(|()| extracted)
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_keys_of_generators_are_read_in_both_notations() {
        for extracted in [
            yaml_of(concat!(
                "title: Boats\ndate: 2024-05-06 10:00:00 +0200\nlang: en\ndescription: 'About  boats'\n",
                "keywords: canoe, kayak\ntags: [water, leisure, water]\ncategories: Travel\nlevel: 3\n",
                "authors:\n- Ann\n- name: Bo\nimage: boat.png\nurl: /boats/\nboost: 1.5\nweight: 9\nlayout: post"
            )),
            toml_of(concat!(
                "title = 'Boats'\ndate = 2024-05-06T10:00:00+02:00\nlanguage = 'en'\nsummary = 'About boats'\n",
                "keywords = ['canoe', 'kayak']\nimage = 'boat.png'\npermalink = 'boats/'\nboost = 1.5\nlevel = 3\n",
                "authors = ['Ann', 'Bo']\n[taxonomies]\ncategories = ['Travel']\ntags = ['water', 'leisure']"
            )),
        ] {
            let Extracted { document, warnings, .. } = extracted.unwrap();
            assert_eq!((document.title.as_str(), document.language.as_deref()), ("Boats", Some("en")));
            assert_eq!((document.date, document.summary.as_deref()), (Date::parse("2024-05-06"), Some("About boats")));
            assert_eq!(document.keywords, ["canoe", "kayak"]);
            let mut facets = document.facets;
            facets.sort();
            let expected = [("categories", "Travel"), ("level", "3"), ("tags", "leisure"), ("tags", "water")];
            assert_eq!(facets, pairs(&expected));
            assert_eq!(document.metadata, pairs(&[("author", "Ann, Bo"), ("image", "boat.png")]));
            assert_eq!((document.url.as_str(), Some(document.boost)), ("boats/", Weight::new(1.5)));
            assert_eq!(warnings, []);
        }
    }

    #[test]
    fn what_is_not_public_is_left_out() {
        for source in ["draft: true", "published: false"] {
            assert_eq!(yaml_of(source), Err(ExtractError::Draft), "{source}");
        }
        for source in ["noindex: true", "search: false", "search_exclude: true", "robots: 'NoIndex, follow'"] {
            assert_eq!(yaml_of(source), Err(ExtractError::Noindex), "{source}");
        }
        assert_eq!(toml_of("in_search_index = false"), Err(ExtractError::Noindex));
        assert!(yaml_of("draft: false\npublished: true\nsearch: true").is_ok());
    }

    #[test]
    fn wrong_values_are_warned_of() {
        let extracted = yaml_of("date: May 5\nboost: high\ntitle: [a]").unwrap();
        let warnings: Vec<_> = extracted.warnings.iter().map(ToString::to_string).collect();
        assert!(warnings[0].contains("May 5") && warnings[1].contains("high"), "{warnings:?}");
        assert_eq!((extracted.document.date, extracted.document.boost), (None, Weight::default()));
    }

    #[test]
    fn addresses_elsewhere_are_canonical_and_patterns_none() {
        let of = |source: &str| {
            let document = yaml_of(source).unwrap().document;
            (document.url, document.canonical)
        };
        assert_eq!(of("url: https://example.org/a"), (String::new(), Some("https://example.org/a".to_owned())));
        for pattern in ["/:year/:title/", ":title", "'/{{ slug }}/'", "false", "pretty"] {
            assert_eq!(of(&format!("permalink: {pattern}")), (String::new(), None), "{pattern}");
        }
    }

    #[test]
    fn addresses_that_lead_to_no_page_are_ignored_and_named() {
        for link in ["javascript:alert(1)", "\"java\\tscript:alert(1)\"", "data:text/html,x"] {
            let Extracted { document, warnings, .. } = yaml_of(&format!("url: {link}")).unwrap();
            assert_eq!((document.url, document.canonical), (String::new(), None), "{link}");
            assert!(warnings.is_empty() == link.starts_with('"'), "{warnings:?}");
        }
    }

    #[test]
    fn what_is_no_table_says_nothing() {
        for source in ["", "- a\n- b", "just text", "1: 2\n? [a]\n: b"] {
            assert_eq!(yaml_of(source), Ok(Extracted::default()), "{source}");
        }
    }
}
