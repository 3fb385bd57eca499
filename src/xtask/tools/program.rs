//! Running other programs, so that a failure says which command, where, and what to do about it.

use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, Read, pipe, stderr};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Error, Result, bail};

/// Lines of a failed command's output that its error repeats.
pub const TAIL_LINES: usize = 40;

/// A command about to run.
pub struct Program {
    path: OsString,
    /// What messages call it, where its path would only be noise.
    name: String,
    arguments: Vec<OsString>,
    folder: PathBuf,
    environment: Vec<(OsString, OsString)>,
    remedy: &'static str,
}

/// What a command left behind.
pub struct Outcome {
    /// How it ended.
    pub status: ExitStatus,
    /// Everything it printed, standard output and error interleaved as printed.
    pub output: String,
}

impl Program {
    /// A command that will run in `folder`.
    pub fn new(program: impl AsRef<OsStr>, folder: &Path) -> Self {
        let program = program.as_ref().to_os_string();
        Self {
            name: program.to_string_lossy().into_owned(),
            path: program,
            arguments: Vec::new(),
            folder: folder.to_path_buf(),
            environment: Vec::new(),
            remedy: "",
        }
    }

    /// The name that messages use.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Runs in another folder.
    pub fn within(mut self, folder: &Path) -> Self {
        self.folder = folder.to_path_buf();
        self
    }

    /// Adds one argument.
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_os_string());
        self
    }

    /// Adds several arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_os_string()));
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.environment.push((name.into(), value.as_ref().to_os_string()));
        self
    }

    /// What a person should do when the command fails; its error ends with this.
    pub fn remedy(mut self, remedy: &'static str) -> Self {
        self.remedy = remedy;
        self
    }

    /// Runs it and returns its standard output.
    pub fn text(self) -> Result<String> {
        let output = self.command().stdin(Stdio::null()).output().with_context(|| self.unstartable())?;
        if !output.status.success() {
            bail!(self.failure(output.status, &String::from_utf8_lossy(&output.stderr)));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs it silently; its output is shown only when it fails.
    pub fn run(self) -> Result<()> {
        let outcome = self.outcome()?;
        if !outcome.status.success() {
            bail!(self.failure(outcome.status, &outcome.output));
        }
        Ok(())
    }

    /// Runs it with its progress on the terminal, or silently where there is none.
    pub fn run_visibly(self) -> Result<()> {
        if stderr().is_terminal() { self.run_openly() } else { self.run() }
    }

    /// Runs it with our own output, whatever that is.
    pub fn run_openly(self) -> Result<()> {
        let status = self.command().stdin(Stdio::null()).status().with_context(|| self.unstartable())?;
        if !status.success() {
            bail!(self.failure(status, ""));
        }
        Ok(())
    }

    /// Runs it silently and returns how it went; a failing command is not an error here.
    pub fn outcome(&self) -> Result<Outcome> {
        let (mut reader, writer) = pipe().context("could not create a pipe")?;
        let errors = writer.try_clone().context("could not create a pipe")?;
        let mut child = self
            .command()
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(errors)
            .spawn()
            .with_context(|| self.unstartable())?;
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).with_context(|| format!("could not read the output of `{}`", self.line()))?;
        let status = child.wait().with_context(|| format!("could not wait for `{}`", self.line()))?;
        Ok(Outcome { status, output: String::from_utf8_lossy(&bytes).into_owned() })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command.args(&self.arguments).current_dir(&self.folder);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    fn unstartable(&self) -> String {
        let line = format!("could not start `{}` in {}", self.line(), self.folder.display());
        with_remedy(line, self.remedy)
    }

    /// The message that says this command failed.
    pub fn failure(&self, status: ExitStatus, output: &str) -> String {
        let mut message = format!("`{}` failed in {} ({status})", self.line(), self.folder.display());
        for line in tail(output, TAIL_LINES) {
            message.push_str("\n    ");
            message.push_str(line);
        }
        with_remedy(message, self.remedy)
    }

    fn line(&self) -> String {
        let arguments = self.arguments.iter().map(|argument| argument.to_string_lossy().into_owned());
        std::iter::once(self.name.clone()).chain(arguments).collect::<Vec<_>>().join(" ")
    }
}

/// An error and below it what caused it, a line each.
pub fn explain(error: &Error) -> String {
    error.chain().map(ToString::to_string).collect::<Vec<_>>().join("\n  because: ")
}

/// The last `count` lines of `output`, without trailing blank ones.
pub fn tail(output: &str, count: usize) -> Vec<&str> {
    let lines: Vec<&str> = output.trim_end().lines().collect();
    lines[lines.len().saturating_sub(count)..].to_vec()
}

fn with_remedy(message: String, remedy: &str) -> String {
    if remedy.is_empty() { message } else { format!("{message}\n  What to do: {remedy}") }
}

#[cfg(test)]
mod tests {
    use super::{Program, tail};
    use std::path::Path;

    #[test]
    fn tail_keeps_the_last_lines() {
        assert_eq!(tail("a\nb\nc\n\n", 2), ["b", "c"]);
        assert_eq!(tail("a", 5), ["a"]);
        assert!(tail("", 5).is_empty());
    }

    #[test]
    fn a_missing_program_is_named_with_folder_and_remedy() {
        let program = Program::new("no-such-findlet-program", Path::new(".")).arg("--now").remedy("install it");
        let error = program.run().expect_err("there is no such program").to_string();
        assert!(error.contains("`no-such-findlet-program --now` in ."), "{error}");
        assert!(error.ends_with("What to do: install it"), "{error}");
    }

    #[test]
    fn a_failing_program_shows_its_output() {
        let program = Program::new("rustc", Path::new(".")).arg("--no-such-option");
        let error = program.run().expect_err("rustc refuses it").to_string();
        assert!(error.contains("`rustc --no-such-option` failed in ."), "{error}");
        assert!(error.contains("no-such-option'"), "{error}");
    }
}
