//! The cards and texts of documents.

use crate::format::bodies::Body;
use crate::format::cards::{BodyRef, CardRecord, Cards};
use crate::format::{Part, PartId, PartKind};
use crate::query::find::lookup::Lookup;

/// Returns the card of a document, or asks for its part.
pub(crate) fn card<'a>(lookup: &mut Lookup<'a>, document: u32) -> Option<CardRecord<&'a str>> {
    let (cards, at) = cards(lookup, document)?;
    cards.get(at)
}

fn cards<'a>(lookup: &mut Lookup<'a>, document: u32) -> Option<(&'a Cards, u32)> {
    let (id, at) = lookup.bundle.manifest.card_of(document);
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
