//! The bytes of a part.
//!
//! ```text
//! "findlet part\n" | records | contents | bytes of the contents, 8 | CRC-32 of all before, 4
//! ```
//! Records and contents are postcard, numbers at the end little-endian. The version in the contents is that of the
//! command: only the same version reads them.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::Crc;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::share::{Plan, Share};
use crate::config::{Config, Settings};
use crate::site::left_out::LeftOut;
use crate::site::walk::Walked;

/// What parts begin with.
const MAGIC: &[u8] = b"findlet part\n";

/// Bytes behind the contents.
const END: u64 = 12;

/// The version of this command, whose parts it reads.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is in a part.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Contents {
    pub version: String,
    pub share: Share,
    /// The folder of the site that the pages are in, with `/` at its end; empty for the site itself.
    pub under: String,
    /// The settings that pages were read by, as text.
    pub settings: Vec<(String, String)>,
    /// In the order of their names.
    pub pages: Vec<Entry>,
    pub left_out: Vec<LeftOut>,
    pub lists: Vec<(String, Vec<u8>)>,
    /// Settings and selectors of them that match nothing on these pages.
    pub idle: Vec<(String, String)>,
}

/// Where the record of a page is.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub name: String,
    pub at: u64,
    pub bytes: u64,
}

impl Contents {
    /// Returns the contents of a part without its pages.
    pub fn new(config: &Config, plan: &Plan<'_>, walked: Walked, idle: Vec<(String, String)>) -> Self {
        Self {
            version: VERSION.to_owned(),
            share: plan.share,
            under: plan.under.clone(),
            settings: reading(&config.settings),
            pages: Vec::new(),
            left_out: walked.left_out,
            lists: walked.lists,
            idle,
        }
    }
}

/// Returns the settings that what is read of a page depends on.
pub(super) fn reading(settings: &Settings) -> Vec<(String, String)> {
    let Settings {
        body, ignore, facets, include_noindex, index_html, html_extension, trailing_slash, pagefind, ..
    } = settings;
    let all = [
        ("body", format!("{body:?}")),
        ("ignore", format!("{ignore:?}")),
        ("facets", format!("{facets:?}")),
        ("include-noindex", include_noindex.to_string()),
        ("index-html", format!("{index_html:?}")),
        ("html-extension", format!("{html_extension:?}")),
        ("trailing-slash", format!("{trailing_slash:?}")),
        ("pagefind", pagefind.to_string()),
    ];
    all.map(|(name, value)| (name.to_owned(), value)).to_vec()
}

/// Writes a part beside where it will be, and puts it there once it is whole.
pub(super) struct Writer {
    file: BufWriter<NamedTempFile>,
    sum: Crc,
    pages: Vec<Entry>,
    at: u64,
    out: PathBuf,
}

impl Writer {
    /// Begins the part `out`.
    ///
    /// # Errors
    /// Where there is something that is no part, or nothing can be written beside it.
    pub fn begin(out: &Path) -> Result<Self> {
        if out.is_dir() {
            bail!("{} is a folder; name the file that the part is written to with --out", out.display());
        }
        if out.exists() && !is_part(out).with_context(|| format!("cannot read {}", out.display()))? {
            bail!("{} is there, and no part of a build; name another file with --out", out.display());
        }
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let file = NamedTempFile::new_in(folder).with_context(|| format!("cannot write to {}", folder.display()))?;
        let out = out.to_owned();
        let mut writer = Self { file: BufWriter::new(file), sum: Crc::new(), pages: Vec::new(), at: 0, out };
        writer.put(MAGIC)?;
        Ok(writer)
    }

