//! Reading and writing the primitive values of the format.

use std::sync::Arc;

/// A shared slice: parts of an embedded bundle point into it instead of copying.
#[derive(Clone, Debug)]
pub(crate) struct Bytes {
    buffer: Arc<[u8]>,
    start: usize,
    end: usize,
}

impl Bytes {
    pub fn new(buffer: &[u8]) -> Self {
        Self { end: buffer.len(), buffer: buffer.into(), start: 0 }
    }

    /// Returns `start..end` of this slice, or nothing where it is not inside.
    pub fn slice(&self, start: usize, end: usize) -> Option<Self> {
        self.get(start..end)?;
        Some(Self { buffer: self.buffer.clone(), start: self.start + start, end: self.start + end })
    }

    pub fn len(&self) -> usize {
        self.end - self.start
    }
}

impl core::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

/// Reads primitive values; every method returns nothing at the end or on a broken value.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Begins to read `bytes` from offset `at` on.
    #[must_use]
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Returns the offset of the next value.
    #[must_use]
    pub fn position(&self) -> usize {
        self.at
    }

    /// Returns whether no value is left.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// Reads one byte.
    pub fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// Reads `len` bytes as they are.
    pub fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(len)?)?;
        self.at += len;
        Some(taken)
    }

    /// Reads a LEB128 number of at most 32 bits.
    pub fn varint(&mut self) -> Option<u32> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7F);
            if shift == 28 && bits > 0xF {
                return None;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// Reads a number of eight bytes, little-endian.
    pub fn long(&mut self) -> Option<u64> {
        let bytes = self.take(8)?.first_chunk()?;
        Some(u64::from_le_bytes(*bytes))
    }

    /// Reads a length and that many bytes of UTF-8.
    pub fn text(&mut self) -> Option<&'a str> {
        let len = self.varint()? as usize;
        core::str::from_utf8(self.take(len)?).ok()
    }

    /// Reads a count of records of at least one byte each, so that no count can announce more
    /// memory than its bytes justify.
    pub fn count(&mut self) -> Option<usize> {
        let count = self.varint()? as usize;
        (count <= self.bytes.len() - self.at.min(self.bytes.len())).then_some(count)
    }
}

/// Writes the primitive values that decoders read.
#[derive(Clone, Debug, Default)]
pub struct Writer(Vec<u8>);

impl From<Vec<u8>> for Writer {
    /// Continues after `bytes`.
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl Writer {
    /// Appends one byte.
    pub fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// Appends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Appends a LEB128 number.
    pub fn varint(&mut self, mut value: u32) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// Appends a length or count.
    ///
    /// # Panics
    /// Where it exceeds 32 bits; the indexer's limits are far below.
    pub fn count(&mut self, count: usize) {
        self.varint(u32::try_from(count).expect("limits keep every count below 2^32"));
    }

    /// Appends a length and the bytes of `text`.
    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.raw(text.as_bytes());
    }

    /// Returns the number of bytes written.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether nothing has been written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the bytes.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varints_of_all_lengths_come_back() {
        for value in [0, 1, 127, 128, 16_383, 16_384, u32::MAX - 1, u32::MAX] {
            let mut writer = Writer::default();
            writer.varint(value);
            let bytes = writer.into_bytes();
            assert_eq!(Reader::new(&bytes, 0).varint(), Some(value));
            for cut in 0..bytes.len() {
                assert_eq!(Reader::new(&bytes[..cut], 0).varint(), None, "{value} cut at {cut}");
            }
        }
    }

    #[test]
    fn varints_above_32_bits_are_refused() {
        assert_eq!(Reader::new(&[0xFF, 0xFF, 0xFF, 0xFF, 0x1F], 0).varint(), None);
        assert_eq!(Reader::new(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x00], 0).varint(), None);
    }

    #[test]
    fn counts_and_texts_beyond_the_end_are_refused() {
        assert_eq!(Reader::new(&[3, 0, 0], 0).count(), None);
        assert_eq!(Reader::new(&[2, 0, 0], 0).count(), Some(2));
        assert_eq!(Reader::new(&[3, b'a', b'b'], 0).text(), None);
        assert_eq!(Reader::new(&[1, 0xFF], 0).text(), None);
    }
}
