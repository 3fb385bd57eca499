//! The manifest: how large the index is, where each key and document is, and the table of
//! characters. It is the one part that must be there before anything else.

use core::ops::Range;

use super::bytes::{Reader, Writer};
use super::characters;
use super::part::{PartId, PartKind};
use crate::text::Characters;

/// Documents in one bundle, at most.
pub const MAX_DOCUMENTS: u32 = 1 << 20;

/// Pairs of endings or of synonyms at most: every word of a query is compared with all of them.
pub const MAX_PAIRS: usize = 4_096;

/// The decoded manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// How many documents the index holds.
    pub documents: u32,
    /// How many documents a part of cards holds; the last may hold fewer.
    pub cards_per_part: u32,
    /// How many parts of bodies there are. Cards say which part holds which text.
    pub bodies: u32,
    /// The first key of each term shard; the first shard's is empty. A later shard's may be
    /// shorter than its first term, as long as it separates it from the shard before.
    pub shards: Vec<String>,
    /// The names of the fields that a query can name: `title:word`.
    pub fields: Vec<String>,
    /// The names of the facets.
    pub facets: Vec<String>,
    /// The names of what hits can be sorted by.
    pub sorts: Vec<String>,
    /// For a word that the index lacks: an ending, and what may stand in its place. At most [`MAX_PAIRS`].
    pub endings: Vec<(String, String)>,
    /// Words, by their keys with a space between them, and words that mean the same. At most
    /// [`MAX_PAIRS`].
    pub synonyms: Vec<(String, String)>,
    /// How many parts of common terms there are: one in a sharded bundle.
    pub commons: u32,
    /// The table of characters.
    pub characters: Characters,
    /// Bytes of the parts that follow the manifest in an embedded bundle; 0 in a sharded one.
    pub embedded_bytes: u32,
}

