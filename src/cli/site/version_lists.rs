//! What sites say of their versions, in their pages and in lists for the menus of these.

use std::collections::BTreeMap;

use findlet_indexer::SourceKind;
use serde::Deserialize;

use super::arrived::Arrived;

/// What Docusaurus calls what isn't published yet; readers know that by its folder.
const COMING: &str = "current";

/// A folder that is said to hold a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declared {
    /// The folder that it is in, with `/` at its end.
    pub parent: String,
    /// Its name; empty for what is beside the folders of versions.
    pub folder: String,
    pub version: String,
    /// Whether it is the one to read.
    pub is_preferred: bool,
}

/// An entry of a list.
#[derive(Debug, Deserialize)]
struct Entry {
    version: String,
    /// Where it is; with mike, in the folder of its name.
    url: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    preferred: bool,
}

/// Returns what all lists say that are given with their names in the site.
pub(super) fn all(lists: &[(String, Vec<u8>)], pages: &[Arrived<'_>]) -> Vec<Declared> {
    let is_folder = |folder: &str| pages.iter().any(|page| page.url.starts_with(folder));
    lists.iter().flat_map(|(name, text)| listed(text, name, is_folder)).collect()
}

/// Reads the list in the file that is called `name` in the site; `is_folder` tells whether pages are in one. Files of these
/// names that list no versions are files of other programs, and say nothing.
fn listed(text: &[u8], name: &str, is_folder: impl Fn(&str) -> bool) -> Vec<Declared> {
    let entries: Vec<Entry> = serde_json::from_slice(text).unwrap_or_default();
    let beside = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut declared = Vec::new();
    for Entry { version, url, aliases, preferred } in entries {
        let is_preferred = preferred || aliases.iter().any(|alias| alias == "latest" || alias == "stable");
        let folders: Vec<String> = match &url {
            Some(url) => ends(url).find(|folder| is_folder(folder)).into_iter().collect(),
            None => [&version].into_iter().chain(&aliases).map(|name| format!("{beside}{name}/")).collect(),
        };
        let at = |folder: String| {
            let (parent, name) = cut(&folder)?;
            let (parent, folder) = (parent.to_owned(), name.to_owned());
            Some(Declared { parent, folder, version: version.clone(), is_preferred })
        };
        declared.extend(folders.into_iter().filter(|folder| is_folder(folder)).filter_map(at));
    }
    declared
}

/// Returns the folders that an address may be at in the site, whose root nobody knows: its ends, the longest first.
fn ends(url: &str) -> impl Iterator<Item = String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let is_page = |step: &str| SourceKind::of(step) == Some(SourceKind::Html);
    let steps: Vec<String> =
        path.split('/').filter(|step| !step.is_empty() && !is_page(step)).map(str::to_owned).collect();
    (0..steps.len()).map(move |at| steps[at..].join("/") + "/")
}

/// Cuts the last name off a folder.
fn cut(folder: &str) -> Option<(&str, &str)> {
    let path = folder.strip_suffix('/')?;
    let start = path.rfind('/').map_or(0, |at| at + 1);
    Some(path.split_at(start))
}

/// Returns the folders that hold the pages that state a version: where several are stated in one language, each has a
/// folder beside or within that of the others.
pub(super) fn stated(pages: &[Arrived<'_>]) -> Vec<Declared> {
    let mut groups = BTreeMap::<(Option<&str>, &str), BTreeMap<&str, &str>>::new();
    for page in pages {
        let Some(edition) = &page.edition else { continue };
        let versions = groups.entry((page.language.as_deref(), &edition.group)).or_default();
        let folder = page.url.rsplit_once('/').map_or("", |(folder, _)| &page.url[..=folder.len()]);
        versions.entry(&edition.version).and_modify(|all| *all = shared(all, folder)).or_insert(folder);
    }
    let mut declared = Vec::new();
    for versions in groups.into_values().filter(|versions| versions.len() > 1) {
        let Some(parent) = versions.values().copied().reduce(shared) else { continue };
        for (version, folder) in versions {
            let name = folder[parent.len()..].trim_end_matches('/');
            let version = if version == COMING { name } else { version };
            if !name.contains('/') && !version.is_empty() {
                let (parent, folder, version) = (parent.to_owned(), name.to_owned(), version.to_owned());
                declared.push(Declared { parent, folder, version, is_preferred: false });
            }
        }
    }
    declared
}

/// Returns the folder that two folders share.
fn shared<'a>(a: &'a str, b: &str) -> &'a str {
    let end = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let end = a.as_bytes()[..end].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
    &a[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(parent: &str, folder: &str, version: &str, is_preferred: bool) -> Declared {
        let [parent, folder, version] = [parent, folder, version].map(str::to_owned);
        Declared { parent, folder, version, is_preferred }
    }

    /// What a list says that is at `name` in a site with these folders.
    fn read(name: &str, text: &str, folders: &[&str]) -> Vec<Declared> {
        listed(text.as_bytes(), name, |folder| folders.contains(&folder))
    }

    #[test]
    fn lists_of_versions_name_the_folders_that_are_there() {
        let mike = r#"[{"version": "2.1", "title": "2.1", "aliases": ["latest"]}, {"version": "2.0", "aliases": []}]"#;
        let expected = [
            declared("m/", "2.1", "2.1", true),
            declared("m/", "latest", "2.1", true),
            declared("m/", "2.0", "2.0", false),
        ];
        assert_eq!(read("m/versions.json", mike, &["m/2.1/", "m/latest/", "m/2.0/"]), expected);
        assert_eq!(read("m/versions.json", mike, &["m/2.0/"]), expected[2..]);
        let sphinx = r#"[{"version": "lts", "url": "https://e.org/a/en/lts/", "preferred": true}, {"name": "x", "version": "9", "url": "/gone/"}]"#;
        assert_eq!(read("en/lts/_static/switcher.json", sphinx, &["en/lts/"]), [declared("en/", "lts", "lts", true)]);
    }

    #[test]
    fn other_files_of_that_name_say_nothing() {
        for text in ["", "[\"1.4\"]", "{\"version\": 1}", "[{\"name\": \"x\"}]", "[{\"version\": \"\", \"url\": \"\"}]"]
        {
            assert_eq!(read("versions.json", text, &["1.4/", ""]), [], "{text}");
        }
    }

    #[test]
    fn folders_share_whole_names() {
        assert_eq!(
            [shared("docs/a/", "docs/ab/"), shared("a/", "b/"), shared("a/b/", "a/b/c/")],
            ["docs/", "", "a/b/"]
        );
    }
}
