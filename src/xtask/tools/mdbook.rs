//! mdBook, compiled once: the generator of our documentation, and of a site of the tests.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use anyhow::Result;

use crate::tools::progress::Done;
use crate::tools::workspace::Workspace;

/// Its version; the lock file comes with it.
const VERSION: &str = "0.5.4";

/// Installs it into the folder in which `cargo xtask sites` has all generators, unless this version is there.
///
/// # Errors
///
/// If crates.io can't be reached, or it doesn't compile.
pub fn install(workspace: &Workspace) -> Result<Done> {
    let at = folder(workspace)?;
    // What cargo lists is there whole; an install that was cut off is not listed.
    let listed = std::fs::read_to_string(at.join(".crates.toml")).unwrap_or_default();
    if listed.contains(&format!("\"mdbook {VERSION} ")) {
        return Ok(Done::Unchanged);
    }
    let install = workspace.cargo("install").args(["--quiet", "--locked", "--no-default-features"]);
    install
        .args(["--features", "search", "--version", VERSION, "mdbook", "--root"])
        .arg(&at)
        .remedy("check the connection to crates.io; the compiler's message above says what else it may be")
        .run()
        .map(|()| Done::Worked)
}

/// Returns where the program is once it is installed.
///
/// # Errors
///
/// If the folder can't be made.
pub fn program(workspace: &Workspace) -> Result<PathBuf> {
    Ok(folder(workspace)?.join("bin").join(format!("mdbook{EXE_SUFFIX}")))
}

fn folder(workspace: &Workspace) -> Result<PathBuf> {
    Ok(workspace.scratch("sites")?.join("mdbook"))
}
