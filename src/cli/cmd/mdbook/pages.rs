//! The pages that mdBook wrote: the field in their menu bar, and its style.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;

/// What is in front of the buttons on the right of the menu bar.
const PLACE: &str = "<div class=\"right-buttons\">";
const STYLE: &str = "css/findlet.css";
const ELEMENT: &str = "<findlet-search";

/// Puts the field into each page in `folder` that has a place for it and no field yet; returns how many pages have one.
///
/// # Errors
/// Where a page cannot be read or written.
pub(super) fn complete(folder: &Path) -> Result<usize> {
    let mut fields = 0;
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read the pages in {}", folder.display()))?;
        if entry.path().extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let path = entry.path();
        let page = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        if let Some(page) = with_field(&page, &"../".repeat(entry.depth() - 1)) {
            fs::write(path, &page).with_context(|| format!("cannot write {}", path.display()))?;
        }
        fields += usize::from(page.contains(ELEMENT) || page.contains(PLACE));
    }
    let style = folder.join(STYLE);
    let written =
        style.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&style, include_str!("style.css")));
    written.with_context(|| format!("cannot write {}", style.display()))?;
    Ok(fields)
}

/// Returns the page with the field and what it needs, `root` being the way from it to the first page; or nothing where it has no place for it, or a field of its own.
fn with_field(page: &str, root: &str) -> Option<String> {
    let (before, after) = page.split_once(PLACE).filter(|_| !page.contains(ELEMENT))?;
    let (head, body) = before.split_once("</head>")?;
    Some(format!(
        r#"{head}<link rel="stylesheet" href="{root}findlet/findlet.css">
<link rel="stylesheet" href="{root}{STYLE}">
<script src="{root}findlet/findlet.lazy.js" defer></script>
</head>{body}<findlet-search shortcut="/ s mod+k"><form action="{root}findlet/search.html" role="search"><input name="q" type="search" aria-label="Search" placeholder="Search"></form></findlet-search>
{PLACE}{after}"#
    ))
}
