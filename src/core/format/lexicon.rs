//! The lexicon of a term shard: an `fst` map from key to rank, checked whole before it is used.
//!
//! `fst` does not check what it walks: of the single-byte changes to a small map, half make it
//! panic, and crafted bytes could make it loop. So decoding first visits every node
//! once and proves that nodes are side by side inside the bytes, that they only point backwards,
//! that no key is too long, and that the outputs are exactly the ranks of the keys. After that no walk
//! can leave the bytes or take more steps than the length of a key.

use core::ops::Range;

use fst::raw::{Builder, Fst, Node};

use super::bytes::{Bytes, Reader};
use super::error::Rule;
use super::keys::MAX_KEY_BYTES;

/// Where `fst` puts its first node, after version and type.
const FIRST_NODE: usize = 16;
/// Version, type, number of keys, root address, checksum.
const FIXED_BYTES: usize = 36;
/// Nodes with more transitions than this have a table of 256 bytes.
const TABLE_THRESHOLD: usize = 32;
/// The address that stands for the final node without transitions.
const EMPTY: usize = 0;

/// Returns the bytes of a lexicon of `keys`, which must ascend. O(bytes of the keys).
///
/// # Panics
/// Where the keys don't ascend: a fault of the caller.
pub fn encode<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut builder = Builder::memory();
    for (rank, key) in keys.enumerate() {
        builder.insert(key, rank as u64).expect("the indexer sorts its keys");
    }
    builder.into_inner().expect("memory cannot fail to be written")
}

/// A checked lexicon.
pub(crate) struct Lexicon {
    fst: Fst<Bytes>,
    len: u32,
}

impl core::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Lexicon").field("len", &self.len).finish_non_exhaustive()
    }
}

impl Lexicon {
    /// Checks `bytes`; nothing where a rule is broken. O(nodes and transitions).
    pub fn decode(bytes: &Bytes) -> Option<Self> {
        // First the footer: `fst` panics where its numbers don't fit a pointer of 32 bits.
        let (root, keys) = footer(bytes)?;
        let fst = Fst::new(bytes.clone()).ok()?;
        let len = check(&fst, bytes, root).filter(|len| *len == keys)?;
        Some(Self { fst, len })
    }

    /// Reads a length and a lexicon at the start of a part; returns it with where it ends.
    pub fn read(bytes: &Bytes) -> Result<(Self, usize), Rule> {
        let mut reader = Reader::new(bytes, 0);
        let len = reader.varint().ok_or(Rule::Entry)? as usize;
        let start = reader.position();
        let end = start.saturating_add(len);
        let lexicon = bytes.slice(start, end).and_then(|bytes| Self::decode(&bytes)).ok_or(Rule::Lexicon)?;
        Ok((lexicon, end))
    }

    /// Returns the number of keys.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Returns the rank of `key`. O(length of the key).
    pub fn rank(&self, key: &str) -> Option<u32> {
        let (node, ranks) = self.walk(key)?;
        node.is_final().then_some(ranks.start)
    }

    /// Returns the ranks of the keys that begin with `prefix`. O(length of the prefix).
    pub fn ranks(&self, prefix: &str) -> Range<u32> {
        self.walk(prefix).map_or(0..0, |(_, ranks)| ranks)
    }

    /// Returns how many keys are below `key`: the rank of the first that is not. O(length of the key).
    pub fn position(&self, key: &str) -> u32 {
        self.descend(key).1.start
    }

    /// Returns the key of `rank`, which is below the number of keys. O(length of the key).
    pub fn key(&self, rank: u32) -> String {
        let mut bytes = Vec::new();
        let mut node = self.fst.root();
        let mut left = u64::from(rank);
        while !(node.is_final() && left == 0) {
            let mut last = None;
            for transition in node.transitions() {
                if transition.out.value() > left {
                    break;
                }
                last = Some(transition);
            }
            let Some(transition) = last else { break };
            left -= transition.out.value();
            bytes.push(transition.inp);
            node = self.fst.node(transition.addr);
        }
        // Keys are text, as long as the bytes were not crafted.
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Returns the node to start a walk from.
    pub fn root(&self) -> Node<'_> {
        self.fst.root()
    }

    /// Returns the node that a transition leads to.
    pub fn node(&self, address: usize) -> Node<'_> {
        self.fst.node(address)
    }

    fn walk(&self, prefix: &str) -> Option<(Node<'_>, Range<u32>)> {
        let (node, ranks) = self.descend(prefix);
        Some((node?, ranks))
    }

    /// Follows `prefix`: returns where it leads, if anywhere, and the ranks of the keys that begin with
    /// it; where there are none, the empty range where they would be.
    fn descend(&self, prefix: &str) -> (Option<Node<'_>>, Range<u32>) {
        let mut node = self.fst.root();
        let mut ranks = 0..self.len;
        for byte in prefix.bytes() {
            let first = ranks.start;
            let mut next = None;
            for transition in node.transitions() {
                let rank = first + transition.out.value() as u32;
                if transition.inp > byte {
                    ranks.end = rank;
                    break;
                }
                ranks.start = rank;
                next = Some(transition);
            }
            let Some(transition) = next.filter(|transition| transition.inp == byte) else {
                return (None, ranks.end..ranks.end);
            };
            node = self.fst.node(transition.addr);
        }
        (Some(node), ranks)
    }
}

