//! The documentation site: `docs/`, and the pages beside it that `docs/README.md` leads to, as a book of mdBook with our own
//! search in it.
//!
//! mdBook rather than Starlight: its links are relative, so that the site works from disk and below any base path, and it is
//! one program without packages of npm. `docs/` stays the one source: the pages keep their places, and only links to what is
//! no page of the site are led to the repository.

mod contents;
mod links;

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::build::{command, playground};
use crate::tools::files;
use crate::tools::mdbook;
use crate::tools::node::Node;
use crate::tools::program::Program;
use crate::tools::progress::{Done, Progress};
use crate::tools::workspace::Workspace;
use contents::Contents;

/// The book's settings, its style sheet and its script.
const OWN: [(&str, &str); 3] = [
    ("book.toml", include_str!("book.toml")),
    ("book.css", include_str!("book.css")),
    ("book.js", include_str!("book.js")),
];

/// The folder of the pages, as the settings have it.
const PAGES: &str = "main";

/// Writes the site, and prints where it is.
///
/// # Errors
///
/// If mdBook can't be installed, a page can't be read, or what is built doesn't hold together.
pub fn build(workspace: &Workspace, node: &Node) -> Result<()> {
    let mut progress = Progress::new(command::ASSET_STEPS + 6);
    command::gather(workspace, node, &mut progress)?;
    progress.step("compile the command", || command::compile_for_tests(workspace).map(|()| Done::Worked))?;
    progress.compile_step("compile and link the playground", || playground::build(workspace))?;
    progress.step("install mdBook", || mdbook::install(workspace))?;
    progress.step("lay out the pages", || lay_out(workspace))?;
    progress.step("write the site and its search", || render(workspace))?;
    progress.step("follow every link", || check(workspace))?;
    println!("\n  {}", folder(workspace)?.display());
    Ok(())
}

/// Returns where the site is: the folder to deploy.
///
/// # Errors
///
/// If the folder of the book can't be made.
pub fn folder(workspace: &Workspace) -> Result<PathBuf> {
    Ok(workspace.scratch("book")?.join("built/html"))
}

/// Lays the pages, their pictures and the table of contents into a folder as mdBook wants it.
fn lay_out(workspace: &Workspace) -> Result<Done> {
    let (root, book) = (workspace.root(), workspace.scratch("book")?);
    let source = book.join(PAGES);
    files::fresh_folder(&source)?;
    OWN.iter().try_for_each(|(name, text)| files::write(&book.join(name), text))?;
    let contents = Contents::read(root)?;
    let pages: BTreeSet<&str> = contents.pages().collect();
    for page in &pages {
        let text = files::read_text(&root.join(page))?;
        let led = links::led(root, page, &text, &pages)?;
        files::write(&source.join(page), led.text)?;
        led.files.iter().try_for_each(|file| files::copy(&root.join(file), &source.join(file)))?;
    }
    files::write(&source.join("SUMMARY.md"), contents.summary())?;
    Ok(Done::Said(format!("{} pages", pages.len())))
}

/// Runs mdBook, which runs the command for the search.
fn render(workspace: &Workspace) -> Result<Done> {
    let book = workspace.scratch("book")?;
    Program::new(mdbook::program(workspace)?, &book)
        .named("mdbook")
        .arg("build")
        .env("PATH", path_with(&command::of_tests(workspace))?)
        .remedy("the message above names the page or the setting; the pages are in target/xtask/book/main")
        .run()?;
    let (from, to) = (playground::folder(workspace)?, folder(workspace)?.join("playground"));
    for file in files::entries(&from)? {
        files::copy(&file, &to.join(files::name(&file)))?;
    }
    Ok(Done::Worked)
}

/// Looks whether each address that the index has leads to a page and to a place in it.
fn check(workspace: &Workspace) -> Result<Done> {
    let site = folder(workspace)?;
    Program::new(command::of_tests(workspace), &site)
        .named("findlet")
        .args(["check", "--site", "."])
        .arg(site.join("findlet"))
        .run()?;
    Ok(Done::Worked)
}

/// The path for programs, with the folder of `program` in front.
fn path_with(program: &Path) -> Result<OsString> {
    let folder = program.parent().context("a program is in a folder")?.to_owned();
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths([folder].into_iter().chain(env::split_paths(&others)))
        .context("a folder's name has a separator in it")
}
