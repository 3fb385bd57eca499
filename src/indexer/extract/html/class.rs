//! What the classes of an element say of it, in the words that style sheets have in common.

use super::tree::Element;

/// Whether a word of the classes, or of the parts that hyphens, underscores and capitals make of it, is one of `parts`.
pub(super) fn has_part(element: &Element, parts: &[&str]) -> bool {
    let Some(classes) = element.attribute("class") else { return false };
    pieces(classes).any(|piece| parts.iter().any(|part| piece.eq_ignore_ascii_case(part)))
}

/// Whether a word of the classes begins with `prefix`, in any case: `skip-link`, `VPSkipLink`, `skipToContent`.
pub(super) fn has_prefix(element: &Element, prefix: &str) -> bool {
    let Some(classes) = element.attribute("class") else { return false };
    pieces(classes).any(|piece| piece.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)))
}

/// Whether a class is one of `names`.
pub(super) fn has_class(element: &Element, names: &[&str]) -> bool {
    let Some(classes) = element.attribute("class") else { return false };
    classes.split_ascii_whitespace().any(|class| names.iter().any(|name| class.eq_ignore_ascii_case(name)))
}

/// Cuts classes at spaces, hyphens and underscores, and before capitals. Allocates nothing: each element with classes is
/// asked many times.
fn pieces(classes: &str) -> impl Iterator<Item = &str> {
    let bytes = classes.as_bytes();
    let is_small = move |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let begins = move |at: usize| bytes[at].is_ascii_uppercase() && (is_small(at - 1) || is_small(at + 1));
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(u8::is_ascii_alphanumeric)?;
        at = start + 1;
        while at < bytes.len() && bytes[at].is_ascii_alphanumeric() && !begins(at) {
            at += 1;
        }
        Some(&classes[start..at])
    })
}

/// Letters and digits of a class that are compared, at most.
const LETTERS: usize = 48;

/// Puts the letters and digits of a class into `buffer`, in lower case.
fn letters<'a>(class: &str, buffer: &'a mut [u8; LETTERS]) -> &'a str {
    let found = class.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    let count = buffer.iter_mut().zip(found).map(|(place, byte)| *place = byte).count();
    std::str::from_utf8(&buffer[..count]).unwrap_or_default()
}

/// Whether only screen readers are told what is in an element.
pub(super) fn is_for_screen_readers(element: &Element) -> bool {
    let Some(classes) = element.attribute("class") else { return false };
    classes.split_ascii_whitespace().any(|class| {
        let mut buffer = [0; LETTERS];
        let letters = letters(class, &mut buffer);
        ["visuallyhidden", "hiddenvisually", "screenreader", "sronly", "onlysr", "forsr"]
            .iter()
            .any(|name| letters.contains(name))
            || ["sr", "a11yhidden", "elementinvisible", "assistivetext", "accessiblyhidden", "accessibilityhidden"]
                .contains(&letters)
    })
}

/// Whether an element shows the number of a line of code, by its class; where the class alone says so, it is
/// certain, else only within code.
pub(super) fn is_line_number(element: &Element, in_code: bool) -> bool {
    let Some(classes) = element.attribute("class") else { return false };
    classes.split_ascii_whitespace().any(|class| {
        let mut buffer = [0; LETTERS];
        let letters = letters(class, &mut buffer);
        letters.contains("lineno")
            || letters.contains("linenum")
            || letters.contains("lnnum")
            || in_code && (["ln", "lnt", "lnr", "nu"].contains(&letters) || letters.contains("gutter"))
    })
}

/// Classes of notes beside or in a text.
const NOTES: [&str; 24] = [
    "note",
    "notes",
    "tip",
    "hint",
    "warning",
    "caution",
    "danger",
    "info",
    "important",
    "attention",
    "callout",
    "admonition",
    "alert",
    "notice",
    "example",
    "aside",
    "pullquote",
    "sidenote",
    "marginnote",
    "footnote",
    "footnotes",
    "topic",
    "error",
    "success",
];

/// Whether an element is the way from the first page to this one.
pub(super) fn is_breadcrumb(element: &Element) -> bool {
    let is_way = |text: &str| ["breadcrumb", "breadcrumbs"].iter().any(|way| text.trim().eq_ignore_ascii_case(way));
    element.attribute("aria-label").is_some_and(is_way) || has_part(element, &["breadcrumb", "breadcrumbs"])
}

/// Whether an aside is a note to the text.
pub(super) fn is_note(element: &Element) -> bool {
    element.attribute("role").is_some_and(|role| role.trim().eq_ignore_ascii_case("note")) || has_part(element, &NOTES)
}

/// Whether an element is a window over the page, which asks or tells something and goes.
pub(super) fn is_window(element: &Element) -> bool {
    let role = |role: &str| element.has_word("role", role);
    role("dialog")
        || role("alertdialog")
        || role("alert")
        || role("status")
        || role("menu")
        || role("tooltip")
        || element.attribute("aria-modal").is_some()
        || has_part(
            element,
            &[
                "modal",
                "cookie",
                "cookies",
                "consent",
                "gdpr",
                "popup",
                "lightbox",
                "overlay",
                "toast",
                "offcanvas",
                "drawer",
                "dropdown",
            ],
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_cut_into_words() {
        assert_eq!(pieces("tabLabel_x9 sd-tab").collect::<Vec<_>>(), ["tab", "Label", "x9", "sd", "tab"]);
        assert_eq!(pieces("VPSkipLink HTML").collect::<Vec<_>>(), ["VP", "Skip", "Link", "HTML"]);
        assert_eq!(pieces("").count() + pieces("- _").count(), 0);
    }
}
