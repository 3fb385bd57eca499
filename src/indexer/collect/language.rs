//! The language of a document, and what is known of it: a stemmer, words that say little, and
//! letters with two spellings.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::{BlockKind, Document};

/// The most characters of a document that detection reads: more make it slower and no surer.
const SAMPLE_CHARS: usize = 500;
/// The most characters that detection reads of all short documents together.
const JOINT_SAMPLE_CHARS: usize = 4_000;
/// A text with fewer characters is too short to tell its language.
const MIN_CHARS: usize = 120;

/// Words in the list for English because of `don't`, `we'll` …, some of which have a meaning of
/// their own.
const FRAGMENTS: [&str; 6] = ["don", "ll", "ma", "re", "ve", "won"];

/// A language that words can be conflated in.
#[derive(Clone, Copy)]
pub(crate) struct Language {
    stemmer: frostem::Stemmer,
    stop_words: &'static [&'static str],
    /// Endings that many of its words have, so that they need not be learned from a few pages.
    pub endings: &'static [&'static str],
    /// What joins the words of a compound, nothing among them; empty where compounds are not written in one.
    pub links: &'static [&'static str],
    /// Letters, and the two that people without them type.
    digraphs: &'static [(char, &'static str)],
    /// Whether the stemmer reads digraphs itself, and knows where two letters are no digraph, as the German one does.
    stems_digraphs: bool,
    /// Whether words begin with articles and prepositions, as in Arabic: no other ending finds a
    /// bare word then.
    is_prefixing: bool,
}

/// The languages of all documents.
#[derive(Debug)]
pub(crate) struct Languages {
    /// Of each document, the language of its words as a position in `known`.
    pub of_words: Vec<Option<usize>>,
    /// The languages that can be conflated, in the order in which they occur.
    pub known: Vec<Language>,
}

impl Languages {
    /// Takes the primary subtag of every document, if it has any, in their order.
    pub fn new<'a>(tags: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut names: Vec<&str> = Vec::new();
        let mut known = Vec::new();
        let mut position = |name: &'a str| {
            let found = names.iter().position(|other| *other == name);
            found.or_else(|| {
                known.push(Language::of(name)?);
                names.push(name);
                Some(names.len() - 1)
            })
        };
        let of_words = tags.map(|name| name.and_then(&mut position)).collect();
        Self { of_words, known }
    }
}

/// Returns the commonest endings of a language.
fn endings(algorithm: &str) -> &'static [&'static str] {
    match algorithm {
        "en" => &[
            "", "s", "es", "y", "ies", "ied", "ed", "ing", "ings", "e", "er", "ers", "ly", "ment", "ments", "ation",
            "ations",
        ],
        "de" => &["", "e", "en", "er", "es", "em", "n", "s", "t", "te", "ten", "ung", "ungen"],
        "nl" => &["", "e", "en", "s", "t", "de", "den", "ing", "ingen"],
        "sv" => &["", "a", "ar", "ade", "at", "en", "er", "et", "na", "or", "s"],
        "fr" => &["", "e", "s", "es", "er", "ez", "ent", "é", "ée", "és", "ées", "ait", "ant"],
        "es" => &["", "s", "es", "o", "a", "os", "as", "ar", "er", "ir", "ado", "ada", "ando", "an", "en"],
        "pt" => &["", "s", "es", "o", "a", "os", "as", "ar", "er", "ir", "ado", "ada", "ando", "am", "em"],
        "it" => &["o", "a", "i", "e", "are", "ere", "ire", "ato", "ata", "ati", "ate", "ando"],
        "ru" => &["", "а", "у", "ы", "и", "е", "ой", "ом", "ов", "ам", "ами", "ах", "ть", "л", "ла", "ли"],
        _ => &[],
    }
}

/// Returns what joins the words of a compound in a language that writes them in one.
fn links(algorithm: &str) -> &'static [&'static str] {
    match algorithm {
        "de" => &["", "s", "n", "es", "en"],
        "nl" => &["", "s", "en"],
        "da" | "no" | "sv" => &["", "s", "e"],
        "fi" => &["", "n"],
        _ => &[],
    }
}

/// Returns the primary subtag: `pt` of `pt-BR` and `pt_br`.
pub(crate) fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

/// Returns the language of `document`: as stated, or else as its own text tells.
pub(crate) fn tag(document: &Document) -> Option<String> {
    let stated = document.language.as_deref().map(str::trim).filter(|tag| !tag.is_empty());
    stated.map(str::to_owned).or_else(|| {
        let mut sample = Sample::new(SAMPLE_CHARS);
        sample.add(document);
        sample.language()
    })
}

