//! Where the links of a page lead once it is one of the site: to other pages as they are, to files that are shown as they are,
//! and for all else to the repository.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Where the repository can be looked at.
const REPOSITORY: &str = "https://github.com/findlet/findlet";

/// Where the site is, as pages name it that are read elsewhere.
const SITE: &str = "https://findlet.github.io/findlet/";

/// The first page of a folder.
const FIRST: &str = "README.md";

/// Files that pages show.
const SHOWN: [&str; 3] = ["png", "gif", "svg"];

/// A page whose links are led, and the files that it shows.
pub struct Led {
    pub text: String,
    /// From the root of the repository.
    pub files: BTreeSet<String>,
}

/// Leads the links of the page `path`. Those between `pages` stay as they are.
///
/// # Errors
///
/// If a link leads to nothing in the repository.
pub fn led(root: &Path, path: &str, text: &str, pages: &BTreeSet<&str>) -> Result<Led> {
    let mut led = Led { text: String::with_capacity(text.len()), files: BTreeSet::new() };
    let mut end = 0;
    for Found { range, link, is_heading } in found(text) {
        led.text += &text[end..range.start];
        end = range.end;
        if is_heading {
            led.text += link;
            continue;
        }
        led.text += &lead(root, path, link, pages, &mut led.files)
            .with_context(|| format!("{path} leads to {link}, which is not in the repository"))?;
    }
    led.text += &text[end..];
    Ok(led)
}

/// Where one link leads.
fn lead(root: &Path, from: &str, link: &str, pages: &BTreeSet<&str>, shown: &mut BTreeSet<String>) -> Result<String> {
    if let Some(place) = link.strip_prefix(SITE) {
        let way = "../".repeat(from.matches('/').count());
        return Ok(format!("{way}{place}index.html"));
    }
    let (to, fragment) = link.split_at(link.find('#').unwrap_or(link.len()));
    let Some(path) = resolved(from, to).filter(|_| !to.is_empty()) else { return Ok(link.to_owned()) };
    if pages.contains(path.as_str()) {
        // mdBook makes `index.html` of the first page of a folder, and leaves links to it alone.
        return Ok(to
            .strip_suffix(FIRST)
            .map_or_else(|| link.to_owned(), |folder| format!("{folder}index.html{fragment}")));
    }
    let file = root.join(&path);
    if file.extension().is_some_and(|ending| SHOWN.iter().any(|shown| ending == *shown)) && file.is_file() {
        shown.insert(path);
        return Ok(link.to_owned());
    }
    let kind = if file.is_dir() { "tree" } else { "blob" };
    if !file.exists() {
        bail!("there is no {path}");
    }
    Ok(format!("{REPOSITORY}/{kind}/main/{path}{fragment}"))
}

/// The path from the root that a link on the page `from` leads to, if it is one within the repository.
pub fn resolved(from: &str, link: &str) -> Option<String> {
    if link.contains(':') || link.starts_with('/') {
        return None;
    }
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for piece in link.split('/') {
        match piece {
            ".." => drop(path.pop()?),
            "." | "" => {}
            piece => path.push(piece),
        }
    }
    Some(path.join("/"))
}

/// An address on a page; of a link in a heading its text and the whole of it.
#[derive(Debug, PartialEq, Eq)]
struct Found<'a> {
    range: Range<usize>,
    link: &'a str,
    is_heading: bool,
}

/// The addresses on a page, in Markdown and in HTML, in their order. mdBook makes a link of each heading, and a link in a link is
/// none: a heading keeps its text only.
fn found(text: &str) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    let mut is_heading = false;
    let address = |start: usize, link| Found { range: start..start + str::len(link), link, is_heading: false };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let piece = &text[range.clone()];
        match event {
            Event::Start(Tag::Heading { .. }) => is_heading = true,
            Event::End(TagEnd::Heading(_)) => is_heading = false,
            Event::Start(Tag::Link { .. }) if is_heading => {
                let link = piece.strip_prefix('[').and_then(|rest| Some(rest.split_once("](")?.0));
                found.extend(link.map(|link| Found { range, link, is_heading }));
            }
            // A link may hold a picture: its own address is the last.
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let at = piece.rfind(&format!("]({dest_url}")).map(|at| range.start + at + 2);
                found.extend(at.map(|at| address(at, &text[at..at + dest_url.len()])));
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                for attribute in [" src=\"", " srcset=\"", " href=\""] {
                    for (at, _) in piece.match_indices(attribute) {
                        let at = range.start + at + attribute.len();
                        found.extend(text[at..].split_once('"').map(|(link, _)| address(at, link)));
                    }
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|found| found.range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led_from(path: &str, text: &str) -> Led {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        led(&root, path, text, &["README.md", "docs/widget.md"].into()).expect("all is there")
    }

    #[test]
    fn pages_stay_and_the_rest_leads_to_the_repository() {
        for (link, expected) in [
            ("widget.md#parts", "widget.md#parts"),
            ("../README.md#try-it", "../index.html#try-it"),
            ("#here", "#here"),
            ("https://host/x", "https://host/x"),
            ("../src/xtask/main.rs#L1", "https://github.com/findlet/findlet/blob/main/src/xtask/main.rs#L1"),
            ("../seeds", "https://github.com/findlet/findlet/tree/main/seeds"),
            ("https://findlet.github.io/findlet/playground/", "../playground/index.html"),
        ] {
            assert_eq!(led_from("docs/a.md", &format!("a [b]({link}) c")).text, format!("a [b]({expected}) c"));
        }
    }

    #[test]
    fn pictures_come_along_from_markdown_and_html() {
        let text =
            "[![a](images/widget.png)](widget.md)\n\n<picture>\n  <source srcset=\"images/widget.gif\">\n</picture>\n";
        let led = led_from("docs/a.md", text);
        assert_eq!(led.text, text);
        assert_eq!(Vec::from_iter(led.files), ["docs/images/widget.gif", "docs/images/widget.png"]);
    }

    #[test]
    fn headings_keep_their_text_only() {
        assert_eq!(led_from("docs/a.md", "### [src/wasm](../src/wasm): the same\n").text, "### src/wasm: the same\n");
    }

    #[test]
    fn code_has_no_links() {
        assert_eq!(found("`[a](b.md)`\n\n```\n[a](c.md)\n```\n"), []);
    }

    #[test]
    fn a_link_to_nothing_is_refused() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let error = led(root, "docs/a.md", "[a](nowhere.rs)", &BTreeSet::new()).err().expect("it leads nowhere");
        assert_eq!(error.to_string(), "docs/a.md leads to nowhere.rs, which is not in the repository");
    }
}
