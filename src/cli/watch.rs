//! Watches the files that a preview is made of.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// Watches a site and some files outside of it, until it is dropped.
pub(crate) struct Watch {
    watcher: RecommendedWatcher,
    /// The files, without links in their paths.
    files: Arc<Mutex<BTreeSet<PathBuf>>>,
    /// The folders that they are in.
    folders: BTreeSet<PathBuf>,
}

impl Watch {
    /// Begins to watch `site`, and calls `changed` when a page or a file may have changed. `out` is the folder of the
    /// index.
    ///
    /// # Errors
    /// If the system cannot watch a folder.
    pub fn new(site: &Path, out: &Path, changed: impl Fn() + Send + 'static) -> Result<Self> {
        let (site, out) = (real(site)?, out.canonicalize().ok());
        let files = Arc::<Mutex<BTreeSet<PathBuf>>>::default();
        let (within, known) = (site.clone(), files.clone());
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let files = known.lock().unwrap_or_else(PoisonError::into_inner);
            // The system doesn't say what changed, so anything may have.
            if event.is_err() || event.is_ok_and(|event| concerns(&event, &within, out.as_deref(), &files)) {
                changed();
            }
        })
        .context("this system lets no folder be watched")?;
        watcher.watch(&site, RecursiveMode::Recursive).with_context(|| format!("cannot watch {}", site.display()))?;
        Ok(Self { watcher, files, folders: BTreeSet::from([site]) })
    }

    /// Watches `files` from now on, whether they are there or not. By their folders: what writes a file often puts
    /// another in its place.
    ///
    /// # Errors
    /// Where the folder of one cannot be watched.
    pub fn files(&mut self, files: &[PathBuf]) -> Result<()> {
        let mut watched = BTreeSet::new();
        for file in files {
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = real(folder)?;
            watched.extend(file.file_name().map(|name| folder.join(name)));
            if !self.folders.contains(&folder) {
                let watch = self.watcher.watch(&folder, RecursiveMode::NonRecursive);
                watch.with_context(|| format!("cannot watch {}", folder.display()))?;
                self.folders.insert(folder);
            }
        }
        *self.files.lock().unwrap_or_else(PoisonError::into_inner) = watched;
        Ok(())
    }
}

fn real(path: &Path) -> Result<PathBuf> {
    path.canonicalize().with_context(|| format!("cannot read {}", path.display()))
}

/// Whether one of the `files` may have changed or a page of the `site`: neither the index itself, nor anything hidden,
/// as that is while it is written.
fn concerns(event: &Event, site: &Path, out: Option<&Path>, files: &BTreeSet<PathBuf>) -> bool {
    let is_page = |path: &Path| {
        let Ok(inside) = path.strip_prefix(site) else { return false };
        let is_hidden = inside.components().any(|name| name.as_os_str().as_encoded_bytes().starts_with(b"."));
        !is_hidden && !out.is_some_and(|out| path.starts_with(out))
    };
    !event.kind.is_access() && event.paths.iter().any(|path| files.contains(path) || is_page(path))
}

#[cfg(test)]
mod tests {
    use notify::EventKind;
    use notify::event::{AccessKind, ModifyKind};

    use super::*;

    #[test]
    fn only_pages_and_what_settings_name_are_built_again_for() {
        let concerned = |kind: EventKind, path: &str| {
            let (site, out) = (Path::new("/.home/site"), Path::new("/.home/site/findlet"));
            let files = BTreeSet::from([PathBuf::from("/.home/findlet.toml")]);
            concerns(&Event::new(kind).add_path(path.into()), site, Some(out), &files)
        };
        let modified = EventKind::Modify(ModifyKind::Any);
        assert!(concerned(modified, "/.home/site/a/index.html") && concerned(modified, "/.home/findlet.toml"));
        assert!(!concerned(EventKind::Access(AccessKind::Any), "/.home/site/a/index.html"));
        for path in [
            "/.home/site/findlet",
            "/.home/site/findlet/findlet.js",
            "/.home/site/.findlet.new-1/m.bin",
            "/.home/other.toml",
        ] {
            assert!(!concerned(modified, path), "{path}");
        }
    }
}
