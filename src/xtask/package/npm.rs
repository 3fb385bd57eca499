//! The packages of npm: the command, a package for each platform, and the widget.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::target::Target;
use crate::tools::files;
use crate::tools::node;
use crate::tools::workspace::Workspace;

/// The file in which a package says what it is.
pub const ABOUT: &str = "package.json";

/// What stands in ours for the version, which only the workspace's Cargo.toml has.
const NO_VERSION: &str = r#""version": "0.0.0""#;

/// The same, where a package asks for the command of its own release.
const NO_COMMAND: &str = r#""findlet": "0.0.0""#;

/// The packages for generators of sites, which are packed as they are there.
const GENERATORS: [&str; 5] = ["docusaurus", "eleventy", "hexo", "starlight", "vitepress"];

/// A program, and the platform that runs it.
pub struct Built {
    pub target: Target,
    pub program: PathBuf,
}

/// Packs the command: `findlet` and a package for each platform that was built.
pub fn pack(workspace: &Workspace, version: &str, built: &[Built], out: &Path) -> Result<()> {
    let staged = out.join("npm");
    files::fresh_folder(&staged)?;
    let mut folders = Vec::new();
    for one in built {
        folders.push(stage_platform(workspace, version, one, &staged)?);
    }
    folders.push(stage_command(workspace, version, built, &staged)?);
    folders.iter().try_for_each(|folder| pack_folder(folder, out))
}

/// Packs the plugins of generators.
pub fn pack_generators(workspace: &Workspace, version: &str, out: &Path) -> Result<()> {
    GENERATORS.iter().try_for_each(|name| {
        let source = sources(workspace).join(name);
        let folder = out.join("npm").join(name);
        files::fresh_folder(&folder)?;
        for path in files::list(&source, &|_| true)? {
            let inside = path.strip_prefix(&source).context("it was listed there")?;
            files::copy(&path, &folder.join(inside))?;
        }
        let about = about_of(&source, version)?.replace(NO_COMMAND, &format!("\"findlet\": \"{version}\""));
        files::write(&folder.join(ABOUT), about)?;
        stage_licences(workspace, &folder)?;
        pack_folder(&folder, out)
    })
}

/// The package of a platform: the program, and the systems that it runs on.
fn stage_platform(workspace: &Workspace, version: &str, built: &Built, staged: &Path) -> Result<PathBuf> {
    let Built { target, program } = built;
    let folder = staged.join(target.name());
    files::copy_program(program, &folder.join(target.program()))?;
    stage_licences(workspace, &folder)?;
    if *target == Target::Wasm32Wasi {
        stage_sources(workspace, version, "wasi", &folder)?;
        return Ok(folder);
    }
    let about = json!({
        "name": package_of(*target),
        "version": version,
        "description": format!("The command findlet for {}; install the package findlet instead", target.name()),
        "license": "MIT OR Apache-2.0",
        "repository": env!("CARGO_PKG_REPOSITORY"),
        "os": [target.os()],
        "cpu": [target.cpu()],
        "files": [target.program()],
        // Yarn's Plug'n'Play would leave the program in an archive, where nothing can run it.
        "preferUnplugged": true,
    });
    files::write(&folder.join(ABOUT), format!("{about:#}\n"))?;
    Ok(folder)
}

/// The package that people name: a few lines of JavaScript, at the version of the programs.
fn stage_command(workspace: &Workspace, version: &str, built: &[Built], staged: &Path) -> Result<PathBuf> {
    let folder = staged.join("findlet");
    let about = stage_sources(workspace, version, "findlet", &folder)?;
    // npm installs the one for the platform. WebAssembly is for those who ask for it.
    let native = built.iter().filter(|one| one.target != Target::Wasm32Wasi);
    let programs = native.map(|one| format!("    \"{}\": \"{version}\"", package_of(one.target)));
    let programs = programs.collect::<Vec<_>>().join(",\n");
    let about = about.trim_end().trim_end_matches('}').trim_end();
    files::write(&folder.join(ABOUT), format!("{about},\n  \"optionalDependencies\": {{\n{programs}\n  }}\n}}\n"))?;
    Ok(folder)
}

/// Copies the files of a package, with the version in what it says of itself, which is returned.
fn stage_sources(workspace: &Workspace, version: &str, name: &str, folder: &Path) -> Result<String> {
    let source = sources(workspace).join(name);
    for path in files::entries(&source)? {
        files::copy(&path, &folder.join(files::name(&path)))?;
    }
    let about = about_of(&source, version)?;
    files::write(&folder.join(ABOUT), &about)?;
    Ok(about)
}

/// Packs a staged folder as npm publishes it.
pub fn pack_folder(folder: &Path, out: &Path) -> Result<()> {
    node::npm(folder).args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(out).run()
}

/// The texts that every package carries.
pub fn stage_licences(workspace: &Workspace, folder: &Path) -> Result<()> {
    ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"]
        .iter()
        .try_for_each(|name| files::copy(&workspace.root().join(name), &folder.join(name)))
}

/// What a package says of itself, with the version in it. As text: the order of `exports` means something.
pub fn about_of(folder: &Path, version: &str) -> Result<String> {
    let path = folder.join(ABOUT);
    let text = files::read_text(&path)?;
    ensure!(text.contains(NO_VERSION), "{} has no line {NO_VERSION}", path.display());
    Ok(text.replace(NO_VERSION, &format!("\"version\": \"{version}\"")))
}

/// Where the packages' sources are.
pub fn sources(workspace: &Workspace) -> PathBuf {
    workspace.root().join("packages/npm")
}

fn package_of(target: Target) -> String {
    format!("@findlet/{}", target.name())
}
