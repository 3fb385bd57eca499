//! Plain BM25, to compare with: what anyone gets who takes the textbook.
//!
//! Robertson and Zaragoza 2009, section 3.4, with Lucene's inverse document frequency (never below
//! 0); title and text are one field. Shares nothing with the engine: words are runs of letters,
//! digits and `_` of two characters or more, in lower case, stemmed, without Lucene's English stop
//! words; scripts without spaces are cut into pairs.

use std::collections::BTreeMap;

use findlet_indexer::Document;
use frostem::Stemmer;
use unicode_script::{Script, UnicodeScript};

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// Lucene's.
const STOP_WORDS: &str = "a an and are as at be but by for if in into is it no not of on or such that the their then \
    there these they this to was will with";

/// An index of some documents.
pub struct Baseline<'a> {
    documents: &'a [Document],
    analyser: Analyser,
    /// By word: the documents that hold it and how often.
    postings: BTreeMap<String, Vec<(usize, f64)>>,
    /// Words of each document, over the mean.
    lengths: Vec<f64>,
}

impl<'a> Baseline<'a> {
    /// Indexes `documents`, whose language is the BCP 47 tag `language`.
    #[must_use]
    pub fn new(documents: &'a [Document], language: &str) -> Self {
        let analyser = Analyser::new(language);
        let mut postings: BTreeMap<String, Vec<(usize, f64)>> = BTreeMap::new();
        let mut lengths = Vec::new();
        for (at, document) in documents.iter().enumerate() {
            let words = analyser.words(&text(document));
            lengths.push(words.len() as f64);
            let mut counts: BTreeMap<String, f64> = BTreeMap::new();
            words.into_iter().for_each(|word| *counts.entry(word).or_default() += 1.0);
            counts.into_iter().for_each(|(word, count)| postings.entry(word).or_default().push((at, count)));
        }
        let mean = lengths.iter().sum::<f64>() / lengths.len() as f64;
        lengths.iter_mut().for_each(|length| *length /= mean);
        Self { documents, analyser, postings, lengths }
    }

    /// Returns the addresses of the best `limit` documents, best first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<&'a str> {
        let mut scores = vec![0.0; self.documents.len()];
        for word in self.analyser.words(query) {
            let postings = self.postings.get(&word).map_or(&[][..], Vec::as_slice);
            let idf = idf(self.documents.len(), postings.len());
            for (at, count) in postings {
                scores[*at] += idf * count / (count + K1 * (1.0 - B + B * self.lengths[*at]));
            }
        }
        let mut found: Vec<usize> = (0..scores.len()).filter(|at| scores[*at] > 0.0).collect();
        found.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        found.into_iter().take(limit).map(|at| self.documents[at].url.as_str()).collect()
    }
}

fn idf(documents: usize, with_word: usize) -> f64 {
    let (documents, with_word) = (documents as f64, with_word as f64);
    ((documents - with_word + 0.5) / (with_word + 0.5)).ln_1p()
}

fn text(document: &Document) -> String {
    let blocks = document.blocks.iter().map(|block| block.text.as_str());
    std::iter::once(document.title.as_str()).chain(blocks).collect::<Vec<_>>().join("\n")
}

/// Cuts texts into words.
struct Analyser {
    /// Nothing where Snowball doesn't know the language.
    stemmer: Option<Stemmer>,
    is_english: bool,
}

impl Analyser {
    fn new(language: &str) -> Self {
        Self { stemmer: Stemmer::try_from_name(language).ok(), is_english: language == "en" }
    }

    fn words(&self, text: &str) -> Vec<String> {
        let text = text.to_lowercase();
        let runs = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|run| !run.is_empty());
        let mut words: Vec<String> = runs.flat_map(pieces).collect();
        if self.is_english {
            words.retain(|word| !STOP_WORDS.split(' ').any(|stop_word| stop_word == word));
        }
        if let Some(stemmer) = &self.stemmer {
            words.iter_mut().for_each(|word| *word = stemmer.stem(word).into_owned());
        }
        words
    }
}

/// Returns a run of letters as words: pairs where its script has no spaces, else itself.
fn pieces(run: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let chars: Vec<char> = run.chars().collect();
    for part in chars.chunk_by(|a, b| is_unspaced(*a) == is_unspaced(*b)) {
        if is_unspaced(part[0]) && part.len() > 1 {
            pieces.extend(part.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if is_unspaced(part[0]) || part.len() > 1 {
            pieces.push(part.iter().collect());
        }
    }
    pieces
}

fn is_unspaced(c: char) -> bool {
    use Script::{Han, Hiragana, Katakana, Khmer, Lao, Myanmar, Thai};
    c == 'ー' || matches!(c.script(), Han | Hiragana | Katakana | Khmer | Lao | Myanmar | Thai)
}

#[cfg(test)]
mod tests {
    use findlet_indexer::Document;

    use super::{Analyser, Baseline, idf};

    fn document(url: &str, title: &str) -> Document {
        Document { url: url.into(), title: title.into(), ..Document::default() }
    }

    #[test]
    fn words_are_stemmed_and_stop_words_left_out() {
        let words = |language, text| Analyser::new(language).words(text);
        assert_eq!(words("en", "The Agreements of a_b, v2!"), ["agreement", "a_b", "v2"]);
        assert_eq!(words("vi", "Thành phố the x"), ["thành", "phố", "the"]);
        assert_eq!(words("ja", "東京都 2つ x"), ["東京", "京都", "つ"]);
    }

    #[test]
    fn rare_words_short_texts_and_repetition_count() {
        let documents =
            [document("a", "river bridge"), document("b", "river river"), document("c", "river of many other words")];
        let baseline = Baseline::new(&documents, "en");
        assert_eq!(baseline.search("rivers", 10), ["b", "a", "c"]);
        assert_eq!(baseline.search("bridge river", 1), ["a"]);
        assert_eq!(baseline.search("zebra the", 10), Vec::<&str>::new());
    }

    #[test]
    fn a_word_worked_by_hand() {
        // ln(1 + (3 - 1 + 0.5) / (1 + 0.5))
        assert!((idf(3, 1) - 0.980_829).abs() < 1e-6);
        assert!(idf(3, 3) > 0.0);
    }
}
