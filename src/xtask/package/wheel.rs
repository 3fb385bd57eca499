//! The wheels for Python: the command and a module that runs it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::program::Tool;
use super::target::Target;
use crate::tools::files;
use crate::tools::program::Program;
use crate::tools::workspace::Workspace;

/// Where the package's sources are.
const SOURCES: &str = "packages/python";

/// Makes the wheel for `target` of the program that was compiled for it.
///
/// One wheel of a static program serves glibc and musl.
pub fn make(workspace: &Workspace, target: Target, out: &Path) -> Result<()> {
    let maturin = maturin(workspace, out)?.args(["--release", "--zig", "--target", target.triple()]);
    let maturin = if target.os() == "linux" {
        maturin.args(["--compatibility", "manylinux2014", "musllinux_1_2"])
    } else {
        maturin
    };
    maturin.remedy("mend what it names, or leave the platform out with --leave-out").run_visibly()
}

/// Makes a wheel for this machine alone. maturin compiles the command once more, for cargo gives it other features than in the
/// workspace: not optimised, that takes a third of the time.
pub fn make_for_tests(workspace: &Workspace, out: &Path) -> Result<()> {
    Tool::Maturin.install(workspace)?;
    let plain = ["findlet-core", "findlet-indexer"].map(|name| format!("profile.dev.package.{name}.opt-level=0"));
    let maturin = maturin(workspace, out)?.args(["--profile", "dev"]);
    plain.iter().fold(maturin, |maturin, setting| maturin.args(["--config", setting])).run()
}

/// Copies the list of all that the program is made of, which maturin puts into wheels, from one of them.
pub fn copy_sbom(workspace: &Workspace, wheels: &Path, to: &Path) -> Result<()> {
    let is_wheel = |path: &PathBuf| path.extension().is_some_and(|end| end == "whl");
    let wheel = files::entries(wheels)?.into_iter().find(is_wheel).context("there is no wheel")?;
    let unpacked = workspace.scratch("wheel")?;
    files::fresh_folder(&unpacked)?;
    Program::new("python3", workspace.root()).args(["-m", "zipfile", "-e"]).arg(wheel).arg(&unpacked).run()?;
    let is_list = |path: &Path| path.is_dir() || files::name(path).ends_with(".cyclonedx.json");
    let lists = files::list(&unpacked, &is_list)?;
    files::copy(lists.first().context("the wheel has no list of components")?, to)
}

fn maturin(workspace: &Workspace, out: &Path) -> Result<Program> {
    let sources = workspace.root().join(SOURCES);
    Ok(Tool::Maturin.program(workspace)?.within(&sources).args(["build", "--locked", "--out"]).arg(out))
}
