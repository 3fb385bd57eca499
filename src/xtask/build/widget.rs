//! The widget's files: linked and minified by `www/build.mjs`, or copied as they are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use findlet_indexer::package::{self, DeployedIndex};

use crate::tools::files;
use crate::tools::fingerprint::{Fingerprint, Stamp};
use crate::tools::node::{self, Node};
use crate::tools::progress::Done;
use crate::tools::workspace::Workspace;

/// The file that carries the engine inside, for pages opened from disk.
pub const CLASSIC: &str = "findlet.classic.js";

/// The service worker's part.
const WORKER: &str = "findlet.sw.js";

/// The module that a page loads first.
const SHELL: &str = "findlet.js";

/// The engine's code, which is in a folder with the index.
pub const CLIENT: &str = "findlet.engine.js";

/// Where the index is, for pages that remember another place.
const POINTER: &str = "findlet.json";

/// The language of the seeds.
const LANGUAGE: &str = "en";

/// The engine.
pub const ENGINE: &str = "findlet.wasm";

/// The texts that need no file of their own: other sources import them.
const ENGLISH: &str = "en.js";

/// Where the linker leaves the scripts of an index.
const SCRIPTS: &str = "index";

/// Sources that only the linker reads, and folders that no page loads.
const UNSHIPPED: [&str; 8] =
    ["build.mjs", "classic.js", "inside.js", "lazy.js", "demo", "playground", "node_modules", "findlet.wasm"];

/// Links the widget into a scratch folder, where there is Node.js.
pub fn link(workspace: &Workspace, node: &Node) -> Result<Done> {
    if matches!(node, Node::Missing(_)) {
        return Ok(Done::Said("not optimised".into()));
    }
    let www = workspace.www();
    let folder = linked(workspace)?;
    let sources = files::list(&www, &|path| {
        !matches!(&*files::name(path), "node_modules" | "demo" | "playground" | "findlet.wasm")
    })?;
    let stamp = Stamp::new(workspace, "link", &Fingerprint::default().files(&sources)?)?;
    if stamp.is_current(&folder.join(CLASSIC)) {
        return Ok(Done::Unchanged);
    }
    files::fresh_folder(&folder)?;
    node::node(&www)
        .arg("build.mjs")
        .arg(&folder)
        .remedy("the linker's message above names the file in www/; run `npm ci` in www if a package is missing")
        .run()?;
    stamp.set()?;
    Ok(Done::Worked)
}

/// Writes the widget and a module with an index to `out` as a page loads them.
pub fn write(workspace: &Workspace, node: &Node, module: &[u8], out: &Path) -> Result<()> {
    let scripts = match node {
        Node::Present => files::entries(&linked(workspace)?.join(SCRIPTS))?,
        Node::Missing(_) => Vec::new(),
    };
    let contents = scripts.iter().map(|path| files::read(path)).collect::<Result<Vec<_>>>()?;
    let name = package::name_folder(contents.iter().map(Vec::as_slice).chain([module]));
    let folder = out.join(&name);
    files::write(&folder.join(ENGINE), module)?;
    match node {
        Node::Present => {
            write_linked(workspace, module, out)?;
            scripts.iter().try_for_each(|path| files::copy(path, &folder.join(files::name(path))))?;
        }
        Node::Missing(_) => {
            write_sources(&workspace.www(), out)?;
            write_sources(&workspace.www(), &folder)?;
        }
    }
    point_to(name, out)?;
    finish_worker(out, &folder)
}

/// Returns the folder with the engine that the pointer in `out` names.
pub fn engine_folder(out: &Path) -> Result<PathBuf> {
    let pointer: serde_json::Value = serde_json::from_str(&files::read_text(&out.join(POINTER))?)?;
    let folder = pointer["indexes"][LANGUAGE]["folder"].as_str();
    Ok(out.join(folder.with_context(|| format!("{POINTER} names no folder for {LANGUAGE}"))?))
}

/// Says in `out` where the index is.
fn point_to(folder: String, out: &Path) -> Result<()> {
    let indexes =
        [DeployedIndex { language: LANGUAGE.to_owned(), folder, is_sharded: false, versions: BTreeMap::new() }];
    let shell = package::fill_shell(&files::read_text(&out.join(SHELL))?, &indexes)
        .with_context(|| format!("could not put the index's place into {SHELL}"))?;
    files::write(&out.join(SHELL), shell)?;
    files::write(&out.join(POINTER), package::write_pointer(&indexes))
}

