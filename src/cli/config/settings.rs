//! The settings, each declared once: its meaning, its flag, its type, and its default or an example.
//!
//! Flags, keys of `findlet.toml`, the file that `findlet init` writes and the table in `docs/command.md` come of this
//! list.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{ArgAction, ArgMatches, Args, Command, FromArgMatches};
use findlet_indexer::SourceKind;
use serde::Deserialize;

use super::values::{
    Canonical, Case, Edge, Engine, FormWanted, Languages, Slash, WeightsWanted, number, source_kinds, whole_number,
};

/// Declares the settings. Each is `name: Type`, then `= DEFAULT` where it has one, then `, such as EXAMPLE` where
/// the default says little. Both are TOML. A setting without a default is an `Option`.
macro_rules! settings {
    ($($(#[$attribute:meta])* $name:ident: $type:ty $(= $default:tt)? $(, such as $example:tt)?;)*) => {
        /// What can be set. Flags win over the file, the file over the defaults.
        #[derive(Args, Clone, Debug, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub(crate) struct Settings {
            $($(#[$attribute])* pub $name: $type,)*
        }

        /// The settings in the order in which they are declared.
        static DECLARED: LazyLock<Vec<Declared>> = LazyLock::new(|| vec![$(Declared {
            name: stringify!($name).replace('_', "-"),
            default: one_line(concat!($(stringify!($default))?)),
            example: one_line(concat!($(stringify!($example))?)),
        }),*]);
    };
}

settings! {
    /// The folder of the built site. Default: public, dist, build, _site, book, site or out, the first with a page in it
    site: Option<PathBuf>, such as "public";
    /// Where search is written; replaced as a whole where an earlier build wrote it. Default: the folder findlet in SITE
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>, such as "public/findlet";
    /// Documents in JSON, one on each line, beside the site or in place of it
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>, such as "documents.jsonl";
    /// Which kinds of files are pages. Default: html; in a folder without HTML, all others
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = source_kinds())]
    sources: Option<Vec<SourceKind>>, such as ["html"];
    /// Index only what one of these globs matches, such as docs/**; may be repeated
    #[arg(long, value_name = "GLOB")]
    include: Vec<String> = [], such as ["docs/**"];
    /// Leave out what one of these globs matches, such as drafts or **/print.html; may be repeated
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String> = [], such as ["drafts", "**/print.html"];
    /// CSS selector of the main content, where it is not found by itself; may be repeated
    #[arg(long, value_name = "SELECTOR")]
    body: Vec<String> = [], such as ["main"];
    /// CSS selector of what is never indexed; may be repeated
    #[arg(long, value_name = "SELECTOR")]
    ignore: Vec<String> = [], such as [".breadcrumbs"];
    /// Names of meta elements, of metadata and of front matter whose values can be filtered by and counted, such as author
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    facets: Vec<String> = [], such as ["author"];
    /// Whether values of a facet that differ in case only are one (join) or several (keep)
    #[arg(long, value_name = "HOW")]
    facet_case: Case = "join";
    /// Index pages although they say noindex
    #[arg(long, value_name = "BOOL", action = ArgAction::Set, num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    include_noindex: bool = false;
    /// The address of the site's root, for hits where DIR is elsewhere and to know canonical addresses
    #[arg(long, value_name = "URL")]
    base_url: Option<String>, such as "https://example.org/";
    /// Whether a/index.html is a/ (strip) or stays as it is (keep)
    #[arg(long, value_name = "HOW")]
    index_html: Edge = "strip";
    /// Whether a.html is a (strip) or stays as it is (keep)
    #[arg(long, value_name = "HOW")]
    html_extension: Edge = "keep";
    /// Whether addresses of folders end in a slash: keep, add, remove
    #[arg(long, value_name = "HOW")]
    trailing_slash: Slash = "keep";
    /// Whether a page is left out when its canonical address is another page of the site (follow, ignore)
    #[arg(long, value_name = "HOW")]
    canonical: Canonical = "follow";
    /// Whether languages share an index: one for each that has several pages (auto), one for each (each), or one for all (together)
    #[arg(long, value_name = "HOW")]
    languages: Languages = "auto";
    /// auto, embedded (the index inside the engine) or sharded (fetched as queries need it)
    #[arg(long, value_name = "FORM")]
    form: FormWanted = "auto";
    /// Put the whole index into findlet.classic.js, so that the site can be searched from disk
    #[arg(long, value_name = "BOOL", action = ArgAction::Set, num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    single_file: bool = false;
    /// auto: core, and full once a query needs it, where the index is sharded; full; or core: a fifth smaller, without operators, synonyms and filters
    #[arg(long, value_name = "ENGINE")]
    engine: Engine = "auto";
    /// Also write the folder pagefind beside the index, with Pagefind's JavaScript API for themes and scripts that use it
    #[arg(long, value_name = "BOOL", action = ArgAction::Set, num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    pagefind: bool = false;
    /// Also write llms.txt and llms-full.txt into the root of the site: a list of its pages for assistants, and all of their texts
    #[arg(long, value_name = "BOOL", action = ArgAction::Set, num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    llms: bool = false;
    /// Words that mean the same: a file of lines such as TV = television or car => automobile
    #[arg(long, value_name = "FILE")]
    synonyms: Option<PathBuf>, such as "synonyms.txt";
    /// What a word weighs by where it is, such as title=4,heading=2
    #[arg(long, value_name = "FIELD=NUMBER,…")]
    weights: WeightsWanted = {}, such as {
        title = 4.0, keywords = 3.0, links = 1.5, heading = 2.0, summary = 1.0, caption = 0.5, body = 1.0
    };
    /// BM25 k1, saturation of term frequency: the higher it is, the longer each repetition of a word raises the score
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = number)]
    k1: f64 = 1.5;
    /// BM25 b, length normalisation: from 0, where the length of a page does not matter, to 1, where it matters fully
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = number)]
    b: f64 = 0.75;
    /// Whether the inflections of a word find each other
    #[arg(long, value_name = "BOOL", action = ArgAction::Set, num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    stemming: bool = true;
    /// Threads to work with; 0 for one per core
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = whole_number::<usize>)]
    threads: usize = 0;
    /// Megabytes of the index to hold in memory before it goes to a temporary file
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = whole_number::<usize>)]
    memory: usize = 128;
}

