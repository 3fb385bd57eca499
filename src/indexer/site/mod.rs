//! What the pages of a site have in common, and what is therefore none of each.
//!
//! ```text
//! drafts --add--> survey: counts of titles' ends, headings, blocks, descriptions     } kept aside
//!                 spool: the drafts themselves                                       }
//!        --learn-> known: what most have
//!        --read--> documents, settled by it
//! ```
//! Pages are added in the order of their addresses, so that those of a folder follow one another. What is counted is
//! hashes; those that too few pages have are forgotten on the way (`tally.rs`), so that the memory doesn't grow with
//! the texts. The same pages in the same order give the same documents, whatever the memory and the threads.

mod lists;
mod repeats;
mod shared;
mod stored;
mod survey;
mod tally;
#[cfg(test)]
mod tests;
mod votes;

use std::io;

use rayon::prelude::*;

pub use lists::Kind;

use crate::aside::spool::{Extent, Spool};
use crate::extract::titles::Common;
use crate::extract::{Draft, Extracted};
pub use shared::text_bytes;
pub use stored::{pack, unpack};
use survey::{Glance, Learned, Survey};
pub use votes::{Vote, Votes};

/// Pages that come in, until all are known.
#[derive(Debug)]
pub struct Pages {
    spool: Spool,
    places: Vec<Extent>,
    survey: Survey,
}

/// All pages of a site.
#[derive(Debug)]
pub struct Site {
    spool: Spool,
    places: Vec<Extent>,
    learned: Learned,
}

impl Pages {
    /// Begins to take pages. Keeps `memory` bytes of them before a temporary file is made.
    #[must_use]
    pub fn new(memory: usize) -> Self {
        Self { spool: Spool::new(memory), places: Vec::new(), survey: Survey::default() }
    }

    /// Takes pages, in the order of their addresses; returns for each a hash of all that it says, which only copies
    /// have in common. They are numbered in this order, from 0. Works on the threads of the pool that this is called in.
    ///
    /// # Errors
    /// Where the temporary file cannot be written.
    pub fn add(&mut self, drafts: &[Draft]) -> io::Result<Vec<u64>> {
        let seen: Vec<(Glance, Vec<u8>)> =
            drafts.par_iter().map(|draft| (Glance::new(draft), stored::pack(draft))).collect();
        let mut texts = Vec::with_capacity(drafts.len());
        for (glance, bytes) in seen {
            self.places.push(self.spool.append(&bytes)?);
            texts.push(glance.text);
            self.survey.add(&glance);
        }
        Ok(texts)
    }

    /// Learns what the pages have in common.
    #[must_use]
    pub fn learn(self) -> Site {
        let Self { spool, places, survey } = self;
        Site { spool, places, learned: survey.learn() }
    }
}

impl Site {
    /// Returns the pages with these numbers, as they are beside the others. Works on the threads of the pool that this
    /// is called in.
    ///
    /// # Errors
    /// Where the temporary file cannot be read.
    pub fn read(&self, numbers: &[u32]) -> io::Result<Vec<Extracted>> {
        let records: Vec<Vec<u8>> =
            numbers.iter().map(|number| self.spool.read(self.places[*number as usize])).collect::<io::Result<_>>()?;
        records.par_iter().map(|bytes| Ok(self.settle(stored::unpack(bytes)?))).collect()
    }

    /// Returns a page, which may be one of them, as it is beside the others.
    #[must_use]
    pub fn settle(&self, draft: Draft) -> Extracted {
        let verdict = self.learned.judge(&draft);
        let url = &draft.document().url;
        let folders = crate::extract::titles::folders(url);
        let is_index = url.is_empty() || url.ends_with('/') || url.ends_with("index.html");
        let kin = crate::extract::edition::kin(draft.language(), draft.edition());
        draft.settle(Common { known: &self.learned.known, folders, is_index, kin }, &verdict)
    }
}
