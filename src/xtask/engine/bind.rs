//! wasm-bindgen, used as a library so that nobody has to install a tool of the right version.

use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::{Bindgen, Output};

use super::{glue, names, panics};
use crate::files;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::progress::Done;
use crate::workspace::Workspace;

/// The code that shapes the output is an input of this step.
const OURSELVES: [&[u8]; 4] =
    [include_bytes!("bind.rs"), include_bytes!("glue.rs"), include_bytes!("names.rs"), include_bytes!("panics.rs")];

/// Writes the bound module to the scratch folder, and the glue and its types to `www/generated/`.
pub fn run(workspace: &Workspace, compiled: &Path) -> Result<Done> {
    let inputs = OURSELVES.iter().fold(Fingerprint::new().file(compiled)?, |hash, source| hash.bytes(source));
    let stamp = Stamp::new(workspace, "bind", &inputs)?;
    if stamp.is_current(&super::bound(workspace)?) && stamp.is_current(&workspace.generated().join("glue.js")) {
        return Ok(Done::Unchanged);
    }
    let mut output = bindgen(compiled)?;
    panics::empty(&mut output)?;
    let names = names::shorten(&mut output);
    let folder = workspace.scratch("bound")?;
    output.emit(&folder).with_context(|| format!("could not write wasm-bindgen's files to {}", folder.display()))?;
    let script = glue::script(&files::read_text(&folder.join("findlet_bg.js"))?, &names)?;
    let types = glue::types(&files::read_text(&folder.join("findlet.d.ts"))?)?;
    files::update(&workspace.generated().join("glue.js"), script)?;
    files::update(&workspace.generated().join("glue.d.ts"), types)?;
    stamp.set()?;
    Ok(Done::Worked)
}

/// Bundler mode: its script imports nothing and fetches nothing, so it can be wrapped.
fn bindgen(compiled: &Path) -> Result<Output> {
    let run = || {
        Bindgen::new()
            .bundler(true)?
            .input_path(compiled)
            .out_name("findlet")
            .typescript(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate_output()
    };
    run().with_context(|| {
        format!(
            "wasm-bindgen could not read {}\n  What to do: `wasm-bindgen` and `wasm-bindgen-cli-support` must have \
             the same version in Cargo.toml, and the profile must not strip the module",
            compiled.display()
        )
    })
}
