//! What a text is searched for when it is shown: the words of a query and all that they were
//! expanded to.

use crate::query::read::parse::Needle;

/// The words to mark, each with the slot of the query that it answers.
#[derive(Debug)]
pub(crate) struct Marks {
    list: Vec<(Needle, usize)>,
    /// Whether any of them begins with this byte: most words of a text are ruled out by it.
    heads: [bool; 256],
}

impl Default for Marks {
    fn default() -> Self {
        Self { list: Vec::new(), heads: [false; 256] }
    }
}

impl Marks {
    pub fn add(&mut self, needle: Needle, slot: usize) {
        if let Some(head) = needle.key.bytes().next().and_then(|head| self.heads.get_mut(usize::from(head))) {
            *head = true;
            self.list.push((needle, slot));
        }
    }

    /// Returns the slots that a token with this key answers, one bit each.
    pub fn slots(&self, key: &str) -> u64 {
        let head = key.bytes().next().unwrap_or_default();
        if !self.heads.get(usize::from(head)).is_some_and(|is_head| *is_head) {
            return 0;
        }
        let matching = self.list.iter().filter(|(needle, _)| needle.matches(key));
        matching.fold(0, |slots, (_, slot)| slots | 1 << slot)
    }
}
