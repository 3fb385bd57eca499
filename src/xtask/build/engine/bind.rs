//! wasm-bindgen, used as a library so that nobody has to install a tool of the right version.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::{Bindgen, EncodeInto, Output};

use super::flavour::Flavour;
use super::names::Names;
use super::{glue, names, strip_panics};
use crate::tools::files;
use crate::tools::fingerprint::{Fingerprint, Stamp};
use crate::tools::progress::Done;
use crate::tools::workspace::Workspace;

/// The code that shapes the output is an input of this step.
const OURSELVES: [&[u8]; 4] = [
    include_bytes!("bind.rs"),
    include_bytes!("glue.rs"),
    include_bytes!("names.rs"),
    include_bytes!("strip_panics.rs"),
];

/// Writes the bound modules to the scratch folder, and the glue and its types to `www/generated/`.
///
/// One glue serves both: the full engine's script holds all that the core one's does.
pub fn run(workspace: &Workspace) -> Result<Done> {
    let mut inputs = OURSELVES.iter().fold(Fingerprint::default(), |hash, source| hash.bytes(source));
    for flavour in Flavour::ALL {
        inputs = inputs.file(&flavour.compiled(workspace)?)?;
    }
    let stamp = Stamp::new(workspace, "bind", &inputs)?;
    let outputs = [Flavour::Core.bound(workspace)?, workspace.generated().join("glue.js")];
    if outputs.iter().all(|output| stamp.is_current(output)) {
        return Ok(Done::Unchanged);
    }
    let (names, script) = bind(workspace, Flavour::Full, None)?;
    let (_, part) = bind(workspace, Flavour::Core, Some(&names))?;
    ensure!(
        glue::holds(&script, &part),
        "the core engine needs functions of wasm-bindgen's script that the full one's lacks\n  What to do: compare \
         target/xtask/bound/{{core,full}}/findlet_bg.js; src/wasm must use the same types in both"
    );
    let types = Flavour::Full.bound(workspace)?.with_file_name("findlet.d.ts");
    files::update(&workspace.generated().join("glue.js"), glue::script(&script, &names)?)?;
    files::update(&workspace.generated().join("glue.d.ts"), glue::types(&files::read_text(&types)?)?)?;
    stamp.set()?;
    Ok(Done::Worked)
}

/// Binds one engine, with the `names` of another where given; returns its names and its script.
fn bind(workspace: &Workspace, flavour: Flavour, names: Option<&Names>) -> Result<(Names, String)> {
    let mut output = bindgen(&flavour.compiled(workspace)?)?;
    strip_panics::empty(&mut output)?;
    let names = match names {
        Some(names) => names::shorten_as(&mut output, names)?,
        None => names::shorten(&mut output),
    };
    let bound = flavour.bound(workspace)?;
    let folder = bound.parent().unwrap_or(&bound);
    files::fresh_folder(folder)?;
    output.emit(folder).with_context(|| format!("could not write wasm-bindgen's files to {}", folder.display()))?;
    Ok((names, files::read_text(&folder.join("findlet_bg.js"))?))
}

/// Bundler mode: its script imports nothing and fetches nothing, so it can be wrapped. Every browser with reference
/// types has `encodeInto`.
fn bindgen(compiled: &Path) -> Result<Output> {
    let run = || {
        Bindgen::new()
            .bundler(true)?
            .input_path(compiled)
            .out_name("findlet")
            .typescript(true)
            .encode_into(EncodeInto::Always)
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
