//! The manifest: how large the index is, where each key and document lies, and the table of
//! characters. It is the one part that must be there before anything else.

use core::ops::Range;

use super::{MAX_DOCUMENTS, PartId, PartKind, Reader, Writer, characters};
use crate::text::{Characters, VARIANT};

/// The decoded manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// How many documents the index holds.
    pub documents: u32,
    /// How many documents a part of cards holds; the last may hold fewer.
    pub cards_per_part: u32,
    /// The first document of each part of bodies.
    pub bodies: Vec<u32>,
    /// The first key of each term shard; the first shard's is empty. A later shard's may be
    /// shorter than its first term, as long as it separates it from the shard before.
    pub shards: Vec<String>,
    /// The names of the fields that a query can name: `title:word`.
    pub fields: Vec<String>,
    /// The names of the facets.
    pub facets: Vec<String>,
    /// The names of what hits can be sorted by.
    pub sorts: Vec<String>,
    /// For a word that the index lacks: an ending, and what may stand in its place.
    pub endings: Vec<(String, String)>,
    /// Words, by their keys with a space between them, and words that mean the same.
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
        writer.count(self.bodies.len());
        let mut before = 0;
        for first in &self.bodies {
            writer.varint(first - before);
            before = *first;
        }
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
            ..Self::default()
        };
        decode_bodies(&mut reader, manifest.documents, &mut manifest.bodies)?;
        let lists = [&mut manifest.shards, &mut manifest.fields, &mut manifest.facets, &mut manifest.sorts];
        for list in lists {
            for _ in 0..reader.count()? {
                list.push(reader.text()?.to_owned());
            }
        }
        for pairs in [&mut manifest.endings, &mut manifest.synonyms] {
            for _ in 0..reader.count()? {
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
            PartKind::Bodies => self.bodies.len() as u32,
            PartKind::Common => self.commons,
        }
    }

    /// Returns all parts but the manifest, in the order in which an embedded bundle holds them.
    pub(crate) fn all_parts(&self) -> impl Iterator<Item = PartId> + use<> {
        let kinds = [PartKind::Terms, PartKind::Cards, PartKind::Bodies, PartKind::Common];
        let counted = kinds.map(|kind| (kind, self.parts(kind)));
        counted.into_iter().flat_map(|(kind, count)| (0..count).map(move |number| PartId { kind, number }))
    }

    /// Returns the shards that may hold `key`, its variants or, for a prefix, its completions.
    pub(crate) fn shards_of(&self, key: &str, is_prefix: bool) -> Range<u32> {
        let first = self.shards.partition_point(|from| from.as_str() <= key).saturating_sub(1);
        let continues =
            |from: &String| from.strip_prefix(key).is_some_and(|rest| is_prefix || rest.starts_with(VARIANT));
        let more = self.shards.iter().skip(first + 1).take_while(|from| continues(from)).count();
        let end = (first + 1 + more).min(self.shards.len());
        first as u32..end as u32
    }

    /// Returns the part with the card of `document`, and its position there.
    pub(crate) fn card_of(&self, document: u32) -> (PartId, u32) {
        (PartId { kind: PartKind::Cards, number: document / self.cards_per_part }, document % self.cards_per_part)
    }

    /// Returns the part with the body of `document`, and its position there.
    pub(crate) fn body_of(&self, document: u32) -> Option<(PartId, u32)> {
        let number = self.bodies.partition_point(|first| *first <= document).checked_sub(1)?;
        Some((PartId { kind: PartKind::Bodies, number: number as u32 }, document - self.bodies[number]))
    }

    /// Returns how many documents part `number` of `kind` describes.
    pub(crate) fn documents_in(&self, kind: PartKind, number: u32) -> u32 {
        let (first, end) = if kind == PartKind::Cards {
            let first = u64::from(number) * u64::from(self.cards_per_part);
            (first, first + u64::from(self.cards_per_part))
        } else {
            let at = |number: usize| self.bodies.get(number).copied().unwrap_or(self.documents);
            (u64::from(at(number as usize)), u64::from(at(number as usize + 1)))
        };
        (end.min(u64::from(self.documents)).saturating_sub(first)) as u32
    }
}

fn decode_bodies(reader: &mut Reader<'_>, documents: u32, bodies: &mut Vec<u32>) -> Option<()> {
    let mut first = 0u32;
    for at in 0..reader.count()? {
        let gap = reader.varint().filter(|gap| (*gap == 0) == (at == 0))?;
        first = first.checked_add(gap).filter(|first| *first < documents)?;
        bodies.push(first);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        Manifest {
            documents: 20,
            cards_per_part: 8,
            bodies: vec![0, 3, 11],
            shards: ["", "city", "city\u{1F}çity", "cm", "d"].map(str::to_owned).to_vec(),
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
            Manifest { bodies: vec![0, 20], ..sample() },
            Manifest { bodies: vec![1], ..sample() },
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
        assert_eq!(manifest.shards_of("city", false), 1..3);
        assert_eq!(manifest.shards_of("cityscape", false), 2..3);
        assert_eq!(manifest.shards_of("zebra", true), 4..5);
        assert_eq!(Manifest { shards: vec![], ..manifest }.shards_of("a", true), 0..0);
    }

    #[test]
    fn documents_lead_to_their_parts() {
        let manifest = sample();
        let part = |kind, number| PartId { kind, number };
        assert_eq!(manifest.card_of(17), (part(PartKind::Cards, 2), 1));
        assert_eq!(manifest.body_of(10), Some((part(PartKind::Bodies, 1), 7)));
        assert_eq!(manifest.documents_in(PartKind::Cards, 2), 4);
        assert_eq!(manifest.documents_in(PartKind::Bodies, 2), 9);
        assert_eq!([PartKind::Terms, PartKind::Cards, PartKind::Bodies].map(|kind| manifest.parts(kind)), [5, 3, 3]);
    }
}
