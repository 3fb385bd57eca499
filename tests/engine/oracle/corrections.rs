//! Corrections: what a mistyped word may stand for.

use std::cmp::Reverse;

use findlet_core::query::Factor;

use super::asked::{Asked, Needle, Parsed, Word};
use super::{Oracle, Roles, Sum, Used};

impl Oracle<'_> {
    /// Gives documents that lack a word what it may be a slip for, or is with other spaces. Returns the query with the
    /// first correction in the place of each word that no document held.
    pub(super) fn correct(
        &self,
        asked: &Asked,
        parsed: &Parsed,
        roles: &Roles,
        sums: &mut [Sum],
        used: &mut [Used],
    ) -> Option<Asked> {
        let is_known = roles.typed(sums) > 0 || (0..parsed.slots.len()).any(|at| held_by(sums, at) == 0);
        let mut replaced: Vec<(std::ops::Range<usize>, String)> = vec![];
        for at in 0..parsed.slots.len() {
            let Some(word) = parsed.slots[at].plain() else { continue };
            let held = held_by(sums, at);
            let place = asked.place(word);
            let is_rare = is_known && held > 0;
            let is_meant = is_rare && parsed.slots.len() > 8 || used[at].is_broad;
            let found = if is_meant { vec![] } else { self.corrections(&word.whole) };
            let best = found.first().map_or(0, |(key, _)| self.collection.documents_with_class("", key));
            let likelier = if best > 32 * held { best } else { 0 };
            if let Some((last, meant)) = self.respace(parsed, (at, likelier), sums, used) {
                replaced.push((place.start..asked.place(last).end, meant));
            }
            let is_replaced = replaced.last().is_some_and(|(range, _)| range.end > place.start);
            if is_replaced {
                continue;
            }
            self.add_corrections(at, &found, held, sums, &mut used[at]);
            if let Some((key, _)) = found.first().filter(|_| likelier > 0 && (held == 0 || is_rare)) {
                replaced.push((place, key.clone()));
            }
        }
        let mut typed = asked.typed();
        replaced.iter().rev().for_each(|(range, meant)| typed.replace_range(range.clone(), meant));
        (!replaced.is_empty()).then(|| Asked::with_dashes(&typed))
    }

    fn add_corrections(&self, at: usize, found: &[(String, usize)], held: usize, sums: &mut [Sum], used: &mut Used) {
        let best = found.first().map_or(0, |(key, _)| self.collection.documents_with_class("", key));
        let mut weights = vec![0; sums.len()];
        for (key, cost) in found {
            let documents = self.collection.documents_with_class("", key);
            if documents > 32 * held {
                let whole = self.factors[Factor::Corrected];
                let factor = if *cost > 3 { whole * 3 / 4 } else { whole };
                let unit = self.idf(documents.max(best)) * factor;
                for key in self.collection.class("", key) {
                    super::raise(&mut weights, (0..sums.len()).map(|id| unit * self.collection.impact(id, "", &key)));
                    used.keys.insert(key);
                }
            }
        }
        add_corrected(at, &weights, sums);
    }

    /// Gives documents that lack a slot what it is together with the next, and what it is as two words. Returns the
    /// last word that this stands for and how it is written, where none held all of it.
    fn respace<'p>(
        &self,
        parsed: &'p Parsed,
        (at, likelier): (usize, usize),
        sums: &mut [Sum],
        used: &mut [Used],
    ) -> Option<(&'p Word, String)> {
        let held = held_by(sums, at);
        let mut meant = None;
        if parsed.slots.len() > 8 {
            return None;
        }
        let word = |at: usize| parsed.slots.get(at).and_then(|slot| slot.plain());
        let is_known = |key: &str| self.collection.documents_with("", key) > 0;
        let next = word(at + 1);
        let joined = next.and_then(|next| {
            let (first, whole) = (word(at)?, format!("{}{}", word(at)?.whole.key, next.whole.key));
            let (last, before) = first.parts.split_last().unwrap_or((&first.whole, &[]));
            let end = format!("{}{}", last.key, next.whole.key);
            let parts = before.iter().map(|part| part.key.as_str()).chain([end.as_str()]).collect::<Vec<_>>().join(" ");
            if is_known(&whole) { Some(whole) } else { Some(parts).filter(|_| is_known(&end)) }
        });
        let is_half = |key: &str| is_known(key) && self.collection.documents_with_class("", key) >= likelier;
        let split = split(word(at)?, held > 0, &is_half);
        for (words, count) in [(joined, 2), (split, 1)] {
            let Some(words) = words else { continue };
            let slots = at..at + count;
            let is_typed = slots.clone().all(|at| held_by(sums, at) > 0);
            let mut is_found = false;
            for at in slots.clone() {
                let weights = self.stand_in(&words, count, 16, &mut used[at]);
                is_found |= weights.iter().any(|weight| *weight > 0);
                add_corrected(at, &weights, sums);
            }
            if is_found && !is_typed && meant.is_none() {
                meant = Some((word(slots.end - 1)?, words));
            }
        }
        meant
    }

    /// Returns the 8 terms nearest to a word, all of them as near as the nearest, with twice
    /// their distance and one more where they continue what was typed.
    fn corrections(&self, needle: &Needle) -> Vec<(String, usize)> {
        let word: Vec<char> = needle.key.chars().collect();
        let reach = usize::from(word.len() >= 4) + usize::from(word.len() >= 8);
        if reach == 0 || word.iter().any(char::is_ascii_digit) {
            return vec![];
        }
        let cost = |key: &str| {
            let term: Vec<char> = key.chars().collect();
            let whole = Some(distance(&word, &term)).filter(|whole| *whole <= reach).map(|whole| 2 * whole);
            let begun = (1..=term.len()).map(|len| distance(&word, &term[..len])).min();
            let begun = begun.filter(|begun| needle.is_prefix && *begun <= reach).map(|begun| 2 * begun + 1);
            whole.into_iter().chain(begun).min()
        };
        let terms = self.collection.keys("").into_iter().filter(|key| !key.contains(|c: char| c.is_ascii_digit()));
        let mut near: Vec<(String, usize)> = terms.filter_map(|key| Some((key.to_owned(), cost(key)?))).collect();
        near.sort_by_key(|(key, cost)| (*cost, Reverse(self.collection.documents_with_class("", key)), key.clone()));
        near.truncate(8);
        let nearest = near.first().map_or(0, |(_, cost)| *cost);
        near.retain(|(_, cost)| *cost == nearest);
        near
    }
}