fn texts(document: &Document) -> impl Iterator<Item = &str> {
    let is_text = |kind| matches!(kind, BlockKind::Summary | BlockKind::Paragraph);
    let blocks = document.blocks.iter().filter(move |block| is_text(block.kind)).map(|block| block.text.as_str());
    blocks.chain(std::iter::once(document.title.as_str()))
}

/// The beginning of one document's text, or of those of several.
#[derive(Debug)]
pub(crate) struct Sample {
    text: String,
    chars: usize,
    limit: usize,
}

impl Sample {
    fn new(limit: usize) -> Self {
        Self { text: String::new(), chars: 0, limit }
    }

    /// Begins one of the documents that are too short to tell. What they have together is taken
    /// for the language of their words, and shown on no card.
    pub fn joint() -> Self {
        Self::new(JOINT_SAMPLE_CHARS)
    }

    /// Returns whether enough text was read.
    pub fn is_full(&self) -> bool {
        self.chars == self.limit
    }

    /// Adds the text of `document`, as far as there is room.
    pub fn add(&mut self, document: &Document) {
        for text in texts(document) {
            let room = self.limit - self.chars;
            let end = text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
            self.text.push_str(&text[..end]);
            self.text.push('\n');
            self.chars += text[..end].chars().count();
            if self.is_full() {
                break;
            }
        }
    }

    /// Returns the language, where there is enough text and it is certain.
    pub fn language(&self) -> Option<String> {
        if self.chars < MIN_CHARS {
            return None;
        }
        let found = whatlang::detect(&self.text).filter(whatlang::Info::is_reliable)?;
        short_tag(found.lang()).map(str::to_owned)
    }
}

/// Returns the tag of ISO 639-1, which BCP 47 asks for. Two languages have that of the group that they are most of.
fn short_tag(language: whatlang::Lang) -> Option<&'static str> {
    match language {
        whatlang::Lang::Cmn => Some("zh"),
        whatlang::Lang::Pes => Some("fa"),
        other => isolang::Language::from_639_3(other.code())?.to_639_1(),
    }
}

/// The stemmer has no `Debug` of its own.
impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Language").field("digraphs", &self.digraphs).finish_non_exhaustive()
    }
}

impl Language {
    /// Returns the language with the primary subtag `name`, if it can be conflated.
    pub fn of(name: &str) -> Option<Self> {
        let algorithm = if matches!(name, "nb" | "nn") { "no" } else { name };
        let digraphs: &[_] = match algorithm {
            "de" => &[('ä', "ae"), ('ö', "oe"), ('ü', "ue")],
            "da" | "no" => &[('å', "aa"), ('ø', "oe"), ('æ', "ae")],
            "sv" => &[('å', "aa"), ('ä', "ae"), ('ö', "oe")],
            _ => &[],
        };
        let stemmer = frostem::Stemmer::try_from_name(algorithm).ok()?;
        let stop_words = stop_words::lookup(algorithm).unwrap_or_default();
        let (endings, links) = (endings(algorithm), links(algorithm));
        let (stems_digraphs, is_prefixing) = (algorithm == "de", algorithm == "ar");
        Some(Self { stemmer, stop_words, endings, links, digraphs, stems_digraphs, is_prefixing })
    }

    /// Returns whether `word` says little: `the`. The rests of contractions, such as `d` and
    /// `won`, is not among them.
    pub fn is_stop_word(&self, word: &str) -> bool {
        let is_consonant = word.len() == 1 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        !is_consonant && !FRAGMENTS.contains(&word) && self.stop_words.contains(&word)
    }

    /// Returns what all forms of `word` have in common; nothing where it is no word of letters.
    pub fn stem(&self, word: &str) -> Option<String> {
        let is_word = word.chars().all(|c| c.is_alphabetic() || is_combining_mark(c) || c == '\'');
        if !is_word || word.is_empty() {
            return None;
        }
        let word = if self.stems_digraphs { Cow::Borrowed(word) } else { self.with_letters(word) };
        let stem = self.stemmer.stem(&word);
        Some(if stem.is_ascii() { stem.into_owned() } else { stem.nfkd().filter(|c| !is_combining_mark(*c)).collect() })
    }

