//! What the commands are written with: programs, files, progress lines, Node.js, pip, mdBook, stamps.

pub mod files;
pub mod fingerprint;
pub mod mdbook;
pub mod node;
pub mod numbers;
pub mod pip;
pub mod program;
pub mod progress;
pub mod workspace;