    /// Adds the record of a page.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn add(&mut self, name: &str, record: &[u8]) -> Result<()> {
        self.pages.push(Entry { name: name.to_owned(), at: self.at, bytes: record.len() as u64 });
        self.put(record)
    }

    /// Puts the part in its place.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(mut self, mut contents: Contents) -> Result<()> {
        contents.pages = std::mem::take(&mut self.pages);
        let bytes = postcard::to_allocvec(&contents).context("cannot list what is in the part")?;
        self.put(&bytes)?;
        self.put(&(bytes.len() as u64).to_le_bytes())?;
        let sum = self.sum.sum().to_le_bytes();
        self.put(&sum)?;
        let Self { file, out, .. } = self;
        let put = || -> io::Result<()> {
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&out)?;
            Ok(())
        };
        put().with_context(|| format!("cannot write {}", out.display()))
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).with_context(|| format!("cannot write {}", self.out.display()))?;
        self.sum.update(bytes);
        self.at += bytes.len() as u64;
        Ok(())
    }
}

fn is_part(path: &Path) -> io::Result<bool> {
    let mut begin = Vec::new();
    File::open(path)?.take(MAGIC.len() as u64).read_to_end(&mut begin)?;
    Ok(begin == MAGIC)
}

/// Returns what is in the part at `path`, every byte of which is checked.
///
/// # Errors
/// Where it cannot be read, is no part, is damaged, or was written by another version.
pub(super) fn read(path: &Path) -> Result<Contents> {
    let shown = path.display();
    let cannot_read = || format!("cannot read {shown}; name the files that `findlet build --part` wrote");
    if path.is_dir() {
        bail!("{shown} is a folder; name the files in it that `findlet build --part` wrote");
    }
    if !is_part(path).with_context(cannot_read)? {
        bail!("{shown} is no part of a build; `findlet build --part` writes them");
    }
    let Some((end, bytes)) = checked(path).with_context(cannot_read)? else {
        bail!("{shown} is damaged or was not written to its end; build this part again");
    };
    // What is first in the contents; whatever else another version has in them is behind it.
    let version = postcard::from_bytes::<String>(&bytes);
    if version.as_deref() != Ok(VERSION) {
        let by = version.as_deref().unwrap_or("another version");
        bail!("{shown} was written by findlet {by}, and this is {VERSION}; build and merge all parts with one version");
    }
    let is_inside = |entry: &Entry| entry.at.checked_add(entry.bytes).is_some_and(|last| last <= end);
    match postcard::from_bytes::<Contents>(&bytes) {
        Ok(contents) if contents.pages.iter().all(is_inside) => Ok(contents),
        _ => bail!("{shown} was not written by this build of findlet; build all parts with one"),
    }
}

/// Returns where the contents begin, and their bytes; nothing where the part isn't what was written.
fn checked(path: &Path) -> io::Result<Option<(u64, Vec<u8>)>> {
    let mut file = File::open(path)?;
    let all = file.metadata()?.len();
    if all < MAGIC.len() as u64 + END {
        return Ok(None);
    }
    let mut sum = Crc::new();
    let mut piece = vec![0; 1 << 16];
    let mut before = (&file).take(all - 4);
    loop {
        match before.read(&mut piece)? {
            0 => break,
            count => sum.update(&piece[..count]),
        }
    }
    let (mut stated, mut length) = ([0; 4], [0; 8]);
    file.seek(SeekFrom::Start(all - END))?;
    file.read_exact(&mut length)?;
    file.read_exact(&mut stated)?;
    let begin = (all - END).checked_sub(u64::from_le_bytes(length)).filter(|at| *at >= MAGIC.len() as u64);
    let Some(begin) = begin.filter(|_| sum.sum().to_le_bytes() == stated) else { return Ok(None) };
    let mut bytes = vec![0; (all - END - begin) as usize];
    file.seek(SeekFrom::Start(begin))?;
    file.read_exact(&mut bytes)?;
    Ok(Some((begin, bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_another_version_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("part");
        let share = Share { number: 1, of: 1 };
        let (under, settings, pages, left_out, lists, idle) = Default::default();
        let contents = Contents { version: "0.0.7".to_owned(), share, under, settings, pages, left_out, lists, idle };
        Writer::begin(&path).unwrap().finish(contents).unwrap();
        let error = read(&path).unwrap_err().to_string();
        assert!(error.contains("was written by findlet 0.0.7") && error.contains(VERSION), "{error}");
    }
}
