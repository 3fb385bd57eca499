//! What indexing a folder of pages costs, and what its visitors load and wait for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use wait4::Wait4;

use crate::browser::Browser;
use crate::build::command;
use crate::run::pages;
use crate::tools::files;
use crate::tools::node;
use crate::tools::workspace::Workspace;

/// What is measured.
pub struct Request<'a> {
    /// A folder of HTML pages.
    pub folder: &'a Path,
    /// How many of its pages; none: all of them.
    pub sizes: &'a [usize],
    /// Arguments for `findlet build`.
    pub build: &'a [String],
    /// Whether one JSON object is printed, and nothing else.
    pub json: bool,
}

/// Measures and prints one object, or a table, with a column for each size.
pub fn run(workspace: &Workspace, request: &Request<'_>) -> Result<()> {
    let binary = command::build_quietly(workspace)?;
    let sizes = if request.sizes.is_empty() { vec![None] } else { request.sizes.iter().copied().map(Some).collect() };
    let mut measured = Vec::new();
    for size in sizes {
        eprintln!("measuring {} …", size.map_or_else(|| "the whole site".to_owned(), |size| format!("{size} pages")));
        measured.push(measure(workspace, &binary, request, size)?);
    }
    let facts = json!({
        "commit": workspace.commit(),
        "site": request.folder,
        "machine": machine(),
        "arguments": request.build,
        "sites": measured,
    });
    if request.json {
        println!("{facts:#}");
    } else {
        print!("{}", table(&facts));
    }
    Ok(())
}

/// Indexes `size` pages in a folder of their own, and visits them.
fn measure(workspace: &Workspace, binary: &Path, request: &Request<'_>, size: Option<usize>) -> Result<Value> {
    let site = workspace.scratch("bench")?.join(size.map_or_else(|| "site".to_owned(), |size| size.to_string()));
    pages::write(request.folder, size, &site)?;
    let out = site.join("findlet");
    let built = build_site(binary, &site, &out, request.build)?;
    let visited = visit(workspace, &site)?;
    files::remove_folder(&site)?;
    Ok(
        json!({ "size": size, "build": built, "first": visited["first"], "typing": visited["typing"], "field": visited["field"] }),
    )
}

/// Runs `findlet build` and says what it took.
fn build_site(binary: &Path, site: &Path, out: &Path, arguments: &[String]) -> Result<Value> {
    let mut command = Command::new(binary);
    command.arg("build").arg(site).arg("--out").arg(out).arg("--json").args(arguments);
    let clock = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().context("could not start findlet")?;
    let used = child.wait4().context("could not wait for findlet")?;
    let wall = clock.elapsed();
    if !used.status.success() {
        bail!("`findlet build {}` failed", site.display());
    }
    let (files, bytes) = written(out)?;
    let usage = used.rusage;
    Ok(json!({
        "wallSeconds": wall.as_secs_f64(),
        "cpuSeconds": (usage.utime + usage.stime).as_secs_f64(),
        "peakBytes": usage.maxrss,
        "files": files,
        "bytes": bytes,
    }))
}

/// Files and bytes below `folder`.
fn written(folder: &Path) -> Result<(usize, u64)> {
    let paths: Vec<PathBuf> = files::list(folder, &|_| true)?;
    let sizes = paths.iter().map(|path| Ok(fs::metadata(path)?.len())).collect::<Result<Vec<_>>>()?;
    Ok((sizes.len(), sizes.iter().sum()))
}

/// What `tests/bench/site.mjs` measures in Chromium.
fn visit(workspace: &Workspace, site: &Path) -> Result<Value> {
    let browser = Browser::Chromium.ensure()?;
    let tests = workspace.root().join("tests");
    node::install(workspace, &tests.join("browser"))?;
    let report = node::node(&tests.join("bench"))
        .arg("site.mjs")
        .arg(site)
        .env(Browser::Chromium.variable(), browser)
        .remedy("serve the folder and open its search.html, which says what is wrong")
        .text()?;
    serde_json::from_str(&report).context("tests/bench/site.mjs printed something else than JSON")
}

