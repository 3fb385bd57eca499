//! The finished site: `dist/`, ready for any static host.

use anyhow::Result;

use findlet_demo::Articles;

use crate::build::demo;
use crate::build::engine;
use crate::build::widget;
use crate::tools::files;
use crate::tools::node::Node;
use crate::tools::progress::{Done, Progress};
use crate::tools::workspace::Workspace;

/// The progress steps that [`build`] takes.
pub const STEPS: usize = engine::STEPS + 2;

/// Builds the engine and the widget and writes `dist/`.
///
/// It is written beside and swapped in at the end: what an earlier run made stays whole when
/// this one fails.
pub fn build(workspace: &Workspace, node: &Node, progress: &mut Progress) -> Result<()> {
    engine::build(workspace, node, progress)?;
    progress.step("link the widget", || widget::link(workspace, node))?;
    let mut seeds = Articles::default();
    progress.step("write dist/", || {
        seeds = write(workspace, node)?;
        let classic = if matches!(node, Node::Present) { "" } else { ", no file:// build" };
        Ok(Done::Said(format!("{}{classic}", demo::count(&seeds))))
    })?;
    seeds.left_out.iter().for_each(|why| println!("      seeds/{why}"));
    Ok(())
}

fn write(workspace: &Workspace, node: &Node) -> Result<Articles> {
    let fresh = workspace.dist().with_extension("new");
    files::fresh_folder(&fresh)?;
    let seeds = demo::write(workspace, &demo::seeds(workspace), &fresh)?;
    widget::write(workspace, node, &engine::module(workspace)?, &fresh.join("findlet"))?;
    files::swap(&fresh, &workspace.dist())?;
    Ok(seeds)
}
