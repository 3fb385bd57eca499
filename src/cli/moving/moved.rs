//! What the files of another search say, in our words.

use std::path::PathBuf;

use serde_json::Value;
use toml::Table;

/// Where documents are written.
pub(crate) const DOCUMENTS: &str = "documents.jsonl";

/// What was read, in our words.
#[derive(Debug, Default)]
pub(crate) struct Moved {
    /// The file that it was read from.
    pub from: PathBuf,
    /// By the names of ours.
    pub settings: Table,
    /// The lines of a file of documents, where there were documents.
    pub documents: Option<Vec<String>>,
    /// What is otherwise from now on, and what could not be taken over. Sentences.
    pub notes: Vec<String>,
}

/// Returns the texts of a list, or the one text that stands in its place.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
