//! Makes the table of characters for a corpus.
//!
//! Everything that the corpus contains is in it, and everything that folds to what it contains:
//! `CAFÉ` in a query finds `cafe`. Replacements follow Unicode's decompositions (UAX #15); letters
//! that don't decompose but are typed without their mark (`đ`, `ø`, `ß`) are given a mark of
//! their own, so that one rule, "the key is the spelling without marks", covers all.
//!
//! Texts and queries are composed (NFC) before they come here: no table of single code points can
//! compose a kana with its voicing mark, a Hangul syllable or `й`, which fold to nothing else.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

use findlet_core::text::{CharacterRange, Characters, Class};
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{EmojiStatus, GeneralCategory, GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory};
use unicode_script::{Script, ScriptExtension, UnicodeScript};

/// Stands for whatever distinguishes `đ` from `d` or `ß` from `ss`: combining short stroke.
const STROKE: char = '\u{335}';

/// Letters without decomposition, and what they are typed as. Hebrew finals are equal to their
/// letters in Unicode's collation (UTS #10), as is sigma's, and a word gains its ending in the
/// middle of typing. Arabic and Persian follow Lucene's normalisers, alef wasla added.
const SPECIAL: [(char, &str); 29] = [
    ('đ', "d"),
    ('ð', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ł', "l"),
    ('ø', "o"),
    ('ŧ', "t"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('þ', "th"),
    ('ŋ', "ng"),
    ('ƒ', "f"),
    ('ɓ', "b"),
    ('ɗ', "d"),
    ('ə', "e"),
    ('ך', "כ"),
    ('ם', "מ"),
    ('ן', "נ"),
    ('ף', "פ"),
    ('ץ', "צ"),
    ('ٱ', "ا"),
    ('ى', "ي"),
    ('ی', "ي"),
    ('ک', "ك"),
    ('ة', "ه"),
    ('ہ', "ه"),
    ('ە', "ه"),
    ('ँ', "ं"),
];

/// Letters with a mark that nobody leaves out: they have keys on the keyboard and places in the
/// alphabet of their own. `ё` is not among them, Russian prints it as `е`.
const INSEPARABLE: [char; 5] = ['й', 'ї', 'ў', 'ѓ', 'ќ'];

/// The dot that makes Devanagari letters of foreign sounds, often left out.
const NUKTA: char = '\u{93C}';

/// Invisible: soft hyphen, zero-width characters, word joiner, byte order mark, tatweel.
const IGNORED: [char; 7] = ['\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}', '\u{640}'];

/// Read as ASCII wherever they are typed: typographic apostrophes, hyphens and the minus sign.
const JOINERS: [char; 6] = ['\u{2018}', '\u{2019}', '\u{2BC}', '\u{2010}', '\u{2011}', '\u{2212}'];

/// Modifiers of emoji.
const SKIN_COLOURS: [char; 5] = ['\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'];

/// What replaces each character.
type Replacements = BTreeMap<char, String>;

/// Returns the table for texts consisting of `corpus`.
pub(crate) fn table(corpus: &BTreeSet<char>) -> Characters {
    let mut replacements = replaced_in(corpus);
    let writing = Writing::new(corpus, &replacements);
    replacements.extend(TYPED.iter().filter(|typed| writing.reaches(typed)).map(Typed::replacement));
    if corpus.iter().any(|c| emoji_class(*c) == Class::Unspaced) {
        replacements.extend(SKIN_COLOURS.map(|c| (c, c.to_string())));
    }
    encoded(replacements)
}

/// Returns what replaces the characters of `corpus`, and those that are typed with any.
fn replaced_in(corpus: &BTreeSet<char>) -> Replacements {
    let contained = corpus.iter().filter(|c| !c.is_ascii()).chain(&IGNORED).chain(&JOINERS);
    contained.map(|c| (*c, replacement(*c))).collect()
}

/// Leaves out what replaces itself, and gives the rest their classes.
fn encoded(mut replacements: Replacements) -> Characters {
    let plain = replacements.values().flat_map(|to| to.chars()).filter(|c| !c.is_ascii()).collect();
    replacements.retain(|from, to| !is_itself(*from, to));
    let mut folds = replacements.iter().map(|(from, to)| (u32::from(*from), to.as_str()));
    Characters::new(&mut folds, ranges(&plain)).expect("maps and sets are ordered")
}

fn is_itself(from: char, to: &str) -> bool {
    to.chars().eq([from])
}

/// What a corpus is written in.
struct Writing {
    /// The characters that its texts become.
    alphabet: BTreeSet<char>,
    scripts: HashSet<Script>,
}

impl Writing {
    fn new(corpus: &BTreeSet<char>, replacements: &Replacements) -> Self {
        let mut alphabet: BTreeSet<char> = ('a'..='z').chain('0'..='9').collect();
        alphabet.extend(replacements.values().flat_map(|to| to.chars()));
        Self { alphabet, scripts: corpus.iter().map(UnicodeScript::script).collect() }
    }

    /// Whether queries for the corpus may have the character.
    fn reaches(&self, typed: &Typed) -> bool {
        match &typed.scripts {
            Some(scripts) => scripts.iter().any(|script| self.uses(script)),
            None => typed.key.chars().all(|c| self.alphabet.contains(&c)),
        }
    }

    fn uses(&self, script: Script) -> bool {
        !matches!(script, Script::Common | Script::Inherited) && self.scripts.contains(&script)
    }
}

/// Returns what replaces `c`: lower case, decomposed where marks are optional, marks last.
fn replacement(c: char) -> String {
    use GeneralCategoryGroup::{Letter, Mark, Number};
    if IGNORED.contains(&c) || c.general_category() == GeneralCategory::Format {
        return String::new();
    }
    if let Some(ascii) = ascii(c) {
        return ascii.to_string();
    }
    // Of the symbols only the Japanese units and companies written in one square are words.
    let is_square = matches!(c, '\u{3200}'..='\u{33FF}');
    if !matches!(c.general_category_group(), Letter | Mark | Number) && !is_square {
        return c.to_string();
    }
    let lower: String = c.to_lowercase().collect();
    let folded: String = if is_decomposed(&lower) { lower.nfkd().collect() } else { lower.nfkc().collect() };
    // Some capitals appear only now: those of the mathematical alphabets have no lower case.
    let folded = folded.to_lowercase();
    let shown = folded.chars().filter(|c| !IGNORED.contains(c));
    shown.map(|c| special(c).or_else(|| ascii(c).map(String::from)).unwrap_or_else(|| c.to_string())).collect()
}

/// Returns the joiner or digit in ASCII that `c` is a form of.
fn ascii(c: char) -> Option<char> {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2BB}' | '\u{2BC}' | '\u{5F3}' | '\u{5F4}' => Some('\''),
        '\u{5BE}' | '\u{2010}' | '\u{2011}' | '\u{2212}' => Some('-'),
        // Of a fraction, of `col·lecció`, and of numbers in Arabic.
        '\u{2044}' => Some('/'),
        '\u{B7}' | '\u{66B}' => Some('.'),
        '\u{66C}' => Some(','),
        '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' => {
            char::from_u32(u32::from(c) - 0xFEE0)
        }
        _ if is_digit(c) => {
            // They come in runs of ten, zero first; those of mathematics in five such runs.
            let is_before = |back: &u32| char::from_u32(u32::from(c) - back).is_some_and(is_digit);
            char::from_digit((1..100).take_while(is_before).count() as u32 % 10, 10)
        }
        _ => None,
    }
}

