//! Shows what is found in files, or how fast.
//!
//! ```sh
//! cargo run -p findlet-indexer --example extract -- page.html      # what is found in it
//! cargo run -p findlet-indexer --release --example extract -- site # how many files, why not, how fast
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use findlet_indexer::{ExtractError, Extracted, Extractor, SourceKind};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1).map(PathBuf::from) {
        if path.is_dir() { count(&path)? } else { show(&path)? }
    }
    Ok(())
}

fn show(path: &Path) -> std::io::Result<()> {
    let (name, bytes) = (path.to_string_lossy(), fs::read(path)?);
    let kind = SourceKind::of(&name).ok_or(ExtractError::UnknownType);
    let Extracted { document, is_marked, warnings, .. } =
        match kind.and_then(|kind| Extractor::default().extract(kind, &name, &bytes)) {
            Ok(extracted) => extracted,
            Err(why) => {
                println!("{} is left out: {why}", path.display());
                return Ok(());
            }
        };
    println!("{} {}", document.url, if is_marked { "(marked)" } else { "" });
    println!("title      {}", document.title);
    println!("language   {:?}, date {:?}", document.language, document.date.map(|date| date.to_string()));
    println!("canonical  {:?}, boost {:?}", document.canonical, document.boost);
    println!("metadata   {:?}", document.metadata);
    println!("keywords   {:?}, facets {:?}, sorts {:?}", document.keywords, document.facets, document.sorts);
    println!("weights    {:?}", document.weights);
    document.blocks.iter().for_each(|block| println!("{:10?} {:20} {}", block.kind, block.anchor, block.text));
    warnings.iter().for_each(|warning| println!("warning    {warning}"));
    Ok(())
}

fn count(root: &Path) -> std::io::Result<()> {
    let extractor = Extractor::default();
    let mut reasons: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    let (mut folders, mut bytes, mut taken) = (vec![root.to_owned()], 0, Duration::ZERO);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let (path, kind) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))?;
            if kind.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
            let Some(source) = SourceKind::of(&name).filter(|_| kind.is_file()) else { continue };
            let content = fs::read(&path)?;
            bytes += content.len();
            let start = Instant::now();
            let extracted = extractor.extract(source, &name, &content);
            taken += start.elapsed();
            let found = match &extracted {
                Ok(extracted) => {
                    let warnings = extracted.warnings.iter().map(|warning| (warning.reason(), warning.to_string()));
                    [("read", String::new())].into_iter().chain(warnings).collect()
                }
                Err(why) => vec![(why.reason(), why.to_string())],
            };
            for (reason, example) in found {
                reasons.entry(reason).or_insert((0, format!("{name}: {example}"))).0 += 1;
            }
        }
    }
    for (reason, (count, example)) in reasons {
        println!("{count:7} {reason:20} {example}");
    }
    let seconds = taken.as_secs_f64();
    println!("{} kB in {seconds:.2} s", bytes / 1_000);
    Ok(())
}
