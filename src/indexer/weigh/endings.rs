//! Learns which endings stand for each other, for words that the index lacks.
//!
//! The rule `s` -> nothing finds `agreement` for a query of `agreements` that no text has.
//! The stemmer itself would cost the engine more than the whole query language; its behaviour on
//! the words of the corpus fits in a few hundred bytes.
//!
//! Rules are chosen greedily: the next is the one that serves most words which those before it don't. That is maximum
//! coverage, where the greedy choice is within 1 - 1/e of the best (Nemhauser, Wolsey and Fisher 1978). A gain only
//! ever falls, so that most need not be computed again (lazy evaluation, Minoux 1978).

use std::collections::{BTreeMap, BTreeSet};

use findlet_core::format::manifest::MAX_PAIRS;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::collect::language::{Language, Languages};
use crate::count::vocabulary::Word;
use crate::weigh::conflate::Conflation;

/// Letters that a rule leaves of a word at least.
const MIN_REST: usize = 3;
/// Letters of an ending at most.
const MAX_ENDING: usize = 5;
/// Endings of a language that are looked at: those of most words. All pairs are tried.
const MAX_ENDINGS: usize = 150;
/// Words of the index for each ending that is looked at, at least.
const WORDS_PER_ENDING: usize = 4;
/// Words that a rule is tried on, first and, where it does well, then.
const TRIALS: [usize; 2] = [8, 100];
/// Rules of a language at most.
const MAX_RULES: usize = 200;
/// Words of the index for each rule at least: a small index has few, though not fewer than this.
const WORDS_PER_RULE: usize = 3;
const FEW_RULES: usize = 40;

/// A typed ending, and one that the index may have in its place.
pub(crate) type Ending = (String, String);

/// Returns the endings that are `known`, then the rules for all languages, the most useful first.
pub(crate) fn endings(
    known: Vec<Ending>,
    words: &[Word],
    conflation: &Conflation,
    languages: &Languages,
) -> Vec<Ending> {
    let mut usefulness: BTreeMap<Ending, usize> = BTreeMap::new();
    for (at, language) in languages.known.iter().enumerate() {
        let own = words.iter().zip(&conflation.stems).filter_map(|(word, stem)| {
            let stem = stem.as_ref().filter(|stem| stem.language == at && word.namespace == 0)?;
            (!word.surface().contains('\'')).then(|| StemmedWord {
                key: word.word(),
                surface: word.surface(),
                stem: &stem.stem,
            })
        });
        for (rule, useful) in LanguageWords::new(own.collect(), *language).rules() {
            let most = usefulness.entry(rule).or_default();
            *most = (*most).max(useful);
        }
    }
    most_useful(known, usefulness)
}

/// Returns as many rules as an index takes, the `known` ones and then the most useful first.
fn most_useful(known: Vec<Ending>, usefulness: BTreeMap<Ending, usize>) -> Vec<Ending> {
    let mut rules: Vec<(Ending, usize)> = usefulness.into_iter().collect();
    rules.sort_by(|(a, of_a), (b, of_b)| (of_b, a).cmp(&(of_a, b)));
    known.into_iter().chain(rules.into_iter().map(|(rule, _)| rule)).take(MAX_PAIRS).collect()
}

/// A word of the index, with its stem.
#[derive(Clone, Copy)]
struct StemmedWord<'a> {
    key: &'a str,
    surface: &'a str,
    stem: &'a str,
}

/// The words of one language.
struct LanguageWords<'a> {
    language: Language,
    words: Vec<StemmedWord<'a>>,
    /// The endings that are looked at, each with the words that have it, as positions.
    endings: BTreeMap<&'a str, Vec<usize>>,
}

/// How a rule does on the words of the index.
#[derive(Clone, Debug, Default)]
struct Evidence {
    /// The words that it leads to another form of the same, as positions.
    right: Vec<usize>,
    /// How many words it leads to another word.
    wrong: usize,
    /// Sixteenths of the words that it would lead right, were endings spread evenly.
    expected: usize,
}

