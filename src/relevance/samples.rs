//! What visitors type, made from titles: misspelt queries, queries of two words, half-typed titles.
//!
//! Texts are cut as JavaScript cuts them, in UTF-16 units, and chance is mulberry32, so that other
//! engines can be asked exactly the same in a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Words that say nothing about a page.
const STOP_WORDS: &str = "about above after again against also among and another are because been before being \
    between both but can could does each for from had has have here how into its more most not only other over same \
    some such than that the their them then there these they this those through under upon use used using very was \
    were what when where which while who why will with within without would your you";

/// Rounds of dice per sample wanted, before giving up.
const TRIES: usize = 200;

/// Random numbers that are the same on every machine (mulberry32, Tommy Ettinger).
pub struct Random(u32);

impl Random {
    /// Starts the sequence of `seed`.
    #[must_use]
    pub fn new(seed: u32) -> Self {
        Self(seed)
    }

    /// Returns a number from 0 to below 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x6D2B_79F5);
        let mut t = (self.0 ^ self.0 >> 15).wrapping_mul(1 | self.0);
        t ^= t.wrapping_add((t ^ t >> 7).wrapping_mul(0x3D | t));
        f64::from(t ^ t >> 14) / 4_294_967_296.0
    }

    /// Returns a whole number below `end`.
    #[expect(clippy::cast_sign_loss, reason = "never below 0")]
    fn below(&mut self, end: usize) -> usize {
        (self.next() * end as f64) as usize
    }
}

/// Returns `query` with one edit (a letter dropped, added, replaced, or two swapped) in one of its
/// words of five letters or more; nothing where it has none.
pub fn misspelt(query: &str, random: &mut Random) -> Option<String> {
    let words = words(query, 5);
    if words.is_empty() {
        return None;
    }
    let range = words[random.below(words.len())].clone();
    let word: Vec<u16> = query[range.clone()].encode_utf16().collect();
    loop {
        let edited = edited(&word, random);
        if edited != word {
            let edited = String::from_utf16_lossy(&edited);
            return Some([&query[..range.start], &edited, &query[range.end..]].concat());
        }
    }
}

fn edited(word: &[u16], random: &mut Random) -> Vec<u16> {
    let (kind, at, letter) = (random.below(4), random.below(word.len()), u16::from(b'a') + random.below(26) as u16);
    let mut edited = word.to_vec();
    match kind {
        0 => _ = edited.remove(at),
        1 => edited.insert(at, letter),
        2 => edited[at] = letter,
        _ => {
            let at = at.min(word.len() - 2);
            edited.swap(at, at + 1);
        }
    }
    edited
}

/// Returns up to `count` different queries of two words out of one title, in its order.
#[must_use]
pub fn two_word_queries(titles: &[&str], count: usize, seed: u32) -> Vec<String> {
    let (mut random, mut queries) = (Random::new(seed), Vec::new());
    for _ in 0..count * TRIES {
        if queries.len() == count || titles.is_empty() {
            break;
        }
        let words = content_words(titles[random.below(titles.len())]);
        if words.len() < 2 {
            continue;
        }
        let first = random.below(words.len());
        let mut second = random.below(words.len() - 1);
        second += usize::from(second >= first);
        let query = format!("{} {}", words[first.min(second)], words[first.max(second)]);
        if !queries.contains(&query) {
            queries.push(query);
        }
    }
    queries
}

/// Returns up to `count` places of titles that no other page has, of twelve characters or more.
#[must_use]
pub fn distinct_titles(titles: &[&str], count: usize, seed: u32) -> Vec<usize> {
    let lower: Vec<String> = titles.iter().map(|title| title.to_lowercase()).collect();
    let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
    lower.iter().for_each(|title| *pages.entry(title).or_default() += 1);
    let (mut random, mut chosen) = (Random::new(seed), Vec::new());
    for _ in 0..count * TRIES {
        if chosen.len() == count || titles.is_empty() {
            break;
        }
        let at = random.below(titles.len());
        let is_long = lower[at].encode_utf16().count() >= 12;
        if is_long && pages[lower[at].as_str()] == 1 && !chosen.contains(&at) {
            chosen.push(at);
        }
    }
    chosen
}

