//! Addresses of documents.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Returns the address of the file `path`: what an address gives another meaning (`#`, `?`, `%`)
/// and what is not ASCII is percent-encoded, and a colon in its first name begins no scheme.
#[must_use]
pub fn address(path: &str) -> String {
    const ENCODED: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'\\').add(b'`');
    let address = utf8_percent_encode(path, ENCODED).to_string();
    if scheme(&address).is_some() { format!("./{address}") } else { address }
}

/// Returns the name that an address gives its page: that of the file without its ending, or of the folder that it is the
/// index of; nothing where that is a number or looks like a hash.
#[must_use]
pub fn name_of(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_suffix('/').unwrap_or(path);
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = if stem == "index" { folder.rsplit_once('/').map_or(folder, |(_, last)| last) } else { stem };
    let count = |is: fn(char) -> bool| name.chars().filter(|c| is(*c)).count();
    let (letters, digits) = (count(char::is_alphabetic), count(char::is_numeric));
    if letters > 1 && letters > digits { name } else { "" }
}

/// Whether an address is one of a page: of `http`, of `https`, or relative to the site.
pub(crate) fn is_of_page(address: &str) -> bool {
    scheme(address).is_none_or(|scheme| scheme == "http" || scheme == "https")
}

/// Whether an address is one that a picture can have: beside those of pages, its own bytes.
pub(crate) fn is_of_picture(address: &str) -> bool {
    is_of_page(address) || address.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"))
}

/// Returns the scheme of an address in lower case, as browsers see it: they skip what is white
/// before it, and tabs and line ends in it (URL Standard, 4.4).
fn scheme(address: &str) -> Option<String> {
    let address = address.trim_start_matches(|c: char| c <= ' ');
    let mut scheme = String::new();
    for c in address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')) {
        match c {
            ':' => return (!scheme.is_empty()).then_some(scheme),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            c if c.is_ascii_alphabetic() => scheme.push(c.to_ascii_lowercase()),
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_their_file() {
        assert_eq!(address("notes/C# 100%?.txt"), "notes/C%23%20100%25%3F.txt");
        assert_eq!(address("phở.md"), "ph%E1%BB%9F.md");
        assert_eq!(address("re:view.md"), "./re:view.md");
        assert_eq!(address("a/re:view.md"), "a/re:view.md");
    }

    #[test]
    fn only_http_and_https_lead_to_pages() {
        for address in ["a.html", "./", "", "/a:b", "a/b:c", "?q=a:b", "//host/a", "HTTP://host", "https://host/", ":a"]
        {
            assert!(is_of_page(address), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            " \u{1}JavaScript:x",
            "java\tscript:x",
            "\njava\r\nscript\t:x",
            "data:text/html,x",
            "a:b",
        ] {
            assert!(!is_of_page(address), "{address:?}");
        }
        assert!(is_of_picture("data:image/png;base64,AA") && !is_of_picture("data:text/html,x"));
    }
}
