//! What is fuzzed: each target takes any bytes, and panics where a promise is broken. `../../fuzz.rs` replays
//! what is kept of them, the workspace in this folder's parent lets libFuzzer look for more.

mod alike;
mod extract;
mod frames;
mod hostile;
mod index;
mod made;
pub mod sample;
mod searched;

pub use frames::repair;
pub use searched::{exercise, fetch};

/// A target: what it is called, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All targets; seeds and past crashes are in folders of these names.
pub const ALL: [Target; 10] = [
    ("open", index::open),
    ("attach", index::attach),
    ("search", hostile::search),
    ("query", searched::query),
    ("html", extract::html),
    ("sources", extract::sources),
    ("front_matter", extract::front_matter),
    ("json_lines", extract::json_lines),
    ("ranks", alike::ranks),
    ("forms", alike::forms),
];
