//! Makes the table of characters for a corpus.
//!
//! Everything that the corpus contains is in it, and everything that folds to what it contains:
//! who types `CAFÉ` finds `cafe`. Replacements follow Unicode's decompositions (UAX #15); letters
//! that don't decompose but are typed without their mark (`đ`, `ø`, `ß`) are given a mark of
//! their own, so that one rule, "the key is the spelling without marks", covers all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use findlet_core::text::{CharacterRange, Characters, Class};
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// Stands for whatever distinguishes `đ` from `d` or `ß` from `ss`: combining short stroke.
const STROKE: char = '\u{335}';

/// Letters without decomposition, and what they are typed as.
const SPECIAL: [(char, &str); 15] = [
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
];

/// Invisible: soft hyphen, zero-width characters, word joiner, byte order mark, tatweel.
const IGNORED: [char; 7] = ['\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}', '\u{640}'];

/// Read as ASCII wherever they stand: typographic apostrophes, hyphens and the minus sign.
const JOINERS: [char; 6] = ['\u{2018}', '\u{2019}', '\u{2BC}', '\u{2010}', '\u{2011}', '\u{2212}'];

/// Returns the table for texts consisting of `corpus`.
pub(crate) fn table(corpus: &BTreeSet<char>) -> Characters {
    let contained = corpus.iter().filter(|c| !c.is_ascii()).chain(&IGNORED).chain(&JOINERS);
    let mut replacements: BTreeMap<char, String> = contained.map(|c| (*c, replacement(*c))).collect();
    let mut alphabet: BTreeSet<char> = ('a'..='z').chain('0'..='9').collect();
    alphabet.extend(replacements.values().flat_map(|to| to.chars()));
    let reached = TYPED_VARIANTS.iter().filter(|variant| variant.key.chars().all(|c| alphabet.contains(&c)));
    replacements.extend(reached.map(|variant| (variant.from, variant.to.clone())));

    let plain: BTreeSet<char> = replacements.values().flat_map(|to| to.chars()).filter(|c| !c.is_ascii()).collect();
    replacements.retain(|from, to| !to.chars().eq([*from]));
    let mut folds = replacements.iter().map(|(from, to)| (u32::from(*from), to.as_str()));
    Characters::new(&mut folds, ranges(&plain)).expect("maps and sets are ordered")
}

/// Returns what replaces `c`: lower case, decomposed where marks are optional, marks last.
fn replacement(c: char) -> String {
    if IGNORED.contains(&c) {
        return String::new();
    }
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2BC}' => return "'".to_owned(),
        '\u{2010}' | '\u{2011}' | '\u{2212}' => return "-".to_owned(),
        'ς' => return "σ".to_owned(),
        _ => {}
    }
    let group = c.general_category_group();
    if !matches!(group, GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark | GeneralCategoryGroup::Number) {
        return c.to_string();
    }
    let lower: String = c.to_lowercase().collect();
    let folded: String = if has_optional_marks(c) { lower.nfkd().collect() } else { lower.nfkc().collect() };
    // Some capitals appear only now: those of the mathematical alphabets have no lower case.
    let folded = folded.to_lowercase();
    folded.chars().flat_map(|c| special(c).unwrap_or_else(|| c.to_string()).chars().collect::<Vec<_>>()).collect()
}

fn special(c: char) -> Option<String> {
    SPECIAL.iter().find(|(letter, _)| *letter == c).map(|(_, typed)| format!("{typed}{STROKE}"))
}

/// Whether people leave the marks of the character's script out.
fn has_optional_marks(c: char) -> bool {
    use Script::{Arabic, Common, Cyrillic, Greek, Hebrew, Inherited, Latin};
    matches!(c.script(), Latin | Greek | Cyrillic | Arabic | Hebrew | Common | Inherited)
}

/// A character that is typed for others.
struct TypedVariant {
    from: char,
    to: String,
    /// `to` without marks.
    key: String,
}

/// All of them, looked for once.
static TYPED_VARIANTS: LazyLock<Vec<TypedVariant>> = LazyLock::new(|| {
    let candidates = ('\u{80}'..='\u{FFFF}').filter(|c| is_typed_variant(*c));
    let variant = |from| {
        let to = replacement(from);
        TypedVariant { from, key: to.chars().filter(|c| class(*c) != Class::Mark).collect(), to }
    };
    candidates.map(variant).collect()
});

/// Whether keyboards type `c` for what it folds to: capitals, letters with marks, full-width
/// forms and ligatures, but not the many mathematical and enclosed alphabets.
fn is_typed_variant(c: char) -> bool {
    let is_canonical = c.nfd().eq(c.to_string().nfkd());
    let is_width_or_ligature = matches!(c, '\u{FF01}'..='\u{FF9F}' | '\u{FB00}'..='\u{FB06}');
    let is_letter = c.general_category_group() == GeneralCategoryGroup::Letter;
    (is_width_or_ligature || is_letter && is_canonical) && !replacement(c).chars().eq([c])
}

/// Returns the class of a replaced character.
fn class(c: char) -> Class {
    use Script::{Bopomofo, Han, Hiragana, Katakana, Khmer, Lao, Myanmar, Thai};
    let unspaced = [Han, Hiragana, Katakana, Bopomofo, Thai, Lao, Khmer, Myanmar];
    let is_unspaced = unspaced.into_iter().any(|script| c.script_extension().contains_script(script))
        && c.script() != Script::Inherited;
    match c.general_category_group() {
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark if is_unspaced => Class::Unspaced,
        GeneralCategoryGroup::Mark if has_optional_marks(c) => Class::Mark,
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark | GeneralCategoryGroup::Number => Class::Word,
        _ => Class::Separator,
    }
}

/// Returns the classes of `plain` characters as ranges. Neighbours of one class are joined
/// across characters that are of the same class or not assigned: fewer ranges, and no
/// character of the corpus is taken for another class.
fn ranges(plain: &BTreeSet<char>) -> Vec<CharacterRange> {
    let mut ranges: Vec<CharacterRange> = Vec::new();
    for c in plain {
        let (code, class) = (u32::from(*c), class(*c));
        match ranges.last_mut() {
            _ if class == Class::Separator => {}
            Some(range) if range.class == class && is_uniform(range.last + 1..code, class) => range.last = code,
            _ => ranges.push(CharacterRange { first: code, last: code, class }),
        }
    }
    ranges
}

fn is_uniform(mut between: std::ops::Range<u32>, wanted: Class) -> bool {
    between.all(|code| {
        char::from_u32(code).is_some_and(|c| {
            let is_unassigned = c.general_category() == unicode_properties::GeneralCategory::Unassigned;
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
        assert_eq!(keys("كِتَاب", "كتاب كـتاب"), ["كتاب", "كتاب"]);
        assert_eq!(keys("שָׁלוֹם", "שלום"), ["שלום"]);
    }

    #[test]
    fn marks_that_carry_meaning_stay() {
        assert_eq!(keys("हिन्दी", "हिन्दी"), ["हिन्दी"]);
        assert_eq!(keys("ภาษาไทย", "ไทย"), ["ไท", "ทย", "ย"]);
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
    fn characters_beyond_the_corpus_separate() {
        assert_eq!(keys("abc", "ab中c"), ["ab", "c"]);
    }
}