fn is_digit(c: char) -> bool {
    c.general_category() == GeneralCategory::DecimalNumber
}

fn special(c: char) -> Option<String> {
    match c {
        'ς' => Some("σ".to_owned()),
        _ => SPECIAL.iter().find(|(letter, _)| *letter == c).map(|(_, typed)| format!("{typed}{STROKE}")),
    }
}

/// Whether a letter is taken apart: its mark is optional in its script, or is a nukta.
fn is_decomposed(lower: &str) -> bool {
    lower.chars().all(|c| !INSEPARABLE.contains(&c) && (has_optional_marks(c) || c.script() == Script::Devanagari))
}

/// Whether people leave the marks of the character's script out.
fn has_optional_marks(c: char) -> bool {
    use Script::{Arabic, Common, Cyrillic, Greek, Hebrew, Inherited, Latin};
    matches!(c.script(), Latin | Greek | Cyrillic | Arabic | Hebrew | Common | Inherited)
}

/// A character that queries have whether or not the corpus does.
struct Typed {
    from: char,
    to: String,
    /// `to` without marks.
    key: String,
    /// The scripts that it is typed with, one of which the corpus must have. Otherwise it is typed
    /// for what it folds to, which the corpus must have.
    scripts: Option<ScriptExtension>,
}

impl Typed {
    /// Returns `from`, if queries have it.
    fn new(from: char) -> Option<Self> {
        let to = replacement(from);
        let scripts = is_of_script(from).then(|| from.script_extension());
        let key: String = to.chars().filter(|c| class(*c) != Class::Mark).collect();
        let is_typed = is_typed_variant(from) && !is_itself(from, &to) && !key.is_empty();
        (scripts.is_some() || is_typed).then_some(Self { from, to, key, scripts })
    }

