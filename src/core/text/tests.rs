//! What holds of the tokens of any text.

use proptest::prelude::*;

use super::chain::MAX_FORM_BYTES;
use super::*;

/// A table with what is hard: marks, folds to nothing, to several letters, to a joiner and to a
/// separator in their midst, Han, Hangul and an emoji.
fn table() -> Characters {
    let folds = [
        (0xAD, ""),
        (0xBD, "1\u{2044}2"),
        (0xDF, "ss\u{335}"),
        (0xE9, "e\u{301}"),
        (0x2019, "'"),
        (0x2100, "a/c"),
        (0xFF21, "a"),
    ];
    let ranges = [
        (0x300, 0x36F, Class::Mark),
        (0x430, 0x44F, Class::Word),
        (0x4E00, 0x9FFF, Class::Unspaced),
        (0xAC00, 0xD7A3, Class::Unspaced),
        (0x1F389, 0x1F389, Class::Unspaced),
    ];
    let ranges = ranges.map(|(first, last, class)| CharacterRange { first, last, class });
    Characters::new(&mut folds.into_iter(), ranges.to_vec()).unwrap()
}

/// A token that outlives its text.
#[derive(Debug)]
struct Found {
    key: String,
    form: String,
    start: usize,
    end: usize,
    kind: TokenKind,
}

fn tokens(text: &str) -> Vec<Found> {
    let mut tokens = Vec::new();
    analyse(text, &table(), &mut |Token { key, form, start, end, kind }| {
        tokens.push(Found { key: key.to_owned(), form: form.to_owned(), start, end, kind });
    });
    tokens
}

proptest! {
    #[test]
    fn plain_words_are_those_that_letters_make(text in "[a-z0-9 .,;()'-]{0,40}") {
        // Capital letters are read one by one, and fold to the same.
        let all = |text: &str| tokens(text).into_iter().map(|Found { key, form, start, end, kind }| (key, form, start, end, kind)).collect::<Vec<_>>();
        prop_assert_eq!(all(&text), all(&text.to_ascii_uppercase()));
    }
}

fn nasty() -> impl Strategy<Value = String> {
    let mut pieces: Vec<&str> = "a b z A B Z Ab aB 0 9 - - -- . . .. ' & @ # + ++ , : :: / _ \\ \" ( * \t \0 \
        \u{1F} \u{301} \u{323} \u{AD} ½ ß é ’ ℀ Ａ я 东 京 가 나 🎉 😀 中\u{301} word HTTPServer \
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        .split(' ')
        .collect();
    pieces.extend([" ", " "]);
    proptest::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

/// Whether the whole at `at` of `tokens` follows what it consists of. A part after it may be in
/// its last character, where that stands for several.
fn follows_its_parts(tokens: &[Found], at: usize) -> bool {
    let (start, end) = (tokens[at].start, tokens[at].end);
    let is_part = |token: &&Found| token.kind == TokenKind::Part;
    let mut after = tokens[at..].iter().filter(is_part);
    tokens[..at].iter().filter(is_part).any(|part| start <= part.start && part.end <= end)
        && after.all(|part| part.start >= start && part.end >= end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn tokens_lie_in_the_text_in_order(text in nasty()) {
        let tokens = tokens(&text);
        for (at, token) in tokens.iter().enumerate() {
            prop_assert!(token.start < token.end && text.get(token.start..token.end).is_some(), "{token:?}");
            prop_assert!(token.kind != TokenKind::Whole || follows_its_parts(&tokens, at), "{token:?} in {tokens:?}");
        }
        let is_placed = |token: &&Found| !matches!(token.kind, TokenKind::Whole | TokenKind::Subword);
        let placed: Vec<_> = tokens.iter().filter(is_placed).collect();
        prop_assert!(placed.is_sorted_by_key(|token| token.start) && placed.is_sorted_by_key(|token| token.end));
    }

    #[test]
    fn keys_and_forms_are_never_empty_and_never_long(text in nasty()) {
        for token in tokens(&text) {
            prop_assert!(!token.key.is_empty() && token.key.len() <= MAX_TERM_BYTES + 2, "{token:?}");
            prop_assert!(token.form.len() >= token.key.len() && token.form.len() <= MAX_FORM_BYTES + 2, "{token:?}");
            prop_assert!(!token.form.contains(|c: char| c.is_control() || c.is_whitespace()), "{token:?}");
        }
    }

    #[test]
    fn a_token_is_found_by_what_it_shows(text in nasty()) {
        for token in tokens(&text) {
            let again = tokens(&text[token.start..token.end]);
            // A subword alone has room that the word's end was cut for.
            let is_found = |other: &Found| match token.kind {
                TokenKind::Subword => other.key.starts_with(&token.key),
                _ => (&other.key, &other.form) == (&token.key, &token.form),
            };
            prop_assert!(again.iter().any(is_found), "{token:?} of {text:?} gives {again:?}");
        }
    }

    #[test]
    fn what_stands_between_separators_is_analysed_alone(left in nasty(), right in nasty()) {
        let keys = |text: &str| tokens(text).into_iter().map(|token| token.key).collect::<Vec<_>>();
        let both = [keys(&left), keys(&right)].concat();
        prop_assert_eq!(keys(&format!("{left} {right}")), both);
    }
}
