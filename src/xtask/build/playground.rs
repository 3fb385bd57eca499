//! The playground of the documentation: the indexer and the engine in one script, with its page.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::build::engine::{self, Flavour};
use crate::tools::files;
use crate::tools::fingerprint::{Fingerprint, Stamp};
use crate::tools::node;
use crate::tools::progress::Done;
use crate::tools::workspace::Workspace;

/// What the binding of the indexer is called.
const NAME: &str = "indexer";

/// Returns where the page and its files are.
///
/// # Errors
///
/// If the folder can't be made.
pub fn folder(workspace: &Workspace) -> Result<PathBuf> {
    workspace.scratch("playground")
}

/// Compiles the indexer for the web, and links it with the engine that was built last.
///
/// # Errors
///
/// If it doesn't compile, or can't be bound or linked.
pub fn build(workspace: &Workspace) -> Result<Done> {
    let compiled = compile(workspace)?;
    let sources = files::list(&workspace.www(), &|path| !matches!(&*files::name(path), "node_modules" | "demo"))?;
    let engine = engine::bare(workspace, Flavour::Full)?;
    let inputs = Fingerprint::default().bytes(include_bytes!("playground.rs")).file(&compiled)?.bytes(&engine);
    let bound = bind(workspace, &compiled, &inputs)?;
    let stamp = Stamp::new(workspace, "playground", &inputs.files(&sources)?)?;
    let out = folder(workspace)?;
    if stamp.is_current(&out.join("playground.js")) {
        return Ok(Done::Unchanged);
    }
    files::fresh_folder(&out)?;
    let module = workspace.scratch("playground-engine")?.join("findlet.wasm");
    files::update(&module, engine)?;
    node::node(&workspace.www())
        .arg("playground/build.mjs")
        .args([&out, &module, &bound])
        .remedy("the linker's message above names the file in www/playground")
        .run()?;
    stamp.set()?;
    Ok(Done::Worked)
}

fn compile(workspace: &Workspace) -> Result<PathBuf> {
    workspace
        .cargo("build")
        .args(["--package", "findlet-playground", "--profile", "playground", "--target", engine::TARGET])
        .remedy("the compiler's message above says where")
        .run_visibly()?;
    Ok(workspace.target().join(engine::TARGET).join("playground/findlet_playground.wasm"))
}

/// Writes the module and its script to `www/generated/playground`; returns the module's path.
fn bind(workspace: &Workspace, compiled: &Path, inputs: &Fingerprint) -> Result<PathBuf> {
    let folder = workspace.generated().join("playground");
    let module = folder.join(format!("{NAME}_bg.wasm"));
    let stamp = Stamp::new(workspace, "bind-playground", inputs)?;
    if stamp.is_current(&module) {
        return Ok(module);
    }
    files::fresh_folder(&folder)?;
    let run = || {
        let mut output = Bindgen::new()
            .web(true)?
            .input_path(compiled)
            .out_name(NAME)
            .typescript(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate_output()?;
        output.emit(&folder)
    };
    run().with_context(|| format!("wasm-bindgen could not bind {}", compiled.display()))?;
    let types = folder.join(format!("{NAME}.d.ts"));
    let known = files::read_text(&types)?;
    let known = known.split_inclusive('\n').filter(|line| !line.contains(engine::NEWER_THAN_TARGET));
    files::write(&types, known.collect::<String>())?;
    stamp.set()?;
    Ok(module)
}
