//! What must hold without running anything: dependencies, licences, sizes.

pub mod dependencies;
pub mod licences;
pub mod size;