fn held_by(sums: &[Sum], at: usize) -> usize {
    sums.iter().filter(|sum| sum.held.contains(&at)).count()
}

fn add_corrected(at: usize, weights: &[u32], sums: &mut [Sum]) {
    for (sum, weight) in sums.iter_mut().zip(weights).filter(|(sum, _)| !sum.held.contains(&at)) {
        sum.add(at, *weight, true);
        sum.corrected.extend((*weight > 0).then_some(at));
    }
}

/// A word as two that are known, the first as long as may be.
fn split(word: &Word, is_held: bool, is_known: &dyn Fn(&str) -> bool) -> Option<String> {
    let key = word.whole.key.as_str();
    let least = if is_held { 4 } else { 2 };
    let fits = |at: &usize| {
        let (first, second) = key.split_at(*at);
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_unit = is_digit(first.chars().next_back()) != is_digit(second.chars().next());
        (is_unit || first.len() >= least && second.len() >= least) && is_known(first) && is_known(second)
    };
    let places = (1..key.len()).rev().filter(|at| key.is_char_boundary(*at) && word.parts.is_empty());
    places.into_iter().find(fits).map(|at| format!("{} {}", &key[..at], &key[at..]))
}

/// Optimal string alignment, row by row over the whole table.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = match (i, j) {
                (0, rest) | (rest, 0) => rest,
                _ => {
                    let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let best = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    let is_swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if is_swapped { best.min(table[i - 2][j - 2] + 1) } else { best }
                }
            };
        }
    }
    table[a.len()][b.len()]
}
