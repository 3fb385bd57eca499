//! The score of ARCHITECTURE.md, implemented as it reads: a scan over all documents, without
//! index, integers chosen as there. Shares the analyser with the engine and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use findlet_core::text::{Characters, TokenKind, analyse};
use findlet_indexer::{BlockKind, Document, Options};

/// A token of a document: field, key, form.
type Word = (usize, String, String);

const FIELDS: [Option<BlockKind>; 5] =
    [Some(BlockKind::Caption), Some(BlockKind::Summary), Some(BlockKind::Heading), Some(BlockKind::Paragraph), None];

/// All documents, cut into words.
pub struct Oracle<'a> {
    documents: Vec<Vec<Word>>,
    /// Words of each document by field, wholes and tails left out.
    lengths: Vec<[f64; 5]>,
    characters: &'a Characters,
    options: Options,
}

/// What the oracle says of a document: (id, score, words missing).
pub type Ranked = (u32, u32, usize);

struct Needle {
    key: String,
    form: String,
    is_prefix: bool,
}

struct QueryWord {
    whole: Needle,
    parts: Vec<Needle>,
}

impl<'a> Oracle<'a> {
    pub fn new(documents: &[Document], characters: &'a Characters, options: &Options) -> Self {
        let mut sorted: Vec<&Document> = documents.iter().collect();
        sorted.sort_by_key(|document| &document.url);
        let mut oracle = Self { documents: vec![], lengths: vec![], characters, options: options.clone() };
        for document in sorted {
            let (mut words, mut lengths) = (Vec::new(), [0.0; 5]);
            for (field, kind) in FIELDS.iter().enumerate() {
                let texts: Vec<&str> = kind.map_or(vec![&document.title], |kind| document.texts(kind).collect());
                for text in texts {
                    analyse(text, characters, &mut |token| {
                        words.push((field, token.key.to_owned(), token.form.to_owned()));
                        let is_counted = !matches!(token.kind, TokenKind::Whole | TokenKind::Tail);
                        lengths[field] += if is_counted { 1.0 } else { 0.0 };
                    });
                }
            }
            oracle.documents.push(words);
            oracle.lengths.push(lengths);
        }
        oracle
    }

    /// Returns all documents that match, in order.
    pub fn search(&self, query: &str) -> Vec<Ranked> {
        let words = self.parse(query);
        let by_word: Vec<Vec<u32>> = words.iter().map(|word| self.word_weights(word)).collect();
        let mut ranked: Vec<Ranked> = (0..self.documents.len())
            .map(|id| {
                let weights = by_word.iter().map(|weights| weights[id]);
                (id as u32, weights.clone().sum(), weights.filter(|weight| *weight == 0).count())
            })
            .filter(|(_, score, _)| *score > 0)
            .collect();
        ranked.sort_by_key(|(id, score, missing)| (*missing > 0, std::cmp::Reverse(*score), *id));
        if ranked.iter().filter(|(_, _, missing)| *missing == 0).count() >= 10 {
            ranked.retain(|(_, _, missing)| *missing == 0);
        }
        ranked
    }

    fn word_weights(&self, word: &QueryWord) -> Vec<u32> {
        let whole = self.needle_weights(&word.whole);
        let parts: Vec<Vec<u32>> = word.parts.iter().map(|part| self.needle_weights(part)).collect();
        (0..self.documents.len())
            .map(|id| {
                let parts: Vec<u32> = parts.iter().map(|weights| weights[id]).collect();
                let holds_all = !parts.is_empty() && parts.iter().all(|weight| *weight > 0);
                let together = if holds_all { parts.iter().sum::<u32>() / parts.len() as u32 * 12 / 16 } else { 0 };
                whole[id] + together
            })
            .collect()
    }

    fn needle_weights(&self, needle: &Needle) -> Vec<u32> {
        let ids = 0..self.documents.len();
        let with_key = |key: &str| ids.clone().filter(|id| self.holds(*id, key)).count() as u32;
        let spellings: BTreeSet<&str> = self
            .documents
            .iter()
            .flatten()
            .filter(|(_, key, _)| *key == needle.key)
            .map(|(_, _, form)| form.as_str())
            .collect();
        let folded_factor = if spellings.len() > 1 { 13 } else { 16 };
        let completions = if needle.is_prefix { self.completions(&needle.key) } else { vec![] };
        let completion_impact = |id: usize| {
            completions.iter().map(|completion| self.impact(id, |key, _| key == completion)).max().unwrap_or(0)
        };
        let union = ids.clone().filter(|id| self.holds(*id, &needle.key) || completion_impact(*id) > 0).count() as u32;
        ids.clone()
            .map(|id| {
                let idf = self.idf(with_key(&needle.key));
                let folded = idf * self.impact(id, |key, _| key == needle.key) * folded_factor;
                let spelled = idf * self.impact(id, |key, form| key == needle.key && form == needle.form) * 16;
                let completed = self.idf(union) * completion_impact(id) * 9;
                folded.max(if spellings.len() > 1 { spelled } else { 0 }).max(completed)
            })
            .collect()
    }

