//! Which words are made of other words of the site: `Ersatzverkehr` of `Ersatz` and `Verkehr`, in languages that write
//! compounds in one. Their pages are found by the parts, too, for less than by the word.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::collect::language::Languages;
use crate::count::fields::Counts;
use crate::count::gather::Gathered;
use crate::count::holdings::Holdings;
use crate::count::vocabulary::{Vocabulary, Word};
use crate::weigh::conflate::Conflation;

/// Letters of a part, at least: shorter ones are in words by chance.
const MIN_PART: usize = 4;

/// What an occurrence of a compound counts for each of its parts: a quarter of one of the word.
const SHARE: u32 = 4;

/// Of each word, the compounds that it is a part of.
#[derive(Debug, Default)]
pub(crate) struct Compounds {
    by_part: BTreeMap<usize, Vec<usize>>,
}

impl Compounds {
    /// Finds the compounds among `words`, which ascend by key. O(letters * log words).
    pub fn new(words: &[Word], conflation: &Conflation, languages: &Languages) -> Self {
        let mut found = Self::default();
        for (at, word) in words.iter().enumerate().filter(|(_, word)| word.namespace == 0) {
            let links = word.language.map_or(&[][..], |language| languages.known[language].links);
            if links.is_empty() {
                continue;
            }
            // An inflection is no compound, whatever its ending looks like.
            let is_other =
                |other: usize| conflation.of_word[other].is_none_or(|class| conflation.of_word[at] != Some(class));
            let find = |key: &str| {
                let part = words.binary_search_by(|word| word.key.as_str().cmp(key)).ok()?;
                (words[part].language == word.language && !words[part].is_stop && is_other(part)).then_some(part)
            };
            for part in parts(&word.key, links, &find) {
                found.by_part.entry(part).or_default().push(at);
            }
        }
        found
    }

    /// Returns whether the word `at` is a part of a compound.
    pub fn is_part(&self, at: usize) -> bool {
        self.by_part.contains_key(&at)
    }

    /// Returns what documents hold of the word `at`, and of the compounds that it is a part of.
    pub fn gathered(&self, vocabulary: &Vocabulary, at: usize) -> io::Result<Gathered> {
        let word = vocabulary.gathered(at)?;
        let Some(compounds) = self.by_part.get(&at) else { return Ok(word) };
        let mut held: BTreeMap<u32, Counts> = word.holdings.iter().collect();
        for compound in compounds {
            for (document, counts) in vocabulary.gathered(*compound)?.holdings.iter() {
                let sums = held.entry(document).or_default();
                let add = |(sum, count): (&mut u32, u32)| *sum = sum.saturating_add(count.div_ceil(SHARE));
                sums.iter_mut().zip(counts).for_each(add);
            }
        }
        let mut holdings = Holdings::default();
        held.iter().for_each(|(document, counts)| holdings.push(*document, counts));
        Ok(Gathered { holdings, ..word })
    }
}

/// Returns the words that `key` is made of two of, as `find` finds them, joined as they are or by one of `links`.
fn parts(key: &str, links: &[&str], find: &dyn Fn(&str) -> Option<usize>) -> BTreeSet<usize> {
    let is_part = |part: &str| part.chars().count() >= MIN_PART && part.chars().all(char::is_alphabetic);
    let pair = |(cut, _): (usize, char)| {
        let (begin, end) = key.split_at(cut);
        let second = Some(end).filter(|end| is_part(end)).and_then(find)?;
        let mut firsts = links.iter().filter_map(|link| begin.strip_suffix(link)).filter(|first| is_part(first));
        Some([firsts.find_map(find)?, second])
    };
    key.char_indices().filter_map(pair).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document};

    /// Each part of a compound of the text, with the compounds.
    fn found(language: &str, text: &str) -> Vec<String> {
        let block = Block { text: text.to_owned(), ..Block::default() };
        let document = Document { language: Some(language.to_owned()), blocks: vec![block], ..Document::default() };
        let (corpus, characters, vocabulary) = Vocabulary::of(&[document]);
        let conflation = Conflation::new(&vocabulary.words, &corpus.languages, &characters);
        let key = |at: &usize| vocabulary.words[*at].key.as_str();
        let compounds = Compounds::new(&vocabulary.words, &conflation, &corpus.languages);
        let shown = |(part, compounds): (&usize, &Vec<usize>)| {
            format!("{}: {}", key(part), compounds.iter().map(key).collect::<Vec<_>>().join(" "))
        };
        compounds.by_part.iter().map(shown).collect()
    }

    #[test]
    fn a_compound_is_found_by_words_that_it_is_made_of() {
        let expected = ["ersatz: ersatzverkehr", "verkehr: ersatzverkehr"];
        assert_eq!(found("de", "Ersatzverkehr Ersatz Verkehr"), expected);
        assert_eq!(found("nl", "fietspad fiets paden pad"), Vec::<String>::new(), "three letters are too few");
        assert_eq!(
            found("sv", "järnvägsstation järnväg station"),
            ["jarnvag: jarnvagsstation", "station: jarnvagsstation"]
        );
        assert_eq!(found("fi", "johtaja kirjastonjohtaja kirjasto").len(), 2);
    }

    #[test]
    fn letters_that_link_belong_to_neither_word() {
        for (language, text) in [
            ("de", "Arbeitszimmer Arbeit Zimmer"),
            ("de", "Lampenschirm Lampe Schirm"),
            ("nl", "stationsplein station plein"),
        ] {
            assert_eq!(found(language, text).len(), 2, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_compound_is_none() {
        for (language, text) in [
            ("de", "Ersatzverkehr Ersatz"),
            ("de", "Verkehrssatz Verkehr ersatz"),
            ("de", "arbeitende Arbeit Ende"),
            ("de", "Unternehmer unter Nehmer"),
            ("en", "keyboard board keys key lighthouse light house"),
            ("de", "abc1234wert wert abc1234"),
        ] {
            assert_eq!(found(language, text), Vec::<String>::new(), "{text}");
        }
    }
}
