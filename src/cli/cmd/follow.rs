//! `findlet check --site`: do the addresses of all hits lead to files, and those of sections to places in them?

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use findlet_core::format::bodies::Body;
use findlet_core::format::cards::CardRecord;
use findlet_indexer::SourceKind;
use findlet_indexer::extract::anchors;
use percent_encoding::percent_decode_str;

use crate::opened::{Opened, Pointer};
use crate::place::Place;

/// Returns a sentence for each address in the indexes of `out` that leads to no file of `site`, or to no place in it.
///
/// # Errors
/// Where an index or the site cannot be read.
pub(super) fn dead(out: &Path, site: &Path) -> Result<Vec<String>> {
    if !site.is_dir() {
        bail!("{} is not a folder; name the one that holds the built site", site.display());
    }
    let mut dead = Vec::new();
    for (language, entry) in &Pointer::read(&Place::from(out))?.indexes {
        let mut opened = Opened::folder(&out.join(&entry.folder), entry.sharded)?;
        for (document, card) in (0..).zip(&opened.cards()?) {
            let said = match destination(site, &card.url) {
                Destination::Elsewhere => continue,
                Destination::Nothing => vec![format!("{} leads to no file in {}", card.url, site.display())],
                Destination::File(file) => lost(&file, card, &opened.text(document, card)?)?,
            };
            dead.extend(said.iter().map(|said| format!("index {language}: {said}")));
        }
    }
    Ok(dead)
}

/// What a host that serves a site has at an address.
#[derive(Debug)]
enum Destination {
    /// It is another host's.
    Elsewhere,
    File(PathBuf),
    Nothing,
}

/// Looks for `url` by the ways in which hosts map addresses to files.
fn destination(site: &Path, url: &str) -> Destination {
    if url.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        || url.starts_with("//")
    {
        return Destination::Elsewhere;
    }
    let path = url.split(['?', '#']).next().unwrap_or(url).trim_start_matches('/');
    let Ok(path) = percent_decode_str(path).decode_utf8() else { return Destination::Nothing };
    let file = |path: &str| -> PathBuf { site.join(path) };
    let bare = path.trim_end_matches('/');
    let beside = ["", ".html", ".htm"].map(|ending| file(&format!("{bare}{ending}")));
    let inside = ["index.html", "index.htm"].map(|name| file(bare).join(name));
    beside.into_iter().chain(inside).find(|file| file.is_file()).map_or(Destination::Nothing, Destination::File)
}

/// Returns a sentence for each section of a page that its file has no place for: it was built anew since.
fn lost(file: &Path, card: &CardRecord, body: &Body<String>) -> Result<Vec<String>> {
    let sections: Vec<&str> =
        body.iter().map(|block| block.anchor.trim()).filter(|anchor| !anchor.is_empty()).collect();
    if sections.is_empty() || SourceKind::of(&file.to_string_lossy()) != Some(SourceKind::Html) {
        return Ok(Vec::new());
    }
    let page = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let places = anchors(&page);
    let lost = sections.into_iter().filter(|anchor| !places.contains(*anchor));
    Ok(lost.map(|anchor| format!("{}#{anchor} leads to no place in {}", card.url, file.display())).collect())
}
