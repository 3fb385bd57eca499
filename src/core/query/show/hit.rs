//! What a hit shows: card, excerpt, sections, and which words it holds.

use crate::query::answer::{Card, Hit};
use crate::query::find::lookup::Lookup;
use crate::query::find::marks::Marks;
use crate::query::find::matches::{Read, matches};
use crate::query::find::texts::{body, card};
use crate::query::read::parse::Slot;
use crate::query::score::rank::Standing;
use crate::query::show::excerpt;
use crate::query::show::ranges::highlight;

/// Makes the hits of a search.
pub(crate) struct Showing<'a, 'l> {
    pub lookup: &'l mut Lookup<'a>,
    /// Those of the query.
    pub slots: &'l [Slot],
    pub marks: &'l Marks,
    /// The matches in texts that were read already.
    pub read: Vec<Read>,
    /// Whether texts that are not there are waited for.
    pub waits: bool,
}

impl Showing<'_, '_> {
    /// Makes the hit of a document, as far as its card and text are there.
    pub fn hit(&mut self, document: u32, standing: Standing) -> Hit {
        let card = self.card(document);
        let body = body(self.lookup, document, self.waits).unwrap_or_default();
        let found = match self.read.iter_mut().find(|read| read.document == document) {
            Some(read) => core::mem::take(&mut read.matches),
            None => matches(self.lookup, &body, self.marks),
        };
        let (excerpt, sections) = excerpt::excerpts(&body, found);
        Hit {
            document,
            score: standing.score,
            words: typed(self.slots, standing.words),
            corrected: typed(self.slots, standing.corrected),
            missing: typed(self.slots, standing.missing),
            card,
            excerpt,
            sections,
        }
    }

    fn card(&mut self, document: u32) -> Option<Card> {
        let card = card(self.lookup, document)?;
        Some(Card {
            url: card.url.to_owned(),
            title: card.title.to_owned(),
            title_ranges: highlight(card.title, self.marks, &self.lookup.bundle.manifest.characters),
            date: Some(card.date).filter(|date| *date > 0),
            language: Some(card.language).filter(|language| !language.is_empty()).map(str::to_owned),
            summary: card.summary.to_owned(),
            metadata: card.metadata.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        })
    }
}

/// Returns those of `slots` that have their bit in `wanted`, as typed.
fn typed(slots: &[Slot], wanted: u64) -> Vec<String> {
    let mut typed = Vec::new();
    for (at, slot) in slots.iter().enumerate() {
        if wanted >> at & 1 == 1 {
            typed.push(slot.typed.clone());
        }
    }
    typed
}
