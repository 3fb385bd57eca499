//! The command for a platform, compiled on this one: zig links what this machine has no linker for.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::target::Target;
use crate::build::command;
use crate::tools::files;
use crate::tools::pip;
use crate::tools::program::Program;
use crate::tools::workspace::Workspace;

/// Programs that Python's packages have, which compile and pack.
#[derive(Clone, Copy)]
pub enum Tool {
    /// cargo-zigbuild, and zig.
    Zig,
    /// maturin.
    Maturin,
}

impl Tool {
    /// Its folder below `target/xtask`, the name of its program, and what pins it.
    fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Zig => ("zig", "cargo-zigbuild", "src/xtask/package/zig.txt"),
            Self::Maturin => ("maturin", "maturin", "src/xtask/package/maturin.txt"),
        }
    }

    /// Installs it, unless it is there.
    pub fn install(self, workspace: &Workspace) -> Result<()> {
        let (name, program, requirements) = self.parts();
        let folder = workspace.scratch(name)?;
        if folder.join("bin").join(program).exists() {
            return Ok(());
        }
        pip::install(workspace, requirements, &folder)
    }

    /// The program, as it compiles the command with the assets that were gathered before.
    pub fn program(self, workspace: &Workspace) -> Result<Program> {
        let (name, program, _) = self.parts();
        Ok(Program::new(workspace.scratch(name)?.join("bin").join(program), workspace.root())
            .named(program)
            .env("PYTHONPATH", workspace.scratch(Self::Zig.parts().0)?)
            .env("CARGO_TARGET_DIR", workspace.target())
            .env(command::ASSETS, command::assets(workspace)?))
    }
}

/// The cargo that compiles for `target`. WebAssembly needs no linker of others, and has no sockets for `findlet serve`.
fn compiler(workspace: &Workspace, target: Target) -> Result<Program> {
    if target == Target::Wasm32Wasi {
        let assets = command::assets(workspace)?;
        return Ok(workspace.cargo("build").arg("--no-default-features").env(command::ASSETS, assets));
    }
    Ok(Tool::Zig.program(workspace)?.arg("zigbuild"))
}

/// Compiles the command for `target` and copies it to `folder`.
pub fn compile(workspace: &Workspace, target: Target, folder: &Path) -> Result<PathBuf> {
    Program::new("rustup", workspace.root())
        .args(["target", "add", target.triple()])
        .remedy("check that rustup is installed, and the connection to its server")
        .run()?;
    compiler(workspace, target)?
        .args(["--release", "--locked", "--package", "findlet", "--target", target.triple()])
        .remedy("mend what it names, or leave the platform out with --leave-out")
        .run_visibly()?;
    let built = workspace.target().join(target.triple()).join("release").join(target.program());
    let program = folder.join(target.name()).join(target.program());
    files::copy_program(&built, &program)?;
    Ok(program)
}
