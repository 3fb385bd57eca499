//! What runs and judges what was built: tests, benches, soaks, fuzzers, and all of it for long.

pub mod bench;
pub mod fuzz;
pub mod long;
mod pages;
pub mod soak;
pub mod test;
