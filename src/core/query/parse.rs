//! From what was typed to words to look up.

use crate::text::{Characters, Token, TokenKind, analyse, slice};

/// Words of a query at most; what follows is ignored.
pub const MAX_WORDS: usize = 64;

/// Characters at most of a word as it is shown again with every hit.
const MAX_TYPED_CHARS: usize = 100;

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

    fn is_spelled_like(&self, other: &Self) -> bool {
        self.key == other.key && self.form == other.form
    }

    /// Returns whether a term, or the key of a token, matches in any way.
    pub fn matches(&self, key: &str) -> bool {
        if self.is_prefix { key.starts_with(&self.key) } else { key == self.key }
    }
}

/// One word of a query: what counts once in the score, and is present or missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// As typed, cut where it is endless.
    pub typed: String,
    /// The word, or the compound whole.
    pub whole: Needle,
    /// The parts of a compound, which match together where the whole doesn't.
    pub parts: Vec<Needle>,
}

impl Word {
    fn new(query: &str, token: &Token<'_>, parts: Vec<Needle>) -> Self {
        let typed = slice(query, token.start..token.end).chars().take(MAX_TYPED_CHARS).collect();
        Self { typed, whole: Needle::new(token), parts }
    }

    /// Returns whether the key of a token is one that the word looks for.
    pub fn matches(&self, key: &str) -> bool {
        self.needles().any(|needle| needle.matches(key))
    }

    pub fn needles(&self) -> impl Iterator<Item = &Needle> {
        core::iter::once(&self.whole).chain(&self.parts)
    }
}

/// Cuts a query into words, each once. The last one is a prefix unless white space follows it.
pub(crate) fn parse(query: &str, characters: &Characters) -> Vec<Word> {
    let mut parser = Parser { query, words: Vec::new(), parts: Vec::new(), pair_end: None, end: 0, last: None };
    analyse(query, characters, &mut |token| parser.push(&token));
    parser.finish()
}

struct Parser<'a> {
    query: &'a str,
    words: Vec<Word>,
    /// Parts that wait for their whole.
    parts: Vec<Needle>,
    /// Where the latest pair of a script without spaces ended.
    pair_end: Option<usize>,
    /// Where the latest token ended.
    end: usize,
    /// The word that the latest token gave, unless it was there already or one too many.
    last: Option<usize>,
}

impl Parser<'_> {
    fn push(&mut self, token: &Token<'_>) {
        self.end = token.end;
        match token.kind {
            TokenKind::Part => return self.parts.push(Needle::new(token)),
            TokenKind::Tail if self.pair_end == Some(token.end) => return self.last = None,
            TokenKind::Pair => self.pair_end = Some(token.end),
            TokenKind::Word | TokenKind::Whole | TokenKind::Tail => {}
        }
        let parts = core::mem::take(&mut self.parts);
        let mut word = Word::new(self.query, token, parts);
        // A single letter of these scripts begins the pairs it stands in.
        word.whole.is_prefix = token.kind == TokenKind::Tail;
        self.add(word);
    }

    fn add(&mut self, word: Word) {
        let is_new = !self.words.iter().any(|other| other.whole.is_spelled_like(&word.whole));
        self.last = (is_new && self.words.len() < MAX_WORDS).then_some(self.words.len());
        if self.last.is_some() {
            self.words.push(word);
        }
    }

    fn finish(mut self) -> Vec<Word> {
        let is_complete = slice(self.query, self.end..self.query.len()).contains(char::is_whitespace);
        if let Some(last) = self.last.filter(|_| !is_complete).and_then(|at| self.words.get_mut(at)) {
            last.whole.is_prefix = true;
            if let Some(part) = last.parts.last_mut() {
                part.is_prefix = true;
            }
        }
        self.words
    }
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
        let chain = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "covid19 covid 19"];
        assert_eq!(shown("a.b.c.d.e.f.g.h.i Covid-19 "), chain);
    }

    #[test]
    fn scripts_without_spaces_are_looked_up_in_pairs() {
        assert_eq!(shown("东京都"), ["东京", "京都"]);
        assert_eq!(shown("东 x"), ["东*", "x*"]);
        assert_eq!(shown("东京 x"), ["东京", "x*"]);
    }

    #[test]
    fn repeated_words_count_once() {
        assert_eq!(shown("the the The "), ["the"]);
        assert_eq!(shown("city city"), ["city"]);
        assert_eq!(shown("city cit"), ["city", "cit*"]);
        assert_eq!(shown(&("the ".repeat(70) + "vaccine")), ["the", "vaccine*"]);
    }

    #[test]
    fn endless_queries_are_cut_and_their_end_is_no_prefix() {
        let endless = (0..5000).map(|i| format!("w{i}")).collect::<Vec<_>>().join(" ");
        let words = words(&endless);
        assert_eq!(words.len(), MAX_WORDS);
        assert!(words.iter().all(|word| !word.whole.is_prefix));
    }

    #[test]
    fn nothing_to_look_up_gives_no_words() {
        assert_eq!(words(""), []);
        assert_eq!(words(" ?!… -- "), []);
    }
}
