//! The style sheets as modules, since not every browser can import CSS.

use std::path::Path;

use anyhow::{Context, Result};

use crate::tools::files;
use crate::tools::progress::Done;
use crate::tools::workspace::Workspace;

/// Writes a module for each style sheet, such as `www/generated/styles.js` for `www/view/styles.css`.
pub fn run(workspace: &Workspace) -> Result<Done> {
    let is_sheet = |path: &Path| path.extension().is_some_and(|kind| kind == "css");
    for sheet in files::list(&workspace.www().join("view"), &is_sheet)? {
        let to = workspace.generated().join(files::name(&sheet.with_extension("js")));
        files::update(&to, module(&files::read_text(&sheet)?)?)?;
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
