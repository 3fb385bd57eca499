//! A term shard: a range of the lexicon, and the postings of its terms.

use std::collections::BTreeMap;

use super::bytes::{Bytes, Reader, Writer};
use super::error::Rule;
use super::lexicon::{self, Lexicon};
use super::postings::{self, Posting, Postings};

/// What a key of the lexicon is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum TermKind {
    /// A word, or what else is looked up by its whole key: a word in a field, a facet's value.
    Word = 0,
    /// One of several spellings of a word.
    Variant = 1,
    /// A whole name.
    Name = 2,
    /// A spelling that no document holds, for the other forms of its class.
    Alias = 3,
    /// A word that says little in its language: `the`.
    Stop = 4,
    /// A broad prefix: the best of the documents that hold its completions.
    Prefix = 5,
}

/// A key and the documents that hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As [`keys`](super::keys) makes them.
    pub key: String,
    /// What the key is.
    pub kind: TermKind,
    /// The class of inflections that it belongs to, as its position among the classes.
    pub class: Option<u32>,
    /// Ascending by document; empty for an alias only.
    pub postings: Vec<Posting>,
    /// Of a prefix, how many documents hold what it begins, listed or not; else 0.
    pub completed: u32,
}

/// The forms that one stem has in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// How many documents hold any of them.
    pub documents: u32,
    /// The keys of all forms, aliases included, ascending; at least two.
    pub keys: Vec<String>,
}

/// Returns the payload of a shard of `terms`, which ascend by key; there is at least one. Of their
/// `classes`, forms that are in other shards are named.
#[must_use]
pub fn encode(terms: &[Term], classes: &[Class]) -> Vec<u8> {
    let mut writer = Writer::default();
    let lexicon = lexicon::encode(terms.iter().map(|term| term.key.as_str()));
    writer.count(lexicon.len());
    writer.raw(&lexicon);
    let mut latest: BTreeMap<u32, usize> = BTreeMap::new();
    for (rank, term) in terms.iter().enumerate() {
        let is_prefix = term.kind == TermKind::Prefix;
        let is_classed = usize::from(term.class.is_some() || is_prefix);
        writer.count(term.postings.len() << 4 | is_classed << 3 | term.kind as usize);
        if is_prefix {
            writer.count(0);
            encode_class(&Class { documents: term.completed, keys: Vec::new() }, terms, &mut writer);
        }
        let Some(class) = term.class else { continue };
        if let Some(before) = latest.insert(class, rank) {
            writer.count(rank - before);
        } else {
            writer.count(0);
            encode_class(&classes[class as usize], terms, &mut writer);
        }
    }
    for term in terms {
        postings::encode(term.postings.iter().copied(), &mut writer);
    }
    writer.into_bytes()
}

fn encode_class(class: &Class, terms: &[Term], writer: &mut Writer) {
    let is_elsewhere = |key: &&String| terms.binary_search_by(|term| term.key.cmp(key)).is_err();
    let elsewhere: Vec<&String> = class.keys.iter().filter(is_elsewhere).collect();
    writer.varint(class.documents);
    writer.count(elsewhere.len());
    elsewhere.into_iter().for_each(|key| writer.text(key));
}

/// A checked shard.
#[derive(Debug)]
pub(crate) struct Terms {
    pub lexicon: Lexicon,
    bytes: Bytes,
    entries: Vec<Entry>,
    classes: Vec<Held>,
}

/// A class as a shard holds it: how many documents hold any of its forms, and where the keys of those in
/// other shards are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    pub documents: u32,
    start: u32,
    keys: u32,
}

/// Where the postings of a term are, and its class.
#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    documents: u32,
    kind: TermKind,
    /// The class's position among the shard's plus one; 0 for none.
    class: u32,
    /// The next form of the class in this shard; the last leads to the first.
    next: u32,
}

impl Terms {
    /// Checks a payload of an index with `documents` documents; the error is the broken rule.
    pub fn decode(bytes: Bytes, documents: u32) -> Result<Self, Rule> {
        let (lexicon, end) = Lexicon::read(&bytes)?;
        let count = lexicon.len();
        if count as usize > bytes.len() - end {
            return Err(Rule::Entry);
        }
        let mut terms = Self { lexicon, entries: Vec::with_capacity(count as usize), classes: Vec::new(), bytes };
        terms.read(end, documents)?;
        Ok(terms)
    }

