//! Pages of made-up words, as often as words of a language: the material for sites of any size.

use std::path::Path;

use anyhow::Result;
use fastrand::Rng;

use crate::tools::files;

/// How many pages, at most.
const PAGES: usize = 2_000;
/// Words that there are.
const VOCABULARY: usize = 40_000;
/// Words of a page.
const LENGTH: usize = 120;

const CONSONANTS: &[u8] = b"bcdfghklmnprstvw";
const VOWELS: &[u8] = b"aeiou";

/// Writes pages to `folder`, for a site of `count`: at most half of it, so that the rest is made of their words.
pub fn write(folder: &Path, count: usize) -> Result<()> {
    files::fresh_folder(folder)?;
    let mut random = Rng::with_seed(2);
    for number in 0..PAGES.min(count / 2).max(1) {
        let words: Vec<String> = (0..LENGTH).map(|_| word(rank(&mut random))).collect();
        let page =
            format!("<!doctype html><html lang=\"en\"><title>{number}</title><p>{}.</p></html>", words.join(" "));
        files::write(&folder.join(format!("source-{number}.html")), page)?;
    }
    Ok(())
}

/// A word's rank, each about as often as Zipf has it: the lower, the more often.
fn rank(random: &mut Rng) -> u64 {
    let bits = VOCABULARY.ilog2() + 1;
    let below = 1 << random.u32(..bits);
    (below + random.u64(..below)) % VOCABULARY as u64
}

/// Syllables that say a number: no two have the same.
fn word(mut rank: u64) -> String {
    let mut text = String::new();
    while text.len() < 4 || rank > 0 {
        text.push(char::from(CONSONANTS[(rank % 16) as usize]));
        text.push(char::from(VOWELS[(rank / 16 % 5) as usize]));
        rank /= 80;
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Rng, VOCABULARY, rank, word};

    #[test]
    fn every_word_is_another() {
        let words: HashSet<String> = (0..VOCABULARY as u64).map(word).collect();
        assert_eq!(words.len(), VOCABULARY);
    }

    #[test]
    fn few_words_are_most_of_the_text() {
        let mut random = Rng::with_seed(1);
        let ranks: Vec<u64> = (0..10_000).map(|_| rank(&mut random)).collect();
        let (frequent, rare) = (ranks.iter().filter(|rank| **rank < 100), ranks.iter().filter(|rank| **rank > 10_000));
        assert!(frequent.count() > 3_000 && rare.count() > 500);
    }
}
