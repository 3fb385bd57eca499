//! What texts are cut into.

/// Bytes of a key at most; longer words are cut there, in documents and queries alike, and are
/// found by what is left. The two symbols at the end of a name may come on top.
pub const MAX_TERM_BYTES: usize = 64;

/// What a token is of its text.
///
/// Words, parts, pairs, and tails that stand alone follow one another in the text without
/// overlap. The others are further ways to find what these cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word that stands alone.
    Word,
    /// A part of a compound or name that has a whole: `covid` of `Covid-19`, `c` of `C++`.
    Part,
    /// A compound whole, after its parts; the key leaves the joiners out: `covid19`. Or a name
    /// with the symbols that belong to it, which the key keeps: `c++`, `.net`, `--flag`.
    Whole,
    /// A piece of a word or part in camel case, before that: `java` of `JavaScript`. Or the last
    /// part of a compound with its symbols, behind the whole: `c++` of `C/C++`. No query asks for it.
    Subword,
    /// Two neighbours of a script without spaces; in Thai and Lao a consonant with its vowels and marks is one.
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

/// Separates a key from the spelling of a variant: `dong␟đồng` is found by marks typed.
/// No text contains it as part of a word.
pub const VARIANT: char = '\u{1E}';
