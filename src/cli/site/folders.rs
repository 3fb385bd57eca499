//! Which folders hold versions of the pages beside them.
//!
//! Told by their names, where their pages repeat those beside them; by what generators write into pages (Docusaurus,
//! `DocSearch`); and by lists that they put beside them: mike's `versions.json`, the `switcher.json` of Sphinx themes.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use findlet_indexer::version::{NEWEST, UNPUBLISHED, is_name, is_number};

use super::arrived::Arrived;
use super::canonical::spelled;
use super::urls::bare;
use super::version_lists::{Declared, stated};

/// The version of pages that are in no folder of a version.
pub(crate) const CURRENT: &str = "current";

/// The folders of versions.
#[derive(Debug, Default)]
pub(super) struct Folders {
    /// By the folder that they are in, with `/` at its end.
    parents: BTreeMap<String, Parent>,
    /// The versions that a list calls the one to read.
    preferred: BTreeSet<String>,
}

/// A folder that holds folders of versions.
#[derive(Debug, Default)]
struct Parent {
    /// The version of each of them.
    versions: BTreeMap<String, String>,
    /// What the version beside them is called, where the pages say so.
    current: Option<String>,
}

/// Where a page is: in the folder of a version, or beside such folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct VersionPlace<'a> {
    /// The folder that the folders of versions are in, with `/` at its end.
    pub parent: &'a str,
    /// The folder of the version within that, empty beside these.
    pub folder: &'a str,
    /// The version, [`CURRENT`] beside the folders of versions.
    pub version: &'a str,
    /// The way on from there.
    pub rest: &'a str,
}

impl Folders {
    /// Finds the folders of versions among those of `pages`, which `lists` may name. A folder named like a version is one
    /// if it holds the same pages as its neighbours: at least half of the smaller, at equal paths and under equal titles,
    /// the first page aside.
    pub fn find(pages: &[Arrived<'_>], lists: &[Declared]) -> Self {
        let mut candidates = Self::default();
        for (parent, name, _) in pages.iter().filter_map(|page| candidate(&page.url)) {
            candidates.add(parent, name, name);
        }
        let mut holds = BTreeMap::<(&str, &str), BTreeSet<(&str, &str)>>::new();
        for page in pages {
            let Some(VersionPlace { parent, folder, rest, .. }) = candidates.place(&page.url) else { continue };
            let is_first = rest.is_empty() || rest.starts_with("index.");
            if let Some(title) = page.title.as_deref().filter(|_| !is_first) {
                holds.entry((parent, folder)).or_default().insert((rest, title));
            }
        }
        let repeats = |parent: &str, name: &str| {
            let Some(own) = holds.get(&(parent, name)) else { return false };
            let others = holds.iter().filter(|((of, other), _)| *of == parent && *other != name);
            others
                .into_iter()
                .any(|(_, other)| own.intersection(other).count() * 2 >= own.len().min(other.len()).max(1))
        };
        let mut folders = Self::default();
        for (parent, Parent { versions, .. }) in &candidates.parents {
            versions.keys().filter(|name| repeats(parent, name)).for_each(|name| folders.add(parent, name, name));
        }
        for declared in stated(pages).iter().chain(lists) {
            folders.declare(declared);
        }
        folders
    }

    fn add(&mut self, parent: &str, name: &str, version: &str) {
        let parent = self.parents.entry(parent.to_owned()).or_default();
        parent.versions.insert(name.to_owned(), version.to_owned());
    }

    fn declare(&mut self, Declared { parent, folder, version, is_preferred }: &Declared) {
        if folder.is_empty() {
            self.parents.entry(parent.clone()).or_default().current = Some(version.clone());
        } else {
            self.add(parent, folder, version);
        }
        if *is_preferred {
            self.preferred.insert(version.clone());
        }
    }

    /// Returns where a page is among the folders of versions.
    pub fn place<'a>(&'a self, url: &'a str) -> Option<VersionPlace<'a>> {
        let url = url.strip_prefix("./").unwrap_or(url);
        let mut beside = None;
        for end in std::iter::once(0).chain(url.match_indices('/').map(|(at, _)| at + 1)) {
            let Some((parent, Parent { versions, .. })) = self.parents.get_key_value(&url[..end]) else { continue };
            let (folder, rest) = url[end..].split_once('/').unwrap_or_default();
            if let Some((folder, version)) = versions.get_key_value(folder) {
                return Some(VersionPlace { parent, folder, version, rest });
            }
            beside = Some(VersionPlace { parent, folder: "", version: CURRENT, rest: &url[end..] });
        }
        beside
    }

    /// Returns the version of the page at an address, where it is one of several.
    pub fn version_of<'a>(&'a self, url: &'a str) -> Option<&'a str> {
        self.place(url).map(|place| place.version)
    }

    /// Whether two addresses are of one page in different versions.
    pub fn are_versions(&self, url: &str, other: &str) -> bool {
        let (url, other) = (spelled(url), spelled(other));
        let [Some(one), Some(other)] = [self.place(&url), self.place(&other)] else { return false };
        one.parent == other.parent && one.version != other.version && bare(one.rest) == bare(other.rest)
    }

    /// Returns what readers call a version.
    pub fn shown<'a>(&'a self, parent: &str, version: &'a str) -> &'a str {
        let current = || self.parents.get(parent).and_then(|parent| parent.current.as_deref());
        if version == CURRENT { current().unwrap_or(version) } else { version }
    }

    /// Returns where a version stands in an order, that which most readers want first.
    pub fn rank<'a>(&self, version: &'a str) -> (bool, u8, Reverse<Vec<u32>>, &'a str) {
        let numbers =
            || version.trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect();
        let (kind, numbers) = if version == CURRENT {
            (0, Vec::new())
        } else if NEWEST.contains(&version) {
            (1, Vec::new())
        } else if is_number(version) {
            (2, numbers())
        } else if UNPUBLISHED.contains(&version) {
            (4, Vec::new())
        } else {
            (3, Vec::new())
        };
        (!self.preferred.contains(version) && version != CURRENT, kind, Reverse(numbers), version)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_list_prefers_comes_before_greater_numbers_and_not_before_pages_beside() {
        let mut folders = Folders::default();
        for (folder, is_preferred) in [("2.0", false), ("2.1", true), ("3.0", false), ("main", false), ("lts", false)] {
            let [parent, folder] = ["", folder].map(str::to_owned);
            folders.declare(&Declared { parent, version: folder.clone(), folder, is_preferred });
        }
        let mut versions = ["main", "lts", "3.0", "2.0", "2.1", CURRENT];
        versions.sort_by(|a, b| folders.rank(a).cmp(&folders.rank(b)));
        assert_eq!(versions, [CURRENT, "2.1", "3.0", "2.0", "lts", "main"]);
    }

    #[test]
    fn pages_of_two_versions_lie_at_one_path_below_their_folders() {
        let mut folders = Folders::default();
        folders.add("docs/", "4.2", "4.2");
        assert!(folders.are_versions("docs/4.2/a/index.html", "docs/a"));
        for (url, other) in [("docs/4.2/a/", "docs/b/"), ("docs/4.2/a/", "docs/4.2/a"), ("print/a.html", "a.html")] {
            assert!(!folders.are_versions(url, other), "{url}");
        }
    }
}
