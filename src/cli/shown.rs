//! Answers as text for a terminal.

use std::io::{IsTerminal, stdout};

use findlet_core::query::MatchKind;
use findlet_core::{Answer, Card, Excerpt, Explanation, Hit};

/// What stands before and after a match: nothing, or what makes it bold.
pub(crate) type Marks = [&'static str; 2];

/// Returns what stands around matches: what makes them bold, where somebody looks at it.
pub(crate) fn marks() -> Marks {
    if stdout().is_terminal() { ["\u{1b}[1m", "\u{1b}[0m"] } else { ["", ""] }
}

/// Lays an answer out: how many, what was corrected, facets, and a row for each hit. Rows are
/// counted from `offset`; `explained` has the explanations of each, or nothing.
pub(crate) fn shown(answer: &Answer, query: &str, offset: u32, explained: &[Vec<Explanation>], marks: Marks) -> String {
    let mut text = match answer.total {
        0 if query.trim().is_empty() => "there is no document\n".to_owned(),
        1 if query.trim().is_empty() => "1 document\n".to_owned(),
        total if query.trim().is_empty() => format!("{total} documents\n"),
        0 => format!("no document matches {query:?}\n"),
        1 => format!("1 document matches {query:?}\n"),
        total => format!("{total} documents match {query:?}\n"),
    };
    if let Some(corrected) = &answer.corrected {
        text.push_str(&format!("did you mean {corrected:?}?\n"));
    }
    for facet in &answer.facets {
        let values = facet.values.iter().map(|(value, count)| format!("{value} ({count})"));
        text.push_str(&format!("{}: {}\n", facet.name, values.collect::<Vec<_>>().join(", ")));
    }
    for (at, (rank, hit)) in (offset + 1..).zip(&answer.hits).enumerate() {
        text.push_str(&row(rank, hit, marks));
        explained.get(at).into_iter().flatten().for_each(|term| text.push_str(&explanation(term)));
    }
    text
}

fn row(rank: u32, hit: &Hit, marks: Marks) -> String {
    let Some(card) = &hit.card else { return String::new() };
    let Card { url, title, title_ranges, date, .. } = card;
    let date =
        date.map(|date| format!("  {}-{:02}-{:02}", date / 10_000, date / 100 % 100, date % 100)).unwrap_or_default();
    let metadata = |wanted: &str| card.metadata.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
    let within = metadata("within").map(|way| format!("  ({way})")).unwrap_or_default();
    let mut row =
        format!("\n{rank}. {}{within}{date}\n   {url}  (score {})\n", marked(title, title_ranges, marks), hit.score);
    row.extend(metadata("also-in").map(|versions| format!("   also in {versions}\n")));
    row.extend(hit.excerpt.as_ref().map(|excerpt| format!("   {}\n", passage(excerpt, marks))));
    for section in &hit.sections {
        let title = marked(&section.title, &section.title_ranges, marks);
        row.push_str(&format!("   #{}  {title}\n", section.anchor));
    }
    for (name, words) in [("corrected", &hit.corrected), ("missing", &hit.missing)] {
        if !words.is_empty() {
            row.push_str(&format!("   {name}: {}\n", words.join(", ")));
        }
    }
    row
}

fn passage(Excerpt { text, ranges, cut_start, cut_end, .. }: &Excerpt, marks: Marks) -> String {
    let ellipsis = |is_cut: bool| if is_cut { "…" } else { "" };
    format!("{}{}{}", ellipsis(*cut_start), marked(text, ranges, marks), ellipsis(*cut_end))
}

fn explanation(explanation: &Explanation) -> String {
    let Explanation { word, term, kind, idf, impact, factor, weight } = explanation;
    // Keys of fields and titles have control characters between their pieces.
    let term: String = term.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let term = term.trim();
    let product = format!("idf {idf} * impact {impact} * factor {factor} = {weight}");
    let how = match kind {
        MatchKind::Exact => "as typed",
        MatchKind::Folded => "with other marks",
        MatchKind::Inflected => "another form",
        MatchKind::Prefix => "begins so",
        MatchKind::Corrected => "corrected",
        MatchKind::Synonym => "means the same",
        MatchKind::Name => return format!("   called {term:?}  {product}\n"),
        MatchKind::Proximity => return format!("   words close together  {weight}\n"),
    };
    format!("   {word} = {term} ({how})  {product}\n")
}

/// Puts `marks` around `ranges` of UTF-16 units.
fn marked(text: &str, ranges: &[(u32, u32)], [begin, end]: Marks) -> String {
    let mut out = String::with_capacity(text.len());
    let mut units = 0;
    for c in text.chars() {
        if ranges.iter().any(|range| range.0 == units) {
            out.push_str(begin);
        }
        out.push(c);
        units += c.len_utf16() as u32;
        if ranges.iter().any(|range| range.1 == units) {
            out.push_str(end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_where_utf16_says() {
        assert_eq!(marked("😀 city é", &[(3, 7)], ["<", ">"]), "😀 <city> é");
        assert_eq!(marked("city", &[(0, 4)], ["<", ">"]), "<city>");
    }

    #[test]
    fn an_explanation_is_a_product() {
        let term = Explanation {
            word: "cities".into(),
            term: "\u{1}title\u{1D}city".into(),
            kind: MatchKind::Inflected,
            idf: 256,
            impact: 2,
            factor: 14,
            weight: 7168,
        };
        let expected = "   cities = title city (another form)  idf 256 * impact 2 * factor 14 = 7168\n";
        assert_eq!(explanation(&term), expected);
        let named =
            Explanation { kind: MatchKind::Name, term: "city map".into(), factor: 16, weight: 8192, ..term.clone() };
        assert_eq!(explanation(&named), "   called \"city map\"  idf 256 * impact 2 * factor 16 = 8192\n");
        let near = Explanation { kind: MatchKind::Proximity, weight: 512, ..term };
        assert_eq!(explanation(&near), "   words close together  512\n");
    }
}
