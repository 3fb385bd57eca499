//! The fuzz targets for a few seconds: what is kept of them, and a fixed number of changes to each. `cargo xtask fuzz`
//! looks further.

#[path = "../fuzz/targets/mod.rs"]
pub mod targets;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs, panic};

use findlet_core::format::frame::HEADER_BYTES;
use findlet_indexer::Form;

use targets::{ALL, Target, sample};

/// Changed copies of each kept input that are run: what takes about ten seconds for all targets.
const CHANGED: usize = 100;
/// The same for the targets that build indexes, each of which takes a hundred times longer.
const CHANGED_OF_SLOW: usize = 15;
const SLOW: [&str; 2] = ["ranks", "forms"];

fn folder(name: &str, target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz").join(name).join(target)
}

/// The inputs in a folder, by name; none where there is none.
fn inputs(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(folder) else { return vec![] };
    let files = entries.map(|entry| entry.unwrap().path());
    let mut inputs: Vec<_> = files.map(|path| (path.display().to_string(), fs::read(&path).unwrap())).collect();
    inputs.sort();
    inputs
}

/// Runs a target; a panic names the input, and what to do to keep it.
fn run((name, body): Target, origin: &str, data: &[u8]) {
    if panic::catch_unwind(|| body(data)).is_err() {
        let kept = env::temp_dir().join(format!("findlet-fuzz-{name}"));
        fs::write(&kept, data).unwrap();
        panic!("{name} fails on a change of {origin}, kept as {}: put it into tests/fuzz/past/{name}", kept.display());
    }
}

/// Changes some bytes, as libFuzzer does: flips, writes, inserts, removes, repeats, crosses over with another input.
fn change(data: &mut Vec<u8>, other: &[u8], chance: &mut fastrand::Rng) {
    for _ in 0..chance.usize(1..=4) {
        let (at, value) = (chance.usize(..data.len().max(1)), chance.u8(..));
        let end = (at + chance.usize(..16)).min(data.len());
        match chance.u8(..6) {
            0 if !data.is_empty() => data[at] ^= 1 << (value % 8),
            1 if !data.is_empty() => data[at] = value,
            2 => drop(data.drain(at..end)),
            3 => data
                .splice(at..at, other.iter().copied().skip(chance.usize(..other.len().max(1))).take(16))
                .for_each(drop),
            4 => data.extend_from_within(at..end),
            _ => data.insert(at, value),
        }
    }
}

#[test]
fn what_is_kept_and_changes_of_it_break_no_promise() {
    for target in ALL {
        let (name, _) = target;
        let mut kept = inputs(&folder("past", name));
        kept.extend(inputs(&folder("seeds", name)));
        assert!(!kept.is_empty(), "{name} has seeds");
        let changed = if SLOW.contains(&name) { CHANGED_OF_SLOW } else { CHANGED };
        let mut chance = fastrand::Rng::with_seed(0x5EED_0F57_0F1D_1E70);
        for (origin, data) in &kept {
            run(target, origin, data);
            for _ in 0..changed {
                let (mut data, other) = (data.clone(), &kept[chance.usize(..kept.len())].1);
                change(&mut data, other, &mut chance);
                run(target, origin, &data);
            }
        }
    }
}

/// The seeds of the targets that read indexes are what this version writes.
#[test]
fn seeds_of_index_targets_are_of_this_format() {
    let whole = sample::bundle(Form::Embedded).into_bytes();
    let sharded = sample::bundle(sample::SHARDED);
    let mut seeds =
        vec![("open", "embedded".to_owned(), whole), ("open", "manifest".to_owned(), sharded.manifest.clone())];
    let manifest = (sharded.parts.len(), "m".to_owned(), &sharded.manifest);
    let mut kinds = BTreeSet::new();
    let parts =
        sharded.parts.iter().enumerate().filter(|(_, part)| kinds.insert((part.id.kind, part.bytes.len() / 150)));
    let parts = parts.map(|(at, part)| (at, part.path.rsplit('/').next().unwrap().to_owned(), &part.bytes));
    for (at, name, bytes) in parts.chain([manifest]) {
        seeds.push(("attach", name, [&[at as u8], &bytes[HEADER_BYTES..]].concat()));
    }
    for (target, name, bytes) in seeds {
        let path = folder("seeds", target).join(name);
        if env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &bytes).unwrap();
        }
        let kept = fs::read(&path).unwrap_or_default();
        assert!(kept == bytes, "{} is of another format; SNAPSHOTS=overwrite writes it anew", path.display());
    }
}