    fn replacement(&self) -> (char, String) {
        (self.from, self.to.clone())
    }
}

/// All of them, looked for once.
static TYPED: LazyLock<Vec<Typed>> = LazyLock::new(|| ('\u{80}'..='\u{FFFF}').filter_map(Typed::new).collect());

/// Whether people who write the script of `c` type it with any word: digits, Arabic and Hebrew points,
/// and punctuation that would be taken for a letter if the table hadn't it.
fn is_of_script(c: char) -> bool {
    let scripts = c.script_extension();
    let is_pointed = [Script::Arabic, Script::Hebrew].into_iter().any(|script| scripts.contains_script(script));
    let is_point = is_pointed && class(c) == Class::Mark;
    let is_punctuation = c.general_category_group() == GeneralCategoryGroup::Punctuation;
    let is_mistaken = is_punctuation
        && Class::of_unknown(u32::from(c)) != Class::Separator
        && !scripts.contains_script(Script::Latin);
    (is_digit(c) && !is_wide(c) || is_point || is_mistaken) && !scripts.is_common() && !scripts.is_inherited()
}

/// Whether keyboards type `c` for what it folds to: capitals, letters with marks, full-width forms
/// and ligatures, but not the many mathematical and enclosed alphabets.
fn is_typed_variant(c: char) -> bool {
    let is_canonical = c.nfd().eq(c.to_string().nfkd());
    let is_letter = c.general_category_group() == GeneralCategoryGroup::Letter;
    is_wide(c) || matches!(c, '\u{FB00}'..='\u{FB06}') || is_letter && is_canonical
}

/// Whether `c` is a letter or digit as wide as Han, or a narrow kana.
fn is_wide(c: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number};
    matches!(c, '\u{FF01}'..='\u{FF9F}') && matches!(c.general_category_group(), Letter | Number)
}

/// Whether a replaced character is a letter of a script without spaces.
pub(crate) fn is_unspaced(c: char) -> bool {
    class(c) == Class::Unspaced
}

/// Returns the class of a replaced character.
fn class(c: char) -> Class {
    use Script::{Bopomofo, Han, Hangul, Hiragana, Katakana, Khmer, Lao, Myanmar, Thai};
    let unspaced = [Han, Hangul, Hiragana, Katakana, Bopomofo, Thai, Lao, Khmer, Myanmar];
    let scripts = c.script_extension();
    let is_unspaced = !matches!(c.script(), Script::Inherited)
        && !scripts.is_common()
        && unspaced.into_iter().any(|script| scripts.contains_script(script));
    match c.general_category_group() {
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark if is_unspaced => Class::Unspaced,
        // Strokes of transliterated Arabic, Hebrew and Russian.
        _ if matches!(c, NUKTA | '\u{2B9}' | '\u{2BA}' | '\u{2BE}' | '\u{2BF}') => Class::Mark,
        GeneralCategoryGroup::Mark if has_optional_marks(c) => Class::Mark,
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark | GeneralCategoryGroup::Number => Class::Word,
        _ => emoji_class(c),
    }
}

/// Emoji run like letters without spaces, so that a family or a flag is found whole and one by
/// one; colours of skin are marks on them. `©` and other signs that are drawn as emoji only on
/// demand separate, save those of weather, faces and hands.
fn emoji_class(c: char) -> Class {
    use EmojiStatus::{EmojiPresentationAndModifierAndEmojiComponent, NonEmoji, NonEmojiButEmojiComponent};
    match c.emoji_status() {
        NonEmoji | NonEmojiButEmojiComponent => Class::Separator,
        EmojiPresentationAndModifierAndEmojiComponent => Class::Mark,
        _ if matches!(c, '\u{231A}'..='\u{23FF}' | '\u{2600}'..='\u{27BF}' | '\u{1F000}'..) => Class::Unspaced,
        _ => Class::Separator,
    }
}

/// Returns the classes of `plain` characters as ranges, where they are not what an unknown one
/// would have. Neighbours of one class are joined across characters that are of the same class or
/// not assigned: fewer ranges, and no character of the corpus is taken for another class.
fn ranges(plain: &BTreeSet<char>) -> Vec<CharacterRange> {
    let mut ranges: Vec<CharacterRange> = Vec::new();
    for c in plain {
        let (code, class) = (u32::from(*c), class(*c));
        match ranges.last_mut() {
            _ if class == Class::of_unknown(code) => {}
            Some(range) if range.class == class && is_uniform(range.last + 1..code, class) => range.last = code,
            _ => ranges.push(CharacterRange { first: code, last: code, class }),
        }
    }
    ranges
}

