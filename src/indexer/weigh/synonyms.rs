//! Synonyms as the engine looks them up: which keys stand for which others.

use std::collections::BTreeSet;

use findlet_core::format::manifest::MAX_PAIRS;
use findlet_core::text::{Characters, TokenKind, analyse};

use crate::synonym::{MAX_WORDS, Synonym, SynonymError};

/// Returns what each sequence of words stands for, both by keys with a space between them,
/// ascending.
pub(crate) fn pairs(synonyms: &[Synonym], characters: &Characters) -> Result<Vec<(String, String)>, SynonymError> {
    let mut pairs = BTreeSet::new();
    for synonym in synonyms {
        let sides = synonym.words.iter().map(|side| keys(side, characters)).collect::<Result<Vec<_>, _>>()?;
        for (at, from) in sides.iter().enumerate().filter(|(at, _)| *at == 0 || !synonym.is_one_way) {
            let others = sides.iter().enumerate().filter(|(other, to)| *other != at && *to != from);
            pairs.extend(others.map(|(_, to)| (from.clone(), to.clone())));
        }
    }
    if pairs.len() > MAX_PAIRS {
        Err(SynonymError::TooMany { found: pairs.len() })
    } else {
        Ok(pairs.into_iter().collect())
    }
}

fn keys(side: &str, characters: &Characters) -> Result<String, SynonymError> {
    let words = words(side, characters);
    match words.len() {
        1..=MAX_WORDS => Ok(words.join(" ")),
        found => Err(SynonymError::Words { side: side.to_owned(), found }),
    }
}

/// Returns the words of `text` without wholes of compounds. The last letter of a run without
/// spaces is one where it is alone.
fn words(text: &str, characters: &Characters) -> Vec<String> {
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

    fn shown(text: &str) -> Vec<String> {
        let characters = crate::count::characters::table(&text.chars().collect());
        let pairs = pairs(&Synonym::parse(text).unwrap(), &characters).unwrap();
        pairs.into_iter().map(|(from, to)| format!("{from}>{to}")).collect()
    }

    #[test]
    fn words_of_a_group_stand_for_each_other() {
        let expected = ["t v>television", "t v>television set", "television>t v", "television>television set"];
        assert_eq!(shown("T.V. = Television = television set")[..4], expected);
    }

    #[test]
    fn an_arrow_points_one_way() {
        assert_eq!(shown("# a comment\n\n car => automobile \n"), ["car>automobile"]);
    }

    #[test]
    fn spellings_of_one_key_are_no_pair() {
        assert_eq!(shown("café = cafe"), Vec::<String>::new());
    }

    #[test]
    fn sides_without_words_and_endless_ones_are_refused() {
        let characters = crate::count::characters::table(&BTreeSet::new());
        assert!(keys(&"word ".repeat(MAX_WORDS), &characters).is_ok());
        for side in ["…", &"word ".repeat(MAX_WORDS + 1)] {
            let synonyms = [Synonym { words: vec!["a".to_owned(), side.to_owned()], is_one_way: false }];
            assert!(matches!(pairs(&synonyms, &characters), Err(SynonymError::Words { .. })), "{side}");
        }
        let group =
            |words: usize| Synonym { words: (0..words).map(|at| format!("w{at}")).collect(), is_one_way: false };
        let other = Synonym { words: (0..=64).map(|at| format!("x{at}")).collect(), is_one_way: true };
        assert_eq!(pairs(&[group(64), other.clone()], &characters).unwrap().len(), MAX_PAIRS);
        let one_more = Synonym { words: vec!["y".to_owned(), "z".to_owned()], is_one_way: true };
        let error = pairs(&[group(64), other, one_more], &characters).unwrap_err();
        assert_eq!(error, SynonymError::TooMany { found: MAX_PAIRS + 1 });
        let words = (0..65).map(|number| format!("w{number}")).collect();
        let error = pairs(&[Synonym { words, is_one_way: false }], &characters).unwrap_err();
        assert_eq!(error, SynonymError::TooMany { found: 65 * 64 });
    }
}
