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
        if chain.is_empty() && run.0.is_none() {
            end = plain_words(text, end, emit);
        }
        let start = end;
        let Some(c) = slice(text, start..text.len()).chars().next() else { break };
        end += c.len_utf8();
        for folded in characters.fold(c, &mut space).chars() {
            let class = characters.class(folded);
            if class != Class::Unspaced && class != Class::Mark {
                run.finish(emit);
            }
            match class {
                Class::Word => chain.push(folded, start, end, is_hump(text, start), emit),
                Class::Mark => chain.mark(folded, end),
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

/// The run of a script without spaces being read: its latest letter.
#[derive(Debug, Default)]
struct Run(Option<(char, usize, usize)>);

impl Run {
    fn push(&mut self, c: char, start: usize, end: usize, emit: &mut dyn FnMut(Token<'_>)) {
        if let Some((before, pair_start, _)) = self.0.replace((c, start, end)) {
            let mut key = String::new();
            key.push(before);
            key.push(c);
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
    use super::super::chain::MAX_FORM_BYTES;
    use super::super::characters::CharacterRange;
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
