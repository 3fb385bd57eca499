//! `cargo xtask package`: all that a release consists of, made on one machine into `target/package`.
//!
//! ```text
//! assets ──> program for each platform ──> archives, packages of npm, wheels
//!    └─────> crates                    all ──> SHA256SUMS
//! ```

mod archive;
mod crates;
mod npm;
mod program;
mod target;
mod wheel;
mod widget;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};

use crate::build::command;
use crate::tools::files;
use crate::tools::node::Node;
use crate::tools::pip;
use crate::tools::program::explain;
use crate::tools::progress::{Done, Progress};
use crate::tools::workspace::Workspace;
use npm::Built;
use program::Tool;
use target::Target;

/// Which platforms a release is made for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Make it for these platforms only.
    #[arg(long, value_name = "PLATFORM", conflicts_with_all = ["host", "leave_out"])]
    only: Vec<Target>,
    /// Make it for this machine's platform only.
    #[arg(long, conflicts_with = "leave_out")]
    host: bool,
    /// Make it without these platforms.
    #[arg(long, value_name = "PLATFORM")]
    leave_out: Vec<Target>,
    /// Publish the crates, and make nothing else.
    #[arg(long, conflicts_with_all = ["only", "host", "leave_out"])]
    publish_crates: bool,
}

impl Arguments {
    fn targets(&self) -> Result<Vec<Target>> {
        if self.host {
            return Ok(vec![Target::host().context("no release has a program for this machine's platform")?]);
        }
        let all = Target::value_variants().iter().copied();
        let wanted = all.filter(|target| self.only.is_empty() || self.only.contains(target));
        Ok(wanted.filter(|target| !self.leave_out.contains(target)).collect())
    }
}

/// Makes everything. What can't be compiled is named when the rest is done, and the command fails.
///
/// # Errors
///
/// If a tool or a platform is missing, or something can't be compiled or packed.
pub fn run(workspace: &Workspace, node: &Node, arguments: &Arguments) -> Result<()> {
    if arguments.publish_crates {
        let mut progress = Progress::new(command::ASSET_STEPS + 1);
        command::gather(workspace, node, &mut progress)?;
        return progress.compile_step("publish the crates", || crates::publish(workspace).map(|()| Done::Worked));
    }
    let targets = arguments.targets()?;
    let mut progress = Progress::new(command::ASSET_STEPS + 4 + targets.len());
    command::gather(workspace, node, &mut progress)?;
    let release = Release::begin(workspace)?;
    progress.step("install what links and packs", || {
        Tool::Zig.install(workspace)?;
        Tool::Maturin.install(workspace).map(|()| Done::Worked)
    })?;
    let (mut built, mut failed) = (Vec::new(), Vec::new());
    for target in targets {
        match release.target(target, &mut progress) {
            Ok(one) => built.push(one),
            Err(error) => failed.push(format!("{}: {}", target.name(), explain(&error))),
        }
    }
    ensure!(!built.is_empty(), "no platform was compiled:\n{}", failed.join("\n"));
    progress.step("pack for npm", || release.npm(&built).map(|()| Done::Worked))?;
    progress.step("pack for crates.io", || crates::pack(workspace).map(|()| Done::Worked))?;
    progress.step("sum up", || release.sum_up().map(Done::Said))?;
    println!("\n  {}", release.out.display());
    if !failed.is_empty() {
        bail!("these platforms are missing; --leave-out makes a release without them\n{}", failed.join("\n"));
    }
    Ok(())
}

/// Packs what tests install: the command for npm with a program that was compiled before, the widget, the crates, and a
/// wheel where there is Python. Long tests have the command as WebAssembly, too.
///
/// # Errors
///
/// If npm or maturin can't pack, or no release has this machine's platform.
pub fn pack_for_tests(workspace: &Workspace, program: &Path, is_long: bool) -> Result<PathBuf> {
    let target = Target::host().context("no release has a program for this machine's platform")?;
    let release = Release { out: workspace.scratch("packages")?, ..Release::begin(workspace)? };
    files::fresh_folder(&release.out)?;
    let mut built = vec![Built { target, program: program.to_path_buf() }];
    if is_long {
        let target = Target::Wasm32Wasi;
        built.push(Built { target, program: program::compile(workspace, target, &workspace.scratch("programs")?)? });
    }
    release.npm(&built)?;
    if pip::is_there(workspace) {
        wheel::make_for_tests(workspace, &release.out)?;
    }
    crates::pack(workspace)?;
    Ok(release.out)
}

/// Compiles the program for Linux on ARM, as a release has it: what the long run compares with the others.
///
/// # Errors
///
/// If zig can't be installed, or can't link.
pub fn compile_for_arm(workspace: &Workspace) -> Result<PathBuf> {
    Tool::Zig.install(workspace)?;
    program::compile(workspace, Target::LinuxArm64, &workspace.scratch("programs")?)
}

/// Where a release is made, and at which version.
struct Release<'a> {
    workspace: &'a Workspace,
    /// The workspace's in Cargo.toml: no other file has one.
    version: String,
    out: PathBuf,
}

impl<'a> Release<'a> {
    fn begin(workspace: &'a Workspace) -> Result<Self> {
        let manifest: toml::Table = files::read_text(&workspace.root().join("Cargo.toml"))?
            .parse()
            .context("Cargo.toml of the workspace can't be read")?;
        let version = manifest["workspace"]["package"]["version"].as_str().context("Cargo.toml has no version")?;
        Ok(Self { workspace, version: version.to_owned(), out: workspace.target().join("package") })
    }

    /// The program for a platform, its archive and its wheel.
    fn target(&self, target: Target, progress: &mut Progress) -> Result<Built> {
        let mut program = PathBuf::new();
        progress.compile_step(&format!("compile for {}", target.name()), || {
            program = program::compile(self.workspace, target, &self.out.join("programs"))?;
            archive::write(self.workspace, &self.version, target, &program, &self.out)?;
            // Python has no interpreter of WebAssembly.
            if target != Target::Wasm32Wasi {
                wheel::make(self.workspace, target, &self.out)?;
            }
            Ok(Done::Worked)
        })?;
        Ok(Built { target, program })
    }

    /// Checksums, and what names them: installers and the formula.
    fn sum_up(&self) -> Result<String> {
        let sums = archive::write_checksums(&self.out)?;
        wheel::copy_sbom(self.workspace, &self.out, &self.out.join(format!("findlet-{}.cdx.json", self.version)))?;
        let sources = self.workspace.root().join("packages/release");
        for name in ["install.sh", "install.ps1"] {
            files::copy(&sources.join(name), &self.out.join(name))?;
        }
        let formula = files::read_text(&sources.join("findlet.rb"))?.replace("{version}", &self.version);
        let formula = Target::value_variants().iter().fold(formula, |formula, target| {
            let archive = archive::name(&self.version, *target);
            let sum = sums.iter().find(|(_, name)| *name == archive).map_or("missing", |(sum, _)| sum);
            formula.replace(&format!("{{{}}}", target.triple()), sum)
        });
        files::write(&self.out.join("findlet.rb"), formula)?;
        Ok(format!("{} files", sums.len()))
    }

    fn npm(&self, built: &[Built]) -> Result<()> {
        npm::pack(self.workspace, &self.version, built, &self.out)?;
        npm::pack_generators(self.workspace, &self.version, &self.out)?;
        widget::pack(self.workspace, &self.version, &self.out)
    }
}
