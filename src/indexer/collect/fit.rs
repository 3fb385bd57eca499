//! Limits on documents: what is cut off, left out or refused.
//!
//! `docs/limits.md` is the table. The core refuses some of what is beyond it (keys), other things
//! would be a burden for every visitor (names, metadata, titles).

use std::collections::BTreeSet;

use findlet_core::format::keys::{self, MAX_KEY_BYTES};

use crate::address::{is_of_page, is_of_picture};
use crate::document::{Document, SortValue};
use crate::error::{BuildError, Unfit};
use crate::limits::{
    MAX_ADDRESS_BYTES, MAX_LANGUAGE_BYTES, MAX_METADATA_BYTES, MAX_METADATA_VALUE_BYTES, MAX_NAME_BYTES,
    MAX_TEXT_BYTES, MAX_TITLE_CHARS,
};
use crate::sentence::shorten;

impl Document {
    /// Cuts off and leaves out what an index does not take, and returns what that was. Linear in
    /// the metadata, facets and values.
    ///
    /// # Errors
    /// If no index takes the document, whatever is left out.
    pub fn fit(&mut self) -> Result<Vec<Unfit>, Unfit> {
        if !is_of_page(&self.url) {
            return Err(Unfit::new("address", &self.url, "is not one of a page, which http and https lead to"));
        }
        check_sizes(self)?;
        let mut unfit = Vec::new();
        if fault_of_title(&self.title).is_some() {
            unfit.push(Unfit::new("title", &self.title, "has more than 1,000 characters and was cut off"));
            self.title = shorten(&self.title, MAX_TITLE_CHARS);
        }
        if let Some(tag) = self.language.take_if(|tag| fault_of_language(tag).is_some()) {
            unfit.push(Unfit::new("language", &tag, "was left out: it is not a tag such as pt-BR"));
        }
        self.fit_metadata(&mut unfit);
        retain(&mut self.facets, "facet", &mut unfit, |name, value| fault_of_facet(name, value));
        let mut names = BTreeSet::new();
        retain(&mut self.sorts, "order", &mut unfit, |name, value| fault_of_sort(name, value, &mut names));
        Ok(unfit)
    }

    fn fit_metadata(&mut self, unfit: &mut Vec<Unfit>) {
        for (name, value) in self.metadata.iter_mut().filter(|(_, value)| value.len() > MAX_METADATA_VALUE_BYTES) {
            value.truncate(value.floor_char_boundary(MAX_METADATA_VALUE_BYTES));
            unfit.push(Unfit::new("metadata", name, "has more than 4,096 bytes and was cut off"));
        }
        let mut bytes = 0;
        retain(&mut self.metadata, "metadata", unfit, |name, value| fault_of_metadata(name, value, &mut bytes));
        retain(&mut self.metadata, "metadata", unfit, |name, value| {
            (name == "image" && !is_of_picture(value)).then_some("is not the address of a picture")
        });
    }
}

/// Makes sure that an index takes all of `document`.
pub(crate) fn check(document: &Document) -> Result<(), BuildError> {
    check_parts(document).map_err(|unfit| BuildError::Unfit { url: document.url.clone(), unfit })
}

/// Returns the first thing of `document` that an index does not take.
fn check_parts(document: &Document) -> Result<(), Unfit> {
    check_sizes(document)?;
    refuse("title", &document.title, fault_of_title(&document.title))?;
    let tag = document.language.as_deref().unwrap_or_default();
    refuse("language", tag, fault_of_language(tag))?;
    let (mut bytes, mut names) = (0, BTreeSet::new());
    for (name, value) in &document.metadata {
        let is_long = value.len() > MAX_METADATA_VALUE_BYTES;
        let why = fault_of_metadata(name, value, &mut bytes).or(is_long.then_some("has more than 4,096 bytes"));
        refuse("metadata", name, why)?;
    }
    for (name, value) in &document.facets {
        refuse("facet", name, fault_of_facet(name, value))?;
    }
    for (name, value) in &document.sorts {
        refuse("order", name, fault_of_sort(name, value, &mut names))?;
    }
    Ok(())
}

