//! What files say of one another is so.

use std::fs;
use std::path::Path;

use super::{read, repository};

/// Returns the lines of a file that is written as settings, without comments and blank ones.
fn entries(file: &str) -> Vec<String> {
    let text = read(file);
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// Returns whether a file below a folder has a name that begins and ends so.
fn holds(folder: &Path, begin: &str, end: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        entry.path().is_file() && name.starts_with(begin) && name.ends_with(end)
    })
}

#[test]
fn every_pattern_of_attributes_matches_a_file() {
    let patterns = entries(".gitattributes");
    assert!(!patterns.is_empty());
    for line in patterns {
        let pattern = line.split(' ').next().unwrap();
        let (folder, name) = pattern.rsplit_once('/').unwrap_or(("", pattern));
        let (begin, end) = name.split_once('*').unwrap_or((name, ""));
        assert!(holds(&repository().join(folder), begin, end.trim_start_matches('*')), "{pattern} matches nothing");
    }
}

#[test]
fn what_is_called_pinned_is_pinned() {
    let manifest = read("Cargo.toml");
    let lines: Vec<&str> = manifest.lines().collect();
    let pinned = lines.windows(2).filter(|pair| pair[0].starts_with('#') && pair[0].contains("pinned"));
    let loose: Vec<&str> = pinned.clone().map(|pair| pair[1]).filter(|line| !line.contains("\"=")).collect();
    assert!(pinned.count() >= 4);
    assert!(loose.is_empty(), "{loose:#?}");
}

/// Returns what follows `before` up to `after`.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("there is no {before:?}")).1;
    rest.split_once(after).unwrap_or_else(|| panic!("there is no {after:?} after {before:?}")).0
}

/// Returns the bytes of a sum in the table of docs/sizes.md.
fn sum(page: &str, name: &str) -> usize {
    let row = page.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("there is no sum {name}"));
    row.split_whitespace().next().unwrap().replace(',', "").parse().unwrap()
}

#[test]
fn sizes_in_the_documentation_are_those_that_were_recorded() {
    let page = read("docs/sizes.md");
    let recorded = entries("src/xtask/check/size/figures.toml");
    let sums: Vec<(&str, usize)> = recorded
        .iter()
        .filter_map(|line| line.strip_prefix('"')?.split_once("\" = "))
        .map(|(name, bytes)| (name, bytes.parse().unwrap()))
        .collect();
    assert!(sums.len() > 5);
    for (name, bytes) in sums {
        assert_eq!(sum(&page, name), bytes, "{name}: run `cargo xtask size --record`");
    }
}

#[test]
fn numbers_of_the_readme_are_those_of_the_tables() {
    let (sizes, speed) = (read("docs/sizes.md"), read("docs/speed.md"));
    let kilobytes = |name: &str| (sum(&sizes, name) + 500) / 1000;
    // The columns are 1,000, 10,000 and 100,000 pages.
    let figure = |row: &str| -> f64 {
        let row = speed.lines().find(|line| line.contains(row)).unwrap_or_else(|| panic!("there is no row {row}"));
        row.split('|').nth(3).unwrap().trim().parse().unwrap()
    };
    let expected = [
        format!("{} kB before a reader shows interest", kilobytes("shell before interest (load, findlet.js, css)")),
        format!("{} kB with `findlet.lazy.js`", kilobytes("lazy page before interest (lazy, css)")),
        format!("{} kB of widget", kilobytes("widget beyond the engine (shell, findlet.view.js)")),
        format!("{} kB of engine", kilobytes("full engine without index (module, glue)")),
        format!("{} kB for words alone", kilobytes("core engine without index (module, glue)")),
        format!("{:.0} kB to the first ten titles of\n10,000 pages", figure("first query to ten titles")),
        format!("{} ms a key", figure("a warm keystroke")),
    ];
    let page = read("README.md");
    for said in expected {
        assert!(page.contains(&said), "README.md does not say “{said}”");
    }
}

#[test]
fn a_search_takes_as_many_rounds_as_the_documentation_says() {
    let rounds = read("www/engine/client.js");
    let rounds = between(&rounds, "const ROUNDS = ", ";");
    assert_eq!(between(&read("docs/limits.md"), "| rounds of fetching | ", " |"), rounds);
    let words = ["ten", "eleven", "twelve", "thirteen", "fourteen"];
    let said = read("src/core/README.md");
    let said = between(&said, "none more than ", ".");
    assert_eq!(words.iter().position(|word| *word == said).map(|at| (at + 10).to_string()).as_deref(), Some(rounds));
}

#[test]
fn browsers_that_can_highlight_are_the_same_everywhere() {
    let table = read("docs/widget.md");
    let versions: Vec<&str> = between(&table, "| the Custom Highlight API | ", " | `").split(" | ").collect();
    let page = read("docs/highlighting.md").replace('\n', " ");
    for (browser, version) in ["Chrome", "Firefox", "Safari"].iter().zip(versions) {
        assert!(page.contains(&format!("{browser} {version}")), "{browser} {version}");
    }
}
