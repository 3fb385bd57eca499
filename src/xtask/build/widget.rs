//! The widget's files: linked and minified by `www/build.mjs`, or copied as they are.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use findlet_indexer::package::{self, Place};

use crate::build::engine;
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

/// The engine's code, which lies in a folder with the index.
pub const CLIENT: &str = "findlet.engine.js";

/// Where the index lies, for pages that remember another place.
const POINTER: &str = "findlet.json";

/// The language of the seeds.
const LANGUAGE: &str = "en";

/// The engine.
pub const ENGINE: &str = "findlet.wasm";

/// The texts that other sources import, and that need no file of their own.
const ENGLISH: &str = "en.js";

/// Sources that only the linker reads, and folders that no page loads.
const UNSHIPPED: [&str; 5] = ["build.mjs", "classic.js", "demo", "node_modules", "findlet.wasm"];

/// Links the widget into a scratch folder, where there is Node.js.
pub fn link(workspace: &Workspace, node: &Node) -> Result<Done> {
    if matches!(node, Node::Missing(_)) {
        return Ok(Done::Said("not optimised".into()));
    }
    let www = workspace.www();
    let folder = linked(workspace)?;
    let sources = files::list(&www, &|path| !matches!(&*files::name(path), "node_modules" | "demo" | "findlet.wasm"))?;
    let stamp = Stamp::new(workspace, "link", &Fingerprint::new().files(&sources)?)?;
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

/// Writes the widget and the module to `out` as a page loads them.
pub fn write(workspace: &Workspace, node: &Node, out: &Path) -> Result<()> {
    let module = engine::module(workspace)?;
    let scripts = match node {
        Node::Present => with_index(workspace)?,
        Node::Missing(_) => Vec::new(),
    };
    let folder = package::folder(scripts.iter().chain([&module]).map(Vec::as_slice));
    files::write(&out.join(&folder).join(ENGINE), &module)?;
    match node {
        Node::Present => {
            write_linked(workspace, &module, out)?;
            for (name, script) in package::SCRIPTS.iter().zip(scripts) {
                files::write(&out.join(&folder).join(name), script)?;
            }
        }
        Node::Missing(_) => {
            write_sources(&workspace.www(), out)?;
            write_sources(&workspace.www(), &out.join(&folder))?;
        }
    }
    point_to(folder, out)?;
    finish_worker(out)
}

/// Returns the folder with the engine that the pointer in `out` names.
pub fn engine_folder(out: &Path) -> Result<PathBuf> {
    let pointer: serde_json::Value = serde_json::from_str(&files::read_text(&out.join(POINTER))?)?;
    let folder = pointer["indexes"][LANGUAGE]["folder"].as_str();
    Ok(out.join(folder.with_context(|| format!("{POINTER} names no folder for {LANGUAGE}"))?))
}

/// Says in `out` where the index lies.
fn point_to(folder: String, out: &Path) -> Result<()> {
    let indexes = [Place { language: LANGUAGE.to_owned(), folder, is_sharded: false }];
    let shell = package::shell(&files::read_text(&out.join(SHELL))?, &indexes)
        .with_context(|| format!("could not put the index's place into {SHELL}"))?;
    files::write(&out.join(SHELL), shell)?;
    files::write(&out.join(POINTER), package::pointer(&indexes))
}

/// Copies the linked files for whoever packages them, unfinished ones included: the classic build lacks its engine, the
/// widget's module the places of the indexes, the service worker its version.
pub fn write_templates(workspace: &Workspace, out: &Path) -> Result<()> {
    let folder = linked(workspace)?;
    linked_names().try_for_each(|name| files::copy(&folder.join(name), &out.join(name)))
}

/// What the linker makes.
pub fn linked_names() -> impl Iterator<Item = &'static str> {
    package::WIDGET.into_iter().chain(package::SCRIPTS)
}

/// Names the service worker's cache by everything else in `out`.
fn finish_worker(out: &Path) -> Result<()> {
    let path = out.join(WORKER);
    let shipped = files::list(out, &|path| files::name(path) != WORKER)?;
    let contents = shipped.iter().map(|path| files::read(path)).collect::<Result<Vec<_>>>()?;
    let worker = package::worker(&files::read_text(&path)?, contents.iter().map(Vec::as_slice))
        .with_context(|| format!("could not finish {WORKER}, which comes from www/findlet.sw.js"))?;
    files::write(&path, worker)
}

fn with_index(workspace: &Workspace) -> Result<Vec<Vec<u8>>> {
    let linked = linked(workspace)?;
    package::SCRIPTS.iter().map(|name| files::read(&linked.join(name))).collect()
}

fn linked(workspace: &Workspace) -> Result<PathBuf> {
    workspace.scratch("linked")
}

/// The linked files that pages load by their names.
fn write_linked(workspace: &Workspace, module: &[u8], out: &Path) -> Result<()> {
    let folder = linked(workspace)?;
    for name in package::WIDGET {
        files::copy(&folder.join(name), &out.join(name))?;
    }
    let classic = package::classic(&files::read_text(&out.join(CLASSIC))?, module)
        .with_context(|| format!("could not put the module into {CLASSIC}, as www/build.mjs made it"))?;
    files::write(&out.join(CLASSIC), classic)
}

/// The sources as modules: browsers load them one by one.
fn write_sources(www: &Path, out: &Path) -> Result<()> {
    for source in files::list(www, &is_served)? {
        let inside = source.strip_prefix(www).unwrap_or(&source);
        files::copy(&source, &out.join(served_name(inside)))?;
    }
    Ok(())
}

fn is_served(path: &Path) -> bool {
    let served = path.extension().is_some_and(|kind| kind == "js" || kind == "css");
    !UNSHIPPED.contains(&&*files::name(path)) && (path.is_dir() || served)
}

fn served_name(source: &Path) -> PathBuf {
    let name = files::name(source);
    match source.parent().and_then(Path::to_str) {
        Some("lang") if name != ENGLISH => PathBuf::from(format!("findlet.lang.{name}")),
        _ => source.to_path_buf(),
    }
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
            files::write(&place.path().join(WORKER), "cache FINDLET_VERSION").expect("writable");
            finish_worker(place.path()).expect("it has a place for the version");
            files::read_text(&place.path().join(WORKER)).expect("readable")
        };
        assert_eq!(finished("one"), finished("one"));
        assert_ne!(finished("one"), finished("two"));
        assert!(!finished("one").contains("FINDLET_VERSION"));
    }
}
