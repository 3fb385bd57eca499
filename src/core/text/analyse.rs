//! From text to tokens.

use super::chain::{Chain, is_hump};
use super::characters::{Characters, Class};
use super::slices::slice;
use super::token::{MAX_TERM_BYTES, Token, TokenKind};

/// Calls `emit` for every token of `text`, in order. Linear in the text; keeps at most one
/// compound. One instance serves all callers (`dyn`): the wasm holds it once.
pub fn analyse(text: &str, characters: &Characters, emit: &mut dyn FnMut(Token<'_>)) {
    let mut chain = Chain::default();
    let mut run = Run::default();
    let mut space = [0; 4];
    let mut end = 0;
    loop {
        if chain.is_empty() && run.letters.is_empty() {
            end = plain_words(text, end, emit);
        }
        let start = end;
        let Some(c) = slice(text, start..text.len()).chars().next() else { break };
        end += c.len_utf8();
        for folded in characters.fold(c, &mut space).chars() {
            let class = match folded {
                'ー' if run.is_lengthened(slice(text, end..text.len())) => Class::Mark,
                '"' if is_hebrew(slice(text, 0..start), slice(text, end..text.len())) => Class::Joiner,
                _ => characters.class(folded),
            };
            if class != Class::Unspaced && class != Class::Mark {
                run.finish(emit);
            }
            match class {
                Class::Word => chain.push(folded, start, end, is_hump(text, start), emit),
                Class::Mark => {
                    chain.mark(folded, end);
                    run.end = end;
                }
                Class::Joiner => chain.join(folded, start, end, emit),
                Class::Separator => chain.finish(emit),
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

/// Emits the words from `at` on that are small letters or digits of ASCII up to what separates, as they
/// are: most of many texts, at a fraction of the time. Returns where the first other thing begins.
fn plain_words(text: &str, mut at: usize, emit: &mut dyn FnMut(Token<'_>)) -> usize {
    let bytes = text.as_bytes();
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let len = rest.iter().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).count();
        let end = at + len;
        let separates = |at: usize| bytes.get(at).is_none_or(|byte| Class::is_separator(*byte));
        // A full stop or comma joins only what follows at once.
        let is_stop = len > 0 && matches!(bytes.get(end), Some(b'.' | b','));
        if len > MAX_TERM_BYTES || !separates(end + usize::from(is_stop)) {
            return at;
        }
        if len > 0 {
            let key = slice(text, at..end);
            emit(Token { key, form: key, start: at, end, kind: TokenKind::Word });
        }
        at = bytes.len().min(end + usize::from(is_stop) + 1);
        if at == bytes.len() {
            return at;
        }
    }
}

/// Whether what is `before` and `after` a quotation mark are letters of Hebrew: an acronym such as `צה"ל`, written with the
/// mark that keyboards have.
fn is_hebrew(before: &str, after: &str) -> bool {
    let is_letter = |c: Option<char>| matches!(c, Some('\u{5D0}'..='\u{5EA}'));
    is_letter(before.chars().next_back()) && is_letter(after.chars().next())
}

/// Letters of a word in katakana at least that may end in a mark of length or not: `サーバー`, but not `カバー`.
const LENGTHENED: usize = 3;

/// Bytes of a letter of a run from which on nothing joins it, so that no pair exceeds a key.
const MAX_LETTER_BYTES: usize = MAX_TERM_BYTES / 2 - 4;

/// The run of a script without spaces being read: its latest two letters.
#[derive(Debug, Default)]
struct Run {
    /// Both, folded, and where the second begins.
    letters: String,
    second: usize,
    /// Where they begin in the text, and where they end.
    start: usize,
    second_start: usize,
    end: usize,
    /// How many letters of katakana the run ends in.
    katakana: usize,
}

impl Run {
    /// Whether a mark of length here, with `rest` behind it, is one that people leave out: that of a longer word's end.
    fn is_lengthened(&self, rest: &str) -> bool {
        self.katakana >= LENGTHENED && !rest.chars().next().is_some_and(is_katakana)
    }

    fn push(&mut self, c: char, start: usize, end: usize, emit: &mut dyn FnMut(Token<'_>)) {
        self.katakana = if is_katakana(c) { self.katakana + 1 } else { 0 };
        let last = slice(&self.letters, self.second..self.letters.len());
        let joins = last.chars().next_back().is_some_and(|before| is_of_cluster(before, c));
        if !joins || last.len() > MAX_LETTER_BYTES {
            let last = last.to_owned();
            self.emit_pair(emit);
            (self.second, self.letters) = (last.len(), last);
            (self.start, self.second_start) = (self.second_start, start);
        }
        self.letters.push(c);
        self.end = end;
    }

    fn emit_pair(&self, emit: &mut dyn FnMut(Token<'_>)) {
        if self.second > 0 {
            let key = self.letters.as_str();
            emit(Token { key, form: key, start: self.start, end: self.end, kind: TokenKind::Pair });
        }
    }

    fn finish(&mut self, emit: &mut dyn FnMut(Token<'_>)) {
        let key = slice(&self.letters, self.second..self.letters.len());
        if !key.is_empty() {
            self.emit_pair(emit);
            emit(Token { key, form: key, start: self.second_start, end: self.end, kind: TokenKind::Tail });
            *self = Self::default();
        }
    }
}

/// Returns where a letter stands in the block of Thai or that of Lao, which are built alike; 0 for others.
fn place(c: char) -> u32 {
    if is_clustered(c) { u32::from(c) & 0x7F } else { 0 }
}

/// Whether letters like `c` go together: a consonant of Thai or Lao with the vowels around it and the marks on it. Pairs
/// of such clusters say more than pairs of letters, of which half are marks.
pub(crate) fn is_clustered(c: char) -> bool {
    matches!(c, '\u{E01}'..='\u{EFF}')
}

/// Whether `c` goes together with the letter `before` it: a vowel or mark behind, above or below a consonant, or
/// whatever follows a vowel that is written first.
fn is_of_cluster(before: char, c: char) -> bool {
    let (before, c) = (place(before), place(c));
    before > 0 && c > 0 && (matches!(before, 0x40..=0x44) || matches!(c, 0x30..=0x3D | 0x45 | 0x47..=0x4E))
}

/// Full or narrow, marks of length and of sound included.
fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー' | '\u{FF66}'..='\u{FF9F}')
}

#[cfg(test)]
mod tests {
    use super::super::chain::MAX_FORM_BYTES;
    use super::super::characters::CharacterRange;
    use super::*;

    /// Marks, e and đ with marks, typographic apostrophe, soft hyphen, and Han.
    fn table() -> Characters {
        let folds = [(0xAD, ""), (0xE9, "e\u{301}"), (0x110, "d\u{335}"), (0x111, "d\u{335}"), (0x2019, "'")];
        let ranges = [(0x300, 0x36F, Class::Mark), (0xE01, 0xEFF, Class::Unspaced), (0x4E00, 0x9FFF, Class::Unspaced)];
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

    /// The keys that stand beside others: wholes, and in brackets subwords.
    fn names(text: &str) -> Vec<String> {
        let mut names = Vec::new();
        analyse(text, &table(), &mut |token| match token.kind {
            TokenKind::Whole => names.push(token.key.to_owned()),
            TokenKind::Subword => names.push(format!("({})", token.key)),
            _ => {}
        });
        names
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
        assert_eq!(keys("and- - or a--b"), ["and", "or", "a", "b"]);
        assert_eq!(keys("src/lib.rs#x"), ["src", "lib", "rs", "x", "srclibrsx"]);
        assert_eq!(forms("std::vec").last().map(String::as_str), Some("std::vec"));
        assert_eq!(keys("https://a.b/c"), ["https", "a", "b", "c", "abc"]);
        assert_eq!(keys("C:\\dir a:::b a:.b"), ["c", "dir", "a", "b", "a", "b"]);
    }

    #[test]
    fn the_point_of_a_number_stays_and_groups_of_digits_are_joined() {
        let whole = |text: &str| keys(text).pop().unwrap();
        assert_eq!(["3.11", "31.1", "311", "10.0.0.12"].map(whole), ["3.11", "31.1", "311", "10.0.0.12"]);
        assert_eq!(["12.500", "12,500", "1.299,95", "1299,95"].map(whole), ["12500", "12500", "129995", "129995"]);
        assert_eq!(["1,299.00", "1299.00", "0.125"].map(whole), ["1299.00", "1299.00", "0.125"]);
        assert_eq!(["25.4mm", "python3.11", "a1.b2", "TP.HCM"].map(whole), ["25.4mm", "python3.11", "a1b2", "tphcm"]);
        assert_eq!(keys("3.11"), ["3", "11", "3.11"]);
    }

    #[test]
    fn the_v_of_a_version_is_no_part_of_the_whole() {
        assert_eq!(keys("v5.3.2 V78.1"), ["v", "5", "v5", "3", "2", "5.3.2", "v", "78", "v78", "1", "78.1"]);
        assert_eq!(forms("v5.3.2").last().map(String::as_str), Some("v5.3.2"));
        assert_eq!(names("v5.3"), ["(v)", "(5)", "5.3"]);
        assert_eq!(keys("v8 x86.64 v8beta.1"), ["v8", "x86", "64", "x86.64", "v8beta", "1", "v8beta1"]);
    }

    #[test]
    fn chains_of_many_parts_have_no_whole() {
        assert_eq!(keys("a.b.c.d.e.f.g.h.i j-k").join(" "), "a b c d e f g h i j k jk");
        assert_eq!(keys(&"a.".repeat(100)).len(), 100);
        assert_eq!(keys("a.b.c.d.e.f.g.h").last().map(String::as_str), Some("abcdefgh"));
        assert_eq!(names(".a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q+ r+"), ["r+"]);
    }

    #[test]
    fn symbols_belong_to_names() {
        assert_eq!(names("C++ C# F#. (g++) c+ C++!"), ["c++", "c#", "f#", "g++", "c+", "c++"]);
        assert_eq!(names(".NET --flag #tag @user"), [".net", "--flag", "#tag", "@user"]);
        assert_eq!(names("--dry-run=x .d.ts @a/b"), ["--dryrun", ".dts", "@ab"]);
        assert_eq!(names("'--flag' ‘.net’ ~/.rc"), ["--flag", ".net", ".rc"]);
        assert_eq!(names("tar -xvf [-h] -1 x-y"), ["-xvf", "-h", "-1", "xy"]);
        assert_eq!(names("’.net’ C/C++ C#/.NET"), [".net", "cc", "(c++)", "c#", ".net"]);
        assert_eq!(keys("C/C++"), ["c", "c", "cc", "c++"]);
        assert_eq!(forms("#Tag's C++"), ["tag", "s", "#tag's", "c", "c++"]);
    }

    #[test]
    fn punctuation_makes_no_names() {
        for text in ["end. (a) x - y ", "wait... wait...then ...and", "a---b --- b -- c", "a… \"b\" 1 + 1 +1"] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(names("..a ##b ---c @@d .-e"), Vec::<String>::new());
        assert_eq!(names("a+ +b ++c # @ . --"), ["a+"]);
        assert_eq!(keys("++ + # -- . a"), ["a"]);
    }

    #[test]
    fn camel_case_gives_subwords_before_the_word() {
        assert_eq!(names("camelCase HTTPServer iPhone"), ["(camel)", "(case)", "(http)", "(server)", "(i)", "(phone)"]);
        assert_eq!(keys("camelCase"), ["camel", "case", "camelcase"]);
        assert_eq!(forms("camelCase"), keys("camelCase"));
        assert_eq!(keys("JavaScript's"), ["java", "script", "javascript", "s", "javascripts"]);
        assert_eq!(names("@GitHub"), ["(git)", "(hub)", "@github"]);
        assert_eq!(names("MP3Player base64Encode"), ["(mp3)", "(player)", "(base64)", "(encode)"]);
    }

    #[test]
    fn acronyms_and_plain_words_have_no_subwords() {
        assert_eq!(names("word Word WORD PDFs IPv6 R2D2 H2O 3D h264 utf8 v1 MHz"), Vec::<String>::new());
        assert_eq!(names("éB a\u{AD}B"), Vec::<String>::new());
        let humps = names("aBaBaBaBaBaBaBaBaB");
        assert_eq!((humps.len(), humps.last().map(String::as_str)), (8, Some("(babab)")));
        assert_eq!(names(&format!("{}B", "a".repeat(MAX_TERM_BYTES))), Vec::<String>::new());
    }

    #[test]
    fn marks_leave_the_key_and_stay_in_the_form() {
        assert_eq!(keys("Đé e\u{301}"), ["de", "e"]);
        assert_eq!(forms("Đé e\u{301}"), ["d\u{335}e\u{301}", "e\u{301}"]);
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
    fn a_mark_of_length_at_the_end_of_a_longer_word_in_katakana_is_left_out() {
        assert_eq!(keys("サーバー"), ["サー", "ーバ", "バ"]);
        assert_eq!(keys("サーバー"), keys("サーバ"));
        assert_eq!(keys("サーバーを"), keys("サーバを"));
        assert_eq!(keys("データー・サーバー"), keys("データ・サーバ"));
    }

    #[test]
    fn a_mark_of_length_stays_in_shorter_words_within_a_word_and_elsewhere() {
        assert_eq!(keys("カバー"), ["カバ", "バー", "ー"]);
        assert_eq!(keys("サーバール").join(" "), "サー ーバ バー ール ル");
        assert_eq!(keys("らーめんー").join(" "), "らー ーめ めん んー ー");
        assert_eq!(keys("サンカバー ガガガ カバー").join(" "), "サン ンカ カバ バ ガガ ガガ ガ カバ バー ー");
    }

    #[test]
    fn letters_of_thai_and_lao_go_with_their_vowels_and_marks() {
        assert_eq!(keys("กรุงเทพ"), ["กรุ", "รุง", "งเท", "เทพ", "พ"]);
        assert_eq!(keys("ที่นี่"), ["ที่นี่", "นี่"]);
        assert_eq!(keys("ไทยa"), ["ไทย", "ย", "a"]);
        assert_eq!(keys("ເມືອງ"), ["ເມືອ", "ອງ", "ງ"]);
        assert_eq!(keys("เ ก า"), ["เ", "ก", "า"]);
        assert_eq!(keys("京ะก"), ["京ะ", "ะก", "ก"]);
    }

    #[test]
    fn endless_marks_make_no_endless_keys() {
        let keys = keys(&"ก".chars().chain(std::iter::repeat_n('ี', 1000)).collect::<String>());
        assert!(keys.iter().all(|key| key.len() <= MAX_TERM_BYTES) && keys.len() > 10, "{keys:?}");
    }

    #[test]
    fn a_quotation_mark_between_letters_of_hebrew_joins() {
        assert_eq!(keys("צה\"ל"), ["צה", "ל", "צהל"]);
        assert_eq!(keys("\"צה\" ל\"a a\"ל a\"b").join(" "), "צה ל a a ל a b");
    }

    #[test]
    fn positions_are_bytes_of_the_original() {
        let text = "  Đé People’s 东京 (C++) \u{AD}--x getIt";
        let mut slices = Vec::new();
        analyse(text, &table(), &mut |token| slices.push(&text[token.start..token.end]));
        let expected = ["Đé", "People", "s", "People’s", "东京", "京", "C", "C++", "x", "--x", "get", "It", "getIt"];
        assert_eq!(slices, expected);
    }

    #[test]
    fn long_words_are_cut_and_found_again() {
        let long = "é".repeat(10_000);
        let cut = "e".repeat(MAX_TERM_BYTES);
        assert_eq!(keys(&long), [cut]);
        assert!(forms(&long)[0].len() <= MAX_FORM_BYTES);
    }
}
