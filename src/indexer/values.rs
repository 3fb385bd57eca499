//! Facets and what hits can be sorted by, as keys.

use std::collections::{BTreeMap, BTreeSet};

use findlet_core::format::keys::{self, MAX_KEY_BYTES};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::SortValue;
use crate::fields::check_name;
use crate::{BuildError, Document};

/// The values of all documents: their keys, with the documents that have each, and their names.
#[derive(Debug, Default)]
pub(crate) struct Values {
    pub keys: BTreeMap<String, Vec<u32>>,
    pub facets: BTreeSet<String>,
    pub sorts: BTreeSet<String>,
}

impl Values {
    /// Gathers the values of `documents`. An empty value of a facet is none.
    pub fn new(documents: &[&Document]) -> Result<Self, BuildError> {
        let mut values = Self::default();
        for (id, document) in (0..).zip(documents) {
            for (name, value) in document.facets.iter().filter(|(_, value)| !value.is_empty()) {
                let key = facet_key(document, name, value)?;
                values.add(key, id);
                values.facets.insert(name.clone());
            }
            for (name, ordered) in sorts(document)? {
                values.add(keys::sort(&name, &ordered), id);
                values.sorts.insert(name);
            }
        }
        Ok(values)
    }

    fn add(&mut self, key: String, document: u32) {
        let documents = self.keys.entry(key).or_default();
        if documents.last() != Some(&document) {
            documents.push(document);
        }
    }
}

fn facet_key(document: &Document, name: &str, value: &str) -> Result<String, BuildError> {
    check_name(document, "facet", name)?;
    let key = keys::facet(name, value);
    let unfit = |why| BuildError::Unfit { url: document.url.clone(), what: "facet", name: name.to_owned(), why };
    if value.chars().any(char::is_control) {
        return Err(unfit("has a value with a control character"));
    }
    if key.len() > MAX_KEY_BYTES { Err(unfit("has a value that is too long")) } else { Ok(key) }
}

/// Returns what `document` is sorted by: its own values, and its date as `date` unless it says
/// otherwise.
fn sorts(document: &Document) -> Result<BTreeMap<String, String>, BuildError> {
    let mut sorts = BTreeMap::new();
    for (name, value) in &document.sorts {
        check_name(document, "sort", name)?;
        let unfit = |why| BuildError::Unfit { url: document.url.clone(), what: "sort", name: name.clone(), why };
        let ordered = match value {
            SortValue::Number(number) if number.is_nan() => return Err(unfit("is not a number")),
            SortValue::Number(number) => keys::number(*number),
            SortValue::Text(text) => ordered(text, MAX_KEY_BYTES - keys::sort(name, "").len()),
        };
        if sorts.insert(name.clone(), ordered).is_some() {
            return Err(unfit("has two values"));
        }
    }
    if let Some(date) = document.date {
        sorts.entry("date".to_owned()).or_insert_with(|| keys::number(f64::from(date.to_number())));
    }
    Ok(sorts)
}

/// Returns `text` in lower case without marks, as far as `bytes` reach: texts that begin alike for
/// so long are in the order of their documents.
fn ordered(text: &str, bytes: usize) -> String {
    let lower = text.trim().to_lowercase();
    let mut ordered = String::new();
    for c in lower.nfkd().filter(|c| !is_combining_mark(*c) && !c.is_control()) {
        if ordered.len() + c.len_utf8() > bytes {
            break;
        }
        ordered.push(c);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Date;

    fn document(facets: &[(&str, &str)], sorts: &[(&str, SortValue)]) -> Document {
        Document {
            url: "a.html".to_owned(),
            facets: facets.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            sorts: sorts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            ..Document::default()
        }
    }

    fn refused(document: &Document) -> String {
        Values::new(&[document]).unwrap_err().to_string()
    }

    #[test]
    fn values_of_facets_are_verbatim_and_counted_once() {
        let values = Values::new(&[&document(&[("source", "VNA"), ("source", "VNA"), ("tag", "")], &[])]).unwrap();
        assert_eq!(values.keys, BTreeMap::from([("\u{2}source\u{1D}VNA".to_owned(), vec![0])]));
        assert_eq!(values.facets, BTreeSet::from(["source".to_owned()]));
    }

    #[test]
    fn dates_numbers_and_texts_are_in_order() {
        let priced = document(&[], &[("price", SortValue::Number(9.5)), ("name", SortValue::Text("Élan".to_owned()))]);
        let dated = Document { date: Date::parse("2022-12-03"), ..priced };
        let values = Values::new(&[&dated]).unwrap();
        assert_eq!(values.sorts.iter().map(String::as_str).collect::<Vec<_>>(), ["date", "name", "price"]);
        assert!(values.keys.contains_key("\u{3}name\u{1D}elan"));
        assert!(values.keys.contains_key(&keys::sort("date", &keys::number(20_221_203.0))));
    }

    #[test]
    fn what_can_be_no_key_is_refused_by_document() {
        assert!(refused(&document(&[("source", "a\nb")], &[])).contains("a.html"));
        assert!(refused(&document(&[("source", &"x".repeat(400))], &[])).contains("too long"));
        assert!(refused(&document(&[("", "x")], &[])).contains("no name"));
        assert!(refused(&document(&[], &[("price", SortValue::Number(f64::NAN))])).contains("not a number"));
        let twice = [("price", SortValue::Number(1.0)), ("price", SortValue::Number(2.0))];
        assert!(refused(&document(&[], &twice)).contains("two values"));
    }

    #[test]
    fn long_texts_are_ordered_by_their_beginning() {
        let values = Values::new(&[&document(&[], &[("name", SortValue::Text("é".repeat(1000)))])]).unwrap();
        assert!(values.keys.keys().all(|key| key.len() <= MAX_KEY_BYTES));
    }
}
