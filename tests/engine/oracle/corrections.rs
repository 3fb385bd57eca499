//! Corrections: what a mistyped word may stand for.

use std::cmp::Reverse;

use findlet_core::query::Factor;

use super::asked::{Asked, Needle, Parsed};
use super::{Oracle, Roles, Sum, Used};

impl Oracle<'_> {
    /// Gives documents that lack a word what it may be a slip for. Returns the query with the
    /// first correction in the place of each word that no document held.
    pub(super) fn correct(
        &self,
        asked: &Asked,
        parsed: &Parsed,
        roles: &Roles,
        sums: &mut [Sum],
        used: &mut [Used],
    ) -> Option<Asked> {
        let mut meant = asked.clone();
        let mut is_corrected = false;
        let held_by = |sums: &[Sum], at: usize| sums.iter().filter(|sum| sum.held.contains(&at)).count();
        let is_known = roles.typed(sums) > 0 || (0..parsed.slots.len()).any(|at| held_by(sums, at) == 0);
        for (at, slot) in parsed.slots.iter().enumerate().rev() {
            let Some(word) = slot.plain() else { continue };
            let held = held_by(sums, at);
            if is_known && held > 0 || used[at].is_broad {
                continue;
            }
            let found = self.corrections(&word.whole);
            let best = found.first().map_or(0, |(key, _)| self.collection.documents_with_class("", key));
            let mut weights = vec![0; sums.len()];
            for (key, cost) in &found {
                let documents = self.collection.documents_with_class("", key);
                if documents > 32 * held {
                    let factor = if *cost > 3 {
                        self.factors[Factor::Corrected] * 3 / 4
                    } else {
                        self.factors[Factor::Corrected]
                    };
                    let unit = self.idf(documents.max(best)) * factor;
                    for key in self.collection.class("", key) {
                        let of = |id: usize| unit * self.collection.impact(id, "", &key);
                        super::raise(&mut weights, (0..sums.len()).map(of));
                        used[at].keys.insert(key);
                    }
                }
            }
            for (sum, weight) in sums.iter_mut().zip(weights).filter(|(sum, _)| !sum.held.contains(&at)) {
                sum.add(at, weight, true);
                sum.corrected.extend((weight > 0).then_some(at));
            }
            if let Some((key, _)) = found.first().filter(|_| held == 0) {
                meant.units[word.unit].text.replace_range(word.range.clone(), key);
                is_corrected = true;
            }
        }
        is_corrected.then_some(meant)
    }

    /// Returns the 8 terms nearest to a word, all of them as near as the nearest, with twice
    /// their distance and one more where they go on behind what was typed.
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
