//! Corrections: the terms that a mistyped word may stand for.

use crate::format::lexicon::Lexicon;
use crate::format::terms::TermKind;
use crate::format::{Part, PartId, PartKind};
use crate::query::find::expand::most_frequent;
use crate::query::find::lookup::{Lookup, TermRef};
use crate::query::order::{Ranked, smallest};
use crate::query::read::parse::Needle;

/// Corrections of a word at most, all of them as near as the nearest: those in most documents,
/// then first in key order.
pub const MAX_CORRECTIONS: usize = 8;

/// Letters of a word at least, for one edit and for two.
const MIN_LETTERS: [usize; 2] = [4, 8];

/// Returns the terms nearest to `needle`, best first, with their distance (see [`Walk::run`]): in how many
/// letters they differ, two neighbours that changed places counted once (optimal string
/// alignment, Boytsov 2011, section 2.1). None for numbers and short words.
///
/// They are looked for in the shards that the word itself would be in and, unless it `is_rare`, in the most frequent
/// terms, so that they depend on query and bundle only. O(nodes of these lexicons within reach).
pub(crate) fn corrections<'a>(lookup: &mut Lookup<'a>, needle: &Needle, is_rare: bool) -> Vec<(TermRef<'a>, u32)> {
    let letters: Vec<char> = needle.key.chars().collect();
    let reach = MIN_LETTERS.iter().filter(|least| letters.len() >= **least).count() as u32;
    if reach == 0 || letters.iter().any(char::is_ascii_digit) {
        return Vec::new();
    }
    let mut found: Vec<(TermRef<'a>, u32)> = Vec::new();
    for terms in lookup.shards(&needle.key, needle.is_prefix) {
        let mut walk = Walk::new(&terms.lexicon, &letters, reach, needle.is_prefix);
        walk.run(&mut |rank, distance| {
            if matches!(terms.kind(rank), Some(TermKind::Word | TermKind::Stop | TermKind::Alias)) {
                found.push((TermRef { terms, rank }, distance));
            }
        });
        lookup.work.add(|work| &mut work.nodes, walk.nodes);
    }
    if !is_rare {
        add_common(lookup, &letters, reach, needle, &mut found);
    }
    let mut best = most_frequent(&found, MAX_CORRECTIONS, &|term| term.documents());
    let nearest = best.first().map_or(0, |(_, cost)| *cost);
    best.retain(|(_, cost)| *cost == nearest);
    best
}

/// Whether a term in this many documents is likelier meant than the word that was typed, which is
/// in `held` documents.
pub(crate) fn is_likelier(documents: u32, held: u32) -> bool {
    documents > held.saturating_mul(LIKELIER)
}

/// How many times as many documents a correction is in, at least, as a word that occurs.
const LIKELIER: u32 = 32;

/// Adds what the common terms of a sharded bundle hold: the best of them, since each takes a shard.
fn add_common<'a>(
    lookup: &mut Lookup<'a>,
    letters: &[char],
    reach: u32,
    needle: &Needle,
    found: &mut Vec<(TermRef<'a>, u32)>,
) {
    if lookup.bundle.manifest.commons == 0 {
        return;
    }
    let Some(Part::Common(common)) = lookup.ask(PartId { kind: PartKind::Common, number: 0 }) else { return };
    let mut ranked = Vec::new();
    let mut walk = Walk::new(&common.lexicon, letters, reach, needle.is_prefix);
    walk.run(&mut |rank, cost| ranked.push(Ranked::cheapest(cost, common.documents(rank), rank as usize)));
    lookup.work.add(|work| &mut work.nodes, walk.nodes);
    for best in smallest(&mut ranked.into_iter(), MAX_COMMON) {
        let term = lookup.find(&common.lexicon.key(best.at() as u32));
        let is_new = |term: &TermRef<'_>| !found.iter().any(|(other, _)| other.is(term));
        found.extend(term.filter(is_new).map(|term| (term, best.cost())));
    }
}

/// Corrections at most that are taken from the common terms: each may need a shard of its own.
const MAX_COMMON: usize = 3;

/// A walk over all keys within reach of a word. It keeps a row of distances for each letter on its
/// path: those of the path from the beginnings of the word that are as long, up to `reach` letters
/// shorter or longer. Others are farther than `reach` (Ukkonen 1985).
struct Walk<'a> {
    lexicon: &'a Lexicon,
    word: &'a [char],
    reach: u32,
    is_prefix: bool,
    /// The rows of the path, one after the other.
    rows: Vec<u8>,
    path: Vec<char>,
    /// Nodes visited.
    nodes: u32,
}

