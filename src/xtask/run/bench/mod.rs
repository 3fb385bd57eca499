//! How long things take, and what they weigh: of the seeds, or of any folder of pages.
//!
//! Numbers only: machines differ, so none of them fails the command.

mod seeds;
mod site;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::tools::node::Node;
use crate::tools::workspace::Workspace;

/// What is measured.
#[derive(Args)]
pub struct Arguments {
    /// Print one JSON object and nothing else.
    #[arg(long)]
    json: bool,
    /// A folder of HTML pages to index and search; without it, the seeds in the demo.
    #[arg(long, value_name = "FOLDER")]
    site: Option<PathBuf>,
    /// How many of its pages; several numbers give a curve. Where it has fewer, the rest is made of their words.
    #[arg(long, value_name = "PAGES", value_delimiter = ',', requires = "site")]
    sizes: Vec<usize>,
    /// Arguments for `findlet build`.
    #[arg(last = true, requires = "site")]
    build: Vec<String>,
}

/// Builds what is measured, measures, and prints a table or one JSON object.
pub fn run(workspace: &Workspace, node: &Node, arguments: &Arguments) -> Result<()> {
    match &arguments.site {
        Some(folder) => {
            let Arguments { sizes, build, json, .. } = arguments;
            site::run(workspace, &site::Request { folder, sizes, build, json: *json })
        }
        None => seeds::run(workspace, node, arguments.json),
    }
}
