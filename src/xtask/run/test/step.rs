//! The steps of the test command.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ValueEnum;

use super::count;
use super::report::{Report, Tally};
use super::runner::{self, Pace};
use super::seed;
use super::sites::{self, Generator};
use crate::browser::Browser;
use crate::build::command;
use crate::build::dist;
use crate::build::playground;
use crate::build::site;
use crate::check::deny;
use crate::check::dependencies;
use crate::check::licences;
use crate::check::modules;
use crate::check::size;
use crate::check::workflows;
use crate::package;
use crate::run::soak;
use crate::tools::files;
use crate::tools::node::{self, Node};
use crate::tools::program::{Outcome, Program, TAIL_LINES, tail};
use crate::tools::progress::Progress;
use crate::tools::workspace::Workspace;

/// Lines that a failed runner may take on the screen; the log has them all.
const COMPLAINT_LINES: usize = 150;

/// One part of the test command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// Rust's formatting.
    #[value(name = "fmt")]
    Format,
    /// Clippy, warnings as errors.
    Clippy,
    /// JavaScript and CSS: formatting, and lints as errors.
    Scripts,
    /// What is dangerous in the workflows and the action of GitHub.
    Workflows,
    /// No circle of modules, no function that is too long or has too many parameters.
    Modules,
    /// The documentation builds without a warning.
    Docs,
    /// The demo, the site of the tests and the command's assets can be built.
    Dist,
    /// The wasm module's dependencies are the reviewed ones, and all licences allowed ones.
    #[value(name = "deps")]
    Dependencies,
    /// The shipped files are within their budgets.
    Size,
    /// Unit tests, and the scenarios of the engine: a part of `rust` that needs no site.
    Units,
    /// Unit, property, scenario and documentation tests in Rust.
    Rust,
    /// The widget's types.
    Types,
    /// The shipped module in Node.js.
    Wasm,
    /// The built site in Chromium.
    Browser,
    /// The scenarios of every engine, in Chromium; `cargo xtask engines` has the others.
    Engines,
    /// The packages, installed from their packed files in empty folders.
    Packages,
    /// A short run of `cargo xtask soak`.
    Soak,
}

impl Step {
    /// Every step in the order in which they run: quick ones and those others need first.
    pub const ALL: [Self; 16] = [
        Self::Format,
        Self::Clippy,
        Self::Scripts,
        Self::Workflows,
        Self::Modules,
        Self::Docs,
        Self::Dist,
        Self::Dependencies,
        Self::Size,
        Self::Rust,
        Self::Types,
        Self::Wasm,
        Self::Browser,
        Self::Engines,
        Self::Packages,
        Self::Soak,
    ];

    /// What one runs after each edit: about a minute, without a browser.
    pub const QUICK: [Self; 4] = [Self::Format, Self::Clippy, Self::Modules, Self::Units];

    /// Whether it can only run on the built site.
    pub fn needs_site(self) -> bool {
        matches!(
            self,
            Self::Size | Self::Types | Self::Wasm | Self::Browser | Self::Engines | Self::Packages | Self::Soak
        )
    }

    /// Whether the site is built for it: the tests of the command want its assets, too.
    pub fn wants_site(self) -> bool {
        self.needs_site() || self == Self::Rust
    }

    /// Whether it prints lines of its own.
    pub fn prints(self) -> bool {
        matches!(self, Self::Modules | Self::Dist | Self::Dependencies | Self::Size)
    }

    /// What its progress line calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Format => "fmt: formatting",
            Self::Clippy => "clippy: lints",
            Self::Scripts => "scripts: formatting and lints of JavaScript and CSS",
            Self::Workflows => "workflows: what is dangerous in them",
            Self::Modules => "modules: no circles, no long functions",
            Self::Docs => "docs: documentation",
            Self::Dist => "dist: build the site",
            Self::Dependencies => "deps: what the module is made of, licences",
            Self::Size => "size: budgets",
            Self::Units => "units: unit tests and scenarios of the engine",
            Self::Rust => "rust: unit, property, scenario and documentation tests",
            Self::Types => "types: the widget's types",
            Self::Wasm => "wasm: the shipped module in Node.js",
            Self::Browser => "browser: the site in Chromium",
            Self::Engines => "engines: the main scenarios in Chromium",
            Self::Packages => "packages: installed in empty folders",
            Self::Soak => "soak: a short run",
        }
    }
}

/// What the steps work with.
pub struct Run<'a> {
    /// The repository.
    pub workspace: &'a Workspace,
    /// Node.js, or why there is none.
    pub node: &'a Node,
    /// Whether the site was built in this run.
    pub site_is_built: bool,
    /// What random tests begin with.
    pub seed: u64,
    /// Whether tests that are too long for every change run, too.
    pub is_long: bool,
}

