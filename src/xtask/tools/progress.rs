//! Progress lines: one per step, with its place in the whole and its seconds.
//!
//! Not indicatif, which the command has: it draws nothing where there is no terminal, and the log of CI is where these
//! lines are read.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::time::{Duration, Instant};

use anyhow::Result;

/// What a step came to.
pub enum Done {
    /// It did its work.
    Worked,
    /// Its inputs were the same as last time, so there was nothing to do.
    Unchanged,
    /// It has something to say.
    Said(String),
}

/// Counts the steps of one command and prints a line for each.
pub struct Progress {
    total: usize,
    current: usize,
}

impl Progress {
    /// A command of `total` steps.
    pub fn new(total: usize) -> Self {
        Self { total, current: 0 }
    }

    /// Runs a step that prints nothing itself: its result ends the line that announces it.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Done>) -> Result<()> {
        print!("{}", self.announce(name));
        // A line that cannot be shown is no reason to stop building.
        let _ = stdout().flush();
        finish(work, |end| println!(" {end}"))
    }

    /// Runs a step that prints lines of its own: it is announced before and again after them.
    pub fn open_step(&mut self, name: &str, work: impl FnOnce() -> Result<Done>) -> Result<()> {
        let line = self.announce(name);
        println!("{line}");
        finish(work, |end| println!("{line} {end}"))
    }

    /// Runs a step that compiles: cargo shows its own progress where there is a terminal.
    pub fn compile_step(&mut self, name: &str, work: impl FnOnce() -> Result<Done>) -> Result<()> {
        if stderr().is_terminal() { self.open_step(name, work) } else { self.step(name, work) }
    }

    fn announce(&mut self, name: &str) -> String {
        self.current += 1;
        format!("  {}/{} {name} …", self.current, self.total)
    }
}

fn finish(work: impl FnOnce() -> Result<Done>, print: impl FnOnce(String)) -> Result<()> {
    let clock = Instant::now();
    let done = work();
    print(ending(done.as_ref().ok(), clock.elapsed()));
    done.map(drop)
}

fn ending(done: Option<&Done>, elapsed: Duration) -> String {
    let seconds = format!("{:.1} s", elapsed.as_secs_f64());
    match done {
        None => format!("failed after {seconds}"),
        Some(Done::Worked) => seconds,
        Some(Done::Unchanged) => format!("unchanged, {seconds}"),
        Some(Done::Said(what)) => format!("{what}, {seconds}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Done, ending};
    use std::time::Duration;

    #[test]
    fn every_ending_tells_the_seconds() {
        let elapsed = Duration::from_millis(4_240);
        assert_eq!(ending(Some(&Done::Worked), elapsed), "4.2 s");
        assert_eq!(ending(Some(&Done::Unchanged), elapsed), "unchanged, 4.2 s");
        assert_eq!(ending(Some(&Done::Said("2 articles".into())), elapsed), "2 articles, 4.2 s");
        assert_eq!(ending(None, elapsed), "failed after 4.2 s");
    }
}