impl<'a> LanguageWords<'a> {
    fn new(words: Vec<StemmedWord<'a>>, language: Language) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &words {
            for ending in inflections(entry.surface, entry.stem) {
                *counts.entry(ending).or_default() += 1;
            }
        }
        let mut by_count: Vec<(&str, usize)> = counts.into_iter().collect();
        by_count.sort_by(|(a, of_a), (b, of_b)| (of_b, a).cmp(&(of_a, b)));
        by_count.truncate(MAX_ENDINGS.min(words.len() / WORDS_PER_ENDING));
        let common = language.endings.iter().copied();
        let kept: BTreeSet<&str> = by_count.into_iter().map(|(ending, _)| ending).chain(common.clone()).collect();
        let mut endings: BTreeMap<&str, Vec<usize>> = common.map(|ending| (ending, Vec::new())).collect();
        for (at, entry) in words.iter().enumerate() {
            for ending in suffixes(entry.surface, MIN_REST) {
                if kept.contains(ending) {
                    endings.entry(ending).or_default().push(at);
                }
            }
        }
        Self { language, words, endings }
    }

    /// Returns the rules that serve most words, each next one for the words that those before
    /// leave, with what it gains.
    fn rules(&self) -> Vec<(Ending, usize)> {
        let mut records = self.observe();
        for (rule, expected) in self.expect_served() {
            records.entry(rule).or_default().expected += expected;
        }
        let mut candidates: Vec<Candidate> = records.into_iter().filter_map(Candidate::new).collect();
        let mut taken = Taken { served: vec![false; self.words.len()], rivals: BTreeMap::new() };
        let limit = MAX_RULES.min(FEW_RULES.max(self.words.len() / WORDS_PER_RULE));
        let mut chosen = Vec::new();
        while chosen.len() < limit
            && let Some(best) = best(&mut candidates, &taken)
        {
            let Candidate { rule, evidence, gain } = candidates.remove(best);
            evidence.right.iter().for_each(|at| taken.served[*at] = true);
            *taken.rivals.entry(rule.0.clone()).or_default() += 1;
            chosen.push((rule, gain));
        }
        chosen
    }

    /// Finds the pairs of words that rules would join.
    fn observe(&self) -> BTreeMap<Ending, Evidence> {
        let kept: BTreeSet<String> = self.endings.keys().map(|ending| folded(ending)).collect();
        let mut groups: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
        for (at, entry) in self.words.iter().enumerate() {
            for ending in suffixes(entry.key, MIN_REST).filter(|ending| kept.contains(*ending)) {
                let rest = &entry.key[..entry.key.len() - ending.len()];
                groups.entry(rest).or_default().push((ending, at));
            }
        }
        let mut records: BTreeMap<(&str, &str), Evidence> = BTreeMap::new();
        for group in groups.into_values() {
            for (typed, at) in &group {
                for (indexed, other) in group.iter().filter(|(indexed, _)| begin_differently(typed, indexed)) {
                    let record = records.entry((typed, indexed)).or_default();
                    if self.words[*at].stem == self.words[*other].stem {
                        record.right.push(*at);
                    } else {
                        record.wrong += 1;
                    }
                }
            }
        }
        records.into_iter().map(|((typed, indexed), record)| ((typed.to_owned(), indexed.to_owned()), record)).collect()
    }

    /// Tries all pairs of endings on words of the index, and returns how many words each rule can be expected to
    /// serve, in sixteenths. `there` words can take the typed ending, `back` words the indexed one; if words had the one
    /// whether or not they have the other, there * back / words would have both.
    fn expect_served(&self) -> Vec<(Ending, usize)> {
        let mut served: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for typed in self.endings.keys() {
            for indexed in self.endings.keys().filter(|indexed| begin_differently(typed, indexed)) {
                if let Some(count) = self.count_served(typed, indexed) {
                    served.insert((typed, indexed), count);
                }
            }
        }
        let both = |((typed, indexed), there): (&(&str, &str), &usize)| {
            // A common ending is one that a word may have, though none of these has it.
            let least = usize::from(self.language.endings.contains(typed));
            let back = served.get(&(*indexed, *typed)).copied().unwrap_or_default();
            if back.max(least) == 0 {
                return None;
            }
            let rule = reduced(&folded(typed), &folded(indexed))?;
            Some((rule, (16 * there * back / self.words.len()).max(16 * least)))
        };
        served.iter().filter_map(both).collect()
    }

    /// Returns how many words that end in `indexed` keep their stem if they end in `typed`
    /// instead; nothing where those are few.
    fn count_served(&self, typed: &str, indexed: &str) -> Option<usize> {
        let words = &self.endings[indexed];
        let mut served = None;
        for trials in TRIALS {
            let tried = words.iter().step_by(words.len().div_ceil(trials).max(1)).map(|at| self.words[*at]);
            let (mut passed, mut all) = (0, 0);
            for StemmedWord { surface, stem, .. } in tried {
                let candidate = [&surface[..surface.len() - indexed.len()], typed].concat();
                all += 1;
                passed += usize::from(self.language.stem(&candidate).as_deref() == Some(stem));
            }
            if passed == 0 || passed * 8 < all {
                return None;
            }
            served = Some(passed * words.len() / all);
        }
        served
    }
}