    /// Reads what follows the lexicon.
    fn read(&mut self, end: usize, documents: u32) -> Result<(), Rule> {
        let mut reader = Reader::new(&self.bytes, end);
        for _ in 0..self.lexicon.len() {
            decode_entry(&mut reader, documents, &mut self.entries, &mut self.classes).ok_or(Rule::Entry)?;
        }
        let mut at = reader.position();
        for entry in &mut self.entries {
            entry.start = at as u32;
            let postings = Postings::new(Reader::new(&self.bytes, at), entry.documents);
            at = postings.check(documents).ok_or(Rule::Postings)?;
        }
        if at == self.bytes.len() { Ok(()) } else { Err(Rule::End) }
    }

    /// Returns how many documents hold the term of `rank`.
    pub fn documents(&self, rank: u32) -> u32 {
        self.entries.get(rank as usize).map_or(0, |entry| entry.documents)
    }

    /// Returns what the key of `rank` is.
    pub fn kind(&self, rank: u32) -> Option<TermKind> {
        self.entries.get(rank as usize).map(|entry| entry.kind)
    }

    /// Returns the class of the term of `rank`.
    pub fn class(&self, rank: u32) -> Option<Held> {
        let class = self.entries.get(rank as usize)?.class.checked_sub(1)?;
        self.classes.get(class as usize).copied()
    }

    /// Returns the keys of a class's forms in other shards.
    pub fn elsewhere(&self, class: Held) -> impl Iterator<Item = &str> {
        let mut reader = Reader::new(&self.bytes, class.start as usize);
        (0..class.keys).map_while(move |_| reader.text())
    }

    /// Calls `each` with the other forms in this shard of the class of `rank`.
    pub fn siblings(&self, rank: u32, each: &mut dyn FnMut(u32)) {
        let mut at = rank;
        while let Some(next) = self.entries.get(at as usize).map(|entry| entry.next).filter(|next| *next != rank) {
            each(next);
            at = next;
        }
    }

    /// Returns the postings of the term of `rank`.
    pub fn postings(&self, rank: u32) -> Postings<'_> {
        let (start, documents) = self.entries.get(rank as usize).map_or((0, 0), |entry| (entry.start, entry.documents));
        Postings::new(Reader::new(&self.bytes, start as usize), documents)
    }
}

/// Reads the next entry. One that continues a class joins the ring of its forms behind the one
/// before: whatever the bytes say, every ring stays closed, so that walking it ends.
fn decode_entry(
    reader: &mut Reader<'_>,
    documents: u32,
    entries: &mut Vec<Entry>,
    classes: &mut Vec<Held>,
) -> Option<()> {
    let value = reader.varint()?;
    let kind = TermKind::from_bits(value)?;
    let rank = entries.len() as u32;
    let mut entry = Entry { start: 0, documents: value >> 4, kind, class: 0, next: rank };
    if value & 8 != 0 {
        let back = reader.varint()?;
        if back == 0 {
            classes.push(decode_class(reader, documents)?);
            entry.class = classes.len() as u32;
        } else {
            let before = entries.get_mut(rank.checked_sub(back)? as usize).filter(|before| before.class > 0)?;
            entry.class = before.class;
            entry.next = core::mem::replace(&mut before.next, rank);
        }
    }
    let is_sound = (entry.documents == 0) == (kind == TermKind::Alias) && (entry.documents > 0 || entry.class > 0);
    entries.push(entry);
    is_sound.then_some(())
}

fn decode_class(reader: &mut Reader<'_>, documents: u32) -> Option<Held> {
    let documents = reader.varint().filter(|count| *count <= documents)?;
    let keys = reader.count()? as u32;
    let start = reader.position() as u32;
    for _ in 0..keys {
        reader.text()?;
    }
    Some(Held { documents, start, keys })
}

impl TermKind {
    fn from_bits(value: u32) -> Option<Self> {
        let kinds = [Self::Word, Self::Variant, Self::Name, Self::Alias, Self::Stop, Self::Prefix];
        kinds.get((value & 7) as usize).copied()
    }

