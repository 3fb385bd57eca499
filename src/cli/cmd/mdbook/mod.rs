//! `findlet mdbook`: the search of a book, as a renderer of mdBook that runs behind the one for HTML.
//!
//! mdBook's templates have no place that a setting could fill, so that the pages are completed where they are.

mod pages;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{IsTerminal, Read, stdin};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Deserialize;
use toml::{Table, Value};

use super::build;
use crate::config::Config;
use crate::output;
use crate::progress::Progress;

/// Nothing to choose: the book's settings are in what mdBook says.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

/// The renderer of pages. mdBook runs renderers in the order of their names.
const HTML: &str = "html";

/// The oldest mdBook with these pages, and an output for each renderer.
const OLDEST: (u32, u32) = (0, 5);

/// What follows the book, or is meant for mdBook.
const FOLLOWED: [&str; 3] = ["site", "out", "base-url"];
const OF_MDBOOK: [&str; 2] = ["command", "optional"];

/// What mdBook gives to a renderer on standard input, as far as it matters here.
#[derive(Debug, Deserialize)]
struct Book {
    version: String,
    root: PathBuf,
    destination: PathBuf,
    config: BookConfig,
}

#[derive(Debug, Deserialize)]
struct BookConfig {
    /// The tables `[output.NAME]`.
    output: BTreeMap<String, Table>,
}

/// What is to be built, and for which pages.
#[derive(Debug)]
struct Task {
    pages: PathBuf,
    config: Config,
}

/// Puts the field into the pages of the book that standard input names, and builds their index; returns whether there was anything to index.
///
/// # Errors
/// Where mdBook didn't call, `book.toml` asks for something that can't work, or any of [`build::build`].
pub(crate) fn run(_: &Arguments) -> Result<bool> {
    let mut context = String::new();
    if !stdin().is_terminal() {
        stdin().read_to_string(&mut context).context("cannot read what mdBook says")?;
    }
    let book: Book = serde_json::from_str(&context).context(
        "mdBook calls this command, and says which book is meant: \
         write `command = \"findlet mdbook\"` below [output.search] in book.toml",
    )?;
    let Task { pages, config } = book.task()?;
    if pages::complete(&pages)? == 0 {
        eprintln!("warning: no page has a place for the field: put <findlet-search> into theme/index.hbs");
    }
    let summary = build::build(&config, Progress::None)?;
    eprint!("{}", summary.faults(false));
    if summary.documents == 0 {
        bail!("{}", summary.nothing(false));
    }
    output::line(&format!("{} pages can be searched: {}", summary.documents, config.out.display()))?;
    Ok(true)
}

impl Book {
    /// Decides what is to be done.
    ///
    /// # Errors
    /// Where the book's mdBook is older, its search is on, it has no pages, or a setting makes no sense.
    fn task(mut self) -> Result<Task> {
        let name = self.destination.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.refuse(&name)?;
        let build = self.destination.parent().context("the build has no folder")?;
        let pages = build.join(HTML);
        let mut settings = self.config.output.remove(&name).unwrap_or_default();
        settings.retain(|key, _| !OF_MDBOOK.contains(&key));
        let called = format!("book.toml, [output.{name}]");
        if let Some(followed) = FOLLOWED.iter().find(|key| settings.contains_key(**key)) {
            bail!("{called}: {followed} follows the book: take it out");
        }
        Ok(Task { config: Config::of_table(&called, settings, &self.root, &pages)?, pages })
    }

    /// Refuses what can't work, with what to do.
    fn refuse(&self, name: &str) -> Result<()> {
        let numbers: Vec<u32> = self.version.split('.').map_while(|part| part.parse().ok()).collect();
        if matches!(numbers[..], [major, minor, ..] if (major, minor) < OLDEST) {
            bail!("findlet needs mdBook {}.{} or newer, and this is {}: upgrade it", OLDEST.0, OLDEST.1, self.version);
        }
        let Some(html) = self.config.output.get(HTML) else {
            bail!(
                "the book has no pages to search: write [output.html] into book.toml, which mdBook needs beside another output"
            );
        };
        if name < HTML {
            bail!("mdBook runs `{name}` before `html`, by their names: call it [output.search] in book.toml");
        }
        let search = html.get("search").and_then(|search| search.get("enable")).and_then(Value::as_bool);
        if search != Some(false) {
            bail!(
                "[output.html.search] and [output.{name}] are both the search of this book: \
                 write `enable = false` below [output.html.search] in book.toml"
            );
        }
        Ok(())
    }
}
