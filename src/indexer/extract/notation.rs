//! The notations in which people write settings and what they say of a page: JSON, TOML and YAML.

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::Value;

use super::error::ParserError;

/// A notation. All three are read into values of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// `{ "key": "value" }`
    Json,
    /// `key = "value"`
    Toml,
    /// `key: value`
    Yaml,
}

impl Notation {
    /// Returns the notation of a file with this name, by its ending.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1 {
            "json" => Some(Self::Json),
            "toml" => Some(Self::Toml),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }

    /// Reads `text`. An empty text is `null`, and so is what JSON has no word for. Dates become texts. Of several YAML
    /// documents the first counts.
    ///
    /// # Errors
    /// What the parser says of a text in another notation.
    pub fn read(self, text: &str) -> Result<Value, ParserError> {
        match self {
            _ if text.trim().is_empty() => Ok(Value::Null),
            Self::Json => serde_json::from_str(text).map_err(ParserError::new),
            Self::Toml => toml::from_str(text).map(toml::Value::Table).map(of_toml).map_err(ParserError::new),
            Self::Yaml => {
                let documents = Yaml::load_from_str(text).map_err(ParserError::new)?;
                Ok(documents.first().map_or(Value::Null, of_yaml))
            }
        }
    }
}

fn of_yaml(yaml: &Yaml<'_>) -> Value {
    match yaml {
        Yaml::Value(Scalar::String(text)) => Value::String(text.to_string()),
        Yaml::Value(Scalar::Integer(number)) => (*number).into(),
        Yaml::Value(Scalar::FloatingPoint(number)) => number.into_inner().into(),
        Yaml::Value(Scalar::Boolean(truth)) => (*truth).into(),
        Yaml::Sequence(list) => list.iter().map(of_yaml).collect(),
        Yaml::Mapping(map) => {
            map.iter().filter_map(|(key, value)| Some((key.as_str()?.to_owned(), of_yaml(value)))).collect()
        }
        Yaml::Tagged(_, value) => of_yaml(value),
        _ => Value::Null,
    }
}

fn of_toml(toml: toml::Value) -> Value {
    match toml {
        toml::Value::String(text) => text.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Array(list) => list.into_iter().map(of_toml).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, of_toml(value))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_same_is_said_in_all_three() {
        let expected = json!({ "site": "public", "glob": ["a", "b"], "keep": true, "most": 3, "date": "2024-05-06" });
        for (name, text) in [
            ("a.json", r#"{"site":"public","glob":["a","b"],"keep":true,"most":3,"date":"2024-05-06"}"#),
            ("a.toml", "site = 'public'\nglob = ['a', 'b']\nkeep = true\nmost = 3\ndate = 2024-05-06"),
            (
                "a.b.yaml",
                "site: public\nglob:\n- a\n- b\nkeep: true\nmost: 3\ndate: !!str 2024-05-06\n---\nsite: other",
            ),
        ] {
            assert_eq!(Notation::of(name).unwrap().read(text).unwrap(), expected, "{name}");
        }
        assert_eq!((Notation::of("a.txt"), Notation::of("yaml")), (None, None));
    }

    #[test]
    fn an_empty_text_is_null_and_a_broken_one_says_where() {
        for notation in [Notation::Json, Notation::Toml, Notation::Yaml] {
            assert_eq!(notation.read(" \n").unwrap(), Value::Null);
            let message = notation.read("{ \"a\": [1").unwrap_err().to_string();
            assert!(message.contains("line "), "{notation:?}: {message}");
        }
    }
}
