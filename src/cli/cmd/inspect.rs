//! `findlet inspect`: what is in an index, and what weighs most.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use super::page;
use crate::contents::{Contents, Found, Heavy, Size, find};
use crate::opened::{Opened, Pointer};
use crate::output::{self, kilobytes};
use crate::place::{Place, located};
use crate::publish::names::POINTER;

/// What to look at.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The site, or what `findlet build` wrote: the folder, the folder of one index in it, or an engine with an index
    /// inside.
    #[arg(value_name = "DIR")]
    index: PathBuf,
    /// The language whose index is looked at, where each has its own.
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Show what this word leads to, rather than the whole.
    #[arg(long, value_name = "WORD")]
    term: Option<String>,
    /// Show what of the page with this address is indexed, and which rule took what out of it. Reads the pages of DIR,
    /// which is the site, by the settings in findlet.toml.
    #[arg(long, value_name = "URL", conflicts_with_all = ["term", "lang"])]
    page: Option<String>,
    /// Print all of it as JSON.
    #[arg(long)]
    json: bool,
}

/// Looks at an index; returns whether there was anything to see.
///
/// # Errors
/// Where it cannot be read.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let Arguments { index, lang, term, page, json } = arguments;
    if let Some(url) = page {
        return page::run(index, url, *json);
    }
    let index = &located(index);
    let mut opened = Opened::new(index, lang.as_deref())?;
    if let Some(word) = term {
        let found = find(&mut opened, word)?;
        let text = || match found.len() {
            0 => format!("the index has no term for {word:?}\n"),
            _ => found.iter().map(shown).collect(),
        };
        output::print(&if *json { serde_json::to_string(&found)? + "\n" } else { text() })?;
        return Ok(!found.is_empty());
    }
    let folder = folder(index, lang.as_deref())?;
    let contents = Contents::new(&mut opened, &folder)?;
    output::print(&if *json { serde_json::to_string(&contents)? + "\n" } else { text(&contents) })?;
    Ok(contents.documents > 0)
}

/// Returns where the engine of the index is.
fn folder(index: &Path, language: Option<&str>) -> Result<PathBuf> {
    if !index.join(POINTER).exists() {
        return Ok(index.to_owned());
    }
    Ok(index.join(&Pointer::read(&Place::from(index))?.entry(language)?.folder))
}

fn text(contents: &Contents) -> String {
    let Contents { documents, languages, terms, postings, shards, fields, facets, sorts, sizes, engine, .. } = contents;
    let counted = |counts: &std::collections::BTreeMap<String, u32>| {
        counts.iter().map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
    };
    let mut text = format!("documents   {documents}: {}\n", counted(languages));
    text.push_str(&format!("terms       {}: {}\n", terms.values().sum::<u32>(), counted(terms)));
    text.push_str(&format!("postings    {postings} in {shards} shards\n"));
    for (name, names) in [("fields", fields), ("facets", facets), ("sorts", sorts)] {
        let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        text.push_str(&format!("{name:<12}{names}\n"));
    }
    text.push_str(&format!(
        "engine      {}\n\nparts                 count          raw         gzip      largest\n",
        kilobytes(*engine)
    ));
    for Size { kind, parts, raw, gzip, largest } in sizes {
        let [raw, gzip, largest] = [raw, gzip, largest].map(|bytes| kilobytes(*bytes));
        text.push_str(&format!("{kind:<20}{parts:>7}{raw:>13}{gzip:>13}{largest:>13}\n"));
    }
    for (title, unit, list) in [
        ("longest texts", "bytes", &contents.longest_texts),
        ("documents with most terms", "terms", &contents.most_terms),
        ("longest lists", "documents", &contents.longest_lists),
    ] {
        text.push_str(&format!("\n{title}\n"));
        list.iter().for_each(|Heavy { name, count }| text.push_str(&format!("{count:>10} {unit}  {name}\n")));
    }
    text
}

fn shown(Found { term, kind, shard, documents, heaviest }: &Found) -> String {
    let mut text = format!("{term} ({kind}), {documents} documents, shard {shard}\n");
    heaviest.iter().for_each(|Heavy { name, count }| text.push_str(&format!("{count:>6}  {name}\n")));
    text
}
