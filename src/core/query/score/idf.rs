//! Inverse document frequency, in integers.

/// Returns the inverse document frequency: `1 + 256 log2((N + 1) / (n + 1/2))`, rounded down
/// term by term. It is BM25's logarithm (Robertson and Zaragoza 2009, section 3.3, in the
/// variant that never turns negative) to another base.
#[must_use]
pub fn idf(documents: u32, with_term: u32) -> u32 {
    1 + log2_fixed(2 * documents + 2).saturating_sub(log2_fixed(2 * with_term + 1))
}

/// Returns the base-2 logarithm of `value` in units of 1/256, rounded down; 0 for 0. Squares
/// the mantissa once per bit (Knuth, The Art of Computer Programming 1, section 1.2.2).
fn log2_fixed(value: u32) -> u32 {
    let Some(whole) = value.checked_ilog2() else { return 0 };
    let mut mantissa = u64::from(value) << 31 >> whole;
    let mut result = whole;
    for _ in 0..8 {
        mantissa = (mantissa * mantissa) >> 31;
        let bit = u32::from(mantissa >> 32 != 0);
        mantissa >>= bit;
        result = result << 1 | bit;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_right_to_its_last_bit() {
        for value in (1..5000).chain([1 << 20, u32::MAX]) {
            let exact = f64::from(value).log2() * 256.0;
            assert!((f64::from(log2_fixed(value)) - exact.floor()).abs() < 0.5, "{value}");
        }
        assert_eq!([0, 1, 2, 1024].map(log2_fixed), [0, 0, 256, 2560]);
    }

    #[test]
    fn rare_terms_weigh_more_and_no_term_weighs_nothing() {
        assert!(idf(1000, 1) > idf(1000, 10));
        assert_eq!(idf(1000, 1000), 1);
    }
}
