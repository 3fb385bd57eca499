//! Puts one folder in the place of another.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

/// Puts `new` in the place of `out` and removes what was there. Where the system can exchange two names, `out` is
/// there at every moment; elsewhere it is moved to `aside` first.
///
/// # Errors
/// Where that fails; `out` is then as it was. Or where the old folder cannot be removed; `out` is then the new one.
pub(super) fn swap(new: &Path, out: &Path, aside: &Path) -> Result<()> {
    if !out.exists() {
        return fs::rename(new, out).with_context(|| format!("cannot put {} in place", out.display()));
    }
    match exchange(new, out) {
        Ok(()) => {
            // What is removed must not be what a power cut brings back.
            keep_names(out)?;
            return remove(new);
        }
        // Not every system and file system can.
        Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => {}
        Err(error) => return Err(error).with_context(|| format!("cannot put {} in place", out.display())),
    }
    fs::rename(out, aside).with_context(|| format!("cannot move {} aside", out.display()))?;
    if let Err(error) = fs::rename(new, out) {
        // What was there goes back; if even that fails, the next build does it, and the first error is the one to know.
        let _ = fs::rename(aside, out);
        return Err(error).with_context(|| format!("cannot put {} in place", out.display()));
    }
    remove(aside)
}

#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Waits until what was written to `folder` is on the disk, so that no power cut leaves a published folder with empty
/// files.
#[cfg(target_os = "linux")]
pub(super) fn flush(folder: &Path) -> Result<()> {
    let sync = || -> io::Result<()> { Ok(rustix::fs::syncfs(fs::File::open(folder)?)?) };
    sync().with_context(|| format!("cannot write {} to the disk", folder.display()))
}

/// Elsewhere there is no one call for it, and one for each of thousands of files takes minutes.
#[cfg(not(target_os = "linux"))]
pub(super) fn flush(_: &Path) -> Result<()> {
    Ok(())
}

/// Waits until the exchange of `out` is on the disk.
#[cfg(target_os = "linux")]
fn keep_names(out: &Path) -> Result<()> {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let sync = || fs::File::open(parent)?.sync_all();
    sync().with_context(|| format!("cannot write {} to the disk", parent.display()))
}

/// Elsewhere names are not exchanged.
#[cfg(not(target_os = "linux"))]
fn keep_names(_: &Path) -> Result<()> {
    Ok(())
}

/// Removes a folder and all in it.
///
/// # Errors
/// Where it cannot be removed.
pub(super) fn remove(folder: &Path) -> Result<()> {
    fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))
}
