//! What the fuzzer runs: the targets that `cargo test -p engine-tests fuzz` replays, in a crate of their own.

#[path = "../engine/oracle/mod.rs"]
mod oracle;
pub mod targets;
#[path = "../engine/words.rs"]
mod words;

/// Counts what is allocated, so that targets can bound it.
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// Bytes that an input may make a target allocate, beside a multiple of its own: of a million documents that a manifest
/// announces, a search takes 72 bytes each, and what is made once stays.
const MOST: usize = 128 << 20;
const TIMES: usize = 256;

/// Runs the target of this name.
///
/// # Panics
/// Where the code under test breaks a promise, or there is no such target. More memory than its bound aborts.
pub fn run(target: &str, data: &[u8]) {
    let (_, body) = targets::ALL.into_iter().find(|(name, _)| *name == target).expect("a bin is a target");
    let before = ALLOCATOR.allocated();
    ALLOCATOR.set_limit(before + MOST + TIMES * data.len()).expect("it is above what is allocated");
    body(data);
    ALLOCATOR.set_limit(usize::MAX).expect("it is above what is allocated");
}