/// Returns the address of the root, which is the last node, and the number of keys.
fn footer(bytes: &[u8]) -> Option<(usize, u32)> {
    let number = |at: usize| Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    let root = bytes.len().checked_sub(FIXED_BYTES + 1)? + FIRST_NODE;
    let keys = u32::try_from(number(bytes.len() - 20)?).ok()?;
    let is_sound = number(0) == Some(3) && number(bytes.len() - 12) == Some(root as u64);
    is_sound.then_some((root, keys))
}

/// Returns the number of keys, or nothing where a rule is broken. The nodes are one after the
/// other, the root last, each pointing to earlier ones.
fn check(fst: &Fst<Bytes>, bytes: &[u8], root: usize) -> Option<u32> {
    let mut addresses = vec![root];
    let mut start = check_extent(bytes, root)?;
    while start > FIRST_NODE {
        addresses.push(start - 1);
        start = check_extent(bytes, start - 1)?;
    }
    let mut known = Vec::with_capacity(addresses.len());
    for address in addresses.into_iter().rev() {
        let subtree = check_ranks(fst.node(address), &known)?;
        known.push((address, subtree));
    }
    known.last().map(|(_, subtree)| subtree.keys)
}

/// What hangs below a node.
#[derive(Clone, Copy, Debug, Default)]
struct Subtree {
    keys: u32,
    height: u32,
}

/// Checks that transitions ascend and carry the ranks of their keys.
fn check_ranks(node: Node<'_>, known: &[(usize, Subtree)]) -> Option<Subtree> {
    let mut total = Subtree { keys: u32::from(node.is_final()), height: 0 };
    let mut before = None;
    for transition in node.transitions() {
        let target = match transition.addr {
            EMPTY => Subtree { keys: 1, height: 0 },
            address => known[known.binary_search_by_key(&address, |(address, _)| *address).ok()?].1,
        };
        let in_order = before.is_none_or(|before| before < transition.inp);
        if !in_order || transition.out.value() != u64::from(total.keys) {
            return None;
        }
        before = Some(transition.inp);
        total.keys = total.keys.checked_add(target.keys)?;
        total.height = total.height.max(target.height + 1);
    }
    let is_sound = total.keys > 0 && total.height <= MAX_KEY_BYTES as u32 && node.final_output().is_zero();
    is_sound.then_some(total)
}

/// Checks that the node at `address` and all that it points to are inside the bytes; returns
/// where it starts. The layout is the one of `fst` 0.4, `src/raw/node.rs`, read from its last byte.
fn check_extent(bytes: &[u8], address: usize) -> Option<usize> {
    let state = *bytes.get(address)?;
    let low = usize::from(state & 0x3F);
    let extra = usize::from(low == 0);
    if state >> 6 == 0b11 {
        // A single transition, to the node just before.
        return address.checked_sub(extra).filter(|start| *start > FIRST_NODE);
    }
    let (count, table) = match (state >> 7, low) {
        (1, _) => (1, 0),
        (_, 0) => match usize::from(*bytes.get(address.checked_sub(1)?)?) {
            1 => (256, 256),
            count => (count, table_bytes(count)),
        },
        (_, count) => (count, table_bytes(count)),
    };
    let sizes_at = address.checked_sub(extra + 1)?;
    let sizes = *bytes.get(sizes_at)?;
    let (delta_bytes, output_bytes) = (usize::from(sizes >> 4), usize::from(sizes & 0xF));
    if delta_bytes > 8 || output_bytes > 8 || (delta_bytes == 0 && count > 0) {
        return None;
    }
    // A single transition keeps its input in or beside the state byte, counted in `extra`.
    let inputs = if state >> 7 == 1 { 0 } else { count };
    let deltas_end = sizes_at.checked_sub(table + inputs)?;
    let deltas = deltas_end.checked_sub(count * delta_bytes)?;
    let outputs = count + usize::from(state >> 6 == 0b01);
    let start = deltas.checked_sub(outputs * output_bytes).filter(|start| *start >= FIRST_NODE)?;
    let is_inside = |delta: &[u8]| little_endian(delta) <= (start - FIRST_NODE) as u64;
    let deltas = bytes.get(deltas..deltas_end)?;
    deltas.chunks(delta_bytes.max(1)).all(is_inside).then_some(start)
}

fn table_bytes(count: usize) -> usize {
    if count > TABLE_THRESHOLD { 256 } else { 0 }
}

