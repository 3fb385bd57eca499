//! One line per promise: what is typed, what stands in a text, and whether it is found.

use std::collections::BTreeSet;

use findlet_core::text::{TokenKind, analyse};
use unicode_normalization::UnicodeNormalization;

use Found::{ByParts, Not, Whole};

/// How a query finds a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// Every word by its own key.
    Whole,
    /// Every word, some by the parts that it is a compound of.
    ByParts,
    Not,
}

/// Text, query, and how it is found.
type Probe = (&'static str, &'static str, Found);

const NAMES: &[Probe] = &[
    ("call foo::bar here", "foo::bar", Whole),
    ("call foo::bar here", "bar", Whole),
    ("call foo::bar here", "foo bar", Whole),
    ("use std::collections::HashMap;", "std::collections", ByParts),
    ("use std::collections::HashMap;", "hashmap", Whole),
    ("use std::collections::HashMap;", "map", Whole),
    ("a snake_case name", "snake_case", Whole),
    ("a snake_case name", "case", Whole),
    ("a snake_case name", "snakecase", Whole),
    ("a camelCase name", "camelCase", Whole),
    ("a camelCase name", "camelcase", Whole),
    ("a camelCase name", "case", Whole),
    ("a camelCase name", "CAMELCASE", Whole),
    ("a camel_case name", "camelCase", Whole),
    ("a camelcase name", "camelCase", Whole),
    ("the HTTPServer starts", "server", Whole),
    ("the HTTPServer starts", "http server", Whole),
    ("the HTTPServer starts", "HttpServer", Whole),
    ("my iPhone's case", "iphone", Whole),
    ("my iPhone's case", "phone", Whole),
    ("set element.innerHTML", "innerhtml", Whole),
    ("written in C++.", "C++", Whole),
    ("written in C++.", "c", Whole),
    ("written in C", "C++", ByParts),
    ("written in C", "C#", ByParts),
    ("C/C++ code", "C++", Whole),
    ("C/C++ code", "c/c++", Whole),
    ("(C#, F#)", "c# f#", Whole),
    ("C#", "C++", ByParts),
    ("on .NET 8", ".net", Whole),
    ("on .NET 8", "net", Whole),
    ("the net", ".NET", ByParts),
    ("pass --dry-run to it", "--dry-run", Whole),
    ("pass --dry-run to it", "dry-run", ByParts),
    ("pass '--flag'.", "--flag", Whole),
    ("a #tag, @user", "#tag @user", Whole),
    ("a #tag, @user", "tag user", Whole),
    ("from v1.2.3 on", "v1.2.3", Whole),
    ("from v1.2.3 on", "v1", Whole),
    ("an a-b test", "a-b", Whole),
    ("write to jo.doe@example.com!", "jo.doe@example.com", Whole),
    ("write to jo.doe@example.com!", "example.com", ByParts),
    ("write to jo.doe@example.com!", "doe", Whole),
    ("in src/core/lib.rs:", "src/core/lib.rs", Whole),
    ("in src/core/lib.rs:", "lib.rs", ByParts),
    ("in C:\\dir\\file.txt", "C:\\dir", Whole),
    ("in C:\\dir\\file.txt", "file.txt", Whole),
    ("see https://example.com/a", "example.com/a", Whole),
    ("about 1,000 of them", "1,000", Whole),
    ("about 1,000 of them", "1000", Whole),
    ("written as utf8", "utf-8", Whole),
    ("written as UTF-8", "utf8", Whole),
    ("an h264 stream", "h264", Whole),
    ("an h264 stream", "264", Not),
    ("in 2024", "2024", Whole),
    ("at 12:30", "12:30", Whole),
    ("runs on node.js", "node.js", Whole),
    ("runs on node.js", "nodejs", Whole),
    ("I don't know", "dont", Whole),
    ("I don’t know", "don't", Whole),
    ("Flann O'Brien", "OBrien", Whole),
    ("an e-mail", "email", Whole),
    ("this and/or that", "and/or", Whole),
    ("AT&T", "at&t", Whole),
    ("tel. +84-24", "84-24", Whole),
];

