//! Where a bundle is cut into parts.

use findlet_core::format::keys::{COMPLETED, NAME};
use findlet_core::text::VARIANT;

use crate::weigh::prefixes::size;
use crate::weigh::terms::TermEntry;

/// Bytes of a separator that a class is worth which a cut doesn't split. Those are in the manifest, which
/// everybody fetches; of a split class, each of its shards names the keys in the others.
const SPLIT: i32 = 8;

/// How large parts become, before compression; a part takes what fits, or one thing that doesn't.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Targets {
    pub shard_bytes: usize,
    pub cards_per_part: usize,
    pub body_bytes: usize,
}

/// Where shards and parts begin.
#[derive(Debug)]
pub(crate) struct Plan {
    pub shards: Vec<usize>,
    pub bodies: Vec<usize>,
    pub cards_per_part: usize,
}

impl Plan {
    /// Cuts `terms`, and `bodies` of this many bytes.
    pub fn new(targets: Targets, terms: &[TermEntry], bodies: &[usize]) -> Self {
        let groups = groups(terms);
        let sizes: Vec<usize> =
            ranges(&groups, terms.len()).map(|group| terms[group].iter().map(bytes).sum()).collect();
        let by_term = class_cuts(terms);
        let length = |first| i32::try_from(separator(first, terms).len()).expect("keys have at most 320 bytes");
        let cost = |first: &usize| SPLIT * by_term[*first] + length(*first);
        let costs: Vec<i32> = groups.iter().map(cost).chain([0]).collect();
        Self {
            shards: cuts(&sizes, targets.shard_bytes, &costs).into_iter().map(|group| groups[group]).collect(),
            bodies: cuts(bodies, targets.body_bytes, &vec![0; bodies.len()]),
            cards_per_part: targets.cards_per_part.max(1),
        }
    }
}

/// Returns what a term takes in its shard, about.
pub(crate) fn bytes(term: &TermEntry) -> usize {
    size(&term.key, term.documents as usize)
}

/// Returns where a shard may begin: not between a word and what is listed for it as a prefix, its
/// spellings and the name that is just it.
fn groups(terms: &[TermEntry]) -> Vec<usize> {
    let is_first = |at: &usize| {
        let before = at.checked_sub(1).map(|before| terms[before].key.as_str());
        !before.zip(companion_of(&terms[*at].key)).is_some_and(|(before, word)| before.starts_with(word))
    };
    (0..terms.len()).filter(is_first).collect()
}

/// Returns the word that `key` belongs to, if it is not one itself.
fn companion_of(key: &str) -> Option<&str> {
    if let Some((word, _)) = key.split_once(VARIANT) {
        return Some(word);
    }
    key.strip_suffix([COMPLETED, NAME])
}

/// Returns how many classes a cut before each term would split.
fn class_cuts(terms: &[TermEntry]) -> Vec<i32> {
    let classes = terms.iter().filter_map(|term| term.class).max().map_or(0, |class| class as usize + 1);
    let mut extents = vec![None; classes];
    for (at, term) in terms.iter().enumerate() {
        if let Some(class) = term.class {
            let (_, last) = extents[class as usize].get_or_insert((at, at));
            *last = at;
        }
    }
    let mut costs = vec![0; terms.len() + 1];
    for (first, last) in extents.into_iter().flatten() {
        costs[first + 1] += 1;
        costs[last + 1] -= 1;
    }
    let mut open = 0;
    costs.iter_mut().for_each(|cost| {
        open += *cost;
        *cost = open;
    });
    costs
}

/// Returns where groups of about `target` begin; an item above it has a group alone. Groups end
/// in their last fifth, where that costs least.
fn cuts(sizes: &[usize], target: usize, costs: &[i32]) -> Vec<usize> {
    let mut firsts = Vec::new();
    let mut first = 0;
    while first < sizes.len() {
        firsts.push(first);
        let (mut filled, mut end) = (sizes[first], first + 1);
        let mut best = None;
        while end < sizes.len() && filled.saturating_add(sizes[end]) <= target {
            if filled >= target / 5 * 4 && best.is_none_or(|best| costs[end] <= costs[best]) {
                best = Some(end);
            }
            filled = filled.saturating_add(sizes[end]);
            end += 1;
        }
        let is_last = end == sizes.len();
        first = best.filter(|best| !is_last && costs[*best] < costs[end]).unwrap_or(end);
    }
    firsts
}

/// Returns the items of each group that begins at one of `firsts`.
pub(crate) fn ranges(firsts: &[usize], len: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    firsts.iter().enumerate().map(move |(at, first)| *first..firsts.get(at + 1).copied().unwrap_or(len))
}

/// Returns the shortest key that separates each shard from the one before. None ends as the name that
/// is a single word does: that would be looked for in the shard behind its word's.
pub(crate) fn separators(firsts: &[usize], terms: &[TermEntry]) -> Vec<String> {
    firsts.iter().map(|first| separator(*first, terms).to_owned()).collect()
}

fn separator(first: usize, terms: &[TermEntry]) -> &str {
    let Some(before) = first.checked_sub(1).map(|at| &terms[at].key) else { return "" };
    let key = &terms[first].key;
    let ends = key.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut prefixes = ends.map(|end| &key[..end]);
    prefixes.find(|prefix| *prefix > before.as_str() && !prefix.ends_with(NAME)).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use findlet_core::format::terms::TermKind;

    use super::*;

    fn terms<const N: usize>(keys: [(&str, Option<u32>); N]) -> [TermEntry; N] {
        keys.map(|(key, class)| TermEntry::of(key, TermKind::Word, class, 1))
    }

    #[test]
    fn groups_are_filled_up_to_the_target() {
        let filled = |sizes: &[usize], target| cuts(sizes, target, &vec![0; sizes.len() + 1]);
        assert_eq!(filled(&[3, 3, 3, 9, 1, 1], 6), [0, 2, 3, 4]);
        assert_eq!(filled(&[], 6), Vec::<usize>::new());
        assert_eq!(filled(&[1, 1], usize::MAX), [0]);
    }

    #[test]
    fn a_cut_avoids_the_middle_of_a_class() {
        let classed = terms([("a", None), ("b", None), ("cities", Some(0)), ("citrus", None), ("city", Some(0))]);
        assert_eq!(class_cuts(&classed), [0, 0, 0, 1, 1, 0]);
        assert_eq!(cuts(&[10; 5], 49, &class_cuts(&classed)), [0, 4]);
        assert_eq!(cuts(&[10; 5], 30, &class_cuts(&classed)), [0, 3]);
        assert_eq!(cuts(&[20, 20, 4, 4, 4], 50, &class_cuts(&classed)), [0, 2]);
    }

    #[test]
    fn a_word_stays_with_its_prefix_its_spellings_and_its_name() {
        let keys = ["cit\u{1B}", "city", "city\u{1B}", "city\u{1E}", "city\u{1E}çity", "city\u{1F}"];
        let all = [&keys[..], &["city\u{1F}hall", "city\u{1F}map", "citymap"]].concat();
        let terms = terms::<9>(std::array::from_fn(|at| (all[at], None)));
        assert_eq!(groups(&terms), [0, 1, 6, 7, 8]);
        assert_eq!(separators(&[0, 6], &terms), ["", "city\u{1F}h"]);
    }

    #[test]
    fn separators_are_as_short_as_they_can_be() {
        let terms = terms([("city", None), ("citymap", None), ("zebra", None)]);
        assert_eq!(separators(&[0, 1, 2], &terms), ["", "citym", "z"]);
    }
}
