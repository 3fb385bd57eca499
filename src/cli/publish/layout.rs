//! What is where in the folder: the widget, a pointer, and a folder for each index.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use findlet_indexer::package::{self, DeployedIndex};
use findlet_indexer::{Content, Form, Sink, Written};
use serde::Serialize;

use super::names::{FULL, MANIFEST, MODULE, POINTER, TEXTS};
use super::page;
use super::pagefind;
use super::put::put;
use super::root::Root;
use crate::assets::{self, Assets};
use crate::config::{Config, Engine, FormWanted, Settings};
use crate::gzip::gzipped_size;
use crate::site::{Fragments, Gathered, Indexed};

/// An index of at most this many bytes, gzipped, travels inside the engine: parts would cost more round trips than they
/// save bytes.
pub(crate) const EMBEDDED_BYTES: usize = 64_000;

/// No index of so much text is that small, so it isn't tried.
const EMBEDDED_TEXT_BYTES: u64 = 2 << 20;

/// The index while its folder has no name.
const UNNAMED: &str = "index";

/// What was written of an index.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Deployed {
    #[serde(flatten, serialize_with = "place")]
    pub place: DeployedIndex,
    pub documents: u32,
    /// Bytes of the index on the wire, without the engine.
    pub bytes: u64,
}

fn place<S: serde::Serializer>(place: &DeployedIndex, serializer: S) -> Result<S::Ok, S::Error> {
    let DeployedIndex { language, folder, is_sharded, versions } = place;
    serde_json::json!({ "language": language, "folder": folder, "sharded": is_sharded, "versions": versions })
        .serialize(serializer)
}

/// Writes all that is deployed to `folder`.
///
/// # Errors
/// Where an index makes no sense in the form that was asked for, or a file cannot be written.
pub(crate) fn write(folder: &Path, gathered: &Gathered, config: &Config, assets: &Assets) -> Result<Vec<Deployed>> {
    let Gathered { indexes, fragments, .. } = gathered;
    if config.settings.single_file && indexes.len() > 1 {
        bail!("one file holds one index, and there are {}: set languages to together", indexes.len());
    }
    let layout = Layout { folder, config, assets, fragments: fragments.as_ref() };
    let mut disk = None;
    let mut deployed = Vec::new();
    for (at, index) in indexes.iter().enumerate() {
        let (written, module) = layout.index(index)?;
        if at == 0 {
            disk = module;
        }
        deployed.push(written);
    }
    let places: Vec<DeployedIndex> = deployed.iter().map(|index| index.place.clone()).collect();
    layout.widget(&places, disk.as_deref())?;
    page::write(folder, indexes, &Root::new(config))?;
    Ok(deployed)
}

struct Layout<'a> {
    folder: &'a Path,
    config: &'a Config,
    assets: &'a Assets,
    fragments: Option<&'a Fragments>,
}

