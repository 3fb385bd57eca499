//! Which pages are one page in several versions: a reader sees that of the own version, or else of the current one.
//!
//! ```text
//! docs/a, docs/b, docs/4.2/a, docs/4.2/c, docs/next/a     blog/4.2/news
//!   --folders--> current (docs/), 4.2 (docs/4.2/), next (docs/next/); blog/4.2/ repeats nothing and is a folder
//!   --views----> current: docs/a, docs/b, docs/4.2/c, blog…; 4.2: docs/4.2/a, docs/b, docs/4.2/c, blog…
//! ```

use std::collections::{BTreeMap, BTreeSet};

use findlet_indexer::Document;

use super::arrived::Arrived;
use super::folders::{CURRENT, Folders, VersionPlace};

/// The facet that says for readers of which versions a page is.
pub(crate) const VIEW: &str = "for-version";

/// The metadata with the versions that have the page too.
pub(super) const ALSO: &str = "also-in";

/// The metadata with a page's own version.
pub(crate) const VERSION: &str = "version";

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
    /// Whether it is beside the folders of versions.
    is_current: bool,
    /// The other versions that have it.
    also: Vec<String>,
    /// The versions whose readers it is for.
    views: Vec<String>,
}

impl Versions {
    /// Finds the versions among the pages with these numbers, which are in `folders`.
    pub fn find(pages: &[Arrived<'_>], kept: &[u32], folders: &Folders) -> Self {
        let mut groups = BTreeMap::<(&str, &str), Vec<(&str, u32)>>::new();
        let mut versions = Self::default();
        for number in kept {
            let place = folders.place(&pages[*number as usize].url);
            let Some(VersionPlace { parent, folder, version, rest }) = place else { continue };
            groups.entry((parent, rest)).or_default().push((version, *number));
            if !folder.is_empty() {
                versions.folders.insert(format!("{parent}{folder}/"), version.to_owned());
            }
        }
        let mut names: BTreeSet<&str> = groups.values().flatten().map(|(version, _)| *version).collect();
        names.insert(CURRENT);
        versions.names = names.into_iter().map(str::to_owned).collect();
        versions.names.sort_by(|a, b| folders.rank(a).cmp(&folders.rank(b)));
        for ((parent, _), group) in groups {
            versions.add(parent, &group, folders);
        }
        versions
    }

    /// Notes the pages of a group, which are one page in several versions.
    fn add(&mut self, parent: &str, group: &[(&str, u32)], folders: &Folders) {
        let best = |view: &str| group.iter().min_by_key(|(version, _)| (*version != view, folders.rank(version)));
        let mut views = BTreeMap::<u32, Vec<String>>::new();
        for name in &self.names {
            views.entry(best(name).map_or(0, |(_, number)| *number)).or_default().push(name.clone());
        }
        for (version, number) in group {
            let mut also: Vec<&str> = group.iter().map(|(other, _)| *other).filter(|other| other != version).collect();
            also.sort_by_key(|name| folders.rank(name));
            also.dedup();
            let shown = |version: &str| folders.shown(parent, version).to_owned();
            let versioned = Versioned {
                version: shown(version),
                is_current: *version == CURRENT,
                also: also.into_iter().map(shown).collect(),
                views: views.remove(number).unwrap_or_default(),
            };
            self.pages.insert(*number, versioned);
        }
    }

    /// Returns whether those who read no version in particular see a page.
    pub fn is_for_all(&self, number: u32) -> bool {
        self.pages.get(&number).is_none_or(|page| page.views.iter().any(|view| view == CURRENT))
    }

    /// Returns the metadata and the values of facets that a page has for its version. A site without versions has neither.
    pub fn of(&self, number: u32, is_facet: bool) -> Marks {
        let mut marks = Marks::default();
        if self.folders.is_empty() {
            return marks;
        }
        let view = |name: &String| (VIEW.to_owned(), name.clone());
        let Some(Versioned { version, is_current, also, views }) = self.pages.get(&number) else {
            marks.facets.extend(self.names.iter().map(view));
            return marks;
        };
        marks.facets.extend(views.iter().map(view));
        marks.facets.extend(is_facet.then(|| (VERSION.to_owned(), version.clone())));
        if *is_current && also.is_empty() {
            return marks;
        }
        marks.metadata.push((VERSION.to_owned(), version.clone()));
        marks.metadata.extend((!also.is_empty()).then(|| (ALSO.to_owned(), also.join(", "))));
        marks
    }
}

/// What a page says of its version.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub facets: Vec<(String, String)>,
    pub metadata: Vec<(String, String)>,
}

impl Marks {
    /// Puts them into a document; metadata that it states itself stay.
    pub fn put(self, document: &mut Document) {
        document.facets.extend(self.facets);
        let is_new = |name: &str| document.metadata.iter().all(|(other, _)| other != name);
        let metadata: Vec<_> = self.metadata.into_iter().filter(|(name, _)| is_new(name)).collect();
        document.metadata.extend(metadata);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::walk::Source;
    use findlet_indexer::SourceKind;

    /// What is said of each page, given with its title: its version, where else it is, and for which readers.
    fn found(pages: &[(&str, &str)]) -> Vec<String> {
        let source =
            Source { name: String::new(), kind: SourceKind::Html, bytes: 0, path: std::path::PathBuf::new(), at: None };
        let arrived: Vec<Arrived<'_>> = pages
            .iter()
            .map(|(url, title)| Arrived {
                source: &source,
                url: (*url).to_owned(),
                title: Some((*title).to_owned()),
                canonical: None,
                language: None,
                text_language: None,
                edition: None,
                text: 0,
            })
            .collect();
        let kept: Vec<u32> = (0..pages.len() as u32).collect();
        let versions = Versions::find(&arrived, &kept, &Folders::find(&arrived, &[]));
        let shown = |number: u32| match versions.pages.get(&number) {
            Some(Versioned { version, also, views, .. }) => {
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
}
