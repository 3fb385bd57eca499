//! Texts are in plain English: none has a turn that readers outside the team stumble over.

use std::fs;
use std::path::Path;

use super::{repository, written};

/// Turns that no text has, and what to write instead. CONTRIBUTING.md explains them.
const TURNS: [(&str, &str); 19] = [
    (" lies ", "is"),
    (" lie ", "are, be"),
    ("unless said", "Default: 8."),
    ("is none", "it is not one, it is left out, there is none"),
    ("are none", "they are not, they are left out, there are none"),
    ("be had", "be loaded, be downloaded, be found"),
    ("whoever", "the person or the code that"),
    ("for who ", "for people who"),
    ("by who ", "by the person who"),
    ("Who types", "If you type"),
    ("for whom it", "for the readers that it"),
    ("leaves going", "call … to do it yourself"),
    ("come here never", "nothing uses it"),
    (" go on ", "continue"),
    ("so many", "this many, or the number"),
    ("goes on", "continues"),
    ("sees to it", "makes sure, enforces"),
    ("no leave", "no permission"),
    ("'s leave", "permission"),
];

/// Turns that pages for users don't have either. Comments and the definition of the score still do.
const TURNS_OF_PAGES: [(&str, &str); 6] = [
    ("it stands", "it is"),
    ("what stands", "what is"),
    ("who stands", "who is"),
    ("right behind", "right after"),
    ("those behind", "those after it"),
    ("Who ", "readers who, for people who; or who, in a question"),
];

/// Returns the turns of a line, as they stand within a sentence. "There is none" is good English.
fn turns(line: &str) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let line = line.replace("here is none", "").replace("here are none", "").replace("Whoever", "whoever");
    TURNS.iter().filter(move |(turn, _)| line.contains(turn))
}

#[test]
fn texts_have_no_turn_that_readers_stumble_over() {
    let found = written(&["css", "html", "js", "md", "mjs", "py", "rs", "toml", "ts"]);
    assert!(found.len() > 500);
    let own = Path::new(file!()).file_name();
    let mut stumbles = Vec::new();
    for path in found.iter().filter(|path| path.file_name() != own) {
        for (number, line) in fs::read_to_string(path).unwrap().lines().enumerate() {
            stumbles.extend(
                turns(line)
                    .map(|(turn, instead)| format!("{}:{}: “{turn}”; write: {instead}", path.display(), number + 1)),
            );
        }
    }
    assert!(stumbles.is_empty(), "{stumbles:#?}");
}

#[test]
fn pages_for_users_have_no_turn_of_ours() {
    let mut stumbles = Vec::new();
    for path in written(&["md"]) {
        let name = path.strip_prefix(repository()).unwrap().to_string_lossy().replace('\\', "/");
        let is_for_users = ["README.md", "SECURITY.md", "ROADMAP.md"].contains(&name.as_str())
            || (name.starts_with("docs/")
                && !["docs/score.md", "docs/vi.md"].contains(&name.as_str())
                && !name.starts_with("docs/generators/"));
        for line in fs::read_to_string(&path).unwrap().lines().filter(|_| is_for_users) {
            let found = TURNS_OF_PAGES.iter().filter(|(turn, _)| line.contains(turn) && !line.contains('?'));
            stumbles.extend(found.map(|(turn, instead)| format!("{name}: “{turn}”; write: {instead}: {line}")));
        }
    }
    assert!(stumbles.is_empty(), "{stumbles:#?}");
}

#[test]
fn a_turn_is_told_from_good_english() {
    let found = |line| turns(line).map(|(turn, _)| *turn).collect::<Vec<_>>();
    assert_eq!(found("/// A page of more bytes is none."), ["is none"]);
    assert_eq!(found("Hits at most; 10 unless said."), ["unless said"]);
    assert!(found("The default, where there is none; someone who has the command").is_empty());
}
