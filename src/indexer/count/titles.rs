//! Whole titles as keys, so that typing the beginning of a title finds its document.

use findlet_core::format::keys::{self, MAX_KEY_BYTES};
use findlet_core::text::{Characters, TokenKind, analyse};

/// Returns the key of `title`, its last words left out where it would be too long; nothing where
/// it has no words.
pub(crate) fn key(title: &str, characters: &Characters) -> Option<String> {
    let words = words(title, characters);
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    while words.len() > 1 && keys::title(&words).len() > MAX_KEY_BYTES {
        words.pop();
    }
    (!words.is_empty()).then(|| keys::title(&words))
}

/// Returns the words of `text` without wholes of compounds. The last letter of a run without
/// spaces is one where it is alone.
pub(crate) fn words(text: &str, characters: &Characters) -> Vec<String> {
    let mut words = Vec::new();
    let mut pair_end = None;
    analyse(text, characters, &mut |token| {
        let is_word = match token.kind {
            TokenKind::Word | TokenKind::Part | TokenKind::Pair => true,
            TokenKind::Tail => pair_end != Some(token.end),
            TokenKind::Whole | TokenKind::Subword => false,
        };
        if is_word {
            words.push(token.key.to_owned());
        }
        if token.kind == TokenKind::Pair {
            pair_end = Some(token.end);
        }
    });
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title_key(title: &str) -> Option<String> {
        key(title, &crate::count::characters::table(&title.chars().collect()))
    }

    #[test]
    fn titles_are_keys_without_wholes() {
        assert_eq!(title_key("Covid-19, and a map").as_deref(), Some("covid\u{1F}19 and a map"));
        assert_eq!(title_key("東京都 京").as_deref(), Some("東京\u{1F}京都 京"));
        assert_eq!(title_key("…"), None);
    }

    #[test]
    fn long_titles_lose_their_last_words() {
        let key = title_key(&"word ".repeat(100)).unwrap();
        assert!(key.len() <= MAX_KEY_BYTES && key.ends_with(" word"), "{key}");
    }
}
