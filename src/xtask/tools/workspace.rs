//! Where things are: the folders of the repository that the commands read and write.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::tools::program::Program;

/// The repository and its target folder.
#[derive(Clone)]
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Finds the repository this program was compiled in.
    ///
    /// `CARGO_TARGET_DIR` is honoured as cargo does it, so that every cargo started from here
    /// shares one target folder with the cargo that started us.
    pub fn locate() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest
            .ancestors()
            .nth(2)
            .with_context(|| format!("{} is not two folders below the repository", manifest.display()))?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
        Ok(Self { root: root.to_path_buf(), target })
    }

    /// The repository's root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target folder.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The widget's sources.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// What is generated for the widget's sources: module, glue, styles as a module.
    pub fn generated(&self) -> PathBuf {
        self.www().join("generated")
    }

    /// The finished site: widget and demo.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The engine as shipped, the seeds' index inside.
    pub fn module(&self) -> PathBuf {
        self.generated().join("findlet.wasm")
    }

    /// A folder for our own intermediate files, made if it is missing.
    pub fn scratch(&self, name: &str) -> Result<PathBuf> {
        let folder = self.target.join("xtask").join(name);
        fs::create_dir_all(&folder).with_context(|| format!("could not create {}", folder.display()))?;
        Ok(folder)
    }

    /// The cargo that runs us, at the root, with our target folder.
    pub fn cargo(&self, subcommand: &str) -> Program {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Program::new(cargo, &self.root).named("cargo").arg(subcommand).env("CARGO_TARGET_DIR", &self.target)
    }

    /// The commit that is checked out, or `unknown` where there is no git.
    pub fn commit(&self) -> String {
        let commit = Program::new("git", &self.root).args(["rev-parse", "HEAD"]).text();
        commit.map_or_else(|_| "unknown".to_owned(), |hash| hash.trim().to_owned())
    }
}
