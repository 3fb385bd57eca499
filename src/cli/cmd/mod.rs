//! The subcommands, one file each.

pub(crate) mod build;
pub(crate) mod search;
