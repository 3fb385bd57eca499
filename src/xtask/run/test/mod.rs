//! `cargo xtask test`: everything that belongs to a change, and one sum at the end.
//!
//! A failed step doesn't stop the others: one run tells everything that is wrong. Steps that
//! need the built site are left out when it couldn't be built.

mod count;
mod report;
mod runner;
mod seed;
mod sites;
mod step;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;

pub use seed::VARIABLE as SEED;
pub use sites::Generator;
pub use step::Step;

use crate::browser::Browser;
use crate::tools::node::Node;
use crate::tools::program::explain;
use crate::tools::progress::{Done, Progress};
use crate::tools::workspace::Workspace;
use report::{Report, Tally};

/// Runs the steps, or all of the test command where none is named. The last line is the sum.
///
/// # Errors
/// If the environment names no seed.
pub fn run(workspace: &Workspace, node: &Node, named: &[Step]) -> Result<ExitCode> {
    let run = step::Run { workspace, node, site_is_built: false, seed: seed::chosen()?, is_long: false };
    Ok(run_steps(run, &plan(named)))
}

/// Runs what one runs after each edit. The last line is the sum.
///
/// # Errors
/// If the environment names no seed.
pub fn run_quick(workspace: &Workspace, node: &Node) -> Result<ExitCode> {
    let run = step::Run { workspace, node, site_is_built: false, seed: seed::chosen()?, is_long: false };
    Ok(run_steps(run, &Step::QUICK))
}

/// Runs the tests in Rust with `seed`, those that are too long for every change among them.
pub fn run_long(workspace: &Workspace, node: &Node, seed: u64) -> ExitCode {
    let run = step::Run { workspace, node, site_is_built: false, seed, is_long: true };
    run_steps(run, &plan(&[Step::Rust, Step::Wasm, Step::Packages]))
}

fn run_steps(mut run: step::Run<'_>, steps: &[Step]) -> ExitCode {
    println!("random tests begin with {}={}", seed::VARIABLE, run.seed);
    let mut progress = Progress::new(steps.len());
    let mut sum = Tally::default();
    let mut failed = Vec::new();
    for step in steps {
        let tally = run_step(&run, *step, &mut progress);
        run.site_is_built |= *step == Step::Dist && tally.failed == 0;
        sum += tally;
        if tally.failed > 0 {
            failed.push(step.name());
        }
    }
    if !failed.is_empty() {
        println!("\nfailed:\n  {}", failed.join("\n  "));
    }
    println!("\n{}", sum.last_line());
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs the main scenarios in each of the browsers, or in all. The last line is the sum.
///
/// # Errors
///
/// If the site can't be built.
pub fn run_engines(workspace: &Workspace, node: &Node, named: &[Browser]) -> Result<ExitCode> {
    let browsers = if named.is_empty() { Browser::value_variants() } else { named };
    let run = step::Run { workspace, node, site_is_built: true, seed: seed::chosen()?, is_long: false };
    let mut progress = Progress::new(browsers.len() + 2);
    progress.open_step(Step::Dist.name(), || run.step(Step::Dist).map(|_| Done::Worked))?;
    progress.step("compile the command", || run.command().map(|()| Done::Worked))?;
    let mut sum = Tally::default();
    for browser in browsers {
        sum += reported(&mut progress, &format!("{}: the main scenarios", browser.name()), false, || {
            run.engines(*browser)
        });
    }
    println!("\n{}", sum.last_line());
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Installs the generators, or the named ones, builds their sites with our plugins, and visits them in Chromium.
///
/// # Errors
///
/// If the site of the other tests or the packages can't be built.
pub fn run_sites(workspace: &Workspace, node: &Node, named: &[Generator]) -> Result<ExitCode> {
    let generators = if named.is_empty() { Generator::value_variants() } else { named };
    let run = step::Run { workspace, node, site_is_built: true, seed: seed::chosen()?, is_long: false };
    let mut progress = Progress::new(2 * generators.len() + 2);
    progress.open_step(Step::Dist.name(), || run.step(Step::Dist).map(|_| Done::Worked))?;
    progress.step("compile and pack the command", || run.packed().map(|_| Done::Worked))?;
    let mut sum = Tally::default();
    for generator in generators {
        progress.step(&format!("install {}", generator.name()), || generator.install(workspace))?;
        sum += reported(&mut progress, &format!("{}: its site in Chromium", generator.name()), false, || {
            run.site(*generator)
        });
        print!("{}", generator.comparison(workspace)?);
    }
    println!("\n{}", sum.last_line());
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Visits each page of the documentation's site, which was written to `folder`, in Chromium. The last line is the sum.
///
/// # Errors
///
/// If the site of the other tests can't be built.
pub fn run_book(workspace: &Workspace, node: &Node, folder: &Path) -> Result<ExitCode> {
    let run = step::Run { workspace, node, site_is_built: true, seed: seed::chosen()?, is_long: false };
    let mut progress = Progress::new(2);
    progress.open_step(Step::Dist.name(), || run.step(Step::Dist).map(|_| Done::Worked))?;
    let sum = reported(&mut progress, "book: every page in Chromium", false, || run.book(folder));
    println!("\n{}", sum.last_line());
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The steps to run, in their order, with the build of the site wherever one needs it.
fn plan(named: &[Step]) -> Vec<Step> {
    let wanted = |step: &Step| {
        let needed = *step == Step::Dist && named.iter().any(|named| named.wants_site());
        named.is_empty() || needed || named.contains(step)
    };
    let units = named.contains(&Step::Units).then_some(Step::Units);
    units.into_iter().chain(Step::ALL.into_iter().filter(wanted)).collect()
}

fn run_step(run: &step::Run, step: Step, progress: &mut Progress) -> Tally {
    if step.needs_site() && !run.site_is_built {
        // The closure can't fail.
        let _ = progress.step(step.name(), || Ok(Done::Said("left out: there is no built site".into())));
        return Tally::default();
    }
    reported(progress, step.name(), step.prints(), || run.step(step))
}

/// Does what makes a report as a step of the progress, and returns its counts.
fn reported(progress: &mut Progress, name: &str, prints: bool, work: impl FnOnce() -> Result<Report>) -> Tally {
    let mut report = Report { tally: Tally::default(), complaint: String::new() };
    let work = || {
        report = work().unwrap_or_else(|error| Report { tally: Tally::gate(false), complaint: explain(&error) });
        Ok(Done::Said(report.tally.in_words()))
    };
    // The closure never fails: what goes wrong is in the report.
    let _ = if prints { progress.open_step(name, work) } else { progress.step(name, work) };
    if !report.complaint.is_empty() {
        println!("{}\n", report.complaint);
    }
    report.tally
}

#[cfg(test)]
mod tests {
    use super::{Step, plan};

    #[test]
    fn all_steps_run_unless_some_are_named() {
        assert_eq!(plan(&[]), Step::ALL);
        assert_eq!(plan(&[Step::Clippy, Step::Format]), [Step::Format, Step::Clippy]);
        assert_eq!(plan(&[Step::Units]), [Step::Units]);
    }

    #[test]
    fn the_site_is_built_for_those_that_need_it() {
        assert_eq!(plan(&[Step::Browser]), [Step::Dist, Step::Browser]);
        assert_eq!(plan(&[Step::Dependencies]), [Step::Dependencies]);
    }
}
