//! The site that tests visit and budgets measure: the demo's pages around articles of the project's own, in
//! `tests/articles`. What is in `seeds/` makes no difference to it.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use findlet_indexer::{Document, Options, build, package};

use crate::build::demo;
use crate::build::engine::{self, Flavour};
use crate::build::widget;
use crate::tools::files;
use crate::tools::node::Node;
use crate::tools::workspace::Workspace;

/// The folder of the articles, below the repository.
const ARTICLES: &str = "tests/articles";

/// Returns where the site is.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target().join("xtask/site")
}

/// Writes the site, of the engine and the widget that were built last.
///
/// # Errors
///
/// If one of them is missing, an article can't be read, or the folder can't be written.
pub fn write(workspace: &Workspace, node: &Node) -> Result<()> {
    let out = folder(workspace);
    files::fresh_folder(&out)?;
    let articles = demo::write(workspace, &workspace.root().join(ARTICLES), &out)?;
    ensure!(articles.left_out.is_empty(), "{ARTICLES}: {}", articles.left_out.join("; "));
    let documents: Vec<Document> = articles.found.into_iter().map(|article| article.document).collect();
    let index = build(&documents, &Options::default()).with_context(|| format!("{ARTICLES} makes no index"))?;
    let engine = engine::bare(workspace, Flavour::Full)?;
    let module = package::embed(&engine, Some(&index.into_bytes())).context("the engine can't be taken apart")?;
    widget::write(workspace, node, &module, &out.join("findlet"))
}
