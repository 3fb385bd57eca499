//! One build at a time.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// A locked file; it is removed and unlocked when dropped. One that a killed build left is not locked any more.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock at `path` for building `out`.
    ///
    /// # Errors
    /// Where another process has it, or the file cannot be made.
    pub fn take(path: &Path, out: &Path) -> Result<Self> {
        loop {
            let file = File::create(path).with_context(|| {
                let (out, path) = (out.display(), path.display());
                format!(
                    "cannot make {out}; with --out, name a folder in one that you may write to: cannot write {path}"
                )
            })?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    bail!("another findlet is building {}; wait until it is done", out.display())
                }
                // WebAssembly's system interface has no locks.
                Err(TryLockError::Error(error))
                    if error.kind() == io::ErrorKind::Unsupported && cfg!(target_os = "wasi") => {}
                Err(TryLockError::Error(error)) => {
                    return Err(error).with_context(|| format!("cannot lock {}", path.display()));
                }
            }
            // The build that had it may have removed it in between: then the lock is on a file without a name.
            if is_there(&file, path) {
                return Ok(Self { path: path.to_owned(), _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A lock that stays is taken by the next build.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(there)) => id(ours) == id(there),
        _ => false,
    }
}

/// Elsewhere, an open file cannot be removed.
#[cfg(not(unix))]
fn is_there(_: &File, _: &Path) -> bool {
    true
}