/// A rule that may be chosen.
struct Candidate {
    rule: Ending,
    evidence: Evidence,
    /// What it gained when that was last asked. It only ever falls.
    gain: usize,
}

/// What the rules chosen so far do.
struct Taken {
    /// Of each word, whether one leads it right.
    served: Vec<bool>,
    /// How many there are for each typed ending.
    rivals: BTreeMap<String, usize>,
}

impl Candidate {
    /// Returns nothing where the rule is wrong too often.
    fn new((rule, evidence): (Ending, Evidence)) -> Option<Self> {
        (6 * evidence.wrong <= evidence.right.len() + 2).then_some(Self { rule, evidence, gain: usize::MAX })
    }

    /// A word that is known to be led right counts as four that may be.
    fn gain(&self, taken: &Taken) -> usize {
        let rivals = taken.rivals.get(&self.rule.0).copied().unwrap_or_default();
        64 * self.evidence.right.iter().filter(|at| !taken.served[**at]).count() + self.evidence.expected / (1 + rivals)
    }
}

/// Returns the candidate that gains most, of equals the first.
fn best(candidates: &mut [Candidate], taken: &Taken) -> Option<usize> {
    let mut best = None;
    let mut most = 0;
    for (at, candidate) in candidates.iter_mut().enumerate().filter(|(_, candidate)| candidate.gain > 0) {
        if candidate.gain > most {
            candidate.gain = candidate.gain(taken);
            if candidate.gain > most {
                (best, most) = (Some(at), candidate.gain);
            }
        }
    }
    best
}

/// Returns the endings of `word` that begin where its stem ends, or a letter earlier or later.
fn inflections<'a>(word: &'a str, stem: &str) -> impl Iterator<Item = &'a str> {
    let common = word.chars().zip(stem.chars()).take_while(|(a, b)| a == b).count();
    suffixes(word, MIN_REST.max(common.saturating_sub(1)))
}

/// Returns the endings of `word` that leave at least `rest` letters, the empty one included.
fn suffixes(word: &str, rest: usize) -> impl Iterator<Item = &str> {
    let count = word.chars().count();
    let starts = word.char_indices().map(|(at, _)| at).chain([word.len()]);
    starts.skip(rest.max(count.saturating_sub(MAX_ENDING))).map(|start| &word[start..])
}

fn begin_differently(a: &str, b: &str) -> bool {
    a.chars().next() != b.chars().next()
}

fn folded(ending: &str) -> String {
    ending.nfkd().filter(|c| !is_combining_mark(*c)).collect()
}

