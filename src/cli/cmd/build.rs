//! `findlet build`: a folder of pages becomes a folder that a site can deploy.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::assets::Assets;
use crate::config::{Config, Flags};
use crate::output;
use crate::progress::Progress;
use crate::publish::pagefind::Bridge;
use crate::publish::root::Root;
use crate::publish::{Staging, layout};
use crate::site::{gather, walk};
use crate::summary::Summary;

/// What to index and how, and what to say about it.
#[derive(Debug, Args)]
#[group(id = "build")]
pub(crate) struct Arguments {
    #[command(flatten)]
    settings: Flags,
    /// The file with settings. Default: findlet.toml, where the current folder has one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Name everything that is left out, with its reason
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,
    /// Say nothing but what went wrong
    #[arg(short, long)]
    quiet: bool,
    /// Print the summary as JSON
    #[arg(long)]
    json: bool,
    /// How work is shown on standard error
    #[arg(long, value_name = "HOW", value_enum, default_value = "bar")]
    progress: Progress,
}

impl Arguments {
    /// Decides the settings.
    ///
    /// # Errors
    /// As [`Config::new`].
    pub fn config(&self) -> Result<Config> {
        Config::new(&self.settings, self.config.as_deref())
    }

    /// Prints what was built; returns whether that was anything.
    ///
    /// # Errors
    /// Where nothing can be printed.
    pub fn report(&self, summary: &Summary) -> Result<bool> {
        eprint!("{}", summary.faults(self.verbose));
        if self.json {
            output::line(&serde_json::to_string(summary)?)?;
        } else if summary.documents == 0 {
            eprintln!("{}", summary.nothing());
        } else if !self.quiet {
            output::print(&summary.text(self.verbose))?;
        }
        Ok(summary.documents > 0)
    }

    /// How work is shown.
    pub fn progress(&self) -> Progress {
        if self.quiet { Progress::None } else { self.progress }
    }
}

/// Builds what `arguments` name; returns whether there was anything to index.
///
/// # Errors
/// Any of [`build`].
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let summary = build(&arguments.config()?, arguments.progress())?;
    arguments.report(&summary)
}

/// Indexes and writes what `config` names. Where there is nothing, nothing is written.
///
/// # Errors
/// Where the command lacks its engine, a setting cannot be used, or something cannot be read or written. The folder
/// that an earlier build wrote is then as it was.
pub(crate) fn build(config: &Config, progress: Progress) -> Result<Summary> {
    let begun = Instant::now();
    let assets = Assets::carried()?;
    let walked = walk(config)?;
    // What keeps the folder from being replaced is said before any page is read.
    let staging = Staging::begin(&config.out)?;
    let bridge = config.settings.pagefind.then(|| Bridge::new(&config.out)).transpose()?;
    let mut gathered = gather(config, walked, progress)?;
    let mut summary = Summary::new(config, &mut gathered);
    if summary.documents > 0 {
        let bar = progress.spinner("writing");
        summary.indexes = layout::write(staging.folder(), &gathered.indexes, config, &assets)?;
        summary.measure(staging.folder())?;
        summary.base_url = Some(Root::new(config)).filter(Root::needs_saying).map(|root| root.0);
        staging.publish()?;
        bridge.as_ref().map_or(Ok(()), Bridge::write)?;
        bar.finish();
    }
    summary.seconds = begun.elapsed().as_secs_f64();
    Ok(summary)
}
