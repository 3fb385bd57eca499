//! The test runner of Node.js.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Result, ensure};

use crate::tools::files;
use crate::tools::node;
use crate::tools::program::Program;

/// How the tests of a folder run.
#[derive(Clone, Copy)]
pub struct Pace {
    /// Files that run at a time.
    files: usize,
    /// A test that takes longer hangs.
    timeout_ms: u32,
}

impl Pace {
    /// One file after the other, for tests that build in the same folder, which takes minutes.
    pub const PATIENT: Self = Self { files: 1, timeout_ms: 900_000 };

    /// As many files at a time as there are cores: Node.js alone would leave one idle.
    pub fn quick() -> Self {
        Self { files: thread::available_parallelism().map_or(1, NonZero::get), timeout_ms: 180_000 }
    }
}

/// Runs the tests of a folder.
pub fn tests_of(folder: &Path, pace: Pace) -> Result<Program> {
    let program = node::node(folder)
        .args(["--test", "--test-reporter=tap", "--test-timeout", &pace.timeout_ms.to_string()])
        .args(["--test-concurrency", &pace.files.to_string()]);
    Ok(program.args(test_files(folder)?))
}

/// The test files of a folder, named one by one: versions of Node.js differ in how they search.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_test = |path: &PathBuf| [".test.js", ".test.mjs"].iter().any(|end| files::name(path).ends_with(end));
    let found: Vec<PathBuf> = files::entries(folder)?.into_iter().filter(is_test).collect();
    ensure!(
        !found.is_empty(),
        "{} has no test files\n  What to do: name them NAME.test.js or NAME.test.mjs",
        folder.display()
    );
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::test_files;
    use crate::tools::files;

    #[test]
    fn test_files_are_known_by_their_ending() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let refused = test_files(place.path()).expect_err("it is empty").to_string();
        assert!(refused.contains("has no test files"), "{refused}");
        for name in ["b.test.mjs", "a.test.js", "page.js", "README.md"] {
            files::write(&place.path().join(name), "").expect("writable");
        }
        let names: Vec<String> =
            test_files(place.path()).expect("readable").iter().map(|path| files::name(path)).collect();
        assert_eq!(names, ["a.test.js", "b.test.mjs"]);
    }
}
