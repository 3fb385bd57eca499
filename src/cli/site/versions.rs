//! Which pages are one page in several versions: a reader sees that of the own version, or else of the current one.
//!
//! ```text
//! docs/a, docs/b, docs/4.2/a, docs/4.2/c, docs/next/a     blog/4.2/news
//!   --folders--> current (docs/), 4.2 (docs/4.2/), next (docs/next/); blog/4.2/ repeats nothing and is a folder
//!   --views----> current: docs/a, docs/b, docs/4.2/c, blog…; 4.2: docs/4.2/a, docs/b, docs/4.2/c, blog…
//! ```

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use findlet_indexer::Document;

use super::arrived::Arrived;

/// The facet that says for readers of which versions a page is.
pub(crate) const VIEW: &str = "for-version";

/// The version of pages that lie in no folder of a version.
pub(crate) const CURRENT: &str = "current";

/// The fact with the versions that have the page too.
const ALSO: &str = "also-in";

/// The fact with a page's own version.
pub(crate) const VERSION: &str = "version";

/// Names of the version that most readers want.
const NEWEST: [&str; 3] = ["stable", "latest", "current"];

/// Names of what isn't published yet.
const UNPUBLISHED: [&str; 9] = ["next", "dev", "devel", "development", "main", "master", "nightly", "edge", "unstable"];

/// The versions of the pages of an index.
#[derive(Debug, Default)]
pub(super) struct Versions {
    /// What is said of each page, by its number; nothing of those that all versions share.
    pages: BTreeMap<u32, Versioned>,
    /// All versions, the one that most readers want first.
    names: Vec<String>,
    /// The version of each folder.
    pub folders: BTreeMap<String, String>,
}

/// A page of a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Versioned {
    version: String,
    /// The other versions that have it.
    also: Vec<String>,
    /// The versions whose readers it is for.
    views: Vec<String>,
}

/// Where a page may lie: in the folder of a version, or beside such folders.
struct Place<'a> {
    /// The folder that the folders of versions lie in, with `/` at its end.
    parent: &'a str,
    version: &'a str,
    rest: &'a str,
}

impl Versions {
    /// Finds the versions among the pages with these numbers, which lie in `parents`.
    pub fn find(pages: &[Arrived<'_>], kept: &[u32], parents: &Parents<'_>) -> Self {
        let mut groups = BTreeMap::<(&str, &str), Vec<(&str, u32)>>::new();
        let mut versions = Self::default();
        for number in kept {
            let page = &pages[*number as usize];
            let Some(Place { parent, version, rest }) = place(&page.url, parents) else { continue };
            groups.entry((parent, rest)).or_default().push((version, *number));
            if version != CURRENT {
                versions.folders.insert(format!("{parent}{version}/"), version.to_owned());
            }
        }
        let mut names: BTreeSet<&str> = groups.values().flatten().map(|(version, _)| *version).collect();
        names.insert(CURRENT);
        versions.names = names.into_iter().map(str::to_owned).collect();
        versions.names.sort_by(|a, b| rank(a).cmp(&rank(b)));
        for group in groups.into_values() {
            versions.add(&group);
        }
        versions
    }

    /// Notes the pages of a group, which are one page in several versions.
    fn add(&mut self, group: &[(&str, u32)]) {
        let best = |view: &str| group.iter().min_by_key(|(version, _)| (*version != view, rank(version)));
        let mut views = BTreeMap::<u32, Vec<String>>::new();
        for name in &self.names {
            views.entry(best(name).map_or(0, |(_, number)| *number)).or_default().push(name.clone());
        }
        for (version, number) in group {
            let mut also: Vec<&str> = group.iter().map(|(other, _)| *other).filter(|other| other != version).collect();
            also.sort_by_key(|name| rank(name));
            also.dedup();
            let versioned = Versioned {
                version: (*version).to_owned(),
                also: also.into_iter().map(str::to_owned).collect(),
                views: views.remove(number).unwrap_or_default(),
            };
            self.pages.insert(*number, versioned);
        }
    }

    /// Returns the facts and the values of facets that a page has for its version. A site without versions has neither.
    pub fn of(&self, number: u32, is_facet: bool) -> Marks {
        let mut marks = Marks::default();
        if self.folders.is_empty() {
            return marks;
        }
        let view = |name: &String| (VIEW.to_owned(), name.clone());
        let Some(Versioned { version, also, views }) = self.pages.get(&number) else {
            marks.facets.extend(self.names.iter().map(view));
            return marks;
        };
        marks.facets.extend(views.iter().map(view));
        marks.facets.extend(is_facet.then(|| (VERSION.to_owned(), version.clone())));
        if version == CURRENT && also.is_empty() {
            return marks;
        }
        marks.facts.push((VERSION.to_owned(), version.clone()));
        marks.facts.extend((!also.is_empty()).then(|| (ALSO.to_owned(), also.join(", "))));
        marks
    }
}

/// What a page says of its version.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub facets: Vec<(String, String)>,
    pub facts: Vec<(String, String)>,
}