    /// Whether it is a word that documents hold.
    pub(crate) fn is_word(self) -> bool {
        matches!(self, Self::Word | Self::Stop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<Term> {
        let posting = |document, impact| Posting { document, impact };
        [
            ("cities", TermKind::Word, Some(0), vec![posting(0, 3), posting(2, 9)]),
            ("city", TermKind::Word, Some(0), vec![posting(0, 3)]),
            ("city\u{1B}", TermKind::Prefix, None, vec![posting(0, 7)]),
            ("city\u{1E}cíty", TermKind::Variant, None, vec![posting(2, 9)]),
            ("city\u{1F}guide", TermKind::Name, None, vec![posting(1, 1)]),
            ("citye", TermKind::Alias, Some(0), vec![]),
            ("mayor", TermKind::Stop, None, vec![posting(1, 32)]),
        ]
        .map(|(key, kind, class, postings)| {
            let completed = 3 * u32::from(kind == TermKind::Prefix);
            Term { key: key.to_owned(), kind, class, postings, completed }
        })
        .to_vec()
    }

    fn classes() -> Vec<Class> {
        let keys = ["cities", "city", "citye", "citify"].map(str::to_owned).to_vec();
        vec![Class { documents: 2, keys }]
    }

    fn encoded() -> Vec<u8> {
        encode(&sample(), &classes())
    }

    #[test]
    fn a_shard_comes_back() {
        let terms = Terms::decode(Bytes::new(&encoded()), 3).unwrap();
        for (rank, term) in (0u32..).zip(sample()) {
            assert_eq!(terms.lexicon.rank(&term.key), Some(rank));
            assert_eq!(terms.documents(rank), term.postings.len() as u32);
            assert_eq!(terms.kind(rank), Some(term.kind));
            assert_eq!(terms.class(rank).is_some(), term.class.is_some() || term.completed > 0);
            assert_eq!(terms.postings(rank).collect::<Vec<_>>(), term.postings);
        }
    }

    #[test]
    fn the_forms_of_a_class_lead_to_each_other_and_name_those_elsewhere() {
        let terms = Terms::decode(Bytes::new(&encoded()), 3).unwrap();
        let siblings = |rank| {
            let mut found = Vec::new();
            terms.siblings(rank, &mut |sibling| found.push(sibling));
            found
        };
        assert_eq!([0, 1, 5, 6].map(siblings), [vec![1, 5], vec![5, 0], vec![0, 1], vec![]]);
        let class = terms.class(5).unwrap();
        assert_eq!((class.documents, terms.elsewhere(class).collect()), (2, vec!["citify"]));
    }

    #[test]
    fn a_prefix_says_how_many_documents_it_begins_words_of() {
        let terms = Terms::decode(Bytes::new(&encoded()), 3).unwrap();
        let class = terms.class(2).unwrap();
        assert_eq!((class.documents, terms.elsewhere(class).count()), (3, 0));
    }

    #[test]
    fn a_term_without_documents_must_be_an_alias() {
        let mut terms = sample();
        terms[6].postings.clear();
        assert_eq!(Terms::decode(Bytes::new(&encode(&terms, &classes())), 3).err(), Some(Rule::Entry));
    }

    #[test]
    fn documents_beyond_the_manifest_are_refused() {
        assert!(Terms::decode(Bytes::new(&encoded()), 2).is_err());
    }

    #[test]
    fn every_truncation_and_any_addition_is_refused() {
        let bytes = encoded();
        for cut in 0..bytes.len() {
            assert!(Terms::decode(Bytes::new(&bytes[..cut]), 3).is_err(), "cut at {cut}");
        }
        assert!(Terms::decode(Bytes::new(&[&bytes[..], &[0]].concat()), 3).is_err());
    }

    #[test]
    fn any_changed_byte_is_refused_or_can_be_read() {
        let bytes = encoded();
        for at in 0..bytes.len() {
            for value in 0..=255 {
                let mut changed = bytes.clone();
                changed[at] = value;
                if let Ok(terms) = Terms::decode(Bytes::new(&changed), 3) {
                    let read: usize = (0..terms.lexicon.len()).map(|rank| terms.postings(rank).count()).sum();
                    (0..terms.lexicon.len()).for_each(|rank| terms.siblings(rank, &mut |_| ()));
                    assert!(read <= bytes.len());
                }
            }
        }
    }
}
