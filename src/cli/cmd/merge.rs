//! `findlet merge`: the parts of a site become its index, as if one machine had read all pages.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::build;
use crate::site::open_parts;

/// Which parts, and how to index them.
#[derive(Debug, Args)]
#[command(mut_arg("site", |site| site.long("site").hide(true)), mut_arg("pagefind:site", |site| site.long("pagefind-site").short(None)))]
pub(crate) struct Arguments {
    /// What `findlet build --part` wrote: all parts, in any order
    #[arg(required = true, value_name = "PART")]
    parts: Vec<PathBuf>,
    #[command(flatten)]
    build: build::Arguments,
}

/// Builds the index of all parts; returns whether there was anything to index.
///
/// # Errors
/// Where a part is missing or unfit, or any of [`build::build`].
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let config = arguments.build.config()?;
    let parts = open_parts(&arguments.parts, &config)?;
    let mut summary = build::index(&config, arguments.build.progress(), || Ok(parts))?;
    summary.source = format!("{} parts", arguments.parts.len());
    arguments.build.report(&summary)
}
