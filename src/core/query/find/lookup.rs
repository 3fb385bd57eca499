//! Reading the index: terms by key, and which parts that takes.

use crate::format::postings::Posting;
use crate::format::terms::Terms;
use crate::format::{Attached, Found, Part, PartId, PartKind, keys};
use crate::query::answer::{PartRequest, Work};

/// A term of the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TermRef<'a> {
    pub terms: &'a Terms,
    pub rank: u32,
}

impl TermRef<'_> {
    /// How many documents hold any form of the term's class.
    pub fn documents(&self) -> u32 {
        self.terms.class(self.rank).map_or_else(|| self.terms.documents(self.rank), |class| class.documents)
    }

    pub fn key(&self) -> String {
        self.terms.lexicon.key(self.rank)
    }

    /// Returns whether this is the `other` term.
    pub fn is(&self, other: &TermRef<'_>) -> bool {
        core::ptr::eq(self.terms, other.terms) && self.rank == other.rank
    }
}

/// Reads an index for one search, and notes what is missing and what was done.
#[derive(Debug)]
pub(crate) struct Lookup<'a> {
    pub bundle: &'a Attached,
    /// Parts to attach, ascending, as `failed` is.
    pub needs: Vec<PartRequest>,
    /// Parts that could not be fetched.
    pub failed: Vec<PartRequest>,
    pub work: Work,
}

impl<'a> Lookup<'a> {
    pub fn new(bundle: &'a Attached) -> Self {
        Self { bundle, needs: Vec::new(), failed: Vec::new(), work: Work::default() }
    }

    /// Returns the part `id`, or notes that it is needed or failed.
    pub fn ask(&mut self, id: PartId) -> Option<&'a Part> {
        self.ask_for(id, 0, true)
    }

    /// Returns the part `id`, or notes that it is needed or failed where the search `waits` for it. A part
    /// of bodies with another content than this `content` counts as failed.
    pub fn ask_for(&mut self, id: PartId, content: u64, waits: bool) -> Option<&'a Part> {
        let list = match self.bundle.get(id) {
            Found::Part(Part::Bodies(bodies)) if bodies.content != content => &mut self.failed,
            Found::Part(part) => return Some(part),
            Found::Needed => &mut self.needs,
            Found::Failed => &mut self.failed,
        };
        if !waits {
            return None;
        }
        // A number of bodies has one content, unless the cards were crafted: then the first counts.
        let at = list.iter().take_while(|part| part.id < id.to_u32()).count();
        if list.get(at).is_none_or(|part| part.id != id.to_u32()) {
            list.insert(at, PartRequest::new(id, content));
        }
        None
    }

    fn shard(&mut self, number: u32) -> Option<&'a Terms> {
        match self.ask(PartId { kind: PartKind::Terms, number }) {
            Some(Part::Terms(terms)) => Some(terms),
            _ => None,
        }
    }

    /// Returns the shards that may hold `key` and its variants or, for a prefix, all that begins
    /// with it.
    pub fn shards(&mut self, key: &str, is_prefix: bool) -> Vec<&'a Terms> {
        let numbers = self.bundle.manifest.shards_of(key, is_prefix);
        numbers.filter_map(|number| self.shard(number)).collect()
    }

    /// Returns what is listed for `key`, as far as it was typed, where it is a broad prefix, and else the
    /// shards with all that begins with it. Its own shard says which of the two: others are asked for
    /// when that is there.
    pub fn completions(&mut self, key: &str) -> (Option<TermRef<'a>>, Vec<&'a Terms>) {
        let mut numbers = self.bundle.manifest.shards_of(key, true);
        let Some(terms) = numbers.next().and_then(|number| self.shard(number)) else { return (None, Vec::new()) };
        if let Some(rank) = terms.lexicon.rank(&keys::prefix(key)) {
            return (Some(TermRef { terms, rank }), Vec::new());
        }
        (None, core::iter::once(terms).chain(numbers.filter_map(|number| self.shard(number))).collect())
    }

    /// Returns the shards with the keys from `first` to `last`.
    pub fn shards_between(&mut self, first: &str, last: &str) -> Vec<&'a Terms> {
        let manifest = &self.bundle.manifest;
        let (first, last) = (manifest.shards_of(first, false), manifest.shards_of(last, false));
        (first.start..last.end).filter_map(|number| self.shard(number)).collect()
    }

    /// Returns the term of `key`.
    pub fn find(&mut self, key: &str) -> Option<TermRef<'a>> {
        let number = self.bundle.manifest.shards_of(key, false).next()?;
        let terms = self.shard(number)?;
        terms.lexicon.rank(key).map(|rank| TermRef { terms, rank })
    }

    /// Returns the postings of a term, counted.
    pub fn postings(&mut self, term: TermRef<'a>) -> impl Iterator<Item = Posting> + use<'a> {
        self.work.add(|work| &mut work.terms, 1);
        self.work.add(|work| &mut work.postings, term.terms.documents(term.rank));
        term.terms.postings(term.rank)
    }
}
