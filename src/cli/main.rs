//! The `findlet` command: builds, serves, searches and checks indexes.
//!
//! A thin layer: extraction and indexing are `findlet-indexer`'s, search is `findlet-core`'s.
//! What is here walks folders, writes files and talks to people.

#![forbid(unsafe_code)]

mod asked;
mod assets;
mod cmd;
mod config;
mod contents;
mod gzip;
mod llms;
mod markdown;
mod moving;
mod opened;
mod output;
mod place;
mod progress;
mod publish;
#[cfg(feature = "remote")]
mod remote;
mod shown;
mod site;
mod summary;
mod tag;
#[cfg(feature = "serve")]
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// glibc's own allocator took a fifth of a build's time. musl's has one lock for all threads, and gives memory back to
/// the system at once.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Search that ships inside a web page.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 done, 1 nothing found, nothing to index or a check that failed, 2 an error."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Index a built site and write search for it, ready to deploy.
    Build(Box<cmd::build::Call>),
    /// Make one index of the parts of a site that `findlet build --part` read, the same as one build would.
    Merge(Box<cmd::merge::Arguments>),
    /// Build a site, serve it on this machine with its search, and build again when a page or a setting changes.
    #[cfg(feature = "serve")]
    Serve(Box<cmd::serve::Arguments>),
    /// Search an index in the terminal.
    Search(cmd::search::Arguments),
    /// Give an assistant the search of a site: a server of the Model Context Protocol on standard input and output.
    #[cfg(feature = "mcp")]
    Mcp(cmd::mcp::Arguments),
    /// Check that what was built is there, whole and nothing else; for continuous integration.
    Check(cmd::check::Arguments),
    /// Show what is in an index: documents, terms, parts, sizes, and what weighs most.
    Inspect(cmd::inspect::Arguments),
    /// Write a findlet.toml to begin with, and print what goes into the pages.
    Init(cmd::init::Arguments),
    /// Give a book of mdBook its search: a renderer, which mdBook calls.
    Mdbook(cmd::mdbook::Arguments),
}

/// Goes to the folder that the command was called in: WebAssembly's system interface begins at the root.
#[cfg(target_os = "wasi")]
fn enter() {
    if let Some(folder) = std::env::var_os("PWD") {
        // Where it can't be entered, paths that don't begin at the root are not found, and the message names them.
        let _ = std::env::set_current_dir(folder);
    }
}

fn main() -> ExitCode {
    #[cfg(target_os = "wasi")]
    enter();
    let done = match Cli::parse().command {
        Command::Build(call) => cmd::build::run(&call),
        Command::Merge(arguments) => cmd::merge::run(&arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => cmd::serve::run(*arguments),
        Command::Search(arguments) => cmd::search::run(&arguments),
        #[cfg(feature = "mcp")]
        Command::Mcp(arguments) => cmd::mcp::run(&arguments),
        Command::Check(arguments) => cmd::check::run(&arguments),
        Command::Inspect(arguments) => cmd::inspect::run(&arguments),
        Command::Init(arguments) => cmd::init::run(&arguments),
        Command::Mdbook(arguments) => cmd::mdbook::run(&arguments),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // As programs end that the system ends for it: 128 and the number of SIGPIPE.
        Err(error) if output::is_unread(&error) => ExitCode::from(141),
        Err(error) => {
            eprintln!("findlet: {error:#}");
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_arguments_fit_together() {
        Cli::command().debug_assert();
    }
}
