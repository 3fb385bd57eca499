//! Generators of sites, as their users install them: npm's by a lock file, Python's by pinned hashes, all into `target/`.

use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

use crate::tools::files;
use crate::tools::mdbook;
use crate::tools::node;
use crate::tools::pip;
use crate::tools::progress::Done;
use crate::tools::workspace::Workspace;

/// What pins the Node.js that Astro needs, where this machine's is older.
const NEWER_NODE: &str = "tests/sites/node.txt";

/// A generator that we have a plugin for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Generator {
    /// Docusaurus.
    Docusaurus,
    /// Eleventy.
    Eleventy,
    /// Hexo.
    Hexo,
    /// Astro with Starlight.
    Starlight,
    /// `VitePress`.
    Vitepress,
    /// mdBook, which is compiled.
    Mdbook,
    /// `MkDocs`, with its own themes and Material.
    Mkdocs,
    /// Sphinx, with four themes.
    Sphinx,
}

impl Generator {
    /// Its name, which its folder has, too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docusaurus => "docusaurus",
            Self::Eleventy => "eleventy",
            Self::Hexo => "hexo",
            Self::Starlight => "starlight",
            Self::Vitepress => "vitepress",
            Self::Mdbook => "mdbook",
            Self::Mkdocs => "mkdocs",
            Self::Sphinx => "sphinx",
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
        match self {
            Self::Mdbook => mdbook::install(workspace),
            Self::Mkdocs | Self::Sphinx => {
                if at.is_dir() {
                    return Ok(Done::Unchanged);
                }
                pip::install(workspace, &format!("{}/requirements.txt", self.tests()), &at).map(|()| Done::Worked)
            }
            Self::Docusaurus | Self::Eleventy | Self::Hexo | Self::Starlight | Self::Vitepress => {
                for name in ["package.json", "package-lock.json"] {
                    files::update(&at.join(name), files::read(&pinned.join(name))?)?;
                }
                let newer = folder(workspace)?.join("node");
                if self == Self::Starlight && !newer.is_dir() {
                    pip::install(workspace, NEWER_NODE, &newer)?;
                }
                node::install(workspace, &at)
            }
        }
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
