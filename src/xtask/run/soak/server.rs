//! `findlet serve`, for as long as it is needed.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use anyhow::{Context, Result, ensure};

/// A server on this machine, ended when it is dropped.
pub struct Server {
    child: Child,
    /// What it says: closing this ends a server that has more to say.
    output: BufReader<ChildStderr>,
    origin: String,
}

impl Server {
    /// Starts it, and waits until it says where it is.
    pub fn start(binary: &Path, site: &Path, arguments: &[&str]) -> Result<Self> {
        let mut command = Command::new(binary);
        command.arg("serve").arg(site).args(arguments).args(["--port", "0"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("could not start {}", binary.display()))?;
        let output = BufReader::new(child.stderr.take().context("findlet serve says nothing")?);
        let mut server = Self { child, output, origin: String::new() };
        server.origin = server.address()?;
        Ok(server)
    }

    /// Reads what it says up to its address.
    fn address(&mut self) -> Result<String> {
        let mut said = String::new();
        loop {
            let start = said.len();
            let bytes = self.output.read_line(&mut said).context("could not read what findlet serve says")?;
            ensure!(bytes > 0, "findlet serve ended without an address:\n{said}");
            let line = said.get(start..).unwrap_or_default().trim();
            if line.starts_with("http://") {
                return Ok(line.trim_end_matches('/').to_owned());
            }
        }
    }

    /// Where it is, without a slash at the end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Its number among the processes.
    pub fn id(&self) -> String {
        self.child.id().to_string()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that ended by itself is gone, too.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