impl Layout<'_> {
    /// Writes the folder of an index; returns the engine with the index inside, where it is asked for.
    fn index(&self, index: &Indexed) -> Result<(Deployed, Option<Vec<u8>>)> {
        let mut embedded = self.embed(index)?;
        if let Some(Embedded { written, module, bytes }) = embedded.take_if(|made| self.is_embedded(made.bytes)) {
            let place = self.place(index, &[(MODULE, &module)], false)?;
            return Ok((Deployed { place, documents: written.documents, bytes }, Some(module)));
        }
        let (written, bytes) = self.shards(&index.content)?;
        let core = package::note_full(self.assets.core, index.content.fields());
        let engines: &[(&str, &[u8])] =
            if self.grows(index) { &[(MODULE, &core), (FULL, self.assets.full)] } else { &[(MODULE, self.engine())] };
        let place = self.place(index, engines, true)?;
        let module = embedded.filter(|_| self.config.settings.single_file).map(|made| made.module);
        Ok((Deployed { place, documents: written.documents, bytes }, module))
    }

    /// Makes the engine with an index inside, where that is asked for or may be small enough.
    fn embed(&self, index: &Indexed) -> Result<Option<Embedded>> {
        let Settings { form, single_file, .. } = self.config.settings;
        let may_be_small = form == FormWanted::Auto && index.text_bytes <= EMBEDDED_TEXT_BYTES;
        if !may_be_small && !single_file && form != FormWanted::Embedded {
            return Ok(None);
        }
        let mut bytes = Memory::default();
        let written = index.content.write(Form::Embedded, &mut bytes)?;
        let module = package::embed(self.engine(), Some(&bytes.0))?;
        Ok(Some(Embedded { written, module, bytes: gzipped_size(&bytes.0) }))
    }

    fn is_embedded(&self, bytes: u64) -> bool {
        match self.config.settings.form {
            FormWanted::Embedded => true,
            FormWanted::Auto => bytes <= EMBEDDED_BYTES as u64,
            FormWanted::Sharded => false,
        }
    }

    /// Writes the parts of a sharded index, in a folder without name and among the texts.
    fn shards(&self, content: &Content) -> Result<(Written, u64)> {
        let mut parts = Folder { index: self.folder.join(UNNAMED), texts: self.folder.join(TEXTS), bytes: 0 };
        for folder in [&parts.index, &parts.texts] {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let written = content.write(Form::Sharded(findlet_indexer::Sharding::default()), &mut parts)?;
        Ok((written, parts.bytes))
    }

    /// Completes the folder of an index by its engines, and names it.
    fn place(&self, index: &Indexed, engines: &[(&str, &[u8])], is_sharded: bool) -> Result<DeployedIndex> {
        let unnamed = self.folder.join(UNNAMED);
        let mut named_by: Vec<Vec<u8>> = engines.iter().map(|(_, module)| module.to_vec()).collect();
        named_by.extend(self.assets.scripts.iter().map(|script| script.bytes.to_vec()));
        if is_sharded {
            let path = unnamed.join(MANIFEST);
            named_by.push(fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?);
        }
        engines.iter().try_for_each(|(name, module)| put(&unnamed.join(name), module))?;
        for script in &self.assets.scripts {
            put(&unnamed.join(script.path), script.bytes)?;
        }
        let name = package::name_folder(named_by.iter().map(Vec::as_slice));
        let folder = self.folder.join(&name);
        fs::rename(&unnamed, &folder).with_context(|| format!("cannot name {}", folder.display()))?;
        if let Some(fragments) = self.fragments {
            pagefind::pages(&folder, is_sharded, fragments, &pagefind::root(self.config))?;
        }
        let (language, versions) = (index.language.clone(), index.versions.clone());
        Ok(DeployedIndex { language, folder: name, is_sharded, versions })
    }

    /// Writes what is not named by its content.
    fn widget(&self, places: &[DeployedIndex], disk: Option<&[u8]>) -> Result<()> {
        let pointer = package::write_pointer(places);
        let classic = match disk {
            Some(module) => package::fill_shell(&package::fill_classic(self.assets.classic, module)?, places)?,
            // Without an engine it says how to get one.
            None => self.assets.classic.replacen(package::ENGINE, "", 1),
        };
        let mut files = vec![
            (assets::SHELL, package::fill_shell(self.assets.shell, places)?.into_bytes()),
            (assets::CLASSIC, classic.into_bytes()),
            (POINTER, pointer.into_bytes()),
        ];
        files.extend(self.assets.files.iter().map(|asset| (asset.path, asset.bytes.to_vec())));
        let worker = self.worker(places, &files)?;
        files.push((assets::WORKER, worker.into_bytes()));
        files.iter().try_for_each(|(name, bytes)| put(&self.folder.join(name), bytes))
    }

    /// Completes the service worker, which keeps the full engine where there is one beside the core one.
    fn worker(&self, places: &[DeployedIndex], files: &[(&str, Vec<u8>)]) -> Result<String> {
        let mut scripts: Vec<&str> = self.assets.scripts.iter().map(|script| script.path).collect();
        if places.iter().any(|place| self.folder.join(&place.folder).join(FULL).exists()) {
            scripts.push(FULL);
        }
        let worker =
            package::fill_worker(self.assets.worker, &scripts, files.iter().map(|(_, bytes)| bytes.as_slice()))?;
        Ok(worker)
    }

    /// The engine where there is one.
    fn engine(&self) -> &[u8] {
        match self.config.settings.engine {
            Engine::Auto | Engine::Full => self.assets.full,
            Engine::Core => self.assets.core,
        }
    }

    /// Whether a sharded index is first searched with the core engine: where no query without operators needs the
    /// full one. Synonyms rank otherwise, versions are filters, and facets and Pagefind's API are asked for what only it has.
    fn grows(&self, index: &Indexed) -> bool {
        let Settings { engine, facets, pagefind, .. } = &self.config.settings;
        let is_plain = self.config.options.synonyms.is_empty() && index.versions.is_empty() && facets.is_empty();
        *engine == Engine::Auto && is_plain && !pagefind
    }
}

/// The engine with an index inside.
struct Embedded {
    written: Written,
    module: Vec<u8>,
    /// Bytes of the index, gzipped.
    bytes: u64,
}

/// An index in one piece.
#[derive(Default)]
struct Memory(Vec<u8>);

impl Sink for Memory {
    fn put(&mut self, _: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

/// A sharded index.
struct Folder {
    index: PathBuf,
    texts: PathBuf,
    bytes: u64,
}

impl Sink for Folder {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let path = match path.strip_prefix("../texts/") {
            Some(name) => self.texts.join(name),
            None => self.index.join(path),
        };
        self.bytes += bytes.len() as u64;
        fs::write(&path, bytes).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
    }
}
