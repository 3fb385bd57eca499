//! How long searching and showing take in Chromium, and compiling the seeds here.
//!
//! `tests/bench/keystroke.mjs` takes the browser's samples; this module adds the indexer's and sums
//! all of them up.

use std::env;
use std::hint::black_box;
use std::time::Instant;

use anyhow::{Context, Result};
use findlet_demo::articles;
use findlet_indexer::{Document, Options, build, package};
use serde_json::{Map, Value, json};

use crate::browser::Browser;
use crate::build::demo;
use crate::build::dist;
use crate::build::engine;
use crate::tools::node::{self, Node};
use crate::tools::program::Program;
use crate::tools::progress::Progress;
use crate::tools::workspace::Workspace;

/// How often the seeds are compiled.
const COMPILATIONS: usize = 20;

/// What is measured: its name in JSON and in the table.
const ROWS: [(&str, &str); 6] = [
    ("search", "search(), a keystroke"),
    ("batch", "search(), a keystroke, mean of a pass"),
    ("rows", "input event to rows in the DOM"),
    ("frame", "input event to the end of its frame"),
    ("first", "first focus to first results, cold"),
    ("seeds", "extract and build the seeds"),
];

/// Samples of one thing in milliseconds, in order of size.
struct Samples(Vec<f64>);

/// Everything that was found out.
struct Report {
    /// What the numbers are numbers of.
    facts: Vec<(&'static str, Value)>,
    /// By the names in [`ROWS`].
    samples: Vec<Samples>,
    /// Bytes of the seeds' index.
    index: u64,
    /// Bytes of the engine's memory after all searches, where the module exports it.
    memory: Option<u64>,
}

/// Builds `dist/`, measures, and prints a table or one JSON object.
pub fn run(workspace: &Workspace, node: &Node, json: bool) -> Result<()> {
    if json {
        build_silently(workspace)?;
    } else {
        dist::build(workspace, node, &mut Progress::new(dist::STEPS))?;
        println!("\nmeasuring, about a minute …\n");
    }
    let report = measure(workspace, json)?;
    if json {
        println!("{:#}", report.json());
    } else {
        print!("{}", report.table());
    }
    Ok(())
}

/// Builds `dist/` in a process of its own, since a program that reads JSON wants no progress before it.
fn build_silently(workspace: &Workspace) -> Result<()> {
    let this = env::current_exe().context("this program doesn't know where it is")?;
    Program::new(this, workspace.root()).named("cargo xtask").arg("dist").run()
}

fn measure(workspace: &Workspace, json: bool) -> Result<Report> {
    let page = measure_page(workspace)?;
    let seeds = compile_seeds(workspace)?;
    let samples = ROWS.iter().map(|(key, _)| match *key {
        "seeds" => Ok(Samples::new(seeds.clone())),
        key => Samples::read(&page["milliseconds"][key]).with_context(|| format!("keystroke.mjs measured no {key}")),
    });
    let module = engine::module(workspace)?;
    let index = package::index_of(&module).context("findlet.wasm can't be taken apart")?.unwrap_or_default();
    Ok(Report {
        samples: samples.collect::<Result<_>>()?,
        index: index.len() as u64,
        memory: page["wasmMemory"].as_u64(),
        facts: facts(workspace, &page, json),
    })
}

/// What `keystroke.mjs` measures in Chromium.
fn measure_page(workspace: &Workspace) -> Result<Value> {
    let browser = Browser::Chromium.ensure()?;
    let tests = workspace.root().join("tests");
    node::install(workspace, &tests.join("browser"))?;
    let samples = node::node(&tests.join("bench"))
        .arg("keystroke.mjs")
        .env("FINDLET_DIST", workspace.dist())
        .env(Browser::Chromium.variable(), browser)
        .remedy("run `cargo xtask test browser`, which says what the site can't do")
        .text()?;
    serde_json::from_str(&samples).context("tests/bench/keystroke.mjs printed something else than JSON")
}

/// The milliseconds that extraction and indexing take together, again and again; reading the
/// files isn't counted.
fn compile_seeds(workspace: &Workspace) -> Result<Vec<f64>> {
    let seeds = demo::files(&demo::seeds(workspace))?;
    (0..COMPILATIONS)
        .map(|_| {
            let seeds = seeds.clone();
            let clock = Instant::now();
            let documents: Vec<Document> = articles(seeds).found.into_iter().map(|article| article.document).collect();
            black_box(build(&documents, &Options::default()).context("the seeds make no index")?);
            Ok(clock.elapsed().as_secs_f64() * 1_000.0)
        })
        .collect()
}

fn facts(workspace: &Workspace, page: &Value, json: bool) -> Vec<(&'static str, Value)> {
    let mut facts: Vec<(&str, Value)> = vec![
        ("command", if json { "cargo xtask bench --json" } else { "cargo xtask bench" }.into()),
        ("commit", workspace.commit().into()),
        ("profile", if cfg!(debug_assertions) { "dev" } else { "release" }.into()),
    ];
    let of_page = ["cpu", "cores", "system", "chromium", "node", "queries", "keystrokes"];
    facts.extend(of_page.map(|name| (name, page[name].clone())));
    facts
}

impl Samples {
    fn new(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        Self(samples)
    }

