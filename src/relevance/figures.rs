//! The figures of one engine over one collection.

use anyhow::Result;
use serde_json::{Value, json};

use super::collection::{Collection, Judged};
use super::metrics::{mean, mrr, ndcg, recall};
use super::samples::{Random, distinct_titles, misspelt, two_word_queries, typed};

/// Hits that judged queries ask for.
const JUDGED_HITS: usize = 100;
/// Hits that a visitor sees at once, among which the page from before the typo must still be.
const SEEN_HITS: usize = 10;
/// Hits among which a page must be while its title is typed.
const TYPING_HITS: usize = 5;
/// Samples drawn of queries and of titles.
const SAMPLES: usize = 200;
/// Characters of a title that are typed.
pub const TYPED: [usize; 3] = [5, 8, 12];

/// Returns the addresses of the best hits for a query, at most this many.
pub type Search<'a> = dyn FnMut(&str, usize) -> Result<Vec<String>> + 'a;

/// What came of it. Shares are 0 to 1, and of how many.
pub struct Figures {
    /// nDCG@10 of each judged query.
    pub by_query: Vec<f64>,
    /// Its mean.
    pub ndcg: f64,
    /// MRR@10.
    pub mrr: f64,
    /// Recall@100.
    pub recall: f64,
    /// Judged queries without any hit.
    pub without_hits: Share,
    /// Judged queries whose first hit stays in the first ten after a typo.
    pub long_typos: Share,
    /// The same for queries of two words of a title.
    pub short_typos: Share,
    /// Pages among the first five after this many characters of their title as [`TYPED`] says.
    pub prefixes: [Share; TYPED.len()],
}

/// The figures of one engine, to be shown beside others.
pub struct Row {
    /// Its name.
    pub engine: &'static str,
    /// Bytes of the index, where it is Findlet's.
    pub bytes: Option<usize>,
    /// What was measured.
    pub figures: Figures,
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are meant.
    pub of: usize,
    /// How many of them it holds for.
    pub holds: usize,
}

impl Share {
    fn count(&mut self, holds: bool) {
        self.of += 1;
        self.holds += usize::from(holds);
    }

    /// Returns it as a number, if it is a share of anything.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.holds as f64 / self.of as f64)
    }

    fn json(self) -> Value {
        json!({ "share": self.value(), "of": self.of })
    }
}

impl Figures {
    /// Asks `search` everything there is to ask.
    ///
    /// # Errors
    /// Those of `search`.
    pub fn measure(collection: &Collection, search: &mut Search<'_>) -> Result<Self> {
        let mut rankings = Vec::new();
        for query in &collection.queries {
            rankings.push(search(&query.text, JUDGED_HITS)?);
        }
        let by_query = each(&collection.queries, &rankings, |ranking, query| ndcg(ranking, &query.gains, 10));
        let titles: Vec<&str> = collection.titles.iter().map(|(title, _)| title.as_str()).collect();
        let mut without_hits = Share::default();
        rankings.iter().for_each(|ranking| without_hits.count(ranking.is_empty()));
        Ok(Self {
            ndcg: mean(by_query.iter().copied()),
            by_query,
            mrr: mean(each(&collection.queries, &rankings, |ranking, query| mrr(ranking, &query.gains, 10))),
            recall: mean(each(&collection.queries, &rankings, |ranking, query| {
                recall(ranking, &query.gains, JUDGED_HITS)
            })),
            without_hits,
            long_typos: long_typos(&collection.queries, &rankings, search)?,
            short_typos: short_typos(&titles, search)?,
            prefixes: prefixes(collection, &titles, search)?,
        })
    }

    /// Returns them as an object.
    #[must_use]
    pub fn json(&self) -> Value {
        let prefixes = TYPED.iter().zip(self.prefixes).map(|(typed, share)| (typed.to_string(), share.json()));
        json!({
            "ndcg10": self.ndcg,
            "mrr10": self.mrr,
            "recall100": self.recall,
            "withoutHits": self.without_hits.json(),
            "typoLong": self.long_typos.json(),
            "typoShort": self.short_typos.json(),
            "prefix": prefixes.collect::<serde_json::Map<_, _>>(),
        })
    }
}

