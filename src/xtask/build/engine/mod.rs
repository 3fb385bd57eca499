//! The engine as the widget loads it: compile, bind to JavaScript, optimise; and the other
//! generated modules beside it.
//!
//! ```text
//! src/wasm + seeds/ --cargo--> core.wasm, full.wasm --wasm-bindgen--> modules + glue --wasm-opt-->
//! www/generated/{findlet.wasm, glue.js, glue.d.ts}, and of sources the styles, labels and languages
//! ```
//!
//! There are two engines: [`Flavour::Core`] for plain queries, and [`Flavour::Full`]. They share one
//! glue. The demo has the full one.
//!
//! Only here, never in a build script, does cargo compile for wasm: cargo inside cargo waits for
//! its own lock.

mod bind;
mod flavour;
mod glue;
pub mod languages;
mod names;
mod optimise;
mod strip_panics;
mod styles;
mod wire;

use std::path::PathBuf;
use std::{env, fs};

use anyhow::{Context, Result};
use findlet_indexer::package;

use crate::tools::files;
use crate::tools::node::{self, Node};
use crate::tools::program::Program;
use crate::tools::progress::{Done, Progress};
use crate::tools::workspace::Workspace;

pub use flavour::Flavour;
pub use glue::NEWER_THAN_TARGET;

/// The progress steps that [`build`] takes.
pub const STEPS: usize = 6;

/// What cargo calls the web.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Builds `www/generated/`, optimised where there is Node.js.
pub fn build(workspace: &Workspace, node: &Node, progress: &mut Progress) -> Result<()> {
    progress.step("wasm target", || ensure_target(workspace))?;
    progress.compile_step("compile the engines and the seeds", || compile(workspace))?;
    progress.step("bind them to JavaScript", || bind::run(workspace))?;
    progress.step("npm packages", || packages(workspace, node))?;
    progress.step("optimise the modules", || optimise::run(workspace, node))?;
    progress.step("write what is made of other sources", || {
        styles::run(workspace).and_then(|_| languages::run(workspace)).and_then(|_| wire::run(workspace))
    })
}

/// Compiles both engines with the seeds' index inside. Cargo knows when there is nothing to do.
///
/// The paths that panics name are shortened: no folder of this machine is shipped.
fn compile(workspace: &Workspace) -> Result<Done> {
    for flavour in Flavour::ALL {
        workspace
            .cargo("build")
            .env("CARGO_ENCODED_RUSTFLAGS", remapped_sources()?.join("\u{1f}"))
            .args(["--package", "findlet-wasm", "--profile", "wasm", "--target", TARGET])
            .args(["--no-default-features", "--features", flavour.features()])
            .remedy("the compiler's message above says where; a seed file may be what it can't read")
            .run_visibly()?;
        // Cargo has one place for both.
        let built = workspace.target().join(TARGET).join("wasm/findlet_wasm.wasm");
        files::update(&flavour.compiled(workspace)?, files::read(&built)?)?;
    }
    Ok(Done::Worked)
}

/// Flags that take the folders of downloaded crates off the paths of their sources.
fn remapped_sources() -> Result<Vec<String>> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let sources = home.context("found no home folder\n  What to do: set CARGO_HOME")?.join("registry/src");
    let mut flags = Vec::new();
    // Nothing was downloaded yet: cargo's own folder doesn't exist before the first build.
    for entry in fs::read_dir(&sources).into_iter().flatten() {
        let folder = entry.with_context(|| format!("could not list {}", sources.display()))?.path();
        flags.push(format!("--remap-path-prefix={}/=", folder.display()));
    }
    flags.sort();
    Ok(flags)
}

/// Installs Rust's wasm target unless it is there; asking rustup each time would cost a second.
fn ensure_target(workspace: &Workspace) -> Result<Done> {
    let sysroot = Program::new("rustc", workspace.root()).args(["--print", "sysroot"]).text()?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(Done::Unchanged);
    }
    Program::new("rustup", workspace.root())
        .args(["target", "add", TARGET])
        .remedy(
            "check the connection to static.rust-lang.org; without rustup, install your system's package \
             with Rust's standard library for wasm32-unknown-unknown",
        )
        .run()?;
    Ok(Done::Said("installed".into()))
}

/// Installs binaryen and the linker, where there is Node.js to run them.
fn packages(workspace: &Workspace, node: &Node) -> Result<Done> {
    match node {
        Node::Present => node::install(workspace, &workspace.www()),
        Node::Missing(_) => Ok(Done::Said("skipped".into())),
    }
}

/// Reads the demo's module that was built last.
pub fn module(workspace: &Workspace) -> Result<Vec<u8>> {
    files::read(&workspace.module())
}

/// Reads an engine that was built last, without any index.
pub fn bare(workspace: &Workspace, flavour: Flavour) -> Result<Vec<u8>> {
    let path = flavour.finished(workspace)?;
    package::embed(&files::read(&path)?, None)
        .with_context(|| format!("could not take the seeds out of {}", path.display()))
}
