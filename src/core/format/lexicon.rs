//! The lexicon of a term shard: an `fst` map from key to rank, checked whole before it is used.
//!
//! Nodes that were not checked can lead a walk in circles. So decoding first visits every node
//! once and proves that nodes lie side by side inside the bytes, that they only point backwards,
//! that no key is too long, and that the outputs are exactly the ranks of the keys. After that no walk
//! can leave the bytes or take more steps than the length of a key.

use core::ops::Range;

use fst::raw::Builder;

use super::keys::MAX_KEY_BYTES;
use super::node::{EMPTY, FIRST_NODE, Node};
use super::{Bytes, Reader};
use crate::Rule;

/// Version, type, number of keys, root address, checksum.
const FIXED_BYTES: usize = 36;

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
    bytes: Bytes,
    /// The address of the node to start a walk from.
    pub root: usize,
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
        let (root, keys) = footer(bytes)?;
        let len = check(bytes, root).filter(|len| *len == keys)?;
        Some(Self { bytes: bytes.clone(), root, len })
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
        node.is_final.then_some(ranks.start)
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
        let mut node = self.root();
        let mut left = rank;
        while !(node.is_final && left == 0) {
            let mut last = None;
            for transition in node.transitions() {
                if transition.output > left {
                    break;
                }
                last = Some(transition);
            }
            let Some(transition) = last else { break };
            left -= transition.output;
            bytes.push(transition.input);
            node = self.node(transition.address);
        }
        // Keys are text, as long as the bytes were not crafted.
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Returns the node to start a walk from.
    pub fn root(&self) -> Node<'_> {
        self.node(self.root)
    }

    /// Returns the node that a transition leads to.
    pub fn node(&self, address: usize) -> Node<'_> {
        Node::read(&self.bytes, address).unwrap_or_default()
    }

    fn walk(&self, prefix: &str) -> Option<(Node<'_>, Range<u32>)> {
        let (node, ranks) = self.descend(prefix);
        Some((node?, ranks))
    }

    /// Follows `prefix`: returns where it leads, if anywhere, and the ranks of the keys that begin with
    /// it; where there are none, the empty range where they would be.
    fn descend(&self, prefix: &str) -> (Option<Node<'_>>, Range<u32>) {
        let mut node = self.root();
        let mut ranks = 0..self.len;
        for byte in prefix.bytes() {
            let first = ranks.start;
            let mut next = None;
            for transition in node.transitions() {
                let rank = first + transition.output;
                if transition.input > byte {
                    ranks.end = rank;
                    break;
                }
                ranks.start = rank;
                next = Some(transition);
            }
            let Some(transition) = next.filter(|transition| transition.input == byte) else {
                return (None, ranks.end..ranks.end);
            };
            node = self.node(transition.address);
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

/// Returns the number of keys, or nothing where a rule is broken. The nodes lie one behind the
/// other, the root last, each pointing to earlier ones.
fn check(bytes: &[u8], root: usize) -> Option<u32> {
    let mut addresses = vec![root];
    let mut start = Node::read(bytes, root)?.start;
    while start > FIRST_NODE {
        addresses.push(start - 1);
        start = Node::read(bytes, start - 1)?.start;
    }
    let mut known = Vec::with_capacity(addresses.len());
    for address in addresses.into_iter().rev() {
        let subtree = check_ranks(&Node::read(bytes, address)?, &known)?;
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

/// Checks that transitions ascend, lead to nodes before and carry the ranks of their keys.
fn check_ranks(node: &Node<'_>, known: &[(usize, Subtree)]) -> Option<Subtree> {
    let mut total = Subtree { keys: u32::from(node.is_final), height: 0 };
    let mut before = None;
    for transition in node.transitions() {
        let target = match transition.address {
            EMPTY => Subtree { keys: 1, height: 0 },
            address => known[known.binary_search_by_key(&address, |(address, _)| *address).ok()?].1,
        };
        let in_order = before.is_none_or(|before| before < transition.input);
        if !in_order || transition.output != total.keys {
            return None;
        }
        before = Some(transition.input);
        total.keys = total.keys.checked_add(target.keys)?;
        total.height = total.height.max(target.height + 1);
    }
    let is_sound = total.keys > 0 && total.height <= MAX_KEY_BYTES as u32;
    is_sound.then_some(total)
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
