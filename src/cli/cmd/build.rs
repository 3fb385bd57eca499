//! `findlet build`: a folder of pages becomes a folder that a site can deploy.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::assets::Assets;
use crate::config::{Config, Flags, pagefind};
use crate::llms::Llms;
use crate::output;
use crate::progress::Progress;
use crate::publish::pagefind::Bridge;
use crate::publish::root::Root;
use crate::publish::{Staging, layout};
use crate::site::{Counted, Plan, Share, Walked, Warned, gather, walk, write_part};
use crate::summary::Summary;

/// What to index and how, and what to say about it.
#[derive(Debug, Args)]
#[group(id = "build")]
pub(crate) struct Arguments {
    #[command(flatten)]
    settings: Flags,
    #[command(flatten)]
    pagefind: pagefind::Flags,
    /// The file with settings. Default: findlet.toml, where the current folder has one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Name everything that is left out, with its reason
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,
    /// Say nothing but what went wrong
    #[arg(short, long, alias = "silent")]
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
        Config::new(&self.settings, &self.pagefind, self.config.as_deref())
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
            eprintln!("{}", summary.nothing(self.verbose));
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

/// A build of a whole site, or of a part of one.
#[derive(Debug, Args)]
pub(crate) struct Call {
    #[command(flatten)]
    build: Arguments,
    /// Only read a part of the pages, such as 3/8 for the third of eight, into the file that --out names, for `findlet merge`
    #[arg(long, value_name = "NUMBER/ALL", requires = "out")]
    part: Option<Share>,
    /// With --part: the folder that SITE will be in the whole site, such as docs/
    #[arg(long, value_name = "FOLDER", requires = "part", default_value = "", hide_default_value = true)]
    under: String,
}

/// Builds what is called for; returns whether there was anything to index, or a part was written.
///
/// # Errors
/// Any of [`build`] and [`write_part`].
pub(crate) fn run(Call { build: arguments, part, under }: &Call) -> Result<bool> {
    let config = arguments.config()?;
    let Some(share) = *part else {
        return arguments.report(&build(&config, arguments.progress())?);
    };
    let plan = Plan { share, under: folder(under)?, out: &config.out };
    let walked = walk(&config.in_parts()?)?;
    walked.warnings.iter().for_each(|warned| eprintln!("{warned}"));
    let Counted { pages, left_out } = write_part(&config, walked, &plan, arguments.progress())?;
    if !arguments.quiet {
        let out = config.out.display();
        let left_out =
            if left_out > 0 { format!("; {left_out} left out, and `findlet merge` says why") } else { String::new() };
        output::line(&format!("read {pages} pages into {out}, part {} of {}{left_out}", share.number, share.of))?;
    }
    Ok(true)
}

/// Returns the name of a folder with one slash at its end, or nothing for the site itself.
///
/// # Errors
/// Where it leads out of the site.
fn folder(name: &str) -> Result<String> {
    let steps: Vec<&str> = name.split('/').filter(|step| !["", "."].contains(step)).collect();
    if steps.contains(&"..") {
        bail!("{name} leads out of the site; name the folder that SITE will be in, from the root of the whole site");
    }
    Ok(steps.into_iter().flat_map(|step| [step, "/"]).collect())
}

/// Indexes and writes what `config` names. Where there is nothing, nothing is written.
///
/// # Errors
/// Where the command lacks its engine, a setting cannot be used, or something cannot be read or written. The folder
/// that an earlier build wrote is then as it was.
pub(crate) fn build(config: &Config, progress: Progress) -> Result<Summary> {
    index(config, progress, || walk(config))
}

/// Indexes and writes the pages that `walk` finds.
///
/// # Errors
/// As [`build`].
pub(super) fn index(config: &Config, progress: Progress, walk: impl FnOnce() -> Result<Walked>) -> Result<Summary> {
    let begun = Instant::now();
    let assets = Assets::carried()?;
    let mut walked = walk()?;
    walked.warnings.extend(config.idle.iter().map(|(name, why)| Warned { name: name.clone(), why: why.clone() }));
    // What keeps the folder from being replaced is said before any page is read.
    let staging = Staging::begin(&config.out)?;
    let bridge = config.pagefind.as_ref().map(|folder| Bridge::new(folder, &config.out)).transpose()?;
    let llms = config.settings.llms.then(|| Llms::new(config)).transpose()?;
    let mut gathered = gather(config, walked, progress)?;
    let mut summary = Summary::new(config, &mut gathered);
    if summary.documents > 0 {
        let bar = progress.spinner("writing");
        summary.indexes = layout::write(staging.folder(), &gathered, config, &assets)?;
        summary.measure(staging.folder())?;
        summary.base_url = Some(Root::new(config)).filter(Root::needs_saying).map(|root| root.0);
        staging.publish()?;
        let languages = summary.indexes.iter().map(|index| (index.place.language.as_str(), index.documents));
        bridge.map_or(Ok(()), |bridge| bridge.write(languages))?;
        llms.map_or(Ok(()), |llms| llms.write(config))?;
        bar.finish();
    }
    summary.seconds = begun.elapsed().as_secs_f64();
    Ok(summary)
}
