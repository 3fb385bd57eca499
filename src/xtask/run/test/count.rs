//! What the test runners print: their counts, and what they say about failures.

use super::report::Tally;

/// Counts of one run of `cargo test`: the sum over its binaries and documentation tests.
///
/// A binary that announced its tests and never told the result crashed: one failure. A test that finds out while it runs
/// that it can't says so in a line (`tests/support/lib.rs`), and passes as far as libtest knows.
pub fn libtest(output: &str) -> Tally {
    let mut tally = Tally::default();
    let mut unfinished: usize = 0;
    for line in output.lines() {
        if line.starts_with("running ") && (line.ends_with(" tests") || line.ends_with(" test")) {
            unfinished += 1;
        } else if let Some(counts) = line.strip_prefix("test result: ") {
            unfinished = unfinished.saturating_sub(1);
            tally += Tally {
                passed: number_before(counts, " passed"),
                failed: number_before(counts, " failed"),
                skipped: number_before(counts, " ignored"),
            };
        }
    }
    let left_out = output.lines().filter(|line| line.starts_with("skipped: ")).count();
    tally.passed = tally.passed.saturating_sub(left_out);
    tally.skipped += left_out;
    tally.failed += unfinished;
    tally
}

/// Counts of one run of Node.js's test runner with its TAP reporter.
pub fn tap(output: &str) -> Tally {
    let count = |name: &str| -> usize {
        let prefix = format!("# {name} ");
        output.lines().filter_map(|line| line.strip_prefix(&prefix)?.trim().parse::<usize>().ok()).sum()
    };
    Tally {
        passed: count("pass"),
        failed: count("fail") + count("cancelled"),
        skipped: count("skipped") + count("todo"),
    }
}

/// What libtest prints about its failures, without the tests that passed.
pub fn libtest_failures(output: &str) -> Vec<&str> {
    blocks(output, |line| line == "failures:", |line| line.starts_with("test result: "))
}

/// What Node.js's runner prints about its failures.
pub fn tap_failures(output: &str) -> Vec<&str> {
    blocks(output, |line| line.trim_start().starts_with("not ok "), |line| line.trim() == "...")
}

fn number_before(text: &str, word: &str) -> usize {
    let before = text.split(word).next().filter(|before| before.len() < text.len());
    before.and_then(|before| before.rsplit(' ').next()?.parse().ok()).unwrap_or(0)
}

/// The lines from each that opens a block to the one that closes it.
fn blocks(output: &str, opens: impl Fn(&str) -> bool, closes: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut inside = false;
    let mut lines = Vec::new();
    for line in output.lines() {
        inside |= opens(line);
        if inside {
            lines.push(line);
        }
        inside &= !closes(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Tally, libtest, libtest_failures, tap, tap_failures};

    const LIBTEST: &str = "\
running 3 tests
test a::one ... ok
test a::two ... FAILED
test a::three ... ignored

failures:

---- a::two stdout ----
assertion failed

failures:
    a::two

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s

running 12 tests
............
test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 5 filtered out; finished in 0.01s
   Doc-tests findlet_core

running 1 test
test src/core/lib.rs - (line 3) ... ok

test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.35s
";

    const TAP: &str = "\
TAP version 13
# Subtest: types and finds
ok 1 - types and finds
  ---
  duration_ms: 1.1
  ...
# Subtest: offline
not ok 2 - offline
  ---
  error: 'Expected 2 hits, got 0'
  ...
1..2
# tests 4
# suites 0
# pass 1
# fail 1
# cancelled 1
# skipped 1
# todo 0
# duration_ms 88.2
";

    #[test]
    fn libtest_counts_every_binary_and_documentation() {
        assert_eq!(libtest(LIBTEST), Tally { passed: 14, failed: 1, skipped: 1 });
    }

    #[test]
    fn a_test_that_left_itself_out_is_skipped() {
        let left_out = format!("skipped: a::one: there is no package\n{LIBTEST}");
        assert_eq!(libtest(&left_out), Tally { passed: 13, failed: 1, skipped: 2 });
    }

    #[test]
    fn a_crashed_binary_counts_as_one_failure() {
        let crashed = format!("{LIBTEST}\nrunning 4 tests\nerror: test failed, to rerun pass `-p findlet`\n");
        assert_eq!(libtest(&crashed).failed, 2);
    }

    #[test]
    fn tap_counts_cut_off_tests_as_failed() {
        assert_eq!(tap(TAP), Tally { passed: 1, failed: 2, skipped: 1 });
    }

    #[test]
    fn other_output_counts_nothing() {
        assert_eq!(libtest("error: could not compile `findlet-core`"), Tally::default());
        assert_eq!(tap("node: bad option"), Tally::default());
    }

    #[test]
    fn failures_are_told_without_what_passed() {
        let lines = libtest_failures(LIBTEST);
        assert_eq!((lines[0], lines[2]), ("failures:", "---- a::two stdout ----"));
        assert_eq!(lines.iter().filter(|line| line.contains("ok")).count(), 0);
        let lines = tap_failures(TAP);
        assert_eq!((lines.len(), lines[0]), (4, "not ok 2 - offline"));
    }
}
