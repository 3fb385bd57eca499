//! Where the files of an index are: in a folder, or at the address of a deployed site.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::gzip::inflated;
use crate::publish::names::{MODULE, OUT, POINTER};
#[cfg(feature = "remote")]
use crate::remote::Site;

/// A folder or a file of an index.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// On this machine.
    Folder(PathBuf),
    /// Of a deployed site.
    #[cfg(feature = "remote")]
    Site(Site),
}

impl Place {
    /// Returns the place that `named` says: a path, or an address of http or https.
    ///
    /// # Errors
    /// Where it is an address that names no host, or this program has no network.
    pub fn new(named: &Path) -> Result<Self> {
        let address =
            named.to_str().filter(|text| ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme)));
        match address {
            None => Ok(Self::from(named)),
            #[cfg(feature = "remote")]
            Some(address) => Ok(Self::Site(Site::new(address)?)),
            #[cfg(not(feature = "remote"))]
            Some(address) => anyhow::bail!("this build of findlet has no network for {address}; name a folder"),
        }
    }

    /// Returns where the index is that this names: what `findlet build` wrote, or a site that it wrote it into. A
    /// deployed one is where its pointer is found, after redirects. With it comes the pointer, if it has one; what is deployed has.
    ///
    /// # Errors
    /// Where a site has no pointer, or it cannot be read.
    pub fn located(self) -> Result<(Self, Option<Vec<u8>>)> {
        match self {
            Self::Folder(path) => {
                let folder = Self::Folder(located(&path));
                let pointer = folder.join(POINTER);
                let is_there = pointer.folder().is_some_and(Path::exists);
                let bytes = is_there.then(|| pointer.read()).transpose()?;
                Ok((folder, bytes))
            }
            #[cfg(feature = "remote")]
            Self::Site(site) => site.located().map(|(site, pointer)| (Self::Site(site), Some(pointer))),
        }
    }

    /// Returns the place `path` in this folder; `../` leads out of it.
    pub fn join(&self, path: &str) -> Self {
        match self {
            Self::Folder(folder) => Self::Folder(folder.join(path)),
            #[cfg(feature = "remote")]
            Self::Site(site) => Self::Site(site.join(path)),
        }
    }

    /// Returns the folder on this machine.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder),
            #[cfg(feature = "remote")]
            Self::Site(_) => None,
        }
    }

    /// Returns the address of the root of the site, which is the folder above that of a deployed index.
    pub fn root(&self) -> Option<String> {
        match self {
            Self::Folder(_) => None,
            #[cfg(feature = "remote")]
            Self::Site(site) => Some(site.join("../").to_string()),
        }
    }

    /// Reads a file, inflated where it is gzipped.
    ///
    /// # Errors
    /// Where it cannot be read or inflated, or would have more than a part can.
    pub fn read(&self) -> Result<Vec<u8>> {
        let bytes = match self {
            Self::Folder(path) => fs::read(path).with_context(|| {
                format!("cannot read {self}; name the site, or the folder that `findlet build` wrote")
            })?,
            #[cfg(feature = "remote")]
            Self::Site(site) => return site.read(),
        };
        inflated(bytes, self)
    }

    /// Reads the files `paths` in this folder, those of a deployed site several at a time.
    ///
    /// # Errors
    /// As [`read`](Self::read), of the first that fails.
    pub fn read_all(&self, paths: &[&str]) -> Result<Vec<Vec<u8>>> {
        match self {
            Self::Folder(_) => paths.iter().map(|path| self.join(path).read()).collect(),
            #[cfg(feature = "remote")]
            Self::Site(site) => site.read_all(paths),
        }
    }
}

impl From<&Path> for Place {
    fn from(folder: &Path) -> Self {
        Self::Folder(folder.to_owned())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(f),
            #[cfg(feature = "remote")]
            Self::Site(site) => site.fmt(f),
        }
    }
}

/// Returns where the index is that `path` names: what `findlet build` wrote, or a site that it wrote it into.
pub(crate) fn located(path: &Path) -> PathBuf {
    let inside = path.join(OUT);
    let is_site = !path.join(POINTER).exists() && !path.join(MODULE).exists() && inside.join(POINTER).exists();
    if is_site { inside } else { path.to_owned() }
}
