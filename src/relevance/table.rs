//! The table as text.

use findlet_relevance::collection::Judged;
use findlet_relevance::figures::{Row, Share, TYPED};

/// Returns one line per engine, shares in percent.
pub fn of(rows: &[Row]) -> String {
    let typed = TYPED.map(|units| format!("{units} chars"));
    let mut lines = vec![line(
        "engine",
        &["nDCG@10", "MRR@10", "Recall@100", "typo, 2 words", "typo, judged"],
        typed.each_ref().map(String::as_str).as_slice(),
        "index, kB",
    )];
    lines.extend(rows.iter().map(row));
    lines.concat()
}

/// Returns one line per query with the nDCG@10 of each engine.
pub fn by_query(queries: &[Judged], rows: &[Row]) -> String {
    let head: Vec<String> = rows.iter().map(|row| format!("{:>11}", row.engine)).collect();
    let mut lines = vec![format!("{:<16}{}\n", "nDCG@10", head.concat())];
    for (at, Judged { id, text, .. }) in queries.iter().enumerate() {
        let values: Vec<String> = rows.iter().map(|row| format!("{:>11.4}", row.figures.by_query[at])).collect();
        lines.push(format!("{id:<16}{}  {text}\n", values.concat()));
    }
    lines.concat()
}

fn row(Row { engine, bytes, figures }: &Row) -> String {
    let [ndcg, mrr, recall] = [figures.ndcg, figures.mrr, figures.recall].map(|value| format!("{value:.4}"));
    let typos = [figures.short_typos, figures.long_typos].map(percent);
    let prefixes = figures.prefixes.map(percent);
    let size = bytes.map(|bytes| bytes.div_ceil(1000).to_string()).unwrap_or_default();
    line(
        engine,
        &[&ndcg, &mrr, &recall, &typos[0], &typos[1]],
        prefixes.each_ref().map(String::as_str).as_slice(),
        &size,
    )
}

fn line(engine: &str, figures: &[&str; 5], prefixes: &[&str], size: &str) -> String {
    let [ndcg, mrr, recall, short, long] = figures;
    let prefixes = prefixes.iter().map(|prefix| format!("{prefix:>10}")).collect::<Vec<_>>().concat();
    let line = format!("{engine:<12}{ndcg:>9}{mrr:>9}{recall:>12}{short:>15}{long:>14}{prefixes}{size:>11}");
    line.trim_end().to_owned() + "\n"
}

fn percent(share: Share) -> String {
    share.value().map_or("-".to_owned(), |value| format!("{:.1}", value * 100.0))
}

#[cfg(test)]
mod tests {
    use super::{Judged, Row, Share, by_query, of};
    use findlet_relevance::figures::Figures;

    fn rows() -> Vec<Row> {
        let share = Share { of: 4, holds: 3 };
        let figures = Figures {
            by_query: vec![0.5],
            ndcg: 0.5,
            mrr: 0.25,
            recall: 1.0,
            without_hits: Share::default(),
            long_typos: share,
            short_typos: Share::default(),
            prefixes: [share; 3],
        };
        vec![Row { engine: "embedded", bytes: Some(1_001), figures }]
    }

    #[test]
    fn engines_stand_in_lines() {
        let expected = "\
engine        nDCG@10   MRR@10  Recall@100  typo, 2 words  typo, judged   5 chars   8 chars  12 chars  index, kB
embedded       0.5000   0.2500      1.0000              -          75.0      75.0      75.0      75.0          2
";
        assert_eq!(of(&rows()), expected);
    }

    #[test]
    fn queries_stand_in_lines() {
        let query = Judged { id: "typo-1".into(), text: "libary".into(), gains: [].into() };
        let expected = "\
nDCG@10            embedded
typo-1               0.5000  libary
";
        assert_eq!(by_query(&[query], &rows()), expected);
    }
}
