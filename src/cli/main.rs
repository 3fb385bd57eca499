//! The `findlet` command: builds and searches indexes.
//!
//! A thin layer: extraction and indexing are `findlet-indexer`'s, search is `findlet-core`'s.
//! What is here walks folders, writes files and talks to people.

mod assets;
mod cmd;
mod publish;
mod walk;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Search that ships inside a web page.
#[derive(Debug, Parser)]
#[command(version, after_help = "Exit codes: 0 done, 1 nothing found or nothing to index, 2 an error.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Index a folder of texts (.txt, .md) and write search for it, ready to deploy.
    Build {
        /// The folder; hidden files in it are left out.
        folder: PathBuf,
        /// Where to write; made where missing, replaced where an earlier build wrote it.
        #[arg(long)]
        out: PathBuf,
    },
    /// Search an index in the terminal.
    Search {
        /// What `findlet build` wrote: the folder, or the findlet.wasm in it.
        #[arg(long)]
        index: PathBuf,
        /// The words; the last one may be half-typed.
        query: String,
        /// Hits to show at most.
        #[arg(long, default_value_t = 10)]
        limit: u32,
        /// Hits to leave out before them.
        #[arg(long, default_value_t = 0)]
        offset: u32,
        /// Print the whole answer as JSON.
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Build { folder, out } => cmd::build::run(&folder, &out),
        Command::Search { index, query, limit, offset, json } => {
            cmd::search::run(&index, &query, &findlet_core::Options { limit, offset, ..Default::default() }, json)
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("findlet: {error:#}");
            ExitCode::from(2)
        }
    }
}
