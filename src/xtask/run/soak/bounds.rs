//! What a long run may come to.

use serde_json::Value;

/// One figure, and the most that it may be.
#[derive(Debug)]
pub struct Row {
    what: &'static str,
    figure: Option<f64>,
    bound: Option<f64>,
}

impl Row {
    /// Whether it is there, and within its bound if it has one.
    pub fn holds(&self) -> bool {
        self.figure.is_some_and(|figure| self.bound.is_none_or(|bound| figure <= bound))
    }

    /// The row as a line of text.
    pub fn line(&self) -> String {
        let text = |number: Option<f64>| number.map_or("–".to_owned(), |number| format!("{number:.1}"));
        let state = match (self.holds(), self.bound) {
            (false, _) => "BROKEN",
            (true, Some(_)) => "holds",
            (true, None) => "",
        };
        format!(
            "{:<58}{:>12}{:>10}  {state}",
            self.what,
            text(self.figure),
            self.bound.map_or(String::new(), |bound| text(Some(bound)))
        )
        .trim_end()
        .to_owned()
    }
}

const MEGABYTE: f64 = 1e6;
const KILOBYTE: f64 = 1e3;

/// Figures that are in the measurements as they are: what, where, its unit, and the most that it may be.
const FIGURES: [(&str, &str, f64, Option<f64>); 15] = [
    ("build: seconds", "/build/seconds", 1.0, None),
    ("build: peak memory, MB", "/build/peak", MEGABYTE, Some(800.0)),
    ("build: files", "/build/report/files", 1.0, None),
    ("queries with results", "/page/searched/counts/results", 1.0, None),
    ("queries without", "/page/searched/counts/none", 1.0, None),
    ("queries that ended in an error", "/page/searched/counts/error", 1.0, Some(0.0)),
    ("server: memory before, MB", "/load/memory/before", MEGABYTE, None),
    ("server: memory with all visitors, MB", "/load/memory/crowded", MEGABYTE, None),
    ("server: memory with as many slow ones, MB", "/load/memory/strained", MEGABYTE, None),
    ("server: peak memory, MB", "/load/memory/peak", MEGABYTE, Some(400.0)),
    ("server: times that somebody else asked meanwhile", "/load/probes", 1.0, None),
    ("server: milliseconds of their answers, median", "/load/milliseconds/p50", 1.0, None),
    ("server:   slowest", "/load/milliseconds/max", 1.0, None),
    ("server: requests that failed", "/load/failed", 1.0, Some(0.0)),
    ("server: endless requests that it accepted", "/load/accepted", 1.0, Some(0.0)),
];

/// What must not grow with queries or widgets: what, its name, its unit, and the most that it may grow by.
const GROWTH: [(&str, &str, &str, f64, f64); 7] = [
    ("queries: growth of the heap, kB", "searched", "heap", KILOBYTE, 300.0),
    ("queries: growth of the engine's memory, kB", "searched", "wasm", KILOBYTE, 1_100.0),
    ("queries: growth of nodes", "searched", "nodes", 1.0, 200.0),
    ("queries: growth of listeners", "searched", "listeners", 1.0, 20.0),
    ("widgets: growth of the heap, kB", "mounted", "heap", KILOBYTE, 300.0),
    ("widgets: growth of nodes", "mounted", "nodes", 1.0, 200.0),
    ("widgets: growth of listeners", "mounted", "listeners", 1.0, 20.0),
];

/// Judges the measurements.
pub fn rows(measured: &Value) -> Vec<Row> {
    let figure = |place: &str| measured.pointer(place).and_then(Value::as_f64);
    let figures =
        FIGURES.map(|(what, place, unit, bound)| Row { what, figure: figure(place).map(|n| n / unit), bound });
    let growth = GROWTH.map(|(what, run, name, unit, bound)| {
        let samples = measured.pointer(&format!("/page/{run}/samples")).and_then(Value::as_array);
        let grown = samples.and_then(|samples| growth(samples, name));
        Row { what, figure: grown.map(|bytes| bytes / unit), bound: Some(bound) }
    });
    let ends =
        [("the heap at the end, MB", "heap"), ("the engine's memory at the end, MB", "wasm")].map(|(what, name)| Row {
            what,
            figure: figure(&format!("/page/searched/last/{name}")).map(|bytes| bytes / MEGABYTE),
            bound: Some(64.0),
        });
    figures.into_iter().chain(growth).chain(ends).collect()
}

/// How much more there is in the last quarter of a run than in the second: the least of each, since
/// what is under way when a sample is taken is not yet garbage. The first quarter fills caches.
fn growth(samples: &[Value], name: &str) -> Option<f64> {
    let quarter = samples.len() / 4;
    let least = |part: &[Value]| part.iter().filter_map(|sample| sample[name].as_f64()).reduce(f64::min);
    Some(least(samples.get(samples.len() - quarter..)?)? - least(samples.get(quarter..2 * quarter)?)?)
}

/// All rows, a line each.
pub fn table(rows: &[Row]) -> String {
    let head = format!("{:<58}{:>12}{:>10}\n", "", "measured", "bound");
    rows.iter().fold(head, |text, row| text + &row.line() + "\n")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Row, growth, rows};

    fn samples(heap: impl Fn(usize) -> usize) -> Vec<Value> {
        (0..20).map(|at| json!({ "heap": heap(at) })).collect()
    }

    #[test]
    fn what_is_flat_after_the_start_has_not_grown() {
        assert_eq!(growth(&samples(|at| 1_000 + at.min(4) * 500 + at % 3 * 70), "heap"), Some(0.0));
    }

    #[test]
    fn a_leak_is_growth() {
        assert_eq!(growth(&samples(|at| 1_000 + at * 10), "heap"), Some(100.0));
    }

    #[test]
    fn a_figure_that_is_missing_or_too_large_breaks_its_bound() {
        let broken = |measured: &Value| rows(measured).into_iter().filter(|row| !row.holds()).count();
        assert_eq!(broken(&json!({})), rows(&json!({})).len());
        let row = |figure| Row { what: "it", figure: Some(figure), bound: Some(2.0) };
        assert!(row(2.0).holds() && !row(2.1).holds());
        assert!(row(2.1).line().ends_with("2.1       2.0  BROKEN"));
    }
}
