//! How answers are printed for programs: lines with a hit each.

use clap::ValueEnum;
use findlet_core::{Answer, Excerpt, Hit};

/// How answers are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Titles, addresses and passages, to read
    Text,
    /// The whole answer; of a batch a line per query, with its id and text
    Json,
    /// A line per hit: query Q0 document rank score findlet, as `trec_eval` reads it. The document is its metadata `id`,
    /// or else its address. The score is how many hits follow, plus one: documents that hold every
    /// word come first whatever they score, and this keeps the order
    Trec,
    /// A line per hit, with tabs between its fields: query, rank, score, address, title, passage
    Tsv,
}

impl Format {
    /// Returns a line for each hit of the query with the id `query`. Rows are counted from `offset`.
    pub fn lines(self, query: &str, answer: &Answer, offset: u32) -> String {
        let hits = answer.hits.len();
        let line = |(at, hit): (usize, &Hit)| {
            let rank = offset as usize + at + 1;
            match self {
                Self::Tsv => columns(query, rank, hit),
                _ => format!("{} Q0 {} {rank} {} findlet\n", field(query), field(&document(hit)), hits - at),
            }
        };
        answer.hits.iter().enumerate().map(line).collect()
    }
}

fn columns(query: &str, rank: usize, hit: &Hit) -> String {
    let card = hit.card.as_ref();
    let [url, title] =
        [card.map(|card| &card.url), card.map(|card| &card.title)].map(|text| text.map_or("", String::as_str));
    let passage = hit.excerpt.as_ref().map_or("", |Excerpt { text, .. }| text);
    let fields = [query, &rank.to_string(), &hit.score.to_string(), url, title, passage];
    fields.map(|field| field.split(char::is_whitespace).collect::<Vec<_>>().join(" ")).join("\t") + "\n"
}

fn document(hit: &Hit) -> String {
    let Some(card) = &hit.card else { return hit.document.to_string() };
    let id = card.metadata.iter().find(|(name, _)| name == "id");
    id.map_or(&card.url, |(_, id)| id).clone()
}

/// Fields are separated by spaces: those inside of one are written as in addresses.
fn field(text: &str) -> String {
    text.split(char::is_whitespace).collect::<Vec<_>>().join("%20")
}

#[cfg(test)]
mod tests {
    use findlet_core::Card;

    use super::*;

    fn hit() -> Hit {
        let text = |text: &str| text.to_owned();
        let card = Card {
            url: text("a b.html"),
            title: text("A\ttitle"),
            title_ranges: Vec::new(),
            date: None,
            language: None,
            summary: String::new(),
            metadata: Vec::new(),
        };
        let excerpt = Excerpt { text: text("two\nlines"), ranges: Vec::new(), cut_start: false, cut_end: true };
        let [words, corrected, missing] = [(); 3].map(|()| Vec::new());
        Hit {
            document: 7,
            score: 9,
            words,
            corrected,
            missing,
            card: Some(card),
            excerpt: Some(excerpt),
            sections: Vec::new(),
        }
    }

    #[test]
    fn a_field_never_ends_a_line_or_a_column() {
        let answer = Answer { hits: vec![hit()], ..Answer::default() };
        assert_eq!(Format::Tsv.lines("q 1", &answer, 4), "q 1\t5\t9\ta b.html\tA title\ttwo lines\n");
        assert_eq!(Format::Trec.lines("q\t1", &answer, 0), "q%201 Q0 a%20b.html 1 1 findlet\n");
    }
}
