//! Finds the files of a site.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use ignore::WalkBuilder;

/// A file to be indexed.
pub(crate) struct Source {
    pub path: PathBuf,
    /// Relative to the folder, with `/` between names.
    pub name: String,
}

/// A file or folder that could not be walked, and why.
pub(crate) struct Unreadable {
    pub name: String,
    pub why: String,
}

/// Lists the texts in `folder`, sorted by name. Hidden files and `out` are left out; links are
/// not followed, so that no loop and nothing outside the folder is read.
///
/// # Errors
/// Where `folder` is no folder.
pub(crate) fn texts(folder: &Path, out: &Path) -> Result<(Vec<Source>, Vec<Unreadable>)> {
    let metadata = folder.metadata().with_context(|| format!("cannot read {}", folder.display()))?;
    if !metadata.is_dir() {
        bail!("{} is not a folder; name the one that holds the texts", folder.display());
    }
    let out = out.canonicalize().ok();
    let (mut sources, mut unreadable) = (Vec::new(), Vec::new());
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(false).hidden(true).sort_by_file_name(Ord::cmp);
    walk.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        !is_folder || out.is_none() || entry.path().canonicalize().ok() != out
    });
    for entry in walk.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let name = relative_name(folder, entry.path());
                if is_text(&name) {
                    sources.push(Source { path: entry.into_path(), name });
                }
            }
            Ok(_) => {}
            Err(error) => unreadable.push(Unreadable { name: folder.display().to_string(), why: error.to_string() }),
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok((sources, unreadable))
}

fn relative_name(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.components().map(|name| name.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn is_text(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("txt" | "md" | "markdown"))
}
