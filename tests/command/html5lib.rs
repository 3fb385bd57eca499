//! A site of the pages that try parsers: tests/html5lib.

use std::fs;
use std::path::Path;

use super::{built, files, run, site, write};

/// Returns the inputs of all cases.
fn inputs() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/html5lib");
    let mut inputs = Vec::new();
    for name in files(&folder).iter().filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "dat")) {
        let text = [b"\n", &fs::read(folder.join(name)).unwrap()[..]].concat();
        let mut rest = &text[..];
        while let Some(begin) = memchr::memmem::find(rest, b"\n#data\n") {
            // An input ends before its last line end; an empty one has none.
            rest = &rest[begin + 6..];
            let end = memchr::memmem::find(rest, b"\n#errors").unwrap();
            inputs.push(rest.get(1..end).unwrap_or_default().to_vec());
        }
    }
    inputs
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_site_of_hostile_pages_is_built_each_time_alike_and_every_page_is_in_it_or_named() {
    let inputs = inputs();
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
