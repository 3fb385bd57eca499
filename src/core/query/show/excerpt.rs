//! Excerpts: the passage of a text that shows most of the query, and where it matches.

use crate::format::bodies::{Block, BlockKind, Body, NO_SECTION};
use crate::query::answer::{Excerpt, MAX_SECTIONS, Section};
use crate::query::find::matches::Span;
use crate::query::order::{Ranked, smallest};
use crate::query::show::ranges::ranges_of;
use crate::text::{count_chars, slice};

/// Characters of an excerpt, at most.
pub const EXCERPT_CHARS: usize = 180;
/// Characters shown before the first match where there is room.
const LEAD_CHARS: usize = 50;
/// How far a cut is moved to fall between words; scripts without spaces are cut anywhere.
const SNAP_CHARS: usize = 20;

/// A block with its matches and the best window over them.
struct Passage<'a> {
    block: Block<&'a str>,
    spans: Vec<Span>,
    window: core::ops::Range<usize>,
    /// How many slots are in the window, whether it is running text, how close they stand.
    merit: (u32, bool, usize),
}

impl<'a> Passage<'a> {
    fn new(block: Block<&'a str>, spans: Vec<Span>) -> Self {
        let is_text = matches!(block.kind, BlockKind::Summary | BlockKind::Paragraph);
        let ((count, density), window) = best_window(&spans);
        Self { block, spans, window, merit: (count, is_text, density) }
    }

    fn excerpt(&self) -> Excerpt {
        cut(self.block.text, &self.spans, self.window.clone())
    }
}

/// Returns the best passage of a document: most different words, running text before captions
/// and headings, words closest together (or for one word most matches), first. Without a match
/// it is the beginning; nothing where the document has no text. And the best of its sections.
/// `matches` are those of each block.
pub(crate) fn excerpts(body: &Body<&str>, matches: Vec<Vec<Span>>) -> (Option<Excerpt>, Vec<Section>) {
    let passages: Vec<Passage<'_>> =
        body.iter().zip(matches).map(|(block, spans)| Passage::new(*block, spans)).collect();
    let excerpt = best(&passages).map(Passage::excerpt);
    (excerpt, sections(&passages))
}

/// Returns the sections with most words of the query, then in reading order.
fn sections(passages: &[Passage<'_>]) -> Vec<Section> {
    let mut sections: Vec<(&Passage<'_>, Option<&Passage<'_>>)> = Vec::new();
    let begins = |anchor: &str| !anchor.is_empty() && anchor != NO_SECTION;
    for (at, passage) in passages.iter().enumerate().filter(|(_, passage)| begins(passage.block.anchor)) {
        let rest = passages.get(at + 1..).unwrap_or_default();
        let len = rest.iter().position(|next| !next.block.anchor.is_empty()).unwrap_or(rest.len());
        sections.push((passage, best(rest.get(..len).unwrap_or_default()).filter(|best| best.merit.0 > 0)));
    }
    let ranked = |(at, (heading, best)): (usize, &(&Passage<'_>, Option<&Passage<'_>>))| {
        let slots =
            heading.spans.iter().chain(best.iter().flat_map(|best| &best.spans)).fold(0, |all, span| all | span.slots);
        (slots != 0).then_some(Ranked::most(slots.count_ones(), at))
    };
    let chosen = smallest(&mut sections.iter().enumerate().filter_map(ranked), MAX_SECTIONS);
    let shown = chosen.iter().filter_map(|ranked| sections.get(ranked.at())).map(|(heading, best)| Section {
        title: heading.block.text.to_owned(),
        title_ranges: ranges_of(&heading.spans, heading.block.text, 0, heading.block.text.len()),
        anchor: heading.block.anchor.to_owned(),
        excerpt: best.map(Passage::excerpt),
    });
    shown.collect()
}

/// Returns the first of the best passages.
fn best<'p, 't>(passages: &'p [Passage<'t>]) -> Option<&'p Passage<'t>> {
    let mut best: Option<&Passage<'_>> = None;
    for passage in passages.iter().filter(|passage| !passage.block.text.is_empty()) {
        if best.is_none_or(|best| passage.merit > best.merit) {
            best = Some(passage);
        }
    }
    best
}