impl Run<'_> {
    /// Runs one step. An error counts as one failure, like a gate that doesn't hold.
    pub fn step(&self, step: Step) -> Result<Report> {
        match step {
            Step::Format => self.gate("fmt", &self.format()),
            Step::Clippy => self.gate("clippy", &self.clippy()),
            Step::Scripts => self.scripts(),
            Step::Workflows => self.gate("workflows", &workflows::linter(self.workspace)?),
            Step::Modules => modules::run(self.workspace, self.node, false).map(|()| held()),
            Step::Docs => self.gate("docs", &self.docs()),
            Step::Dist => self.build().map(|()| held()),
            Step::Dependencies => self.dependencies().map(|()| held()),
            Step::Size => size::run(self.workspace, false).map(|()| held()),
            Step::Units => self.units(),
            Step::Rust => self.rust(),
            Step::Types => self.types(),
            Step::Wasm => self.wasm(),
            Step::Browser => self.browser(),
            Step::Engines => self.command().and_then(|()| self.engines(Browser::Chromium)),
            Step::Packages => self.packages(),
            Step::Soak => self.soak(),
        }
    }

    fn dependencies(&self) -> Result<()> {
        dependencies::run(self.workspace, false)?;
        deny::run(self.workspace, &deny::OFFLINE)?;
        licences::run(self.workspace)
    }

    fn format(&self) -> Program {
        self.cargo("fmt", &["--all", "--check", "--", "--color=never"]).remedy("run `cargo fmt --all`")
    }

    fn clippy(&self) -> Program {
        self.cargo("clippy", &["--workspace", "--all-targets", "--", "-D", "warnings"])
    }

    fn docs(&self) -> Program {
        self.cargo("doc", &["--workspace", "--no-deps", "--document-private-items"]).env("RUSTDOCFLAGS", "-D warnings")
    }

    fn build(&self) -> Result<()> {
        self.node.require("test")?;
        dist::build(self.workspace, self.node, &mut Progress::new(dist::STEPS))?;
        site::write(self.workspace, self.node)?;
        playground::build(self.workspace)?;
        command::write_assets(self.workspace).map(drop)
    }

    fn units(&self) -> Result<Report> {
        let all = ["--workspace", "--exclude", "command-tests", "--exclude", "docs-tests", "--no-fail-fast"];
        self.libtests("units", self.cargo("test", &all).args(["--lib", "--bins", "--tests"]))
    }

    fn rust(&self) -> Result<Report> {
        let tests = self.cargo("test", &["--workspace", "--no-fail-fast"]);
        let tests = if self.is_long { tests.args(["--", "--include-ignored"]) } else { tests };
        // The command carries engine and widget; not where they couldn't be built, since most tests need none.
        let assets = if self.site_is_built { Some(command::assets(self.workspace)?) } else { None };
        self.libtests("rust", assets.into_iter().fold(tests, |tests, assets| tests.env(command::ASSETS, assets)))
    }

    /// Tests of cargo's runner, with our seed.
    fn libtests(&self, name: &str, program: Program) -> Result<Report> {
        let outcome = self.logged(name, &program.env(seed::PROPTEST, self.seed.to_string()))?;
        Ok(self.report(name, &outcome, count::libtest(&outcome.output), &count::libtest_failures(&outcome.output)))
    }

    /// Biome looks at www/ and at the tests: `biome.json` says what for.
    fn scripts(&self) -> Result<Report> {
        node::install(self.workspace, &self.workspace.www())?;
        let biome = node::node(self.workspace.root()).arg("www/node_modules/@biomejs/biome/bin/biome");
        self.gate(
            "scripts",
            &biome.args(["ci", "--colors=off"]).remedy("run `npm run format` in www; it mends what it can"),
        )
    }

    fn types(&self) -> Result<Report> {
        let www = self.workspace.www();
        node::install(self.workspace, &www)?;
        self.gate("types", &node::npm(&www).args(["run", "--silent", "check"]))
    }

    /// The tests of the module build indexes by the native command.
    fn wasm(&self) -> Result<Report> {
        self.command()?;
        node::install(self.workspace, &self.workspace.root().join("tests/wasm"))?;
        self.run_node_tests("wasm", "tests/wasm", &[])
    }

    fn browser(&self) -> Result<Report> {
        self.command()?;
        let browser = self.visitor(Browser::Chromium)?;
        self.run_node_tests("browser", "tests/browser", &[browser])
    }

    /// The main scenarios in one browser; some of their sites are built by the [command](Self::command).
    pub fn engines(&self, browser: Browser) -> Result<Report> {
        let environment = [("ENGINE", browser.name().into()), self.visitor(browser)?];
        self.run_node_tests(&format!("engines-{}", browser.name()), "tests/engines", &environment)
    }

    /// Compiles the command that tests build sites with.
    pub fn command(&self) -> Result<()> {
        command::compile_for_tests(self.workspace)
    }

    /// Packed with the program that the other tests have, which is not that of a release.
    pub fn packed(&self) -> Result<PathBuf> {
        self.command()?;
        package::pack_for_tests(self.workspace, &command::of_tests(self.workspace), self.is_long)
    }

    /// The site of a generator that was installed, with the plugin as it was packed.
    pub fn site(&self, generator: Generator) -> Result<Report> {
        let environment = [
            self.visitor(Browser::Chromium)?,
            ("FINDLET_PACKAGES", self.workspace.scratch("packages")?.into()),
            ("FINDLET_SITES", sites::folder(self.workspace)?.into()),
        ];
        let program = self.node_tests(&generator.tests(), &environment, Pace::PATIENT)?;
        self.tap(&format!("sites-{}", generator.name()), &program)
    }

    /// The documentation's site, as `cargo xtask book` wrote it to `folder`.
    pub fn book(&self, folder: &Path) -> Result<Report> {
        let environment = [self.visitor(Browser::Chromium)?, ("FINDLET_BOOK", folder.into())];
        let program = self.node_tests("tests/book", &environment, Pace::PATIENT)?;
        self.tap("book", &program)
    }

    fn packages(&self) -> Result<Report> {
        let packed = self.packed()?;
        node::install(self.workspace, &self.workspace.root().join("tests/packages"))?;
        let browser = self.visitor(Browser::Chromium)?;
        let mut environment = vec![browser, ("FINDLET_PACKAGES", packed.into())];
        if self.is_long {
            environment.push(("FINDLET_LONG", "1".into()));
            environment.push(("FINDLET_ARM64", package::compile_for_arm(self.workspace)?.into()));
        }
        self.run_node_tests("packages", "tests/packages", &environment)
    }

    /// Each bound of a short run counts as a test.
    fn soak(&self) -> Result<Report> {
        self.command()?;
        let rows = soak::measure(self.workspace, &command::of_tests(self.workspace), &soak::SMOKE)?;
        let mut report = Report { tally: Tally::default(), complaint: String::new() };
        for row in &rows {
            report.tally += Tally::gate(row.holds());
            if !row.holds() {
                report.complaint += &format!("{}\n", row.line());
            }
        }
        Ok(report)
    }

    /// A browser as its variable has it, once there is Playwright to drive it.
    fn visitor(&self, browser: Browser) -> Result<(&'static str, OsString)> {
        node::install(self.workspace, &self.workspace.root().join("tests/browser"))?;
        Ok((browser.variable(), browser.ensure()?.into()))
    }

    /// Runs the tests of a folder whose files don't meet.
    fn run_node_tests(&self, name: &str, folder: &str, environment: &[(&str, OsString)]) -> Result<Report> {
        self.tap(name, &self.node_tests(folder, environment, Pace::quick())?)
    }

    fn node_tests(&self, folder: &str, environment: &[(&str, OsString)], pace: Pace) -> Result<Program> {
        let folder = self.workspace.root().join(folder);
        let program = runner::tests_of(&folder, pace)?
            .env("FINDLET_DIST", site::folder(self.workspace))
            .env("FINDLET_PLAYGROUND", playground::folder(self.workspace)?)
            .env("FINDLET_BIN", command::of_tests(self.workspace))
            .env(seed::VARIABLE, self.seed.to_string());
        Ok(environment.iter().fold(program, |program, (name, value)| program.env(name, value)))
    }

    /// Tests of Node.js' runner.
    fn tap(&self, name: &str, program: &Program) -> Result<Report> {
        let outcome = self.logged(name, program)?;
        Ok(self.report(name, &outcome, count::tap(&outcome.output), &count::tap_failures(&outcome.output)))
    }

    fn cargo(&self, subcommand: &str, arguments: &[&str]) -> Program {
        self.workspace.cargo(subcommand).args(arguments).env("CARGO_TERM_COLOR", "never")
    }

    /// A command that only succeeds or fails.
    fn gate(&self, name: &str, program: &Program) -> Result<Report> {
        let outcome = self.logged(name, program)?;
        if outcome.status.success() {
            return Ok(held());
        }
        let complaint = format!("{}\n  {}", program.failure(outcome.status, &outcome.output), self.log_note(name));
        Ok(Report { tally: Tally::gate(false), complaint })
    }

    fn logged(&self, name: &str, program: &Program) -> Result<Outcome> {
        let outcome = program.outcome()?;
        files::write(&self.log(name)?, &outcome.output)?;
        Ok(outcome)
    }

    fn log(&self, name: &str) -> Result<PathBuf> {
        Ok(self.workspace.scratch("logs")?.join(format!("{name}.log")))
    }

    fn log_note(&self, name: &str) -> String {
        self.log(name).map(|path| format!("Its whole output is in {}", path.display())).unwrap_or_default()
    }

    /// A runner's counts. One that failed without counting a failure crashed, and its last lines
    /// tell where.
    fn report(&self, name: &str, outcome: &Outcome, mut tally: Tally, failures: &[&str]) -> Report {
        if outcome.status.success() && tally.failed == 0 {
            return Report { tally, complaint: String::new() };
        }
        tally.failed = tally.failed.max(1);
        let last = tail(&outcome.output, TAIL_LINES);
        let lines = if failures.is_empty() { &last[..] } else { &failures[..failures.len().min(COMPLAINT_LINES)] };
        Report { tally, complaint: format!("{}\n  {}", lines.join("\n"), self.log_note(name)) }
    }
}

fn held() -> Report {
    Report { tally: Tally::gate(true), complaint: String::new() }
}