impl Manifest {
    /// Returns the payload of the manifest.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.varint(self.embedded_bytes);
        writer.varint(self.documents);
        writer.varint(self.cards_per_part);
        writer.varint(self.bodies);
        writer.count(self.shards.len());
        self.shards.iter().for_each(|key| writer.text(key));
        for names in [&self.fields, &self.facets, &self.sorts] {
            writer.count(names.len());
            names.iter().for_each(|name| writer.text(name));
        }
        for pairs in [&self.endings, &self.synonyms] {
            writer.count(pairs.len());
            for (from, to) in pairs {
                writer.text(from);
                writer.text(to);
            }
        }
        writer.varint(self.commons);
        characters::encode(&self.characters, &mut writer);
        writer.into_bytes()
    }

    /// Reads a payload; nothing where a rule is broken.
    pub(crate) fn decode(payload: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(payload, 0);
        // Filled in place: every value held on the way would have to be dropped at each `?`.
        let mut manifest = Self {
            embedded_bytes: reader.varint()?,
            documents: reader.varint().filter(|documents| *documents <= MAX_DOCUMENTS)?,
            cards_per_part: reader.varint().filter(|count| *count > 0)?,
            bodies: reader.varint().filter(|bodies| *bodies <= MAX_DOCUMENTS)?,
            ..Self::default()
        };
        let lists = [&mut manifest.shards, &mut manifest.fields, &mut manifest.facets, &mut manifest.sorts];
        for list in lists {
            for _ in 0..reader.count()? {
                list.push(reader.text()?.to_owned());
            }
        }
        for pairs in [&mut manifest.endings, &mut manifest.synonyms] {
            for _ in 0..reader.count().filter(|count| *count <= MAX_PAIRS)? {
                pairs.push((reader.text()?.to_owned(), reader.text()?.to_owned()));
            }
        }
        manifest.commons = reader.varint().filter(|commons| *commons <= 1)?;
        manifest.characters = characters::decode(&mut reader)?;
        let shards = &manifest.shards;
        let shards_ascend = shards.is_sorted_by(|a, b| a < b) && shards.first().is_none_or(String::is_empty);
        (shards_ascend && reader.is_at_end()).then_some(manifest)
    }

    /// Returns how many parts of `kind` the bundle has.
    #[must_use]
    pub fn parts(&self, kind: PartKind) -> u32 {
        match kind {
            PartKind::Manifest => 1,
            PartKind::Terms => self.shards.len() as u32,
            PartKind::Cards => self.documents.div_ceil(self.cards_per_part),
            PartKind::Bodies => self.bodies,
            PartKind::Common => self.commons,
        }
    }

    /// Returns all parts but the manifest, in the order in which an embedded bundle holds them.
    pub(crate) fn all_parts(&self) -> impl Iterator<Item = PartId> + use<> {
        let kinds = [PartKind::Terms, PartKind::Cards, PartKind::Bodies, PartKind::Common];
        let counted = kinds.map(|kind| (kind, self.parts(kind)));
        counted.into_iter().flat_map(|(kind, count)| (0..count).map(move |number| PartId { kind, number }))
    }

    /// Returns the shard that may hold `key` or, for a prefix, all that may hold its completions.
    pub(crate) fn shards_of(&self, key: &str, is_prefix: bool) -> Range<u32> {
        let first = self.shards.partition_point(|from| from.as_str() <= key).saturating_sub(1);
        let more = self.shards.iter().skip(first + 1).take_while(|from| is_prefix && from.starts_with(key)).count();
        let end = (first + 1 + more).min(self.shards.len());
        first as u32..end as u32
    }

    /// Returns the part with the card of `document`, and its position there.
    pub(crate) fn card_of(&self, document: u32) -> (PartId, u32) {
        (PartId { kind: PartKind::Cards, number: document / self.cards_per_part }, document % self.cards_per_part)
    }

    /// Returns how many cards part `number` of them holds; 0 where there is no such part.
    pub(crate) fn cards_in(&self, number: u32) -> u32 {
        let left = number.checked_mul(self.cards_per_part).map(|first| self.documents.saturating_sub(first));
        left.unwrap_or(0).min(self.cards_per_part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        Manifest {
            documents: 20,
            cards_per_part: 8,
            bodies: 3,
            shards: ["", "city", "city\u{1F}h", "cm", "d"].map(str::to_owned).to_vec(),
            fields: vec!["title".to_owned()],
            facets: vec!["source".to_owned()],
            sorts: vec!["date".to_owned()],
            endings: vec![("ies".to_owned(), "y".to_owned())],
            synonyms: vec![("tv".to_owned(), "television set".to_owned())],
            commons: 1,
            characters: Characters::default(),
            embedded_bytes: 300,
        }
    }

    #[test]
    fn a_manifest_comes_back() {
        assert_eq!(Manifest::decode(&sample().encode()), Some(sample()));
    }

    #[test]
    fn truncations_additions_and_broken_order_are_refused() {
        let bytes = sample().encode();
        for cut in 0..bytes.len() {
            assert_eq!(Manifest::decode(&bytes[..cut]), None, "cut at {cut}");
        }
        assert_eq!(Manifest::decode(&[&bytes[..], &[0]].concat()), None);
        for broken in [
            Manifest { shards: vec!["a".to_owned()], ..sample() },
            Manifest { shards: vec![String::new(), "b".to_owned(), "a".to_owned()], ..sample() },
            Manifest { bodies: MAX_DOCUMENTS + 1, ..sample() },
            Manifest { synonyms: vec![Default::default(); MAX_PAIRS + 1], ..sample() },
            Manifest { endings: vec![Default::default(); MAX_PAIRS + 1], ..sample() },
            Manifest { cards_per_part: 0, ..sample() },
            Manifest { commons: 2, ..sample() },
            Manifest { documents: MAX_DOCUMENTS + 1, ..sample() },
        ] {
            assert_eq!(Manifest::decode(&broken.encode()), None, "{broken:?}");
        }
    }

    #[test]
    fn keys_lead_to_the_shards_that_may_hold_them() {
        let manifest = sample();
        assert_eq!(manifest.shards_of("a", false), 0..1);
        assert_eq!(manifest.shards_of("c", false), 0..1);
        assert_eq!(manifest.shards_of("c", true), 0..4);
        assert_eq!(manifest.shards_of("city", false), 1..2);
        assert_eq!(manifest.shards_of("cityscape", false), 2..3);
        assert_eq!(manifest.shards_of("zebra", true), 4..5);
        assert_eq!(Manifest { shards: vec![], ..manifest }.shards_of("a", true), 0..0);
    }

    #[test]
    fn documents_lead_to_their_parts() {
        let manifest = sample();
        let part = |kind, number| PartId { kind, number };
        assert_eq!(manifest.card_of(17), (part(PartKind::Cards, 2), 1));
        assert_eq!([0, 2, 3, u32::MAX].map(|number| manifest.cards_in(number)), [8, 4, 0, 0]);
        assert_eq!([PartKind::Terms, PartKind::Cards, PartKind::Bodies].map(|kind| manifest.parts(kind)), [5, 3, 3]);
    }
}
