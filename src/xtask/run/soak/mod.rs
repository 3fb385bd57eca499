//! Long runs: a large site built, served and searched for hours, and its bounds.
//!
//! Unlike a bench it fails: what grows with every query, widget or visitor ends in a crash, on
//! however fast a machine. Times are printed and bound nothing.

mod bounds;
mod server;
mod sources;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use serde_json::{Value, json};
use wait4::Wait4;

pub use bounds::Row;

use crate::browser::Browser;
use crate::build::command;
use crate::run::pages;
use crate::tools::files;
use crate::tools::node;
use crate::tools::program::Program;
use crate::tools::workspace::Workspace;

/// How long the run is.
#[derive(Args)]
pub struct Arguments {
    /// Pages of the site.
    #[arg(long, default_value_t = FULL.pages)]
    pub pages: usize,
    /// Queries in one page.
    #[arg(long, default_value_t = FULL.queries)]
    pub queries: usize,
    /// Widgets put into a page and taken out.
    #[arg(long, default_value_t = FULL.mounts)]
    pub mounts: usize,
    /// Visitors of the server at once, and as many slow ones.
    #[arg(long, default_value_t = FULL.connections)]
    pub connections: usize,
}

/// What a long run is.
pub const FULL: Arguments = Arguments { pages: 100_000, queries: 10_000, mounts: 1_000, connections: 2_000 };

/// What a short run is: enough to see that all of it works.
pub const SMOKE: Arguments = Arguments { pages: 400, queries: 200, mounts: 40, connections: 100 };

/// Requests that each visitor makes, about.
const REQUESTS_EACH: usize = 10;

/// How the site is built: in parts, without the page that has the widget.
const FORM: [&str; 4] = ["--form", "sharded", "--exclude", "index.html"];

/// The page of the widget.
const FRONT: &str = "<!doctype html><html lang=\"en\"><title>Soak</title>\
                     <script src=\"/findlet/findlet.load.js\" defer></script><findlet-search></findlet-search></html>";

/// Runs it and prints a table; fails where a bound is broken.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let binary = command::build_quietly(workspace)?;
    let rows = measure(workspace, &binary, arguments)?;
    print!("{}", bounds::table(&rows));
    Ok(if rows.iter().all(Row::holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds a site with the command at `binary`, serves it and searches it. Takes about a gigabyte of disk for 100,000 pages.
pub fn measure(workspace: &Workspace, binary: &Path, arguments: &Arguments) -> Result<Vec<Row>> {
    let folder = workspace.scratch("soak")?;
    let site = folder.join("site");
    sources::write(&folder.join("sources"), arguments.pages)?;
    pages::write(&folder.join("sources"), Some(arguments.pages), &site)?;
    files::write(&site.join("index.html"), FRONT)?;
    let built = build(binary, &site)?;
    let server = server::Server::start(binary, &site, &FORM)?;
    let searched = search(workspace, &server, &site, arguments)?;
    let loaded = load(workspace, &server, arguments)?;
    drop(server);
    files::remove_folder(&folder)?;
    Ok(bounds::rows(&json!({ "build": built, "page": searched, "load": loaded })))
}

/// Runs `findlet build`, and says what it took.
fn build(binary: &Path, site: &Path) -> Result<Value> {
    let clock = Instant::now();
    let mut command = Command::new(binary);
    command.arg("build").arg(site).args(FORM).arg("--json").stdin(Stdio::null()).stdout(Stdio::piped());
    let child =
        command.stderr(Stdio::null()).spawn().with_context(|| format!("could not start {}", binary.display()))?;
    // Its only line fits into a pipe, so it can be waited for first.
    let mut child = child;
    let output = child.stdout.take();
    let used = child.wait4().context("could not wait for findlet")?;
    let seconds = clock.elapsed().as_secs_f64();
    if !used.status.success() {
        bail!("`findlet build {}` failed", site.display());
    }
    let report = output.map(std::io::read_to_string).transpose().context("could not read what findlet build said")?;
    let report: Value = serde_json::from_str(&report.unwrap_or_default()).context("findlet build said no JSON")?;
    Ok(json!({ "seconds": seconds, "peak": used.rusage.maxrss, "report": report }))
}

/// What `tests/soak/page.mjs` measures in Chromium.
fn search(workspace: &Workspace, server: &server::Server, site: &Path, arguments: &Arguments) -> Result<Value> {
    let chromium = Browser::Chromium;
    node::install(workspace, &workspace.root().join("tests/browser"))?;
    let program = node::node(&tests(workspace)).arg("page.mjs").arg(server.origin()).arg(site);
    let program = program.args([arguments.queries, arguments.mounts].map(|count| count.to_string()));
    said(program.env(chromium.variable(), chromium.ensure()?))
}

/// What `tests/soak/load.mjs` measures of the server.
fn load(workspace: &Workspace, server: &server::Server, arguments: &Arguments) -> Result<Value> {
    let program = node::node(&tests(workspace)).arg("load.mjs").arg(server.origin()).arg(server.id());
    let counts = [arguments.connections, arguments.connections * REQUESTS_EACH];
    said(program.args(counts.map(|count| count.to_string())))
}

fn tests(workspace: &Workspace) -> PathBuf {
    workspace.root().join("tests/soak")
}

/// The JSON object that a program prints.
fn said(program: Program) -> Result<Value> {
    let text = program.text()?;
    ensure!(!text.is_empty(), "a program of tests/soak printed nothing");
    serde_json::from_str(&text).context("a program of tests/soak printed something else than JSON")
}