impl<'a> Walk<'a> {
    fn new(lexicon: &'a Lexicon, word: &'a [char], reach: u32, is_prefix: bool) -> Self {
        // Before any letter, column `n` is `n` letters away; columns before the word are out of reach.
        let rows = (0..=2 * reach).map(|entry| entry.checked_sub(reach).map_or(FAR, |column| column as u8)).collect();
        Self { lexicon, word, reach, is_prefix, rows, path: Vec::new(), nodes: 0 }
    }

    /// Calls `each` with the ranks within reach and what they cost, in key order: twice the
    /// distance, and one more where the term continues after what was typed. The word itself is not reported.
    fn run(&mut self, each: &mut dyn FnMut(u32, u32)) {
        let root = Step { address: self.lexicon.root().addr(), rank: 0, letter: 0, missing: 0, best: NEVER };
        self.visit(root, each);
    }

    fn visit(&mut self, step: Step, each: &mut dyn FnMut(u32, u32)) {
        self.nodes = self.nodes.saturating_add(1);
        let lexicon = self.lexicon;
        let node = lexicon.node(step.address);
        if node.is_final() && step.missing == 0 {
            let cost = (2 * self.distance()).min(2 * step.best + 1);
            // The word itself, and words that begin with it, are no corrections.
            if (2..=2 * self.reach + 1).contains(&cost) {
                each(step.rank, cost);
            }
        }
        for transition in node.transitions() {
            // Neither control characters, which begin what is no word, nor digits.
            if transition.inp < b' ' || transition.inp.is_ascii_digit() {
                continue;
            }
            let (letter, missing) = step.read(transition.inp);
            let next = Step {
                address: transition.addr,
                rank: step.rank + transition.out.value() as u32,
                letter,
                missing,
                best: step.best,
            };
            if missing > 0 {
                self.visit(next, each);
            } else if let Some(letter) = char::from_u32(letter) {
                self.follow(next, letter, each);
            }
        }
    }

    /// Continues along a letter, if keys within reach can be there.
    fn follow(&mut self, mut step: Step, letter: char, each: &mut dyn FnMut(u32, u32)) {
        let kept = self.rows.len();
        let nearest = self.push_row(letter);
        step.best = if self.is_prefix { step.best.min(self.distance()) } else { NEVER };
        if nearest <= self.reach || step.best <= self.reach {
            self.path.push(letter);
            self.visit(step, each);
            self.path.pop();
        }
        self.rows.truncate(kept);
    }

    /// Appends the row of the path with `letter` behind it; returns its smallest distance.
    fn push_row(&mut self, letter: char) -> u32 {
        let (width, reach, depth) = (self.width(), self.reach as usize, self.path.len() + 1);
        let above = self.rows.len() - width;
        let at = |rows: &[u8], from: usize, entry: usize| rows.get(from + entry).copied().unwrap_or(FAR);
        let (mut nearest, mut left) = (FAR, FAR);
        for entry in 0..width {
            // Entry `entry` is column `depth + entry - reach`; a row above, columns are one to the right.
            left = left.saturating_add(1);
            match (depth + entry).checked_sub(reach) {
                Some(0) => left = depth as u8,
                Some(column) if column <= self.word.len() => {
                    let expected = self.word.get(column - 1);
                    left = left.min(at(&self.rows, above, entry).saturating_add(u8::from(expected != Some(&letter))));
                    if entry + 1 < width {
                        left = left.min(at(&self.rows, above, entry + 1).saturating_add(1));
                    }
                    let is_swapped =
                        column > 1 && self.path.last() == expected && self.word.get(column - 2) == Some(&letter);
                    if is_swapped && self.path.last().is_some() {
                        left = left.min(at(&self.rows, above - width, entry).saturating_add(1));
                    }
                }
                _ => left = FAR,
            }
            nearest = nearest.min(left);
            self.rows.push(left);
        }
        u32::from(nearest)
    }

    fn width(&self) -> usize {
        2 * self.reach as usize + 1
    }

    /// The distance of the path from the word.
    fn distance(&self) -> u32 {
        let column = (self.word.len() + self.reach as usize).checked_sub(self.path_len());
        let entry = column.filter(|entry| *entry < self.width()).map(|entry| self.rows.len() - self.width() + entry);
        entry.and_then(|entry| self.rows.get(entry)).map_or(NEVER, |distance| u32::from(*distance))
    }

