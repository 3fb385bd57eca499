//! wasm-opt, from the npm package binaryen: about a sixth off the module.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use findlet_indexer::package;

use super::flavour::Flavour;
use crate::tools::files;
use crate::tools::fingerprint::{Fingerprint, Stamp};
use crate::tools::node::{self, Node};
use crate::tools::progress::Done;
use crate::tools::workspace::Workspace;

/// What Rust's compiler may use, named one by one: all of it works in browsers of 2023, and
/// anything newer makes wasm-opt stop instead of shipping what they can't run.
const FEATURES: [&str; 9] = [
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Smallest code, repeated until nothing changes, from control flow made anew twice; long functions stay
/// as they are where they have one caller, which gzip likes better; sections that only tools read go. The
/// lowest kilobyte is the far end of the stack, so no pointer is there.
const PASSES: [&str; 14] = [
    "--one-caller-inline-max-function-size",
    "20",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--low-memory-unused",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Finishes both modules, optimised or as they are without Node.js, and puts the full one, which the
/// demo shows, into `www/generated/`.
pub fn run(workspace: &Workspace, node: &Node) -> Result<Done> {
    let mut done = Done::Unchanged;
    for flavour in Flavour::ALL {
        match node {
            Node::Missing(_) => {
                let bound = files::read(&flavour.bound(workspace)?)?;
                files::update(&flavour.finished(workspace)?, bound)?;
                done = Done::Said("not optimised".into());
            }
            Node::Present if optimise(workspace, flavour)? => done = Done::Worked,
            Node::Present => {}
        }
    }
    let demo = Flavour::Full.finished(workspace)?;
    files::update(&workspace.module(), files::read(&demo)?)?;
    Ok(done)
}

/// Returns whether there was anything to do.
fn optimise(workspace: &Workspace, flavour: Flavour) -> Result<bool> {
    let (bound, module) = (flavour.bound(workspace)?, flavour.finished(workspace)?);
    let inputs = Fingerprint::default().file(&bound)?.file(&workspace.www().join("package-lock.json"))?;
    let inputs = [&FEATURES[..], &PASSES].concat().iter().fold(inputs, |hash, flag| hash.bytes(flag.as_bytes()));
    let stamp = Stamp::new(workspace, &format!("optimise-{}", flavour.name()), &inputs)?;
    if stamp.is_current(&module) {
        return Ok(false);
    }
    wasm_opt(workspace, &bound, &module)?;
    check_index(&bound, &module)?;
    stamp.set()?;
    Ok(true)
}

fn wasm_opt(workspace: &Workspace, from: &Path, to: &Path) -> Result<()> {
    node::node(&workspace.www())
        .arg("node_modules/binaryen/bin/wasm-opt")
        .arg(from)
        .args(FEATURES)
        .args(PASSES)
        .arg("-o")
        .arg(to)
        .remedy("run `npm ci` in www; a feature it names must be one that browsers of 2023 have")
        .run()
}

/// The index is a custom section, which an optimiser is free to drop: look.
fn check_index(bound: &Path, optimised: &Path) -> Result<()> {
    let index = |path: &Path| {
        package::index_of(&files::read(path)?)
            .with_context(|| format!("could not read the sections of {}", path.display()))
    };
    let before = index(bound)?;
    ensure!(
        before.is_some(),
        "{} holds no index\n  What to do: src/wasm/build.rs must put the seeds into it",
        bound.display()
    );
    ensure!(
        before == index(optimised)?,
        "wasm-opt changed or dropped the index in {}\n  What to do: compare the version of binaryen in www/package.json \
         with the last one that worked",
        optimised.display()
    );
    Ok(())
}
