//! What a site says about its pages with attributes: `data-findlet-…`, and Pagefind's
//! `data-pagefind-…` with the same meaning.
//!
//! ```text
//! data-findlet-meta="author, cover[src], series:Rivers, and lakes"
//!                    |       |           |
//!                    |       |           the rest of the value, commas and all
//!                    |       the value of the element's attribute
//!                    the text of the element
//! ```

use super::tree::Element;
use crate::document::Weight;
use crate::extract::error::Warning;

/// Whether an element is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ignored {
    No,
    /// Its text is.
    Text,
    /// All that it says is.
    All,
}

/// Returns the attributes of an element named `data-findlet-NAME` or `data-pagefind-NAME`.
pub(super) fn named(element: &Element) -> impl Iterator<Item = (&str, &str)> {
    element.attributes.iter().filter_map(|attribute| {
        let name = attribute.name.local.strip_prefix("data-")?;
        let name = name.strip_prefix("findlet-").or_else(|| name.strip_prefix("pagefind-"))?;
        Some((name, &*attribute.value))
    })
}

/// Returns whether an element is marked as content.
pub(super) fn is_marked(element: &Element) -> bool {
    named(element).any(|(name, _)| name == "body")
}

/// Returns whether an element is left out. A value that isn't understood means all of it.
pub(super) fn ignored(element: &Element) -> Ignored {
    let values = named(element).filter(|(name, _)| *name == "ignore").map(|(_, value)| value.trim());
    let mut found = Ignored::No;
    for value in values {
        found = match value.to_ascii_lowercase().as_str() {
            "" | "index" | "true" if found != Ignored::All => Ignored::Text,
            _ => Ignored::All,
        };
    }
    found
}

/// Where the value of an annotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source<'a> {
    /// In the element's text.
    Text,
    /// In its attribute of this name.
    Attribute(&'a str),
    /// Here.
    Inline(&'a str),
}

/// Reads a list of names, each with where its value stands.
pub(super) fn list(value: &str) -> Vec<(&str, Source<'_>)> {
    let (names, inline) = value.split_once(':').map_or((value, None), |(names, inline)| (names, Some(inline)));
    let mut list: Vec<_> = names.split(',').map(|name| entry(name.trim())).collect();
    if let (Some((_, source)), Some(inline)) = (list.last_mut(), inline) {
        *source = Source::Inline(inline.trim());
    }
    list.retain(|(name, _)| !name.is_empty());
    list
}

fn entry(name: &str) -> (&str, Source<'_>) {
    let attribute = name.strip_suffix(']').and_then(|name| name.split_once('['));
    attribute.map_or((name, Source::Text), |(name, attribute)| (name.trim(), Source::Attribute(attribute.trim())))
}

/// Returns the attributes of an element whose values are text of the page, as `data-findlet-index-attrs` lists them.
pub(super) fn indexed(element: &Element) -> impl Iterator<Item = &str> {
    let lists = named(element).filter(|(name, _)| *name == "index-attrs");
    lists.flat_map(|(_, list)| list.split(',')).filter_map(|name| element.stated(&name.trim().to_ascii_lowercase()))
}

/// Returns what an element's words weigh, if it says so, or what is wrong with what it says.
pub(super) fn weight(element: &Element) -> Option<Result<Weight, Warning>> {
    let (name, value) = named(element).find(|(name, _)| *name == "weight")?;
    let weight = value.trim().parse().ok().map(|factor: f64| factor.clamp(0.0, 10.0)).and_then(Weight::new);
    Some(weight.ok_or_else(|| Warning::attribute(name, value, "not a number from 0 to 10")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_name_where_their_values_stand() {
        use Source::{Attribute, Inline, Text};
        for (value, expected) in [
            ("title", vec![("title", Text)]),
            ("image[src], image_alt[alt]", vec![("image", Attribute("src")), ("image_alt", Attribute("alt"))]),
            ("date:2022-06-01", vec![("date", Inline("2022-06-01"))]),
            (
                "text, title[title], other:Freeform text, to the end: yes",
                vec![
                    ("text", Text),
                    ("title", Attribute("title")),
                    ("other", Inline("Freeform text, to the end: yes")),
                ],
            ),
            ("wrong:post, self[class]", vec![("wrong", Inline("post, self[class]"))]),
            ("a,,b,", vec![("a", Text), ("b", Text)]),
            ("", vec![]),
            (":x", vec![]),
            ("a[", vec![("a[", Text)]),
        ] {
            assert_eq!(list(value), expected, "{value}");
        }
    }
}
