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

/// The words themselves, and what only formats numbers: nothing that is left reads them, and zeros
/// compress to nothing.
const MESSAGES: [&str; 28] = [
    "  left: ",
    " right: ",
    " right` failed",
    " but ends at ",
    " but the index is ",
    ") should be < len (is ",
    ") should be <= len (is ",
    " out of range for slice of length ",
    "0x0123456789ABCDEF",
    "LayoutError",
    "RefCell already borrowed",
    "RefCell already mutably borrowed",
    "Tried to shrink to a larger capacity",
    "assertion failed: 1 <= nbytes && nbytes <= 8",
    "assertion failed: i < node.ntrans",
    "assertion failed: i == 0",
    "assertion `left ",
    "attempt to divide by zero",
    "attempted to take ownership of Rust value while it was borrowed",
    "called `Result::unwrap()` on an `Err` value",
    "capacity overflow",
    "closure invoked recursively or after being dropped",
    "index out of bounds: the len is ",
    "insertion index (is ",
    "range end index ",
    "range start index ",
    "removal index (is ",
    "slice index starts at ",
];

/// The first and the last words of a message of `fst` that has lines, and of the table of two digits.
const LONG_MESSAGES: [(&[u8], &[u8]); 2] = [
    (b"Cannot convert node address ", b"possible to read this FST on this\nsystem."),
    (b"00010203040506070809", b"9596979899"),
];

/// Where the linker puts constants: behind the stack of a megabyte.
const CONSTANTS: usize = 1 << 20;

/// Overwrites the messages in the module's data, and the places in sources, with zeros.
fn silence(output: &mut Output) {
    let short = MESSAGES.iter().map(|message| (message.as_bytes(), &b""[..]));
    let messages: Vec<(&[u8], &[u8])> = short.chain(LONG_MESSAGES).collect();
    let module = output.wasm_mut();
    let mut ids = Vec::new();
    for data in module.data.iter() {
        ids.push(data.id());
    }
    for id in ids {
        let data = module.data.get_mut(id);
        for (first, last) in &messages {
            while let Some(start) = find(&data.value, first)
                && let Some(len) = find(&data.value[start + first.len()..], last)
            {
                data.value[start..start + first.len() + len + last.len()].fill(0);
            }
        }
        silence_places(&mut data.value);
    }
}

/// Overwrites the paths of sources, and the places that name them: address and length of the path, line,
/// column, each of four bytes.
fn silence_places(data: &mut [u8]) {
    let mut paths = Vec::new();
    while let Some(end) = find(data, b".rs") {
        let is_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./=".contains(byte);
        let start = data[..end].iter().rposition(|byte| !is_path(byte)).map_or(0, |before| before + 1);
        data[start..end + 3].fill(0);
        paths.push((start, end + 3));
    }
    let word = |data: &[u8], at: usize| data.get(at..)?.first_chunk().map(|word| u32::from_le_bytes(*word) as usize);
    for at in (0..data.len()).step_by(4) {
        let (Some(address), Some(len)) = (word(data, at), word(data, at + 4)) else { break };
        let start = address.wrapping_sub(CONSTANTS);
        let is_path = |path: &(usize, usize)| path.0 <= start && start < path.1 && start + len == path.1;
        if paths.iter().any(is_path) {
            data[at..].iter_mut().take(16).for_each(|byte| *byte = 0);
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    if wanted.is_empty() { Some(0) } else { bytes.windows(wanted.len()).position(|window| window == wanted) }
}

/// Makes every such function a bare trap, and takes the words away.
pub fn empty(output: &mut Output) -> Result<()> {
    silence(output);
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
         src/xtask/build/engine/strip_panics.rs with the names in the module, or drop this step"
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
