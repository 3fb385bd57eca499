//! Forms of a word find each other, the form that was typed first.

use crate::support::{embedded, english, in_language, order, search};

/// English words of which many endings occur, so that the index learns which stand for each other.
const VERBS: [&str; 12] =
    ["walk", "talk", "jump", "play", "help", "look", "turn", "open", "visit", "work", "paint", "row"];

/// Returns texts that show an index how English inflects, and `text`.
fn learned(text: &str) -> Vec<String> {
    let forms = |prefix: &str| {
        let of = |verb: &str| ["", "s", "ed", "ing"].map(|ending| format!("{prefix}{verb}{ending}")).join(" ");
        VERBS.map(of).join(" ")
    };
    vec![text.to_owned(), forms(""), forms("re"), forms("over"), forms("out")]
}

fn finds(language: &str, text: &str, query: &str) -> bool {
    let mut index = embedded(&in_language(language, &[text, "???"]));
    let answer = search(&mut index, query);
    answer.hits.first().is_some_and(|hit| hit.document == 0 && hit.corrected.is_empty() && hit.missing.is_empty())
}

#[test]
fn forms_of_one_word_find_each_other() {
    let mut index = embedded(&english(&["an agreement", "two agreements", "a river"]));
    assert_eq!(order(&mut index, "agreement "), [0, 1]);
    assert_eq!(order(&mut index, "agreements "), [1, 0]);
    let mut index = embedded(&english(&["cooperated", "cooperation", "cooperating"]));
    assert_eq!(order(&mut index, "cooperating ")[0], 2);
    assert_eq!(order(&mut index, "cooperation ").len(), 3);
}

#[test]
fn a_form_that_no_text_holds_finds_the_others() {
    let texts = learned("agreement cooperation");
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut index = embedded(&english(&texts));
    for query in ["agreements ", "agreements", "cooperating "] {
        let answer = search(&mut index, query);
        assert_eq!(answer.hits.first().map(|hit| hit.document), Some(0), "{query}");
    }
    let answer = search(&mut index, "agreements ");
    assert_eq!((answer.corrected, answer.hits[0].corrected.len()), (None, 0), "it is an inflection, not a slip");
}

#[test]
fn the_form_that_was_typed_is_worth_more_than_the_others() {
    let texts = ["river city", "rivers city", "river city", "rivers city"];
    assert_eq!(order(&mut embedded(&english(&texts)), "rivers city "), [1, 3, 0, 2]);
}

#[test]
fn words_of_a_class_are_as_rare_as_the_class() {
    // Otherwise a rare form would outweigh the word that was typed.
    let mut texts = vec!["mayor"; 8];
    texts.push("mayors");
    assert_eq!(order(&mut embedded(&english(&texts)), "mayor ").last(), Some(&8));
}

#[test]
fn languages_inflect_in_their_own_way() {
    for (language, forms) in [
        ("en", ["city", "cities"]),
        ("de", ["Vertrag", "Verträge"]),
        ("de", ["Müller", "Müllers"]),
        ("fr", ["accord", "accords"]),
        ("es", ["canción", "canciones"]),
        ("ru", ["книга", "книги"]),
        ("fi", ["talossa", "talo"]),
    ] {
        let mut index = embedded(&in_language(language, &forms));
        for (at, form) in (0..).zip(forms) {
            assert_eq!(order(&mut index, &format!("{form} ")), [at, 1 - at], "{form} in {language}");
        }
    }
    let mut index = embedded(&in_language("vi", &["agreement", "agreements"]));
    assert_eq!(order(&mut index, "agreement "), [0], "Vietnamese has no endings");
}

#[test]
fn umlauts_and_their_digraphs_find_each_other() {
    for (text, query) in [
        ("Müller", "mueller "),
        ("Mueller", "Müller "),
        ("Straße", "strasse "),
        ("Strasse", "Straße "),
        ("Müller", "muller "),
    ] {
        assert!(finds("de", text, query), "{query:?} in {text:?}");
    }
}

#[test]
fn marks_and_widths_and_letters_are_no_obstacle() {
    for (language, text, query) in [
        ("vi", "Thành phố Hồ Chí Minh", "thanh pho ho chi minh "),
        ("tr", "İstanbul ışık", "istanbul "),
        ("el", "Αθήνα", "αθηνα "),
        ("ar", "مُحَمَّد", "محمد "),
        ("he", "שָׁלוֹם", "שלום "),
        ("hi", "हिन्दी", "हिन्दी "),
        ("ko", "서울시", "서울시 "),
        ("en", "ＡＢＣ１２３", "abc123 "),
        ("zh", "东京都", "京都 "),
        ("th", "กรุงเทพ", "กรุงเทพ "),
        ("km", "ភ្នំពេញ", "ភ្នំពេញ "),
    ] {
        assert!(finds(language, text, query), "{query:?} in {text:?}");
    }
}

