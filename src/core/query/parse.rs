//! From what was typed to words to look up.

use crate::text::{Characters, Token, TokenKind, analyse, slice};

/// Words of a query at most; what follows is ignored.
pub const MAX_WORDS: usize = 64;

/// What a term must be to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Needle {
    /// The folded word.
    pub key: String,
    /// How it was spelled, equal to `key` where nothing is special.
    pub form: String,
    /// Whether terms that begin with the key match too.
    pub is_prefix: bool,
}

impl Needle {
    fn new(token: &Token<'_>) -> Self {
        Self { key: token.key.to_owned(), form: token.form.to_owned(), is_prefix: false }
    }

    /// Returns whether a term, or the key of a token, matches in any way.
    pub fn matches(&self, key: &str) -> bool {
        if self.is_prefix { key.starts_with(&self.key) } else { key == self.key }
    }
}

/// One word of a query: what counts once in the score, and is present or missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// As typed.
    pub typed: String,
    /// The word, or the compound whole.
    pub whole: Needle,
    /// The parts of a compound, which match together where the whole doesn't.
    pub parts: Vec<Needle>,
}

impl Word {
    fn new(query: &str, token: &Token<'_>, parts: Vec<Needle>) -> Self {
        Self { typed: slice(query, token.start..token.end).to_owned(), whole: Needle::new(token), parts }
    }

    /// Returns whether the key of a token is one that the word looks for.
    pub fn matches(&self, key: &str) -> bool {
        self.needles().any(|needle| needle.matches(key))
    }

    pub fn needles(&self) -> impl Iterator<Item = &Needle> {
        core::iter::once(&self.whole).chain(&self.parts)
    }
}

/// Cuts a query into words. The last one is a prefix unless white space follows it.
pub(crate) fn parse(query: &str, characters: &Characters) -> Vec<Word> {
    let mut parser = Parser { query, words: Vec::new(), parts: Vec::new(), pair_end: None, end: 0 };
    analyse(query, characters, &mut |token| parser.push(&token));
    parser.finish()
}

struct Parser<'a> {
    query: &'a str,
    words: Vec<Word>,
    /// Parts that wait for their whole.
    parts: Vec<Word>,
    /// Where the latest pair of a script without spaces ended.
    pair_end: Option<usize>,
    /// Where the latest token ended.
    end: usize,
}

impl Parser<'_> {
    fn push(&mut self, token: &Token<'_>) {
        self.end = token.end;
        let word = |parts| Word::new(self.query, token, parts);
        match token.kind {
            TokenKind::Part => return self.parts.push(word(Vec::new())),
            TokenKind::Whole => {
                let parts = self.parts.drain(..).map(|part| part.whole).collect();
                return self.add(Word::new(self.query, token, parts));
            }
            TokenKind::Tail if self.pair_end == Some(token.end) => return,
            TokenKind::Word | TokenKind::Pair | TokenKind::Tail => {}
        }
        let mut word = word(Vec::new());
        self.flush();
        if token.kind == TokenKind::Pair {
            self.pair_end = Some(token.end);
        }
        // A single letter of these scripts begins the pairs it stands in.
        word.whole.is_prefix = token.kind == TokenKind::Tail;
        self.add(word);
    }

    /// Parts of a chain too long to have a whole are words of their own.
    fn flush(&mut self) {
        for part in core::mem::take(&mut self.parts) {
            self.add(part);
        }
    }

    fn add(&mut self, word: Word) {
        if self.words.len() < MAX_WORDS {
            self.words.push(word);
        }
    }

    fn finish(mut self) -> Vec<Word> {
        self.flush();
        let is_complete = slice(self.query, self.end..self.query.len()).contains(char::is_whitespace);
        if let Some(last) = self.words.last_mut().filter(|_| !is_complete && self.pair_end != Some(self.end)) {
            last.whole.is_prefix = true;
            if let Some(part) = last.parts.last_mut() {
                part.is_prefix = true;
            }
        }
        dedup(self.words)
    }
}

/// Leaves each word once, where it first stands.
fn dedup(words: Vec<Word>) -> Vec<Word> {
    let mut kept: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        if !kept.iter().any(|other| other.whole == word.whole) {
            kept.push(word);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{CharacterRange, Class};

    fn words(query: &str) -> Vec<Word> {
        let han = CharacterRange { first: 0x4E00, last: 0x9FFF, class: Class::Unspaced };
        parse(query, &Characters::new(&mut std::iter::empty(), vec![han]).unwrap())
    }

    fn shown(query: &str) -> Vec<String> {
        let star = |needle: &Needle| format!("{}{}", needle.key, if needle.is_prefix { "*" } else { "" });
        words(query).iter().map(|word| word.needles().map(star).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn only_the_word_being_typed_is_a_prefix() {
        assert_eq!(shown("foreign aff"), ["foreign", "aff*"]);
        assert_eq!(shown("foreign affairs "), ["foreign", "affairs"]);
        assert_eq!(shown("affairs?"), ["affairs*"]);
    }

    #[test]
    fn compounds_are_one_word_with_parts() {
        assert_eq!(shown("Covid-19 x"), ["covid19 covid 19", "x*"]);
        assert_eq!(shown("Covid-1"), ["covid1* covid 1*"]);
        assert_eq!(words("Covid-19")[0].typed, "Covid-19");
        assert_eq!(shown("a.b.c.d.e.f.g.h.i j").len(), 10);
    }

    #[test]
    fn scripts_without_spaces_are_looked_up_in_pairs() {
        assert_eq!(shown("东京都"), ["东京", "京都"]);
        assert_eq!(shown("东 x"), ["东*", "x*"]);
        assert_eq!(shown("东京 x"), ["东京", "x*"]);
    }

    #[test]
    fn repeated_words_count_once_and_endless_queries_are_cut() {
        assert_eq!(shown("the the The "), ["the"]);
        let endless = (0..5000).map(|i| format!("w{i}")).collect::<Vec<_>>().join(" ");
        assert_eq!(words(&endless).len(), MAX_WORDS);
    }

    #[test]
    fn nothing_to_look_up_gives_no_words() {
        assert_eq!(words(""), []);
        assert_eq!(words(" ?!… -- "), []);
    }
}
