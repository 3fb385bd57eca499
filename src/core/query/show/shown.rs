//! What hits show: cards, texts, excerpts.

use crate::format::bodies::Body;
use crate::format::cards::{BodyRef, CardRecord, Cards};
use crate::format::{Part, PartId, PartKind};
use crate::query::answer::{Card, Hit};
use crate::query::find::lookup::Lookup;
use crate::query::find::marks::Marks;
use crate::query::read::parse::Slot;
use crate::query::score::rank::Sums;
use crate::query::show::excerpt::{self, Span};

/// Returns the card of a document, or asks for its part.
pub(crate) fn card<'a>(lookup: &mut Lookup<'a>, document: u32) -> Option<CardRecord<&'a str>> {
    let (cards, at) = cards(lookup, document)?;
    cards.get(at)
}

fn cards<'a>(lookup: &mut Lookup<'a>, document: u32) -> Option<(&'a Cards, u32)> {
    let (id, at) = lookup.index.manifest.card_of(document);
    let Part::Cards(cards) = lookup.ask(id)? else { return None };
    Some((cards, at))
}

/// Returns the text of a document or, where the search `waits` for it, asks for its part or first for that
/// of its card.
pub(crate) fn body<'a>(lookup: &mut Lookup<'a>, document: u32, waits: bool) -> Option<Body<&'a str>> {
    let (cards, at) = cards(lookup, document)?;
    let BodyRef { part, content, at } = cards.body(at)?;
    let Part::Bodies(bodies) = lookup.ask_for(PartId { kind: PartKind::Bodies, number: part }, content, waits)? else {
        return None;
    };
    bodies.get(at)
}

/// The matches in the texts of some documents, block by block: what was read for closeness is not read
/// again for excerpts.
pub(crate) type Read = Vec<(u32, Vec<Vec<Span>>)>;

/// Finds the matches in each block of a text; nothing where it is longer than what is `left` to be read.
pub(crate) fn matches(
    lookup: &mut Lookup<'_>,
    body: &Body<&str>,
    marks: &Marks,
    left: &mut usize,
) -> Option<Vec<Vec<Span>>> {
    let mut matches = Vec::new();
    for block in body {
        *left = left.checked_sub(block.text.len())?;
        lookup.work.add(|work| &mut work.text, block.text.len() as u32);
        matches.push(excerpt::spans(block.text, marks, &lookup.index.manifest.characters));
    }
    Some(matches)
}

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
    let characters = &lookup.index.manifest.characters;
    let card = card(lookup, document).map(|card| Card {
        url: card.url.to_owned(),
        title: card.title.to_owned(),
        title_ranges: excerpt::highlight(card.title, marks, characters),
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
