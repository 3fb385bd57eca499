//! Which file of www/ imports which.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::graph::Graph;
use crate::tools::node;
use crate::tools::workspace::Workspace;

/// Returns the graph of the widget's sources, as `www/imports.mjs` reads it.
pub fn graph(workspace: &Workspace) -> Result<Graph> {
    let www = workspace.www();
    node::install(workspace, &www)?;
    let text = node::node(&www)
        .arg("imports.mjs")
        .remedy("the message above names the file that could not be read; run `npm ci` in www if a package is missing")
        .text()?;
    parse(&text).context("www/imports.mjs printed something else than files and their imports")
}

fn parse(text: &str) -> Result<Graph> {
    let files: BTreeMap<String, Vec<String>> = serde_json::from_str(text)?;
    let mut graph = Graph::default();
    for (file, imports) in &files {
        graph.module(file);
        imports.iter().for_each(|import| graph.arrow(file, import, &format!("www/{file}")));
    }
    Ok(graph)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_circle_of_files_is_found() {
        let graph = parse(r#"{ "a.js": ["view/b.js"], "view/b.js": ["a.js", "c.js"], "c.js": [] }"#).expect("JSON");
        assert_eq!((graph.modules(), graph.knots()[0].circle.join(" → ")), (3, "a.js → view/b.js → a.js".to_owned()));
        assert!(parse("[]").is_err());
    }
}