const LATIN: &[Probe] = &[
    ("a café", "cafe\u{301}", Whole),
    ("a cafe\u{301}", "café", Whole),
    ("so naïve", "naive", Whole),
    ("so naive", "naïve", Whole),
    ("die Straße", "strasse", Whole),
    ("die STRASSE", "Straße", Whole),
    ("GROẞ", "gross", Whole),
    ("İstanbul", "istanbul", Whole),
    ("istanbul", "İSTANBUL", Whole),
    ("ışık", "isik", Whole),
    ("ISIK", "ışık", Whole),
    ("the \u{FB01}rst", "first", Whole),
    ("ＦＵＬＬ ｗｉｄｔｈ", "full width", Whole),
    ("full", "ｆｕｌｌ", Whole),
    ("Ｃ＋＋", "c++", Whole),
    ("step ③ of ⑩", "3 10", Whole),
    ("x² + y²", "x2", Whole),
    ("½", "1/2", Whole),
    ("thành phố Hồ Chí Minh", "thanh pho ho chi minh", Whole),
    ("thanh pho", "thành phố", Whole),
    ("đường", "duong", Whole),
    ("e\u{302}\u{323} là ệ", "ệ", Whole),
    ("l’été", "été", Whole),
    ("col·lecció", "colleccio", Whole),
    ("Hawaiʻi", "hawaii", Whole),
    ("ʿAlī", "ali", Whole),
    ("co\u{AD}operation", "cooperation", Whole),
    ("Azərbaycan", "azerbaycan", Whole),
];

const ALPHABETS: &[Probe] = &[
    ("كِتَابٌ", "كتاب", Whole),
    ("كتاب", "كِتَاب", Whole),
    ("كـــتاب", "كتاب", Whole),
    ("أحمد إلى آخر ٱلله", "احمد الى اخر الله", Whole),
    ("احمد", "أحمد", Whole),
    ("مدرسة", "مدرسه", Whole),
    ("على", "علي", Whole),
    ("ایران کتاب", "ايران كتاب", Whole),
    ("ايران", "ایران", Whole),
    ("می\u{200C}خواهم", "میخواهم", Whole),
    ("سنة ٢٠٢٣", "2023", Whole),
    ("سنة 2023", "٢٠٢٣", Whole),
    ("سال ۱۳۹۹", "1399", Whole),
    ("שָׁלוֹם", "שלום", Whole),
    ("מלך", "מלכ", Whole),
    ("צה״ל", "צהל", Whole),
    ("ΟΔΟΣ", "οδος", Whole),
    ("οδός", "ΟΔΟΣ", Whole),
    ("ἄνθρωπος", "ανθρωπος", Whole),
    ("зелёный", "зеленый", Whole),
    ("мой дом", "мои", Not),
    ("moscow", "москва", Not),
    ("мои и\u{306}", "й", Whole),
    ("Київ", "Киів", Not),
    ("ماذا", "ماذا؟", Whole),
    ("צה-ל", "צה־ל", Whole),
    ("молоко́", "молоко", Whole),
    ("हिन्दी में २०२३", "हिन्दी 2023", Whole),
    ("फ़ोन ज़रूर", "फोन जरूर", Whole),
    ("फोन", "फ\u{93C}ोन", Whole),
    ("हूँ", "हूं", Whole),
    ("हिन्दी", "हिन्दी।", Whole),
    ("কলকাতা", "কলকাতা", Whole),
    ("க\u{BC6}\u{BBE}", "கொ", Whole),
];

const UNSPACED: &[Probe] = &[
    ("東京都に住む", "京", Whole),
    ("東京都に住む", "東京", Whole),
    ("東京都に住む", "大阪", Not),
    ("東京都に住む", "南京", Not),
    ("我在北京大学学习", "北京大学", Whole),
    ("日本語のプログラミング", "プログラミング", Whole),
    ("タワー", "ﾀﾜｰ", Whole),
    ("か\u{3099}っこう", "がっこう", Whole),
    ("がっこう", "か\u{3099}っこう", Whole),
    ("かっこう", "がっこう", Not),
    ("学校で勉強する", "学校で", Whole),
    ("학교에서 공부합니다", "학교", Whole),
    ("학교에서 공부합니다", "공부", Whole),
    ("\u{1112}\u{1161}\u{11A8}\u{1100}\u{116D}", "학교", Whole),
    ("집에 간다", "집", Whole),
    ("ประเทศไทยสวยงาม", "ไทย", Whole),
    ("ประเทศไทยสวยงาม", "ประเทศ", Whole),
    ("ดื่มน้ำทุกวัน", "น้ำ", Whole),
    ("ຂ້ອຍຢູ່ປະເທດລາວ", "ປະເທດ", Whole),
    ("ខ្ញុំរៀនភាសាខ្មែរ", "ខ្មែរ", Whole),
    ("ភាសា\u{200B}ខ្មែរ", "ភាសាខ្មែរ", Whole),
    ("မြန်မာနိုင်ငံ", "နိုင်ငံ", Whole),
    ("iPhone을 샀다", "iphone", Whole),
    ("AI技術", "ai 技術", Whole),
    ("㍿と５㎏", "株式会社 5kg", Whole),
];

