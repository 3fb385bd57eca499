//! A site of html5lib's pages, which try parsers.

use std::fs;

use super::{built, files, run, site, write};

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_site_of_hostile_pages_is_built_each_time_alike_and_every_page_is_in_it_or_named() {
    let inputs: Vec<Vec<u8>> = match test_support::html5lib::cases() {
        Ok(cases) => cases.into_iter().map(|case| case.input).collect(),
        Err(why) => return test_support::skip("a_site_of_hostile_pages_is_built_each_time_alike", &why),
    };
    assert!(inputs.len() > 1600, "{} inputs", inputs.len());
    let site = site(&[]);
    for (number, input) in inputs.iter().enumerate() {
        write(site.path(), &format!("{:02}/{number}.html", number % 50), input);
    }
    let read = |name: &String| (name.clone(), fs::read(site.path().join("findlet").join(name)).unwrap());
    let build = |threads: &str| {
        let summary = built(site.path(), &["--form", "sharded", "--threads", threads]);
        let counts = (summary["documents"].as_u64().unwrap(), summary["leftOut"].as_array().unwrap().len());
        assert_eq!(counts.0 as usize + counts.1, inputs.len());
        run(&["check", "findlet"], site.path(), 0);
        (counts, files(&site.path().join("findlet")).iter().map(read).collect::<Vec<_>>())
    };
    let alone = build("1");
    assert!(alone.0.0 > 600, "{} pages have text", alone.0.0);
    assert!(alone == build("3"), "threads make a difference");
}