    /// How many letters the latest row is for.
    fn path_len(&self) -> usize {
        self.rows.len() / self.width() - 1
    }
}

/// Beyond reach.
const FAR: u8 = u8::MAX;

/// More than any distance.
const NEVER: u32 = 1 << 16;

/// Where a walk stands.
#[derive(Clone, Copy)]
struct Step {
    address: usize,
    rank: u32,
    /// The bits of the letter being read, and how many of its bytes are missing.
    letter: u32,
    missing: u32,
    /// The least distance of the word from any beginning of the path.
    best: u32,
}

impl Step {
    /// Reads a byte of UTF-8: returns the bits so far and how many bytes are missing.
    fn read(&self, byte: u8) -> (u32, u32) {
        let bits = u32::from(byte);
        match byte {
            0..0x80 => (bits, 0),
            0x80..0xC0 => (self.letter << 6 | bits & 0x3F, self.missing.saturating_sub(1)),
            0xC0..0xE0 => (bits & 0x1F, 1),
            0xE0..0xF0 => (bits & 0x0F, 2),
            _ => (bits & 0x07, 3),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::format::bytes::Bytes;
    use crate::format::lexicon;

    fn near(keys: &[&str], word: &str, reach: u32, is_prefix: bool) -> Vec<(String, u32)> {
        let lexicon = Lexicon::decode(&Bytes::new(&lexicon::encode(keys.iter().copied()))).unwrap();
        let letters: Vec<char> = word.chars().collect();
        let mut found = Vec::new();
        Walk::new(&lexicon, &letters, reach, is_prefix)
            .run(&mut |rank, distance| found.push((lexicon.key(rank), distance)));
        found
    }

    /// The distance by its definition (optimal string alignment), without rows kept for a path.
    fn distance(a: &[char], b: &[char]) -> u32 {
        match (a, b) {
            ([], rest) | (rest, []) => rest.len() as u32,
            ([a_rest @ .., x], [b_rest @ .., y]) => {
                let mut best = distance(a_rest, b_rest) + u32::from(x != y);
                best = best.min(distance(a_rest, b) + 1).min(distance(a, b_rest) + 1);
                if let ([a_more @ .., w, _], [b_more @ .., z, _]) = (a, b)
                    && w == y
                    && x == z
                {
                    best = best.min(distance(a_more, b_more) + 1);
                }
                best
            }
        }
    }

    #[test]
    fn one_edit_of_each_kind_is_in_reach() {
        let keys = ["diplomacy", "diplomatic", "diplomats"];
        for typed in ["diplomtic", "diplomaticc", "diplomatyc", "diplomtaic", "siplomatic"] {
            assert_eq!(near(&keys, typed, 1, false), [("diplomatic".to_owned(), 2)], "{typed}");
        }
    }

    #[test]
    fn the_word_being_typed_is_compared_with_beginnings() {
        let keys = ["diplomacy", "diplomatic", "economy"];
        assert_eq!(near(&keys, "diplomti", 1, true), [("diplomatic".to_owned(), 3)]);
        assert_eq!(near(&keys, "diplmo", 1, true).len(), 2);
    }

    #[test]
    fn numbers_titles_and_spellings_are_out_of_reach() {
        assert_eq!(near(&["a2022", "city\u{1E}çity", "city\u{1F}hall"], "city", 2, true), []);
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_the_definition_says(keys in proptest::collection::btree_set("[abđ東]{1,5}", 1..40), word in "[abđ東]{1,5}", reach in 1u32..3, is_prefix: bool) {
            let sorted: Vec<&str> = keys.iter().map(String::as_str).collect();
            let letters: Vec<char> = word.chars().collect();
            let expected: Vec<(String, u32)> = sorted.iter().filter_map(|key| {
                let path: Vec<char> = key.chars().collect();
                let whole = Some(distance(&letters, &path)).filter(|whole| *whole <= reach);
                let begun = (0..=path.len()).map(|len| distance(&letters, &path[..len])).min().filter(|begun| is_prefix && *begun <= reach);
                let costs = whole.map(|whole| 2 * whole).into_iter().chain(begun.map(|begun| 2 * begun + 1));
                costs.min().filter(|cost| *cost > 1).map(|cost| ((*key).to_owned(), cost))
            }).collect();
            // The empty beginning is not compared: a word is never shorter than its reach.
            prop_assume!(letters.len() > reach as usize);
            prop_assert_eq!(near(&sorted, &word, reach, is_prefix), expected);
        }
    }
}
