//! What a page that describes one thing calls its parts, and itself within what it belongs to.
//!
//! ```text
//! std/vec/struct.Vec.html, "Struct Vec"      #method.push  pub fn push(&mut self, value: T)     Vec::push, std::vec::Vec
//! java/util/HashMap.html, "Class HashMap"    #put(K,V)     put                                  HashMap.put, java.util.HashMap
//! lists.html, "lists"                        #foreach-2    foreach(Fun, List) -> ok             lists.foreach
//! ```

use std::collections::BTreeSet;

use crate::address::name_of;
use crate::document::{Block, BlockKind, Document};

/// What rustdoc begins the names of files and the ids of parts with.
const FILES: [&str; 10] =
    ["struct", "enum", "trait", "fn", "macro", "type", "union", "constant", "static", "primitive"];
const PARTS: [&str; 7] =
    ["method", "tymethod", "variant", "structfield", "associatedconstant", "associatedtype", "field"];

/// What titles say that something is, before its name.
const KINDS: [&str; 14] = [
    "class",
    "interface",
    "enum",
    "record",
    "annotation",
    "exception",
    "struct",
    "trait",
    "function",
    "macro",
    "type",
    "union",
    "constant",
    "static",
];

/// Where rustdoc lists what many types have: `iter::Filter` is not meant by the method `filter` of each `Iter`.
const OF_MANY: [&str; 2] = ["trait-implementations", "blanket-implementations"];

/// Names of a page, at most.
const MAX_NAMES: usize = 1000;

/// Returns the qualified names of what `document` describes and of its parts, where its file is named as in its title.
/// Linear in its blocks.
pub(super) fn qualified(document: &Document) -> Vec<String> {
    let stem = name_of(&document.url);
    let Some(owner) = owner(stem, &document.title) else { return Vec::new() };
    let separator = if stem.split_once('.').is_some_and(|(kind, _)| FILES.contains(&kind)) { "::" } else { "." };
    let headings = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    let own = headings.take_while(|block| !OF_MANY.contains(&block.anchor.as_str()));
    let parts: BTreeSet<&str> = own.filter_map(|block| part(block, owner)).collect();
    let mut names: Vec<String> = within(document, owner, separator).into_iter().collect();
    names.extend(parts.into_iter().take(MAX_NAMES).map(|part| format!("{owner}{separator}{part}")));
    names
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a text is the name of something in code.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_') && text.chars().all(is_letter)
}

/// Returns `word` as a text has it, as a whole word: in the same case or, where it is nowhere so, in any.
fn find<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let starts = text.char_indices().map(|(at, _)| at).filter(|at| !text[..*at].ends_with(is_letter));
    let is_whole = |at: &usize| !text[at + word.len()..].starts_with(is_letter);
    let found = starts.filter(|at| text.get(*at..at + word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word)));
    let found = found.filter(is_whole).map(|at| &text[at..at + word.len()]);
    found.reduce(|first, other| if first != word && other == word { other } else { first })
}

/// Returns what a page is about, as its title has it: what its file is called, or the end of that.
fn owner<'a>(stem: &str, title: &'a str) -> Option<&'a str> {
    let ends = std::iter::once(0).chain(stem.match_indices('.').map(|(at, _)| at + 1));
    ends.map(|at| &stem[at..]).filter(|end| end.split('.').all(is_name)).find_map(|end| find(title, end))
}

/// Returns the name of a part of `owner` that a heading begins, unless that says whose part it is.
fn part<'a>(Block { text, anchor, .. }: &'a Block, owner: &str) -> Option<&'a str> {
    let id = anchor.split('(').next().unwrap_or_default();
    let (is_part, id) = match id.split_once('.') {
        Some((kind, id)) => (PARTS.contains(&kind), id),
        None => (true, id),
    };
    let number = id.rsplit_once('-').filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()));
    let name = number.map_or(id, |(name, _)| name);
    let is_told = || {
        let is_typed = name.contains('_') || name.chars().skip(1).any(char::is_uppercase);
        id.len() < anchor.len() || is_typed || text.split_once(name).is_some_and(|(_, rest)| rest.starts_with('('))
    };
    let is_one = is_part && name.len() > 1 && is_name(name) && name != owner;
    (is_one && is_told() && find(text, name).is_some() && find(text, owner).is_none()).then_some(name)
}

/// Returns the name of what a page describes within the folders that it is in, where its title says what kind of thing
/// it is.
fn within(document: &Document, owner: &str, separator: &str) -> Option<String> {
    let kind = document.title.split(' ').next().unwrap_or_default().to_lowercase();
    let path = document.url.split(['?', '#']).next().unwrap_or_default();
    let mut folders: Vec<&str> = path.rsplit('/').skip(1).take(2).take_while(|folder| is_name(folder)).collect();
    folders.reverse();
    let is_plain = KINDS.contains(&kind.as_str()) && !path.ends_with('/') && !folders.is_empty();
    is_plain.then(|| [folders.as_slice(), &[owner]].concat().join(separator))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(url: &str, title: &str, headings: &[(&str, &str)]) -> Vec<String> {
        let heading = |(text, anchor): &(&str, &str)| Block {
            kind: BlockKind::Heading,
            text: (*text).to_owned(),
            anchor: (*anchor).to_owned(),
        };
        let blocks = headings.iter().map(heading).collect();
        qualified(&Document { url: url.to_owned(), title: title.to_owned(), blocks, ..Document::default() })
    }

    #[test]
    fn parts_are_called_by_their_owner_and_owners_by_their_folders() {
        let of_vec = [
            ("pub fn push(&mut self, value: T)", "method.push"),
            ("pub fn new_in(allocator: A) -> Self", "method.new_in-2"),
            ("Trait Implementations", "trait-implementations"),
            ("fn clone(&self) -> Self", "method.clone"),
        ];
        let expected = ["std::vec::Vec", "Vec::new_in", "Vec::push"];
        assert_eq!(names("docs/std/vec/struct.Vec.html", "Struct std::vec::Vec", &of_vec), expected);
        let of_map = [("put", "put(K,V)"), ("MAX_SIZE", "MAX_SIZE"), ("HashMap", "HashMap()"), ("Fields", "fields")];
        let expected = ["java.util.HashMap", "HashMap.MAX_SIZE", "HashMap.put"];
        assert_eq!(names("java.base/java/util/HashMap.html", "Class HashMap<K,V>", &of_map), expected);
        let nested = [("of", "of(int)")];
        assert_eq!(names("a-b/Map.Entry.html", "Interface Map.Entry", &nested), ["Map.Entry.of"]);
        assert_eq!(names("lists.html", "lists", &[("foreach(F, L) -> ok", "foreach-2")]), ["lists.foreach"]);
    }

    #[test]
    fn sections_are_no_parts_and_pages_about_several_things_own_none() {
        let sections = [("Examples", "examples"), ("Use it", "use-it"), ("fs.open(path)", "open"), ("a", "b(c)")];
        assert!(names("docs/fs.html", "fs", &sections).is_empty());
        assert!(names("guide/Oars.html", "Oars and boats", &[("Wood", "wood")]).is_empty());
        assert!(names("guide/all.html", "Class Oar", &[("row", "row()")]).is_empty());
        assert!(names("api/oar/", "Class Oar", &[]).is_empty());
    }
}
