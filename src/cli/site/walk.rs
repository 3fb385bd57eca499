//! Finds the files of a site.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use findlet_indexer::SourceKind;
use walkdir::{DirEntry, WalkDir};

use super::globs::Globs;
use super::left_out::{LeftOut, Warned};
use crate::config::Config;
use crate::publish::names::LLMS;

/// Folders of packages that tools install: no pages of the site, whatever is in them.
const PACKAGES: [&str; 7] = [
    "node_modules",
    "bower_components",
    "jspm_packages",
    "site-packages",
    "dist-packages",
    "vendor/bundle",
    "__MACOSX",
];

/// Whether a folder of the site holds packages: its name, or the last two of its path, are one of [`PACKAGES`].
fn is_of_packages(folder: &Path) -> bool {
    PACKAGES.iter().any(|packages| folder.ends_with(packages))
}

/// Files that list versions: mike's, and that of Sphinx themes.
const LISTS: [&str; 2] = ["versions.json", "switcher.json"];

/// Bytes of such a file, at most.
const MOST_LIST_BYTES: u64 = 1 << 20;

/// A file to be indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub path: PathBuf,
    /// Relative to the site, with `/` between names.
    pub name: String,
    pub kind: SourceKind,
    pub bytes: u64,
    /// Where its record begins, if `path` is a part; `bytes` is then how long that is.
    pub at: Option<u64>,
}

/// What is in a site.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    /// By name.
    pub(super) sources: Vec<Source>,
    pub(super) left_out: Vec<LeftOut>,
    /// What settings name and is not there.
    pub warnings: Vec<Warned>,
    /// What files say that may list versions, by their names.
    pub(super) lists: Vec<(String, Vec<u8>)>,
}

impl Walked {
    /// Returns the same in the folder `under` of a larger site.
    pub(super) fn under(mut self, under: &str) -> Self {
        let names = self.sources.iter_mut().map(|source| &mut source.name);
        let left_out = self.left_out.iter_mut().map(|left_out| &mut left_out.name);
        let lists = self.lists.iter_mut().map(|(name, _)| name);
        names.chain(left_out).chain(lists).for_each(|name| name.insert_str(0, under));
        self
    }
}

/// Lists the pages in the folder of the site, where there is one. Hidden files and the folder of the index are not looked at. Links are
/// followed as servers do, but neither in circles nor out of the site.
///
/// # Errors
/// Where the site is no folder.
pub(crate) fn walk(config: &Config) -> Result<Walked> {
    let Some(site) = &config.settings.site else { return Ok(Walked::default()) };
    let metadata = site
        .metadata()
        .with_context(|| format!("cannot read {}; name the folder that holds the built site", site.display()))?;
    if !metadata.is_dir() {
        bail!("{} is not a folder; name the one that holds the built site", site.display());
    }
    let walk = Walk {
        root: site.canonicalize().with_context(|| format!("cannot read {}", site.display()))?,
        out: config.out.canonicalize().ok(),
        globs: Globs::new(&config.settings.include, &config.settings.exclude)?,
        site: site.to_owned(),
        left_out: RefCell::default(),
        lists: RefCell::default(),
    };
    let mut sources = walk.sources();
    // They say what the pages say.
    sources.retain(|source| !LLMS.contains(&source.name.as_str()));
    let mut left_out = walk.left_out.into_inner();
    let mut lists = walk.lists.into_inner();
    let passed = left_out.iter().filter(|left_out| ["excluded", "packages"].contains(&left_out.reason.as_ref()));
    let names: Vec<&str> = sources
        .iter()
        .map(|source| &source.name)
        .chain(passed.map(|passed| &passed.name))
        .map(String::as_str)
        .collect();
    let warnings = walk.globs.idle(&names);
    let wanted = wanted(config.settings.sources.as_deref(), &sources);
    sources.retain(|source| wanted.contains(&source.kind));
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    left_out.sort_by(|a, b| a.name.cmp(&b.name));
    lists.sort_by(|(_, a), (_, b)| a.cmp(b));
    let lists = lists.into_iter().map(|(path, name)| Ok((name, read_list(&path)?))).collect::<Result<_>>()?;
    Ok(Walked { sources, left_out, warnings, lists })
}

/// Reads a file that may list versions; one that is too long for that says nothing.
///
/// # Errors
/// Where it cannot be read.
fn read_list(path: &Path) -> Result<Vec<u8>> {
    let cannot_read = || format!("cannot read {}", path.display());
    let is_short = path.metadata().with_context(cannot_read)?.len() <= MOST_LIST_BYTES;
    if is_short { fs::read(path).with_context(cannot_read) } else { Ok(Vec::new()) }
}

