//! `findlet init`: a file of settings to begin with, and what to write into the pages.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use toml::Table;

use crate::config::{Declared, Flags, NAME};
use crate::moving::{self, DOCUMENTS, Former};
use crate::output;

/// What there was before.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// What searches the site so far: its settings, or its documents, are taken over
    #[arg(long, value_name = "SEARCH", value_enum)]
    from: Option<Former>,
    /// With --from: the file to read, where it is not where it usually is
    #[arg(requires = "from")]
    file: Option<PathBuf>,
}

/// What goes into the pages.
const SNIPPET: &str = r#"<link rel="stylesheet" href="/findlet/findlet.css">
<script src="/findlet/findlet.load.js" defer></script>
<findlet-search><form action="/findlet/search.html"><input name="q" type="search" aria-label="Search"></form></findlet-search>
"#;

/// Writes the file to the current folder and prints what goes into the pages.
///
/// # Errors
/// Where there is such a file, it cannot be written, or what there was before cannot be read.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let read = |former| moving::read(former, arguments.file.as_deref());
    let moved = arguments.from.map(read).transpose()?.unwrap_or_default();
    if let Some(documents) = &moved.documents {
        write_new(DOCUMENTS, &(documents.join("\n") + "\n"))?;
    }
    write_new(NAME, &(example(&moved.settings)))?;
    let next = "run `findlet build` after each build of the site, and put this into its pages";
    let next = if moved.settings.is_empty() {
        format!("Set `site` in it, {next}")
    } else {
        let notes = moved.notes.iter().map(|note| format!("- {note}\n")).collect::<Vec<_>>().concat();
        format!("It has what {} said.\n\n{notes}\nLook it through, {next}", moved.from.display())
    };
    output::print(&format!("{NAME} is written. {next}:\n\n{SNIPPET}"))?;
    Ok(true)
}

/// Writes a file that is not there yet.
///
/// # Errors
/// Where it is, or cannot be written.
fn write_new(name: &str, text: &str) -> Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).open(name);
    if file.as_ref().is_err_and(|error| error.kind() == ErrorKind::AlreadyExists) {
        bail!("{name} is there already; remove it first");
    }
    file.and_then(|mut file| file.write_all(text.as_bytes())).with_context(|| format!("cannot write {name}"))
}

/// Returns a file with every setting in it, commented out but for those that are set.
pub(crate) fn example(set: &Table) -> String {
    let mut text = String::from(
        "# Settings of `findlet build`. Flags of the same names win over them. Paths are relative to this file.\n\
         # Take `#: ` away where you want something else than the default.\n",
    );
    for argument in Flags::augment_args(clap::Command::new("findlet")).get_arguments() {
        let (Some(help), Some(setting)) = (argument.get_help(), Declared::of(argument)) else { continue };
        let line = match set.get(&setting.name) {
            Some(value) => format!("{} = {value}", setting.name),
            None => format!("#: {} = {}", setting.name, setting.example()),
        };
        text.push_str(&format!("\n# {help}.\n{line}\n"));
    }
    text
}
