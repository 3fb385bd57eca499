//! What tells pages of one title apart where they are shown: the way to each, as far as it differs.
//!
//! ```text
//! map/struct.Builder.html, set/struct.Builder.html   "Struct Builder"   -> map, set
//! guide/net/overview/, http/overview/, overview/     "Overview"         -> net, http, nothing
//! ```
//! Pages of different versions or languages are not told apart by this: a reader sees one of them.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use percent_encoding::percent_decode_str;

/// The metadata with the way that a page says it is at.
pub(super) const BREADCRUMB: &str = "breadcrumb";

/// The separator between the steps of a way.
const STEP: &str = " › ";

/// The most steps of a way that are shown.
const MOST_STEPS: usize = 4;

/// A page with a title.
#[derive(Clone, Copy, Debug)]
pub(super) struct Titled<'a> {
    pub url: &'a str,
    /// What [`group`] returned of it.
    pub group: u64,
    /// The way that it says it is at.
    pub breadcrumb: Option<&'a str>,
}

/// Returns what pages have in common that are told apart: the title, the index and the version, as a hash.
pub(super) fn group(title: &str, index: &str, version: Option<&str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (title, index, version).hash(&mut hasher);
    hasher.finish()
}

/// Returns what is said beside their titles of the pages that share one, by their addresses.
pub(super) fn told<'a>(pages: impl Iterator<Item = Titled<'a>>) -> BTreeMap<String, String> {
    let mut groups = HashMap::<u64, Vec<Titled<'_>>>::new();
    pages.for_each(|page| groups.entry(page.group).or_default().push(page));
    let mut told = BTreeMap::new();
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let ways = by_breadcrumb(&group).unwrap_or_else(|| by_path(&group));
        let said = group.iter().zip(ways).filter(|(_, way)| !way.is_empty());
        told.extend(said.map(|(page, way)| (page.url.to_owned(), way)));
    }
    told
}

