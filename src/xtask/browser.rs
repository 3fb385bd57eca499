//! The browsers of the tests: finds them, or installs them where we may.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;

use crate::tools::program::Program;

/// A browser that tests drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Browser {
    /// Chromium or Chrome.
    Chromium,
    /// Firefox, the release for organisations or any other.
    Firefox,
    /// The small browser of WebKitGTK, through its driver.
    Webkit,
}

/// How a browser is found, and how it is installed.
struct Needs {
    title: &'static str,
    variable: &'static str,
    /// Its program, by the names it may have.
    names: &'static [&'static str],
    /// Where macOS keeps it if it isn't on the path.
    applications: &'static [&'static str],
    /// Other programs that it needs.
    helpers: &'static [&'static str],
    /// Debian's packages with all of these.
    packages: &'static [&'static str],
    /// How other systems get it.
    elsewhere: &'static str,
}

const CHROMIUM: Needs = Needs {
    title: "Chrome or Chromium",
    variable: "CHROME",
    // The first is the same engine without windows, which tests never show: it takes half the time.
    names: &["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    applications: &[
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
    helpers: &[],
    packages: &["chromium-headless-shell"],
    elsewhere: "macOS: `brew install --cask google-chrome`; else https://www.google.com/chrome",
};

const FIREFOX: Needs = Needs {
    title: "Firefox",
    variable: "FIREFOX",
    names: &["firefox-esr", "firefox"],
    applications: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
    helpers: &[],
    packages: &["firefox-esr"],
    elsewhere: "macOS: `brew install --cask firefox`; else https://www.mozilla.org/firefox",
};

const WEBKIT: Needs = Needs {
    title: "WebKitWebDriver with Xvfb",
    variable: "WEBKIT",
    names: &["WebKitWebDriver"],
    applications: &[],
    helpers: &["Xvfb"],
    packages: &["webkit2gtk-driver", "xvfb"],
    elsewhere: "other Linux systems have them as packages of WebKitGTK and X.Org; macOS and Windows don't",
};

impl Browser {
    /// Finds it, or installs Debian's packages where we run as root and there are some.
    ///
    /// # Errors
    ///
    /// If it is neither there nor ours to install: says what to install.
    pub fn ensure(self) -> Result<PathBuf> {
        let needs = self.needs();
        if let Some(browser) = needs.named()? {
            return Ok(browser);
        }
        if let Some(browser) = needs.find() {
            return Ok(browser);
        }
        if !can_install() {
            bail!("no {} was found\n  What to do: {}", needs.title, needs.remedy());
        }
        install(needs.packages)?;
        let missing =
            || format!("apt-get installed {}, but {} is not on the path", needs.packages.join(", "), needs.title);
        needs.find().with_context(missing)
    }

    /// The variable that names the browser to use.
    pub fn variable(self) -> &'static str {
        self.needs().variable
    }

    /// What its tests know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    fn needs(self) -> &'static Needs {
        match self {
            Self::Chromium => &CHROMIUM,
            Self::Firefox => &FIREFOX,
            Self::Webkit => &WEBKIT,
        }
    }
}

impl Needs {
    /// The browser that the environment names.
    fn named(&self) -> Result<Option<PathBuf>> {
        let Some(path) = env::var_os(self.variable).filter(|value| !value.is_empty()).map(PathBuf::from) else {
            return Ok(None);
        };
        let variable = self.variable;
        ensure!(
            path.is_file(),
            "{variable} names {}, which is not there\n  What to do: correct or unset it",
            path.display()
        );
        Ok(Some(path))
    }

    fn find(&self) -> Option<PathBuf> {
        if !self.helpers.iter().all(|name| on_path(name).is_some()) {
            return None;
        }
        let on_path = self.names.iter().find_map(|name| on_path(name));
        on_path.or_else(|| self.applications.iter().map(PathBuf::from).find(|path| path.is_file()))
    }

    fn remedy(&self) -> String {
        format!(
            "install it (Debian and Ubuntu: `apt-get install {}`; {}), or set {} to its path",
            self.packages.join(" "),
            self.elsewhere,
            self.variable
        )
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn can_install() -> bool {
    let user = Program::new("id", Path::new(".")).arg("-u").text();
    on_path("apt-get").is_some() && user.is_ok_and(|id| id.trim() == "0")
}

fn install(packages: &[&str]) -> Result<()> {
    for arguments in [&["update"][..], &[&["install", "--yes", "--no-install-recommends"], packages].concat()] {
        Program::new("apt-get", Path::new("."))
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .remedy("check the connection to the package archive, or install the browser another way")
            .run()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Browser, FIREFOX, Needs};

    #[test]
    fn what_is_missing_is_said_with_the_packages_that_have_it() {
        let remedy = Browser::Webkit.needs().remedy();
        assert!(
            remedy.starts_with("install it (Debian and Ubuntu: `apt-get install webkit2gtk-driver xvfb`;"),
            "{remedy}"
        );
        assert!(remedy.ends_with("or set WEBKIT to its path"), "{remedy}");
    }

    #[test]
    fn a_browser_without_its_helpers_is_not_there() {
        let needs = Needs { helpers: &["no-such-findlet-program"], names: &["sh"], ..FIREFOX };
        assert_eq!(needs.find(), None);
        assert!(Needs { helpers: &[], ..needs }.find().is_some());
    }
}
