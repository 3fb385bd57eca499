//! `findlet build`: a folder of texts becomes a folder to deploy.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use findlet_indexer::package::{classic, embed, worker};
use findlet_indexer::{Document, Options, build, extract};

use crate::assets::{Assets, assets};
use crate::publish::publish;
use crate::walk::{self, Source, Unreadable};

/// Indexes `folder` into `out`; returns whether there was anything to index.
pub(crate) fn run(folder: &Path, out: &Path) -> Result<bool> {
    let assets = assets().context("this findlet was built without its engine; build it with `cargo xtask cli`")?;
    let (sources, unreadable) = walk::texts(folder, out)?;
    let (documents, mut skipped) = read(&sources);
    skipped.extend(unreadable);
    for file in &skipped {
        eprintln!("skipped {}: {}", file.name, file.why);
    }
    if documents.is_empty() {
        eprintln!("nothing to index in {}: no .txt or .md file with text in it", folder.display());
        return Ok(false);
    }
    let bundle = build(&documents, &Options::default())?;
    let index = bundle.into_bytes();
    let files = files(&assets, &index)?;
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

fn files(assets: &Assets, index: &[u8]) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let module = embed(assets.engine, Some(index))?;
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