/// Returns what the best window is worth, and which spans are in it: most different words, and
/// of such windows the narrowest, or for a single word the one with most matches.
fn best_window(spans: &[Span]) -> ((u32, usize), core::ops::Range<usize>) {
    let mut best = ((0, 0), 0..0);
    for (at, first) in spans.iter().enumerate() {
        let widest = EXCERPT_CHARS.max(first.char_end - first.char_start);
        let mut bits = 0u64;
        for (len, span) in spans.iter().skip(at).enumerate() {
            let width = span.char_end - first.char_start;
            if width > widest {
                break;
            }
            bits |= span.slots;
            let density = if bits.count_ones() > 1 { usize::MAX - width } else { len };
            let merit = (bits.count_ones(), density);
            if merit > best.0 {
                best = (merit, at..at + len + 1);
            }
        }
    }
    best
}

/// Cuts the passage around `window` out of `text`, with all matches that are in it.
fn cut(text: &str, spans: &[Span], window: core::ops::Range<usize>) -> Excerpt {
    let window = spans.get(window).unwrap_or_default();
    let (first, last) = (window.first().map_or(0, |span| span.start), window.last().map_or(0, |span| span.end));
    // A single match may be longer than an excerpt.
    let last = slice(text, first..last).char_indices().nth(EXCERPT_CHARS).map_or(last, |(at, _)| first + at);
    let room = EXCERPT_CHARS - count_chars(slice(text, first..last));
    let start = back(text, first, room.min(LEAD_CHARS));
    let end = forward(text, last, room - count_chars(slice(text, start..first)));
    Excerpt {
        text: slice(text, start..end).to_owned(),
        ranges: ranges_of(spans, text, start, end),
        cut_start: start > 0,
        cut_end: end < text.len(),
    }
}

/// Returns where to begin, up to `room` characters before `from` and not inside a word.
fn back(text: &str, from: usize, room: usize) -> usize {
    let mut start = from;
    for (at, _) in slice(text, 0..from).char_indices().rev().take(room) {
        start = at;
    }
    if start > 0 && room > 0 {
        for (at, c) in slice(text, start..from).char_indices().take(SNAP_CHARS) {
            if c.is_whitespace() {
                return start + at + c.len_utf8();
            }
        }
    }
    start
}

