//! `findlet build`: a folder of texts, or a file of documents, becomes a folder to deploy.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{ArgGroup, Args, ValueEnum};
use findlet_indexer::package::{classic, embed, worker};
use findlet_indexer::{Document, Options, Synonym, build, extract, extract_lines};

use crate::assets::{Assets, assets};
use crate::publish::publish;
use crate::walk::{self, Source, Unreadable};

/// What to index, and where to.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("input").required(true).args(["folder", "jsonl"]))]
pub(crate) struct Arguments {
    /// A folder of texts (.txt, .md); hidden files in it are left out.
    folder: Option<PathBuf>,
    /// A file with one document in JSON on each line, instead of a folder: id, title or text, and
    /// if you like url, date, language, keywords, sections, facets, metadata, sort.
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>,
    /// A file of words that mean the same: `TV = television` on a line, or `car => automobile`.
    #[arg(long, value_name = "FILE")]
    synonyms: Option<PathBuf>,
    /// The engine to write.
    #[arg(long, value_enum, default_value_t = Engine::Full)]
    engine: Engine,
    /// Where to write; made where missing, replaced where an earlier build wrote it.
    #[arg(long)]
    out: PathBuf,
}

/// The engines that the command carries.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Engine {
    /// All there is.
    Full,
    /// A quarter smaller: words, slips and inflections; no operators, synonyms, filters or sections.
    Core,
}

/// Documents, and what gave none.
struct Input {
    documents: Vec<Document>,
    skipped: Vec<Unreadable>,
}

/// Indexes what `arguments` name; returns whether there was anything to index.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let Arguments { folder, jsonl, synonyms, engine, out } = arguments;
    let assets = assets().context("this findlet was built without its engine; build it with `cargo xtask cli`")?;
    let Input { documents, skipped } = match jsonl {
        Some(file) => read_lines(file)?,
        None => read_folder(folder.as_deref().context("name a folder, or a file with --jsonl")?, out)?,
    };
    for file in &skipped {
        eprintln!("skipped {}: {}", file.name, file.why);
    }
    if documents.is_empty() {
        eprintln!("{}", nothing(arguments));
        return Ok(false);
    }
    let synonyms = synonyms.as_deref().map_or(Ok(Vec::new()), read_synonyms)?;
    let index = build(&documents, &Options { synonyms, ..Options::default() })?.into_bytes();
    let files = files(&assets, *engine, &index)?;
    publish(out, &files)?;
    let total: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!(
        "indexed {} documents, skipped {}; the index takes {:.1} kB, {} files of {:.1} kB are in {}",
        documents.len(),
        skipped.len(),
        kilobytes(index.len()),
        files.len(),
        kilobytes(total),
        out.display()
    );
    Ok(true)
}

fn nothing(Arguments { folder, jsonl, .. }: &Arguments) -> String {
    let (source, lack) = match jsonl {
        Some(file) => (Some(file), "no line of it is a document"),
        None => (folder.as_ref(), "no .txt or .md file with text in it"),
    };
    format!(
        "nothing to index in {}: {lack}",
        source.map_or_else(Default::default, |source| source.display().to_string())
    )
}

fn read_synonyms(file: &Path) -> Result<Vec<Synonym>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    Synonym::parse(&text).with_context(|| file.display().to_string())
}

fn read_folder(folder: &Path, out: &Path) -> Result<Input> {
    let (sources, unreadable) = walk::texts(folder, out)?;
    let (documents, mut skipped) = read(&sources);
    skipped.extend(unreadable);
    Ok(Input { documents, skipped })
}

/// Reads a file of documents; a line that gives none is named by its number.
fn read_lines(file: &Path) -> Result<Input> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let lines = extract_lines(&bytes);
    let skipped = lines.skipped.into_iter();
    let skipped = skipped.map(|(line, why)| Unreadable { name: format!("line {line}"), why: why.to_string() });
    Ok(Input { documents: lines.documents, skipped: skipped.collect() })
}

fn read(sources: &[Source]) -> (Vec<Document>, Vec<Unreadable>) {
    let (mut documents, mut skipped) = (Vec::new(), Vec::new());
    for source in sources {
        let read = fs::read(&source.path).map_err(|error| error.to_string());
        match read.and_then(|bytes| extract(&source.name, &bytes).map_err(|error| error.to_string())) {
            Ok(document) => documents.push(document),
            Err(why) => skipped.push(Unreadable { name: source.name.clone(), why }),
        }
    }
    (documents, skipped)
}

fn files(assets: &Assets, engine: Engine, index: &[u8]) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let engine = match engine {
        Engine::Full => assets.full,
        Engine::Core => assets.core,
    };
    let module = embed(engine, Some(index))?;
    let mut files: Vec<_> = assets.files.iter().map(|asset| (asset.name, asset.bytes.to_vec())).collect();
    files.push(("findlet.classic.js", classic(assets.classic, &module)?.into_bytes()));
    files.push(("findlet.wasm", module));
    let worker = worker(assets.worker, files.iter().map(|(_, bytes)| bytes.as_slice()))?;
    files.push(("findlet.sw.js", worker.into_bytes()));
    Ok(files)
}

#[expect(clippy::cast_precision_loss, reason = "one digit is shown")]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}
