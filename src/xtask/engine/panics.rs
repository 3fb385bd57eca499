//! Empties the functions that only word a panic.
//!
//! On this target a panic ends in a trap, and its message goes nowhere: there is no standard
//! error. The code that formats it would still be a tenth of the module. Nothing else uses it:
//! the engine formats no numbers and no errors, which the tests of the module prove, since a
//! call of an emptied function traps.

use anyhow::{Result, ensure};
use wasm_bindgen_cli_support::Output;

/// What only runs on the way to a trap, or words it.
const PREFIXES: [&str; 11] = [
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::panic_",
    "core::fmt::",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::index::slice_",
    "std::panicking::",
];

/// Makes every such function a bare trap.
pub fn empty(output: &mut Output) -> Result<()> {
    let module = output.wasm_mut();
    let mut emptied = Vec::new();
    for function in module.funcs.iter() {
        if function.name.as_deref().is_some_and(only_words_panics) {
            emptied.push(function.id());
        }
    }
    ensure!(
        !emptied.is_empty(),
        "found no function that words panics\n  What to do: the compiler may name them differently now; compare PREFIXES in \
         src/xtask/engine/panics.rs with the names in the module, or drop this step"
    );
    for (id, function) in module.funcs.iter_local_mut() {
        if emptied.contains(&id) {
            let mut body = function.builder_mut().func_body();
            body.instrs_mut().clear();
            body.unreachable();
        }
    }
    Ok(())
}

fn only_words_panics(name: &str) -> bool {
    let name = without_hashes(name);
    PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || name.starts_with("<core::fmt::")
        || name.contains(" as core::fmt::")
}

/// Drops the hashes of crates: `core[c593…]::fmt` is `core::fmt`.
fn without_hashes(name: &str) -> String {
    let mut out = String::new();
    for piece in name.split('[') {
        match piece.split_once(']') {
            Some((hash, rest)) if hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => out.push_str(rest),
            _ => out.push_str(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::only_words_panics;

    #[test]
    fn formatting_and_panicking_are_recognised() {
        for name in [
            "core[c5930c85a12de822]::panicking::panic_fmt",
            "<core[c5930c85a12de822]::fmt::Formatter>::pad_integral",
            "<u64 as core[c5930c85a12de822]::fmt::Display>::fmt",
            "core::slice::index::slice_index_fail",
        ] {
            assert!(only_words_panics(name), "{name}");
        }
    }

    #[test]
    fn other_code_is_left_alone() {
        assert!(!only_words_panics("core::result::Result<T,E>::err"));
        for name in [
            "findlet_core::index::Index::search",
            "<str as core[c5930c85a12de822]::str::pattern::Pattern>::is_contained",
        ] {
            assert!(!only_words_panics(name), "{name}");
        }
    }
}
