//! What a search is refined by, as JavaScript sends it: one string, empty for nothing.
//!
//! ```text
//! refine  = [record *(RECORD record)]                  no name has RECORD or FIELD
//! record  = (ANY | ALL | NONE) name *(FIELD value)     with any, all or none of the values
//!         | BETWEEN name FIELD from FIELD to           a number between, both ends included
//!         | FACET name                                 count the values of a facet
//!         | (ASCENDING | DESCENDING) name              sort upwards, downwards
//!         | SCOPE directory                            only documents in it
//!         | TITLES                                     don't wait for excerpts
//! ```
//!
//! The capitals are characters that `wire.rs` has for both ends.
//!
//! A number is 16 hexadecimal digits in the order of the numbers (`format::keys::number`), made by
//! `www/engine/refine.js`: reading decimals would cost the module as much as half of the engine.

use findlet_core::{Filter, Options, Sort, Test};

use crate::tape::keys;

/// Adds what `refine` says to `options`. Only our own script writes it, so it is taken as it is. The
/// core engine does the last two of it, which come first: the whole of the rest is the name of a facet
/// that no index has, and comes back among the names that are unknown.
pub(crate) fn read(refine: &str, options: &mut Options) {
    let mut rest = refine;
    while !rest.is_empty() {
        let whole = rest;
        let mut record = cut(&mut rest, keys::RECORD);
        let first = cut(&mut record, keys::FIELD);
        let name = first.get(1..).unwrap_or_default().to_owned();
        match first.as_bytes().first().copied().unwrap_or_default() {
            keys::SCOPE => options.scope = name,
            keys::TITLES => options.excerpts = false,
            _ if cfg!(not(feature = "full")) => return options.facets.push(whole.to_owned()),
            keys::FACET => options.facets.push(name),
            kind @ (keys::ASCENDING | keys::DESCENDING) => {
                options.sort = Some(Sort { name, descending: kind == keys::DESCENDING });
            }
            kind => options.filters.push(Filter { name, test: test(kind, record) }),
        }
    }
}

/// Reads the values of a filter of a kind.
fn test(kind: u8, mut record: &str) -> Test {
    let mut values = Vec::new();
    while !record.is_empty() {
        values.push(cut(&mut record, keys::FIELD).to_owned());
    }
    match kind {
        keys::ANY => Test::Any(values),
        keys::ALL => Test::All(values),
        keys::NONE => Test::None(values),
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