fn refuse(what: &'static str, name: &str, fault: Option<&'static str>) -> Result<(), Unfit> {
    fault.map_or(Ok(()), |why| Err(Unfit::new(what, name, why)))
}

/// Returns the name by which a query finds metadata.
pub(crate) fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Removes from `list` the values that have a fault.
fn retain<T>(
    list: &mut Vec<(String, T)>,
    what: &'static str,
    unfit: &mut Vec<Unfit>,
    mut fault: impl FnMut(&str, &T) -> Option<&'static str>,
) {
    list.retain(|(name, value)| {
        let why = fault(name, value);
        unfit.extend(why.map(|why| Unfit::new(what, name, why)));
        why.is_none()
    });
}

fn check_sizes(document: &Document) -> Result<(), Unfit> {
    let unfit = |what, name, why| Err(Unfit::new(what, name, why));
    if document.url.len() > MAX_ADDRESS_BYTES {
        unfit("address", &document.url, "has more than 8,192 bytes")
    } else if document.url.chars().any(char::is_control) {
        unfit("address", &document.url, "has a control character in it")
    } else if document.blocks.iter().map(|block| block.text.len()).sum::<usize>() > MAX_TEXT_BYTES {
        unfit("text", document.blocks.first().map_or("", |block| &block.text), "has more than 64 MiB")
    } else {
        Ok(())
    }
}

fn fault_of_title(title: &str) -> Option<&'static str> {
    let is_long = title.len() > MAX_TITLE_CHARS && title.chars().count() > MAX_TITLE_CHARS;
    is_long.then_some("has more than 1,000 characters")
}

fn fault_of_language(tag: &str) -> Option<&'static str> {
    let is_tag = tag.trim().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    (!is_tag || tag.len() > MAX_LANGUAGE_BYTES).then_some("is not a tag of at most 35 bytes")
}

/// Returns what is wrong with metadata that comes after others of `bytes`.
fn fault_of_metadata(name: &str, value: &str, bytes: &mut usize) -> Option<&'static str> {
    let why = fault_of_name(&folded(name));
    if why.is_none() {
        *bytes += name.len() + value.len();
    }
    why.or((*bytes > MAX_METADATA_BYTES).then_some("comes after 65,536 bytes of others"))
}

fn fault_of_facet(facet: &str, value: &str) -> Option<&'static str> {
    if value.chars().any(char::is_control) {
        return Some("has a value with a control character");
    }
    let is_long = keys::facet(facet, value).len() > MAX_KEY_BYTES;
    fault_of_name(facet).or(is_long.then_some("is too long: name and value have more than 318 bytes"))
}

/// Returns what is wrong with a value to sort by beside others of these `names`.
fn fault_of_sort(sort: &str, value: &SortValue, names: &mut BTreeSet<String>) -> Option<&'static str> {
    let why = match value {
        SortValue::Number(number) if number.is_nan() => Some("is not a number"),
        _ if !names.insert(sort.to_owned()) => Some("has two values"),
        _ => None,
    };
    fault_of_name(sort).or(why)
}

