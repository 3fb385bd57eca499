//! What single settings can be.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::str::FromStr;

use anyhow::{Result, bail};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use findlet_indexer::SourceKind;
use serde::Deserialize;
use serde::de::{self, value::MapDeserializer};

/// Returns what reads a kind of source files by its name, and lists the names in the help.
pub(super) fn source_kinds() -> impl TypedValueParser<Value = SourceKind> {
    PossibleValuesParser::new(SourceKind::ALL.map(SourceKind::name)).try_map(|name| name.parse::<SourceKind>())
}

/// Reads a whole number.
pub(crate) fn whole_number<Number: FromStr>(text: &str) -> Result<Number, &'static str> {
    text.parse().map_err(|_| "write a whole number, 0 or more")
}

/// Reads a number.
pub(super) fn number(text: &str) -> Result<f64, &'static str> {
    text.parse().map_err(|_| "write a number such as 0.75")
}

/// What becomes of the end of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Edge {
    /// It is cut off.
    Strip,
    /// It stays.
    Keep,
}

/// Whether addresses of folders end in a slash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Slash {
    /// As the file is.
    Keep,
    /// Always, unless the address ends in the name of a file.
    Add,
    /// Never.
    Remove,
}

/// What a canonical address is to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Canonical {
    /// The page that it is left out for.
    Follow,
    /// Nothing.
    Ignore,
}

/// What becomes of values that differ in case only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Case {
    /// They are one.
    Join,
    /// They stay apart.
    Keep,
}

/// How languages share indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Languages {
    /// One index for each language that more than a page or a fiftieth of the largest is in.
    Auto,
    /// One index for all.
    Together,
    /// One index for each.
    Each,
}

/// The form of an index, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FormWanted {
    /// Embedded while that is small.
    Auto,
    /// Inside the engine.
    Embedded,
    /// In parts that are fetched as queries need them.
    Sharded,
}

/// What an index is searched with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Engine {
    /// Of a sharded index the core one and, for queries that need more, the full one beside it.
    Auto,
    /// All there is.
    Full,
    /// A fifth smaller: words, slips and inflections; no operators, synonyms or filters.
    Core,
}

/// What a word weighs by the field that it stands in; fields that are not named keep their default.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "BTreeMap<String, f64>")]
pub(crate) struct WeightsWanted(pub findlet_indexer::Weights);

/// The greatest weight of a field.
const MOST: f64 = 100.0;

impl TryFrom<BTreeMap<String, f64>> for WeightsWanted {
    type Error = String;

    fn try_from(weights: BTreeMap<String, f64>) -> Result<Self, String> {
        if let Some((field, weight)) = weights.iter().find(|(_, weight)| !(0.0..=MOST).contains(*weight)) {
            return Err(format!("the weight of `{field}` is {weight}; give a number from 0 to {MOST}"));
        }
        let fields = MapDeserializer::new(weights.into_iter());
        findlet_indexer::Weights::deserialize(fields).map(Self).map_err(|error: de::value::Error| error.to_string())
    }
}

impl FromStr for WeightsWanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let weight = |pair: &str| {
            let (field, weight) = pair.split_once('=').ok_or("write FIELD=NUMBER, with commas between them")?;
            let weight = weight.trim().parse().map_err(|_| format!("{weight:?} is no number"))?;
            Ok::<_, String>((field.trim().to_owned(), weight))
        };
        text.split(',').map(weight).collect::<Result<BTreeMap<_, _>, _>>()?.try_into()
    }
}

/// Returns the `value` of the setting `name`.
///
/// # Errors
/// Where it is outside `range`.
pub(super) fn within(name: &str, value: f64, range: RangeInclusive<f64>) -> Result<f64> {
    if !range.contains(&value) {
        bail!("{name} is {value}; give a number from {} to {}", range.start(), range.end());
    }
    Ok(value)
}

/// Returns an address that others can be relative to: with a slash at its end.
///
/// # Errors
/// Where it has no place to be at.
pub(super) fn base_url(url: String) -> Result<String> {
    let is_absolute = url.starts_with("http://") || url.starts_with("https://");
    if !is_absolute && !url.starts_with('/') {
        bail!("base-url is {url:?}; write https://…, or a path that begins with a slash");
    }
    if url.contains(['?', '#']) {
        bail!("base-url is {url:?}; leave out what begins with ? or #");
    }
    Ok(if url.ends_with('/') { url } else { url + "/" })
}
