//! The subcommands, one file each.

pub(crate) mod batch;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod init;
pub(crate) mod inspect;
pub(crate) mod narrow;
pub(crate) mod search;
pub(crate) mod serve;
