//! Pagefind's settings, by Pagefind's names: as flags, as variables of the environment, and in `pagefind.toml`,
//! `pagefind.yml`, `pagefind.yaml` and `pagefind.json`. They are read with `--pagefind` only.
//!
//! A flag wins over a variable, a variable over the file, as there. Settings of our own win over those of Pagefind that
//! are given in the same way: a flag over a flag, and `findlet.toml` over variables and the file.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use findlet_indexer::Notation;
use serde_json::Value;
use toml::Table;

use super::file::Layers;
use crate::publish::names::OUT;

/// The folder in which sites look for Pagefind.
const FOLDER: &str = "pagefind";

/// Folders that stand in the root of their site; scripts in others take the root of the host for it.
const IN_ROOT: [&str; 2] = [FOLDER, "_pagefind"];

/// The files, each of which is read if it is in the current folder.
pub(crate) const FILES: [&str; 4] = ["pagefind.toml", "pagefind.yml", "pagefind.yaml", "pagefind.json"];

/// How variables of the environment begin.
const VARIABLE: &str = "PAGEFIND_";

/// What a setting of Pagefind's is here.
#[derive(Clone, Copy)]
enum Here {
    /// The setting of ours with this name, which takes a text.
    Text(&'static str),
    /// The setting of ours with this name, which takes several.
    List(&'static str),
    /// Where it is given and true, our setting has this value.
    Value(&'static str, &'static str),
    /// The folder of the script, within the site.
    Subfolder,
    /// The folder of the script.
    Folder,
    /// Nothing, and why.
    Nothing(&'static str),
}

/// All settings by their names in files. Those of earlier versions come before those that replaced them.
const KNOWN: [(&str, Here); 16] = [
    ("source", Here::Text("site")),
    ("site", Here::Text("site")),
    ("bundle_dir", Here::Subfolder),
    ("output_subdir", Here::Subfolder),
    ("output_path", Here::Folder),
    ("root_selector", Here::List("body")),
    ("exclude_selectors", Here::List("ignore")),
    ("glob", Here::List("include")),
    ("force_language", Here::Value("languages", "together")),
    ("keep_index_url", Here::Value("index-html", "keep")),
    ("include_characters", Here::Nothing("not needed: words such as C++ and --flag are found")),
    ("serve", Here::Nothing("the site is not served; run `findlet serve` after the build")),
    ("logfile", Here::Nothing("no log is written; redirect what the command prints")),
    ("quiet", Here::Nothing("the command reads no such setting; give it the flag --quiet")),
    ("verbose", Here::Nothing("the command reads no such setting; give it the flag --verbose")),
    ("write_playground", Here::Nothing("no playground is written; `findlet serve` shows the site with its search")),
];

/// Settings by which words are said, for which the command has flags of its own.
const OWN_FLAGS: [&str; 2] = ["quiet", "verbose"];

/// The flags with a letter of their own.
const LETTERS: [(&str, char); 2] = [("site", 's'), ("bundle_dir", 'b')];

/// The flags of Pagefind that were given: their values by the names of [`KNOWN`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Flags(BTreeMap<&'static str, Value>);

impl Args for Flags {
    /// They are documented in docs/pagefind.md, and not among the flags of the command.
    fn augment_args(command: Command) -> Command {
        let flags = KNOWN.iter().filter(|(name, _)| !OWN_FLAGS.contains(name));
        command.args(flags.map(|&(name, here)| {
            let letter = LETTERS.iter().find(|(flag, _)| *flag == name).map(|(_, letter)| *letter);
            let is_switch = matches!(name, "keep_index_url" | "serve" | "write_playground");
            let action = match here {
                _ if is_switch => ArgAction::SetTrue,
                Here::List(_) => ArgAction::Append,
                _ => ArgAction::Set,
            };
            Arg::new(id(name)).long(name.replace('_', "-")).short(letter).action(action).hide(true)
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// Our own settings have some of the names.
fn id(name: &str) -> String {
    format!("{FOLDER}:{name}")
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |&(name, here): &(&'static str, Here)| {
            let id = id(name);
            if matches.try_contains_id(&id).is_err()
                || matches.value_source(&id) != Some(clap::parser::ValueSource::CommandLine)
            {
                return None;
            }
            let value = match (here, matches.try_get_one::<bool>(&id)) {
                (_, Ok(given)) => Value::Bool(given.copied()?),
                (Here::List(_), _) => matches.get_many::<String>(&id)?.map(String::as_str).collect(),
                _ => Value::String(matches.get_one::<String>(&id)?.clone()),
            };
            Some((name, value))
        };
        Ok(Self(KNOWN.iter().filter_map(given).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Flags {
    /// Nothing is lost where a flag of Pagefind's is given without `--pagefind`.
    ///
    /// # Errors
    /// Where one is.
    pub fn refuse(&self) -> Result<()> {
        if let Some(name) = self.0.keys().next() {
            bail!(
                "--{} is a setting of Pagefind's; give --pagefind with it, or see docs/pagefind.md for ours",
                name.replace('_', "-")
            );
        }
        Ok(())
    }
}

/// What is set for Pagefind, in our words.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Our settings.
    pub layers: Layers,
    /// The folder that scripts look for, where it is said to be another than [`FOLDER`] in the site.
    path: Option<PathBuf>,
    /// The same, within the site.
    subfolder: Option<PathBuf>,
    /// What changes nothing: where it is set, and why.
    pub notes: Vec<(String, String)>,
}

impl Asked {
    /// Reads the files in `folder`, these variables of the environment, and the flags.
    ///
    /// # Errors
    /// Where a file cannot be read, or a value has a wrong type.
    pub fn read(folder: &Path, variables: impl IntoIterator<Item = (String, String)>, flags: &Flags) -> Result<Self> {
        let mut asked = Self::default();
        // Pages that say the same are found one by one there.
        let mut below = Table::from_iter([("canonical".to_owned(), "ignore".into())]);
        for name in FILES {
            let path = folder.join(name);
            if path.is_file() {
                asked.read_file(&path, &mut below)?;
            }
        }
        let mut variables: Vec<(String, String)> = variables.into_iter().collect();
        variables.sort();
        for (variable, value) in variables {
            let Some(name) = variable.strip_prefix(VARIABLE) else { continue };
            asked.take(&variable, &name.to_ascii_lowercase(), &Value::String(value), &mut below)?;
        }
        let mut above = Table::new();
        for (name, value) in &flags.0 {
            asked.take(&format!("--{}", name.replace('_', "-")), name, value, &mut above)?;
        }
        asked.layers = Layers { below: below.to_string(), above: above.to_string() };
        Ok(asked)
    }

    fn read_file(&mut self, path: &Path, table: &mut Table) -> Result<()> {
        let name = path.display();
        let unknown =
            || format!("cannot tell what {name} is written in; name a file that ends in .toml, .yml or .json");
        let notation = Notation::of(&name.to_string()).with_context(unknown)?;
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
        let settings = match notation.read(&text).with_context(|| format!("cannot read {name}"))? {
            Value::Object(settings) => settings,
            Value::Null => return Ok(()),
            _ => bail!("{name} holds no settings; write them as names and values, such as site and public"),
        };
        for (key, value) in &settings {
            self.take(&format!("{name}: {key}"), &key.replace('-', "_"), value, table)?;
        }
        Ok(())
    }

    /// Takes the setting `name`, which stands at `place`, into `table` in our words.
    fn take(&mut self, place: &str, name: &str, value: &Value, table: &mut Table) -> Result<()> {
        let Some((_, here)) = KNOWN.iter().find(|(known, _)| *known == name) else {
            self.notes.push((place.to_owned(), "Pagefind has no setting of this name that Findlet knows".to_owned()));
            return Ok(());
        };
        match here {
            Here::Text(ours) => {
                table.insert((*ours).to_owned(), text(place, value)?.into());
            }
            Here::List(ours) => {
                table.insert((*ours).to_owned(), list(place, value)?.into());
            }
            Here::Value(..) | Here::Nothing(_) if is_off(value) => {}
            Here::Value(ours, word) => {
                table.insert((*ours).to_owned(), (*word).into());
            }
            Here::Subfolder => self.subfolder = Some(text(place, value)?.into()),
            Here::Folder => self.path = Some(text(place, value)?.into()),
            Here::Nothing(why) => self.notes.push((place.to_owned(), (*why).to_owned())),
        }
        Ok(())
    }

    /// Returns the folder that scripts look for: the one that was asked for, or the one beside the index.
    ///
    /// # Errors
    /// Where the index is to be elsewhere than beside it.
    pub fn folder(&self, site: Option<&Path>, out: Option<&Path>) -> Result<PathBuf> {
        let folder = match (&self.path, &self.subfolder, site, out) {
            (Some(path), ..) => path.clone(),
            (None, Some(path), Some(site), _) => site.join(path),
            (.., Some(out)) => return Ok(out.with_file_name(FOLDER)),
            (.., site, None) => site.unwrap_or(Path::new("")).join(FOLDER),
        };
        let is_beside = |out: &Path| out.parent() == folder.parent() && out != folder;
        if folder.file_name().is_none() || !out.is_none_or(is_beside) || folder.ends_with(OUT) {
            bail!(
                "Pagefind's script is to be written to {}, and the index to {}; name two folders in one",
                folder.display(),
                out.map_or_else(|| folder.with_file_name(OUT), Path::to_owned).display()
            );
        }
        Ok(folder)
    }
}

/// Whether scripts in `folder` take the folder around it for the root of the site, as they do by its name.
pub(crate) fn is_in_root(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| IN_ROOT.iter().any(|known| name == *known))
}

/// Returns what the file `path` sets, in our words, and what of it changes nothing.
///
/// # Errors
/// Where it cannot be read, or a value has a wrong type.
pub(crate) fn settings_of(path: &Path) -> Result<(Table, Vec<(String, String)>)> {
    let (mut asked, mut table) = (Asked::default(), Table::new());
    asked.read_file(path, &mut table)?;
    Ok((table, asked.notes))
}

/// Reads the variables of the environment that are text.
pub(super) fn environment() -> impl Iterator<Item = (String, String)> {
    env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

fn is_off(value: &Value) -> bool {
    matches!(value, Value::Bool(false) | Value::Null)
        || value.as_str().is_some_and(|text| ["", "false"].contains(&text))
}

fn text(place: &str, value: &Value) -> Result<String> {
    value.as_str().map(str::to_owned).with_context(|| format!("{place} is {value}; give a text"))
}

fn list(place: &str, value: &Value) -> Result<Vec<String>> {
    match value {
        Value::Array(values) => values.iter().map(|value| text(place, value)).collect(),
        value => Ok(vec![text(place, value)?]),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Cli {
        #[command(flatten)]
        flags: Flags,
    }

    /// What holds where nothing is asked for.
    const DEFAULT: &str = "canonical = \"ignore\"\n";

    fn flags(arguments: &[&str]) -> Flags {
        Cli::try_parse_from([&["findlet"], arguments].concat()).unwrap().flags
    }

    fn asked(files: &[(&str, &str)], variables: &[(&str, &str)], arguments: &[&str]) -> Result<Asked> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Asked::read(folder.path(), variables, &flags(arguments))
    }

    fn below(files: &[(&str, &str)], variables: &[(&str, &str)]) -> String {
        asked(files, variables, &[]).unwrap().layers.below
    }

    #[test]
    fn the_same_is_asked_for_in_every_notation() {
        let expected = "body = [\"main\"]\nignore = [\"nav\", \"#a > b\"]\ninclude = [\"**/*.html\"]\nindex-html = \"keep\"\nlanguages = \"together\"\nsite = \"out\"\n";
        for (name, text) in [
            (
                "pagefind.yml",
                "site: out\nroot_selector: main\nexclude_selectors:\n  - nav\n  - '#a > b'\nglob: '**/*.html'\nkeep_index_url: true\nforce_language: en",
            ),
            (
                "pagefind.toml",
                "site = 'out'\nroot_selector = 'main'\nexclude_selectors = ['nav', '#a > b']\nglob = '**/*.html'\nkeep_index_url = true\nforce_language = 'en'",
            ),
            (
                "pagefind.json",
                r##"{"source":"out","root-selector":"main","exclude_selectors":["nav","#a > b"],"glob":"**/*.html","keep_index_url":true,"force_language":"en"}"##,
            ),
        ] {
            assert_eq!(below(&[(name, text)], &[]).replace(DEFAULT, ""), expected, "{name}");
        }
        let flags = "--site=out --root-selector=main --exclude-selectors=nav --keep-index-url --force-language=en --glob=**/*.html";
        let flags: Vec<&str> = flags.split(' ').chain(["--exclude-selectors", "#a > b"]).collect();
        assert_eq!(asked(&[], &[], &flags).unwrap().layers.above, expected);
    }

    #[test]
    fn a_variable_wins_over_the_file_and_nothing_else_is_read() {
        let file = ("pagefind.yaml", "site: a\nkeep_index_url: true");
        let variables = [("PAGEFIND_SITE", "b"), ("PAGEFIND_KEEP_INDEX_URL", "false"), ("PATH", "/bin"), ("SITE", "c")];
        assert_eq!(
            below(&[file, ("pagefind.txt", "site: d")], &variables),
            format!("{DEFAULT}index-html = \"keep\"\nsite = \"b\"\n")
        );
        assert_eq!(below(&[("pagefind.yml", "")], &[]), DEFAULT);
    }

    #[test]
    fn what_changes_nothing_is_named_with_its_place() {
        let file = ("pagefind.yml", "include_characters: '<>'\nserve: false\ncolour: red\nlogfile: log.txt");
        let notes = asked(&[file], &[("PAGEFIND_QUIET", "true")], &["--serve"]).unwrap().notes;
        let places: Vec<&str> = notes.iter().map(|(place, _)| place.rsplit('/').next().unwrap()).collect();
        let expected = ["colour", "include_characters", "logfile"].map(|name| format!("pagefind.yml: {name}"));
        assert_eq!(places[..3], expected);
        assert_eq!(places[3..], ["PAGEFIND_QUIET", "--serve"]);
    }

    #[test]
    fn the_script_is_where_scripts_look_for_it() {
        let folder = |arguments: &[&str], site: Option<&str>, out: Option<&str>| {
            let folder = asked(&[], &[], arguments).unwrap().folder(site.map(Path::new), out.map(Path::new));
            folder.map(|folder| folder.to_string_lossy().replace('\\', "/")).map_err(|error| error.to_string())
        };
        let site = Some("public");
        assert_eq!(folder(&[], site, None).unwrap(), "public/pagefind");
        assert_eq!(folder(&[], site, Some("static/search")).unwrap(), "static/pagefind");
        assert_eq!(folder(&["--output-subdir", "_search"], site, None).unwrap(), "public/_search");
        assert_eq!(folder(&["-b", "_pagefind"], site, Some("public/findlet")).unwrap(), "public/_pagefind");
        let both = ["--output-subdir", "a", "--output-path", "other/b"];
        assert_eq!(folder(&both, site, None).unwrap(), "other/b");
        for (arguments, out) in [(&both[..], Some("public/findlet")), (&["--output-path=x/findlet"], None)] {
            let message = folder(arguments, site, out).unwrap_err();
            assert!(message.contains("name two folders in one"), "{message}");
        }
        assert!(is_in_root(Path::new("a/_pagefind")) && !is_in_root(Path::new("pagefind/search")));
    }

    #[test]
    fn flags_of_pagefind_need_the_setting_and_values_the_right_type() {
        let message = flags(&["--root-selector", "main"]).refuse().unwrap_err().to_string();
        assert!(message.starts_with("--root-selector is a setting of Pagefind's; give --pagefind"), "{message}");
        assert!(flags(&[]).refuse().is_ok());
        for (name, text, expected) in [
            ("pagefind.yml", "site: [a]", "site is [\"a\"]; give a text"),
            ("pagefind.json", "[]", "holds no settings"),
            ("pagefind.toml", "site = ", "cannot read "),
        ] {
            let message = format!("{:#}", asked(&[(name, text)], &[], &[]).unwrap_err());
            assert!(message.contains(expected) && message.contains(name), "{message}");
        }
    }
}
