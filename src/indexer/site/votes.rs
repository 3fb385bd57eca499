//! What the pages of a site call each other: the texts of links, by the page that they lead to.
//!
//! ```text
//! drafts --count--> votes of 512 pages each, aside --cut--> texts that lead to many pages are left out
//!                                                  --of---> of a page: what others call it, and how many do
//! ```
//! A vote is with those for the pages around the one that it is for, so that they are read once, in the order of the
//! pages, and one group of pages is in memory at a time.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;

use rayon::prelude::*;

use super::Site;
use super::tally::Tally;
use crate::aside::packed::{pack, unpack};
use crate::aside::spool::{Extent, Spool};
use crate::extract::draft::{Draft, Link, Notes};
use crate::extract::titles::hash;

/// Pages whose votes are read at once.
const GROUP: u32 = 512;

/// Votes that wait in memory for each of these groups, until they are put aside.
const WAITING: usize = 512;

/// A text that leads to at least this many pages, and to more than this percentage of all that are linked to, says nothing of
/// any of them: `here`, `read more`, in any language.
const MANY: (u32, u32) = (4, 2);

/// Texts of a page at most: those that most pages say, of equal ones the first by bytes.
const MAX_TEXTS: usize = 1000;

/// A link's text, and how many pages link to a page by it.
pub type Vote = (String, u32);

/// The votes for all pages, in the order of their numbers.
#[derive(Debug)]
pub struct Votes {
    spool: Spool,
    groups: Vec<Group>,
    /// Hashes of the texts that lead to many pages.
    empty: HashSet<u64>,
    /// The group that was read last, and its votes.
    read: Option<(u32, BTreeMap<u32, Vec<Vote>>)>,
}

/// The votes for a group of pages.
#[derive(Debug, Default)]
struct Group {
    places: Vec<Extent>,
    /// For which page each is, and what it says.
    waiting: Vec<(u32, String)>,
}

impl Site {
    /// Counts the votes of the pages with these numbers. `target` says to which page an address leads, as it is written on
    /// another. Links of lists, and those in blocks that pages share, are menus and no votes; a page has one vote for
    /// each page, or place on a page, and none for itself. Keeps `memory` bytes of votes before a temporary file is
    /// made. Works on the threads of the pool that this is called in.
    ///
    /// # Errors
    /// Where a temporary file cannot be read or written.
    pub fn votes(
        &self,
        numbers: &[u32],
        target: &(dyn Fn(u32, &str) -> Option<u32> + Sync),
        memory: usize,
    ) -> io::Result<Votes> {
        let mut votes = Votes { spool: Spool::new(memory), groups: Vec::new(), empty: HashSet::new(), read: None };
        for numbers in numbers.chunks(GROUP as usize) {
            let records: Vec<(u32, Vec<u8>)> = numbers
                .iter()
                .map(|number| Ok((*number, self.spool.read(self.places[*number as usize])?)))
                .collect::<io::Result<_>>()?;
            let cast = |(number, bytes): &(u32, Vec<u8>)| {
                let links = self.links(&super::stored::unpack(bytes)?);
                Ok(cast(*number, links, &|to| target(*number, to)))
            };
            let all: Vec<Vec<(u32, String)>> = records.par_iter().map(cast).collect::<io::Result<_>>()?;
            all.into_iter().flatten().try_for_each(|(to, text)| votes.add(to, text))?;
        }
        votes.cut()?;
        Ok(votes)
    }

    /// Returns the links of a page that are its author's opinion.
    fn links(&self, draft: &Draft) -> Vec<Link> {
        let verdict = self.learned.judge(draft);
        let links = draft.notes.as_ref().filter(|_| verdict.kind.is_none()).map(|Notes { links, .. }| links);
        let is_own = |link: &&Link| verdict.shared.binary_search(&link.block).is_err();
        links.into_iter().flatten().filter(is_own).cloned().collect()
    }
}

/// Returns the votes of page `from`: each with the page that it is for.
fn cast(from: u32, links: Vec<Link>, target: &dyn Fn(&str) -> Option<u32>) -> Vec<(u32, String)> {
    let mut places = BTreeSet::new();
    let mut votes = Vec::new();
    for Link { to, text, .. } in links {
        let fragment = to.split_once('#').map(|(_, fragment)| fragment.to_owned());
        if let Some(page) = target(&to).filter(|page| *page != from)
            && places.insert((page, fragment))
        {
            votes.push((page, text));
        }
    }
    votes.sort_unstable();
    votes.dedup();
    votes
}

impl Votes {
    fn add(&mut self, to: u32, text: String) -> io::Result<()> {
        let group = (to / GROUP) as usize;
        if group >= self.groups.len() {
            self.groups.resize_with(group + 1, Group::default);
        }
        let group = &mut self.groups[group];
        group.waiting.push((to, text));
        if group.waiting.len() >= WAITING {
            group.places.push(self.spool.append(&pack(&std::mem::take(&mut group.waiting)))?);
        }
        Ok(())
    }

    /// Finds the texts that lead to many pages.
    fn cut(&mut self) -> io::Result<()> {
        let mut tally = Tally::default();
        for group in 0..self.groups.len() as u32 {
            for votes in self.group(group)?.into_values() {
                tally.add(
                    &votes
                        .iter()
                        .map(|(text, _)| folded(text))
                        .collect::<BTreeSet<_>>()
                        .into_iter()
                        .collect::<Vec<_>>(),
                );
            }
        }
        self.empty = tally.frequent(MANY.0, MANY.1).collect();
        Ok(())
    }

    /// Returns what other pages call page `number`, with how many pages do: what most say first. Pages are asked for
    /// in the order of their numbers.
    ///
    /// # Errors
    /// Where the temporary file cannot be read.
    pub fn of(&mut self, number: u32) -> io::Result<Vec<Vote>> {
        let group = number / GROUP;
        if self.read.as_ref().is_none_or(|(read, _)| *read != group) {
            self.read = Some((group, self.group(group)?));
        }
        let votes = self.read.as_mut().and_then(|(_, votes)| votes.remove(&number)).unwrap_or_default();
        let mut votes: Vec<Vote> = votes.into_iter().filter(|(text, _)| !self.empty.contains(&folded(text))).collect();
        votes.truncate(MAX_TEXTS);
        Ok(votes)
    }

    /// Reads the votes for a group of pages, those for each in the order in which they count.
    fn group(&self, group: u32) -> io::Result<BTreeMap<u32, Vec<Vote>>> {
        let Some(Group { places, waiting }) = self.groups.get(group as usize) else { return Ok(BTreeMap::new()) };
        let mut counted: BTreeMap<u32, BTreeMap<String, u32>> = BTreeMap::new();
        let mut count = |(to, text): (u32, String)| *counted.entry(to).or_default().entry(text).or_default() += 1;
        for place in places {
            unpack::<Vec<(u32, String)>>(&self.spool.read(*place)?)?.into_iter().for_each(&mut count);
        }
        waiting.iter().cloned().for_each(&mut count);
        let ordered = |texts: BTreeMap<String, u32>| {
            let mut votes: Vec<Vote> = texts.into_iter().collect();
            votes.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
            votes
        };
        Ok(counted.into_iter().map(|(to, texts)| (to, ordered(texts))).collect())
    }
}

/// Returns a hash of a text, whatever its case.
fn folded(text: &str) -> u64 {
    hash(&text.to_lowercase())
}
