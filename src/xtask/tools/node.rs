//! Node.js: whether it is there, and the npm packages of a folder.

use std::env;
use std::fmt;
use std::path::Path;

use anyhow::{Result, bail};

use crate::tools::files;
use crate::tools::fingerprint::{Fingerprint, Stamp};
use crate::tools::program::Program;
use crate::tools::progress::Done;
use crate::tools::workspace::Workspace;

/// The oldest Node.js whose test runner and language level we rely on.
const OLDEST: u32 = 20;

/// The variable that hides an installed Node.js, to try what happens without.
const SWITCH: &str = "FINDLET_NO_NODE";

/// Whether Node.js can be used.
pub enum Node {
    /// It is on the path and new enough.
    Present,
    /// It can't be used, and why.
    Missing(Reason),
}

/// Why Node.js can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing called `node` starts.
    NotFound,
    /// `--no-node` or `FINDLET_NO_NODE` was given.
    SwitchedOff,
    /// It is older than [`OLDEST`], or says nothing we understand.
    TooOld(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => write!(out, "Node.js was not found"),
            Self::SwitchedOff => write!(out, "Node.js is switched off by --no-node or {SWITCH}"),
            Self::TooOld(version) => write!(out, "Node.js {version} is older than {OLDEST}"),
        }
    }
}

impl Node {
    /// Looks for Node.js, unless it is switched off.
    pub fn find(switched_off: bool) -> Self {
        if switched_off || env::var_os(SWITCH).is_some_and(|value| value != "0" && !value.is_empty()) {
            return Self::Missing(Reason::SwitchedOff);
        }
        match Program::new("node", Path::new(".")).arg("--version").text() {
            Ok(version) if is_new_enough(&version) => Self::Present,
            Ok(version) => Self::Missing(Reason::TooOld(version.trim().to_owned())),
            Err(_) => Self::Missing(Reason::NotFound),
        }
    }

    /// Fails where there is no Node.js, saying which command needs it.
    pub fn require(&self, command: &str) -> Result<()> {
        match self {
            Self::Present => Ok(()),
            Self::Missing(reason) => bail!(
                "`cargo xtask {command}` needs Node.js {OLDEST} or newer, and {reason}.\n  \
                 What to do: install it from https://nodejs.org (npm comes with it) and run the command again. \
                 `cargo xtask serve` works without."
            ),
        }
    }
}

/// What is missing where there is no Node.js, and how to get it.
pub fn loss(reason: &Reason) -> String {
    format!(
        "not optimised: {reason}. The engine is larger, the modules are served as they are, and pages opened from \
         disk can't search. With Node.js {OLDEST} or newer (https://nodejs.org) the same command does all that."
    )
}

fn is_new_enough(version: &str) -> bool {
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    major.parse().is_ok_and(|major: u32| major >= OLDEST)
}

/// A Node.js program in `folder`.
pub fn node(folder: &Path) -> Program {
    Program::new("node", folder)
}

/// npm in `folder`.
pub fn npm(folder: &Path) -> Program {
    Program::new(if cfg!(windows) { "npm.cmd" } else { "npm" }, folder).named("npm")
}

/// Installs the npm packages of `folder` as its lock file has them, unless they are there.
pub fn install(workspace: &Workspace, folder: &Path) -> Result<Done> {
    let lock = folder.join("package-lock.json");
    let modules = folder.join("node_modules");
    let stamp = Stamp::new(workspace, &format!("npm-{}", files::name(folder)), &Fingerprint::default().file(&lock)?)?;
    if stamp.is_current(&modules) {
        return Ok(Done::Unchanged);
    }
    // No package here needs its install script, and a script that doesn't run can't do harm.
    npm(folder)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .remedy("check the connection to the npm registry (npm ping); the lock file must match package.json")
        .run()?;
    stamp.set()?;
    Ok(Done::Worked)
}

#[cfg(test)]
mod tests {
    use super::{Node, Reason, is_new_enough, loss};

    #[test]
    fn versions_from_20_on_are_new_enough() {
        assert!(is_new_enough("v20.20.2\n"));
        assert!(is_new_enough("v24.0.0"));
        assert!(!is_new_enough("v18.19.0"));
        assert!(!is_new_enough("not a version"));
    }

    #[test]
    fn a_missing_node_names_the_command_and_the_way_out() {
        let error = Node::Missing(Reason::NotFound).require("dist").expect_err("it is missing").to_string();
        assert!(error.starts_with("`cargo xtask dist` needs Node.js 20 or newer, and Node.js was not found."));
        assert!(error.contains("https://nodejs.org"));
        assert!(loss(&Reason::NotFound).starts_with("not optimised: Node.js was not found. "));
    }
}
