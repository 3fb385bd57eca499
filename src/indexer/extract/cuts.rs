//! Where a title may be cut in two: into what is its own and what it shares with others.

/// A way to cut a title in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut<'a> {
    /// What would be cut off.
    pub part: &'a str,
    /// What would be left.
    pub rest: &'a str,
}

/// Returns what may be cut off the end of a title, the longest first.
pub(crate) fn tail_cuts(title: &str) -> Vec<Cut<'_>> {
    let mut cuts: Vec<Cut<'_>> = separators(title)
        .into_iter()
        .map(|(start, end)| Cut { part: title[end..].trim(), rest: title[..start].trim() })
        .collect();
    // "Kettle (Teapot 1.0 API)"
    if title.ends_with(')')
        && let Some(at) = title.rfind(" (")
    {
        cuts.push(Cut { part: title[at..].trim(), rest: title[..at].trim() });
    }
    cuts.retain(is_whole);
    cuts
}

/// Returns what may be cut off the beginning of a title, the longest first.
pub(crate) fn head_cuts(title: &str) -> Vec<Cut<'_>> {
    let cuts = separators(title).into_iter().rev();
    let mut cuts: Vec<Cut<'_>> =
        cuts.map(|(start, end)| Cut { part: title[..start].trim(), rest: title[end..].trim() }).collect();
    cuts.retain(is_whole);
    cuts
}

/// Whether neither part of a cut is nothing or half a phrase.
fn is_whole(cut: &Cut<'_>) -> bool {
    const OPEN: [&str; 12] = ["to", "of", "the", "a", "an", "for", "with", "and", "or", "from", "von", "de"];
    let last = |text: &str| text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let says = |text: &str| text.contains(char::is_alphanumeric);
    says(cut.part) && says(cut.rest) && !OPEN.contains(&last(cut.rest).as_str())
}

/// Returns where titles may be cut: at signs that stand alone, at colons before a space, and at signs that nothing
/// but a separator is.
fn separators(title: &str) -> Vec<(usize, usize)> {
    const ALONE: [&str; 14] = ["-", "–", "—", "−", "~", "/", "·", "•", "›", "»", "«", ">", "::", ":"];
    const ALWAYS: [char; 6] = ['|', '｜', '：', '»', '«', '—'];
    let mut found = Vec::new();
    let mut at = 0;
    for word in title.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if at > 0 && ALONE.contains(&bare) && at + word.len() < title.len() {
            found.push((at, at + word.len()));
        } else if bare.len() > 1 && bare.ends_with(':') && !bare.ends_with("::") && bare.len() < word.len() {
            found.push((at + bare.len() - 1, at + word.len()));
        }
        for (inside, sign) in word.char_indices().filter(|(_, c)| ALWAYS.contains(c)) {
            let start = at + inside;
            if !found.contains(&(start, at + word.len())) {
                found.push((start, start + sign.len_utf8()));
            }
        }
        at += word.len();
    }
    found.extend(joined_separators(title));
    found.sort_unstable();
    found.dedup_by_key(|cut| cut.0);
    found
}

/// Hyphens and underscores beside a character of a script without spaces are separators, too.
fn joined_separators(title: &str) -> Vec<(usize, usize)> {
    let is_wide = |c: Option<char>| {
        c.is_some_and(|c| ('\u{2E80}'..='\u{9FFF}').contains(&c) || ('\u{AC00}'..='\u{D7AF}').contains(&c))
    };
    let signs = title.char_indices().filter(|(_, c)| matches!(c, '-' | '_' | '–'));
    let is_cut = |(at, c): &(usize, char)| {
        is_wide(title[..*at].chars().next_back()) || is_wide(title[at + c.len_utf8()..].chars().next())
    };
    signs.filter(is_cut).map(|(at, c)| (at, at + c.len_utf8())).collect()
}

/// Whether a heading is one word where the window's title has the same letters in several parts: what stands between
/// them is drawn by styles.
pub(super) fn is_run_together(heading: &str, window: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    heading.len() < window.len()
        && heading.chars().all(is_letter)
        && window.chars().filter(|c| is_letter(*c)).eq(heading.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut_at_separators_only() {
        let tails = |title: &'static str| tail_cuts(title).into_iter().map(|cut| cut.part).collect::<Vec<_>>();
        for (title, expected) in [
            ("Oars | Boats", vec!["Boats"]),
            ("Oars - Rowing – Boats", vec!["Rowing – Boats", "Boats"]),
            ("Oars: a history", vec!["a history"]),
            ("Oars (Boats 2.0)", vec!["(Boats 2.0)"]),
            ("船桨-船舶", vec!["船舶"]),
            ("Introduction to Boats", vec![]),
            ("boat-builder", vec![]),
            ("std::vec", vec![]),
            ("Introduction to - Boats", vec![]),
            ("| Boats", vec![]),
        ] {
            assert_eq!(tails(title), expected, "{title}");
        }
        assert_eq!(head_cuts("fmt: Formatting")[0], Cut { part: "fmt", rest: "Formatting" });
        assert_eq!(head_cuts("Boats : Oars")[0], Cut { part: "Boats", rest: "Oars" });
    }
}
