//! The documents of a built site, with what its pages call each other.
//!
//! They are what the command makes of them, but for redirects and for languages and versions, which it tells apart.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use findlet_indexer::site::Pages;
use findlet_indexer::{Document, Draft, Extractor, SourceKind, address};
use walkdir::WalkDir;

/// Bytes of texts that stay in memory.
const MEMORY: usize = 256 << 20;

/// Reads the pages below `folder`. Those that say what another says are left out, as are those that cannot be read.
///
/// # Errors
/// Where a file or a temporary file cannot be read.
pub fn documents(folder: &Path) -> Result<Vec<Document>> {
    let drafts = drafts(folder)?;
    let mut pages = Pages::new(MEMORY);
    let mut seen = BTreeSet::new();
    let texts = pages.add(&drafts)?;
    let kept: Vec<u32> = (0..).zip(texts).filter(|(_, text)| seen.insert(*text)).map(|(number, _)| number).collect();
    let numbers: HashMap<&str, u32> = kept.iter().map(|number| (url(&drafts[*number as usize]), *number)).collect();
    let site = pages.learn();
    let mut votes = site.votes(&kept, &|_, to| numbers.get(page(to).as_str()).copied(), MEMORY)?;
    let mut documents = Vec::new();
    for (number, extracted) in kept.iter().zip(site.read(&kept)?) {
        let mut document = extracted.document;
        document.links = votes.of(*number)?;
        if document.fit().is_ok() {
            documents.push(document);
        }
    }
    Ok(documents)
}

/// Reads the pages as their own files have them, in the order of their addresses: where one marks its content, those that do.
fn drafts(folder: &Path) -> Result<Vec<Draft>> {
    let extractor = Extractor::default();
    let mut drafts = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        let name = entry.path().strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        let Some(kind) = SourceKind::of(&name).filter(|kind| entry.file_type().is_file() && kind.is_built()) else {
            continue;
        };
        let bytes = fs::read(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?;
        drafts.extend(extractor.draft(kind, &name, &bytes).ok());
    }
    if drafts.iter().any(|draft| draft.is_marked) {
        drafts.retain(|draft| draft.is_marked);
    }
    drafts.sort_by(|a, b| url(a).cmp(url(b)));
    drafts.dedup_by(|a, b| url(a) == url(b));
    Ok(drafts)
}

fn url(draft: &Draft) -> &str {
    &draft.document().url
}

/// Returns the address of the page that a link leads to: from the root, without steps up and down.
fn page(link: &str) -> String {
    let path = link.split(['?', '#']).next().unwrap_or_default();
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    if path.is_empty() || path.ends_with(['/', '.']) {
        steps.push("index.html");
    }
    address(&steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(pages: &[(&str, &str)]) -> Vec<Document> {
        let folder = tempfile::tempdir().unwrap();
        for (name, html) in pages {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, html).unwrap();
        }
        documents(folder.path()).unwrap()
    }

    #[test]
    fn pages_have_what_others_call_them_and_copies_are_left_out() {
        let found = site(&[
            ("a/oars.html", "<title>Oars</title><main><h1>Oars</h1><p>Made of ash.</main>"),
            ("b/oars.html", "<title>Oars</title><main><h1>Oars</h1><p>Made of ash.</main>"),
            (
                "boats.html",
                "<title>Boats</title><main><h1>Boats</h1><p>They need <a href='a/oars.html#x'>long sculls</a> to move.",
            ),
            ("notes.txt", "no page"),
        ]);
        let named: Vec<_> = found.iter().map(|page| (page.url.as_str(), page.links.as_slice())).collect();
        assert_eq!(named, [("a/oars.html", &[("long sculls".to_owned(), 1)][..]), ("boats.html", &[])]);
    }

    #[test]
    fn where_a_page_marks_its_content_those_that_do_are_read() {
        let found = site(&[
            ("a.html", "<title>A</title><main data-findlet-body><p>The moon.</main>"),
            ("b.html", "<title>B</title><main><p>The sun.</main>"),
        ]);
        assert_eq!(found.iter().map(|page| page.url.as_str()).collect::<Vec<_>>(), ["a.html"]);
    }

    #[test]
    fn links_lead_to_pages_from_the_root() {
        for (link, expected) in [
            ("a/b.html?x#y", "a/b.html"),
            ("/a/../b.html", "b.html"),
            ("a/", "a/index.html"),
            ("", "index.html"),
            ("./", "index.html"),
            ("a b.html", "a%20b.html"),
        ] {
            assert_eq!(page(link), expected, "{link}");
        }
    }
}
