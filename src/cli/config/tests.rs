use clap::Parser;

use super::file::names;
use super::*;

#[derive(Debug, Parser)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
}

fn flags(arguments: &[&str]) -> Settings {
    Cli::try_parse_from([&["findlet"], arguments].concat()).unwrap().settings
}

fn refused(text: &str) -> String {
    file::parse("findlet.toml", text).unwrap_err().to_string()
}

#[test]
fn flags_win_over_the_file_and_the_file_over_defaults() {
    let file = || file::parse("findlet.toml", "site = 'public'\nk1 = 1.2\nb = 0.5\nengine = 'core'").unwrap();
    let config = flags(&["--b", "0.25", "--engine=full"]).over(file()).decide().unwrap();
    assert_eq!((config.options.k1, config.options.b, config.engine), (1.2, 0.25, Engine::Full));
    assert_eq!((config.out.as_path(), config.form), (Path::new("public/findlet"), FormWanted::Auto));
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
    assert!(message.contains("no field `titel`; the fields are title, keywords"), "{message}");
    assert!(refused("a = ").starts_with("findlet.toml:1: "));
}

#[test]
fn every_setting_is_a_flag_and_a_key_by_one_name() {
    let example = crate::cmd::init::example();
    let uncommented: String =
        example.lines().filter_map(|line| line.strip_prefix("#: ")).map(|line| line.to_owned() + "\n").collect();
    let table: toml::Table = uncommented.parse().unwrap();
    assert_eq!(
        table.keys().map(String::as_str).collect::<std::collections::BTreeSet<_>>(),
        names().iter().map(String::as_str).collect()
    );
    file::parse("findlet.toml", &uncommented).unwrap();
}

#[test]
fn weights_are_written_alike_in_both() {
    let expected = file::parse("", "weights = { title = 3.5, body = 2 }").unwrap().weights;
    assert_eq!(flags(&["--weights", "title=3.5, body=2"]).weights, expected);
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
        let error = flags(arguments).decide().unwrap_err().to_string();
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
}

#[test]
fn a_base_address_ends_in_a_slash() {
    let base = |url: &str| flags(&["site", "--base-url", url]).decide().unwrap().base_url.unwrap();
    assert_eq!(base("https://example.org/docs"), "https://example.org/docs/");
    assert_eq!(base("/"), "/");
}
