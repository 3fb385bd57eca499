//! What a build came to: what became public, what was left out, and how large it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Serialize;

use crate::config::{Config, Settings};
use crate::output::kilobytes;
use crate::publish::layout::Deployed;
use crate::site::{Gathered, LeftOut, Warned};
use crate::tag::UNDETERMINED;

/// Faults that are named unless all are asked for.
const FAULTS: usize = 20;

/// A build in numbers and names.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Summary {
    /// Documents in all indexes.
    pub documents: u32,
    /// How many there are of each language; `und` for those that state none.
    pub languages: BTreeMap<String, u32>,
    /// What is not in an index.
    pub left_out: Vec<LeftOut>,
    /// What is wrong with documents that are in one.
    pub warnings: Vec<Warned>,
    /// How often each rule took something out of a page, or changed it.
    pub rules: BTreeMap<&'static str, u64>,
    /// The indexes, the main one first.
    pub indexes: Vec<Deployed>,
    /// Where all of it was read, in words.
    #[serde(skip)]
    pub source: String,
    /// What decided what is indexed.
    #[serde(skip)]
    settings: Settings,
    /// Where it was written.
    pub out: PathBuf,
    /// How many files were.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// What the widget must be told, where the folder isn't right below the root.
    pub base_url: Option<String>,
    /// How long it took.
    pub seconds: f64,
}

impl Summary {
    /// Begins a summary.
    pub fn new(config: &Config, gathered: &mut Gathered) -> Self {
        let languages = std::mem::take(&mut gathered.languages);
        let sources = [&config.settings.site, &config.settings.jsonl].into_iter().flatten();
        Self {
            documents: languages.values().sum(),
            languages,
            left_out: std::mem::take(&mut gathered.left_out),
            warnings: std::mem::take(&mut gathered.warnings),
            rules: std::mem::take(&mut gathered.rules),
            indexes: Vec::new(),
            source: sources.map(|path| path.display().to_string()).collect::<Vec<_>>().join(" and "),
            settings: config.settings.clone(),
            out: config.out.clone(),
            files: 0,
            bytes: 0,
            base_url: None,
            seconds: 0.0,
        }
    }

    /// Counts what was written to `folder`.
    ///
    /// # Errors
    /// Where it cannot be listed.
    pub fn measure(&mut self, folder: &Path) -> Result<()> {
        let list = || fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>();
        for entry in list().with_context(|| format!("cannot list {}", folder.display()))? {
            let metadata = entry.metadata().with_context(|| format!("cannot read {}", entry.path().display()))?;
            if metadata.is_dir() {
                self.measure(&entry.path())?;
            } else {
                self.files += 1;
                self.bytes += metadata.len();
            }
        }
        Ok(())
    }

    /// Names what went wrong, a line for each.
    pub fn faults(&self, all: bool) -> String {
        let faults = self.left_out.iter().filter(|left_out| left_out.is_fault);
        let left_out = faults.map(|LeftOut { name, why, .. }| format!("left out {name}: {why}\n"));
        let warnings = self.warnings.iter().map(|warned| format!("{warned}\n"));
        let lines: Vec<String> = left_out.chain(warnings).collect();
        let shown = if all { lines.len() } else { FAULTS.min(lines.len()) };
        let mut text = lines[..shown].concat();
        if lines.len() > shown {
            text.push_str(&format!("… and {} more, which -v names\n", lines.len() - shown));
        }
        text
    }

    /// Says why there is nothing; if `all`, of each page.
    pub fn nothing(&self, all: bool) -> String {
        let Settings { site, body, .. } = &self.settings;
        let are_all = |reason: &str| self.left_out.iter().all(|left_out| left_out.reason == reason);
        let why = if self.left_out.is_empty() && site.is_some() {
            "there is no page in it; run the site's generator, and name the folder that it writes".to_owned()
        } else if self.left_out.is_empty() {
            "there is no document in it".to_owned()
        } else if are_all("no marked content") && !body.is_empty() {
            format!("no page has an element that body means: {}", body.join(", "))
        } else if are_all("excluded") {
            "include and exclude leave out every page".to_owned()
        } else {
            format!("left out {}", self.reasons())
        };
        let left_out = if all { self.left_out_text(true) } else { String::new() };
        format!("nothing to index in {}: {why}\n{left_out}", self.source).trim_end().to_owned()
    }

    /// Says what became public.
    pub fn text(&self, verbose: bool) -> String {
        let counted = |(language, count): (&String, &u32)| match language.as_str() {
            UNDETERMINED => format!("{count} that state no language"),
            language => format!("{count} {language}"),
        };
        let languages: Vec<String> = self.languages.iter().map(counted).collect();
        let mut text = format!("{} indexed from {}: {}\n", pages(self.documents), self.source, languages.join(", "));
        text.push_str(&self.left_out_text(verbose));
        if verbose && !self.rules.is_empty() {
            let counted = self.rules.iter().map(|(rule, count)| format!("{count} {rule}"));
            text.push_str(&format!("taken out of pages: {}\n", counted.collect::<Vec<_>>().join(", ")));
        }
        for Deployed { place, documents, bytes } in &self.indexes {
            let name = if place.language == UNDETERMINED { String::new() } else { format!(" {}", place.language) };
            let form = if place.is_sharded { "sharded" } else { "embedded" };
            text.push_str(&format!("index{name}: {}, {form}, {} gzipped\n", pages(*documents), kilobytes(*bytes)));
        }
        let size = kilobytes(self.bytes);
        text.push_str(&format!("{} files, {size}, in {} ({:.1} s)\n", self.files, self.out.display(), self.seconds));
        if let Some(base) = &self.base_url {
            text.push_str(&format!(
                "note: that folder is not right below the site's root; write <findlet-search base-url=\"…\"> with the \
                 address of the root, which is {base} from there\n"
            ));
        }
        text
    }

    /// Counts what was left out and, if asked to, names what was meant to be; faults are named anyway.
    fn left_out_text(&self, verbose: bool) -> String {
        if self.left_out.is_empty() {
            return String::new();
        }
        let mut text = format!("left out: {}{}\n", self.reasons(), if verbose { "" } else { " (-v names them)" });
        for LeftOut { name, reason, why, .. } in self.left_out.iter().filter(|left_out| verbose && !left_out.is_fault) {
            text.push_str(&format!("  {reason}: {name}: {why}\n"));
        }
        text
    }

    /// Returns how many were left out for each reason.
    fn reasons(&self) -> String {
        let mut counts = BTreeMap::<&str, usize>::new();
        self.left_out.iter().for_each(|left_out| *counts.entry(&left_out.reason).or_default() += 1);
        counts.iter().map(|(reason, count)| format!("{count} {reason}")).collect::<Vec<_>>().join(", ")
    }
}

fn pages(count: u32) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}
