//! The developer's commands of Findlet: `cargo xtask <command>`.
//!
//! Only this crate knows in which order things are built: first the engine with the seeds
//! inside, then the widget that loads it, then the native command that carries both. Build
//! scripts start neither cargo nor Node.js, so `cargo check --workspace` works in a fresh clone.
//!
//! ```text
//! engine ──> widget ──> dist ──> serve, size, bench, browser tests
//!    └─────────┴─────> assets ──> cli, package, tests of the command
//! ```

#![forbid(unsafe_code)]

mod book;
mod browser;
mod build;
mod check;
mod package;
mod run;
mod tools;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use findlet_preview::Site;

use crate::browser::Browser;
use crate::build::{command, dist, engine};
use crate::check::{deny, dependencies, licences, modules, size};
use crate::run::{bench, fuzz, long, soak, test};
use crate::tools::node::{self, Node};
use crate::tools::program;
use crate::tools::progress::Progress;
use crate::tools::workspace::Workspace;

/// The port that the demo is served on, or else the first free one behind it.
const PORT: u16 = 8080;

#[derive(Parser)]
#[command(bin_name = "cargo xtask", about = "The developer's commands of Findlet.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// Do as if Node.js weren't installed (so does `FINDLET_NO_NODE=1`).
    #[arg(long, global = true)]
    no_node: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and serve the demo on this machine.
    Serve {
        /// The port; without it, the first free one from 8080.
        #[arg(long)]
        port: Option<u16>,
    },
    /// Run every test that belongs to a change, or only the named steps.
    Test {
        /// Steps to run; none: all of them.
        steps: Vec<test::Step>,
    },
    /// Run what one runs after each edit: format, lints, modules, unit tests, the scenarios of the engine.
    Quick,
    /// Run what is too long for every change: random seeds, long tests, every engine, a soak, the fuzzer.
    Long(long::Arguments),
    /// Run the main scenarios in Chromium, Firefox and WebKitGTK, or only in the named ones.
    Engines {
        /// Browsers to run them in; none: all of them.
        browsers: Vec<Browser>,
    },
    /// Install generators of sites, build a site with each and our plugin, and visit it in Chromium.
    Sites {
        /// Generators; none: all of them.
        generators: Vec<test::Generator>,
    },
    /// Build the engine and the generated modules in www/generated/.
    Wasm,
    /// Build the native command at target/release/findlet, engine and widget inside.
    Cli,
    /// Make all that a release consists of: programs, packages of npm and PyPI, crates, checksums.
    Package(package::Arguments),
    /// Write dist/, the demo site ready for any static host.
    Dist,
    /// Write target/xtask/book, the documentation as a site of mdBook with our own search and the playground in it.
    Book {
        /// Visit each page of it in Chromium, too.
        #[arg(long)]
        test: bool,
    },
    /// Write target/xtask/site, the site that tests visit, for single files of tests.
    Site,
    /// Print the size of each shipped file and fail above a budget.
    Size {
        /// Rewrite the recorded figures that budgets are compared with.
        #[arg(long)]
        record: bool,
    },
    /// Look for circles of modules, and for functions that are too long or have too many parameters.
    Modules {
        /// Print which module imports which, and where.
        #[arg(long)]
        arrows: bool,
    },
    /// Measure searching, showing and indexing, of the seeds or of a folder of pages; no figure fails it.
    Bench(bench::Arguments),
    /// Build, serve and search a large site for hours; fails where something grows without bound.
    Soak(soak::Arguments),
    /// Measure how good the hits are over judged collections; no figure fails it.
    #[command(disable_help_flag = true)]
    Relevance {
        /// Its arguments; `--help` tells which.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Look for inputs that break a promise, with libFuzzer; the tests replay what is kept of them.
    Fuzz(fuzz::Arguments),
    /// Ask what others know of all dependencies: advisories, licences, sources, of crates and of npm's packages.
    SupplyChain,
    /// Compare the dependencies of the wasm module with the reviewed list.
    Deps {
        /// Rewrite the list.
        #[arg(long)]
        update: bool,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {}", program::explain(&error));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let workspace = &Workspace::locate()?;
    let node = &Node::find(arguments.no_node);
    match &arguments.command {
        Command::Serve { port } => serve(workspace, node, *port)?,
        Command::Test { steps } => return test::run(workspace, node, steps),
        Command::Quick => return test::run_quick(workspace, node),
        Command::Long(arguments) => {
            node.require("long")?;
            return Ok(long::run(workspace, node, arguments));
        }
        Command::Engines { browsers } => return test::run_engines(workspace, node, browsers),
        Command::Sites { generators } => {
            node.require("sites")?;
            return test::run_sites(workspace, node, generators);
        }
        Command::Wasm => engine::build(workspace, node, &mut Progress::new(engine::STEPS))?,
        Command::Cli => node.require("cli").and_then(|()| command::build(workspace, node))?,
        Command::Package(arguments) => {
            node.require("package").and_then(|()| package::run(workspace, node, arguments))?;
        }
        Command::Dist => node.require("dist").and_then(|()| build_dist(workspace, node))?,
        Command::Book { test } => return write_book(workspace, node, *test),
        Command::Site => build_site(workspace, node)?,
        Command::Size { record } => size(workspace, node, *record)?,
        Command::Modules { arrows } => modules::run(workspace, node, *arrows)?,
        Command::Bench(arguments) => node.require("bench").and_then(|()| bench::run(workspace, node, arguments))?,
        Command::Soak(arguments) => {
            node.require("soak")?;
            return soak::run(workspace, arguments);
        }
        Command::Relevance { arguments } => relevance(workspace, arguments)?,
        Command::Fuzz(arguments) => fuzz::run(workspace, arguments)?,
        Command::SupplyChain => node.require("supply-chain").and_then(|()| supply_chain(workspace))?,
        Command::Deps { update } => dependencies::run(workspace, *update)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn serve(workspace: &Workspace, node: &Node, port: Option<u16>) -> Result<()> {
    build_dist(workspace, node)?;
    if let Node::Missing(reason) = node {
        println!("\n  {}", node::loss(reason));
    }
    let server = findlet_preview::Server::listen(PORT, port)?;
    println!("\n  http://{}/\n\nCtrl+C ends it.", server.address()?);
    server.run(&Site::new(workspace.dist()))
}

fn size(workspace: &Workspace, node: &Node, is_to_record: bool) -> Result<()> {
    build_site(workspace, node)?;
    println!();
    size::run(workspace, is_to_record)
}

fn write_book(workspace: &Workspace, node: &Node, is_tested: bool) -> Result<ExitCode> {
    node.require("book")?;
    book::build(workspace, node)?;
    if is_tested { test::run_book(workspace, node, &book::folder(workspace)?) } else { Ok(ExitCode::SUCCESS) }
}

fn build_site(workspace: &Workspace, node: &Node) -> Result<()> {
    node.require("site")?;
    build_dist(workspace, node)?;
    build::site::write(workspace, node)?;
    build::playground::build(workspace).map(drop)
}

/// Advisories come without a change of ours: a workflow runs this each week.
fn supply_chain(workspace: &Workspace) -> Result<()> {
    deny::run(workspace, &[])?;
    licences::run(workspace)?;
    for folder in licences::NPM {
        let folder = workspace.root().join(folder);
        node::npm(&folder)
            .args(["audit", "--package-lock-only"])
            .remedy("raise the version of what it names in package.json, run `npm install`, and see that the lock file has no addresses")
            .run()?;
    }
    Ok(())
}

/// A program of its own, which reads what it is given where we stand.
fn relevance(workspace: &Workspace, arguments: &[OsString]) -> Result<()> {
    let here = env::current_dir().context("the current folder is gone")?;
    let program =
        workspace.cargo("run").within(&here).args(["--quiet", "--bin", "findlet-relevance", "--manifest-path"]);
    program.arg(workspace.root().join("Cargo.toml")).arg("--").args(arguments).run_openly()
}

fn build_dist(workspace: &Workspace, node: &Node) -> Result<()> {
    dist::build(workspace, node, &mut Progress::new(dist::STEPS))
}
