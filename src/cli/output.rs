//! Prints to standard output.

use std::io::{ErrorKind, Write, stdout};

use anyhow::{Context, Error, Result};

/// Prints `text` on standard output.
///
/// # Errors
/// Where that is closed or full.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut out = stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("cannot print")
}

/// Prints a line on standard output.
///
/// # Errors
/// As [`print()`].
pub(crate) fn line(text: &str) -> Result<()> {
    print(&format!("{text}\n"))
}

/// Whether `error` says that the reader closed the pipe, as `head` does when it has its lines.
pub(crate) fn is_unread(error: &Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe))
}

/// Returns a size as people read it.
#[expect(clippy::cast_precision_loss, reason = "one digit is shown")]
pub(crate) fn kilobytes(bytes: u64) -> String {
    format!("{:.1} kB", bytes as f64 / 1000.0)
}
