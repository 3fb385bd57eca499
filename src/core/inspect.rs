//! What an index holds, part by part, for tools that look at it. No search uses it, and the wasm module has none of it.

use crate::format::bodies::{Block, Body};
use crate::format::cards::{CardRecord, Cards};
use crate::format::terms::Term;
use crate::format::{Found, Part, PartId, PartKind};
use crate::index::Index;

impl Index {
    /// Returns the terms of shard `number`, by key; none while it isn't attached. Their classes are numbered in no
    /// particular order. Cost: all postings.
    #[must_use]
    pub fn terms(&self, number: u32) -> Vec<Term> {
        let Found::Part(Part::Terms(terms)) = self.bundle.get(PartId { kind: PartKind::Terms, number }) else {
            return Vec::new();
        };
        let term = |rank| {
            let kind = terms.kind(rank)?;
            let postings = terms.postings(rank).collect();
            Some(Term { key: terms.lexicon.key(rank), kind, class: None, postings, completed: 0 })
        };
        (0..terms.lexicon.len()).filter_map(term).collect()
    }

    /// Returns the card of `document`, unless its part isn't attached.
    #[must_use]
    pub fn card(&self, document: u32) -> Option<CardRecord> {
        let (cards, at) = self.cards(document)?;
        let card = cards.get(at)?;
        Some(CardRecord {
            url: card.url.to_owned(),
            title: card.title.to_owned(),
            summary: card.summary.to_owned(),
            date: card.date,
            language: card.language.to_owned(),
            metadata: card.metadata.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            body: card.body,
        })
    }

    /// Returns the text of `document`, unless its part isn't attached or isn't that of its card.
    #[must_use]
    pub fn text(&self, document: u32) -> Option<Body<String>> {
        let (cards, at) = self.cards(document)?;
        let body = cards.body(at)?;
        let id = PartId { kind: PartKind::Bodies, number: body.part };
        match self.bundle.get(id) {
            Found::Part(Part::Bodies(bodies)) if bodies.content == body.content => {
                let owned = |block: Block<&str>| Block {
                    kind: block.kind,
                    text: block.text.to_owned(),
                    anchor: block.anchor.to_owned(),
                };
                Some(bodies.get(body.at)?.into_iter().map(owned).collect())
            }
            _ => None,
        }
    }

    fn cards(&self, document: u32) -> Option<(&Cards, u32)> {
        let (id, at) = self.bundle.manifest.card_of(document);
        match self.bundle.get(id) {
            Found::Part(Part::Cards(cards)) => Some((cards, at)),
            _ => None,
        }
    }
}