fn each(queries: &[Judged], rankings: &[Vec<String>], metric: impl Fn(&[&str], &Judged) -> f64) -> Vec<f64> {
    let value = |(query, ranking): (&Judged, &Vec<String>)| {
        let ranking: Vec<&str> = ranking.iter().map(String::as_str).collect();
        metric(&ranking, query)
    };
    queries.iter().zip(rankings).map(value).collect()
}

fn long_typos(queries: &[Judged], rankings: &[Vec<String>], search: &mut Search<'_>) -> Result<Share> {
    let (mut random, mut kept) = (Random::new(99), Share::default());
    for (query, ranking) in queries.iter().zip(rankings) {
        if let (Some(typo), Some(first)) = (misspelt(&query.text, &mut random), ranking.first()) {
            kept.count(search(&typo, SEEN_HITS)?.contains(first));
        }
    }
    Ok(kept)
}

fn short_typos(titles: &[&str], search: &mut Search<'_>) -> Result<Share> {
    let (mut random, mut kept) = (Random::new(5), Share::default());
    for query in two_word_queries(titles, SAMPLES, 23) {
        let Some(typo) = misspelt(&query, &mut random) else { continue };
        if let Some(first) = search(&query, SEEN_HITS)?.first() {
            kept.count(search(&typo, SEEN_HITS)?.contains(first));
        }
    }
    Ok(kept)
}

fn prefixes(collection: &Collection, titles: &[&str], search: &mut Search<'_>) -> Result<[Share; TYPED.len()]> {
    let mut found = [Share::default(); TYPED.len()];
    for at in distinct_titles(titles, SAMPLES, 31) {
        let (title, url) = &collection.titles[at];
        for (share, units) in found.iter_mut().zip(TYPED) {
            share.count(search(&typed(title, units), TYPING_HITS)?.contains(url));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Collection, Figures, Judged, Share};

    fn collection() -> Collection {
        let title = "Laminar boundary layers";
        let gains = [("a".to_owned(), 1.0)].into();
        Collection {
            documents: vec![],
            queries: vec![Judged { id: "1".into(), text: "layers in the laminar flow".into(), gains }],
            titles: vec![(title.into(), "a".into())],
        }
    }

    #[test]
    fn an_engine_that_always_finds_the_page_is_perfect() {
        let figures = Figures::measure(&collection(), &mut |_, _| Ok(vec!["a".into()])).unwrap();
        assert!((figures.ndcg - 1.0).abs() < 1e-9 && (figures.mrr - 1.0).abs() < 1e-9);
        assert_eq!(figures.without_hits, Share { of: 1, holds: 0 });
        assert_eq!(figures.long_typos, Share { of: 1, holds: 1 });
        assert_eq!(figures.short_typos, Share { of: 3, holds: 3 });
        assert_eq!(figures.prefixes, [Share { of: 1, holds: 1 }; 3]);
    }

    #[test]
    fn queries_without_a_hit_have_none_to_keep() {
        let figures = Figures::measure(&collection(), &mut |_, _| Ok(vec![])).unwrap();
        assert_eq!((figures.short_typos.value(), figures.long_typos.value()), (None, None));
        assert_eq!((figures.without_hits.value(), figures.prefixes[0].value()), (Some(1.0), Some(0.0)));
    }

    #[test]
    fn a_typo_that_loses_the_page_counts() {
        let mut words = |query: &str, _| {
            let known = query.split(' ').all(|word| "layers in the laminar boundary flow".contains(word));
            Ok(if known { vec!["a".to_owned()] } else { vec![] })
        };
        let figures = Figures::measure(&collection(), &mut words).unwrap();
        assert_eq!((figures.short_typos, figures.long_typos), (Share { of: 3, holds: 0 }, Share { of: 1, holds: 0 }));
    }
}
