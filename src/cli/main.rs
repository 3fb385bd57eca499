//! The `findlet` command: builds and searches indexes.
//!
//! A thin layer: extraction and indexing are `findlet-indexer`'s, search is `findlet-core`'s.
//! What is here walks folders, writes files and talks to people.

mod assets;
mod cmd;
mod publish;
mod shown;
mod walk;

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
    /// Index texts and write search for them, ready to deploy.
    Build(cmd::build::Arguments),
    /// Search an index in the terminal.
    Search(cmd::search::Arguments),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Build(arguments) => cmd::build::run(&arguments),
        Command::Search(arguments) => cmd::search::run(&arguments),
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
