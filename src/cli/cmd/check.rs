//! `findlet check`: is everything that was built there, whole and nothing else?

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use findlet_core::format::VERSION;
use findlet_core::{PartId, PartKind};
use findlet_indexer::package::{self, index_of, notes_full};
use serde::Serialize;

use super::follow;
use crate::assets::{Assets, SHELL};
use crate::opened::{Entry, Opened, Pointer};
use crate::output;
use crate::place::{Place, located};
use crate::publish::names::{self, FULL, MANIFEST, MODULE, Ours, PAGES, POINTER, SEARCH};

/// What to check.
#[derive(Debug, Args)]
#[expect(clippy::option_option, reason = "clap's way to tell no flag from one without a value")]
pub(crate) struct Arguments {
    /// The site, or the folder that `findlet build` wrote. Default: the folder that `--site` names
    #[arg(value_name = "DIR", required_unless_present = "site")]
    out: Option<PathBuf>,
    /// Follow the addresses of all hits and sections into the files of this site, and name those that lead nowhere.
    /// Without a folder: the one that DIR is in
    #[arg(long, value_name = "SITE", num_args = 0..=1)]
    site: Option<Option<PathBuf>>,
    /// Print what was found as JSON.
    #[arg(long)]
    json: bool,
}

/// What was found.
#[derive(Debug, Default, Serialize)]
struct Findings {
    /// Documents in all indexes that could be opened.
    documents: u32,
    /// Parts that were read and are whole.
    parts: u32,
    /// What is wrong, a sentence for each.
    problems: Vec<String>,
    /// Paths of all files that belong there.
    #[serde(skip)]
    expected: BTreeSet<String>,
}

/// Checks a folder and says what is wrong; returns whether nothing is.
///
/// # Errors
/// Where the folder has no pointer, so that nothing is known about it, or this command was built without its engine.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let Arguments { out, site, .. } = arguments;
    let named = site.as_ref().and_then(Option::as_deref);
    let Some(folder) = out.as_deref().or(named) else { bail!("no folder is named: `findlet check --site SITE`") };
    let folder = &located(folder);
    let mut findings = check(folder)?;
    if site.is_some() {
        let around = || folder.parent().unwrap_or(Path::new("."));
        findings.problems.extend(follow::dead(folder, named.filter(|_| out.is_some()).unwrap_or_else(around))?);
    }
    let out = folder;
    if arguments.json {
        output::line(&serde_json::to_string(&findings)?)?;
    } else {
        findings.problems.iter().try_for_each(|problem| output::line(problem))?;
        output::line(&match findings.problems.len() {
            0 => format!("{} is whole: {} documents in {} parts", out.display(), findings.documents, findings.parts),
            1 => format!("1 problem in {}; build it again", out.display()),
            count => format!("{count} problems in {}; build it again", out.display()),
        })?;
    }
    Ok(findings.problems.is_empty())
}

fn check(out: &Path) -> Result<Findings> {
    let pointer = Pointer::read(&Place::from(out))?;
    let assets = Assets::carried()?;
    let mut findings = Findings::default();
    findings.widget(out, &pointer, &assets);
    let mut is_all_known = true;
    for (language, entry) in &pointer.indexes {
        if let Err(error) = findings.index(out, entry, &assets) {
            findings.problems.push(format!("index {language}: {error:#}"));
            is_all_known = false;
        }
    }
    // Files of an index that cannot be read would all be named as strangers.
    if is_all_known {
        findings.strangers(out)?;
    }
    Ok(findings)
}

impl Findings {
    fn wrong(&mut self, problem: String) {
        self.problems.push(problem);
    }

    /// Checks what is beside the indexes.
    fn widget(&mut self, out: &Path, pointer: &Pointer, assets: &Assets) {
        if pointer.format != VERSION {
            let Pointer { format, version, .. } = pointer;
            self.wrong(format!(
                "{POINTER} is of format {format} (findlet {version}), and this findlet reads {VERSION}"
            ));
        }
        if !pointer.indexes.contains_key(&pointer.default) {
            self.wrong(format!("{POINTER} has no index for its own default, {}", pointer.default));
        }
        for name in assets.beside().chain([POINTER, SEARCH]) {
            self.expected.insert(name.to_owned());
            if !out.join(name).is_file() {
                self.wrong(format!("{name} is missing"));
            }
        }
        let shell = fs::read_to_string(out.join(SHELL)).unwrap_or_default();
        for Entry { folder, .. } in pointer.indexes.values() {
            if !shell.is_empty() && !shell.contains(folder) {
                self.wrong(format!("{SHELL} does not name the folder {folder}, which {POINTER} does"));
            }
        }
    }