/// A setting as it is declared; values are TOML.
#[derive(Debug)]
pub(crate) struct Declared {
    pub name: String,
    /// Empty where it has none.
    pub default: String,
    /// Empty where the default says enough.
    example: String,
}

/// `stringify!` breaks what is long into lines, between which TOML's inline tables end.
fn one_line(toml: &str) -> String {
    toml.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Declared {
    /// Returns all settings, in order.
    pub fn all() -> &'static [Self] {
        &DECLARED
    }

    /// Returns the setting that `argument` is the flag of.
    pub fn of(argument: &clap::Arg) -> Option<&'static Self> {
        let name = argument.get_id().as_str().replace('_', "-");
        DECLARED.iter().find(|setting| setting.name == name)
    }

    /// Returns a value to begin with.
    pub fn example(&self) -> &str {
        if self.example.is_empty() { &self.default } else { &self.example }
    }

    /// Returns the default as people read it, unless it is nothing.
    fn shown_default(&self) -> Option<&str> {
        Some(self.default.trim_matches('"')).filter(|default| !["", "[]", "{}"].contains(default))
    }
}

/// All defaults, as a file would state them.
pub(super) static DEFAULTS: LazyLock<String> = LazyLock::new(|| {
    let stated = DECLARED.iter().filter(|setting| !setting.default.is_empty());
    stated.map(|Declared { name, default, .. }| format!("{name} = {default}\n")).collect::<Vec<_>>().concat()
});

/// The settings that are given by flags.
#[derive(Clone, Debug)]
pub(crate) struct Flags(ArgMatches);

impl Flags {
    /// Puts what is given into `settings`.
    ///
    /// # Errors
    /// Never for flags that clap has read.
    pub fn apply(&self, settings: &mut Settings) -> Result<(), clap::Error> {
        settings.update_from_arg_matches(&self.0)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self(matches.clone()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0 = matches.clone();
        Ok(())
    }
}

impl Args for Flags {
    /// No flag must be given, and the help of each ends with its default.
    fn augment_args(command: Command) -> Command {
        Settings::augment_args_for_update(command).mut_args(with_default)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn with_default(argument: clap::Arg) -> clap::Arg {
    let default = Declared::of(&argument).and_then(Declared::shown_default);
    match (default, argument.get_help()) {
        (Some(default), Some(help)) => {
            let help = format!("{help}. Default: {default}");
            argument.help(help)
        }
        _ => argument,
    }
}
