//! `findlet.toml`.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use toml::de::{DeTable, Error};

use super::Settings;

/// The file that is read where it lies in the current folder.
pub(crate) const NAME: &str = "findlet.toml";

/// A name that is at least so similar to what was written may have been meant. From 0 to 1.
const SIMILAR: f64 = 0.75;

/// Reads settings; paths among them are relative to the file's folder.
///
/// # Errors
/// Where it cannot be read, is no TOML, or has a key or value that is none; its line is named.
pub(super) fn read(path: &Path) -> Result<Settings> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut settings = parse(&path.display().to_string(), &text)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    for path in [&mut settings.site, &mut settings.out, &mut settings.jsonl, &mut settings.synonyms] {
        *path = path.take().map(|path: PathBuf| folder.join(path));
    }
    Ok(settings)
}

/// Reads the settings in `text`; errors call it `name`.
pub(super) fn parse(name: &str, text: &str) -> Result<Settings> {
    let explained = |error: Error| match error.span() {
        Some(span) => anyhow::anyhow!("{name}:{}: {}", line(text, &span), error.message()),
        None => anyhow::anyhow!("{name}: {}", error.message()),
    };
    let table = DeTable::parse(text).map_err(explained)?;
    let known = names();
    for key in table.get_ref().keys() {
        if !known.iter().any(|name| name == key.get_ref()) {
            bail!("{name}:{}: {}", line(text, &key.span()), unknown(key.get_ref(), &known));
        }
    }
    toml::from_str(text).map_err(explained)
}

/// Returns the names of all settings, in order.
pub(super) fn names() -> Vec<String> {
    let command = Settings::augment_args(clap::Command::new("findlet"));
    command
        .get_arguments()
        .map(|argument| argument.get_long().unwrap_or(argument.get_id().as_str()).to_owned())
        .collect()
}

fn unknown(key: &str, known: &[String]) -> String {
    let written = key.to_ascii_lowercase().replace('_', "-");
    let similarity = |name: &String| strsim::jaro_winkler(name, &written);
    let nearest = known.iter().max_by(|a, b| similarity(a).total_cmp(&similarity(b)));
    match nearest.filter(|name| similarity(name) >= SIMILAR) {
        Some(name) => format!("there is no setting `{key}`; did you mean `{name}`?"),
        None => format!("there is no setting `{key}`; the settings are {}", known.join(", ")),
    }
}

/// Counts lines from 1.
fn line(text: &str, span: &Range<usize>) -> usize {
    text.as_bytes().iter().take(span.start).filter(|byte| **byte == b'\n').count() + 1
}
