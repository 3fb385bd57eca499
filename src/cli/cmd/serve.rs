//! `findlet serve`: the site with its search, on this machine only, built again when what it is made of changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;
use findlet_preview::{Server, Site};

use super::build::{self, build};
use crate::config::{Config, Settings};
use crate::watch::Watch;

/// The port tried first.
const PORT: u16 = 8000;

/// A generator writes many files: only when nothing was written for so long is it done.
const QUIET: Duration = Duration::from_millis(300);

/// What to build and where to serve it.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    build: build::Arguments,
    /// The port. Default: the first free one from 8000
    #[arg(long, allow_negative_numbers = true, value_parser = port)]
    port: Option<u16>,
}

/// Builds, serves and watches until Ctrl+C.
///
/// # Errors
/// Where the site cannot be built the first time, served or watched.
pub(crate) fn run(arguments: Arguments) -> Result<bool> {
    let config = arguments.build.config()?;
    let folder = config.settings.site.clone().context("there is no site to serve: name its folder")?;
    let server = Server::listen(PORT, arguments.port)?;
    let address = server.address()?;
    // What is wrong with the first build is wrong with the call; later ones are wrong with the moment.
    arguments.build.report(&build(&config, arguments.build.progress())?)?;
    let site = Site { beside: beside(&folder, &config.out), start: start(&config), folder };
    let (sender, changes) = sync_channel(1);
    // However much changes, it is said once until that is heard.
    let mut watch = Watch::new(&site.folder, &config.out, move || _ = sender.try_send(()))?;
    watch.files(&config.files)?;
    eprintln!("\n  http://{address}{}\n\nBuilds again when a page or a setting changes; Ctrl+C ends it.", site.start);
    thread::spawn(move || rebuild(config, &arguments, &changes, &mut watch));
    server.run(&site)?;
    Ok(true)
}

fn port(text: &str) -> Result<u16, &'static str> {
    text.parse().map_err(|_| "write a number from 0 to 65535, such as 8000")
}

/// Returns the path that the site is at: that of its base address.
fn start(config: &Config) -> String {
    let base = config.settings.base_url.as_deref().unwrap_or("/");
    let host = base.split_once("://").map(|(_, address)| address);
    let path = host.map_or(base, |address| address.find('/').map_or("/", |at| &address[at..]));
    path.to_owned()
}

/// Returns the folder of the index, unless it is in the `site`, with the name that it is served under.
fn beside(site: &Path, out: &Path) -> Option<(String, PathBuf)> {
    let is_inside = out.canonicalize().ok()?.starts_with(site.canonicalize().ok()?);
    let name = out.file_name().filter(|_| !is_inside)?;
    Some((name.to_string_lossy().into_owned(), out.to_owned()))
}

/// Builds after changes. A build that fails leaves what was there before.
fn rebuild(mut config: Config, arguments: &Arguments, changes: &Receiver<()>, watch: &mut Watch) {
    while changes.recv().is_ok() {
        while changes.recv_timeout(QUIET).is_ok() {}
        eprintln!("\nsomething changed");
        let built = again(&config, arguments, watch).and_then(|new| {
            config = new;
            arguments.build.report(&build(&config, arguments.build.progress())?)
        });
        if let Err(error) = built {
            eprintln!("findlet: {error:#}; the search from before stays");
        }
    }
}

/// Reads the settings again and watches the files that they name.
fn again(old: &Config, arguments: &Arguments, watch: &mut Watch) -> Result<Config> {
    let new = arguments.build.config()?;
    watch.files(&new.files)?;
    let place = |config: &Config| {
        let Settings { site, base_url, .. } = &config.settings;
        (site.clone(), config.out.clone(), base_url.clone())
    };
    if place(&new) != place(old) {
        bail!("site, out or base-url is another now; end findlet serve and start it again");
    }
    Ok(new)
}
