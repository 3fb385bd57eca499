//! `findlet check --site`: do the addresses of all hits lead to files?

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use percent_encoding::percent_decode_str;

use crate::opened::{Opened, Pointer};

/// Returns a sentence for each address in the indexes of `out` that leads to no file of `site`.
///
/// # Errors
/// Where an index or the site cannot be read.
pub(super) fn dead(out: &Path, site: &Path) -> Result<Vec<String>> {
    if !site.is_dir() {
        bail!("{} is not a folder; name the one that holds the built site", site.display());
    }
    let mut dead = Vec::new();
    for (language, entry) in &Pointer::read(out)?.indexes {
        for card in Opened::folder(&out.join(&entry.folder), entry.sharded)?.cards()? {
            if !leads(site, &card.url) {
                dead.push(format!("index {language}: {} leads to no file in {}", card.url, site.display()));
            }
        }
    }
    Ok(dead)
}

/// Whether a host that serves `site` has something at `url`, by one of the ways in which hosts map addresses to files.
/// What lies on another host is not looked at.
fn leads(site: &Path, url: &str) -> bool {
    if url.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        || url.starts_with("//")
    {
        return true;
    }
    let path = url.split(['?', '#']).next().unwrap_or(url).trim_start_matches('/');
    let Ok(path) = percent_decode_str(path).decode_utf8() else { return false };
    let file = |path: &str| -> PathBuf { site.join(path) };
    let bare = path.trim_end_matches('/');
    let beside = ["", ".html", ".htm"].map(|ending| file(&format!("{bare}{ending}")));
    let inside = ["index.html", "index.htm"].map(|name| file(bare).join(name));
    beside.iter().chain(&inside).any(|file| file.is_file())
}
