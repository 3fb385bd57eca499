//! Settings: the same names as flags and in `findlet.toml`. A flag wins over the file, the file over the default.

mod file;
mod values;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use findlet_indexer::{Options, SourceKind, Synonym};
use serde::Deserialize;

pub(crate) use file::NAME;
pub(crate) use values::{Canonical, Edge, Engine, FormWanted, Languages, Slash, Weights};

/// More threads than any machine has cores for make nothing faster.
const MAX_THREADS: usize = 1024;

/// What can be set. Nothing here has a value unless somebody gave one; [`Config`] has the defaults.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct Settings {
    /// The folder of the built site
    pub site: Option<PathBuf>,
    /// Where search is written; replaced as a whole where an earlier build wrote it. Default: the folder findlet in SITE
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Documents in JSON, one on each line, beside the site or in place of it
    #[arg(long, value_name = "FILE")]
    pub jsonl: Option<PathBuf>,
    /// Which kinds of files are pages. Default: html; where there is none, all others
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = values::source_kinds())]
    pub sources: Option<Vec<SourceKind>>,
    /// Index only what one of these globs matches, such as docs/**; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub include: Option<Vec<String>>,
    /// Leave out what one of these globs matches, such as drafts or **/print.html; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub exclude: Option<Vec<String>>,
    /// CSS selector of the main content, where it is not found by itself; may be repeated
    #[arg(long, value_name = "SELECTOR")]
    pub body: Option<Vec<String>>,
    /// CSS selector of what is never indexed; may be repeated
    #[arg(long, value_name = "SELECTOR")]
    pub ignore: Option<Vec<String>>,
    /// Names of meta elements, of metadata and of front matter whose values can be filtered by and counted, such as author
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub facets: Option<Vec<String>>,
    /// Index pages although they say noindex. Default: false
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    pub include_noindex: Option<bool>,
    /// The address of the site's root, for hits where DIR lies elsewhere and to know canonical addresses
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Whether a/index.html is a/ (strip) or stays as it is (keep). Default: strip
    #[arg(long, value_name = "HOW")]
    pub index_html: Option<Edge>,
    /// Whether a.html is a (strip) or stays as it is (keep). Default: keep
    #[arg(long, value_name = "HOW")]
    pub html_extension: Option<Edge>,
    /// Whether addresses of folders end in a slash: keep, add, remove. Default: keep
    #[arg(long, value_name = "HOW")]
    pub trailing_slash: Option<Slash>,
    /// Whether a page is left out when its canonical address is another page of the site (follow, ignore). Default: follow
    #[arg(long, value_name = "HOW")]
    pub canonical: Option<Canonical>,
    /// One index for all languages (together) or one for each (each). Default: together
    #[arg(long, value_name = "HOW")]
    pub languages: Option<Languages>,
    /// auto, embedded (the index inside the engine) or sharded (fetched as queries need it). Default: auto
    #[arg(long, value_name = "FORM")]
    pub form: Option<FormWanted>,
    /// Put the whole index into findlet.classic.js, so that the site can be searched from disk. Default: false
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    pub single_file: Option<bool>,
    /// full, or core: a quarter smaller, without operators, synonyms, filters and sections. Default: full
    #[arg(long, value_name = "ENGINE")]
    pub engine: Option<Engine>,
    /// Words that mean the same: a file of lines such as TV = television or car => automobile
    #[arg(long, value_name = "FILE")]
    pub synonyms: Option<PathBuf>,
    /// What a word weighs by where it stands, such as title=4,heading=2
    #[arg(long, value_name = "FIELD=NUMBER,…")]
    pub weights: Option<Weights>,
    /// How slowly the repetition of a word stops counting. Default: 1.5
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    pub k1: Option<f64>,
    /// How much length is held against a page, 0 to 1. Default: 0.75
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    pub b: Option<f64>,
    /// Whether the inflections of a word find each other. Default: true
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    pub stemming: Option<bool>,
    /// Threads to work with; 0 for one per core. Default: 0
    #[arg(long, value_name = "NUMBER")]
    pub threads: Option<usize>,
    /// Megabytes of the index to hold in memory before it goes to a temporary file. Default: 128
    #[arg(long, value_name = "NUMBER")]
    pub memory: Option<usize>,
}

impl Settings {
    /// Returns these, with those of `file` where they say nothing.
    fn over(self, file: Self) -> Self {
        macro_rules! first {
            ($($name:ident)*) => {
                Self { $($name: self.$name.or(file.$name)),* }
            };
        }
        first!(
            site out jsonl sources include exclude body ignore facets include_noindex base_url index_html
            html_extension trailing_slash canonical languages form single_file engine synonyms weights k1 b stemming
            threads memory
        )
    }
}

