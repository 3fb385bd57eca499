//! The parts that are attached, and those that could not be had.

/// What became of a part that was asked for.
#[derive(Debug)]
enum State<T> {
    Failed,
    Attached { part: T, bytes: usize, used: u32, is_pinned: bool },
}

/// The parts of one kind, ascending by number. It holds only what was attached or failed: a
/// manifest can announce a million parts in a few bytes.
#[derive(Debug)]
pub(crate) struct Store<T>(Vec<(u32, State<T>)>);

/// What a look-up finds.
#[derive(Debug)]
pub(crate) enum Found<'a, T> {
    Part(&'a T),
    Needed,
    Failed,
}

impl<T> Default for Store<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Store<T> {
    fn position(&self, number: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&number, |(number, _)| *number)
    }

    /// Keeps a part; one that is pinned is never dropped.
    pub fn attach(&mut self, number: u32, part: T, bytes: usize, is_pinned: bool) {
        let state = State::Attached { part, bytes, used: 0, is_pinned };
        match self.position(number) {
            Ok(at) => self.0[at].1 = state,
            Err(at) => self.0.insert(at, (number, state)),
        }
    }

    /// Notes that a part could not be had, unless it is there.
    pub fn fail(&mut self, number: u32) {
        if let Err(at) = self.position(number) {
            self.0.insert(at, (number, State::Failed));
        }
    }

    /// Looks a part up and notes `now` as its last use.
    pub fn touch(&mut self, number: u32, now: u32) {
        if let Ok(at) = self.position(number)
            && let State::Attached { used, .. } = &mut self.0[at].1
        {
            *used = now;
        }
    }

    pub fn get(&self, number: u32) -> Found<'_, T> {
        match self.position(number).map(|at| &self.0[at].1) {
            Ok(State::Attached { part, .. }) => Found::Part(part),
            Ok(State::Failed) => Found::Failed,
            Err(_) => Found::Needed,
        }
    }

    /// Returns (last use, number, bytes) of every part that may be dropped.
    pub fn droppable(&self) -> impl Iterator<Item = (u32, u32, usize)> {
        self.0.iter().filter_map(|(number, state)| match state {
            State::Attached { bytes, used, is_pinned: false, .. } => Some((*used, *number, *bytes)),
            _ => None,
        })
    }

    pub fn detach(&mut self, number: u32) {
        if let Ok(at) = self.position(number) {
            self.0.remove(at);
        }
    }
}
