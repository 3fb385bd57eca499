//! zizmor: what is dangerous in the workflows and the action of GitHub.

use std::env::consts::EXE_SUFFIX;

use anyhow::Result;

use crate::tools::pip;
use crate::tools::program::Program;
use crate::tools::workspace::Workspace;

/// Gets zizmor by pip, unless it is there, to look at all that GitHub runs. It asks no network.
pub fn linter(workspace: &Workspace) -> Result<Program> {
    let folder = workspace.scratch("zizmor")?;
    let path = folder.join("bin").join(format!("zizmor{EXE_SUFFIX}"));
    if !path.exists() {
        pip::install(workspace, "src/xtask/check/zizmor.txt", &folder)?;
    }
    Ok(Program::new(path, workspace.root())
        .named("zizmor")
        .args(["--offline", "--no-progress", "--color", "never", ".github", "action.yml"])
        .remedy("mend what it names, or say beside it why it may stay: `# zizmor: ignore[RULE] …`"))
}
