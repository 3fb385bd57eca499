//! Titles from running text.

use unicode_segmentation::UnicodeSegmentation;

/// Characters of a title made from running text, at most.
const TITLE_CHARS: usize = 90;

/// Returns the first sentence of `text` as a title: without its full stop, and cut at a word
/// within 90 characters where it is longer, which an ellipsis shows.
pub(crate) fn title(text: &str) -> String {
    let sentence = first_sentence(text).trim_end();
    let without_stop = sentence.strip_suffix(['.', '。']).filter(|rest| !rest.is_empty() && !rest.ends_with('.'));
    let sentence = without_stop.unwrap_or(sentence).trim_end();
    shorten(sentence, TITLE_CHARS)
}

/// Returns the first sentence (UAX #29), where an abbreviation (`Mr.`) ends none.
fn first_sentence(text: &str) -> &str {
    let mut end = 0;
    for sentence in text.split_sentence_bounds() {
        end += sentence.len();
        let has_words = text[..end].contains(char::is_alphanumeric);
        if has_words && !ends_in_abbreviation(sentence.trim_end()) {
            break;
        }
    }
    &text[..end]
}

/// One capital and at most two more letters before a full stop: `Mr.`, `Dr.`, `No.`, `J.`
fn ends_in_abbreviation(sentence: &str) -> bool {
    let Some(rest) = sentence.strip_suffix('.') else { return false };
    let word = rest.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    word.chars().count() <= 3 && word.starts_with(char::is_uppercase) && !word.chars().skip(1).any(char::is_uppercase)
}

/// Cuts `text` to at most `limit` characters, the ellipsis included, at a space where there is
/// one in its second half.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    // The character after the cut counts too: a space there means that no word is cut.
    let end = text.char_indices().nth(limit).map_or(text.len(), |(at, _)| at);
    let space = text[..end].rfind(' ').filter(|at| *at >= end / 2);
    let end = space.unwrap_or_else(|| text.char_indices().nth(limit - 1).map_or(end, |(at, _)| at));
    format!("{}…", text[..end].trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_first_sentence_without_its_full_stop() {
        assert_eq!(title("A city. A mayor."), "A city");
        assert_eq!(title("Who? Me."), "Who?");
        assert_eq!(title("Wait... what"), "Wait... what");
        assert_eq!(title("没有空格。第二句。"), "没有空格");
        assert_eq!(title("A city ."), "A city");
    }

    #[test]
    fn a_title_is_never_empty() {
        assert_eq!(title(". か"), ". か");
        assert_eq!(title(".NET is a framework. Yes."), ".NET is a framework");
        assert_eq!(title("."), ".");
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        assert_eq!(title("Mr. Tran Van An spoke. Then he left."), "Mr. Tran Van An spoke");
        assert_eq!(title("Made by J. R. Tolkien. Yes."), "Made by J. R. Tolkien");
        assert_eq!(title("It was in NATO. Then not."), "It was in NATO");
    }

    #[test]
    fn long_sentences_are_cut_at_a_word() {
        let cut = title(&"word ".repeat(40));
        assert!(cut.ends_with("word…") && cut.chars().count() <= TITLE_CHARS, "{cut}");
        let cut = title(&"x".repeat(200));
        assert_eq!(cut.chars().count(), TITLE_CHARS);
    }
}