fn is_uniform(mut between: std::ops::Range<u32>, wanted: Class) -> bool {
    between.all(|code| {
        char::from_u32(code).is_some_and(|c| {
            let is_unassigned = c.general_category() == GeneralCategory::Unassigned;
            is_unassigned || class(c) == wanted && replacement(c).chars().eq([c])
        })
    })
}

#[cfg(test)]
mod tests {
    use findlet_core::text::analyse;

    use super::*;

    /// Analyses `query` with the table of a corpus consisting of `text`.
    fn keys(text: &str, query: &str) -> Vec<String> {
        let mut keys = Vec::new();
        analyse(query, &table(&text.chars().collect()), &mut |token| keys.push(token.key.to_owned()));
        keys
    }

    fn forms(text: &str, query: &str) -> Vec<String> {
        let mut forms = Vec::new();
        analyse(query, &table(&text.chars().collect()), &mut |token| forms.push(token.form.to_owned()));
        forms
    }

    #[test]
    fn what_folds_to_the_corpus_is_known_even_if_not_in_it() {
        for query in ["cafe", "CAFÉ", "cafe\u{301}", "ＣＡＦＥ", "ca\u{AD}fe"] {
            assert_eq!(keys("cafe", query), ["cafe"], "{query}");
        }
    }

    #[test]
    fn vietnamese_folds_and_keeps_its_spelling() {
        assert_eq!(keys("đồng", "Đồng dong ĐÔ\u{300}NG"), ["dong", "dong", "dong"]);
        let spelled = forms("đồng", "Đồng đo\u{302}\u{300}ng dong");
        assert_eq!(spelled[0], spelled[1]);
        assert_ne!(spelled[0], spelled[2]);
    }

    #[test]
    fn letters_without_decomposition_fold() {
        assert_eq!(
            keys("ß ø æ ł ı þ", "STRASSE Straße Ærø Łódź Işık Þór"),
            ["strasse", "strasse", "aero", "lodz", "isik", "thor"]
        );
    }

    #[test]
    fn letters_that_only_look_special_are_letters() {
        assert_eq!(keys("𝐇𝐞𝐥𝐥𝐨 ℝ² ①", "Hello r2 1 𝐇𝐞𝐥𝐥𝐨"), ["hello", "r2", "1", "hello"]);
    }

    #[test]
    fn greek_cyrillic_arabic_and_hebrew_fold() {
        assert_eq!(keys("άνθρωπος", "ΑΝΘΡΩΠΟΣ ανθρωποσ"), ["ανθρωποσ", "ανθρωποσ"]);
        assert_eq!(keys("ёлка", "ЕЛКА"), ["елка"]);
        assert_eq!(keys("мой", "МОЙ мои"), ["мой", "мои"]);
        assert_eq!(keys("كِتَاب", "كتاب كـتاب"), ["كتاب", "كتاب"]);
        assert_eq!(keys("שָׁלוֹם", "שלום שלומ"), ["שלומ", "שלומ"]);
    }

    #[test]
    fn marks_that_carry_meaning_stay() {
        assert_eq!(keys("हिन्दी", "हिन्दी"), ["हिन्दी"]);
        assert_eq!(keys("ภาษาไทย", "ไทย"), ["ไทย", "ย"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_in_pairs() {
        assert_eq!(keys("東京タワー", "東京タワー"), ["東京", "京タ", "タワ", "ワー", "ー"]);
        assert_eq!(keys("タワー", "ﾀﾜｰ"), ["タワ", "ワー", "ー"]);
    }

    #[test]
    fn typographic_apostrophes_and_hyphens_join() {
        assert_eq!(keys("people", "People’s Covid‑19"), ["people", "s", "peoples", "covid", "19", "covid19"]);
    }

    #[test]
    fn letters_beyond_the_corpus_are_not_left_out() {
        assert_eq!(keys("abc", "ab中国c москва"), ["ab", "中国", "国", "c", "москва"]);
        assert_eq!(keys("中", "中国"), ["中国", "国"]);
    }

    #[test]
    fn punctuation_and_signs_separate_in_the_corpus_or_not() {
        assert_eq!(keys("abc", "ab…c«b»a。b（c）a™b\u{E000}c"), ["ab", "c", "b", "a", "b", "c", "a", "b", "c"]);
        assert_eq!(keys("هل", "هل؟"), ["هل"]);
        assert_eq!(keys("ア", "ア・ア"), ["ア", "ア"]);
        assert_eq!(keys("µm ˈ", "µm ˈa"), ["μm", "ˈa"]);
    }
}
