//! `findlet init`: a file of settings to begin with, and what to write into the pages.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use anyhow::{Context, Result, bail};
use clap::{Args, CommandFactory, Parser};

use crate::config::{NAME, Settings};
use crate::output;

/// Nothing to choose.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

/// What goes into the pages.
const SNIPPET: &str = r#"<link rel="stylesheet" href="/findlet/findlet.css">
<script src="/findlet/findlet.load.js" defer></script>
<findlet-search><form action="/findlet/search.html"><input name="q" type="search" aria-label="Search"></form></findlet-search>
"#;

/// Values to begin with, for every setting. The text of flags says what they mean.
const VALUES: [(&str, &str); 26] = [
    ("site", "\"public\""),
    ("out", "\"public/findlet\""),
    ("jsonl", "\"documents.jsonl\""),
    ("sources", "[\"html\"]"),
    ("include", "[\"docs/**\"]"),
    ("exclude", "[\"drafts\", \"**/print.html\"]"),
    ("body", "[\"main\"]"),
    ("ignore", "[\".breadcrumbs\"]"),
    ("facets", "[\"author\"]"),
    ("include-noindex", "false"),
    ("base-url", "\"https://example.org/\""),
    ("index-html", "\"strip\""),
    ("html-extension", "\"keep\""),
    ("trailing-slash", "\"keep\""),
    ("canonical", "\"follow\""),
    ("languages", "\"together\""),
    ("form", "\"auto\""),
    ("single-file", "false"),
    ("engine", "\"full\""),
    ("synonyms", "\"synonyms.txt\""),
    ("weights", "{ title = 4.0, keywords = 3.0, heading = 2.0, summary = 1.0, caption = 0.5, body = 1.0 }"),
    ("k1", "1.5"),
    ("b", "0.75"),
    ("stemming", "true"),
    ("threads", "0"),
    ("memory", "128"),
];

#[derive(Debug, Parser)]
struct Flags {
    #[command(flatten)]
    _settings: Settings,
}

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
    let command = Flags::command();
    for (name, value) in VALUES {
        let argument = command.get_arguments().find(|argument| argument.get_id().as_str() == name.replace('-', "_"));
        let help = argument.and_then(|argument| argument.get_help()).map(ToString::to_string).unwrap_or_default();
        text.push_str(&format!("\n# {help}.\n#: {name} = {value}\n"));
    }
    text
}
