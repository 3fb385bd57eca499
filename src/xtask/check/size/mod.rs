//! What the shipped files weigh, against budgets that fail the command when they are exceeded.

mod budget;
mod measure;
mod table;

use std::path::Path;

use anyhow::{Context, Result, bail};
use findlet_indexer::package;

use crate::build::engine::{self, Flavour};
use crate::build::site;
use crate::build::widget;
use crate::tools::files;
use crate::tools::node;
use crate::tools::workspace::Workspace;
use budget::{Budget, Parts};
use measure::Size;

/// Measures the site of the tests, prints the tables and fails where a budget is exceeded.
pub fn run(workspace: &Workspace) -> Result<()> {
    let folder = site::folder(workspace).join("findlet");
    println!("{}", table::files(&shipped(&folder)?));
    let budgets = budget::all(&parts(workspace, &folder)?);
    println!("{}", table::budgets(&budgets));
    let exceeded: Vec<String> = budgets.iter().filter(|budget| budget.is_exceeded()).map(Budget::complaint).collect();
    if !exceeded.is_empty() {
        bail!(
            "over budget: {}\n  What to do: find what grew with `cargo xtask size` before and after, and take it out",
            exceeded.join("; ")
        );
    }
    Ok(())
}

/// Every shipped file by name, with its size.
fn shipped(folder: &Path) -> Result<Vec<(String, Size)>> {
    let paths = files::list(folder, &|_| true).context("there is no built site; run `cargo xtask size`")?;
    paths.iter().map(|path| Ok((files::name(path), Size::of(&files::read(path)?)?))).collect()
}

/// What the budgets are made of: some of it lies inside the shipped files.
fn parts(workspace: &Workspace, folder: &Path) -> Result<Parts> {
    let gzip = |name: &str| Ok::<_, anyhow::Error>(Size::of(&files::read(&folder.join(name))?)?.gzip);
    let engine = widget::engine_folder(folder)?;
    let module = files::read(&engine.join(widget::ENGINE))?;
    let index = package::index_of(&module).context("findlet.wasm can't be taken apart")?.unwrap_or_default();
    Ok(Parts {
        load: gzip("findlet.load.js")?,
        shell: gzip("findlet.js")?,
        css: gzip("findlet.css")?,
        client: Size::of(&files::read(&engine.join(widget::CLIENT))?)?.gzip,
        view: Size::of(&files::read(&engine.join("findlet.view.js"))?)?.gzip,
        worker: gzip("findlet.sw.js")?,
        classic: gzip("findlet.classic.js")?,
        module: Size::of(&module)?.gzip,
        core: Size::of(&engine::bare(workspace, Flavour::Core)?)?.gzip,
        full: Size::of(&engine::bare(workspace, Flavour::Full)?)?.gzip,
        index: Size::of(&index)?.gzip,
        glue: Size::of(&minified_glue(workspace)?)?.gzip,
    })
}

/// The glue as the linker minifies it into findlet.engine.js, but alone.
fn minified_glue(workspace: &Workspace) -> Result<Vec<u8>> {
    let out = workspace.scratch("glue")?.join("glue.js");
    node::node(&workspace.www())
        .args(["node_modules/esbuild-wasm/bin/esbuild", "generated/glue.js", "--minify", "--format=esm"])
        .arg(format!("--outfile={}", out.display()))
        .remedy("run `npm ci` in www")
        .run()?;
    files::read(&out)
}
