//! What a search is refined by, as JavaScript sends it: one string, empty for nothing.
//!
//! ```text
//! refine  = [record *(RS record)]          RS is U+001E, US is U+001F: no name has either
//! record  = "a" name *(US value)           any of the values
//!         | "l" name *(US value)           all of them
//!         | "n" name *(US value)           none of them
//!         | "b" name US from US to         a number between, both ends included
//!         | "f" name                       count the values of a facet
//!         | "u" name | "d" name            sort upwards, downwards
//! ```
//!
//! A number is 16 hexadecimal digits in the order of the numbers (`format::keys::number`), made by
//! `www/engine/refine.js`: reading decimals would cost the module as much as half of the engine.

use findlet_core::{Filter, Options, Sort, Test};

/// Adds what `refine` says to `options`. What is none of the above is ignored: only our own script
/// writes it.
pub(crate) fn read(refine: &str, options: &mut Options) {
    for record in refine.split('\u{1E}').filter(|record| !record.is_empty()) {
        let mut texts = record.get(1..).unwrap_or_default().split('\u{1F}').map(str::to_owned);
        let name = texts.next().unwrap_or_default();
        let mut values = || texts.by_ref().collect();
        let test = match record.as_bytes().first() {
            Some(b'a') => Test::Any(values()),
            Some(b'l') => Test::All(values()),
            Some(b'n') => Test::None(values()),
            Some(b'b') => {
                let mut end = || number(&texts.next().unwrap_or_default());
                Test::Between(end(), end())
            }
            Some(b'f') => {
                options.facets.push(name);
                continue;
            }
            kind => {
                options.sort = Some(Sort { name, descending: kind == Some(&b'd') });
                continue;
            }
        };
        options.filters.push(Filter { name, test });
    }
}

/// Reads the digits of `format::keys::number`.
fn number(digits: &str) -> f64 {
    let ordered = digits.chars().fold(0, |bits, c| bits << 4 | u64::from(c.to_digit(16).unwrap_or(0)));
    f64::from_bits(if ordered >> 63 == 1 { ordered & (u64::MAX >> 1) } else { !ordered })
}
