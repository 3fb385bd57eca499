//! Pages lead to one another, and are as long as they promise.

use std::fs;
use std::path::{Path, PathBuf};

use super::{read, repository, written};

/// Words that ARCHITECTURE.md may have: a map is read in five minutes.
const MAP_WORDS: usize = 1_500;
/// Lines that README.md may have.
const README_LINES: usize = 120;

/// Returns every page, with its path from the root.
fn pages() -> Vec<(String, String)> {
    let root = repository();
    let named = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    };
    written(&["md"]).into_iter().map(named).collect()
}

/// Returns the text of a page without code, neither blocks nor spans.
fn prose(page: &str) -> String {
    let mut is_code = false;
    let mut lines = page.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    let text = lines.by_ref().collect::<Vec<_>>().join("\n");
    text.split('`').step_by(2).collect()
}

/// Returns what a heading is linked by, as GitHub makes it: `## Where the bytes go` is `where-the-bytes-go`.
fn anchor(heading: &str) -> String {
    let named = heading.trim_start_matches('#').trim().replace("](", "](\u{0}");
    // Of a link, its text counts.
    let text = named
        .split('\u{0}')
        .enumerate()
        .map(|(at, piece)| if at == 0 { piece } else { piece.split_once(')').map_or("", |(_, rest)| rest) });
    let kept = |letter: char| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        letter if letter.is_alphanumeric() => Some(letter),
        _ => None,
    };
    text.collect::<String>().to_lowercase().chars().filter_map(kept).collect()
}

/// Returns whether a page has a heading with this anchor.
fn has_anchor(page: &str, wanted: &str) -> bool {
    let mut is_code = false;
    page.lines().any(|line| {
        is_code ^= line.trim_start().starts_with("```");
        !is_code && line.starts_with('#') && anchor(line) == wanted
    })
}

/// Returns the fault of a link on the page `name`, if it has one.
fn fault(name: &str, text: &str, link: &str) -> Option<String> {
    let (path, wanted) = link.split_once('#').unwrap_or((link, ""));
    let target = if path.is_empty() { repository().join(name) } else { repository().join(name).parent()?.join(path) };
    if !target.exists() {
        return Some(format!("{name} leads to {link}, which is not there"));
    }
    let page = if path.is_empty() { text.to_owned() } else { fs::read_to_string(&target).unwrap_or_default() };
    let is_page = target.extension().is_some_and(|ending| ending == "md");
    (is_page && !wanted.is_empty() && !has_anchor(&page, wanted))
        .then(|| format!("{name} leads to {link}, where there is no such heading"))
}

#[test]
fn links_lead_to_files_and_to_their_headings() {
    let mut faults = Vec::new();
    let all = pages();
    assert!(all.len() > 40);
    for (name, text) in &all {
        let prose = prose(text);
        let links = prose.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
        let local = links.filter(|link| !link.is_empty() && !link.contains(':') && !link.starts_with('/'));
        faults.extend(local.filter_map(|link| fault(name, text, link)));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn files_that_are_named_from_the_root_are_there() {
    let roots = ["src/", "tests/", "docs/", "seeds/", "www/"];
    let is_path = |piece: &&str| {
        roots.iter().any(|folder| piece.starts_with(folder))
            && !["NAME", "<", "*", " ", "-N.", "/generated/"].iter().any(|open| piece.contains(open))
    };
    // What these have in backquotes are queries, files of other sites, and folders of their own.
    let others = ["docs/query-language.md", "docs/generators/", "packages/", "tests/fuzz/"];
    let is_ours = |name: &str| !others.iter().any(|other| name.starts_with(other));
    for (name, text) in pages().into_iter().filter(|(name, _)| is_ours(name)) {
        let quoted = text.split('`').skip(1).step_by(2);
        let missing: Vec<&str> = quoted.filter(is_path).filter(|path| !repository().join(path).exists()).collect();
        assert!(missing.is_empty(), "{name} names {missing:?}");
    }
}

#[test]
fn the_map_and_the_first_page_stay_short() {
    let words = read("ARCHITECTURE.md").split_whitespace().count();
    assert!(words <= MAP_WORDS, "ARCHITECTURE.md has {words} words: move what isn't map or invariant to docs/");
    let lines = read("README.md").lines().count();
    assert!(lines <= README_LINES, "README.md has {lines} lines: move what one needn't know at once to docs/");
}

#[test]
fn every_page_of_the_documentation_is_in_its_index() {
    let index = read("docs/README.md");
    let missing: Vec<String> = pages()
        .into_iter()
        .filter_map(|(name, _)| name.strip_prefix("docs/").map(str::to_owned))
        .filter(|name| name != "README.md" && Path::new(name).parent() == Some(Path::new("")))
        .filter(|name| !index.contains(&format!("]({name}")))
        .collect();
    assert!(missing.is_empty(), "docs/README.md doesn't lead to {missing:?}");
}

#[test]
fn a_link_to_nothing_is_a_fault() {
    let text = "# One thing\n\n```\n# not a heading\n```\n";
    for (link, is_right) in [
        ("#one-thing", true),
        ("#other", false),
        ("#not-a-heading", false),
        ("glossary.md", true),
        ("glossary.md#glossary", true),
        ("glossary.md#words", false),
        ("nowhere.md", false),
        ("../Cargo.toml#L1", true),
    ] {
        assert_eq!(fault("docs/README.md", text, link).is_none(), is_right, "{link}");
    }
}

#[test]
fn anchors_are_those_of_github() {
    for (heading, expected) in [
        ("## Where the bytes go", "where-the-bytes-go"),
        ("## Rounds: the engine asks, the caller fetches", "rounds-the-engine-asks-the-caller-fetches"),
        ("### [src/wasm](src/wasm): the same", "srcwasm-the-same"),
        ("# The wasm's `code`", "the-wasms-code"),
    ] {
        assert_eq!(anchor(heading), expected);
    }
}
