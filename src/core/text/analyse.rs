//! From text to tokens.

use super::{Characters, Class, slice};

/// Bytes of a key at most; longer words are cut there, in documents and queries alike, and are
/// found by what is left.
pub const MAX_TERM_BYTES: usize = 64;

/// Bytes of a spelling at most, beyond which marks are dropped and compounds have no whole.
const MAX_FORM_BYTES: usize = 3 * MAX_TERM_BYTES;

/// Parts of a compound at most; longer chains are found by their parts only.
const MAX_PARTS: usize = 8;

/// What a token is of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word that stands alone.
    Word,
    /// A part of a compound that has a whole: `covid` of `Covid-19`.
    Part,
    /// A compound whole, after its parts; the key leaves the joiners out: `covid19`.
    Whole,
    /// Two neighbours of a script without spaces.
    Pair,
    /// The last letter of a run of such a script, so that single letters are found too.
    Tail,
}

/// An indexable piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is found by: folded, without marks.
    pub key: &'a str,
    /// How it is spelled, marks and joiners included; equal to `key` where nothing is special.
    pub form: &'a str,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
}

/// Calls `emit` for every token of `text`, in order. Linear in the text; keeps at most one
/// compound. One instance serves all callers (`dyn`): the wasm holds it once.
pub fn analyse(text: &str, characters: &Characters, emit: &mut dyn FnMut(Token<'_>)) {
    let mut chain = Chain::default();
    let mut run = Run::default();
    let mut space = [0; 4];
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        for folded in characters.fold(c, &mut space).chars() {
            let class = characters.class(folded);
            if class != Class::Unspaced && class != Class::Mark {
                run.finish(emit);
            }
            match class {
                Class::Word => chain.push(folded, start, end, emit),
                Class::Mark => chain.mark(folded, end, characters),
                Class::Joiner if chain.may_join() => chain.joiner = Some(folded),
                Class::Joiner | Class::Separator => chain.finish(emit),
                Class::Unspaced => {
                    chain.finish(emit);
                    run.push(folded, start, end, emit);
                }
            }
        }
    }
    chain.finish(emit);
    run.finish(emit);
}

/// The word or compound being read: parts with joiners between them.
#[derive(Debug, Default)]
struct Chain {
    /// The keys of all parts, one after the other: also the key of the whole.
    key: String,
    /// The spellings of all parts, with the joiners between them.
    form: String,
    parts: Vec<Part>,
    /// Seen after the last part; it counts only if another part follows at once.
    joiner: Option<char>,
    /// Whether parts were emitted already: the chain has too many for a whole.
    is_endless: bool,
}

/// A part of a compound: where its strings begin in the chain's, and where it lies in the text.
#[derive(Clone, Copy, Debug)]
struct Part {
    key: usize,
    form: usize,
    form_end: usize,
    start: usize,
    end: usize,
    /// Whether it grew too long and ends here.
    is_cut: bool,
}

impl Chain {
    fn may_join(&self) -> bool {
        self.joiner.is_none() && !self.parts.is_empty()
    }

