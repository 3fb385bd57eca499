//! `findlet search`: an index searched in the terminal, by the code that runs in the browser.

mod batch;
mod format;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{ArgGroup, Args};
use findlet_core::{Answer, Explanation, Options};

use format::Format;

use super::narrow::{Narrow, has};
use crate::asked::{Asked, Reader};
use crate::config::whole_number;
use crate::opened::composed;
use crate::output;
use crate::place::Place;
use crate::shown::{marks, shown};

/// What to search, and how to show what is found.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).args(["query", "batch"]))]
pub(crate) struct Arguments {
    /// The site, or what `findlet build` wrote: the folder, the folder of one index in it, or an engine with an index
    /// inside. Or the address of a deployed site, of which only the parts that a search needs are fetched.
    #[arg(long, value_name = "DIR|URL")]
    index: PathBuf,
    /// The language whose index is searched, where each has its own; * for all of them, that of the site first.
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// The words; the last one may be half-typed. Empty: every document.
    query: Option<String>,
    /// Hits to show at most.
    #[arg(long, default_value_t = 10, allow_negative_numbers = true, value_parser = whole_number::<u32>)]
    limit: u32,
    /// Hits to leave out before them.
    #[arg(long, default_value_t = 0, allow_negative_numbers = true, value_parser = whole_number::<u32>)]
    offset: u32,
    /// Hits in this directory of the site only, such as v2/.
    #[arg(long, value_name = "DIRECTORY", default_value = "")]
    scope: String,
    #[command(flatten)]
    reader: Reader,
    #[command(flatten)]
    narrow: Narrow,
    /// Show for each hit which terms answer which word, and what they weigh.
    #[arg(long, conflicts_with = "batch")]
    explain: bool,
    /// A file with a query on each line, an id and a tab before it. Each is searched as if it
    /// were typed into the search box, one after the other.
    #[arg(long, value_name = "FILE")]
    batch: Option<PathBuf>,
    /// How answers are printed. Default: text, and trec for a batch
    #[arg(long)]
    format: Option<Format>,
    /// Print JSON, as --format json does.
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// The id of the query, where there is one only.
const SINGLE: &str = "1";

/// Searches; returns whether anything was found.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let usual = if arguments.batch.is_some() { Format::Trec } else { Format::Text };
    let format = arguments.format.unwrap_or(if arguments.json { Format::Json } else { usual });
    if arguments.explain && matches!(format, Format::Trec | Format::Tsv) {
        bail!("--explain has no place in lines; print text or json");
    }
    let mut index = Asked::new(Place::new(&arguments.index)?, arguments.lang.as_deref())?;
    let scope = directory(&arguments.scope);
    let mut options = Options { limit: arguments.limit, offset: arguments.offset, scope, ..Options::default() };
    arguments.narrow.apply(&mut options);
    match &arguments.batch {
        Some(file) => batch::run(&mut index, file, &options, &arguments.reader, format),
        None => run_one(&mut index, &options, arguments, format),
    }
}

fn run_one(index: &mut Asked, options: &Options, arguments: &Arguments, format: Format) -> Result<bool> {
    let query: &str = &composed(arguments.query.as_deref().unwrap_or_default());
    let is_all =
        query.trim().is_empty() && options.filters.is_empty() && options.sort.is_none() && options.facets.is_empty();
    let found = if is_all { index.listed(options)? } else { index.search(query, options, &arguments.reader)? };
    let answer = &found.answer;
    if !answer.unknown.is_empty() {
        bail!("the index has no {}; it has {}", answer.unknown.join(", "), has(index.first()));
    }
    let explained: Vec<_> = (0..answer.hits.len())
        .filter(|_| arguments.explain)
        .map(|at| index.explain(query, &found, at, options))
        .collect();
    match format {
        Format::Json => output::line(&json(answer, &explained)?)?,
        Format::Trec | Format::Tsv => output::print(&format.lines(SINGLE, answer, options.offset))?,
        Format::Text => {
            output::print(&shown(answer, query, options.offset, &explained, marks()))?;
            if !index.others.is_empty() {
                let others = index.others.join(", ");
                output::print(&format!("\npages in {others} were not searched; --lang '*' searches all\n"))?;
            }
        }
    }
    Ok(!answer.hits.is_empty())
}

/// Returns the answer, with the explanation of each hit in it where there are any.
fn json(answer: &Answer, explained: &[Vec<Explanation>]) -> Result<String> {
    if explained.is_empty() {
        return Ok(serde_json::to_string(answer)?);
    }
    let mut answer = serde_json::to_value(answer)?;
    for (at, explanation) in explained.iter().enumerate() {
        answer["hits"][at]["explanation"] = serde_json::to_value(explanation)?;
    }
    Ok(answer.to_string())
}

/// Returns a directory as the index has it: without a slash before it and with one behind it.
fn directory(scope: &str) -> String {
    match scope.trim_matches('/') {
        "" => String::new(),
        scope => format!("{scope}/"),
    }
}
