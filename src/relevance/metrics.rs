//! How good a ranking is, by judgments: pure functions, numbers as `trec_eval` gives them.
//!
//! Järvelin and Kekäläinen 2002 for nDCG, here with linear gains.

use std::collections::{BTreeMap, BTreeSet};

/// Gains of documents for one query; what is not in it gains nothing.
pub type Gains = BTreeMap<String, f64>;

/// Returns the discounted gain of the first `depth` documents over that of the best ranking, 0 to
/// 1. A document that stands twice gains once.
#[must_use]
pub fn ndcg(ranking: &[&str], gains: &Gains, depth: usize) -> f64 {
    let mut seen = BTreeSet::new();
    let gained = ranking.iter().map(|document| if seen.insert(*document) { gain(gains, document) } else { 0.0 });
    let mut best: Vec<f64> = gains.values().copied().filter(|gain| *gain > 0.0).collect();
    best.sort_by(|a, b| b.total_cmp(a));
    let ideal = discounted(best.into_iter().take(depth));
    if ideal > 0.0 { discounted(gained.take(depth)) / ideal } else { 0.0 }
}

/// Returns one over the rank of the first document that gains anything, 0 where none of the first
/// `depth` does.
#[must_use]
pub fn mrr(ranking: &[&str], gains: &Gains, depth: usize) -> f64 {
    let rank = ranking.iter().take(depth).position(|document| gain(gains, document) > 0.0);
    rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0))
}

/// Returns the share of what gains anything that the first `depth` documents hold.
#[must_use]
pub fn recall(ranking: &[&str], gains: &Gains, depth: usize) -> f64 {
    let relevant = gains.values().filter(|gain| **gain > 0.0).count();
    let first: BTreeSet<&str> = ranking.iter().take(depth).copied().collect();
    let found = first.into_iter().filter(|document| gain(gains, document) > 0.0).count();
    if relevant == 0 { 0.0 } else { found as f64 / relevant as f64 }
}

/// Returns the mean; 0 of nothing.
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = values.into_iter().fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

fn gain(gains: &Gains, document: &str) -> f64 {
    gains.get(document).copied().unwrap_or_default()
}

fn discounted(gains: impl Iterator<Item = f64>) -> f64 {
    // Not `sum`, which is -0.0 of nothing.
    gains.enumerate().fold(0.0, |sum, (rank, gain)| sum + gain / (rank as f64 + 2.0).log2())
}

#[cfg(test)]
mod tests {
    use super::{Gains, mean, mrr, ndcg, recall};

    fn gains() -> Gains {
        [("a", 3.0), ("b", 1.0), ("c", 2.0), ("z", 0.0)].map(|(id, gain)| (id.to_owned(), gain)).into()
    }

    fn assert_close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-5, "{found} is not {expected}");
    }

    #[test]
    fn a_case_worked_by_hand() {
        let run = ["x", "b", "a", "z"];
        // 1 / log2(3) + 3 / log2(4) over 3 / log2(2) + 2 / log2(3) + 1 / log2(4)
        assert_close(ndcg(&run, &gains(), 10), 2.130_93 / 4.761_86);
        assert_close(mrr(&run, &gains(), 10), 0.5);
        assert_close(recall(&run, &gains(), 100), 2.0 / 3.0);
    }

    #[test]
    fn the_best_ranking_has_everything_and_no_ranking_nothing() {
        let best = ["a", "c", "b"];
        assert_close(ndcg(&best, &gains(), 10), 1.0);
        assert_close(ndcg(&best, &gains(), 1), 1.0);
        assert_close(recall(&best, &gains(), 2), 2.0 / 3.0);
        for measure in [ndcg, mrr, recall] {
            assert_close(measure(&[], &gains(), 10), 0.0);
            assert_close(measure(&best, &Gains::new(), 10), 0.0);
        }
    }

    #[test]
    fn a_document_that_stands_twice_pays_once() {
        assert_close(ndcg(&["a", "a", "a"], &gains(), 10), 3.0 / 4.761_86);
        assert_close(recall(&["a", "a", "c"], &gains(), 100), 2.0 / 3.0);
    }

    #[test]
    fn what_lies_below_the_depth_counts_nothing() {
        let deep: Vec<&str> = [["x"; 10].as_slice(), &["a"]].concat();
        assert_close(mrr(&deep, &gains(), 10), 0.0);
        assert_close(ndcg(&deep, &gains(), 10), 0.0);
        assert_close(mrr(&deep, &gains(), 11), 1.0 / 11.0);
    }

    #[test]
    fn the_mean_of_nothing_is_nothing() {
        assert_close(mean([]), 0.0);
        assert_close(mean([1.0, 2.0]), 1.5);
    }
}
