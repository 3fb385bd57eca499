//! The shape of the code: no circle of modules, no function that is too long or asks for too much.
//!
//! A circle is named by its modules, `a → b → c → a`, through re-exports too. The files of www/ are held to the same.

mod functions;
mod graph;
mod paths;
mod rust;
mod scripts;
mod tree;
mod uses;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::tools::node::Node;
use crate::tools::workspace::Workspace;
use graph::Graph;
use rust::Crate;

/// Kinds of cargo's targets that are shipped or build what is: tests and examples may be as they like.
const KINDS: [&str; 4] = ["lib", "cdylib", "bin", "custom-build"];

/// Prints how many modules on how many floors each crate has, and www/; fails on circles and on functions that are too
/// long or have too many parameters. With `arrows`, prints which module imports which and where, too.
pub fn run(workspace: &Workspace, node: &Node, arrows: bool) -> Result<()> {
    let mut faults = Vec::new();
    for root in roots(workspace)? {
        let krate = Crate::read(&root)?;
        let name = root.strip_prefix(workspace.root()).unwrap_or(&root).display().to_string();
        faults.extend(judged(&name, &krate.graph(workspace.root()), arrows));
        for file in krate.files() {
            faults.extend(functions::offenders(file, workspace.root())?);
        }
    }
    match node {
        Node::Present => faults.extend(judged("www", &scripts::graph(workspace)?, arrows)),
        Node::Missing(reason) => println!("www: left out, {reason}"),
    }
    if !faults.is_empty() {
        bail!(
            "{}\n  What to do: move what both need to a module below both, or return it instead of reaching up for it; \
             take a function apart by steps, put parameters that go together into a struct",
            faults.join("\n")
        );
    }
    Ok(())
}

/// Prints the size of a graph, and returns what is wrong with it.
fn judged(name: &str, graph: &Graph, arrows: bool) -> Vec<String> {
    println!("{name}: {} modules on {} floors", graph.modules(), graph.floors());
    if arrows {
        graph.arrows().iter().for_each(|[from, to, place]| println!("  {from} → {to}  {place}"));
    }
    let fault = |knot: graph::Knot| {
        let places: Vec<String> = knot.places.iter().map(|place| format!("\n    {place}")).collect();
        let all = if knot.modules + 1 > knot.circle.len() {
            format!(", the shortest circle of {} modules", knot.modules)
        } else {
            String::new()
        };
        format!("{name}: {}{all}{}", knot.circle.join(" → "), places.concat())
    };
    graph.knots().into_iter().map(fault).collect()
}

/// Returns the root files of the workspace's crates, in order.
fn roots(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let metadata = workspace.cargo("metadata").args(["--format-version", "1", "--no-deps", "--offline"]).text()?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo's metadata is no JSON")?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let targets = list(&metadata["packages"]).into_iter().flat_map(|package| list(&package["targets"]));
    let is_shipped = |target: &Value| list(&target["kind"]).iter().any(|kind| KINDS.iter().any(|known| kind == known));
    let root = |target: Value| target["src_path"].as_str().map(PathBuf::from);
    let mut roots: Vec<PathBuf> = targets.filter(is_shipped).filter_map(root).collect();
    roots.sort();
    roots.dedup();
    Ok(roots)
}
