//! From the files of a site to documents in an index.
//!
//! ```text
//! walk --> sources --extract, in parallel--> drafts --learn, settle--> documents --> builders, one per language
//!            \________________ left out, each with a reason ________________/
//! ```

mod addresses;
mod apart;
mod arrived;
mod called;
mod canonical;
mod copies;
mod folders;
mod fragments;
mod gather;
mod globs;
mod languages;
mod left_out;
mod lines;
mod look;
mod metadata;
mod part;
mod read;
mod record;
mod urls;
mod version_lists;
mod versions;
mod walk;

pub(crate) use folders::CURRENT;
pub(crate) use fragments::Fragments;
pub(crate) use gather::{Gathered, Indexed, gather};
pub(crate) use left_out::{LeftOut, Warned};
pub(crate) use look::{Seen, look};
pub(crate) use metadata::{OWN_METADATA, SORTED};
pub(crate) use part::{Counted, Plan, Share, open as open_parts, write as write_part};
pub(crate) use versions::{VERSION, VIEW};
pub(crate) use walk::{Walked, walk};