/// Copies the linked files for the command, which packages them, unfinished ones included: the classic build lacks its engine, the
/// widget's module the places of the indexes, the service worker its scripts and version. Returns their paths.
pub fn write_templates(workspace: &Workspace, out: &Path) -> Result<Vec<PathBuf>> {
    let folder = linked(workspace)?;
    let mut written = Vec::new();
    for path in files::list(&folder, &|_| true)? {
        let to = out.join(path.strip_prefix(&folder).unwrap_or(&path));
        files::copy(&path, &to)?;
        written.push(to);
    }
    Ok(written)
}

/// Tells the service worker which scripts an index has, and names its cache by everything else in `out`.
fn finish_worker(out: &Path, index: &Path) -> Result<()> {
    let path = out.join(WORKER);
    let is_script =
        |path: &&PathBuf| path.extension() == Some("js".as_ref()) && files::name(path).starts_with("findlet.");
    let scripts: Vec<_> = files::entries(index)?.iter().filter(is_script).map(|path| files::name(path)).collect();
    let shipped = files::list(out, &|path| files::name(path) != WORKER)?;
    let contents = shipped.iter().map(|path| files::read(path)).collect::<Result<Vec<_>>>()?;
    let worker = package::fill_worker(&files::read_text(&path)?, &scripts, contents.iter().map(Vec::as_slice))
        .with_context(|| format!("could not finish {WORKER}, as www/ has it"))?;
    files::write(&path, worker)
}

fn linked(workspace: &Workspace) -> Result<PathBuf> {
    workspace.scratch("linked")
}

/// The linked files that are beside the indexes.
fn write_linked(workspace: &Workspace, module: &[u8], out: &Path) -> Result<()> {
    for path in files::entries(&linked(workspace)?)?.iter().filter(|path| path.is_file()) {
        files::copy(path, &out.join(files::name(path)))?;
    }
    let classic = package::fill_classic(&files::read_text(&out.join(CLASSIC))?, module)
        .with_context(|| format!("could not put the module into {CLASSIC}, as www/build.mjs made it"))?;
    files::write(&out.join(CLASSIC), classic)
}

/// The sources as modules: browsers load them one by one.
fn write_sources(www: &Path, out: &Path) -> Result<()> {
    for source in files::list(www, &is_served)? {
        let inside = source.strip_prefix(www).unwrap_or(&source);
        files::copy(&source, &out.join(inside))?;
        if let Some(name) = language(inside) {
            files::copy(&source, &out.join(name))?;
        }
    }
    Ok(())
}

fn is_served(path: &Path) -> bool {
    let served = path.extension().is_some_and(|kind| kind == "js" || kind == "css");
    !UNSHIPPED.contains(&&*files::name(path)) && (path.is_dir() || served)
}

/// What pages load a language as; English they don't.
fn language(source: &Path) -> Option<String> {
    let name = source.strip_prefix("lang").ok()?.to_str()?;
    (name != ENGLISH).then(|| format!("findlet.lang.{name}"))
}

#[cfg(test)]
mod tests {
    use super::{WORKER, finish_worker, write_sources};
    use crate::tools::files;

    #[test]
    fn sources_keep_their_folders_and_leave_the_tools_behind() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let (www, out) = (place.path().join("www"), place.path().join("out"));
        let sources = [
            "findlet.js",
            "findlet.load.js",
            "findlet.sw.js",
            "classic.js",
            "build.mjs",
            "package.json",
            "view/row.js",
            "view/load.js",
            "lang/en.js",
            "lang/vi.js",
            "generated/glue.js",
            "generated/glue.d.ts",
            "generated/findlet.wasm",
            "demo/demo.css",
            "node_modules/x/y.js",
        ];
        for source in sources {
            files::write(&www.join(source), "").expect("writable");
        }
        write_sources(&www, &out).expect("readable");
        let written = files::list(&out, &|_| true).expect("readable");
        let names: Vec<_> = written.iter().filter_map(|path| path.strip_prefix(&out).ok()?.to_str()).collect();
        let expected = [
            "findlet.js",
            "findlet.lang.vi.js",
            "findlet.load.js",
            "findlet.sw.js",
            "generated/glue.js",
            "lang/en.js",
            "lang/vi.js",
            "view/load.js",
            "view/row.js",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn the_service_worker_is_named_by_the_files_beside_it() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let finished = |script: &str| {
            files::write(&place.path().join("findlet.js"), script).expect("writable");
            files::write(&place.path().join("0a/findlet.engine.js"), "").expect("writable");
            files::write(&place.path().join(WORKER), "cache FINDLET_VERSION of FINDLET_SCRIPTS").expect("writable");
            finish_worker(place.path(), &place.path().join("0a")).expect("it has both places");
            files::read_text(&place.path().join(WORKER)).expect("readable")
        };
        assert_eq!(finished("one"), finished("one"));
        assert_ne!(finished("one"), finished("two"));
        assert!(finished("one").ends_with(" of findlet.engine.js"), "{}", finished("one"));
    }
}
