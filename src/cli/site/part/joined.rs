//! All parts of a site, in place of its pages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use findlet_indexer::SourceKind;

use super::file::{self, Contents, Entry};
use crate::config::Config;
use crate::site::left_out::Warned;
use crate::site::walk::{Source, Walked};

/// Returns what is in the parts at `paths`, as if it had been walked.
///
/// # Errors
/// Where one cannot be read or was read by other settings than those of `config`, or where they are not all parts, each once.
pub(crate) fn open(paths: &[PathBuf], config: &Config) -> Result<Walked> {
    let parts = paths.iter().map(|path| Ok((path.as_path(), file::read(path)?))).collect::<Result<Vec<_>>>()?;
    for (path, contents) in &parts {
        check_settings(path, contents, config)?;
    }
    check_shares(&parts)?;
    let mut walked = Walked { warnings: idle(&parts), ..Walked::default() };
    for (path, contents) in parts {
        let source = |Entry { name, at, bytes }| {
            let kind = SourceKind::of(&name)?;
            Some(Source { path: path.to_owned(), name, kind, bytes, at: Some(at) })
        };
        walked.sources.extend(contents.pages.into_iter().filter_map(source));
        walked.left_out.extend(contents.left_out);
        walked.lists.extend(contents.lists);
    }
    walked.sources.sort_by(|a, b| a.name.cmp(&b.name));
    walked.left_out.sort_by(|a, b| a.name.cmp(&b.name));
    walked.lists.sort();
    Ok(walked)
}

/// Returns warnings of the selectors that match nothing in any part.
fn idle(parts: &[(&Path, Contents)]) -> Vec<Warned> {
    let Some(((_, first), others)) = parts.split_first() else { return Vec::new() };
    let is_idle = |entry: &&(String, String)| others.iter().all(|(_, contents)| contents.idle.contains(entry));
    first.idle.iter().filter(is_idle).cloned().map(Warned::idle).collect()
}

fn check_settings(path: &Path, contents: &Contents, config: &Config) -> Result<()> {
    let here = file::reading(&config.settings);
    match here.iter().zip(&contents.settings).find(|(here, there)| here != there) {
        None => Ok(()),
        Some(((name, here), (_, there))) => bail!(
            "{} was read with {name} = {there}, and here it is {here}; build and merge all parts with the same settings",
            path.display()
        ),
    }
}

/// Checks that of each folder all parts are there, each once.
fn check_shares(parts: &[(&Path, Contents)]) -> Result<()> {
    let mut folders: BTreeMap<&str, BTreeMap<u32, &Path>> = BTreeMap::new();
    let mut counts: BTreeMap<&str, (u32, &Path)> = BTreeMap::new();
    for (path, Contents { share, under, .. }) in parts {
        let (of, first) = *counts.entry(under).or_insert((share.of, path));
        if of != share.of {
            let (first, path) = (first.display(), path.display());
            bail!(
                "{first} is one of {of} parts, and {path} one of {}; build all parts of a site for one number",
                share.of
            );
        }
        if let Some(first) = folders.entry(under).or_default().insert(share.number, path) {
            let (first, path) = (first.display(), path.display());
            bail!("{first} and {path} are both part {} of {of}{}; name each part once", share.number, inside(under));
        }
    }
    for (under, numbers) in folders {
        let of = counts[under].0;
        if let Some(missing) = (1..=of).find(|number| !numbers.contains_key(number)) {
            bail!(
                "part {missing} of {of}{} is missing; build it with --part {missing}/{of}, and name it too",
                inside(under)
            );
        }
    }
    Ok(())
}

/// Says which folder is meant.
fn inside(under: &str) -> String {
    if under.is_empty() { String::new() } else { format!(" in {under}") }
}
