//! The style sheet as a module, since not every browser can import CSS.

use anyhow::{Context, Result};

use crate::files;
use crate::progress::Done;
use crate::workspace::Workspace;

/// Writes `www/generated/styles.js`.
pub fn run(workspace: &Workspace) -> Result<Done> {
    let styles = files::read_text(&workspace.www().join("view/styles.css"))?;
    files::update(&workspace.generated().join("styles.js"), module(&styles)?)?;
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