    /// Returns `word` as people with other keyboards spell it: `mueller` of `müller`, and `müller`
    /// of `mueller`. Where articles are written in one with their word, it is the bare word.
    pub fn respelled(&self, word: &str) -> Option<String> {
        if self.is_prefixing {
            return self.stem(word).filter(|stem| stem != word);
        }
        let mut digraphs = word.to_owned();
        for (letter, digraph) in self.digraphs {
            digraphs = digraphs.replace(*letter, digraph);
        }
        let other = if digraphs == word { self.with_letters(word).into_owned() } else { digraphs };
        (other != word && self.stem(&other) == self.stem(word)).then_some(other)
    }

    fn with_letters<'a>(&self, word: &'a str) -> Cow<'a, str> {
        let mut word = Cow::Borrowed(word);
        for (letter, digraph) in self.digraphs {
            if word.contains(digraph) {
                word = Cow::Owned(word.replace(digraph, letter.encode_utf8(&mut [0; 4])));
            }
        }
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    const ENGLISH: &str = "The bridge was opened in the morning by the mayor of the city, who said that it would \
        help people on both sides of the river to meet and to trade with each other.";

    fn document(language: Option<&str>, text: &str) -> Document {
        let block = Block { text: text.to_owned(), ..Block::default() };
        Document { language: language.map(str::to_owned), blocks: vec![block], ..Document::default() }
    }

    #[test]
    fn a_stated_language_counts_and_a_long_text_tells_its_own() {
        let german = "Die Brücke wurde am Morgen vom Bürgermeister der Stadt eröffnet, der sagte, dass sie den \
            Menschen auf beiden Seiten des Flusses helfen werde, einander zu treffen.";
        let documents = [document(Some("pt-BR"), ENGLISH), document(None, ENGLISH), document(None, german)];
        let tags = documents.map(|document| tag(&document));
        assert_eq!(tags, [Some("pt-BR"), Some("en"), Some("de")].map(|tag| tag.map(str::to_owned)));
    }

    #[test]
    fn short_texts_tell_only_together() {
        let mut sample = Sample::joint();
        for text in ENGLISH.split_inclusive(',') {
            let document = document(None, text);
            assert_eq!((tag(&document), sample.language()), (None, None));
            sample.add(&document);
        }
        assert_eq!((sample.language().as_deref(), sample.is_full()), (Some("en"), false));
    }

    #[test]
    fn languages_without_a_stemmer_are_not_conflated() {
        let languages = Languages::new([Some("vi"), Some("en"), None, Some("xx"), Some("de")].into_iter());
        assert_eq!(languages.of_words, [None, Some(0), None, None, Some(1)]);
        assert_eq!(["pt-BR", "en_US", "de"].map(primary), ["pt", "en", "de"]);
    }

    #[test]
    fn detection_gives_tags_that_pages_use() {
        use whatlang::Lang::{Cmn, Eng, Nob, Pes, Tgl};

        for language in whatlang::Lang::all() {
            assert_eq!(short_tag(*language).map(str::len), Some(2), "{language}");
        }
        assert_eq!([Cmn, Eng, Nob, Pes, Tgl].map(short_tag), ["zh", "en", "nb", "fa", "tl"].map(Some));
    }

    #[test]
    fn umlauts_have_two_spellings_in_their_languages() {
        let language = |name| Language::of(name).unwrap();
        assert_eq!(language("de").respelled("müller").as_deref(), Some("mueller"));
        assert_eq!(language("de").respelled("mueller").as_deref(), Some("müller"));
        assert_eq!(language("de").respelled("quelle"), None);
        assert_eq!(language("nb").respelled("ålesund").as_deref(), Some("aalesund"));
        assert_eq!(language("da").respelled("koebenhavn").as_deref(), Some("københavn"));
        assert_eq!(language("en").respelled("naïve"), None);
    }

    #[test]
    fn stop_words_are_those_of_the_language() {
        let is_stop_word = |language, word| Language::of(language).unwrap().is_stop_word(word);
        assert!(is_stop_word("en", "the") && is_stop_word("de", "für") && is_stop_word("es", "y"));
        assert!(!is_stop_word("en", "für") && !is_stop_word("en", "d") && !is_stop_word("en", "won"));
    }

    #[test]
    fn only_words_have_a_stem() {
        let english = Language::of("en").unwrap();
        assert_eq!(english.stem("agreements"), english.stem("agreement"));
        assert_eq!(english.stem("city's"), english.stem("city"));
        for none in ["covid19", "a.b", ""] {
            assert_eq!(english.stem(none), None);
        }
    }
}
