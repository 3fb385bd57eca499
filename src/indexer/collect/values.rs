//! Facets and what hits can be sorted by, as keys.

use std::collections::{BTreeMap, BTreeSet};

use findlet_core::format::keys::{self, MAX_KEY_BYTES};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::Document;
use crate::document::SortValue;

/// The values of all documents: their keys, with the documents that have each, and their names.
#[derive(Debug, Default)]
pub(crate) struct Values {
    pub keys: BTreeMap<String, Vec<u32>>,
    pub facets: BTreeSet<String>,
    pub sorts: BTreeSet<String>,
}

/// The values of a document that is [fit](crate::collect::fit).
#[derive(Debug)]
pub(crate) struct Valued {
    /// The values of facets, by key.
    facets: BTreeMap<String, String>,
    sorts: BTreeMap<String, String>,
}

impl Valued {
    /// Takes the values of `document`. An empty value of a facet is left out.
    pub fn new(document: &Document) -> Self {
        let facets = document.facets.iter().filter(|(_, value)| !value.is_empty());
        let facets = facets.map(|(name, value)| (keys::facet(name, value), name.clone()));
        Self { facets: facets.collect(), sorts: sorts(document) }
    }
}

impl Values {
    /// Adds those of one document.
    pub fn add(&mut self, document: u32, valued: Valued) {
        for (key, name) in valued.facets {
            self.keys.entry(key).or_default().push(document);
            self.facets.insert(name);
        }
        for (name, ordered) in valued.sorts {
            self.keys.entry(keys::sort(&name, &ordered)).or_default().push(document);
            self.sorts.insert(name);
        }
    }

    /// Makes one value of those of a facet that differ in case only: the spelling of most documents, of equally many the
    /// first by bytes.
    pub fn join_spellings(&mut self) {
        let mut spellings: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for key in self.keys.keys() {
            let Some((name, value)) = keys::facet_of(key) else { continue };
            spellings.entry(format!("{name}\0{}", value.to_lowercase())).or_default().push(key.clone());
        }
        for group in spellings.into_values().filter(|group| group.len() > 1) {
            let count = |key: &String| self.keys.get(key).map_or(0, Vec::len);
            let Some(best) = group.iter().max_by_key(|key| (count(key), std::cmp::Reverse(*key))).cloned() else {
                continue;
            };
            let mut documents: Vec<u32> = group.iter().filter_map(|key| self.keys.remove(key)).flatten().collect();
            documents.sort_unstable();
            documents.dedup();
            self.keys.insert(best, documents);
        }
    }

    /// Gives every document the id that `ids` has for it.
    pub fn renumber(&mut self, ids: &[u32]) {
        for documents in self.keys.values_mut() {
            documents.iter_mut().for_each(|document| *document = ids[*document as usize]);
            documents.sort_unstable();
        }
    }
}

/// Returns what `document` is sorted by: its own values, and its date as `date` unless it says
/// otherwise.
fn sorts(document: &Document) -> BTreeMap<String, String> {
    let ordered = |(name, value): &(String, SortValue)| match value {
        SortValue::Number(number) => (name.clone(), keys::number(*number)),
        SortValue::Text(text) => (name.clone(), ordered(text, MAX_KEY_BYTES - keys::sort(name, "").len())),
    };
    let mut sorts: BTreeMap<String, String> = document.sorts.iter().map(ordered).collect();
    if let Some(date) = document.date {
        sorts.entry("date".to_owned()).or_insert_with(|| keys::number(f64::from(date.to_number())));
    }
    sorts
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
    use crate::document::Date;

    fn document(facets: &[(&str, &str)], sorts: &[(&str, SortValue)]) -> Document {
        Document {
            url: "a.html".to_owned(),
            facets: facets.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            sorts: sorts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            ..Document::default()
        }
    }

    fn values(document: &Document) -> Values {
        let mut values = Values::default();
        values.add(0, Valued::new(document));
        values
    }

    #[test]
    fn documents_are_renumbered_in_order() {
        let mut values = values(&document(&[("tag", "a")], &[]));
        values.add(1, Valued::new(&document(&[("tag", "a")], &[])));
        values.renumber(&[7, 3]);
        assert_eq!(values.keys.into_values().collect::<Vec<_>>(), [[3, 7]]);
    }

    #[test]
    fn values_that_differ_in_case_are_one_and_names_stay_apart() {
        let mut values = Values::default();
        for (at, facet) in
            [("kind", "Table"), ("kind", "table"), ("kind", "Table"), ("Kind", "Table")].into_iter().enumerate()
        {
            values.add(at as u32, Valued::new(&document(&[facet], &[("kind", SortValue::Text("Table".to_owned()))])));
        }
        values.join_spellings();
        let expected = [("\u{2}Kind\u{1D}Table", vec![3]), ("\u{2}kind\u{1D}Table", vec![0, 1, 2])];
        for (key, documents) in expected {
            assert_eq!(values.keys.get(key), Some(&documents), "{key}");
        }
        assert!(!values.keys.contains_key("\u{2}kind\u{1D}table"));
    }

    #[test]
    fn values_of_facets_are_verbatim_and_counted_once() {
        let values = values(&document(&[("source", "VNA"), ("source", "VNA"), ("tag", "")], &[]));
        assert_eq!(values.keys, BTreeMap::from([("\u{2}source\u{1D}VNA".to_owned(), vec![0])]));
        assert_eq!(values.facets, BTreeSet::from(["source".to_owned()]));
    }

    #[test]
    fn dates_numbers_and_texts_are_in_order() {
        let priced = document(&[], &[("price", SortValue::Number(9.5)), ("name", SortValue::Text("Élan".to_owned()))]);
        let dated = Document { date: Date::parse("2022-12-03"), ..priced };
        let values = values(&dated);
        assert_eq!(values.sorts.iter().map(String::as_str).collect::<Vec<_>>(), ["date", "name", "price"]);
        assert!(values.keys.contains_key("\u{3}name\u{1D}elan"));
        assert!(values.keys.contains_key(&keys::sort("date", &keys::number(20_221_203.0))));
    }

    #[test]
    fn long_texts_are_ordered_by_their_beginning() {
        let values = values(&document(&[], &[("name", SortValue::Text("é".repeat(1000)))]));
        assert!(values.keys.keys().all(|key| key.len() <= MAX_KEY_BYTES));
    }
}
