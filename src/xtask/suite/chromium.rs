//! The browser of the tests: found, or installed where that is ours to do.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};

use crate::program::Program;

/// The variable that names the browser to use.
pub const VARIABLE: &str = "CHROME";

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where macOS keeps applications that aren't on the path.
const APPLICATIONS: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// Finds Chrome or Chromium, or installs Debian's package where we run as root and it has one.
pub fn ensure() -> Result<PathBuf> {
    if let Some(browser) = named()? {
        return Ok(browser);
    }
    if let Some(browser) = find() {
        return Ok(browser);
    }
    if !can_install() {
        bail!(
            "no Chrome or Chromium was found\n  What to do: install one (Debian and Ubuntu: `apt-get install chromium`; \
             macOS: `brew install --cask google-chrome`; else https://www.google.com/chrome), or set {VARIABLE} to its path"
        );
    }
    install()?;
    find().ok_or_else(|| {
        anyhow::anyhow!(
            "apt-get installed chromium, but none of {} is on the path\n  What to do: set {VARIABLE} to where it is",
            NAMES.join(", ")
        )
    })
}

/// The browser that the environment names.
fn named() -> Result<Option<PathBuf>> {
    let Some(path) = env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from) else {
        return Ok(None);
    };
    ensure!(
        path.is_file(),
        "{VARIABLE} names {}, which is not there\n  What to do: correct or unset it",
        path.display()
    );
    Ok(Some(path))
}

fn find() -> Option<PathBuf> {
    let on_path = NAMES.iter().find_map(|name| on_path(name));
    on_path.or_else(|| APPLICATIONS.iter().map(PathBuf::from).find(|path| path.is_file()))
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn can_install() -> bool {
    let user = Program::new("id", Path::new(".")).arg("-u").text();
    on_path("apt-get").is_some() && user.is_ok_and(|id| id.trim() == "0")
}

fn install() -> Result<()> {
    for arguments in [&["update"][..], &["install", "--yes", "--no-install-recommends", "chromium"]] {
        Program::new("apt-get", Path::new("."))
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .remedy("check the connection to the package archive, or install Chrome or Chromium another way")
            .run()?;
    }
    Ok(())
}
