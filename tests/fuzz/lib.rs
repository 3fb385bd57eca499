//! What the fuzzer runs: the targets that `cargo test -p findlet fuzz` replays, in a crate of their own.

#[path = "../oracle/mod.rs"]
mod oracle;
pub mod targets;
#[path = "../words.rs"]
mod words;

/// Counts what is allocated, so that targets can bound it.
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// Runs the target of this name.
///
/// # Panics
/// Where the code under test breaks a promise, or there is no such target.
pub fn run(target: &str, data: &[u8]) {
    let (_, body) = targets::ALL.into_iter().find(|(name, _)| *name == target).expect("a bin is a target");
    body(data);
}
