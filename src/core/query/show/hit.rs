//! What a hit shows: card, excerpt, sections, and which words it holds.

use crate::query::answer::{Card, Hit};
use crate::query::find::lookup::Lookup;
use crate::query::find::marks::Marks;
use crate::query::find::matches::{Read, matches};
use crate::query::find::texts::{body, card};
use crate::query::read::parse::Slot;
use crate::query::score::rank::Sums;
use crate::query::show::excerpt;
use crate::query::show::ranges::highlight;

/// Makes the hit of a document, with passages of its text where that is attached or the search `waits` for it.
pub(crate) fn hit(
    lookup: &mut Lookup<'_>,
    document: u32,
    sums: &Sums,
    slots: &[Slot],
    marks: &Marks,
    read: &mut Read,
    waits: bool,
) -> Hit {
    let sum = sums.sums.get(document as usize).copied().unwrap_or_default();
    let characters = &lookup.bundle.manifest.characters;
    let card = card(lookup, document).map(|card| Card {
        url: card.url.to_owned(),
        title: card.title.to_owned(),
        title_ranges: highlight(card.title, marks, characters),
        date: Some(card.date).filter(|date| *date > 0),
        language: Some(card.language).filter(|language| !language.is_empty()).map(str::to_owned),
        summary: card.summary.to_owned(),
        metadata: card.metadata.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    });
    let body = body(lookup, document, waits).unwrap_or_default();
    let found = match read.iter_mut().find(|(other, _)| *other == document) {
        Some((_, matches)) => Some(core::mem::take(matches)),
        None => matches(lookup, &body, marks, &mut usize::MAX.clone()),
    };
    let (excerpt, sections) = excerpt::excerpts(&body, found.unwrap_or_default());
    Hit {
        document,
        score: sums.score(&sum),
        words: typed(slots, sum.words),
        corrected: typed(slots, sum.corrected),
        missing: typed(slots, !sum.words & sums.all),
        card,
        excerpt,
        sections,
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
