//! The nodes of a lexicon, in the layout of `fst` 0.4 (`src/raw/node.rs` there).
//!
//! Read here and not by `fst`: it panics on bytes that are no node, and its reader, made for any map, is
//! twice this one's code. A node is read from its last byte backwards:
//!
//! ```text
//! 1 1 common         [input]                                        one transition, to the node before
//! 1 0 common         [input] sizes delta output                     one transition
//! 0 final count      [count] sizes [table] inputs deltas outputs [output]
//! ```
//!
//! What is in brackets is there where the six bits before are zero, of a table where there are more than
//! 32 transitions, of the last where the node is final. Lists lie backwards too.

/// The inputs that a single transition can hold in six bits, from 1 on.
const COMMON: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// Nodes with more transitions than this have a table of 256 bytes.
const TABLE_THRESHOLD: usize = 32;

/// Where `fst` puts its first node, after version and type.
pub(super) const FIRST_NODE: usize = 16;

/// The address that stands for the final node without transitions.
pub(super) const EMPTY: usize = 0;

/// A node: where its transitions lie.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Node<'a> {
    bytes: &'a [u8],
    /// Whether a key ends here.
    pub is_final: bool,
    /// How many transitions it has.
    count: usize,
    /// The input of a single one that needs no byte; else 0.
    common: u8,
    /// Whether that leads to the node before, and has neither delta nor output.
    is_next: bool,
    /// Where the lists end that lie backwards, and how long their items are.
    inputs: usize,
    deltas: usize,
    delta_bytes: usize,
    outputs: usize,
    output_bytes: usize,
    /// Where the node begins; deltas count from here.
    pub start: usize,
}

/// Where a byte leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Transition {
    pub input: u8,
    /// The address of the node; no node where the bytes were not checked.
    pub address: usize,
    /// How many keys lie before those behind it, counted from its node.
    pub output: u32,
}

impl<'a> Node<'a> {
    /// Reads the node at `address`; nothing where it doesn't lie inside the bytes, has numbers above 32
    /// bits, or a final output.
    pub fn read(bytes: &'a [u8], address: usize) -> Option<Self> {
        if address == EMPTY {
            return Some(Self { is_final: true, ..Self::default() });
        }
        let state = *bytes.get(address)?;
        let low = usize::from(state & 0x3F);
        let is_single = state >= 0x80;
        let mut node = Self { bytes, is_final: state >> 6 == 1, count: low, is_next: state >= 0xC0, ..Self::default() };
        let mut at = address;
        if low == 0 {
            at = address.checked_sub(1)?;
            // No node has none in such a list: 1 stands for what a byte can't hold.
            node.count = usize::from(*bytes.get(at)?);
            node.count = if node.count == 1 { 256 } else { node.count };
        }
        node.inputs = at + 1;
        if is_single {
            node.common = low.checked_sub(1).and_then(|low| COMMON.get(low)).copied().unwrap_or_default();
            node.count = 1;
        }
        if !node.is_next {
            at = at.checked_sub(1)?;
            let sizes = usize::from(*bytes.get(at)?);
            (node.delta_bytes, node.output_bytes) = (sizes >> 4, sizes & 0xF);
        }
        if node.delta_bytes > 4 || node.output_bytes > 4 {
            return None;
        }
        if !is_single {
            node.inputs = at.checked_sub(if node.count > TABLE_THRESHOLD { 256 } else { 0 })?;
            at = node.inputs.checked_sub(node.count)?;
        }
        node.deltas = at;
        node.outputs = at.checked_sub(node.count * node.delta_bytes)?;
        let outputs = node.count + usize::from(node.is_final);
        node.start = node.outputs.checked_sub(outputs * node.output_bytes).filter(|start| *start >= FIRST_NODE)?;
        let is_sound = !node.is_final || node.number(node.outputs, node.output_bytes, node.count) == 0;
        is_sound.then_some(node)
    }

    /// Returns the transitions, in the order of the bytes that they are for.
    pub fn transitions(&self) -> impl Iterator<Item = Transition> + use<'a> {
        let node = *self;
        (0..node.count).map(move |at| node.transition(at))
    }

    #[inline(never)]
    fn transition(&self, at: usize) -> Transition {
        let input = if self.common > 0 { u32::from(self.common) } else { self.number(self.inputs, 1, at) };
        let delta = if self.is_next { 1 } else { self.number(self.deltas, self.delta_bytes, at) as usize };
        // Beyond the start is no address of any node.
        let address = if delta == 0 { EMPTY } else { self.start.wrapping_sub(delta) };
        Transition { input: input as u8, address, output: self.number(self.outputs, self.output_bytes, at) }
    }

    /// Returns number `at` of those of `size` bytes before `end`; 0 where there is none.
    fn number(&self, end: usize, size: usize, at: usize) -> u32 {
        let end = end.wrapping_sub(at * size);
        let bytes = self.bytes.get(end.wrapping_sub(size)..end).unwrap_or_default();
        bytes.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use fst::raw::Fst;
    use proptest::prelude::*;

    use super::super::lexicon;
    use super::Node;

    /// Compares a node, and all that it leads to, with what `fst` reads.
    fn compare(bytes: &[u8], fst: &Fst<&[u8]>, address: usize) {
        let (node, expected) = (Node::read(bytes, address).unwrap(), fst.node(address));
        assert_eq!(node.is_final, expected.is_final());
        let transitions: Vec<_> = node.transitions().map(|t| (t.input, t.address, u64::from(t.output))).collect();
        let same: Vec<_> = expected.transitions().map(|t| (t.inp, t.addr, t.out.value())).collect();
        assert_eq!(transitions, same);
        transitions.iter().for_each(|(_, next, _)| compare(bytes, fst, *next));
    }

    proptest! {
        #[test]
        fn nodes_are_those_that_fst_reads(keys in proptest::collection::btree_set("[a-zA-Z0-9/%đ東\u{1}-\u{FF}]{1,4}", 1..300)) {
            let bytes = lexicon::encode(keys.iter().map(String::as_str));
            let fst = Fst::new(&bytes[..]).unwrap();
            compare(&bytes, &fst, bytes.len() - 21);
        }
    }
}
