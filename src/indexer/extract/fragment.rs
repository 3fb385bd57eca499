//! A page as Pagefind's API hands it out: its content as sentences, what of it has an id, and what its words weigh.

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::running::{Running, is_gap};
use crate::document::Weight;

/// A page as Pagefind's API hands it out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fragment {
    /// What the page is called, where its document is called something shorter.
    pub title: Option<String>,
    /// Words with one space between; a block ends as a sentence does.
    pub content: String,
    /// How many words those are.
    pub words: u32,
    /// The elements that have an id, in reading order.
    pub anchors: Vec<FragmentAnchor>,
    /// What words weigh, from the word with this number up to that of the next entry.
    pub weights: Vec<(u32, Weight)>,
}

/// An element that an address can lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FragmentAnchor {
    /// Its name, such as `h2`.
    pub element: String,
    /// Its id.
    pub id: String,
    /// What stands in it, blocks in it left out.
    pub text: String,
    /// The word of the content that it begins at.
    pub location: u32,
    /// Whether the page says that it begins a part, which headings do without being told to.
    pub is_titled: bool,
}

/// Characters that may follow the last word of a sentence.
const CLOSING: &str = "'’”»)]";

/// A place where a line may break. It is no word by itself.
const ZERO_WIDTH_SPACE: char = '\u{200B}';

/// Bytes after which nothing is added to the text of an anchor.
const MAX_ANCHOR_BYTES: usize = 1000;

/// Writes a fragment in reading order.
#[derive(Debug, Default)]
pub struct FragmentWriter {
    fragment: Fragment,
    weight: Weight,
    /// Whether the next word is one of its own.
    gap: bool,
    /// The anchors that have not ended, innermost last.
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    /// By index.
    anchor: usize,
    text: Running,
    bytes: usize,
    /// The blocks that have begun in it and not ended.
    blocks: u32,
}

impl FragmentWriter {
    /// Adds a piece of running text, which can end within a word.
    pub fn push(&mut self, piece: &str) {
        for open in self.open.iter_mut().filter(|open| open.blocks == 0 && open.bytes < MAX_ANCHOR_BYTES) {
            open.text.push(piece);
            open.bytes += piece.len();
        }
        for (at, word) in piece.split(is_gap).enumerate() {
            self.gap |= at > 0;
            self.word(word);
        }
    }

    /// Adds a word or a part of one.
    fn word(&mut self, word: &str) {
        let Fragment { content, words, weights, .. } = &mut self.fragment;
        if word.is_empty() {
            return;
        }
        if self.gap || content.is_empty() {
            if word.chars().all(|c| c == ZERO_WIDTH_SPACE) {
                return;
            }
            if !content.is_empty() {
                content.push(' ');
            }
            if weights.last().is_none_or(|(_, weight)| *weight != self.weight) {
                weights.push((*words, self.weight));
            }
            *words += 1;
            self.gap = false;
        }
        content.push_str(word);
    }

    /// Notes that the next word is one of its own.
    pub fn gap(&mut self) {
        self.gap = true;
        self.open.iter_mut().for_each(|open| open.text.gap());
    }

    /// Begins a block.
    pub fn begin_block(&mut self) {
        self.gap();
        self.open.iter_mut().for_each(|open| open.blocks += 1);
    }

    /// Ends a sentence.
    pub fn end_sentence(&mut self) {
        let content = &mut self.fragment.content;
        if content.ends_with(|c: char| c.is_alphanumeric() || CLOSING.contains(c)) {
            content.push('.');
        }
        self.gap();
    }

    /// Ends a block.
    pub fn end_block(&mut self) {
        self.gap();
        self.open.iter_mut().for_each(|open| open.blocks = open.blocks.saturating_sub(1));
    }

    /// Says what words weigh from here on, and returns what they weighed.
    pub fn weigh(&mut self, weight: Weight) -> Weight {
        std::mem::replace(&mut self.weight, weight)
    }

    /// Begins the element `element` with this id; `title` is what the page calls the part that it begins.
    pub fn begin_anchor(&mut self, element: &str, id: &str, title: Option<String>) {
        let Fragment { anchors, words, .. } = &mut self.fragment;
        self.open.push(Open { anchor: anchors.len(), text: Running::default(), bytes: 0, blocks: 0 });
        let is_titled = title.is_some();
        let (element, id, text) = (element.to_owned(), id.to_owned(), title.unwrap_or_default());
        anchors.push(FragmentAnchor { element, id, text, location: *words, is_titled });
    }

    /// Ends the element that began last.
    pub fn end_anchor(&mut self) {
        let Some(Open { anchor, mut text, .. }) = self.open.pop() else { return };
        let anchor = &mut self.fragment.anchors[anchor];
        if !anchor.is_titled {
            anchor.text = text.take();
        }
    }

    /// Returns what was written.
    #[must_use]
    pub fn finish(mut self) -> Fragment {
        while !self.open.is_empty() {
            self.end_anchor();
        }
        let Fragment { content, .. } = &mut self.fragment;
        if !is_nfc(content) {
            *content = content.nfc().collect();
        }
        self.fragment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_as_sentences_and_words_are_counted() {
        let mut writer = FragmentWriter::default();
        for block in ["The  keel", "Every boat\u{200B} has one!", " \u{200B} ", "(“why?”)", "🙂"] {
            writer.begin_block();
            writer.push(block);
            writer.end_sentence();
            writer.end_block();
        }
        let Fragment { content, words, .. } = writer.finish();
        assert_eq!((content.as_str(), words), ("The keel. Every boat\u{200B} has one! (“why?”). 🙂", 8));
    }

    #[test]
    fn anchors_have_the_text_outside_their_blocks() {
        let mut writer = FragmentWriter::default();
        writer.push("Boats ");
        writer.begin_anchor("div", "all", None);
        writer.push("have ");
        writer.begin_anchor("b", "keel", None);
        writer.push("ke");
        writer.push("els");
        writer.end_anchor();
        writer.begin_block();
        writer.push("made of wood");
        writer.end_block();
        writer.push(" always");
        writer.begin_anchor("p", "part", Some("A part".to_owned()));
        let Fragment { content, anchors, .. } = writer.finish();
        assert_eq!(content, "Boats have keels made of wood always");
        let of = |anchor: &FragmentAnchor| (anchor.id.clone(), anchor.text.clone(), anchor.location);
        let expected = [("all", "have keels always", 1), ("keel", "keels", 2), ("part", "A part", 7)];
        assert_eq!(
            anchors.iter().map(of).collect::<Vec<_>>(),
            expected.map(|(id, text, at)| (id.to_owned(), text.to_owned(), at))
        );
    }

    #[test]
    fn weights_hold_from_their_words_on() {
        let mut writer = FragmentWriter::default();
        let heavy = Weight::new(7.0).unwrap();
        let before = writer.weigh(heavy);
        writer.push("The keel ");
        writer.weigh(before);
        writer.push("of a boat");
        assert_eq!(writer.finish().weights, [(0, heavy), (2, Weight::default())]);
    }
}
