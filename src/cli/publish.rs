//! Writes a folder so that nobody sees it half-written.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Writes `files` to a new folder beside `out` and puts that in its place.
///
/// # Errors
/// Where `out` holds anything that is not named in `files` (it is not ours to remove), or a
/// file cannot be written; `out` is then as it was.
pub(crate) fn publish(out: &Path, files: &[(&str, Vec<u8>)]) -> Result<()> {
    refuse_foreign_files(out, files)?;
    let (new, old) = (beside(out, "new")?, beside(out, "old")?);
    remove(&new)?;
    remove(&old)?;
    fs::create_dir_all(&new).with_context(|| format!("cannot make {}", new.display()))?;
    for (name, bytes) in files {
        let path = new.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    if out.exists() {
        fs::rename(out, &old).with_context(|| format!("cannot move {} aside", out.display()))?;
    }
    if let Err(error) = fs::rename(&new, out) {
        // What was there goes back; if even that fails, the first error is the one to know.
        let _ = fs::rename(&old, out);
        return Err(error).with_context(|| format!("cannot put {} in place", out.display()));
    }
    remove(&old)
}

fn refuse_foreign_files(out: &Path, files: &[(&str, Vec<u8>)]) -> Result<()> {
    let Ok(entries) = fs::read_dir(out) else {
        if out.exists() {
            bail!("{} is not a folder that can be read; name another one with --out", out.display());
        }
        return Ok(());
    };
    for entry in entries {
        let name = entry.with_context(|| format!("cannot list {}", out.display()))?.file_name();
        if !files.iter().any(|(ours, _)| name == **ours) {
            bail!(
                "{} holds {}, which findlet did not write; name another folder with --out",
                out.display(),
                name.display()
            );
        }
    }
    Ok(())
}

/// Returns a path in the same folder, so that a rename suffices to put it in place.
fn beside(out: &Path, suffix: &str) -> Result<PathBuf> {
    let Some(name) = out.file_name() else {
        bail!("{} has no name to write to; name a folder with --out", out.display())
    };
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{suffix}"));
    Ok(out.with_file_name(hidden))
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}