/// Returns why `name` can't be part of a key.
fn fault_of_name(name: &str) -> Option<&'static str> {
    if name.trim().is_empty() {
        Some("has no name")
    } else if name.len() > MAX_NAME_BYTES {
        Some("has a name of more than 64 bytes")
    } else {
        name.chars().any(char::is_control).then_some("has a control character in its name")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    fn document() -> Document {
        Document { url: "a.html".to_owned(), ..Document::default() }
    }

    fn named(name: &str, value: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), value.to_owned())]
    }

    /// Returns what is wrong with a document that is refused as it is, and what is left of it.
    fn fitted(document: &Document) -> (Vec<String>, Document) {
        let refused = check(document).unwrap_err().to_string();
        assert!(refused.contains("a.html") && refused.contains("; change it or leave it out"), "{refused}");
        let mut fitted = document.clone();
        let unfit = fitted.fit().unwrap().iter().map(ToString::to_string).collect();
        check(&fitted).unwrap();
        (unfit, fitted)
    }

    /// A limit: what a document with something of a size is, and what is said of one that is beyond.
    fn holds(at: usize, of: impl Fn(usize) -> Document, said: &str) {
        check(&of(at)).unwrap();
        assert_eq!(of(at).fit(), Ok(Vec::new()));
        let (unfit, _) = fitted(&of(at + 1));
        assert!(unfit[0].contains(said) && unfit.len() == 1, "{unfit:?}");
    }

    #[test]
    fn what_is_as_large_as_a_limit_is_taken_and_what_is_larger_is_not() {
        let of_title = |count| Document { title: "é".repeat(count), ..document() };
        holds(MAX_TITLE_CHARS, of_title, "more than 1,000 characters");
        let of_name = |count| Document { metadata: named(&"n".repeat(count), "x"), ..document() };
        holds(MAX_NAME_BYTES, of_name, "name of more than 64 bytes");
        let of_value = |count| Document { metadata: named("n", &"x".repeat(count)), ..document() };
        holds(MAX_METADATA_VALUE_BYTES, of_value, "more than 4,096 bytes");
        let of_all = |count| {
            let sizes = (0..16).map(|at| {
                if at < 15 { MAX_METADATA_VALUE_BYTES - 1 } else { count - 15 * MAX_METADATA_VALUE_BYTES - 1 }
            });
            let metadata = sizes.zip('a'..).map(|(size, name)| (name.to_string(), "x".repeat(size)));
            Document { metadata: metadata.collect(), ..document() }
        };
        holds(MAX_METADATA_BYTES, of_all, "after 65,536 bytes");
        let of_facet = |count| Document { facets: named("facet", &"x".repeat(count - 5)), ..document() };
        holds(MAX_KEY_BYTES - 2, of_facet, "too long");
        let of_tag = |count| Document { language: Some("x".repeat(count)), ..document() };
        holds(MAX_LANGUAGE_BYTES, of_tag, "not a tag");
    }

    #[test]
    fn a_document_without_an_address_or_with_too_much_text_is_none() {
        let of_address = |count| Document { url: "a".repeat(count), ..document() };
        let block = |count| Block { text: "x".repeat(count), ..Block::default() };
        let of_text = |count| Document { blocks: vec![block(count - 1), block(1)], ..document() };
        for (at, beyond) in [
            (of_address(MAX_ADDRESS_BYTES), of_address(MAX_ADDRESS_BYTES + 1)),
            (of_text(MAX_TEXT_BYTES), of_text(MAX_TEXT_BYTES + 1)),
        ] {
            assert!(check(&at).is_ok() && at.clone().fit() == Ok(Vec::new()));
            assert!(check(&beyond).is_err() && beyond.clone().fit().is_err());
        }
        for url in ["javascript:alert(1)", "data:text/html,x", "a\nb"] {
            assert!(Document { url: url.to_owned(), ..document() }.fit().is_err(), "{url:?}");
        }
    }

    #[test]
    fn what_can_be_no_key_is_left_out_and_the_rest_stays() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let number = |name: &str, value| (name.to_owned(), SortValue::Number(value));
        let all = Document {
            metadata: vec![pair(" ", "x"), pair("a\u{1D}b", "x"), pair("by", "Ann")],
            facets: vec![pair("", "x"), pair("topic", "a\nb"), pair("topic", "Sea")],
            sorts: vec![number("price", 1.0), number("price", 2.0), number("size", f64::NAN)],
            language: Some("en/us".to_owned()),
            ..document()
        };
        let (unfit, fitted) = fitted(&all);
        let expected = ["language", "no name", "control", "no name", "control", "two values", "not a number"];
        assert!(unfit.iter().zip(expected).all(|(unfit, why)| unfit.contains(why)) && unfit.len() == 7, "{unfit:?}");
        assert_eq!((fitted.metadata, fitted.facets), (named("by", "Ann"), named("topic", "Sea")));
        assert_eq!((fitted.sorts, fitted.language), (vec![number("price", 1.0)], None));
    }

    #[test]
    fn a_picture_is_no_script() {
        for (image, is_kept) in [("a.png", true), ("data:image/png;base64,AA", true), ("javascript:x", false)] {
            let mut document = Document { metadata: named("image", image), ..document() };
            assert_eq!(document.fit().unwrap().is_empty(), is_kept, "{image}");
            assert_eq!(document.metadata_value("image").is_some(), is_kept, "{image}");
        }
    }
}
