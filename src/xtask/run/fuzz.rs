//! `cargo xtask fuzz`: what a fuzzer finds, target by target, with libFuzzer by cargo-fuzz.
//!
//! The targets lie in `tests/fuzz`, a workspace of its own; the tests replay what is kept there. What libFuzzer gathers
//! (its corpus) stays in the target folder, so that a later run begins where this one ended.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};
use clap::{Args, ValueEnum};

use crate::tools::files;
use crate::tools::program::{Outcome, Program, TAIL_LINES, tail};
use crate::tools::progress::{Done, Progress};
use crate::tools::workspace::Workspace;

/// An input that takes longer hangs. Seconds.
const TIMEOUT: u32 = 20;
/// Memory of the whole process and of one allocation, in MB.
const RSS_LIMIT: u32 = 1024;
const MALLOC_LIMIT: u32 = 256;
/// Inputs are no longer than this: every fault seen so far fits in far less.
const MAX_BYTES: u32 = 8192;

/// What is fuzzed, and for how long.
#[derive(Args)]
pub struct Arguments {
    /// Targets to run; none: all of them, one after the other.
    targets: Vec<String>,

    /// Minutes for each.
    #[arg(long, default_value_t = 3.0)]
    minutes: f64,

    /// What watches the memory. Findlet has no unsafe code: without, it is three times as fast.
    #[arg(long, default_value = "none")]
    sanitizer: Sanitizer,
}

#[derive(Clone, Copy, ValueEnum)]
enum Sanitizer {
    None,
    Address,
}

impl Sanitizer {
    fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Address => "address",
        }
    }
}

/// Runs the targets and prints what each came to.
///
/// # Errors
/// Where cargo-fuzz is missing, or an input breaks a promise: it is kept, and named.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let known = known(workspace)?;
    for target in &arguments.targets {
        ensure!(
            known.contains(target),
            "there is no fuzz target {target}\n  What to do: name one of {}",
            known.join(", ")
        );
    }
    let targets = if arguments.targets.is_empty() { &known } else { &arguments.targets };
    let fuzzer = Fuzzer::find(workspace, arguments)?;
    let mut progress = Progress::new(targets.len() + 1);
    progress.compile_step("build the targets", || fuzzer.command("build").run_visibly().map(|()| Done::Worked))?;
    let mut failed = Vec::new();
    for target in targets {
        progress.step(target, || {
            let outcome = fuzzer.run(target)?;
            if !outcome.status.success() {
                failed.push(complaint(&outcome.output));
            }
            Ok(Done::Said(summary(&outcome.output)))
        })?;
    }
    if failed.is_empty() { Ok(()) } else { bail!(failed.join("\n")) }
}

/// The targets, by name: a program each.
fn known(workspace: &Workspace) -> Result<Vec<String>> {
    let programs = files::entries(&workspace.root().join("tests/fuzz/bins"))?;
    Ok(programs.iter().map(|path| files::name(path).trim_end_matches(".rs").to_owned()).collect())
}

/// cargo-fuzz, with a compiler that takes its flags.
struct Fuzzer<'a> {
    workspace: &'a Workspace,
    arguments: &'a Arguments,
    has_nightly: bool,
}

impl<'a> Fuzzer<'a> {
    fn find(workspace: &'a Workspace, arguments: &'a Arguments) -> Result<Self> {
        let has = |program: &Program| program.outcome().is_ok_and(|outcome| outcome.status.success());
        let rustup = |toolchain: &str| Program::new("rustup", workspace.root()).args(["run", toolchain]);
        let has_nightly = has(&rustup("nightly").args(["rustc", "--version"]));
        ensure!(
            has(&workspace.cargo("fuzz").arg("--version")),
            "cargo-fuzz is not installed\n  What to do: `cargo install cargo-fuzz`; it needs a C++ compiler too"
        );
        Ok(Self { workspace, arguments, has_nightly })
    }

    /// A command of cargo-fuzz: by the nightly compiler, whose flags it uses, or by ours with those flags allowed.
    fn command(&self, subcommand: &str) -> Program {
        let folder = self.workspace.root().join("tests/fuzz");
        let program = if self.has_nightly {
            Program::new("rustup", &folder).args(["run", "nightly", "cargo", "fuzz", subcommand])
        } else {
            Program::new("cargo", &folder).args(["fuzz", subcommand]).env("RUSTC_BOOTSTRAP", "1")
        };
        program
            .args(["--sanitizer", self.arguments.sanitizer.name(), "--fuzz-dir", "."])
            .arg("--target-dir")
            .arg(self.workspace.target().join("fuzz"))
            .remedy("if the compiler refuses a flag: `rustup toolchain install nightly`")
    }