/// The ways that the pages say themselves, where each has another.
fn by_breadcrumb(group: &[Titled<'_>]) -> Option<Vec<String>> {
    let ways: Vec<&str> = group.iter().map(|page| page.breadcrumb).collect::<Option<_>>()?;
    let counts = counted(ways.iter().copied());
    counts.values().all(|count| *count == 1).then(|| ways.into_iter().map(str::to_owned).collect())
}

/// The shortest ends of the addresses that no other page has, without what all of them end with.
fn by_path(group: &[Titled<'_>]) -> Vec<String> {
    let mut paths: Vec<Vec<String>> = group.iter().map(|page| steps(page.url)).collect();
    while let Some(last) = paths[0].last().cloned()
        && paths.iter().all(|path| path.last() == Some(&last))
    {
        paths.iter_mut().for_each(|path| _ = path.pop());
    }
    let end = |path: &[String], length: usize| path[path.len().saturating_sub(length)..].join(STEP);
    let mut ways = vec![None; paths.len()];
    for length in 1..=MOST_STEPS {
        let ends: Vec<String> = paths.iter().map(|path| end(path, length)).collect();
        let counts = counted(ends.iter().map(String::as_str));
        for (way, end) in ways.iter_mut().zip(&ends).filter(|(way, _)| way.is_none()) {
            *way = (counts[end.as_str()] == 1).then(|| end.clone());
        }
    }
    let ways = ways.into_iter().zip(&paths).map(|(way, path)| way.unwrap_or_else(|| end(path, MOST_STEPS)));
    without_shared(ways.collect())
}

/// Cuts off what all ways begin and end with, up to a sign: `src_map.Builder`, `src_set.Builder` differ in `map`, `set`.
fn without_shared(mut ways: Vec<String>) -> Vec<String> {
    let is_sign = |byte: u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let Some(first) = ways.first().cloned() else { return ways };
    let all = |part: &str, is: fn(&str, &str) -> bool| ways.iter().all(|way| way.len() > part.len() && is(way, part));
    let ends = || first.bytes().enumerate().rev().filter(|(_, byte)| is_sign(*byte)).map(|(at, _)| at + 1);
    let head = ends().find(|end| all(&first[..*end], |way, part| way.starts_with(part))).unwrap_or(0);
    let starts = || first.bytes().enumerate().filter(|(_, byte)| is_sign(*byte)).map(|(at, _)| at);
    let tail = starts().find(|start| all(&first[*start..], |way, part| way.ends_with(part))).unwrap_or(first.len());
    let tail = first.len() - tail;
    if ways.iter().all(|way| way.len() > head + tail) {
        ways.iter_mut().for_each(|way| *way = way[head..way.len() - tail].to_owned());
    }
    ways
}

/// The steps of an address as people read them.
fn steps(url: &str) -> Vec<String> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.rsplit_once('.').filter(|(_, ending)| !ending.contains('/')).map_or(path, |(stem, _)| stem);
    let steps = path.split('/').filter(|step| !step.is_empty() && *step != ".");
    let mut steps: Vec<String> = steps.map(|step| percent_decode_str(step).decode_utf8_lossy().into_owned()).collect();
    steps.pop_if(|last| last == "index");
    steps
}

fn counted<'a>(texts: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    texts.for_each(|text| *counts.entry(text).or_insert(0) += 1);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of pages given by address and breadcrumb that all have one title, by address.
    fn said(pages: &[(&'static str, &'static str)]) -> Vec<(String, String)> {
        let titled = |(url, breadcrumb): &(&'static str, &'static str)| Titled {
            url,
            group: group("Overview", "en", None),
            breadcrumb: Some(*breadcrumb).filter(|breadcrumb| !breadcrumb.is_empty()),
        };
        told(pages.iter().map(titled)).into_iter().collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(url, way)| ((*url).to_owned(), (*way).to_owned())).collect()
    }

    #[test]
    fn equal_titles_are_told_apart_by_the_last_folders_that_differ() {
        let pages =
            [("docs/guide/net/overview/", ""), ("docs/http/overview/index.html", ""), ("docs/overview.html", "")];
        let expected = [
            ("docs/guide/net/overview/", "net"),
            ("docs/http/overview/index.html", "http"),
            ("docs/overview.html", "docs"),
        ];
        assert_eq!(said(&pages), pairs(&expected));
        let named = [("src_map.Builder.html", ""), ("src_set.Builder.html", "")];
        assert_eq!(said(&named), pairs(&[("src_map.Builder.html", "map"), ("src_set.Builder.html", "set")]));
        let twice = [("a/x/overview.html", ""), ("b/x/overview.html", ""), ("overview.html", "")];
        assert_eq!(said(&twice), pairs(&[("a/x/overview.html", "a › x"), ("b/x/overview.html", "b › x")]));
        assert_eq!(
            said(&[("create-1.html", ""), ("f/%C3%A9.html", "")]),
            pairs(&[("create-1.html", "create-1"), ("f/%C3%A9.html", "é")])
        );
    }

    #[test]
    fn what_pages_say_of_their_way_comes_before_their_paths() {
        let stated = [("1.html", "Net › Basics"), ("2.html", "HTTP")];
        assert_eq!(said(&stated), pairs(&[("1.html", "Net › Basics"), ("2.html", "HTTP")]));
        let same = [("1.html", "Docs"), ("2.html", "Docs")];
        assert_eq!(said(&same), pairs(&[("1.html", "1"), ("2.html", "2")]), "that tells nothing apart");
    }

    #[test]
    fn a_title_of_one_page_of_an_index_and_a_version_stands_alone() {
        let pages = [
            ("a/", group("Overview", "en", None)),
            ("b/", group("Other", "en", None)),
            ("da/a/", group("Overview", "da", None)),
            ("4.2/a/", group("Overview", "en", Some("4.2"))),
        ];
        assert!(told(pages.into_iter().map(|(url, group)| Titled { url, group, breadcrumb: None })).is_empty());
    }
}