    /// Checks the folder of an index and all its parts.
    fn index(&mut self, out: &Path, entry: &Entry, assets: &Assets) -> Result<()> {
        let folder = out.join(&entry.folder);
        self.engine(&folder, entry, assets)?;
        let mut opened = Opened::folder(&folder, entry.sharded)?;
        self.documents += opened.index.manifest().documents;
        if entry.sharded {
            self.parts += 1;
            self.numbered(&mut opened, entry);
            self.texts(&mut opened);
        }
        self.pages(&folder, entry, opened.index.manifest().documents);
        Ok(())
    }

    /// Checks the files that name the folder.
    fn engine(&mut self, folder: &Path, entry: &Entry, assets: &Assets) -> Result<()> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let mut contents = vec![read(MODULE)?];
        let place = || folder.join(MODULE).display().to_string();
        let has_index = index_of(&contents[0]).with_context(place)?.is_some();
        let full = notes_full(&contents[0]).with_context(place)?.then_some(FULL);
        let scripts = assets.scripts.iter().map(|script| script.path);
        let manifest = entry.sharded.then_some(MANIFEST);
        self.expected.insert(format!("{}/{MODULE}", entry.folder));
        for name in full.into_iter().chain(scripts).chain(manifest) {
            self.expected.insert(format!("{}/{name}", entry.folder));
            contents.push(read(name)?);
        }
        if has_index == entry.sharded {
            let has = if has_index { "has an index inside" } else { "has no index inside" };
            self.wrong(format!("{}/{MODULE} {has}, and {POINTER} says otherwise", entry.folder));
        }
        let name = package::name_folder(contents.iter().map(Vec::as_slice));
        if name != entry.folder {
            self.wrong(format!("{} should be named {name} after what is in it: a file was changed", entry.folder));
        }
        Ok(())
    }

    /// Checks the parts whose files are named by numbers. `attach` checks all of their bytes.
    fn numbered(&mut self, opened: &mut Opened, entry: &Entry) {
        for kind in [PartKind::Terms, PartKind::Cards, PartKind::Common] {
            for number in 0..opened.index.manifest().parts(kind) {
                let id = PartId { kind, number };
                let path = id.path(0);
                match opened.attach(id, &path) {
                    Ok(()) => self.parts += 1,
                    Err(error) => self.wrong(format!("{error:#}")),
                }
                self.expected.insert(format!("{}/{path}", entry.folder));
            }
        }
    }

    /// Checks the pages for Pagefind's API, where the index has any.
    fn pages(&mut self, folder: &Path, entry: &Entry, documents: u32) {
        if !folder.join(PAGES).is_file() {
            return;
        }
        self.expected.insert(format!("{}/{PAGES}", entry.folder));
        for name in (0..documents).map(names::page) {
            if !folder.join(&name).is_file() {
                self.wrong(format!("{}/{name} is missing", entry.folder));
            }
            self.expected.insert(format!("{}/{name}", entry.folder));
        }
    }

    /// Checks the texts that cards refer to.
    fn texts(&mut self, opened: &mut Opened) {
        let mut seen = BTreeMap::new();
        for document in 0..opened.index.manifest().documents {
            let Some(card) = opened.index.card(document) else { continue };
            let id = PartId { kind: PartKind::Bodies, number: card.body.part };
            let path = id.path(card.body.content);
            let is_whole = *seen.entry(path.clone()).or_insert_with(|| self.text(opened, id, &path));
            if is_whole && opened.index.text(document).is_none() {
                self.wrong(format!("{path} is not the text of {}", card.url));
            }
        }
    }

    fn text(&mut self, opened: &mut Opened, id: PartId, path: &str) -> bool {
        self.expected.insert(path.trim_start_matches("../").to_owned());
        let attached = opened.attach(id, path);
        match &attached {
            Ok(()) => self.parts += 1,
            Err(error) => self.wrong(format!("{error:#}")),
        }
        attached.is_ok()
    }

    /// Names files that belong to nothing.
    fn strangers(&mut self, out: &Path) -> Result<()> {
        for name in names::entries(out)? {
            match names::top(&name) {
                Some(Ours::File) if name.starts_with("search-") => {}
                Some(Ours::Index | Ours::Texts) => {
                    for inside in names::entries(&out.join(&name))? {
                        self.stranger(&format!("{name}/{inside}"));
                    }
                }
                _ => self.stranger(&name),
            }
        }
        Ok(())
    }

    fn stranger(&mut self, path: &str) {
        if !self.expected.contains(path) {
            self.wrong(format!("{path} belongs to no index"));
        }
    }
}
