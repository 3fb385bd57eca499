//! How well something is compressed, by samples.

use std::io;
use std::ops::Range;

use rayon::prelude::*;

use crate::aside::gzip::gzip;

/// Samples that are taken, evenly spread.
const SAMPLES: usize = 32;
/// What compression reaches at most; of samples that repeat themselves endlessly nothing follows.
const MAX_RATIO: usize = 16;

/// Items in a row, parts of which are compressed together.
pub(crate) struct Samples<'a> {
    /// Bytes that a part should have after compression.
    pub wanted: usize,
    /// How many items there are.
    pub count: usize,
    /// What an item takes before compression, about.
    pub bytes: &'a (dyn Fn(usize) -> usize + Sync),
    pub encode: &'a (dyn Fn(Range<usize>) -> io::Result<Vec<u8>> + Sync),
}

impl Samples<'_> {
    /// Returns how many bytes a part should have before compression, in the measure of `bytes`: no
    /// fewer than it should have after.
    pub fn uncompressed(&self) -> io::Result<usize> {
        let starts = (0..SAMPLES.min(self.count)).map(|sample| self.count * sample / SAMPLES.min(self.count));
        let measured: Vec<(usize, usize)> =
            starts.collect::<Vec<_>>().into_par_iter().map(|start| self.measure(start)).collect::<io::Result<_>>()?;
        let (before, after) = measured.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        let scaled = |after: usize| self.wanted.saturating_mul(before) / after.max(1);
        Ok(scaled(after).clamp(self.wanted, self.wanted.saturating_mul(MAX_RATIO)))
    }

    /// Compresses about as much from `start` on as a part has. What is much larger than a part is left
    /// out: it has one alone.
    fn measure(&self, start: usize) -> io::Result<(usize, usize)> {
        let (mut end, mut bytes) = (start, 0);
        while end < self.count && bytes < 2 * self.wanted {
            bytes += (self.bytes)(end);
            end += 1;
        }
        if bytes > 8 * self.wanted {
            return Ok((0, 0));
        }
        Ok((bytes, gzip(&(self.encode)(start..end)?).len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uncompressed(item: &[u8], count: usize, wanted: usize) -> usize {
        let encode = |range: Range<usize>| Ok(item.repeat(range.len()));
        Samples { wanted, count, bytes: &|_| item.len(), encode: &encode }.uncompressed().unwrap()
    }

    #[test]
    fn what_compresses_well_makes_larger_parts() {
        let text = b"the city of the river and the river of the city ".repeat(2);
        let noise: Vec<u8> = (0..96u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(uncompressed(&text, 100, 200) > 400);
        assert!(uncompressed(&noise, 1, 200) < 400);
    }

    #[test]
    fn parts_stay_within_bounds() {
        assert_eq!(uncompressed(&[0; 1000], 1000, 2000), 2000 * MAX_RATIO);
        assert_eq!(uncompressed(b"a", 1, 1), 1);
        assert_eq!(uncompressed(b"a", 0, 100), 100);
        assert_eq!(uncompressed(&[0; 1000], 10, 1), 1);
    }
}
