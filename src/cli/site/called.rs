//! What pages are called by others: the texts of links to them, and the names of addresses that lead to them.

use std::collections::BTreeMap;
use std::io;

use findlet_indexer::Document;
use findlet_indexer::site::{Site, Votes};

use super::addresses::{Addresses, Redirect};
use super::arrived::Arrived;
use super::copies::Copies;
use super::languages::Indexes;
use crate::config::Config;

/// The names of all pages that stay.
pub(super) struct Called {
    votes: Votes,
    aliases: BTreeMap<u32, Vec<String>>,
}

/// The pages of a site, with what was decided about them.
#[derive(Clone, Copy)]
pub(super) struct Decided<'a> {
    pub arrived: &'a [Arrived<'a>],
    pub copies: &'a Copies,
    pub redirects: &'a [Redirect],
    pub indexes: &'a Indexes,
}

impl Called {
    /// Counts the links between the pages that stay. Those to a page of another index are in another language. Works on
    /// the threads of the pool that this is called in.
    ///
    /// # Errors
    /// Where a temporary file cannot be read or written.
    pub fn new(config: &Config, site: &Site, decided: Decided<'_>) -> io::Result<Self> {
        let Decided { arrived, copies, redirects, indexes } = decided;
        let addresses = Addresses::new(arrived, copies, redirects);
        let index = |number: u32| indexes.of(arrived[number as usize].language.as_deref());
        let target = |from: u32, to: &str| addresses.find(to).filter(|page| index(*page) == index(from));
        let are_votes = config.options.weights.links > 0.0;
        let voters: &[u32] = if are_votes { &copies.kept } else { &[] };
        let votes = site.votes(voters, &target, config.options.memory / 8)?;
        Ok(Self { votes, aliases: addresses.aliases() })
    }

    /// Says in `document`, which is page `number`, what others call it. Pages come in the order of their numbers.
    ///
    /// # Errors
    /// Where a temporary file cannot be read.
    pub fn put(&mut self, number: u32, document: &mut Document) -> io::Result<()> {
        document.links = self.votes.of(number)?;
        document.aliases.extend(self.aliases.remove(&number).unwrap_or_default());
        Ok(())
    }
}
