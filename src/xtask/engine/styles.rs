//! The style sheets as modules, since not every browser can import CSS.

use anyhow::{Context, Result};

use crate::files;
use crate::progress::Done;
use crate::workspace::Workspace;

/// Those of the shell, of the rows, and of what only some pages use.
const SHEETS: [&str; 5] = ["styles", "results", "refine", "extras", "modes"];

/// Writes `www/generated/styles.js` and its like.
pub fn run(workspace: &Workspace) -> Result<Done> {
    for sheet in SHEETS {
        let styles = files::read_text(&workspace.www().join(format!("view/{sheet}.css")))?;
        files::update(&workspace.generated().join(format!("{sheet}.js")), module(&styles)?)?;
    }
    Ok(Done::Worked)
}

fn module(css: &str) -> Result<String> {
    let text = serde_json::to_string(css).context("a style sheet is text")?;
    Ok(format!("export default {text};\n"))
}

#[cfg(test)]
mod tests {
    use super::module;

    #[test]
    fn styles_keep_every_character() {
        let module = module("a::before { content: \"\\201C\"; }\n").expect("text");
        assert_eq!(module, "export default \"a::before { content: \\\"\\\\201C\\\"; }\\n\";\n");
    }
}
