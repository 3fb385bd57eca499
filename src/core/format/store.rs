//! The parts that are attached, and those that could not be loaded.

use core::cell::Cell;

use super::bodies::Bodies;
use super::cards::Cards;
use super::common::Common;
use super::part::PartId;
use super::terms::Terms;

/// A checked part.
#[derive(Debug)]
pub(crate) enum Part {
    Terms(Terms),
    Cards(Cards),
    Bodies(Bodies),
    Common(Common),
}

/// What became of a part that was asked for.
#[derive(Debug)]
enum Outcome {
    Failed,
    Attached { part: Part, bytes: usize, used: Cell<u32>, is_pinned: bool },
}

/// The parts of a bundle, ascending by id. It holds only what was attached or failed: a
/// manifest can announce a million parts in a few bytes.
#[derive(Debug, Default)]
pub(crate) struct Store(Vec<(u32, Outcome)>);

/// What a look-up finds.
#[derive(Debug)]
pub(crate) enum Found<'a> {
    Part(&'a Part),
    Needed,
    Failed,
}

impl Store {
    fn position(&self, id: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&id, |(id, _)| *id)
    }

    /// Keeps a part in the place of what is there; one that is pinned is never dropped nor replaced.
    pub fn attach(&mut self, id: PartId, part: Part, bytes: usize, is_pinned: bool) {
        let state = Outcome::Attached { part, bytes, used: Cell::new(0), is_pinned };
        match self.position(id.to_u32()).ok().and_then(|at| self.0.get_mut(at)) {
            Some((_, Outcome::Attached { is_pinned: true, .. })) => {}
            Some((_, before)) => *before = state,
            None => self.put(id, state),
        }
    }

    /// Notes that a part could not be loaded, unless it is there.
    pub fn fail(&mut self, id: PartId) {
        self.put(id, Outcome::Failed);
    }

    fn put(&mut self, id: PartId, state: Outcome) {
        if let Err(at) = self.position(id.to_u32()) {
            self.0.insert(at, (id.to_u32(), state));
        }
    }

    /// Drops the part unused for longest until those that may be dropped hold at most `budget` bytes;
    /// returns how many they hold. Of those used at the same time, the first goes.
    pub fn detach(&mut self, budget: usize) -> usize {
        loop {
            let (mut held, mut oldest) = (0, (u32::MAX, 0));
            for (at, (_, state)) in self.0.iter().enumerate() {
                if let Outcome::Attached { bytes, used, is_pinned: false, .. } = state {
                    held += bytes;
                    oldest = oldest.min((used.get(), at));
                }
            }
            if held <= budget {
                return held;
            }
            self.0.remove(oldest.1);
        }
    }

    /// Looks a part up and notes `now` as its last use.
    pub fn get(&self, id: PartId, now: u32) -> Found<'_> {
        match self.position(id.to_u32()).ok().and_then(|at| self.0.get(at)) {
            Some((_, Outcome::Attached { part, used, .. })) => {
                used.set(now);
                Found::Part(part)
            }
            Some((_, Outcome::Failed)) => Found::Failed,
            None => Found::Needed,
        }
    }
}