impl Marks {
    /// Puts them into a document; facts that it states itself stay.
    pub fn put(self, document: &mut Document) {
        document.facets.extend(self.facets);
        let is_new = |name: &str| document.metadata.iter().all(|(other, _)| other != name);
        let facts: Vec<_> = self.facts.into_iter().filter(|(name, _)| is_new(name)).collect();
        document.metadata.extend(facts);
    }
}

/// The folders that hold folders of versions, with the names of those.
pub(super) type Parents<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Returns the folders named like versions that hold the same pages as their neighbours: at least half of the smaller,
/// at equal paths and under equal titles, the first page aside.
pub(super) fn confirmed<'a>(pages: &'a [Arrived<'_>]) -> Parents<'a> {
    let mut candidates = Parents::new();
    for page in pages {
        if let Some((parent, name, _)) = candidate(&page.url) {
            candidates.entry(parent).or_default().insert(name);
        }
    }
    let mut holds = BTreeMap::<(&str, &str), BTreeSet<(&str, &str)>>::new();
    for page in pages {
        let Some(Place { parent, version, rest }) = place(&page.url, &candidates) else { continue };
        let is_first = rest.is_empty() || rest.starts_with("index.");
        if let Some(title) = page.title.as_deref().filter(|_| !is_first) {
            holds.entry((parent, version)).or_default().insert((rest, title));
        }
    }
    let repeats = |parent: &'a str, name: &'a str| {
        let Some(own) = holds.get(&(parent, name)) else { return false };
        let others = holds.iter().filter(|((of, other), _)| *of == parent && *other != name);
        others.into_iter().any(|(_, other)| own.intersection(other).count() * 2 >= own.len().min(other.len()).max(1))
    };
    let mut parents = Parents::new();
    for (parent, names) in candidates {
        let names: BTreeSet<&str> = names.into_iter().filter(|name| repeats(parent, name)).collect();
        if !names.is_empty() {
            parents.insert(parent, names);
        }
    }
    parents
}

/// Returns where a page lies among the folders of versions.
fn place<'a>(url: &'a str, parents: &Parents<'a>) -> Option<Place<'a>> {
    let url = url.strip_prefix("./").unwrap_or(url);
    if let Some((parent, version, rest)) = candidate(url)
        && parents.get(parent).is_some_and(|names| names.contains(version))
    {
        return Some(Place { parent, version, rest });
    }
    let parent = parents.keys().copied().filter(|parent| url.starts_with(parent)).max_by_key(|parent| parent.len())?;
    Some(Place { parent, version: CURRENT, rest: &url[parent.len()..] })
}

/// Returns the version of the page at an address, where it is one of several.
pub(super) fn version_of<'a>(url: &'a str, parents: &Parents<'a>) -> Option<&'a str> {
    place(url, parents).map(|place| place.version)
}

/// Cuts an address at the first folder that is named like a version: what is before it, its name, and the rest.
fn candidate(url: &str) -> Option<(&str, &str, &str)> {
    let url = url.strip_prefix("./").unwrap_or(url);
    let mut at = 0;
    while let Some(slash) = url[at..].find('/') {
        let name = &url[at..at + slash];
        if is_name(name) {
            return Some((&url[..at], name, &url[at + slash + 1..]));
        }
        at += slash + 1;
    }
    None
}

/// Whether a folder has the name of a version.
fn is_name(name: &str) -> bool {
    is_number(name) || NEWEST.contains(&name) || UNPUBLISHED.contains(&name)
}

/// Whether a folder has the number of a version for its name: `4.2`, `v1`, `1.x`.
pub(super) fn is_number(step: &str) -> bool {
    let number = step.strip_prefix('v').unwrap_or(step);
    let is_number =
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'x');
    is_number && number.as_bytes()[0].is_ascii_digit() && (number.contains('.') || number.len() < step.len())
}

