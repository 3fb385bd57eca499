//! `cargo xtask long`: what is too long for every change.

use std::hash::{BuildHasher, RandomState};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::run::{fuzz, soak, test};
use crate::tools::node::Node;
use crate::tools::program::explain;
use crate::tools::workspace::Workspace;

/// How the long run is done.
#[derive(Args)]
pub struct Arguments {
    /// What random tests begin with; without it, another number each time.
    #[arg(long)]
    seed: Option<u64>,

    /// Minutes for each fuzz target.
    #[arg(long, default_value_t = 3.0)]
    minutes: f64,
}

/// Runs the tests with a random seed, the long ones among them, then every engine, the soak and the fuzzer, and names
/// what failed.
pub fn run(workspace: &Workspace, node: &Node, arguments: &Arguments) -> ExitCode {
    let seed = arguments.seed.unwrap_or_else(|| RandomState::new().hash_one("findlet"));
    let mut failed = Vec::new();
    let mut note = |name: &'static str, result: Result<ExitCode>| {
        match result {
            Ok(code) if code == ExitCode::SUCCESS => return,
            Ok(_) => {}
            Err(error) => eprintln!("\nerror: {}", explain(&error)),
        }
        failed.push(name);
    };
    note("tests", Ok(test::run_long(workspace, node, seed)));
    note("engines", test::run_engines(workspace, node, &[]));
    note("soak", soak::run(workspace, &soak::FULL));
    note("fuzz", fuzz::run(workspace, &fuzz::Arguments::all(arguments.minutes)).map(|()| ExitCode::SUCCESS));
    if failed.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("\nfailed: {}\n  What to do: {}={seed} makes random tests repeat", failed.join(", "), test::SEED);
    ExitCode::FAILURE
}
