//! The crates, as crates.io gets them: the command carries its engine and widget.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::build::command;
use crate::tools::files;
use crate::tools::workspace::Workspace;

/// Where the crate of the command has its assets; git ignores it, and it is there only while the crate is packed.
const ASSETS: &str = "src/cli/assets";

/// Packs every crate that may be published, in cargo's own folder for that: `target/package`.
pub fn pack(workspace: &Workspace) -> Result<()> {
    cargo(workspace, &["package", "--no-verify"])
}

/// Publishes them, in the order of their dependencies; cargo takes the token of crates.io from the environment.
pub fn publish(workspace: &Workspace) -> Result<()> {
    cargo(workspace, &["publish"])
}

/// Runs cargo on all crates that may be published. git doesn't have the assets, so the folder counts as changed.
fn cargo(workspace: &Workspace, command: &[&str]) -> Result<()> {
    let names = published(workspace)?;
    let assets = Assets::put(workspace)?;
    let packages = names.iter().flat_map(|name| ["--package", name]);
    workspace
        .cargo(command[0])
        .args(&command[1..])
        .args(["--locked", "--allow-dirty"])
        .args(packages)
        .remedy("the message above names the crate and what its Cargo.toml lacks")
        .run()?;
    assets.remove()
}

/// The crates that do not say `publish = false`.
fn published(workspace: &Workspace) -> Result<Vec<String>> {
    let printed = workspace.cargo("metadata").args(["--no-deps", "--format-version", "1", "--locked"]).text()?;
    let metadata: Value = serde_json::from_str(&printed).context("cargo metadata printed no JSON")?;
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let names = packages.iter().filter(|package| package["publish"].is_null());
    Ok(names.filter_map(|package| Some(package["name"].as_str()?.to_owned())).collect())
}

/// The assets beside the command's sources.
struct Assets(PathBuf);

impl Assets {
    fn put(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.root().join(ASSETS);
        files::fresh_folder(&folder)?;
        copy_folder(&command::assets(workspace)?, &folder)?;
        Ok(Self(folder))
    }

    fn remove(self) -> Result<()> {
        files::remove_folder(&self.0)
    }
}

/// A build that is broken off would otherwise leave them, and later builds would carry them.
impl Drop for Assets {
    fn drop(&mut self) {
        // What can't be removed here was reported by `remove`, or another error is on its way.
        let _ = files::remove_folder(&self.0);
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for path in files::entries(from)? {
        let into = to.join(files::name(&path));
        if path.is_dir() { copy_folder(&path, &into)? } else { files::copy(&path, &into)? }
    }
    Ok(())
}
