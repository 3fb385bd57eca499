//! `findlet.toml`.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use toml::Table;
use toml::de::{DeTable, Deserializer, Error};

use super::settings::{DEFAULTS, Declared, Settings};

/// The file that is read if it is in the current folder.
pub(crate) const NAME: &str = "findlet.toml";

/// A name that is at least so similar to what was written may have been meant. From 0 to 1.
const SIMILAR: f64 = 0.75;

/// Settings from elsewhere, as TOML.
#[derive(Debug, Default)]
pub(super) struct Layers {
    /// What wins over the defaults.
    pub below: String,
    /// What wins over the file.
    pub above: String,
}

/// Reads settings; paths among them are relative to the file's folder.
///
/// # Errors
/// Where it cannot be read, is not TOML, or has an unknown key or a wrong value; the message names the line.
pub(super) fn read(path: &Path, layers: &Layers) -> Result<Settings> {
    let text = fs::read_to_string(path).with_context(|| {
        format!("cannot read {}; --config names a file with settings, and `findlet init` writes one", path.display())
    })?;
    let settings = parse(&path.display().to_string(), &text, layers)?;
    Ok(beside(settings, path.parent().unwrap_or(Path::new(""))))
}

/// Takes settings out of a table that is read already; paths among them are relative to `folder`.
///
/// # Errors
/// Where it has an unknown key or a wrong value; the message says so of `name`.
pub(super) fn take(name: &str, mut table: Table, folder: &Path) -> Result<Settings> {
    if let Some(key) = table.keys().find(|key| !is_setting(key)) {
        bail!("{name}: {}", unknown(key));
    }
    for (key, value) in DEFAULTS.parse::<Table>().expect("defaults are TOML") {
        table.entry(key).or_insert(value);
    }
    let settings =
        table.try_into().map_err(|error: Error| anyhow::anyhow!("{name}: {}", error.to_string().trim_end()))?;
    Ok(beside(settings, folder))
}

fn beside(mut settings: Settings, folder: &Path) -> Settings {
    for path in [&mut settings.site, &mut settings.out, &mut settings.jsonl, &mut settings.synonyms] {
        *path = path.take().map(|path: PathBuf| folder.join(path));
    }
    settings
}

fn is_setting(key: &str) -> bool {
    Declared::all().iter().any(|setting| setting.name == key)
}

/// Reads the settings in `text` between those of `layers`, with the defaults of those that are not stated; errors call
/// it `name`.
pub(super) fn parse(name: &str, text: &str, layers: &Layers) -> Result<Settings> {
    let explained = |error: Error| match error.span() {
        Some(span) => anyhow::anyhow!("{name}:{}: {}", line(text, &span), error.message()),
        None => anyhow::anyhow!("{name}: {}", error.message()),
    };
    let mut table = DeTable::parse(text).map_err(explained)?;
    for key in table.get_ref().keys() {
        if !is_setting(key.get_ref()) {
            bail!("{name}:{}: {}", line(text, &key.span()), unknown(key.get_ref()));
        }
    }
    let places: Vec<(usize, String)> =
        table.get_ref().keys().map(|key| (key.span().start, key.get_ref().to_string())).collect();
    let layer = |toml| DeTable::parse(toml).expect("layers and defaults are TOML").into_inner();
    table.get_mut().extend(layer(&layers.above));
    for (key, value) in layer(&layers.below).into_iter().chain(layer(&DEFAULTS)) {
        table.get_mut().entry(key).or_insert(value);
    }
    Settings::deserialize(Deserializer::from(table)).map_err(|error| {
        let Some(at) = error.span() else { return explained(error) };
        // Whatever follows a setting, up to the next one, is its value.
        let before = places.iter().filter(|(start, _)| *start <= at.start);
        match before.max_by_key(|(start, _)| *start) {
            Some((_, key)) => anyhow::anyhow!("{name}:{}: {}", line(text, &at), refused(key, error.message())),
            None => explained(error),
        }
    })
}

/// Says what is wrong with the value of a setting, and shows one that is right. What type was expected, the example
/// shows.
fn refused(key: &str, message: &str) -> String {
    let is_of_rust = ["invalid type", "invalid value"].iter().any(|start| message.starts_with(start));
    let what = if is_of_rust { message.split(", expected ").next() } else { None };
    let example = Declared::all().iter().find(|setting| setting.name == key).map_or("", Declared::example);
    format!("{key}: {}; write it as in `{key} = {example}`", what.unwrap_or(message))
}

fn unknown(key: &str) -> String {
    let written = key.to_ascii_lowercase().replace('_', "-");
    let similarity = |name: &str| strsim::jaro_winkler(name, &written);
    let known: Vec<&str> = Declared::all().iter().map(|setting| setting.name.as_str()).collect();
    let near = known.iter().copied().filter(|name| name.len() * 2 > written.len());
    let nearest = near.max_by(|a, b| similarity(a).total_cmp(&similarity(b)));
    match nearest.filter(|name| similarity(name) >= SIMILAR) {
        Some(name) => format!("there is no setting `{key}`; did you mean `{name}`?"),
        None => format!("there is no setting `{key}`; the settings are {}", known.join(", ")),
    }
}

/// Counts lines from 1.
fn line(text: &str, span: &Range<usize>) -> usize {
    text.as_bytes().iter().take(span.start).filter(|byte| **byte == b'\n').count() + 1
}
