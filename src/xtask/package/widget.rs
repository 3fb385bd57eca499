//! The package of npm for pages that a bundler makes: the widget's shell, its types and its manifest.

use std::path::Path;

use anyhow::Result;

use super::npm;
use crate::tools::files;
use crate::tools::node;
use crate::tools::workspace::Workspace;

/// Packs `@findlet/search`.
pub fn pack(workspace: &Workspace, version: &str, out: &Path) -> Result<()> {
    let source = npm::sources(workspace).join("search");
    let folder = out.join("npm/search");
    files::fresh_folder(&folder)?;
    node::node(&source)
        .arg("build.mjs")
        .arg(&folder)
        .remedy("see that `npm ci` ran in www, whose linker it uses")
        .run()?;
    files::write(&folder.join(npm::ABOUT), npm::about_of(&source, version)?)?;
    npm::stage_licences(workspace, &folder)?;
    npm::pack_folder(&folder, out)
}