/// Returns the first `units` UTF-16 units of `title`, without white space at the end: what stands
/// in the box when so much of it is typed.
#[must_use]
pub fn typed(title: &str, units: usize) -> String {
    let typed: Vec<u16> = title.encode_utf16().take(units).collect();
    String::from_utf16_lossy(&typed).trim_end().to_owned()
}

/// Returns the words of four letters or more that mean something, each once.
fn content_words(title: &str) -> Vec<String> {
    let stop_words: BTreeSet<&str> = STOP_WORDS.split(' ').collect();
    let mut content: Vec<String> = Vec::new();
    for range in words(title, 4) {
        let word = title[range].to_lowercase();
        if !stop_words.contains(word.as_str()) && !content.contains(&word) {
            content.push(word);
        }
    }
    content
}

/// Returns where runs of at least `length` letters stand.
fn words(text: &str, length: usize) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for run in text.split_inclusive(|c| !is_letter(c)) {
        let word = run.trim_end_matches(|c| !is_letter(c));
        if word.chars().count() >= length {
            words.push(start..start + word.len());
        }
        start += run.len();
    }
    words
}

fn is_letter(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Letter
}

#[cfg(test)]
mod tests {
    use super::{Random, distinct_titles, misspelt, two_word_queries, typed, words};

    // Expected values are those of the same functions in JavaScript.
    const TITLES: [&str; 6] = [
        "Laminar boundary layer theory",
        "Wing in a slipstream",
        "Flow past a flat plate",
        "flow past a flat Plate",
        "Short",
        "Über Größen und Straßen",
    ];

    #[test]
    fn chance_is_the_same_everywhere() {
        let mut random = Random::new(5);
        let numbers = [random.next(), random.next(), random.next()];
        let expected = [0.689_774_910_919_368_3, 0.772_743_273_293_599_5, 0.219_763_010_274_618_86];
        assert!(numbers.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-15), "{numbers:?}");
    }

    #[test]
    fn one_word_of_a_query_is_misspelt_by_one_edit() {
        let mut random = Random::new(99);
        let queries = ["supersonic flow", "the wing", "naïve Übergröße", "đường phố Hồ Chí Minh", "boundary layers"];
        let misspelt = queries.map(|query| misspelt(query, &mut random));
        let expected = [Some("superosnic flow"), None, Some("anïve Übergröße"), Some("đbờng phố Hồ Chí Minh")];
        assert_eq!(misspelt[..4], expected.map(|query| query.map(str::to_owned)));
        assert_ne!(misspelt[4].as_deref(), Some("boundary layers"));
    }

    #[test]
    fn queries_are_words_of_one_title() {
        let expected = ["laminar layer", "wing slipstream", "flat plate", "layer theory", "flow flat"];
        assert_eq!(two_word_queries(&TITLES, 5, 23), expected);
        assert_eq!(two_word_queries(&["Short"], 5, 23), Vec::<String>::new());
        assert_eq!(two_word_queries(&[], 5, 23), Vec::<String>::new());
    }

    #[test]
    fn titles_are_long_and_no_other_pages() {
        assert_eq!(distinct_titles(&TITLES, 3, 31), [5, 0, 1]);
        assert_eq!(distinct_titles(&TITLES[2..5], 3, 31), Vec::<usize>::new());
        assert_eq!(distinct_titles(&[], 3, 31), Vec::<usize>::new());
    }

    #[test]
    fn a_half_typed_title_has_no_space_at_its_end() {
        assert_eq!([5, 8, 12].map(|units| typed(TITLES[1], units)), ["Wing", "Wing in", "Wing in a sl"]);
        assert_eq!(typed("Über", 2), "Üb");
    }

    #[test]
    fn words_are_runs_of_letters() {
        assert_eq!(words("gut-größer, 12345 straße", 4), [4..12, 20..27]);
        assert_eq!(words("", 1), Vec::<std::ops::Range<usize>>::new());
    }
}
