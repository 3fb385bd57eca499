//! What runs and judges what was built: tests, benches, soaks, fuzzers.

pub mod bench;
pub mod fuzz;
mod pages;
pub mod soak;
pub mod test;
