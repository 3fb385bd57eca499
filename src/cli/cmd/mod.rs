//! The subcommands, one file each.

pub(crate) mod build;
pub(crate) mod check;
mod follow;
pub(crate) mod init;
pub(crate) mod inspect;
#[cfg(feature = "mcp")]
pub(crate) mod mcp;
pub(crate) mod mdbook;
pub(crate) mod merge;
mod narrow;
mod page;
pub(crate) mod search;
#[cfg(feature = "serve")]
pub(crate) mod serve;