/// Returns the rule without what both endings begin with, which folding can leave.
fn reduced(typed: &str, indexed: &str) -> Option<Ending> {
    let common: usize = typed.chars().zip(indexed.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let rule = (typed[common..].to_owned(), indexed[common..].to_owned());
    (rule.0 != rule.1).then_some(rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::vocabulary::Vocabulary;
    use crate::document::{Block, Document};

    #[test]
    fn the_specification_says_how_many_rules_there_are() {
        let specification: Vec<&str> = include_str!("../../core/format/README.md").split_whitespace().collect();
        let said = format!(
            "at most {MAX_RULES} for a language, and beyond {FEW_RULES} at most one for every {WORDS_PER_RULE} of its words."
        );
        assert!(specification.join(" ").contains(&said), "{said}");
    }

    /// Every stem with every ending, and again behind prefixes: enough to learn from.
    fn verbs(stems: &[&str], endings: &[&str]) -> String {
        let stems =
            ["", "re", "over", "out"].iter().flat_map(|prefix| stems.iter().map(move |stem| [prefix, *stem].concat()));
        stems.flat_map(|stem| endings.iter().map(move |ending| format!("{stem}{ending} "))).collect()
    }

    const STEMS: [&str; 12] =
        ["walk", "talk", "jump", "play", "help", "look", "turn", "open", "visit", "work", "paint", "row"];

    fn learned(language: &str, text: &str) -> Vec<Ending> {
        let block = Block { text: text.to_owned(), ..Block::default() };
        let document = Document { language: Some(language.to_owned()), blocks: vec![block], ..Document::default() };
        let (corpus, characters, vocabulary) = Vocabulary::of(&[document]);
        let conflation = Conflation::new(&vocabulary.words, &corpus.languages, &characters);
        endings(Vec::new(), &vocabulary.words, &conflation, &corpus.languages)
    }

    fn rule(typed: &str, indexed: &str) -> Ending {
        (typed.to_owned(), indexed.to_owned())
    }

    #[test]
    fn endings_that_the_corpus_exchanges_are_learned() {
        let rules = learned("en", &verbs(&STEMS, &["", "s", "ed", "ing"]));
        for wanted in [rule("s", ""), rule("", "s"), rule("ing", "ed"), rule("ed", "")] {
            assert!(rules.contains(&wanted), "{wanted:?} is not among {rules:?}");
        }
        assert!(rules.iter().all(|(typed, indexed)| begin_differently(typed, indexed)), "{rules:?}");
    }

    #[test]
    fn endings_that_no_two_words_share_are_learned_from_the_stemmer() {
        let text = [verbs(&STEMS[..6], &["s"]), verbs(&STEMS[6..], &["ing"])].concat();
        let rules = learned("en", &text);
        assert!(rules.contains(&rule("ing", "s")) && rules.contains(&rule("s", "ing")), "{rules:?}");
    }

    #[test]
    fn a_few_pages_have_the_commonest_endings_of_their_language() {
        let rules =
            learned("en", "Install the lamp and clear the table. A battery charges; it was deployed. Run the query.");
        for wanted in [rule("ing", ""), rule("ies", "y"), rule("s", ""), rule("ing", "ed")] {
            assert!(rules.contains(&wanted), "{wanted:?} is not among {rules:?}");
        }
        let rules = learned("en", "The documentation of each installation is on its page.");
        for wanted in [rule("ing", "ation"), rule("s", "ation"), rule("", "ation")] {
            assert!(rules.contains(&wanted), "{wanted:?} is not among {rules:?}");
        }
        let rules = learned("fr", "Le jardin est ouvert. Les enfants jouaient dans la cour.");
        assert!(rules.contains(&rule("s", "")), "{rules:?}");
    }

    #[test]
    fn a_rule_that_joins_other_words_is_left_out() {
        let others = ["car", "plan", "pain", "star", "bas", "curs", "fin", "past"];
        let text = [verbs(&others, &["", "e"]), verbs(&STEMS, &["", "s"])].concat();
        assert!(!learned("en", &text).contains(&rule("e", "")));
    }

    #[test]
    fn endings_are_folded_as_words_are() {
        let rules =
            learned("fr", &verbs(&["chant", "march", "parl", "port", "mont", "gard"], &["é", "er", "ées", "ait"]));
        assert!(rules.iter().all(|(typed, indexed)| typed.is_ascii() && indexed.is_ascii()), "{rules:?}");
        assert!(rules.contains(&rule("r", "")), "{rules:?}");
    }

    #[test]
    fn of_more_rules_than_an_index_takes_the_most_useful_stay() {
        let rules = |count: usize| (0..count).map(|at| (rule(&format!("{at:05}"), ""), at)).collect();
        assert_eq!(most_useful(Vec::new(), rules(MAX_PAIRS)).len(), MAX_PAIRS);
        let kept = most_useful(Vec::new(), rules(MAX_PAIRS + 1));
        assert_eq!((kept.len(), &kept[0].0), (MAX_PAIRS, &format!("{MAX_PAIRS:05}")));
        assert!(!kept.contains(&rule("00000", "")));
    }

    #[test]
    fn what_has_no_stemmer_has_no_rules() {
        assert_eq!(learned("vi", &verbs(&STEMS, &["", "s"])), []);
    }
}
