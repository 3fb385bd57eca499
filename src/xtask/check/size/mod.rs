//! What the shipped files weigh, against budgets that fail the command when they are exceeded.

mod budget;
mod figures;
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
use budget::Parts;
use figures::Figures;
use measure::Size;

/// The page of the documentation that shows the tables.
const PAGE: &str = "docs/sizes.md";

/// Measures the site of the tests, prints the tables and fails where a sum is above its budget, or records the sums.
pub fn run(workspace: &Workspace, is_to_record: bool) -> Result<()> {
    let folder = site::folder(workspace).join("findlet");
    let shipped = table::files(&shipped(&folder)?);
    println!("{shipped}");
    let path = Figures::path(workspace.root());
    let recorded = Figures::read(&path)?;
    let budgets = budget::all(&parts(workspace, &folder)?, &recorded);
    println!("{}", table::budgets(&budgets));
    if is_to_record {
        let sums: Vec<(&str, usize)> = budgets.iter().map(|budget| (budget.name, budget.bytes)).collect();
        Figures::record(&path, &sums, &workspace.commit())?;
        let recorded = Figures::read(&path)?;
        let budgets = budget::all(&parts(workspace, &folder)?, &recorded);
        let page = workspace.root().join(PAGE);
        files::write(&page, table::put(&files::read_text(&page)?, &shipped, &table::budgets(&budgets))?)?;
        println!("recorded in {}, and in {PAGE}", path.display());
        return Ok(());
    }
    let exceeded = budgets.iter().filter(|budget| budget.is_exceeded());
    let complaints: Vec<String> = exceeded.map(|budget| budget.complaint(&recorded.commit)).collect();
    if !complaints.is_empty() {
        bail!(
            "over budget: {}\n  What to do: find what grew with `cargo xtask size` before and after, and take it out; if it \
             is worth its bytes, say so in the commit and run `cargo xtask size --record`",
            complaints.join("; ")
        );
    }
    Ok(())
}

/// Every shipped file by name, with its size.
fn shipped(folder: &Path) -> Result<Vec<(String, Size)>> {
    let paths = files::list(folder, &|_| true).context("there is no built site; run `cargo xtask size`")?;
    paths.iter().map(|path| Ok((files::name(path), Size::of(&files::read(path)?)?))).collect()
}

/// What the budgets are made of: some of it is inside the shipped files.
fn parts(workspace: &Workspace, folder: &Path) -> Result<Parts> {
    let gzip = |name: &str| Ok::<_, anyhow::Error>(Size::of(&files::read(&folder.join(name))?)?.gzip);
    let engine = widget::engine_folder(folder)?;
    let module = files::read(&engine.join(widget::ENGINE))?;
    let index = package::index_of(&module).context("findlet.wasm can't be taken apart")?.unwrap_or_default();
    Ok(Parts {
        lazy: gzip("findlet.lazy.js")?,
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
