//! `findlet serve`: the site with its search, on this machine only, built again when a page changes.

use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;
use notify::{Event, RecursiveMode, Watcher};
use tokio::net::TcpListener;

use super::build::{self, build};
use crate::config::Config;
use crate::preview::{router, start};

/// The port tried first.
const PORT: u16 = 8000;

/// Ports tried after it.
const MORE_PORTS: u16 = 100;

/// A generator writes many files: only when nothing was written for so long is it done.
const QUIET: Duration = Duration::from_millis(300);

/// What to build and where to serve it.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    build: build::Arguments,
    /// The port. Default: the first free one from 8000
    #[arg(long)]
    port: Option<u16>,
}

/// Builds, serves and watches until Ctrl+C.
///
/// # Errors
/// Where the site cannot be built the first time, served or watched.
pub(crate) fn run(arguments: Arguments) -> Result<bool> {
    let config = arguments.build.config()?;
    let site = config.site.clone().context("there is no site to serve: name its folder")?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot start a server")?;
    let listener = runtime.block_on(listen(arguments.port))?;
    let address = listener.local_addr().context("the server has no address")?;
    // What is wrong with the first build is wrong with the call; later ones are wrong with the moment.
    arguments.build.report(&build(&config, arguments.build.progress())?)?;
    let (_watcher, changes) = watch(&site, &config.out)?;
    eprintln!("\n  http://{address}{}\n\nBuilds again when a page changes; Ctrl+C ends it.", start(&config));
    let router = router(&site, &config);
    thread::spawn(move || rebuild(&config, &arguments, &changes));
    runtime.block_on(async {
        tokio::spawn(end_on_interrupt());
        axum::serve(listener, router).await.context("the server stopped")
    })?;
    Ok(true)
}

/// Returns a watcher, which watches until it is dropped, and where it says that a page changed. However many do, it
/// says so once until that is heard.
fn watch(site: &Path, out: &Path) -> Result<(impl Watcher + use<>, Receiver<()>)> {
    let real = |path: &Path| path.canonicalize().with_context(|| format!("cannot read {}", path.display()));
    let (root, out) = (real(site)?, out.canonicalize().ok());
    let (sender, receiver) = sync_channel(1);
    let within = root.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Without knowing what changed, something did. A full channel says so already.
        if event.is_err() || event.is_ok_and(|event| concerns(&event, &within, out.as_deref())) {
            let _ = sender.try_send(());
        }
    })
    .context("this system lets no folder be watched")?;
    watcher.watch(&root, RecursiveMode::Recursive).with_context(|| format!("cannot watch {}", site.display()))?;
    Ok((watcher, receiver))
}

/// Whether a page may have changed: neither the index itself, nor anything hidden, as that is while it is written.
fn concerns(event: &Event, site: &Path, out: Option<&Path>) -> bool {
    let is_page = |path: &PathBuf| {
        let mut inside = path.strip_prefix(site).unwrap_or(path).components();
        let is_hidden = inside.any(|name| name.as_os_str().as_encoded_bytes().starts_with(b"."));
        !is_hidden && !out.is_some_and(|out| path.starts_with(out))
    };
    !event.kind.is_access() && event.paths.iter().any(is_page)
}

/// Builds after changes. A build that fails leaves what was there before.
fn rebuild(config: &Config, arguments: &Arguments, changes: &Receiver<()>) {
    while changes.recv().is_ok() {
        while changes.recv_timeout(QUIET).is_ok() {}
        eprintln!("\npages changed");
        let built = build(config, arguments.build.progress()).and_then(|summary| arguments.build.report(&summary));
        if let Err(error) = built {
            eprintln!("findlet: {error:#}; the search from before stays");
        }
    }
}

async fn listen(port: Option<u16>) -> Result<TcpListener> {
    let ports = port.map_or(PORT..=PORT + MORE_PORTS, |port| port..=port);
    for candidate in ports.clone() {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(error).with_context(|| format!("cannot listen on 127.0.0.1:{candidate}")),
        }
    }
    match port {
        Some(port) => bail!("port {port} is taken; choose another with --port, or leave it out"),
        None => bail!("every port from {} to {} is taken; choose one with --port", ports.start(), ports.end()),
    }
}

/// Idle connections of a browser need no farewell, so the process just ends.
async fn end_on_interrupt() {
    if tokio::signal::ctrl_c().await.is_ok() {
        process::exit(0);
    }
}

#[cfg(test)]
mod tests {
    use notify::EventKind;
    use notify::event::{AccessKind, ModifyKind};

    use super::*;

    #[test]
    fn only_pages_are_built_again_for() {
        let concerned = |kind: EventKind, path: &str| {
            concerns(
                &Event::new(kind).add_path(path.into()),
                Path::new("/.home/site"),
                Some(Path::new("/.home/site/findlet")),
            )
        };
        let modified = EventKind::Modify(ModifyKind::Any);
        assert!(concerned(modified, "/.home/site/a/index.html"));
        assert!(!concerned(EventKind::Access(AccessKind::Any), "/.home/site/a/index.html"));
        for path in ["/.home/site/findlet", "/.home/site/findlet/findlet.js", "/.home/site/.findlet.new-1/m.bin"] {
            assert!(!concerned(modified, path), "{path}");
        }
    }
}
