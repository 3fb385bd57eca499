//! What tests of several packages share.

use std::io::{self, Write};

pub mod html5lib;

/// Says that a test is left out, and why. libtest knows no tests that find out while they run that they can't; the test
/// command counts these lines. They go past libtest, which keeps what a test prints to itself.
pub fn skip(test: &str, why: &str) {
    // Where standard error is closed, nobody reads it. The line may come after the name of a test that runs.
    let _ = writeln!(io::stderr(), "\nskipped: {test}: {why}");
}
