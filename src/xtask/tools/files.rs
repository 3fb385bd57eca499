//! Files and folders, with errors that name the path.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("could not read {}", path.display()))
}

/// Reads a text file.
pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("could not read {} as text", path.display()))
}

/// Writes a file, making its folder if it is missing.
pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("could not create {}", folder.display()))?;
    }
    fs::write(path, contents).with_context(|| format!("could not write {}", path.display()))
}

/// Writes a file only if that changes it, so that what is built from it stays fresh.
pub fn update(path: &Path, contents: impl AsRef<[u8]>) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == contents.as_ref()) {
        return Ok(());
    }
    write(path, contents)
}

/// Copies one file, making the folder it goes to; an equal one stays as it is.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    update(to, read(from)?)
}

/// Copies a program, with its bits.
pub fn copy_program(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("could not create {}", folder.display()))?;
    }
    fs::copy(from, to).map(drop).with_context(|| format!("could not copy {} to {}", from.display(), to.display()))
}

/// Makes an empty folder, removing what was there.
pub fn fresh_folder(folder: &Path) -> Result<()> {
    remove_folder(folder)?;
    fs::create_dir_all(folder).with_context(|| format!("could not create {}", folder.display()))
}

/// Removes a folder if it is there.
pub fn remove_folder(folder: &Path) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).with_context(|| format!("could not remove {}", folder.display()))
}

/// Removes all files of a folder and its sub-folders but these.
pub fn keep_only(folder: &Path, paths: &[PathBuf]) -> Result<()> {
    for path in list(folder, &|path| path.is_dir() || !paths.iter().any(|kept| kept == path))? {
        fs::remove_file(&path).with_context(|| format!("could not remove {}", path.display()))?;
    }
    Ok(())
}

/// Lists the files of a folder and its sub-folders in order of their names, leaving out every
/// file or folder that `keep` refuses.
pub fn list(folder: &Path, keep: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in entries(folder)?.into_iter().filter(|path| keep(path)) {
        if path.is_dir() { found.extend(list(&path, keep)?) } else { found.push(path) }
    }
    Ok(found)
}

/// The paths directly inside a folder, in order.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let read = || fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>();
    let mut paths = read().with_context(|| format!("could not list {}", folder.display()))?;
    paths.sort();
    Ok(paths)
}

/// The last part of a path as text.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Replaces `folder` by `fresh`, which must be beside it.
///
/// Two renames, so that a server on `folder` misses it for an instant only and never sees half
/// of it.
pub fn swap(fresh: &Path, folder: &Path) -> Result<()> {
    let old = folder.with_extension("old");
    remove_folder(&old)?;
    if folder.exists() {
        rename(folder, &old)?;
    }
    rename(fresh, folder)?;
    remove_folder(&old)
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).with_context(|| format!("could not rename {} to {}", from.display(), to.display()))
}

#[cfg(test)]
mod tests {
    use super::{entries, fresh_folder, list, name, read_text, swap, write};

    #[test]
    fn swap_replaces_the_whole_folder() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let (folder, fresh) = (place.path().join("dist"), place.path().join("dist.new"));
        write(&folder.join("stale.txt"), "old").expect("writable");
        write(&fresh.join("index.html"), "new").expect("writable");
        swap(&fresh, &folder).expect("both are in one folder");
        assert_eq!(read_text(&folder.join("index.html")).expect("it was moved"), "new");
        assert_eq!(entries(place.path()).expect("readable").len(), 1);
        assert!(!folder.join("stale.txt").exists());
    }

    #[test]
    fn list_goes_down_in_order_and_leaves_out() {
        let place = tempfile::tempdir().expect("a temporary folder");
        for path in ["b.js", "a/z.js", "a/node_modules/x.js", "c/d.js"] {
            write(&place.path().join(path), "").expect("writable");
        }
        let found = list(place.path(), &|path| name(path) != "node_modules").expect("readable");
        let names: Vec<String> = found.iter().map(|path| name(path)).collect();
        assert_eq!(names, ["z.js", "b.js", "d.js"]);
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = entries("no/such/folder".as_ref()).expect_err("it is missing").to_string();
        assert_eq!(error, "could not list no/such/folder");
    }

    #[test]
    fn a_fresh_folder_is_empty() {
        let place = tempfile::tempdir().expect("a temporary folder");
        write(&place.path().join("x/y.txt"), "").expect("writable");
        fresh_folder(&place.path().join("x")).expect("writable");
        assert!(entries(&place.path().join("x")).expect("readable").is_empty());
    }
}
