//! The score of docs/score.md, computed as it reads there: by scanning all documents, without
//! an index. Of the engine it shares the analyser, of the indexer the stemmer (the crate itself);
//! endings and synonyms are taken from the manifest, which lists them. Queries come in pieces, so
//! that the engine's parser is tested as well. The limits of docs/score.md are not reached here.

mod asked;
mod collection;
mod corrections;
mod names;
mod prefixes;
mod proximity;
mod weights;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use findlet_core::format::Manifest;
use findlet_core::query::{Factor, Factors};
use findlet_indexer::{Document, Options};

use asked::{Alternative, Parsed, Slot, Word, parse};
pub use asked::{Asked, Unit};
use collection::Collection;
use proximity::proximity;

/// All documents, cut into words.
pub struct Oracle<'a> {
    collection: Collection<'a>,
    manifest: &'a Manifest,
    factors: Factors,
    /// Every document with a name of it, as words, and the impact of that.
    names: Vec<(usize, Vec<String>, u32)>,
}

/// What the oracle says of a hit.
#[derive(Debug, PartialEq, Eq)]
pub struct Ranked {
    pub document: u32,
    pub score: u32,
    /// How many slots it holds in a corrected form only, and how many it lacks.
    pub corrected: usize,
    pub missing: usize,
}

/// What a document gathers.
#[derive(Clone, Debug, Default)]
struct Sum {
    score: u32,
    held: BTreeSet<usize>,
    corrected: BTreeSet<usize>,
    /// How strongly it is called what the query says.
    name: u32,
    is_out: bool,
}

/// What a slot used: its greatest inverse document frequency, and the keys that answer it, or what they
/// begin with: a text that weighs nothing may have words that are no terms.
#[derive(Clone, Debug, Default)]
struct Used {
    idf: u32,
    keys: BTreeSet<String>,
    prefixes: BTreeSet<String>,
    /// Whether an alternative is a broad prefix alone.
    is_broad: bool,
    /// Whether no prefix is taken for broad.
    is_complete: bool,
}

/// How slots count: those that a document may lack, and those that it must hold.
struct Roles {
    counting: BTreeSet<usize>,
    required: BTreeSet<usize>,
}

impl<'a> Oracle<'a> {
    pub fn new(documents: &[Document], manifest: &'a Manifest, options: &Options, factors: Factors) -> Self {
        let collection = Collection::new(documents, &manifest.characters, options);
        let names = collection.whole_names();
        Self { collection, manifest, factors, names }
    }

    /// Returns all hits in order, and the query as it was corrected.
    pub fn search(&self, asked: &Asked) -> (Vec<Ranked>, Option<String>) {
        let asked = &self.understood(asked);
        let parsed = parse(asked, self.manifest);
        if parsed.slots.is_empty() && parsed.excluded.is_empty() {
            return (vec![], None);
        }
        let mut sums = vec![Sum::default(); self.collection.documents.len()];
        let stops: Vec<bool> = parsed.slots.iter().map(|slot| self.is_stop(slot)).collect();
        let is_stop = |at: &usize| stops[*at] && stops.contains(&false);
        let mut used = vec![Used::default(); parsed.slots.len()];
        for (at, used) in used.iter_mut().enumerate() {
            let scale = if is_stop(&at) { self.factors[Factor::Stop] } else { 16 } * parsed.slots[at].times;
            let weights = self.slot(&parsed.slots, at, scale, used);
            sums.iter_mut().zip(weights).for_each(|(sum, (weight, is_held))| sum.add(at, weight, is_held));
            used.idf *= u32::from(!is_stop(&at));
        }
        self.exclude(&parsed, &mut sums);
        let fields: BTreeSet<usize> = (0..parsed.slots.len()).filter(|at| parsed.slots[*at].is_required()).collect();
        let phrases = (0..parsed.slots.len()).filter(|at| parsed.slots[*at].has_phrase());
        let required: BTreeSet<usize> = fields.iter().copied().chain(phrases).collect();
        let counting: BTreeSet<usize> = (0..parsed.slots.len()).filter(|at| !is_stop(at)).collect();
        let is_selecting = |at: &usize| !used[*at].is_broad || required.contains(at);
        let selecting: BTreeSet<usize> = counting.iter().copied().filter(is_selecting).collect();
        let mut roles = Roles { counting: if selecting.is_empty() { counting } else { selecting }, required };
        let broad: BTreeSet<usize> = (0..parsed.slots.len()).filter(|at| used[*at].is_broad).collect();
        self.match_names(&parsed, &broad, &mut sums);
        if roles.is_sparse(&sums) {
            roles.required = fields;
        }
        let mut corrected = None;
        if self.factors[Factor::Corrected] > 0 && roles.is_sparse(&sums) {
            corrected = self.correct(asked, &parsed, &roles, &mut sums, &mut used);
            if let Some(corrected) = &corrected {
                let is_plain = asked.units.iter().all(Unit::is_plain);
                let meant = parse(&self.understood(corrected), self.manifest);
                if is_plain {
                    self.match_names(&meant, &broad, &mut sums);
                }
            }
        }
        (self.rank(&roles, &used, sums), corrected.map(|asked| asked.typed()))
    }

