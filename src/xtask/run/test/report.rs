//! What steps come to: counts, and what to read.

use std::ops::AddAssign;

/// Tests by their result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many passed.
    pub passed: usize,
    /// How many failed, crashed or were cut off.
    pub failed: usize,
    /// How many were left out on purpose.
    pub skipped: usize,
}

impl Tally {
    /// One thing that either holds or not.
    pub fn gate(holds: bool) -> Self {
        Self { passed: usize::from(holds), failed: usize::from(!holds), skipped: 0 }
    }

    /// Returns the counts as progress lines have them.
    pub fn in_words(self) -> String {
        let skipped = if self.skipped > 0 { format!(", {} skipped", self.skipped) } else { String::new() };
        format!("{}{skipped}", self.last_line())
    }

    /// Returns the line that other programs read.
    pub fn last_line(self) -> String {
        format!("{} passed, {} failed", self.passed, self.failed)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// What a step came to: its counts, and what to read if any failed.
pub struct Report {
    /// Its counts.
    pub tally: Tally,
    /// What to read; nothing if all is well.
    pub complaint: String,
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn the_sum_is_told_as_agreed() {
        let mut sum = Tally { passed: 10, failed: 0, skipped: 1 };
        sum += Tally { passed: 2, failed: 1, skipped: 0 };
        assert_eq!(sum.last_line(), "12 passed, 1 failed");
        assert_eq!(sum.in_words(), "12 passed, 1 failed, 1 skipped");
        assert_eq!(Tally::gate(true).last_line(), "1 passed, 0 failed");
    }
}