/// Returns the kinds that were asked for or, without that, those that generators write where there is such a file,
/// else all others.
fn wanted(asked: Option<&[SourceKind]>, sources: &[Source]) -> Vec<SourceKind> {
    let is_built = sources.iter().any(|source| source.kind.is_built());
    let by_default = || SourceKind::ALL.into_iter().filter(|kind| kind.is_built() == is_built).collect();
    asked.map_or_else(by_default, <[_]>::to_vec)
}

/// A walk through a site.
struct Walk {
    site: PathBuf,
    /// The site without links in its path.
    root: PathBuf,
    /// The folder of the index without links in its path, if it is there.
    out: Option<PathBuf>,
    globs: Globs,
    left_out: RefCell<Vec<LeftOut>>,
    lists: RefCell<Vec<(PathBuf, String)>>,
}

impl Walk {
    fn sources(&self) -> Vec<Source> {
        let entries = WalkDir::new(&self.site).follow_links(true).into_iter();
        entries
            .filter_entry(|entry| self.enters(entry))
            .filter_map(|entry| match entry {
                Ok(entry) => self.source(entry),
                Err(error) => {
                    self.leave(fault(&self.site, &error));
                    None
                }
            })
            .collect()
    }

    /// Whether an entry belongs to the site.
    fn enters(&self, entry: &DirEntry) -> bool {
        let is_folder = entry.file_type().is_dir();
        if entry.depth() == 0 {
            return true;
        }
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            return false;
        }
        if !is_folder && !entry.path_is_symlink() {
            return true;
        }
        let Ok(real) = entry.path().canonicalize() else { return true };
        if entry.path_is_symlink() && !real.starts_with(&self.root) {
            let why = format!("it links to {}, outside the site", real.display());
            self.leave(LeftOut::fault(name(&self.site, entry.path()).to_string_lossy(), "link outside", why));
            return false;
        }
        if is_folder && is_of_packages(Path::new(&name(&self.site, entry.path()))) {
            let why = "it holds packages that a tool installed";
            self.leave(LeftOut::meant(name(&self.site, entry.path()).to_string_lossy(), "packages", why));
            return false;
        }
        !is_folder || self.out.as_ref() != Some(&real)
    }

    fn source(&self, entry: DirEntry) -> Option<Source> {
        if !entry.file_type().is_file() {
            return None;
        }
        let name = name(&self.site, entry.path());
        if entry.file_name().to_str().is_some_and(|name| LISTS.contains(&name)) {
            let list = (entry.path().to_owned(), name.to_string_lossy().into_owned());
            self.lists.borrow_mut().push(list);
        }
        let kind = SourceKind::of(&name.to_string_lossy())?;
        let Some(name) = name.to_str() else {
            let why = "its name is not UTF-8, so it has no address; rename it";
            self.leave(LeftOut::fault(name.to_string_lossy(), "name not UTF-8", why));
            return None;
        };
        if !self.globs.includes(name) {
            self.leave(LeftOut::meant(name, "excluded", "include and exclude leave it out"));
            return None;
        }
        let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
        Some(Source { name: name.to_owned(), kind, bytes, path: entry.into_path(), at: None })
    }

    fn leave(&self, left_out: LeftOut) {
        self.left_out.borrow_mut().push(left_out);
    }
}

fn fault(site: &Path, error: &walkdir::Error) -> LeftOut {
    let path = name(site, error.path().unwrap_or(site));
    if let Some(ancestor) = error.loop_ancestor() {
        let why = format!("it links to {}, which it is in", ancestor.display());
        return LeftOut::fault(path.to_string_lossy(), "circular link", why);
    }
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    LeftOut::fault(path.to_string_lossy(), "unreadable", format!("it cannot be read: {why}"))
}

/// Returns `path` relative to the site, with `/`.
fn name(site: &Path, path: &Path) -> std::ffi::OsString {
    let relative = path.strip_prefix(site).unwrap_or(path);
    if std::path::MAIN_SEPARATOR == '/' {
        return relative.as_os_str().to_owned();
    }
    relative.components().map(std::path::Component::as_os_str).collect::<Vec<_>>().join("/".as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_cannot_be_read_is_named() {
        let error = read_list(Path::new("nowhere/versions.json")).unwrap_err();
        assert_eq!(error.to_string(), "cannot read nowhere/versions.json");
    }
}
