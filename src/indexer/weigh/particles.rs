//! Particles of Korean: what stands behind a noun without a space, and says what it does in its sentence.
//!
//! Texts are indexed by pairs of letters, so that a noun is found with any particle behind it. A query that has another
//! particle than the text, or one where the text has none, would ask for pairs that stand nowhere. The engine takes
//! pairs that touch one for words that help and don't decide; a noun that only looks as if it had one, such as `고양이`, still comes
//! first where it is written.

use crate::count::vocabulary::Word;
use crate::weigh::endings::Ending;

/// The particles, and the plural before them.
const PARTICLES: [&str; 22] = [
    "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "만", "들", "에서", "에게", "으로", "부터",
    "까지", "처럼", "보다", "하고",
];

/// Two that stand together often.
const CONTINUED: [(&str, &[&str]); 4] = [
    ("들", &["은", "이", "을", "의", "에게", "과"]),
    ("에", &["는", "도"]),
    ("에서", &["는", "도", "의"]),
    ("으로", &["는", "도", "의"]),
];

/// Returns them as endings that may stand or not, the longest first, where any of the `words` is Korean.
pub(crate) fn particles(words: &[Word]) -> Vec<Ending> {
    let is_korean = |word: &Word| word.word().chars().any(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'));
    if !words.iter().any(is_korean) {
        return Vec::new();
    }
    let continued = CONTINUED.iter().flat_map(|(first, then)| then.iter().map(move |then| [*first, *then].concat()));
    let mut all: Vec<Ending> =
        PARTICLES.iter().map(|one| (*one).to_owned()).chain(continued).map(|one| (one, String::new())).collect();
    all.sort_by_key(|(particle, _)| std::cmp::Reverse(particle.len()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::vocabulary::Vocabulary;
    use crate::document::{Block, Document};

    fn of(text: &str) -> Vec<String> {
        let block = Block { text: text.to_owned(), ..Block::default() };
        let (.., vocabulary) = Vocabulary::of(&[Document { blocks: vec![block], ..Document::default() }]);
        particles(&vocabulary.words).into_iter().map(|(particle, _)| particle).collect()
    }

    #[test]
    fn only_korean_has_them_and_the_longest_come_first() {
        assert_eq!(of("a サーバ 中国"), Vec::<String>::new());
        let particles = of("a 사용자");
        let at = |one: &str| particles.iter().position(|other| other == one);
        assert!(at("에서는") < at("에서") && at("에서") < at("는") && at("는").is_some(), "{particles:?}");
    }
}
