//! What the classes of an element say of it, in the words that style sheets have in common.

use super::tree::Element;

/// Whether a word of the classes, or of the parts that hyphens, underscores and capitals make of it, is one of `parts`.
pub(super) fn has_part(element: &Element, parts: &[&str]) -> bool {
    let Some(classes) = element.attribute("class") else { return false };
    pieces(classes).any(|piece| parts.iter().any(|part| piece.eq_ignore_ascii_case(part)))
}

/// Whether a class is one of `names`.
pub(super) fn has_class(element: &Element, names: &[&str]) -> bool {
    let Some(classes) = element.attribute("class") else { return false };
    classes.split_ascii_whitespace().any(|class| names.iter().any(|name| class.eq_ignore_ascii_case(name)))
}

/// Cuts classes at spaces, hyphens and underscores, and before capitals.
fn pieces(classes: &str) -> impl Iterator<Item = &str> {
    classes.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|word| {
        let mut starts: Vec<usize> = vec![0];
        let bytes = word.as_bytes();
        starts.extend(
            (1..bytes.len()).filter(|at| bytes[*at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()),
        );
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([word.len()]).collect();
        starts.into_iter().zip(ends).map(move |(start, end)| &word[start..end])
    })
}

/// Whether only screen readers are told what is in an element.
pub(super) fn is_for_screen_readers(element: &Element) -> bool {
    let Some(classes) = element.attribute("class") else { return false };
    classes.split_ascii_whitespace().any(|class| {
        let letters: String =
            class.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        ["visuallyhidden", "hiddenvisually", "screenreader", "sronly", "onlysr", "forsr"]
            .iter()
            .any(|name| letters.contains(name))
            || ["sr", "a11yhidden", "elementinvisible", "assistivetext", "accessiblyhidden", "accessibilityhidden"]
                .contains(&letters.as_str())
    })
}

/// Whether an element shows the number of a line of code, by its class; where the class alone says so, it is
/// certain, else only within code.
pub(super) fn is_line_number(element: &Element, in_code: bool) -> bool {
    let Some(classes) = element.attribute("class") else { return false };
    classes.split_ascii_whitespace().any(|class| {
        let letters: String =
            class.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        letters.contains("lineno")
            || letters.contains("linenum")
            || letters.contains("lnnum")
            || in_code && (["ln", "lnt", "lnr", "nu"].contains(&letters.as_str()) || letters.contains("gutter"))
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
        assert_eq!(pieces("").collect::<Vec<_>>(), [""]);
    }
}