#[test]
fn nouns_of_korean_are_found_with_and_without_their_particles() {
    for (text, query) in [
        ("사용자", "사용자가"),
        ("사용자를 위한", "사용자"),
        ("사용자를 위한", "사용자는"),
        ("사용자를 위한", "사용자에게"),
        ("사용자에서", "사용자들은 위한"),
        ("Python을 위한", "Python에서"),
        ("Python 한국", "Python은"),
    ] {
        let is_found = finds("ko", text, query);
        assert_eq!(is_found, !query.contains(' '), "{query:?} in {text:?}");
    }
}

#[test]
fn what_only_looks_like_a_particle_still_decides_the_order() {
    let mut index = embedded(&in_language("ko", &["고양 고양 고양", "고양이", "물은", "이"]));
    assert_eq!(order(&mut index, "고양이")[0], 1);
    assert_eq!(order(&mut index, "물은"), [2], "one letter is no noun with a particle");
}

#[test]
fn other_scripts_without_spaces_have_no_particles() {
    assert!(!finds("ja", "京都 는", "京都の"));
    let mut index = embedded(&in_language("ja", &["東京都", "東京"]));
    assert_eq!(search(&mut index, "東京都").hits[0].missing.len(), 0);
    assert_eq!(search(&mut index, "東京都").hits[1].missing.len(), 1);
}

#[test]
fn a_mark_of_length_may_end_a_longer_word_in_katakana() {
    for (text, query) in [("サーバの設定", "サーバー"), ("サーバーの設定", "サーバ設定"), ("ﾕｰｻﾞｰ", "ﾕｰｻﾞ")]
    {
        assert_eq!(finds("ja", text, query), !query.contains('設'), "{query:?} in {text:?}");
    }
    assert!(finds("ja", "サーバーを設定", "サーバを設定"));
    assert!(!finds("ja", "カバの絵", "カバー"), "a hippo is no cover");
}

#[test]
fn thai_and_lao_are_found_while_a_word_is_half_typed() {
    for (text, query) in
        [("ที่กรุงเทพมหานคร", "กรุงเทพ"), ("ที่กรุงเทพมหานคร", "กรุงเ"), ("ที่กรุงเทพมหานคร", "กร"), ("ພາສາລາວ", "ພາສາລ")]
    {
        assert!(finds("th", text, query), "{query:?} in {text:?}");
    }
    assert!(!finds("th", "กรุงเทพ", "กรเทพ "), "a cluster is no other");
}

#[test]
fn a_half_typed_word_with_marks_leads_to_the_word_with_those_marks() {
    let mut index = embedded(&in_language("vi", &["dong dong", "đồng", "đông", "dong", "dịch"]));
    assert_eq!(order(&mut index, "đồn")[0], 1);
    assert_eq!(order(&mut index, "đồ")[0], 1);
    assert_eq!(order(&mut index, "đôn")[0], 2);
    assert_eq!(order(&mut index, "don")[0], 0);
    let mut index = embedded(&in_language("vi", &["dong", "dịch"]));
    assert_eq!(order(&mut index, "đôn"), [0], "the only spelling is as good as it gets");
}

#[test]
fn acronyms_of_hebrew_are_found_with_and_without_their_mark() {
    for text in ["חיילי צה\"ל", "חיילי צה״ל"] {
        for query in ["צהל", "צה\"ל", "צה״ל"] {
            assert!(finds("he", text, query), "{query:?} in {text:?}");
        }
    }
    assert!(finds("he", "מלך", "מלכ"), "letters at the end of a word have the key of the others");
}

#[test]
fn names_from_code_are_found_whole_and_by_part() {
    for (text, queries) in [
        ("call foo::bar here", &["foo::bar", "bar "][..]),
        ("a snake_case name", &["snake_case ", "case ", "snakecase "]),
        ("a camelCase name", &["camelCase ", "camelcase ", "case "]),
        ("written in C++", &["C++ ", "c++ "]),
        ("pass --flag to it", &["--flag ", "flag "]),
        ("since v1.2.3", &["v1.2.3 "]),
        ("jo@example.org", &["jo@example.org ", "example "]),
        ("src/lib.rs", &["src/lib.rs ", "lib "]),
    ] {
        queries.iter().for_each(|query| assert!(finds("en", text, query), "{query:?} in {text:?}"));
    }
    let mut index = embedded(&english(&["snake case snake case", "snake_case", "C and C and C", "C++"]));
    assert_eq!(order(&mut index, "snake_case ")[0], 1);
    assert_eq!(order(&mut index, "C++ ")[0], 3);
}

#[test]
fn compounds_are_found_by_their_parts_where_the_site_has_both_as_words() {
    let pages = ["Heute fährt der Ersatzverkehr.", "Der Verkehr steht.", "Ersatz kommt.", "Die Verkehrsregel gilt."];
    let found = |language: &str, query: &str| {
        let mut found = order(&mut embedded(&in_language(language, &pages)), query);
        found.sort_unstable();
        found
    };
    assert_eq!(found("de", "Verkehr "), [0, 1], "no page has \"Regel\"");
    assert_eq!(found("de", "Ersatz "), [0, 2]);
    assert_eq!(order(&mut embedded(&in_language("de", &pages)), "Verkehr ")[0], 1, "the word comes first");
    assert_eq!(found("en", "Verkehr "), [1]);
}