/// Returns where a version stands in an order, that which most readers want first.
fn rank(name: &str) -> (u8, Reverse<Vec<u32>>, &str) {
    let numbers = || name.trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect();
    let kind = if name == CURRENT {
        0
    } else if NEWEST.contains(&name) {
        1
    } else if is_number(name) {
        return (2, Reverse(numbers()), name);
    } else {
        3
    };
    (kind, Reverse(Vec::new()), name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::walk::Source;
    use findlet_indexer::SourceKind;

    /// What is said of each page, given with its title: its version, where it is too, and for whom it is.
    fn found(pages: &[(&str, &str)]) -> Vec<String> {
        let source = Source { name: String::new(), kind: SourceKind::Html, bytes: 0, path: std::path::PathBuf::new() };
        let arrived: Vec<Arrived<'_>> = pages
            .iter()
            .map(|(url, title)| Arrived {
                source: &source,
                url: (*url).to_owned(),
                title: Some((*title).to_owned()),
                canonical: None,
                language: None,
                text_language: None,
                text: 0,
            })
            .collect();
        let kept: Vec<u32> = (0..pages.len() as u32).collect();
        let versions = Versions::find(&arrived, &kept, &confirmed(&arrived));
        let shown = |number: u32| match versions.pages.get(&number) {
            Some(Versioned { version, also, views }) => {
                format!("{version}, also {}, for {}", also.join(" "), views.join(" "))
            }
            None => String::new(),
        };
        (0..pages.len() as u32).map(shown).collect()
    }

    #[test]
    fn the_reader_of_a_version_sees_its_page_or_else_the_current_one() {
        let pages = [
            ("docs/a/", "A"),
            ("docs/b/", "B"),
            ("docs/4.2/a/", "A"),
            ("docs/4.2/c/", "C"),
            ("docs/next/a/", "A"),
            ("blog/x/", "X"),
        ];
        let expected = [
            "current, also 4.2 next, for current",
            "current, also , for current 4.2 next",
            "4.2, also current next, for 4.2",
            "4.2, also , for current 4.2 next",
            "next, also current 4.2, for next",
            "",
        ];
        assert_eq!(found(&pages), expected);
    }

    #[test]
    fn without_a_current_folder_the_newest_number_is_what_most_want() {
        let pages = [("v1/a.html", "A"), ("v10/a.html", "A"), ("v2/a.html", "A"), ("v1/old.html", "Old")];
        let expected = [
            "v1, also v10 v2, for v1",
            "v10, also v2 v1, for current v10",
            "v2, also v10 v1, for v2",
            "v1, also , for current v10 v2 v1",
        ];
        assert_eq!(found(&pages), expected);
    }

    #[test]
    fn a_folder_named_like_a_version_that_repeats_nothing_is_a_folder() {
        for pages in [
            &[("4.2/", "News"), ("", "Home")][..],
            &[("4.2/a.html", "A"), ("4.2/b.html", "B"), ("c.html", "C")],
            &[("1.1/x.html", "Sets"), ("1.2/x.html", "Maps"), ("1.1/y.html", "Sums"), ("1.2/z.html", "Rings")],
            &[("2024/a.html", "A"), ("2025/a.html", "A")],
        ] {
            assert!(found(pages).iter().all(String::is_empty), "{pages:?}");
        }
    }

    #[test]
    fn versions_are_told_from_other_folders() {
        assert!(["4.2", "v1", "1.x", "v2.0.1"].into_iter().all(is_number));
        assert!(["2024", "vim", "a.b", "x", "", "v"].into_iter().all(|step| !is_number(step)));
    }
}