    /// Exclusions and fields are words where they mean nothing.
    fn understood(&self, asked: &Asked) -> Asked {
        let mut meant = asked.clone();
        for at in 0..asked.units.len() {
            if asked.units[at].is_excluded && asked.units[at].is_option() {
                meant = meant.as_words(at);
            }
        }
        let is_alone = meant.units.iter().all(|unit| unit.is_excluded);
        for at in 0..asked.units.len() {
            let unit = &meant.units[at];
            let single =
                Asked { units: vec![unit.clone()], ends_in_space: asked.ends_in_space || at + 1 < asked.units.len() };
            let parsed = parse(&single, self.manifest);
            let first = parsed.excluded.first().and_then(|one| one.words.first()).map(|word| word.whole.key.as_str());
            let is_dashed = |key: &str| self.collection.documents_with("", &format!("-{key}")) > 0;
            let is_word = unit.is_excluded && !unit.is_phrase && unit.field.is_none() && first.is_some_and(is_dashed);
            let finds = |one: &Alternative| {
                let used = &mut Used { is_complete: true, ..Used::default() };
                self.alternative(one, 16, used).iter().any(|weight| *weight > 0)
            };
            let is_no_field = unit.field.is_some()
                && !unit.is_excluded
                && !parsed.slots.iter().flat_map(|slot| &slot.alternatives).any(finds);
            if unit.is_excluded && is_alone || is_word || is_no_field {
                meant = meant.as_words(at);
            }
        }
        meant
    }

    /// A document with the words of an excluded phrase is out where it holds any that is excluded.
    fn exclude(&self, parsed: &Parsed, sums: &mut [Sum]) {
        let phrases: Vec<&Alternative> = parsed.excluded.iter().filter(|one| one.is_phrase).collect();
        for alternative in &parsed.excluded {
            let weights = self.alternative(alternative, 16, &mut Used { is_complete: true, ..Used::default() });
            for (id, sum) in sums.iter_mut().enumerate().filter(|(id, _)| weights[*id] > 0) {
                let holds_any = || phrases.iter().any(|phrase| self.collection.has_phrase(id, phrase));
                sum.is_out |= !alternative.is_phrase || holds_any();
            }
        }
    }

