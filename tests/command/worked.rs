//! The examples of docs/ranking.md are what the command prints.

use super::{built, page, run, site};

/// The pages that the document speaks of: file, title and text.
const PAGES: [[&str; 3]; 8] = [
    ["git-commit.html", "git commit", "Records what has changed."],
    ["git-log.html", "git log", "Shows each commit, the last commit first, and who made that commit."],
    ["git-add.html", "git add", "Chooses what goes into the next commit."],
    ["git-merge.html", "git merge", "Joins two branches."],
    ["git-tag.html", "git tag", "Gives a point in history a name."],
    ["git-revert.html", "git revert", "Makes a change that takes another back."],
    [
        "guide.html",
        "A guide to version control",
        "The history of a project is a line of points, each with a message. To <a href=git-revert.html>undo a commit</a>, \
         make another.<h2 id=undo>Undo a merge</h2><p>First look at what was joined.",
    ],
    [
        "recipes.html",
        "Recipes",
        "Who regrets a change can <a href=git-revert.html>undo a commit</a> at any time, before or after others saw it.",
    ],
];

#[test]
#[cfg_attr(not(has_engine), ignore = "the command has no engine: `cargo xtask test rust` gives it one")]
fn the_examples_of_the_ranking_are_what_the_command_prints() {
    let document = include_str!("../../docs/ranking.md");
    let files = PAGES.map(|[name, title, text]| (name, page("", title, text)));
    let site = site(&files.each_ref().map(|(name, page)| (*name, page.as_slice())));
    built(site.path(), &[]);
    let mut examples = 0;
    for block in document.split("```\n$ ").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        let (call, shown) = block.split_once('\n').expect("what is printed follows the call");
        let unquoted = |(at, part): (usize, &'static str)| -> Vec<&str> {
            if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }
        };
        let arguments: Vec<&str> = call.split('\'').enumerate().flat_map(unquoted).skip(1).collect();
        let (printed, _) = run(&[&arguments[..1], &["--index", "findlet"], &arguments[1..]].concat(), site.path(), 0);
        let mut lines = printed.lines();
        for line in shown.lines() {
            assert!(
                lines.any(|printed| printed == line),
                "{line:?} is not, or not there, what {call:?} prints:\n{printed}"
            );
        }
        examples += 1;
    }
    assert!(examples > 3, "{examples} examples");
}
