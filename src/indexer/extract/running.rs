//! Running text, put together from the texts of a page.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::extract::collapse::collapse;

/// A text in which white space collapses and control characters are white space, as
/// [`collapse`] has it, whose pieces can split a word.
#[derive(Debug, Default)]
pub(super) struct Running {
    text: String,
    /// Whether white space has been read since the last word.
    gap: bool,
}

impl Running {
    pub fn push(&mut self, piece: &str) {
        if piece.is_ascii() {
            self.words(
                piece,
                |piece| piece.bytes().position(is_ascii_gap),
                |piece| piece.bytes().position(|byte| !is_ascii_gap(byte)),
            );
        } else {
            self.words(piece, |piece| piece.find(is_gap), |piece| piece.find(|c| !is_gap(c)));
        }
    }

    fn words(&mut self, piece: &str, gap: fn(&str) -> Option<usize>, word: fn(&str) -> Option<usize>) {
        let mut rest = piece;
        loop {
            let start = word(rest).unwrap_or(rest.len());
            self.gap |= start > 0;
            rest = &rest[start..];
            if rest.is_empty() {
                return;
            }
            let end = gap(rest).unwrap_or(rest.len());
            if self.gap && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.gap = false;
            self.text.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }

    /// Notes that the next word is one of its own.
    pub fn gap(&mut self) {
        self.gap = true;
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether nothing but white space was read since the last gap.
    pub fn is_waiting(&self) -> bool {
        self.gap
    }

    /// Returns the text, composed (NFC), and begins anew.
    pub fn take(&mut self) -> String {
        self.gap = false;
        let text = std::mem::take(&mut self.text);
        if text.is_ascii() || is_nfc(&text) { text } else { collapse(&text.nfc().collect::<String>()) }
    }
}

pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn is_ascii_gap(byte: u8) -> bool {
    byte <= b' ' || byte == 0x7F
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pieces_join_into_words() {
        let mut running = Running::default();
        for piece in ["\n one", "half ", "", " \t", "two", "\u{A0}", "three\u{1}four ", " "] {
            running.push(piece);
        }
        assert_eq!(running.take(), "onehalf two three four");
        running.push("e");
        running.push("\u{301}");
        assert_eq!(running.take(), "é");
        assert_eq!(running.take(), "");
    }

    proptest! {
        #[test]
        fn a_text_in_pieces_is_the_text_collapsed(pieces in prop::collection::vec("[ a-c\u{A0}\u{301}\n\u{7F}\u{80}é]{0,6}", 0..6)) {
            let mut running = Running::default();
            pieces.iter().for_each(|piece| running.push(piece));
            prop_assert_eq!(running.take(), collapse(&pieces.concat()));
        }
    }
}
