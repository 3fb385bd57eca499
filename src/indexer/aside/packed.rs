//! Numbers and texts as bytes, for what is kept aside while an index is built. Nothing of it
//! reaches the index.

use std::io;

/// Puts `value` as LEB128: seven bits a byte, lowest first.
pub(crate) fn put(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Puts the length of `text` and its bytes.
pub(crate) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_bytes(bytes, text.as_bytes());
}

/// Puts the length of `other` and its bytes.
pub(crate) fn put_bytes(bytes: &mut Vec<u8>, other: &[u8]) {
    put(bytes, other.len() as u64);
    bytes.extend_from_slice(other);
}

/// Reads what was put, in the same order. Nothing where the bytes are others.
#[derive(Clone, Debug)]
pub(crate) struct Unpacker<'a>(pub &'a [u8]);

impl<'a> Unpacker<'a> {
    pub fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u64::from(first & 0x7F) << shift;
            if *first < 0x80 {
                return Some(value);
            }
        }
        None
    }

    pub fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = usize::try_from(self.number()?).ok()?;
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    pub fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    pub fn string(&mut self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    /// Reads a count, and as many items.
    pub fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| item(self)).collect()
    }
}

/// Somebody else wrote to the temporary file.
pub(crate) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a temporary file was changed while the index was built; build it again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_come_back() {
        let mut bytes = Vec::new();
        for value in [0, 127, 128, u64::from(u32::MAX), u64::MAX] {
            put(&mut bytes, value);
        }
        put_text(&mut bytes, "città");
        let mut unpacker = Unpacker(&bytes);
        let numbers: Vec<u64> = (0..5).map(|_| unpacker.number().unwrap()).collect();
        assert_eq!(numbers, [0, 127, 128, u64::from(u32::MAX), u64::MAX]);
        assert_eq!((unpacker.text(), unpacker.0), (Some("città"), &[][..]));
    }

    #[test]
    fn what_is_cut_short_is_noticed() {
        let mut bytes = Vec::new();
        put(&mut bytes, 300);
        put_text(&mut bytes, "text");
        for end in 0..bytes.len() {
            let mut unpacker = Unpacker(&bytes[..end]);
            assert_eq!(unpacker.number().and_then(|_| unpacker.text()), None, "cut at {end}");
        }
    }
}