    /// Reads an array of numbers, if it is one.
    fn read(array: &Value) -> Option<Self> {
        array.as_array()?.iter().map(Value::as_f64).collect::<Option<_>>().map(Self::new)
    }

    /// The smallest sample that at least `percent` of all don't exceed; 0 where there is none.
    fn percentile(&self, percent: usize) -> f64 {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or_default()
    }

    /// Median, two tails and the largest.
    fn percentiles(&self) -> [f64; 4] {
        [50, 95, 99, 100].map(|percent| self.percentile(percent))
    }

    fn json(&self) -> Value {
        let [p50, p95, p99, max] = self.percentiles();
        json!({ "count": self.0.len(), "p50": p50, "p95": p95, "p99": p99, "max": max })
    }

    fn row(&self, name: &str) -> String {
        let times = self.percentiles().map(|time| format!("{time:.3}"));
        row(name, &self.0.len().to_string(), times.each_ref().map(String::as_str))
    }
}

impl Report {
    fn json(&self) -> Value {
        let facts = self.facts.iter().map(|(name, fact)| ((*name).to_owned(), fact.clone()));
        let times = ROWS.iter().zip(&self.samples).map(|((key, _), samples)| ((*key).to_owned(), samples.json()));
        let mut object: Map<String, Value> = facts.collect();
        object.insert("milliseconds".into(), times.collect());
        object.insert("bytes".into(), json!({ "index": self.index, "wasmMemory": self.memory }));
        object.into()
    }

    fn table(&self) -> String {
        let mut lines: Vec<String> =
            self.facts.iter().map(|(name, fact)| format!("{name:<12}{}", plain(fact))).collect();
        lines.push(String::new());
        lines.push(row("milliseconds", "samples", ["p50", "p95", "p99", "max"]));
        lines.extend(ROWS.iter().zip(&self.samples).map(|((_, name), samples)| samples.row(name)));
        lines.extend([String::new(), "bytes".into()]);
        lines.push(byte_row("index of the seeds", self.index));
        lines.extend(self.memory.map(|bytes| byte_row("memory of the engine after all searches", bytes)));
        lines.join("\n") + "\n"
    }
}

/// A fact as people write it: text without quotes.
fn plain(fact: &Value) -> String {
    fact.as_str().map_or_else(|| fact.to_string(), str::to_owned)
}

fn row(name: &str, count: &str, [p50, p95, p99, max]: [&str; 4]) -> String {
    format!("{name:<40}{count:>10}{p50:>10}{p95:>10}{p99:>10}{max:>10}").trim_end().to_owned()
}

fn byte_row(name: &str, bytes: u64) -> String {
    row(name, &bytes.to_string(), [""; 4])
}

#[cfg(test)]
mod tests {
    use super::{ROWS, Report, Samples};
    use serde_json::json;

    fn report() -> Report {
        let samples = ROWS.iter().map(|_| Samples::new(vec![0.25, 4.0, 0.5]));
        Report {
            facts: vec![("cpu", "Abacus".into()), ("cores", 2.into())],
            samples: samples.collect(),
            index: 7_000,
            memory: None,
        }
    }

    fn percentiles(samples: impl IntoIterator<Item = u8>) -> Vec<f64> {
        Samples::new(samples.into_iter().map(f64::from).collect()).percentiles().to_vec()
    }

    #[test]
    fn percentiles_are_samples_by_nearest_rank() {
        assert_eq!(percentiles((1..=100).rev()), [50.0, 95.0, 99.0, 100.0]);
        assert_eq!(percentiles(1..=20), [10.0, 19.0, 20.0, 20.0]);
        assert_eq!(percentiles([7]), [7.0; 4]);
    }

    #[test]
    fn no_samples_are_zero() {
        assert_eq!(percentiles([]), [0.0; 4]);
    }

    #[test]
    fn samples_are_read_from_an_array_of_numbers_only() {
        let read = Samples::read(&json!([3, 1.5])).expect("these are numbers");
        assert_eq!(read.0, [1.5, 3.0]);
        for refused in [json!(null), json!(3), json!([1, "2"])] {
            assert!(Samples::read(&refused).is_none(), "{refused}");
        }
    }

    #[test]
    fn the_table_has_facts_then_times_then_bytes() {
        let table = report().table();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[..3], ["cpu         Abacus", "cores       2", ""]);
        let head = "milliseconds                               samples       p50       p95       p99       max";
        let search = "search(), a keystroke                            3     0.500     4.000     4.000     4.000";
        assert_eq!(lines[3..5], [head, search]);
        assert_eq!(lines[10..], ["", "bytes", "index of the seeds                            7000"]);
    }

    #[test]
    fn json_holds_the_same_numbers() {
        let object = report().json();
        assert_eq!(object["cpu"], "Abacus");
        let expected = json!({ "count": 3, "p50": 0.5, "p95": 4.0, "p99": 4.0, "max": 4.0 });
        assert!(ROWS.iter().all(|(key, _)| object["milliseconds"][key] == expected));
        assert_eq!(object["bytes"], json!({ "index": 7_000, "wasmMemory": null }));
    }
}
