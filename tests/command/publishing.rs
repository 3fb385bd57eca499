//! A folder is replaced whole or not at all.

use std::fs;

use super::{binary, built, files, findlet, found, page, run, site, text, write};

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn building_again_replaces_and_never_indexes_its_own_output() {
    let site = site(&[("a.html", &page("", "One", "river"))]);
    built(site.path(), &[]);
    write(site.path(), "a.html", &page("", "Two", "bridge"));
    let summary = built(site.path(), &[]);
    assert_eq!((&summary["documents"], summary["leftOut"].as_array().unwrap().len()), (&1.into(), 0));
    assert_eq!((found(site.path(), "river", &[]).len(), found(site.path(), "bridge", &[]).len()), (0, 1));
    let names: Vec<_> = fs::read_dir(site.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_folder_with_other_files_is_never_replaced() {
    let site = site(&[("a.html", b"<p>one"), ("out/mine.txt", b"precious")]);
    for out in ["out", "."] {
        let (_, said) = run(&["build", ".", "--out", out], site.path(), 2);
        assert!(said.contains("which findlet did not write; name another folder with --out"), "{said}");
    }
    assert_eq!(fs::read(site.path().join("out/mine.txt")).unwrap(), b"precious");
    assert_eq!(files(site.path()), ["a.html", "out/mine.txt"]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_build_that_was_killed_leaves_the_old_index_and_the_next_cleans_up() {
    let site = site(&[("a.html", &page("", "One", "river"))]);
    built(site.path(), &[]);
    write(site.path(), ".findlet.new-1/findlet.js", b"half");
    write(site.path(), ".findlet.lock", b"");
    assert_eq!(found(site.path(), "river", &[]), ["a.html"]);
    built(site.path(), &[]);
    assert!(!site.path().join(".findlet.new-1").exists() && !site.path().join(".findlet.lock").exists());
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn of_two_builds_at_once_the_second_says_so() {
    let site = site(&[("a.html", &page("", "One", "river"))]);
    let lock = fs::File::create(site.path().join(".findlet.lock")).unwrap();
    lock.lock().unwrap();
    let (_, said) = run(&["build", "."], site.path(), 2);
    assert!(said.contains("another findlet is building"), "{said}");
    drop(lock);
    built(site.path(), &[]);
}

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn the_command_is_quiet_when_told_and_for_machines() {
    let site = site(&[("a.html", &page("", "One", "river"))]);
    let done = findlet(&["build", ".", "--quiet"], site.path());
    assert!(done.stdout.is_empty() && done.stderr.is_empty(), "{done:?}");
    let done = findlet(&["build", ".", "--json"], site.path());
    assert!(done.stderr.is_empty() && text(&done.stdout).lines().count() == 1, "{done:?}");
}

/// As `head` does when it has its lines.
#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn a_reader_that_goes_away_ends_the_command_without_a_word() {
    let site = site(&[("a.html", &page("", "One", "river"))]);
    built(site.path(), &[]);
    for arguments in [
        &["search", "--index", "findlet", "river"][..],
        &["inspect", "findlet"],
        &["check", "findlet", "--json"],
        &["build", "."],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let command = std::process::Command::new(binary())
            .args(arguments)
            .current_dir(site.path())
            .stdout(writer)
            .stderr(std::process::Stdio::piped())
            .spawn();
        let done = command.unwrap().wait_with_output().unwrap();
        assert_eq!((done.status.code(), text(&done.stderr).as_str()), (Some(141), ""), "{arguments:?}");
    }
}