    fn push(&mut self, c: char, start: usize, end: usize, emit: &mut dyn FnMut(Token<'_>)) {
        match self.joiner {
            Some(joiner) if joiner != ',' || self.is_between_digits(c) => {
                self.joiner = None;
                if self.parts.len() == MAX_PARTS {
                    self.is_endless = true;
                    self.emit_parts(emit);
                }
                self.form.push(joiner);
                self.begin(start);
            }
            Some(_) => {
                self.finish(emit);
                self.begin(start);
            }
            None if self.parts.is_empty() => self.begin(start),
            None => {}
        }
        self.append(c, end);
    }

    /// A comma belongs to a number (`1,000`), not to a list.
    fn is_between_digits(&self, c: char) -> bool {
        c.is_ascii_digit() && self.form.ends_with(|last: char| last.is_ascii_digit())
    }

    fn begin(&mut self, start: usize) {
        let form = self.form.len();
        self.parts.push(Part { key: self.key.len(), form, form_end: form, start, end: start, is_cut: false });
    }

    fn append(&mut self, c: char, end: usize) {
        let Some(part) = self.parts.last_mut() else { return };
        part.end = end;
        part.is_cut |= self.key.len() - part.key + c.len_utf8() > MAX_TERM_BYTES;
        if !part.is_cut {
            self.key.push(c);
            self.form.push(c);
            part.form_end = self.form.len();
        }
    }

    /// Adds a mark to the spelling. Marks of one letter are kept in code point order, since
    /// different keyboards type them in different orders.
    fn mark(&mut self, mark: char, end: usize, characters: &Characters) {
        let Some(part) = self.parts.last_mut().filter(|_| self.joiner.is_none()) else { return };
        part.end = end;
        if part.is_cut || self.form.len() - part.form + mark.len_utf8() > MAX_FORM_BYTES - MAX_TERM_BYTES {
            return;
        }
        let mut at = self.form.len();
        while let Some(before) = slice(&self.form, part.form..at).chars().next_back() {
            if characters.class(before) != Class::Mark || before <= mark {
                break;
            }
            at -= before.len_utf8();
        }
        self.form.insert(at, mark);
        part.form_end = self.form.len();
    }

    fn has_whole(&self) -> bool {
        self.parts.len() > 1
            && !self.is_endless
            && self.key.len() <= MAX_TERM_BYTES
            && self.form.len() <= MAX_FORM_BYTES
    }

    fn finish(&mut self, emit: &mut dyn FnMut(Token<'_>)) {
        self.emit_parts(emit);
        self.joiner = None;
        self.is_endless = false;
    }

    /// Emits what was read, and the whole where there is one.
    fn emit_parts(&mut self, emit: &mut dyn FnMut(Token<'_>)) {
        let kind = if self.has_whole() { TokenKind::Part } else { TokenKind::Word };
        for (at, part) in self.parts.iter().enumerate() {
            let key_end = self.parts.get(at + 1).map_or(self.key.len(), |next| next.key);
            let (key, form) = (slice(&self.key, part.key..key_end), slice(&self.form, part.form..part.form_end));
            emit(Token { key, form, start: part.start, end: part.end, kind });
        }
        if let [first, .., last] = &self.parts[..]
            && self.has_whole()
        {
            let (start, end) = (first.start, last.end);
            emit(Token { key: &self.key, form: &self.form, start, end, kind: TokenKind::Whole });
        }
        self.key.clear();
        self.form.clear();
        self.parts.clear();
    }
}

/// The run of a script without spaces being read: its latest letter.
#[derive(Debug, Default)]
struct Run(Option<(char, usize, usize)>);

impl Run {
    fn push(&mut self, c: char, start: usize, end: usize, emit: &mut dyn FnMut(Token<'_>)) {
        if let Some((before, pair_start, _)) = self.0.replace((c, start, end)) {
            let key: String = [before, c].iter().collect();
            let key = key.as_str();
            emit(Token { key, form: key, start: pair_start, end, kind: TokenKind::Pair });
        }
    }

    fn finish(&mut self, emit: &mut dyn FnMut(Token<'_>)) {
        if let Some((last, start, end)) = self.0.take() {
            let mut space = [0; 4];
            let key = &*last.encode_utf8(&mut space);
            emit(Token { key, form: key, start, end, kind: TokenKind::Tail });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::CharacterRange;
    use super::*;

    /// Marks, e and đ with marks, typographic apostrophe, soft hyphen, and Han.
    fn table() -> Characters {
        let folds = [(0xAD, ""), (0xE9, "e\u{301}"), (0x110, "d\u{335}"), (0x111, "d\u{335}"), (0x2019, "'")];
        let ranges = [(0x300, 0x36F, Class::Mark), (0x4E00, 0x9FFF, Class::Unspaced)];
        let ranges = ranges.map(|(first, last, class)| CharacterRange { first, last, class });
        Characters::new(&mut folds.into_iter(), ranges.to_vec()).unwrap()
    }

    fn keys(text: &str) -> Vec<String> {
        let mut keys = Vec::new();
        analyse(text, &table(), &mut |token| keys.push(token.key.to_owned()));
        keys
    }

    fn forms(text: &str) -> Vec<String> {
        let mut forms = Vec::new();
        analyse(text, &table(), &mut |token| forms.push(token.form.to_owned()));
        forms
    }

    #[test]
    fn words_are_lower_cased_and_cut_at_separators() {
        assert_eq!(keys("The  Mayors' conference, (2022)!"), ["the", "mayors", "conference", "2022"]);
        assert_eq!(keys(" \n—…!?"), Vec::<String>::new());
    }

    #[test]
    fn compounds_give_their_parts_and_their_whole() {
        assert_eq!(keys("Covid-19"), ["covid", "19", "covid19"]);
        assert_eq!(forms("Covid-19"), ["covid", "19", "covid-19"]);
        assert_eq!(keys("People’s"), ["people", "s", "peoples"]);
        assert_eq!(keys("TP.HCM."), ["tp", "hcm", "tphcm"]);
        assert_eq!(keys("1,000 a,b"), ["1", "000", "1000", "a", "b"]);
        assert_eq!(keys("and- -or a--b"), ["and", "or", "a", "b"]);
    }

    #[test]
    fn chains_of_many_parts_have_no_whole() {
        assert_eq!(keys("a.b.c.d.e.f.g.h.i j-k").join(" "), "a b c d e f g h i j k jk");
        assert_eq!(keys(&"a.".repeat(100)).len(), 100);
        assert_eq!(keys("a.b.c.d.e.f.g.h").last().map(String::as_str), Some("abcdefgh"));
    }

    #[test]
    fn marks_leave_the_key_and_stay_in_the_form() {
        assert_eq!(keys("Đé e\u{301}"), ["de", "e"]);
        assert_eq!(forms("Đé e\u{301}"), ["d\u{335}e\u{301}", "e\u{301}"]);
        assert_eq!(forms("e\u{323}\u{302}"), forms("e\u{302}\u{323}"));
        assert_eq!(keys("\u{301} a"), ["a"]);
    }

    #[test]
    fn invisible_characters_vanish() {
        assert_eq!(keys("co\u{AD}operation"), ["cooperation"]);
    }

    #[test]
    fn scripts_without_spaces_give_pairs_and_a_tail() {
        assert_eq!(keys("东京都x"), ["东京", "京都", "都", "x"]);
        assert_eq!(keys("x京"), ["x", "京"]);
    }

    #[test]
    fn positions_are_bytes_of_the_original() {
        let text = "  Đé People’s 东京";
        let mut slices = Vec::new();
        analyse(text, &table(), &mut |token| slices.push(&text[token.start..token.end]));
        assert_eq!(slices, ["Đé", "People", "s", "People’s", "东京", "京"]);
    }

    #[test]
    fn long_words_are_cut_and_found_again() {
        let long = "é".repeat(10_000);
        let cut = "e".repeat(MAX_TERM_BYTES);
        assert_eq!(keys(&long), [cut]);
        assert!(forms(&long)[0].len() <= MAX_FORM_BYTES);
    }
}
