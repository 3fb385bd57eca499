use clap::{Args, Parser};
use findlet_indexer::SourceKind;

use super::*;

#[derive(Debug, Parser)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
}

fn settings(file: &str, arguments: &[&str]) -> Settings {
    let mut settings = file::parse("findlet.toml", file, &Layers::default()).unwrap();
    let cli = Cli::try_parse_from([&["findlet"], arguments].concat()).unwrap();
    cli.flags.apply(&mut settings).unwrap();
    settings
}

fn decided(settings: Settings) -> Result<Config> {
    Config::decide(settings, Asked::default())
}

fn refused(text: &str) -> String {
    file::parse("findlet.toml", text, &Layers::default()).unwrap_err().to_string()
}

#[test]
fn flags_win_over_the_file_and_the_file_over_defaults() {
    let file = "site = 'public'\nk1 = 1.2\nb = 0.5\nengine = 'core'\ninclude = ['a', 'b']\nsingle-file = true";
    let flags = ["--b", "0.25", "--engine=full", "--include=c", "--include-noindex"];
    let Config { settings, out, options, .. } = decided(settings(file, &flags)).unwrap();
    assert_eq!((options.k1, options.b, settings.engine), (1.2, 0.25, Engine::Full));
    assert_eq!((settings.include, settings.include_noindex, settings.single_file), (vec!["c".to_owned()], true, true));
    assert_eq!((out.as_path(), settings.form), (Path::new("public/findlet"), FormWanted::Auto));
}

#[test]
fn defaults_are_those_of_the_indexer() {
    let options = |file: &str| settings(file, &[]).options().unwrap();
    assert_eq!(options(""), Options::default());
    let weights = Declared::all().iter().find(|setting| setting.name == "weights").unwrap().example();
    assert_eq!(options(&format!("weights = {weights}")), Options::default());
}

#[test]
fn paths_in_the_file_are_relative_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.toml");
    let flags = Flags::augment_args(clap::Command::new("findlet"));
    let is_path = |argument: &&clap::Arg| {
        argument.get_value_parser().type_id() == clap::builder::ValueParser::path_buf().type_id()
    };
    let paths: Vec<String> =
        flags.get_arguments().filter(is_path).map(|argument| Declared::of(argument).unwrap().name.clone()).collect();
    assert!(paths.len() > 2, "{paths:?}");
    for name in paths {
        std::fs::write(&path, format!("{name} = 'below'")).unwrap();
        let shown = format!("{:?}", file::read(&path, &Layers::default()).unwrap());
        assert!(shown.contains(&format!("{:?}", folder.path().join("below"))), "{name}: {shown}");
    }
}

#[test]
fn an_unknown_key_is_refused_with_its_line_and_the_nearest_name() {
    assert_eq!(
        refused("site = 'public'\n\nbaseurl = '/'"),
        "findlet.toml:3: there is no setting `baseurl`; did you mean `base-url`?"
    );
    assert!(refused("exclude_ = []").ends_with("did you mean `exclude`?"));
    assert!(refused("colour = 'red'").contains("there is no setting `colour`; the settings are site, out, jsonl"));
}

#[test]
fn values_of_a_wrong_type_are_refused_with_their_line() {
    let message = refused("site = 'public'\nthreads = 'many'");
    assert!(message.starts_with("findlet.toml:2: ") && message.contains("string"), "{message}");
    let message = refused("form = 'small'");
    assert!(message.starts_with("findlet.toml:1: ") && message.contains("embedded"), "{message}");
    let message = refused("weights = { titel = 2.0 }");
    assert!(message.contains("unknown field `titel`, expected one of `title`, `keywords`"), "{message}");
    assert!(refused("a = ").starts_with("findlet.toml:1: "));
}

#[test]
fn every_setting_is_a_flag_and_a_key_by_one_name() {
    let example = crate::cmd::init::example(&toml::Table::new());
    let uncommented: String =
        example.lines().filter_map(|line| line.strip_prefix("#: ")).map(|line| line.to_owned() + "\n").collect();
    let table: toml::Table = uncommented.parse().unwrap();
    let flags = Flags::augment_args(clap::Command::new("findlet"));
    let flags: Vec<_> = flags.get_arguments().map(|flag| flag.get_long().unwrap_or("site")).collect();
    assert_eq!(flags, Declared::all().iter().map(|setting| setting.name.as_str()).collect::<Vec<_>>());
    assert_eq!(table.len(), flags.len());
    file::parse("findlet.toml", &uncommented, &Layers::default()).unwrap();
}

#[test]
fn weights_are_written_alike_in_both() {
    let expected = file::parse("", "weights = { title = 3.5, body = 2 }", &Layers::default()).unwrap().weights;
    assert_eq!(settings("", &["--weights", "title=3.5, body=2"]).weights, expected);
    assert!(Cli::try_parse_from(["findlet", "--weights", "title"]).is_err());
}

#[test]
fn what_makes_no_sense_is_refused() {
    for (arguments, expected) in [
        (&[][..], "nothing to index is named"),
        (&["--jsonl", "docs.jsonl"], "name the folder to write with --out"),
        (&["site", "--b=2"], "b is 2; give a number from 0 to 1"),
        (&["site", "--k1=NaN"], "k1 is NaN"),
        (&["site", "--base-url=docs/"], "or a path that begins with a slash"),
    ] {
        let error = decided(settings("", arguments)).unwrap_err().to_string();
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
}

#[test]
fn a_base_address_ends_in_a_slash() {
    let config = |url: &str| decided(settings("", &["site", "--base-url", url])).unwrap();
    let base = |url: &str| config(url).settings.base_url.unwrap();
    assert_eq!(base("https://example.org/docs"), "https://example.org/docs/");
    assert_eq!(base("/"), "/");
}

/// Asserts that the part `name` of the document `docs/FILE` is `table`. `SNAPSHOTS=overwrite` writes it anew.
fn assert_documented(file: &str, name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&begin).unwrap();
    let (written, after) = rest.split_once(&end).unwrap();
    if std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        std::fs::write(&path, [before, &begin, table, &end, after].concat()).unwrap();
    } else {
        assert_eq!(written, table, "run again with SNAPSHOTS=overwrite");
    }
}

#[test]
fn every_setting_is_in_the_documentation_as_it_is_in_the_help() {
    assert_documented("command.md", "settings", &settings_table());
}

#[test]
fn every_kind_of_source_files_is_in_the_documentation() {
    let row = |kind: SourceKind| {
        let pages = if kind.is_built() { "always" } else { "where a site has no pages of generators" };
        format!("| `{kind}` | {} | {pages} |\n", kind.listed_endings())
    };
    let rows: String = SourceKind::ALL.map(row).concat();
    let table = format!("| kind | files | pages, by default |\n| --- | --- | --- |\n{rows}");
    assert_documented("indexing.md", "kinds", &table);
}

fn settings_table() -> String {
    let command = Flags::augment_args(clap::Command::new("findlet"));
    let row = |argument: &clap::Arg| {
        let name = argument.get_long().unwrap_or(argument.get_id().as_str()).to_owned();
        let help = argument.get_help().unwrap().to_string();
        let (what, default) = help.split_once(". Default: ").unwrap_or((&help, ""));
        let code =
            |value: &str| if value.is_empty() || value.contains(' ') { value.to_owned() } else { format!("`{value}`") };
        format!("| `{name}` | {} | {} |\n", what.replace('*', "\\*"), code(default))
    };
    let rows: String = command.get_arguments().map(row).collect();
    format!("| name | meaning | default |\n| --- | --- | --- |\n{rows}")
}