fn little_endian(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    use super::*;

    fn lexicon(keys: &[&str]) -> Option<Lexicon> {
        Lexicon::decode(&Bytes::new(&encode(keys.iter().copied())))
    }

    #[test]
    fn keys_are_found_by_name_and_by_prefix() {
        let lexicon = lexicon(&["a", "city", "city\u{1E}çity", "cooperate", "cooperation", "đ"]).unwrap();
        assert_eq!(lexicon.len(), 6);
        assert_eq!(lexicon.rank("cooperation"), Some(4));
        assert_eq!(lexicon.rank("coop"), None);
        assert_eq!(lexicon.ranks("coop"), 3..5);
        assert_eq!(lexicon.ranks("city"), 1..3);
        assert_eq!(lexicon.ranks(""), 0..6);
        assert_eq!(lexicon.ranks("x"), 0..0);
        assert_eq!(
            ["", "a", "b", "city", "cityx", "d", "z", "đ", "Ω"].map(|key| lexicon.position(key)),
            [0, 0, 1, 1, 3, 5, 5, 5, 6]
        );
        assert_eq!([0, 2, 4, 5].map(|rank| lexicon.key(rank)), ["a", "city\u{1E}çity", "cooperation", "đ"]);
    }

    #[test]
    fn nodes_with_tables_pass() {
        let keys: Vec<String> = (0..200u32).map(|i| char::from_u32(0x4E00 + i * 64).unwrap().to_string()).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let lexicon = lexicon(&keys).unwrap();
        assert!(keys.iter().enumerate().all(|(rank, key)| lexicon.rank(key) == Some(rank as u32)));
    }

    #[test]
    fn a_footer_with_other_numbers_is_refused() {
        let bytes = encode(["city"].into_iter());
        for back in 5..=20 {
            let mut changed = bytes.clone();
            changed[bytes.len() - back] ^= 1;
            assert!(Lexicon::decode(&Bytes::new(&changed)).is_none(), "{back} bytes from the end");
        }
    }

    #[test]
    fn an_empty_lexicon_is_refused() {
        assert!(lexicon(&[]).is_none());
    }

    #[test]
    fn a_key_above_the_limit_is_refused() {
        assert!(lexicon(&[&"k".repeat(MAX_KEY_BYTES)]).is_some());
        assert!(lexicon(&[&"k".repeat(MAX_KEY_BYTES + 1)]).is_none());
    }

    /// Walks every key and prefix; must not panic whatever the bytes were.
    fn exercise(bytes: &[u8], keys: &[&str]) {
        let Some(lexicon) = Lexicon::decode(&Bytes::new(bytes)) else { return };
        for key in keys {
            let ranks = lexicon.ranks(key);
            assert!(ranks.start <= ranks.end && ranks.end <= lexicon.len());
            assert!(lexicon.rank(key).is_none_or(|rank| rank < lexicon.len()));
            assert!(lexicon.position(key) <= lexicon.len());
        }
    }

    #[test]
    fn no_changed_byte_and_no_truncation_can_be_walked_into_a_panic() {
        let keys = ["", "a", "an", "ban", "bane", "banner", "can", "cane", "city", "cooperate", "cooperation", "zebra"];
        let bytes = encode(keys.iter().copied().filter(|key| !key.is_empty()));
        for at in 0..bytes.len() {
            for value in 0..=255 {
                let mut changed = bytes.clone();
                changed[at] = value;
                exercise(&changed, &keys);
            }
            exercise(&bytes[..at], &keys);
        }
    }

    proptest! {
        #[test]
        fn ranks_are_positions_in_the_sorted_list(keys in proptest::collection::btree_set("[a-d]{1,6}", 1..60), prefix in "[a-d]{0,3}") {
            let sorted: Vec<&str> = keys.iter().map(String::as_str).collect();
            let lexicon = lexicon(&sorted).unwrap();
            let with_prefix: BTreeSet<u32> = (0u32..).zip(&sorted).filter(|(_, key)| key.starts_with(&prefix)).map(|(rank, _)| rank).collect();
            let below = sorted.iter().filter(|key| **key < prefix.as_str()).count();
            prop_assert_eq!(lexicon.position(&prefix), below as u32);
            prop_assert_eq!(lexicon.ranks(&prefix).collect::<BTreeSet<_>>(), with_prefix);
            for (rank, key) in sorted.iter().enumerate() {
                prop_assert_eq!(lexicon.rank(key), Some(rank as u32));
                prop_assert_eq!(&lexicon.key(rank as u32), key);
            }
        }

        #[test]
        fn random_changes_are_refused_or_harmless(keys in proptest::collection::btree_set("[a-d]{1,6}", 1..40), changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
            let sorted: Vec<&str> = keys.iter().map(String::as_str).collect();
            let mut bytes = encode(sorted.iter().copied());
            for (at, value) in changes {
                let at = at.index(bytes.len());
                bytes[at] = value;
            }
            exercise(&bytes, &sorted);
        }
    }
}
