//! Front matter: YAML between `---`, or TOML between `+++`.

use saphyr::{LoadableYamlNode, Yaml};

use super::{ExtractError, collapse};
use crate::{Date, Document};

/// The notations of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Yaml,
    Toml,
}

/// Takes title, date, language and summary from front matter into `document`; other keys are
/// left alone.
pub(super) fn read(source: &str, notation: Notation, document: &mut Document) -> Result<(), ExtractError> {
    let keys = ["title", "date", "lang", "language", "summary", "description"];
    let values = match notation {
        Notation::Yaml => yaml_values(source, keys)?,
        Notation::Toml => toml_values(source, keys)?,
    };
    let [title, date, lang, language, summary, description] = values.map(|value| value.map(|text| collapse(&text)));
    document.title = title.unwrap_or_default();
    document.date = date.and_then(|date| Date::parse(&date));
    document.language = lang.or(language);
    document.summary = summary.or(description);
    Ok(())
}

fn yaml_values<const N: usize>(source: &str, keys: [&str; N]) -> Result<[Option<String>; N], ExtractError> {
    let documents = Yaml::load_from_str(source).map_err(|error| ExtractError::FrontMatter(error.to_string()))?;
    let text = |value: &Yaml<'_>| {
        value.as_str().map(str::to_owned).or_else(|| value.as_integer().map(|number| number.to_string()))
    };
    Ok(keys.map(|key| documents.first()?.as_mapping_get(key).and_then(text)))
}

fn toml_values<const N: usize>(source: &str, keys: [&str; N]) -> Result<[Option<String>; N], ExtractError> {
    let table: toml::Table =
        source.parse().map_err(|error: toml::de::Error| ExtractError::FrontMatter(error.to_string()))?;
    let text = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Integer(number) => Some(number.to_string()),
        _ => None,
    };
    Ok(keys.map(|key| table.get(key).and_then(text)))
}
