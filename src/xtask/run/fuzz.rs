//! `cargo xtask fuzz`: what a fuzzer finds, target by target, with libFuzzer by cargo-fuzz.
//!
//! The targets are in `tests/fuzz`, a workspace of its own; the tests replay what is kept there. What libFuzzer gathers
//! (its corpus) stays in the target folder, so that a later run begins where this one ended. Its flags are in
//! `tests/fuzz/libfuzzer.options`.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use clap::Args;

use crate::tools::files;
use crate::tools::program::Program;
use crate::tools::workspace::Workspace;

/// What is fuzzed, and for how long.
#[derive(Args)]
pub struct Arguments {
    /// Targets to run; none: all of them, one after the other.
    targets: Vec<String>,

    /// Minutes for each.
    #[arg(long, default_value_t = 3.0)]
    minutes: f64,

    /// What watches the memory: `none` or `address`. Findlet has no unsafe code: without, it is three times as fast.
    #[arg(long, default_value = "none")]
    sanitizer: String,
}

impl Arguments {
    /// Every target.
    pub fn all(minutes: f64) -> Self {
        Self { targets: Vec::new(), minutes, sanitizer: "none".to_owned() }
    }
}

/// Runs the targets; libFuzzer says what each comes to.
///
/// # Errors
/// Where cargo-fuzz is missing, or an input breaks a promise: it is kept, and named.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let folder = workspace.root().join("tests/fuzz");
    let programs = files::entries(&folder.join("bins"))?;
    let known: Vec<String> = programs.iter().map(|path| files::name(&path.with_extension(""))).collect();
    for target in &arguments.targets {
        ensure!(
            known.contains(target),
            "there is no fuzz target {target}\n  What to do: name one of {}",
            known.join(", ")
        );
    }
    let targets = if arguments.targets.is_empty() { &known } else { &arguments.targets };
    let mut failed = Vec::new();
    for target in targets {
        println!("\n{target}");
        if let Err(error) = fuzz(workspace, &folder, target, arguments) {
            failed.push(format!("{target}: {error}"));
        }
    }
    ensure!(failed.is_empty(), failed.join("\n"));
    Ok(())
}

/// `cargo fuzz run` with the nightly compiler, whose flags it uses, or with ours and those flags allowed.
fn fuzz(workspace: &Workspace, folder: &Path, target: &str, arguments: &Arguments) -> Result<()> {
    let nightly = Program::new("rustup", folder).args(["run", "nightly", "cargo"]);
    let has_nightly = Program::new("rustup", folder).args(["run", "nightly", "rustc", "--version"]).text().is_ok();
    let cargo = if has_nightly { nightly } else { Program::new("cargo", folder).env("RUSTC_BOOTSTRAP", "1") };
    let flags = files::read_text(&folder.join("libfuzzer.options"))?;
    let program = cargo
        .args(["fuzz", "run", "--sanitizer", &arguments.sanitizer, "--fuzz-dir", ".", "--target-dir"])
        .arg(workspace.target().join("fuzz"))
        .arg(target)
        .arg(workspace.scratch(&format!("fuzz/{target}"))?)
        .args(seeds(workspace, folder, target))
        .arg("--")
        .args(flags.lines().filter(|line| line.starts_with('-')))
        .arg(format!("-max_total_time={}", (arguments.minutes * 60.0).ceil()))
        .arg(format!("-artifact_prefix={}/", workspace.scratch(&format!("fuzz/{target}-failed"))?.display()));
    let dictionary = folder.join("dictionaries").join(format!("{target}.dict"));
    let program = if dictionary.exists() { program.arg(format!("-dict={}", dictionary.display())) } else { program };
    program
        .remedy(
            "without cargo-fuzz: `cargo install cargo-fuzz`, which needs a C++ compiler; if the compiler refuses a flag: \
             `rustup toolchain install nightly`; a unit that libFuzzer names: mend what it shows and put it into \
             tests/fuzz/past/TARGET, the tests replay it",
        )
        .run_openly()
}

/// The folders that a target begins from: its seeds, past failures, and of pages those of the unit tests.
fn seeds(workspace: &Workspace, folder: &Path, target: &str) -> Vec<PathBuf> {
    let pages = workspace.root().join("src/indexer/extract/html/tests/pages");
    let folders = [folder.join("seeds").join(target), folder.join("past").join(target)];
    let pages = Some(pages).filter(|_| target == "html");
    folders.into_iter().chain(pages).filter(|folder| folder.is_dir()).collect()
}