    /// What is a hit, and in which order.
    fn rank(&self, roles: &Roles, used: &[Used], sums: Vec<Sum>) -> Vec<Ranked> {
        let best = sums.iter().filter(|sum| roles.is_partly(sum)).map(|sum| sum.score).max().unwrap_or(0);
        let least = roles.is_sparse(&sums).then_some(best / 16);
        let is_hit =
            |sum: &Sum| roles.is_partly(sum) && (roles.holds_all(sum) || least.is_some_and(|least| sum.score >= least));
        let mut hits: Vec<(usize, Sum)> = sums.into_iter().enumerate().filter(|(_, sum)| is_hit(sum)).collect();
        let unit = used.iter().map(|used| used.idf).sum::<u32>() * self.factors[Factor::Name];
        hits.iter_mut().for_each(|(_, sum)| sum.score += unit * sum.name);
        let order = |(id, sum): &(usize, Sum)| (roles.group(sum), Reverse(sum.score), *id);
        hits.sort_by_key(order);
        let first = hits.len().min(20);
        for (id, sum) in &mut hits[..first] {
            sum.score += proximity(&self.collection, *id, used) * self.factors[Factor::Proximity];
        }
        hits[..first].sort_by_key(order);
        let ranked = |(id, sum): (usize, Sum)| Ranked {
            document: id as u32,
            score: sum.score,
            corrected: sum.corrected.len(),
            missing: roles.counting.difference(&sum.held).count(),
        };
        hits.into_iter().map(ranked).collect()
    }

    /// A plain slot that touches a particle, or that is no prefix and whose key the index marks as a stop word.
    fn is_stop(&self, slot: &Slot) -> bool {
        let is_marked = |word: &Word| !word.whole.is_prefix && self.collection.stops.contains(&word.whole.key);
        slot.plain().is_some_and(|word| word.is_loose || is_marked(word))
    }

    fn idf(&self, with_term: usize) -> u32 {
        idf(self.collection.documents.len(), with_term)
    }
}

/// `1 + 256 log2(2N + 2) - 256 log2(2n + 1)`, each logarithm rounded down.
fn idf(documents: usize, with_term: usize) -> u32 {
    let log = |value: usize| (f64::from(value as u32).log2() * 256.0 + 1e-9).floor() as u32;
    1 + log(2 * documents + 2).saturating_sub(log(2 * with_term + 1))
}

impl Used {
    fn has(&self, key: &str) -> bool {
        self.keys.contains(key) || self.prefixes.iter().any(|prefix| key.starts_with(prefix.as_str()))
    }
}

impl Sum {
    fn add(&mut self, slot: usize, weight: u32, is_held: bool) {
        self.score += weight;
        self.held.extend((weight > 0 && is_held).then_some(slot));
    }
}

impl Roles {
    fn is_partly(&self, sum: &Sum) -> bool {
        let holds_any = !sum.held.is_empty() || self.counting.is_empty();
        !sum.is_out && holds_any && sum.held.is_superset(&self.required)
    }

    fn holds_all(&self, sum: &Sum) -> bool {
        sum.held.is_superset(&self.counting)
    }

    /// How many documents hold every slot as typed.
    fn typed(&self, sums: &[Sum]) -> usize {
        let is_typed = |sum: &&Sum| self.is_partly(sum) && self.holds_all(sum) && sum.corrected.is_empty();
        sums.iter().filter(is_typed).count()
    }

    fn is_sparse(&self, sums: &[Sum]) -> bool {
        self.typed(sums) < 10
    }

    fn group(&self, sum: &Sum) -> u32 {
        if self.holds_all(sum) { u32::from(!sum.corrected.is_empty()) } else { 2 }
    }
}

/// Adds up the weights of words in the documents that hold all of them; broad prefixes behind others
/// need not be held.
fn together(words: &[(Vec<u32>, bool)], documents: usize) -> Vec<u32> {
    let of = |id: usize| {
        let all = words.iter().enumerate().all(|(at, (weights, is_broad))| weights[id] > 0 || at > 0 && *is_broad);
        if all { words.iter().map(|(weights, _)| weights[id]).sum() } else { 0 }
    };
    (0..documents).map(of).collect()
}

fn raise(weights: &mut [u32], others: impl IntoIterator<Item = u32>) {
    weights.iter_mut().zip(others).for_each(|(weight, other)| *weight = (*weight).max(other));
}
