//! What random tests begin with.

use std::env;

use anyhow::{Context, Result};

/// The variable that names another seed.
pub const VARIABLE: &str = "FINDLET_SEED";

/// The variable that proptest reads. Cargo sets it as `.cargo/config.toml` has it, for us and for plain `cargo test`, so
/// that each run tests the same cases.
pub const PROPTEST: &str = "PROPTEST_RNG_SEED";

/// Returns the seed that the environment names.
///
/// # Errors
/// Where it names something that is no number, or nothing.
pub fn chosen() -> Result<u64> {
    let text = env::var(VARIABLE).or_else(|_| env::var(PROPTEST));
    parse(
        &text.with_context(|| {
            format!("there is no {PROPTEST}\n  What to do: run this by `cargo xtask`, which sets it")
        })?,
    )
}

fn parse(text: &str) -> Result<u64> {
    text.trim().parse().with_context(|| {
        format!(
            "the seed {text:?} is no number\n  What to do: set {VARIABLE} to one from 0 to {}, or unset it",
            u64::MAX
        )
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_seed_is_a_whole_number() {
        assert_eq!(parse(" 18446744073709551615\n").expect("it fits"), u64::MAX);
        for text in ["", "-1", "one", "18446744073709551616"] {
            let error = parse(text).expect_err("no seed").to_string();
            assert!(error.starts_with(&format!("the seed {text:?} is no number")), "{error}");
        }
    }
}