    fn holds(&self, id: usize, wanted: &str) -> bool {
        self.documents[id].iter().any(|(_, key, _)| key == wanted)
    }

    /// The 256 keys in most documents that begin with `prefix`, itself left out.
    fn completions(&self, prefix: &str) -> Vec<String> {
        let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
        for words in &self.documents {
            let keys: BTreeSet<&str> = words.iter().map(|(_, key, _)| key.as_str()).collect();
            for key in keys.into_iter().filter(|key| key.starts_with(prefix) && *key != prefix) {
                *frequency.entry(key).or_default() += 1;
            }
        }
        let mut keys: Vec<(&str, usize)> = frequency.into_iter().collect();
        keys.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), *key));
        keys.into_iter().take(256).map(|(key, _)| key.to_owned()).collect()
    }

    /// The quantised BM25F frequency of the words that `matches` picks; 0 where there are none.
    fn impact(&self, id: usize, matches: impl Fn(&str, &str) -> bool) -> u32 {
        let mut counts = [0.0; 5];
        for (field, _, _) in self.documents[id].iter().filter(|(_, key, form)| matches(key, form)) {
            counts[*field] += 1.0;
        }
        if counts.iter().all(|count| *count == 0.0) {
            return 0;
        }
        let weights = &self.options.weights;
        let by_field = [weights.caption, weights.summary, weights.heading, weights.body, weights.title];
        let frequency: f64 = (0..5).map(|field| counts[field] * (by_field[field] / self.norm(id, field))).sum();
        let saturated = frequency / (self.options.k1 + frequency);
        ((saturated * 32.0).floor() as u32 + 1).min(32)
    }

    fn norm(&self, id: usize, field: usize) -> f64 {
        let present: Vec<f64> =
            self.lengths.iter().map(|lengths| lengths[field]).filter(|length| *length > 0.0).collect();
        let mean = present.iter().sum::<f64>() / present.len() as f64;
        let b = if FIELDS[field].is_none() { 0.0 } else { self.options.b };
        if present.is_empty() { 1.0 } else { 1.0 - b + b * (self.lengths[id][field].max(1.0) / mean) }
    }

    /// `1 + 256 log2(2N + 2) - 256 log2(2n + 1)`, each logarithm rounded down.
    fn idf(&self, with_term: u32) -> u32 {
        let log = |value: u32| (f64::from(value).log2() * 256.0 + 1e-9).floor() as u32;
        1 + log(2 * self.documents.len() as u32 + 2).saturating_sub(log(2 * with_term + 1))
    }

    fn parse(&self, query: &str) -> Vec<QueryWord> {
        let (mut words, mut parts, mut end, mut pair_end) = (Vec::<QueryWord>::new(), Vec::new(), 0, None);
        let mut is_typing = false;
        analyse(query, self.characters, &mut |token| {
            end = token.end;
            let needle = |is_prefix| Needle { key: token.key.to_owned(), form: token.form.to_owned(), is_prefix };
            match token.kind {
                TokenKind::Part => parts.push(needle(false)),
                TokenKind::Tail if pair_end == Some(token.end) => is_typing = false,
                kind => {
                    pair_end = if kind == TokenKind::Pair { Some(token.end) } else { pair_end };
                    let word = QueryWord { whole: needle(kind == TokenKind::Tail), parts: std::mem::take(&mut parts) };
                    let known = |other: &QueryWord| {
                        (&other.whole.key, &other.whole.form) == (&word.whole.key, &word.whole.form)
                    };
                    is_typing = !words.iter().any(known);
                    words.extend(is_typing.then_some(word));
                }
            }
        });
        let is_complete = query[end..].contains(char::is_whitespace);
        if let Some(last) = words.last_mut().filter(|_| is_typing && !is_complete) {
            last.whole.is_prefix = true;
            last.parts.iter_mut().next_back().into_iter().for_each(|part| part.is_prefix = true);
        }
        words
    }
}
