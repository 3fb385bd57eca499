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
//!         | "s" directory                  only documents in it
//!         | "t"                            don't wait for excerpts
//! ```
//!
//! A number is 16 hexadecimal digits in the order of the numbers (`format::keys::number`), made by
//! `www/engine/refine.js`: reading decimals would cost the module as much as half of the engine.

use findlet_core::{Filter, Options, Sort, Test};

/// Adds what `refine` says to `options`. Only our own script writes it, so it is taken as it is. The
/// core engine does the last two of it, which come first: the whole of the rest is the name of a facet
/// that no index has, and comes back among the names that are unknown.
pub(crate) fn read(refine: &str, options: &mut Options) {
    let mut rest = refine;
    while !rest.is_empty() {
        let whole = rest;
        let mut record = cut(&mut rest, b'\x1E');
        let first = cut(&mut record, b'\x1F');
        let name = first.get(1..).unwrap_or_default().to_owned();
        match first.as_bytes().first().copied().unwrap_or_default() {
            b's' => options.scope = name,
            b't' => options.excerpts = false,
            _ if cfg!(not(feature = "full")) => return options.facets.push(whole.to_owned()),
            b'f' => options.facets.push(name),
            kind @ (b'u' | b'd') => options.sort = Some(Sort { name, descending: kind == b'd' }),
            kind => options.filters.push(Filter { name, test: test(kind, record) }),
        }
    }
}

/// Reads the values of a filter of a kind.
fn test(kind: u8, mut record: &str) -> Test {
    let mut values = Vec::new();
    while !record.is_empty() {
        values.push(cut(&mut record, b'\x1F').to_owned());
    }
    match kind {
        b'a' => Test::Any(values),
        b'l' => Test::All(values),
        b'n' => Test::None(values),
        _ => Test::Between(number(values.first()), number(values.last())),
    }
}

/// Takes what is before the next `separator` from `rest`, and the separator.
fn cut<'a>(rest: &mut &'a str, separator: u8) -> &'a str {
    let end = rest.bytes().take_while(|byte| *byte != separator).count();
    let before = rest.get(..end).unwrap_or_default();
    *rest = rest.get(end + 1..).unwrap_or_default();
    before
}

/// Reads the digits of `format::keys::number`.
fn number(digits: Option<&String>) -> f64 {
    let mut ordered = 0u64;
    for byte in digits.map(String::as_str).unwrap_or_default().bytes() {
        ordered = ordered << 4 | u64::from(if byte > b'9' { byte - b'a' + 10 } else { byte - b'0' });
    }
    f64::from_bits(if ordered >> 63 == 1 { ordered & (u64::MAX >> 1) } else { !ordered })
}