/// Returns where to end, up to `room` characters after `from` and not inside a word.
fn forward(text: &str, from: usize, room: usize) -> usize {
    let rest = slice(text, from..text.len());
    let Some((len, _)) = rest.char_indices().nth(room) else { return text.len() };
    for (at, c) in slice(rest, 0..len).char_indices().rev().take(SNAP_CHARS) {
        if c.is_whitespace() {
            return from + at;
        }
    }
    from + len
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Manifest;
    use crate::query::find::marks::Marks;
    use crate::query::find::matches::spans;
    use crate::query::read::parse::parse;
    use crate::text::Characters;

    /// What a query marks where nothing is expanded.
    fn matches(body: &Body<&str>, marks: &Marks) -> Vec<Vec<Span>> {
        body.iter().map(|block| spans(block.text, marks, &Characters::default())).collect()
    }

    fn marks(query: &str) -> Marks {
        let mut marks = Marks::default();
        for (at, slot) in parse(query, &Manifest::default()).slots.iter().enumerate() {
            let words = slot.alternatives.iter().flat_map(|one| &one.words);
            words.for_each(|word| {
                marks.add(word.whole.clone(), at);
                word.parts.iter().for_each(|part| marks.add(part.clone(), at));
            });
        }
        marks
    }

    fn block<'a>((kind, text): &(BlockKind, &'a str)) -> Block<&'a str> {
        Block { kind: *kind, text, anchor: "" }
    }

    fn made(query: &str, blocks: &[(BlockKind, &str)]) -> Excerpt {
        let body = blocks.iter().map(block).collect();
        excerpts(&body, matches(&body, &marks(query))).0.unwrap()
    }

    fn marked(excerpt: &Excerpt) -> Vec<String> {
        let units: Vec<u16> = excerpt.text.encode_utf16().collect();
        excerpt
            .ranges
            .iter()
            .map(|(start, end)| String::from_utf16(&units[*start as usize..*end as usize]).unwrap())
            .collect()
    }

    #[test]
    fn the_window_with_most_different_words_wins() {
        let text = format!("city {} the city and its mayor {}", "x ".repeat(200), "y ".repeat(200));
        let excerpt = made("city mayor", &[(BlockKind::Paragraph, &text)]);
        assert_eq!(marked(&excerpt), ["city", "mayor"]);
        assert!(excerpt.cut_start && excerpt.cut_end);
        assert!(excerpt.text.chars().count() <= EXCERPT_CHARS);
        assert!(excerpt.text.starts_with('x') && excerpt.text.ends_with('y'), "{excerpt:?}");
    }

    #[test]
    fn words_close_together_win_and_all_matches_around_them_are_marked() {
        let text = format!("Tran Van Nam {} Le Van Son met Bui Van An there", "x ".repeat(40));
        let excerpt = made("bui van an", &[(BlockKind::Paragraph, &text)]);
        assert_eq!(marked(&excerpt), ["Van", "Bui", "Van", "An"]);
        assert!(excerpt.text.ends_with("Bui Van An there"));
    }

    #[test]
    fn a_single_word_is_shown_where_it_stands_most_often() {
        let text = format!("city {} a city, another city", "x ".repeat(200));
        assert_eq!(marked(&made("city", &[(BlockKind::Paragraph, &text)])), ["city", "city"]);
    }

    #[test]
    fn running_text_is_preferred_to_a_caption() {
        let blocks = [(BlockKind::Caption, "The city"), (BlockKind::Paragraph, "A city of books")];
        assert_eq!(made("city", &blocks).text, "A city of books");
    }

    #[test]
    fn a_document_without_a_match_shows_its_beginning() {
        let blocks =
            [(BlockKind::Caption, "A photo"), (BlockKind::Paragraph, "The text"), (BlockKind::Paragraph, "More")];
        assert_eq!(
            made("zebra", &blocks),
            Excerpt { text: "The text".to_owned(), ranges: vec![], cut_start: false, cut_end: false }
        );
        assert_eq!(excerpts(&vec![], vec![]), (None, vec![]));
    }

    #[test]
    fn the_sections_that_match_are_shown_with_their_anchors() {
        let heading = |text, anchor| Block { kind: BlockKind::Heading, text, anchor };
        let text = |text| block(&(BlockKind::Paragraph, text));
        let body = vec![
            text("The city"),
            heading("Mayors", "mayors"),
            text("The mayor met"),
            text("the mayor of the city"),
            heading("Rivers", "rivers"),
            text("A river"),
            heading("City streets", "streets"),
        ];
        let (_, sections) = excerpts(&body, matches(&body, &marks("mayor city")));
        let shown: Vec<_> =
            sections.iter().map(|one| (one.anchor.as_str(), one.excerpt.as_ref().map(marked))).collect();
        assert_eq!(shown, [("mayors", Some(["mayor", "city"].map(str::to_owned).to_vec())), ("streets", None)]);
        assert_eq!(sections[1].title_ranges, [(0, 4)]);
    }

    #[test]
    fn ranges_count_utf16_units() {
        let excerpt = made("mayor", &[(BlockKind::Paragraph, "😀 é mayor 😀")]);
        assert_eq!(excerpt.ranges, [(5, 10)]);
        assert_eq!(marked(&excerpt), ["mayor"]);
    }

    #[test]
    fn a_compound_and_its_parts_are_one_match() {
        assert_eq!(marked(&made("covid-19 ", &[(BlockKind::Paragraph, "the Covid-19 pandemic")])), ["Covid-19"]);
    }

    #[test]
    fn endless_words_and_matches_are_cut_anywhere() {
        let endless = format!("{} city {}", "x".repeat(5000), "y".repeat(5000));
        let excerpt = made("city", &[(BlockKind::Paragraph, &endless)]);
        assert_eq!(marked(&excerpt), ["city"]);
        assert!(excerpt.text.chars().count() <= EXCERPT_CHARS);
        let one_word = "x".repeat(5000);
        assert_eq!(marked(&made("x", &[(BlockKind::Paragraph, &one_word)])), ["x".repeat(EXCERPT_CHARS)]);
    }
}
