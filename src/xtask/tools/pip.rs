//! Programs from PyPI, each at a version and with hashes that a requirements file pins.

use std::path::Path;

use anyhow::Result;

use crate::tools::program::Program;
use crate::tools::workspace::Workspace;

/// Installs what `requirements` (below the repository) pins into `folder`, whose `bin` then has the programs.
///
/// # Errors
///
/// If there is no Python, PyPI can't be reached, or a file has another hash.
pub fn install(workspace: &Workspace, requirements: &str, folder: &Path) -> Result<()> {
    Program::new("python3", workspace.root())
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--upgrade"])
        .args(["--only-binary", ":all:", "--require-hashes", "--requirement", requirements, "--target"])
        .arg(folder)
        .remedy("check that `python3 -m pip --version` works, and the connection to PyPI")
        .run()
}

/// Whether there is a Python with pip.
pub fn is_there(workspace: &Workspace) -> bool {
    Program::new("python3", workspace.root()).args(["-m", "pip", "--version"]).text().is_ok()
}
