//! From counts of words to impacts: the part of the score that is fixed at build time.

#![expect(
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "frequencies are positive and lengths below 2^53"
)]

use findlet_core::format::postings::MAX_IMPACT;

use crate::count::fields::{Counts, FIELDS, KEYWORDS, LINKS, Lengths, TITLE, field_of};
use crate::document::{BlockKind, Weight};
use crate::options::{Options, Weights};
use crate::signal::Signal;
use crate::weigh::names::WHOLE_SHARE;

/// What being the whole name is worth beside standing in the text as often as may be.
const NAMED: f64 = 1.25;

/// By how much less *k1* is for pairs of letters: a word of several letters that is repeated repeats each of its pairs, which
/// counts already.
const PAIRED: f64 = 1.5;

fn weights(weights: &Weights) -> [f64; FIELDS] {
    let mut by_field = [0.0; FIELDS];
    by_field[field_of(BlockKind::Caption)] = weights.caption;
    by_field[field_of(BlockKind::Summary)] = weights.summary;
    by_field[field_of(BlockKind::Heading)] = weights.heading;
    by_field[field_of(BlockKind::Paragraph)] = weights.body;
    by_field[TITLE] = weights.title;
    by_field[KEYWORDS] = weights.keywords;
    by_field[LINKS] = weights.links;
    by_field
}

/// Turns counts into impacts by BM25F (Robertson and Zaragoza 2009, section 3.6): counts are
/// weighted and normalised by length field by field, added up, and saturated once.
///
/// Uses the four basic operations only, which IEEE 754 rounds alike everywhere.
#[derive(Debug)]
pub(crate) struct Impacts {
    /// For each document and field: what one occurrence adds.
    units: Vec<[f64; FIELDS]>,
    /// What each document weighs.
    boosts: Vec<Weight>,
    k1: f64,
    /// What being the whole name is worth.
    named: f64,
}

impl Impacts {
    /// Prepares for documents whose fields have `lengths` words, and which weigh `boosts`.
    pub fn new(lengths: &[Lengths], boosts: Vec<Weight>, options: &Options) -> Self {
        let weights = weights(&options.weights);
        let means: Vec<f64> = (0..FIELDS).map(|field| mean(lengths.iter().map(|counts| counts[field]))).collect();
        let unit = |field: usize, length: u32| {
            let b = if field == KEYWORDS || field == LINKS { 0.0 } else { options.b };
            let relative = if means[field] > 0.0 { f64::from(length.max(1)) / means[field] } else { 1.0 };
            weights[field] / (1.0 - b + b * relative)
        };
        let units = lengths.iter().map(|counts| std::array::from_fn(|field| unit(field, counts[field]))).collect();
        let named = if options.has(Signal::Share) { NAMED } else { 0.0 };
        Self { units, boosts, k1: options.k1, named }
    }

    /// Returns the impact of a term that stands in `document` as often as `counts` says, and is so much of a
    /// name of it; `is_paired` where it is of a script without spaces.
    pub fn impact(&self, document: u32, counts: &Counts, share: u32, is_paired: bool) -> u8 {
        let units = &self.units[document as usize];
        let sum: f64 = counts.iter().zip(units).map(|(count, unit)| f64::from(*count) * unit).sum();
        // Both are in sixteenths. Dividing by a power of two rounds nothing.
        let frequency = sum * f64::from(self.boosts[document as usize].sixteenths()) / 256.0;
        let k1 = if is_paired { self.k1 / PAIRED } else { self.k1 };
        let saturated = if frequency == 0.0 { 0.0 } else { frequency / (k1 + frequency) };
        let share = f64::from(share) / f64::from(WHOLE_SHARE);
        let impact = (saturated + self.named * share) / (1.0 + self.named) * f64::from(MAX_IMPACT);
        (impact as u8 + 1).min(MAX_IMPACT)
    }
}

/// Returns the mean over those documents that have the field.
fn mean(lengths: impl Iterator<Item = u32>) -> f64 {
    let (mut sum, mut count) = (0u64, 0u32);
    for length in lengths.filter(|length| *length > 0) {
        sum += u64::from(length);
        count += 1;
    }
    if count == 0 { 0.0 } else { sum as f64 / f64::from(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn impact(lengths: &[Lengths], document: u32, counts: Counts) -> u8 {
        boosted(lengths, document, counts, 1.0)
    }

    fn boosted(lengths: &[Lengths], document: u32, counts: Counts, boost: f64) -> u8 {
        let boosts = vec![Weight::new(boost).unwrap(); lengths.len()];
        Impacts::new(lengths, boosts, &Options::default()).impact(document, &counts, 0, false)
    }

    const BODY: usize = BlockKind::Paragraph as usize;

    fn length(field: usize, length: u32) -> Lengths {
        std::array::from_fn(|at| if at == field { length } else { 0 })
    }

    fn counts(field: usize, count: u32) -> Counts {
        length(field, 16 * count)
    }

    #[test]
    fn repetition_counts_less_and_less() {
        let lengths = [length(BODY, 100)];
        let [once, twice, often] = [1, 2, 50].map(|count| impact(&lengths, 0, counts(BODY, count)));
        assert!(once < twice && twice < often && often <= MAX_IMPACT);
        assert!(twice - once > 1 && once > 1);
    }

    #[test]
    fn repetition_of_a_pair_counts_less() {
        let impacts = Impacts::new(&[length(BODY, 100)], vec![Weight::default()], &Options::default());
        let of = |count, is_paired| impacts.impact(0, &counts(BODY, count), 0, is_paired);
        assert!(of(1, true) > of(1, false), "once it is worth more");
        assert!(of(9, true) - of(1, true) < of(9, false) - of(1, false));
    }

    #[test]
    fn a_word_of_a_short_text_counts_more_and_one_of_a_title_most() {
        let lengths = [length(BODY, 10), length(BODY, 1000)];
        assert!(impact(&lengths, 0, counts(BODY, 1)) > impact(&lengths, 1, counts(BODY, 1)));
        assert!(impact(&lengths, 1, counts(TITLE, 1)) > impact(&lengths, 1, counts(BODY, 1)));
    }

    #[test]
    fn impacts_stay_in_range_whatever_the_options() {
        let options = Options { k1: 0.0, b: 1.0, ..Options::default() };
        let impacts = Impacts::new(&[length(BODY, 1)], vec![Weight::default()], &options);
        assert_eq!(impacts.impact(0, &counts(BODY, u32::MAX / 16), WHOLE_SHARE, false), MAX_IMPACT);
        assert_eq!(impacts.impact(0, &Counts::default(), 0, false), 1);
    }

    #[test]
    fn blocks_and_documents_that_weigh_more_have_more_impact() {
        let lengths = [length(BODY, 100)];
        let plain = impact(&lengths, 0, counts(BODY, 1));
        assert!(impact(&lengths, 0, length(BODY, 40)) > plain && impact(&lengths, 0, length(BODY, 4)) < plain);
        assert_eq!(boosted(&lengths, 0, counts(BODY, 1), 2.5), impact(&lengths, 0, length(BODY, 40)));
        assert_eq!(boosted(&lengths, 0, counts(BODY, 50), 0.0), 1);
    }
}
