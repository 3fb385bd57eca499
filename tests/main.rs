//! Scenarios that span crates. Unit tests sit beside their code; what a person sees is tested
//! in `browser/`, the shipped module in `wasm/`.

mod format;
mod oracle;
mod parts;
mod ranking;
mod seeds;
mod site;
mod support;
