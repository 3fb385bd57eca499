//! The native command, with the engine and the widget inside it.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::build::engine::{self, Flavour};
use crate::build::widget;
use crate::tools::files;
use crate::tools::node::Node;
use crate::tools::program::Program;
use crate::tools::progress::{Done, Progress};
use crate::tools::workspace::Workspace;

/// The variable that tells the build of the command where its assets are.
pub const ASSETS: &str = "FINDLET_ASSETS";

/// Builds `target/release/findlet`.
pub fn build(workspace: &Workspace, node: &Node) -> Result<()> {
    let mut progress = Progress::new(ASSET_STEPS + 1);
    gather(workspace, node, &mut progress)?;
    progress.compile_step("compile the command", || compile(workspace))?;
    println!("\n  {}", binary(workspace).display());
    Ok(())
}

/// How many steps [`gather`] takes.
pub const ASSET_STEPS: usize = engine::STEPS + 2;

/// Builds what the command carries.
pub fn gather(workspace: &Workspace, node: &Node, progress: &mut Progress) -> Result<()> {
    engine::build(workspace, node, progress)?;
    progress.step("link the widget", || widget::link(workspace, node))?;
    progress.step("gather the command's assets", || write_assets(workspace))
}

/// Builds the command without a word, in a process of its own, and returns where it is.
pub fn build_quietly(workspace: &Workspace) -> Result<PathBuf> {
    let this = env::current_exe().context("this program doesn't know where it is")?;
    Program::new(this, workspace.root()).named("cargo xtask").arg("cli").run()?;
    Ok(binary(workspace))
}

/// The folder of files that the command carries.
pub fn assets(workspace: &Workspace) -> Result<PathBuf> {
    workspace.scratch("assets")
}

/// Fills [`assets`]: the linked widget, and both engines without the seeds, which are nobody's
/// but the demo's.
pub fn write_assets(workspace: &Workspace) -> Result<Done> {
    let folder = assets(workspace)?;
    let mut written = widget::write_templates(workspace, &folder)?;
    for flavour in Flavour::ALL {
        let path = folder.join("engine").join(flavour.name()).with_extension("wasm");
        files::update(&path, engine::bare(workspace, flavour)?)?;
        written.push(path);
    }
    // The command carries whatever is there.
    files::keep_only(&folder, &written)?;
    Ok(Done::Worked)
}

fn compile(workspace: &Workspace) -> Result<Done> {
    workspace
        .cargo("build")
        .args(["--release", "--package", "findlet"])
        .env(ASSETS, assets(workspace)?)
        .remedy("the compiler's message above says where")
        .run_visibly()?;
    Ok(Done::Worked)
}

/// Compiles the command that tests have, with what [`gather`] made inside: at once where the Rust tests ran before, which
/// do the same.
pub fn compile_for_tests(workspace: &Workspace) -> Result<()> {
    workspace
        .cargo("build")
        .env(ASSETS, assets(workspace)?)
        .args(["--bin", "findlet"])
        .remedy("the compiler's message above says where")
        .run()
}

/// Returns where the command is that tests have.
pub fn of_tests(workspace: &Workspace) -> PathBuf {
    workspace.target().join("debug").join(format!("findlet{}", env::consts::EXE_SUFFIX))
}

fn binary(workspace: &Workspace) -> PathBuf {
    workspace.target().join("release").join(format!("findlet{}", env::consts::EXE_SUFFIX))
}
