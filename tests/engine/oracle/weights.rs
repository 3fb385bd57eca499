//! What documents weigh for needles, words, alternatives and slots.

use std::cmp::Reverse;

use findlet_core::query::Factor;

use super::asked::{Alternative, Needle, Slot, Word};
use super::prefixes::{Listed, listed};
use super::{Oracle, Used, raise, together};

impl Oracle<'_> {
    /// The weight of a slot, and whether the document holds it: not where it has the words of a phrase apart. `scale`
    /// is what its matches are worth, in sixteenths.
    pub(super) fn slot(&self, slots: &[Slot], at: usize, scale: u32, used: &mut Used) -> Vec<(u32, bool)> {
        let documents = self.collection.documents.len();
        let (mut weights, mut phrases) = (vec![0; documents], vec![0; documents]);
        let mut found = vec![false; documents];
        for alternative in &slots[at].alternatives {
            let of_words = self.alternative(alternative, scale, used);
            if alternative.is_phrase {
                for (id, found) in found.iter_mut().enumerate() {
                    *found |= self.collection.has_phrase(id, alternative);
                }
                raise(&mut phrases, of_words);
            } else {
                raise(&mut weights, of_words);
            }
        }
        raise(&mut weights, self.synonyms(slots, at, scale, used));
        let of =
            |id: usize| if weights[id] > 0 { (weights[id], true) } else { (phrases[id], found[id] && phrases[id] > 0) };
        (0..documents).map(of).collect()
    }

    /// The sum of the words where all have a weight.
    pub(super) fn alternative(&self, alternative: &Alternative, scale: u32, used: &mut Used) -> Vec<u32> {
        let words: Vec<(Vec<u32>, bool)> =
            alternative.words.iter().map(|word| self.word(word, alternative, scale, used)).collect();
        used.is_broad |= matches!(words[..], [(_, true)]);
        together(&words, self.collection.documents.len())
    }

    fn word(&self, word: &Word, alternative: &Alternative, scale: u32, used: &mut Used) -> (Vec<u32>, bool) {
        let (scope, is_exact) = (alternative.field.unwrap_or_default(), alternative.is_phrase);
        let (whole, is_broad) = self.needle(&word.whole, scope, is_exact, scale, used);
        // Where there is the whole, a part is not completed.
        let has_whole = self.collection.documents_with(scope, &word.whole.key) > 0;
        let part = |part: &Needle| Needle { is_prefix: part.is_prefix && !has_whole, ..part.clone() };
        let parts: Vec<(Vec<u32>, bool)> =
            word.parts.iter().map(|one| self.needle(&part(one), scope, is_exact, scale, used)).collect();
        if parts.is_empty() {
            return (whole, is_broad);
        }
        let sums = together(&parts, whole.len());
        let weigh = |(whole, sum): (&u32, u32)| whole + sum / parts.len() as u32 * self.factors[Factor::Parts] / 16;
        (whole.iter().zip(sums).map(weigh).collect(), is_broad)
    }

    /// What is listed for a prefix, where it is broad.
    pub(super) fn listed(&self, prefix: &str) -> Option<Listed> {
        listed(&self.collection, prefix, self.collection.options.broad_bytes)
    }

    /// The greatest of what the document weighs for a needle in any way; and whether it is a broad
    /// prefix.
    fn needle(&self, needle: &Needle, scope: &str, is_exact: bool, scale: u32, used: &mut Used) -> (Vec<u32>, bool) {
        let (collection, factors) = (&self.collection, &self.factors);
        let ids = 0..collection.documents.len();
        let mut weights = vec![0; ids.len()];
        let may_list = needle.is_prefix && scope.is_empty() && !used.is_complete;
        let listed = if may_list { self.listed(&needle.key) } else { None };
        let may_complete = needle.is_prefix && listed.is_none();
        let completions = if may_complete { self.completions(scope, &needle.key) } else { vec![] };
        let key = needle.key.as_str();
        if needle.is_prefix {
            used.prefixes.insert(key.to_owned());
        }
        used.keys.insert(key.to_owned());
        if collection.documents_with(scope, key) > 0 {
            let n = collection.documents_with_class(scope, key);
            let spellings = collection.spellings(key);
            let has_several = scope.is_empty() && spellings.len() > 1;
            let has_marks = needle.is_marked();
            let folded = factors[Factor::Folded] * scale / 16 / if has_marks { 2 } else { 1 };
            let factor = if has_several { folded } else { factors[Factor::Exact] * scale / 16 };
            let idf = self.used_idf(n, used);
            raise(&mut weights, ids.clone().map(|id| factor * idf * collection.impact(id, scope, key)));
            if has_several && spellings.contains(needle.form.as_str()) {
                let m = if has_marks { collection.documents_so_spelled(key, &needle.form) } else { n };
                let unit = factors[Factor::Exact] * scale / 16 * self.used_idf(m, used);
                let of = |id: usize| unit * collection.impact_of_spelling(id, key, &needle.form);
                raise(&mut weights, ids.clone().map(of));
            }
            if !is_exact {
                self.inflected(&mut weights, scope, key, scale, used);
            }
        } else if completions.is_empty()
            && listed.is_none()
            && !is_exact
            && scope.is_empty()
            && let Some(other) = self.with_other_ending(key)
        {
            let idf = self.used_idf(collection.documents_with_class("", &other), used);
            let unit = factors[Factor::Inflected] * scale / 16 * idf;
            raise(&mut weights, ids.clone().map(|id| unit * collection.impact(id, "", &other)));
            used.keys.insert(other.clone());
            self.inflected(&mut weights, "", &other, scale, used);
        }
        self.complete(&mut weights, scope, (needle, &completions), used);
        if let Some(listed) = &listed {
            let unit = self.factors[Factor::Prefix] * self.used_idf(listed.completed, used);
            listed.impacts.iter().for_each(|(id, impact)| weights[*id] = weights[*id].max(unit * impact));
        }
        (weights, listed.is_some())
    }

    /// The other keys of the class of `key`.
    fn inflected(&self, weights: &mut [u32], scope: &str, key: &str, scale: u32, used: &mut Used) {
        let unit =
            self.factors[Factor::Inflected] * scale / 16 * self.idf(self.collection.documents_with_class(scope, key));
        for other in self.collection.class(scope, key).iter().filter(|other| *other != key) {
            raise(weights, (0..weights.len()).map(|id| unit * self.collection.impact(id, scope, other)));
            used.keys.insert(other.clone());
        }
    }

    fn complete(&self, weights: &mut [u32], scope: &str, completed: (&Needle, &[String]), used: &mut Used) {
        let (needle, completions) = completed;
        let held = |id: usize| weights[id] > 0 || completions.iter().any(|key| self.collection.holds(id, scope, key));
        let union = (0..weights.len()).filter(|id| held(*id)).count();
        if !completions.is_empty() {
            let idf = self.used_idf(union, used);
            let best = |id: usize| completions.iter().map(|key| self.completed(id, scope, key, needle)).max();
            raise(weights, (0..weights.len()).map(|id| idf * best(id).unwrap_or(0)));
        }
    }

    /// What a completion weighs, but for its idf: half where marks were typed and it has several spellings, unless one so
    /// spelled is there.
    fn completed(&self, id: usize, scope: &str, key: &str, needle: &Needle) -> u32 {
        let (factor, impact) = (self.factors[Factor::Prefix], self.collection.impact(id, scope, key));
        let spellings = self.collection.spellings(key);
        if !needle.is_marked() || !scope.is_empty() || spellings.len() < 2 {
            return factor * impact;
        }
        let begun = spellings.iter().filter(|form| form.starts_with(&needle.form));
        let spelled = begun.map(|form| factor * self.collection.impact_of_spelling(id, key, form));
        spelled.chain([factor / 2 * impact]).max().unwrap_or(0)
    }

    /// The 256 keys in most documents that begin with `prefix`, itself left out.
    fn completions(&self, scope: &str, prefix: &str) -> Vec<String> {
        let longer = self.collection.keys(scope).into_iter().filter(|key| key.starts_with(prefix) && *key != prefix);
        let mut keys: Vec<&str> = longer.collect();
        keys.sort_by_key(|key| (Reverse(self.collection.documents_with(scope, key)), *key));
        keys.into_iter().take(256).map(str::to_owned).collect()
    }

    fn with_other_ending(&self, key: &str) -> Option<String> {
        let stems = self
            .manifest
            .endings
            .iter()
            .filter_map(|(typed, indexed)| Some((key.strip_suffix(typed.as_str())?, indexed)));
        let mut others =
            stems.filter(|(stem, _)| stem.chars().count() >= 3).map(|(stem, indexed)| format!("{stem}{indexed}"));
        others.find(|other| self.collection.documents_with("", other) > 0)
    }

    /// What stands for slot `at`, alone or with its neighbours.
    fn synonyms(&self, slots: &[Slot], at: usize, scale: u32, used: &mut Used) -> Vec<u32> {
        let mut weights = vec![0; self.collection.documents.len()];
        for (from, to) in &self.manifest.synonyms {
            for first in 0..=at {
                let Some(count) = spanned(&slots[first..], from).filter(|count| first + count > at) else { continue };
                raise(&mut weights, self.stand_in(to, count, scale, used));
            }
        }
        weights
    }

    /// What words weigh that `count` slots stand for.
    pub(super) fn stand_in(&self, words: &str, count: usize, scale: u32, used: &mut Used) -> Vec<u32> {
        let idf = used.idf;
        let of_key = |key: &str| Needle { key: key.to_owned(), form: key.to_owned(), is_prefix: false };
        let needles: Vec<(Vec<u32>, bool)> =
            words.split(' ').map(|key| self.needle(&of_key(key), "", false, scale, used)).collect();
        used.idf = idf;
        let divisor = 16 * (needles.len() * count) as u32;
        let weigh = |sum: u32| if sum > 0 { (sum / divisor * self.factors[Factor::Synonym]).max(1) } else { 0 };
        together(&needles, self.collection.documents.len()).into_iter().map(weigh).collect()
    }

    /// Returns the inverse document frequency, and notes that it was used.
    fn used_idf(&self, documents: usize, used: &mut Used) -> u32 {
        let idf = self.idf(documents);
        used.idf = used.idf.max(idf);
        idf
    }
}

/// Returns how many of the first slots are the words of `from`, if they are.
fn spanned(slots: &[Slot], from: &str) -> Option<usize> {
    let mut keys = String::new();
    for (at, slot) in slots.iter().enumerate() {
        for needle in slot.plain()?.sequence() {
            keys.push_str(if keys.is_empty() { "" } else { " " });
            keys.push_str(&needle.key);
        }
        if keys == from {
            return Some(at + 1);
        }
    }
    None
}