/// The processor's name, where the system tells.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    format!("{cores} cores of {}", name.map_or("an unknown processor", |(_, name)| name))
}

/// The rows of the table: what it is, where it is in a site's object, and what it is divided by.
const ROWS: [(&str, &str, f64); 27] = [
    ("first query to ten titles, kB", "/first/bytes", 1e3),
    ("  of that code (widget, engine)", "/first/parts/code", 1e3),
    ("  manifest", "/first/parts/manifest", 1e3),
    ("  shards", "/first/parts/shards", 1e3),
    ("  cards", "/first/parts/cards", 1e3),
    ("  requests", "/first/requests", 1.0),
    ("  with ten excerpts", "/first/withExcerpts", 1e3),
    ("round trips to titles, cold", "/first/rounds/cold", 1.0),
    ("  shell loaded", "/first/rounds/shell", 1.0),
    ("  engine loaded", "/first/rounds/engine", 1.0),
    ("a further keystroke, kB of shards, p50", "/typing/shards/p50", 1e3),
    ("  p95", "/typing/shards/p95", 1e3),
    ("  kB in all, p95", "/typing/bytes/p95", 1e3),
    ("a warm keystroke, ms, p50", "/typing/milliseconds/p50", 1.0),
    ("  p95", "/typing/milliseconds/p95", 1.0),
    ("  p99", "/typing/milliseconds/p99", 1.0),
    ("key to rows, processor throttled 4 times, ms, p50", "/field/rows/p50", 1.0),
    ("  p95", "/field/rows/p95", 1.0),
    ("key to the end of its frame, so throttled, ms, p50", "/field/frame/p50", 1.0),
    ("  p95", "/field/frame/p95", 1.0),
    ("memory of the engine, MB", "/typing/memory", 1e6),
    ("keystrokes", "/typing/keystrokes", 1.0),
    ("build, CPU seconds", "/build/cpuSeconds", 1.0),
    ("  seconds", "/build/wallSeconds", 1.0),
    ("  peak memory, MB", "/build/peakBytes", 1e6),
    ("  files", "/build/files", 1.0),
    ("  MB", "/build/bytes", 1e6),
];

/// A table in Markdown, a column for each site.
fn table(facts: &Value) -> String {
    let sites = facts["sites"].as_array().map_or(&[][..], Vec::as_slice);
    let head = sites.iter().map(|site| site["size"].as_u64().map_or("site".to_owned(), |size| size.to_string()));
    let mut lines = vec![format!("commit {}, {}", text(&facts["commit"]), text(&facts["machine"])), String::new()];
    lines.push(row("pages", head));
    lines.push(row("---", sites.iter().map(|_| "---:".to_owned())));
    for (name, place, unit) in ROWS {
        lines.push(row(name, sites.iter().map(|site| number(site.pointer(place), unit))));
    }
    lines.join("\n") + "\n"
}

fn row(name: &str, cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {name} | {} |", cells.join(" | "))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("unknown")
}

/// A number with as many digits as matter.
fn number(value: Option<&Value>, unit: f64) -> String {
    let Some(number) = value.and_then(Value::as_f64) else { return "–".to_owned() };
    let number = number / unit;
    if number.fract() == 0.0 || number >= 100.0 { format!("{number:.0}") } else { format!("{number:.1}") }
}

#[cfg(test)]
mod tests {
    use super::{ROWS, table};
    use serde_json::json;

    #[test]
    fn the_table_has_a_column_for_each_site_and_a_row_for_each_figure() {
        let site =
            json!({ "size": 1000, "first": { "bytes": 79_840, "rounds": { "cold": 4 } }, "build": { "files": 412 } });
        let table = table(&json!({ "commit": "abc", "machine": "2 cores", "sites": [site, { "size": null }] }));
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[..3], ["commit abc, 2 cores", "", "| pages | 1000 | site |"]);
        assert_eq!(lines[4], "| first query to ten titles, kB | 79.8 | – |");
        assert_eq!(lines.len(), 4 + ROWS.len());
        assert!(lines.contains(&"|   files | 412 | – |") && lines.contains(&"| round trips to titles, cold | 4 | – |"));
    }
}
