//! `search.html`, the target of the form that stands where no script runs: the widget on a page of its own and, for
//! those without scripts, a list of all pages.

use std::path::Path;

use anyhow::{Context, Result};
use findlet_indexer::Listed;
use findlet_indexer::html::{escape, fill};

use super::names::SEARCH;
use super::put::put;
use super::root::Root;
use crate::site::Indexed;

const TEMPLATE: &str = include_str!("search.html");

/// Pages listed on one.
const PER_PAGE: usize = 1000;

/// Writes the page, or as many as the list needs.
///
/// # Errors
/// Where the documents cannot be read back, or a file cannot be written.
pub(super) fn write(folder: &Path, indexes: &[Indexed], root: &Root) -> Result<()> {
    let language = indexes.first().map_or("und", |index| &index.language);
    let mut listed = Vec::new();
    for index in indexes {
        for document in index.content.listed() {
            listed.push(document.context("cannot read a document back")?);
        }
    }
    for (name, html) in pages(&listed, language, root) {
        put(&folder.join(name), html.as_bytes())?;
    }
    Ok(())
}

/// Returns the pages with their names.
fn pages(listed: &[Listed], language: &str, root: &Root) -> Vec<(String, String)> {
    let count = listed.len().div_ceil(PER_PAGE).max(1);
    let page = |at: usize| {
        let rows = &listed[at * PER_PAGE..listed.len().min((at + 1) * PER_PAGE)];
        let lang = if language == "und" { String::new() } else { format!(" lang=\"{}\"", escape(language)) };
        let title = if at == 0 { "Search".to_owned() } else { format!("Search, page {}", at + 1) };
        let list = list(rows, root) + &neighbours(at, count);
        let base = escape(&root.0);
        let filled = [("lang", &*lang), ("title", &title), ("base", &base), ("pages", &list)];
        (name(at), fill(TEMPLATE, &filled).expect("the template asks for these four"))
    };
    (0..count).map(page).collect()
}

fn name(at: usize) -> String {
    if at == 0 { SEARCH.to_owned() } else { format!("search-{}.html", at + 1) }
}

/// Lists pages under the folder that they are in.
fn list(rows: &[Listed], root: &Root) -> String {
    let mut html = String::new();
    for group in rows.chunk_by(|a, b| folder(&a.url) == folder(&b.url)) {
        let folder = folder(&group[0].url);
        if !folder.is_empty() {
            html.push_str(&format!("<h2>{}</h2>\n", escape(folder)));
        }
        html.push_str("<ul>\n");
        for Listed { url, title } in group {
            let title = escape(if title.is_empty() { url } else { title });
            match root.link(url) {
                Some(link) => html.push_str(&format!("<li><a href=\"{}\">{title}</a>\n", escape(&link))),
                None => html.push_str(&format!("<li>{title}\n")),
            }
        }
        html.push_str("</ul>\n");
    }
    html
}

fn folder(url: &str) -> &str {
    let url = url.trim_end_matches('/');
    url.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn neighbours(at: usize, count: usize) -> String {
    let link = |at: usize, words: &str| format!("<a href=\"{}\">{words}</a> ", name(at));
    let before = if at > 0 { link(at - 1, "Previous pages") } else { String::new() };
    let after = if at + 1 < count { link(at + 1, "More pages") } else { String::new() };
    if count == 1 { String::new() } else { format!("<p>{}</p>\n", (before + &after).trim_end()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(url: &str, title: &str) -> Listed {
        Listed { url: url.to_owned(), title: title.to_owned() }
    }

    fn root() -> Root {
        Root("../".to_owned())
    }

    #[test]
    fn pages_are_listed_by_folder_and_nothing_escapes() {
        let rows = [
            listed("./", "Home"),
            listed("a/\"b\".html", "<script>alert(1)</script> & {title}"),
            listed("a/c/", ""),
            listed("javascript:alert(1)", "Trap"),
        ];
        let (name, html) = pages(&rows, "en", &root()).remove(0);
        assert_eq!(name, "search.html");
        assert!(html.contains("<html lang=\"en\">") && html.contains("<li><a href=\"../\">Home</a>"), "{html}");
        let row = "<h2>a</h2>\n<ul>\n<li><a href=\"../a/&quot;b&quot;.html\">&lt;script&gt;alert(1)&lt;/script&gt; &amp; {title}</a>\n<li><a href=\"../a/c/\">a/c/</a>";
        assert!(html.contains(row), "{html}");
        assert!(html.contains("<li>Trap\n"), "{html}");
        assert!(!html.contains("style=") && !html.contains("<style") && !html.contains("<script>"), "{html}");
    }

    #[test]
    fn long_lists_go_on_on_further_pages() {
        let rows: Vec<_> = (0..2001).map(|at| listed(&format!("{at:04}.html"), "Page")).collect();
        let pages = pages(&rows, "und", &root());
        let names: Vec<_> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["search.html", "search-2.html", "search-3.html"]);
        assert!(pages[0].1.contains("<html>") && pages[0].1.contains("<a href=\"search-2.html\">More pages</a>"));
        let both = "<p><a href=\"search.html\">Previous pages</a> <a href=\"search-3.html\">More pages</a></p>";
        assert!(pages[1].1.contains(both), "{}", pages[1].1);
        assert!(pages[2].1.contains("2000.html") && !pages[2].1.contains("More pages"));
    }
}
