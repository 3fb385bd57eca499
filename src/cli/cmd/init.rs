//! `findlet init`: a file of settings to begin with, and what to write into the pages.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::config::{Declared, Flags, NAME};
use crate::output;

/// Nothing to choose.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

/// What goes into the pages.
const SNIPPET: &str = r#"<link rel="stylesheet" href="/findlet/findlet.css">
<script src="/findlet/findlet.load.js" defer></script>
<findlet-search><form action="/findlet/search.html"><input name="q" type="search" aria-label="Search"></form></findlet-search>
"#;

/// Writes the file to the current folder and prints what goes into the pages.
///
/// # Errors
/// Where there is such a file, or it cannot be written.
pub(crate) fn run(_: &Arguments) -> Result<bool> {
    let file = OpenOptions::new().write(true).create_new(true).open(NAME);
    if file.as_ref().is_err_and(|error| error.kind() == ErrorKind::AlreadyExists) {
        bail!("{NAME} is there already; remove it first");
    }
    let write = file.and_then(|mut file| file.write_all(example().as_bytes()));
    write.with_context(|| format!("cannot write {NAME}"))?;
    let next = "Set `site` in it, run `findlet build` after each build of the site, and put this into its pages";
    output::print(&format!("{NAME} is written. {next}:\n\n{SNIPPET}"))?;
    Ok(true)
}

/// Returns a file with every setting in it, commented out.
pub(crate) fn example() -> String {
    let mut text = String::from(
        "# Settings of `findlet build`. Flags of the same names win over them. Paths are relative to this file.\n\
         # Take `#: ` away where you want something else than the default.\n",
    );
    for argument in Flags::augment_args(clap::Command::new("findlet")).get_arguments() {
        let (Some(help), Some(setting)) = (argument.get_help(), Declared::of(argument)) else { continue };
        text.push_str(&format!("\n# {help}.\n#: {} = {}\n", setting.name, setting.example()));
    }
    text
}