    fn run(&self, target: &str) -> Result<Outcome> {
        let folder = self.workspace.root().join("tests/fuzz");
        let corpus = self.workspace.scratch(&format!("fuzz/{target}"))?;
        let artifacts = self.workspace.scratch(&format!("fuzz/{target}-failed"))?;
        let number = |name: &str, value: u32| format!("-{name}={value}");
        let seconds = (self.arguments.minutes * 60.0).ceil();
        let program = self
            .command("run")
            .args([target.to_owned(), corpus.display().to_string()])
            .args(seeds(self.workspace, target))
            .arg("--")
            .args([number("timeout", TIMEOUT), number("rss_limit_mb", RSS_LIMIT)])
            .args([number("malloc_limit_mb", MALLOC_LIMIT), number("max_len", MAX_BYTES)])
            // Threads that are still ending look like leaks.
            .args(["-print_final_stats=1", "-detect_leaks=0"])
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-artifact_prefix={}/", artifacts.display()));
        let dictionary = folder.join("dictionaries").join(format!("{target}.dict"));
        let program =
            if dictionary.exists() { program.arg(format!("-dict={}", dictionary.display())) } else { program };
        program.outcome()
    }
}

/// The folders that a target begins from: its seeds, past failures, and of pages those of the unit tests.
fn seeds(workspace: &Workspace, target: &str) -> Vec<PathBuf> {
    let fuzz = workspace.root().join("tests/fuzz");
    let pages = workspace.root().join("src/indexer/extract/html/tests/pages");
    let folders = [fuzz.join("seeds").join(target), fuzz.join("past").join(target)];
    let pages = Some(pages).filter(|_| target == "html");
    folders.into_iter().chain(pages).filter(|folder: &PathBuf| Path::is_dir(folder)).collect()
}

/// Executions, seconds, coverage and corpus, as libFuzzer says them.
fn summary(output: &str) -> String {
    let last = |before: &str| {
        let said = output.rsplit_once(before).map(|(_, after)| after.split_whitespace().next().unwrap_or_default());
        said.unwrap_or("?").to_owned()
    };
    let (runs, seconds) = (last("stat::number_of_executed_units:"), last(" runs in "));
    format!("{runs} runs in {seconds} s, coverage {}, corpus {}", last(" cov: "), last(" corp: "))
}

/// What failed, in the words of libFuzzer and of the panic.
fn complaint(output: &str) -> String {
    let is_told =
        |line: &&str| ["panicked at", "ERROR:", "Test unit written to"].iter().any(|told| line.contains(told));
    let mut told: Vec<&str> = output.lines().filter(is_told).collect();
    if told.is_empty() {
        told = tail(output, TAIL_LINES);
    }
    format!(
        "{}\n  What to do: mend it and put the unit into tests/fuzz/past/TARGET; the tests replay it",
        told.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::{complaint, summary};

    const OUTPUT: &str = "\
#2\tINITED cov: 10 ft: 20 corp: 1/1b exec/s: 0 rss: 30Mb
#4096\tpulse  cov: 21732 ft: 68916 corp: 2754/443Kb lim: 270 exec/s: 23 rss: 456Mb
Done 4100 runs in 181 second(s)
stat::number_of_executed_units: 4100
";

    #[test]
    fn what_a_target_came_to_is_told() {
        assert_eq!(summary(OUTPUT), "4100 runs in 181 s, coverage 21732, corpus 2754/443Kb");
        assert_eq!(summary(""), "? runs in ? s, coverage ?, corpus ?");
    }

    #[test]
    fn a_failure_is_told_with_its_input() {
        let output = format!("{OUTPUT}thread panicked at a.rs:1:\nmore\nTest unit written to /tmp/crash-1\n");
        let complaint = complaint(&output);
        assert!(
            complaint.starts_with("thread panicked at a.rs:1:\nTest unit written to /tmp/crash-1\n"),
            "{complaint}"
        );
    }
}
