//! Generators of sites, as their users install them, by a lock file, into `target/`.

use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

use crate::tools::files;
use crate::tools::node;
use crate::tools::progress::Done;
use crate::tools::workspace::Workspace;

/// A generator that we have a plugin for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Generator {
    /// Docusaurus.
    Docusaurus,
}

impl Generator {
    /// Its name, which its folder has, too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docusaurus => "docusaurus",
        }
    }

    /// The folder of its tests, below the repository.
    pub fn tests(self) -> String {
        format!("tests/sites/{}", self.name())
    }

    /// Installs it, unless it is there.
    ///
    /// # Errors
    ///
    /// If its registry can't be reached, or has something else than what is pinned.
    pub fn install(self, workspace: &Workspace) -> Result<Done> {
        let at = folder(workspace)?.join(self.name());
        let pinned = workspace.root().join(self.tests());
        for name in ["package.json", "package-lock.json"] {
            files::update(&at.join(name), files::read(&pinned.join(name))?)?;
        }
        node::install(workspace, &at)
    }

    /// How its site compares with the same without our search, as its tests measured it; empty where they don't.
    ///
    /// # Errors
    ///
    /// If the folder can't be read.
    pub fn comparison(self, workspace: &Workspace) -> Result<String> {
        let table = folder(workspace)?.join(format!("compared-{}.md", self.name()));
        if table.is_file() { files::read_text(&table) } else { Ok(String::new()) }
    }
}

/// Where generators are installed.
///
/// # Errors
///
/// If the folder can't be made.
pub fn folder(workspace: &Workspace) -> Result<PathBuf> {
    workspace.scratch("sites")
}
