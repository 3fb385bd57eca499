//! The names of what a build writes: anything else in the folder is not ours to remove.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The folder of a site that search is written to, where no other is named.
pub(crate) const OUT: &str = "findlet";

/// The pointer to the indexes.
pub(crate) const POINTER: &str = "findlet.json";

/// The page of the search form.
pub(crate) const SEARCH: &str = "search.html";

/// The folder of texts.
pub(crate) const TEXTS: &str = "texts";

/// The engine, in the folder of an index.
pub(crate) const MODULE: &str = "findlet.wasm";

/// The full engine, in the folder of an index that is first searched with the core one.
pub(crate) const FULL: &str = "findlet.full.wasm";

/// The manifest, in the folder of a sharded index.
pub(crate) const MANIFEST: &str = "m.bin";

/// In the root of the site: the list of its pages for assistants, and their texts.
pub(crate) const LLMS: [&str; 2] = ["llms.txt", "llms-full.txt"];

/// What every page of an index has in common, for Pagefind's API; in the folder of the index.
pub(crate) const PAGES: &str = "pages.json";

/// Returns the name of the file with a document, for Pagefind's API.
pub(crate) fn page(document: u32) -> String {
    format!("p{document}.json")
}

/// Where something is within the folder, if it is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ours {
    /// A file beside the indexes.
    File,
    /// The folder of an index.
    Index,
    /// The folder of texts.
    Texts,
}

/// Returns what `name` is at the top of the folder.
pub(crate) fn top(name: &str) -> Option<Ours> {
    match name {
        POINTER | SEARCH | MODULE => Some(Ours::File),
        TEXTS => Some(Ours::Texts),
        name if is_widget(name) || is_numbered(name, "search-", ".html") => Some(Ours::File),
        name => is_hash(name).then_some(Ours::Index),
    }
}

/// Whether `name` is a file in a folder of the kind `place`.
pub(crate) fn inside(place: Ours, name: &str) -> bool {
    match place {
        Ours::File => false,
        Ours::Index => {
            [MODULE, FULL, MANIFEST, PAGES].contains(&name)
                || is_widget(name)
                || is_numbered(name, "p", ".json")
                || ["t", "c", "w"].iter().any(|kind| is_numbered(name, kind, ".bin"))
        }
        Ours::Texts => name.strip_suffix(".bin").is_some_and(is_hash),
    }
}

/// Whether `name` is one that the widget's files have, those of other versions too: `findlet.js`, `findlet.view.js`.
pub(crate) fn is_widget(name: &str) -> bool {
    let Some((name, kind)) = name.rsplit_once('.') else { return false };
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let mut words = name.split('.');
    ["js", "css"].contains(&kind) && words.next() == Some("findlet") && words.all(is_word)
}

fn is_hash(name: &str) -> bool {
    name.len() == 16 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_numbered(name: &str, before: &str, after: &str) -> bool {
    let number = name.strip_prefix(before).and_then(|name| name.strip_suffix(after));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Makes sure that `out` holds nothing but what an earlier build wrote.
///
/// # Errors
/// Where it does, or cannot be listed.
pub(super) fn refuse_foreign_files(out: &Path) -> Result<()> {
    if !out.exists() {
        return Ok(());
    }
    if !out.is_dir() {
        bail!("{} is a file; name a folder with --out", out.display());
    }
    for entry in entries(out)? {
        let ours = top(&entry);
        match ours {
            None => refuse(out, &entry)?,
            Some(Ours::File) => {}
            Some(place) => {
                let folder = out.join(&entry);
                let foreign = entries(&folder)?.into_iter().find(|name| !inside(place, name));
                foreign.map_or(Ok(()), |name| refuse(&folder, &name))?;
            }
        }
    }
    Ok(())
}

fn refuse(folder: &Path, name: &str) -> Result<()> {
    bail!("{} holds {name}, which findlet did not write; name another folder with --out", folder.display())
}

/// Returns the names in `folder`, sorted.
///
/// # Errors
/// Where it cannot be listed.
pub(crate) fn entries(folder: &Path) -> Result<Vec<String>> {
    let list = || -> std::io::Result<Vec<String>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    };
    let mut names = list().with_context(|| format!("cannot list {}", folder.display()))?;
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_writes_is_ours_and_nothing_else() {
        for name in ["findlet.js", "findlet.css", "findlet.lang.vi.js", "findlet.json", "search.html", "search-12.html"]
        {
            assert_eq!(top(name), Some(Ours::File), "{name}");
        }
        assert_eq!((top("0123456789abcdef"), top("texts")), (Some(Ours::Index), Some(Ours::Texts)));
        for name in [
            "index.html",
            "search-.html",
            "0123456789ABCDEF",
            "0123456789abcde",
            "mine.js",
            "findlet.txt",
            "findlet..js",
            "",
        ] {
            assert_eq!(top(name), None, "{name}");
        }
        for name in [
            "findlet.wasm",
            "findlet.full.wasm",
            "findlet.view.js",
            "m.bin",
            "t0.bin",
            "c12.bin",
            "w0.bin",
            "pages.json",
            "p12.json",
        ] {
            assert!(inside(Ours::Index, name) && !inside(Ours::Texts, name), "{name}");
        }
        assert!(inside(Ours::Texts, "0123456789abcdef.bin") && !inside(Ours::Index, "t.bin"));
    }
}
