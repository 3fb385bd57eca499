//! What must hold without running anything: the shape of the code, dependencies, licences, sizes.

pub mod deny;
pub mod dependencies;
pub mod licences;
pub mod modules;
pub mod size;
pub mod workflows;
