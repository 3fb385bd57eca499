//! Writes the folder of the index so that nobody sees it half-written.
//!
//! ```text
//! site/.findlet.lock      held while a build works
//! site/.findlet.new-4711  where it writes
//! site/findlet            what the last one wrote, until one rename exchanges the two
//! ```

pub(crate) mod layout;
mod lock;
pub(crate) mod names;
mod page;
pub(crate) mod pagefind;
mod put;
pub(crate) mod root;
mod swap;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use lock::Lock;

/// A new folder beside the one that it will replace. It is removed unless it is published.
#[derive(Debug)]
pub(crate) struct Staging {
    out: PathBuf,
    new: PathBuf,
    /// Held until all is done.
    _lock: Lock,
}

impl Staging {
    /// Begins the folder that will replace `out`. First, it cleans up after builds that were killed.
    ///
    /// # Errors
    /// Where another build works on it, `out` holds anything that is not ours to remove, or nothing can be written
    /// beside it.
    pub fn begin(out: &Path) -> Result<Self> {
        let out = resolved(out)?;
        let parent = out.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        let lock = Lock::take(&beside(&out, "lock"), &out)?;
        recover(&out)?;
        names::refuse_foreign_files(&out)?;
        let new = beside(&out, &format!("new-{}", process()));
        fs::create_dir(&new).with_context(|| format!("cannot make {}", new.display()))?;
        Ok(Self { out, new, _lock: lock })
    }

    /// The folder to write to.
    pub fn folder(&self) -> &Path {
        &self.new
    }

    /// Puts the new folder in place of the old one, which is removed.
    ///
    /// # Errors
    /// If the exchange fails: the old folder stays where it was. Or if the old folder cannot be removed: the new one is
    /// in its place then.
    pub fn publish(self) -> Result<()> {
        swap::flush(&self.new)?;
        // A file may have been put there meanwhile.
        names::refuse_foreign_files(&self.out)?;
        swap::swap(&self.new, &self.out, &beside(&self.out, &format!("old-{}", process())))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What can't be removed now is removed by the next build, which says so if it can't either.
        let _ = fs::remove_dir_all(&self.new);
    }
}

/// Returns `out` with links and dots resolved, as far as it exists: otherwise a link itself would be exchanged.
fn resolved(out: &Path) -> Result<PathBuf> {
    if let Ok(real) = out.canonicalize() {
        if real.parent().is_none() {
            bail!("{} cannot be replaced; name another folder with --out", out.display());
        }
        return Ok(real);
    }
    match out.file_name() {
        Some(_) => Ok(out.to_owned()),
        None => bail!("{} has no name to write to; name a folder with --out", out.display()),
    }
}

/// Returns a hidden path in the same folder, so that a rename suffices to exchange them.
fn beside(out: &Path, suffix: &str) -> PathBuf {
    let mut name = prefix(out);
    name.push(suffix);
    out.with_file_name(name)
}

/// Returns the number of this process, on systems that number them.
fn process() -> u32 {
    if cfg!(target_os = "wasi") { 0 } else { std::process::id() }
}

fn prefix(out: &Path) -> OsString {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or(OsStr::new("findlet")));
    name.push(".");
    name
}

/// Cleans up after builds that were killed: removes half-written folders, and brings back an old one that was moved
/// aside and not replaced. They are known by the number of the process that made them.
fn recover(out: &Path) -> Result<()> {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let prefix = prefix(out);
    let entries = fs::read_dir(parent).with_context(|| format!("cannot list {}", parent.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot list {}", parent.display()))?;
        let name = entry.file_name();
        let Some(rest) = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes()) else { continue };
        let is_left = |kind: &str| rest.strip_prefix(kind.as_bytes()).is_some_and(is_number);
        if is_left("old-") && !out.exists() {
            fs::rename(entry.path(), out).with_context(|| format!("cannot put {} back", out.display()))?;
        } else if is_left("old-") || is_left("new-") {
            swap::remove(&entry.path())?;
        }
    }
    Ok(())
}

fn is_number(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests;
