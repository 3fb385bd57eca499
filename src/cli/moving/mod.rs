//! Moving here from another search: what its files say becomes settings, and the documents that it was handed a file of
//! them.
//!
//! ```text
//! pagefind.yml · mkdocs.yml · hugo.toml · DocSearch's configuration  --> settings and notes
//! documents for lunr or MiniSearch, MkDocs' search_index.json        --> documents.jsonl, and settings for it
//! ```

mod docsearch;
mod documents;
mod generators;
mod moved;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use findlet_indexer::Notation;
use serde_json::Value;

use crate::config::pagefind;
pub(crate) use moved::{DOCUMENTS, Moved};

/// What a site had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Former {
    /// Pagefind, by its file of settings
    Pagefind,
    /// Algolia DocSearch, by the configuration of its crawler
    Docsearch,
    /// Documents as JSON for lunr
    Lunr,
    /// Documents as JSON for MiniSearch, or its own index with stored fields
    Minisearch,
    /// MkDocs' own search, by mkdocs.yml
    Mkdocs,
    /// A Hugo site with a search of its theme, by its configuration
    Hugo,
}

/// Takes what a file says.
type Reader = fn(&Value) -> Result<Moved>;

/// Reads what a site had, from `file` or from where it usually is.
///
/// # Errors
/// Where there is no such file, it cannot be read, or it holds something else.
pub(crate) fn read(former: Former, file: Option<&Path>) -> Result<Moved> {
    let (usual, take): (&[&str], Reader) = match former {
        Former::Pagefind => return of_pagefind(&found(former, file, &pagefind::FILES)?),
        Former::Docsearch => (&["docsearch.json", "docsearch.config.json", "config.json"], docsearch::read),
        Former::Lunr | Former::Minisearch => (&[], documents::read),
        Former::Mkdocs => (&["mkdocs.yml", "mkdocs.yaml"], generators::mkdocs),
        Former::Hugo => (&generators::HUGO, generators::hugo),
    };
    let path = found(former, file, usual)?;
    let name = path.display().to_string();
    let notation = Notation::of(&name).with_context(|| {
        format!("cannot tell what {name} is written in; name a file that ends in .json, .toml or .yml")
    })?;
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {name}"))?;
    let value = notation.read(&text).with_context(|| format!("cannot read {name}"))?;
    Ok(Moved { from: path, ..take(&value).with_context(|| name.clone())? })
}

fn found(former: Former, file: Option<&Path>, usual: &[&str]) -> Result<PathBuf> {
    if let Some(file) = file {
        return Ok(file.to_owned());
    }
    let there = usual.iter().map(PathBuf::from).find(|path| path.is_file());
    let Some(path) = there else {
        let name = former.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        if usual.is_empty() {
            bail!("name the file of documents that the site's script hands over: `findlet init --from {name} FILE`");
        }
        bail!("there is none of {} here; name the file: `findlet init --from {name} FILE`", usual.join(", "));
    };
    Ok(path)
}

fn of_pagefind(path: &Path) -> Result<Moved> {
    let (mut settings, notes) = pagefind::settings_of(path)?;
    settings.insert("pagefind".to_owned(), true.into());
    let mut notes: Vec<String> = notes.into_iter().map(|(name, why)| format!("{name}: {why}")).collect();
    notes.push(
        "Take the step that runs Pagefind out of the build, and remove the folder that it wrote; attributes in pages, \
         scripts and themes stay (docs/pagefind.md)."
            .to_owned(),
    );
    Ok(Moved { from: path.to_owned(), settings, notes, ..Moved::default() })
}