const EMOJI: &[Probe] = &[
    ("party 🎉!", "🎉", Whole),
    ("🎉🚀", "🚀", Whole),
    ("🚀🎉", "🚀", Whole),
    ("ok 👍🏽", "👍", Whole),
    ("ok 👍", "👍🏽", Whole),
    ("a 👩\u{200D}💻 at work", "👩\u{200D}💻", Whole),
    ("a 👩🏽\u{200D}💻 at work", "👩\u{200D}💻", Whole),
    ("🇻🇳 flag", "🇻🇳", Whole),
    ("🇻🇳 flag", "🇳🇱", Not),
    ("love ❤\u{FE0F}", "❤", Whole),
    ("love ❤", "❤\u{FE0F}", Whole),
    ("step 1\u{FE0F}\u{20E3}", "1", Whole),
    ("Findlet™ © 2026", "findlet 2026", Whole),
];

/// A word of a query: its key, the keys of its parts, and whether longer keys will do.
struct Word {
    key: String,
    parts: Vec<String>,
    is_prefix: bool,
}

fn words(query: &str, characters: &findlet_core::text::Characters) -> Vec<Word> {
    let (mut words, mut parts, mut pair_end) = (Vec::new(), Vec::new(), None);
    analyse(query, characters, &mut |token| {
        let key = token.key.to_owned();
        match token.kind {
            TokenKind::Subword => {}
            TokenKind::Part => parts.push(key),
            TokenKind::Tail if pair_end == Some(token.end) => {}
            kind => {
                pair_end = (kind == TokenKind::Pair).then_some(token.end);
                words.push(Word { key, parts: std::mem::take(&mut parts), is_prefix: kind == TokenKind::Tail });
            }
        }
    });
    words
}

fn found(text: &str, query: &str) -> Found {
    let characters = crate::count::characters::table(&text.chars().collect());
    let mut keys = BTreeSet::new();
    analyse(text, &characters, &mut |token| {
        keys.insert(token.key.to_owned());
    });
    let words = words(query, &characters);
    let is_whole =
        |word: &Word| keys.contains(&word.key) || word.is_prefix && keys.iter().any(|key| key.starts_with(&word.key));
    let is_by_parts = |word: &Word| !word.parts.is_empty() && word.parts.iter().all(|part| keys.contains(part));
    match &words[..] {
        [] => Not,
        words if words.iter().all(is_whole) => Whole,
        words if words.iter().all(|word| is_whole(word) || is_by_parts(word)) => ByParts,
        _ => Not,
    }
}

/// Asks as callers do: text and query composed.
fn check(probes: &[Probe]) {
    let composed = |text: &str| text.nfc().collect::<String>();
    let wrong: Vec<_> = probes
        .iter()
        .map(|(text, query, expected)| (text, query, expected, found(&composed(text), &composed(query))))
        .filter(|(_, _, expected, found)| *expected != found)
        .collect();
    assert!(wrong.is_empty(), "text, query, expected, found: {wrong:#?}");
}

#[test]
fn code_and_names_are_found_whole_and_by_part() {
    check(NAMES);
}

#[test]
fn latin_is_found_with_and_without_marks() {
    check(LATIN);
}

#[test]
fn alphabets_are_found_as_they_are_typed() {
    check(ALPHABETS);
}

#[test]
fn scripts_without_spaces_are_found_inside_a_run() {
    check(UNSPACED);
}

#[test]
fn emoji_are_found() {
    check(EMOJI);
}

#[test]
fn where_marks_are_optional_queries_need_not_be_composed() {
    for (text, query) in
        [("café", "cafe\u{301}"), ("thành phố", "tha\u{300}nh pho\u{302}\u{301}"), ("ёлка", "е\u{308}лка")]
    {
        assert_eq!(found(text, query), Whole, "{text}");
        let decomposed: String = text.nfd().collect();
        assert_eq!(found(&decomposed, text), Whole, "{text}");
    }
    assert_eq!(found("ज़रूर", "ज\u{93C}रूर"), Whole);
    assert_eq!(found("أحمد", "ا\u{654}حمد"), Whole);
}