/// Settings where everything is decided.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// The folder of the site, unless there are JSON lines only.
    pub site: Option<PathBuf>,
    pub out: PathBuf,
    pub jsonl: Option<PathBuf>,
    pub sources: Option<Vec<SourceKind>>,
    pub include: Vec<String>,
    pub exclude: Vec<String>,
    pub body: Vec<String>,
    pub ignore: Vec<String>,
    pub facets: Vec<String>,
    pub include_noindex: bool,
    pub base_url: Option<String>,
    pub index_html: Edge,
    pub html_extension: Edge,
    pub trailing_slash: Slash,
    pub canonical: Canonical,
    pub languages: Languages,
    pub form: FormWanted,
    pub single_file: bool,
    pub engine: Engine,
    pub threads: usize,
    /// What the indexer takes.
    pub options: Options,
    /// The files outside the site that a build depends on.
    pub files: Vec<PathBuf>,
}

impl Config {
    /// Decides by `flags` and the file `path`, or else the file [`NAME`] in the current folder if there is one.
    ///
    /// # Errors
    /// Where the file cannot be read or has something else than settings in it, or one makes no sense.
    pub fn new(flags: Settings, path: Option<&Path>) -> Result<Self> {
        let path = path.or_else(|| Some(Path::new(NAME)).filter(|path| path.is_file()));
        let file = path.map_or_else(|| Ok(Settings::default()), file::read)?;
        let mut config = flags.over(file).decide()?;
        config.files.push(path.unwrap_or(Path::new(NAME)).to_owned());
        Ok(config)
    }
}

impl Settings {
    fn decide(self) -> Result<Config> {
        Ok(Config {
            out: self.out()?,
            threads: self.threads()?,
            options: self.options()?,
            files: self.synonyms.into_iter().chain(self.jsonl.clone()).collect(),
            site: self.site,
            jsonl: self.jsonl,
            sources: self.sources,
            include: self.include.unwrap_or_default(),
            exclude: self.exclude.unwrap_or_default(),
            body: self.body.unwrap_or_default(),
            ignore: self.ignore.unwrap_or_default(),
            facets: self.facets.unwrap_or_default(),
            include_noindex: self.include_noindex.unwrap_or_default(),
            base_url: self.base_url.map(values::base_url).transpose()?,
            index_html: self.index_html.unwrap_or(Edge::Strip),
            html_extension: self.html_extension.unwrap_or(Edge::Keep),
            trailing_slash: self.trailing_slash.unwrap_or_default(),
            canonical: self.canonical.unwrap_or_default(),
            languages: self.languages.unwrap_or_default(),
            form: self.form.unwrap_or_default(),
            single_file: self.single_file.unwrap_or_default(),
            engine: self.engine.unwrap_or_default(),
        })
    }

    fn threads(&self) -> Result<usize> {
        match self.threads.unwrap_or_default() {
            threads if threads > MAX_THREADS => bail!("threads is {threads}; give a number from 0 to {MAX_THREADS}"),
            threads => Ok(threads),
        }
    }

    fn out(&self) -> Result<PathBuf> {
        match (&self.out, &self.site, &self.jsonl) {
            (None, None, None) => {
                bail!(
                    "nothing to index is named: `findlet build SITE`, or `site` in {NAME} (`findlet init` writes one)"
                )
            }
            (Some(out), ..) => Ok(out.clone()),
            (None, Some(site), _) => Ok(site.join("findlet")),
            (None, None, Some(_)) => bail!("JSON lines lie in no site: name the folder to write with --out"),
        }
    }

    fn options(&self) -> Result<Options> {
        let default = Options::default();
        let mut options = Options {
            synonyms: self.synonyms.as_deref().map_or(Ok(Vec::new()), read_synonyms)?,
            k1: values::within("k1", self.k1, default.k1, 0.0..=100.0)?,
            b: values::within("b", self.b, default.b, 0.0..=1.0)?,
            stemming: self.stemming.unwrap_or(default.stemming),
            threads: self.threads()?,
            memory: self.memory.map_or(default.memory, |megabytes| megabytes.saturating_mul(1 << 20)),
            ..default
        };
        if let Some(weights) = &self.weights {
            weights.apply(&mut options.weights);
        }
        Ok(options)
    }
}

fn read_synonyms(file: &Path) -> Result<Vec<Synonym>> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read the synonyms in {}", file.display()))?;
    Synonym::parse(&text).with_context(|| file.display().to_string())
}

#[cfg(test)]
mod tests;
