//! Settings: the same names as flags and in `findlet.toml`. A flag wins over the file, the file over the default.

mod file;
pub(crate) mod pagefind;
mod settings;
#[cfg(test)]
mod tests;
mod values;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use findlet_indexer::{Options, SourceKind, Synonym};

use crate::publish::names::OUT;

use file::Layers;
pub(crate) use file::NAME;
use pagefind::Asked;
pub(crate) use settings::{Declared, Flags, Settings};
pub(crate) use values::{Canonical, Edge, Engine, FormWanted, Languages, Slash, whole_number};

/// More threads than any machine has cores for make nothing faster.
const MAX_THREADS: usize = 1024;

/// Where generators write sites, in the order in which they are looked for.
const FOLDERS: [&str; 7] = ["public", "dist", "build", "_site", "book", "site", "out"];

/// Returns the first of [`FOLDERS`] in `folder` that has a page in it.
fn found(folder: &Path) -> Option<PathBuf> {
    FOLDERS.iter().map(|name| folder.join(name)).find(|path| has_page(path))
}

fn has_page(folder: &Path) -> bool {
    let is_page = |entry: std::fs::DirEntry| {
        SourceKind::of(&entry.file_name().to_string_lossy()).is_some_and(SourceKind::is_built)
    };
    std::fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(is_page))
}

/// The settings of a build, and what comes of them.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// What was set, by flags, the file or the defaults.
    pub settings: Settings,
    /// Where search is written.
    pub out: PathBuf,
    /// Where Pagefind's script is written, if it is.
    pub pagefind: Option<PathBuf>,
    /// Settings that change nothing: where they are, and why.
    pub idle: Vec<(String, String)>,
    /// What the indexer takes.
    pub options: Options,
    /// The files outside the site that a build depends on.
    pub files: Vec<PathBuf>,
}

impl Config {
    /// Decides by `flags`, those of Pagefind's `names`, and the file `path`, or else the file [`NAME`] in the current
    /// folder if there is one.
    ///
    /// # Errors
    /// Where the file cannot be read or has something else than settings in it, or one makes no sense.
    pub fn new(flags: &Flags, names: &pagefind::Flags, path: Option<&Path>) -> Result<Self> {
        let (mut settings, asked) = stated(Some(flags), names, path)?;
        let found = if settings.site.is_none() && settings.jsonl.is_none() { found(Path::new(".")) } else { None };
        settings.site = settings.site.or(found);
        let mut config = Self::decide(settings, asked)?;
        config.files.push(path.unwrap_or(Path::new(NAME)).to_owned());
        Ok(config)
    }

    /// Decides for the site in this folder by the file [`NAME`] in the current folder, if there is one.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn of_site(site: &Path) -> Result<Self> {
        let (mut settings, asked) = stated(None, &pagefind::Flags::default(), None)?;
        settings.site = Some(site.to_owned());
        Self::decide(settings, asked)
    }

    /// Decides for `site` by a `table` of settings that another program read; paths in it are relative to `folder`.
    ///
    /// # Errors
    /// Where it has something else than settings in it, or one makes no sense; the message says so of `name`.
    pub fn of_table(name: &str, table: toml::Table, folder: &Path, site: &Path) -> Result<Self> {
        let mut settings = file::take(name, table, folder)?;
        settings.site = Some(site.to_owned());
        Self::decide(settings, Asked::default())
    }

    /// Returns the same for one of several parts of the site, whose index will be written elsewhere: what is in the
    /// site is what an earlier build of it wrote.
    ///
    /// # Errors
    /// Where there is no site.
    pub fn in_parts(&self) -> Result<Self> {
        let site =
            self.settings.site.as_ref().context(
                "no folder of pages is named, and parts are read from one; name JSON lines to `findlet merge`",
            )?;
        Ok(Self { out: site.join(OUT), ..self.clone() })
    }

    fn decide(mut settings: Settings, asked: Asked) -> Result<Self> {
        settings.base_url = settings.base_url.map(values::base_url).transpose()?;
        let out = settings.out()?;
        let folder = || asked.folder(settings.site.as_deref(), settings.out.as_deref());
        let pagefind = settings.pagefind.then(folder).transpose()?;
        if pagefind.as_deref().is_some_and(|folder| !pagefind::is_in_root(folder)) {
            settings.base_url.get_or_insert_with(|| "/".to_owned());
        }
        let files = [&settings.synonyms, &settings.jsonl];
        Ok(Self {
            out: pagefind.as_ref().map_or(out, |folder| settings.out.clone().unwrap_or(folder.with_file_name(OUT))),
            pagefind,
            idle: asked.notes,
            options: settings.options()?,
            files: files.into_iter().flatten().cloned().collect(),
            settings,
        })
    }
}

/// Returns what is set by flags, by the file `path` or else [`NAME`], and for Pagefind.
fn stated(flags: Option<&Flags>, names: &pagefind::Flags, path: Option<&Path>) -> Result<(Settings, Asked)> {
    let path = path.or_else(|| Some(Path::new(NAME)).filter(|path| path.is_file()));
    let read = |layers: &Layers| -> Result<Settings> {
        let mut settings = path.map_or_else(|| file::parse(NAME, "", layers), |path| file::read(path, layers))?;
        flags.map_or(Ok(()), |flags| flags.apply(&mut settings))?;
        Ok(settings)
    };
    let settings = read(&Layers::default())?;
    if !settings.pagefind {
        names.refuse()?;
        return Ok((settings, Asked::default()));
    }
    let asked = Asked::read(Path::new(""), pagefind::environment(), names)?;
    Ok((read(&asked.layers)?, asked))
}

impl Settings {
    fn out(&self) -> Result<PathBuf> {
        match (&self.out, &self.site, &self.jsonl) {
            (None, None, None) => {
                let site = if has_page(Path::new(".")) { "." } else { "SITE" };
                bail!(
                    "nothing to index is named, and there is no page in {}: `findlet build {site}`, or `site` in {NAME} \
                     (`findlet init` writes one)",
                    FOLDERS.join(", ")
                )
            }
            (Some(out), ..) => Ok(out.clone()),
            (None, Some(site), _) => Ok(site.join(OUT)),
            (None, None, Some(_)) => {
                bail!("there is no site to write search into; name the folder to write with --out")
            }
        }
    }

    fn options(&self) -> Result<Options> {
        if self.threads > MAX_THREADS {
            bail!("threads is {}; give a number from 0 to {MAX_THREADS}", self.threads);
        }
        Ok(Options {
            weights: self.weights.0.clone(),
            synonyms: self.synonyms.as_deref().map_or(Ok(Vec::new()), read_synonyms)?,
            k1: values::within("k1", self.k1, 0.0..=100.0)?,
            b: values::within("b", self.b, 0.0..=1.0)?,
            stemming: self.stemming,
            join_case: self.facet_case == values::Case::Join,
            threads: self.threads,
            memory: self.memory.saturating_mul(1 << 20),
            ..Options::default()
        })
    }
}

fn read_synonyms(file: &Path) -> Result<Vec<Synonym>> {
    let text = std::fs::read_to_string(file).with_context(|| {
        format!("cannot read {}; synonyms names a file of lines such as TV = television", file.display())
    })?;
    Synonym::parse(&text).with_context(|| file.display().to_string())
}
