//! What a document, and each of its sections, is called: what people type to get to it.
//!
//! ```text
//! title     Class HashMap<K,V>                       Class HashMap, and the text as it stands
//! heading   fs.readFile(path[, options], callback)   fs.readFile
//! anchor    django.http.HttpResponse                 its qualified ends: http.HttpResponse
//! address   api/struct.Vec.html                      struct.Vec
//! link      rename a file, on two pages or more      rename a file
//! ```

use findlet_core::format::MAX_DOCUMENTS;

use crate::address::name_of;
use crate::count::sharing::{Edition, Sharing};
use crate::document::{Block, BlockKind, Document, Weight};

/// What a name is worth beside others, in 1/256: that of the document if no other has it, of a definition and of a file
/// that the title names, of a section, and of any other file.
const TITLE: u32 = 256;
const DEFINITION: u32 = 218;
const SECTION: u32 = 192;
const FILE: u32 = 179;

/// Pages that call a document so in links, at which that is worth half of a title.
const CALLING: u32 = 4;

/// Bytes of a name at most, titles aside; what is longer is a sentence.
const MAX_BYTES: usize = 200;

/// Parts of an anchor that are a name together, at least and at most.
const END_PARTS: [usize; 2] = [2, 3];

/// What separates the parts of a qualified name.
const SEPARATORS: [char; 4] = ['.', ':', '#', '/'];

/// What a document or a part of it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name<'a> {
    pub text: &'a str,
    /// What it is worth beside others, in 1/256.
    pub strength: u32,
    /// Whether it is an anchor, which nobody types to its beginning.
    pub is_anchor: bool,
}

/// Returns the names of `document`, which are worth less where others are called so. Linear in its headings and links.
pub(crate) fn names<'a>(document: &'a Document, sharing: &Sharing) -> Vec<Name<'a>> {
    let edition = Edition::of(document);
    let shared = |strength, documents| strength * 4 / (3 + documents);
    let titles = [document.title.as_str(), head(&document.title)];
    let strength = shared(TITLE, sharing.titled(edition, &document.title));
    let titled = |text| Name { text, strength, is_anchor: false };
    let mut names: Vec<Name<'_>> = titles.into_iter().map(titled).collect();
    names.dedup();
    let mut add = |text, strength, is_anchor| {
        let name = Name { text, strength, is_anchor };
        names.extend(Some(name).filter(|name| name.text.len() <= MAX_BYTES));
    };
    for alias in aliases(document) {
        let strength = if is_in(alias, &document.title) { DEFINITION } else { FILE };
        add(alias, strength, false);
    }
    // What one page alone says may be anything.
    for (text, pages) in document.links.iter().filter(|(_, pages)| *pages > 1) {
        let pages = (*pages).min(MAX_DOCUMENTS);
        add(head(text), TITLE * pages / (pages + CALLING), false);
    }
    for (block, weight) in headings(document) {
        let part = |strength| strength * u32::from(weight.sixteenths().min(Weight::UNIT)) / u32::from(Weight::UNIT);
        for name in called(block) {
            add(name, part(shared(SECTION, sharing.with_section(edition, name))), false);
        }
        if let Some(anchor) = qualified(block) {
            add(anchor, part(DEFINITION), true);
        }
    }
    names.retain(|name| !name.text.is_empty());
    names
}

/// Returns the texts that only name `document` and stand nowhere in it: that of its file, and the qualified
/// ends of anchors.
pub(crate) fn unseen(document: &Document) -> impl Iterator<Item = &str> {
    let anchors =
        headings(document).filter_map(|(block, _)| qualified(block)).filter(|anchor| anchor.len() <= MAX_BYTES);
    aliases(document).filter(|alias| !alias.is_empty() && alias.len() <= MAX_BYTES).chain(anchors.flat_map(ends))
}

/// Returns what `document` is called beside its title: by its address and by others.
fn aliases(document: &Document) -> impl Iterator<Item = &str> {
    std::iter::once(name_of(&document.url)).chain(document.aliases.iter().map(String::as_str))
}

/// Returns what the sections of `document` are called.
pub(crate) fn sections(document: &Document) -> impl Iterator<Item = &str> {
    headings(document).flat_map(|(block, _)| called(block))
}

/// Returns what a section with this heading is called: by all of it, and by each of several spellings: `-h, --help`.
fn called(heading: &Block) -> impl Iterator<Item = &str> {
    let text = heading.text.as_str();
    let pieces = text.split(", ").filter(|_| !text.contains(['(', '[']));
    let pieces = pieces.filter(move |piece| *piece != text && piece.split_whitespace().count() <= 2);
    std::iter::once(text).chain(pieces).map(head)
}

/// Whether `name` stands in a title, its words side by side, in any case: `sqs` in "Using Amazon SQS".
fn is_in(name: &str, title: &str) -> bool {
    let (name, title) = (spaced(name), spaced(title));
    name.len() > 1 && title.contains(&name)
}

/// Returns the words of a text in lower case, a space before and behind each.
fn spaced(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    std::iter::once(" ".to_owned()).chain(words.map(|word| word.to_lowercase() + " ")).collect()
}

/// Returns the headings that weigh anything, and what.
fn headings(document: &Document) -> impl Iterator<Item = (&Block, Weight)> {
    let blocks = (0..).zip(&document.blocks).filter(|(_, block)| block.kind == BlockKind::Heading);
    blocks.map(|(at, block)| (block, document.weight(at))).filter(|(_, weight)| weight.sixteenths() > 0)
}

/// Returns the ends of a qualified name that are names, and the whole of it: `Client.get` of
/// `django.test.Client.get`.
pub(crate) fn ends(anchor: &str) -> impl Iterator<Item = &str> {
    let starts = parts(anchor);
    let [least, most] = END_PARTS;
    let lengths: Vec<usize> = (least..=most).filter(|len| *len < starts.len()).chain([starts.len()]).collect();
    lengths.into_iter().map(move |len| &anchor[starts[starts.len() - len]..])
}

/// Where the parts of a qualified name begin.
fn parts(anchor: &str) -> Vec<usize> {
    let begins = |(at, c): (usize, char)| {
        let is_part = !SEPARATORS.contains(&c) && (at == 0 || anchor[..at].ends_with(SEPARATORS));
        is_part.then_some(at)
    };
    anchor.char_indices().filter_map(begins).collect()
}

/// Returns the anchor of a definition: one of several parts, the last of which stands in the text.
fn qualified(block: &Block) -> Option<&str> {
    let anchor = block.anchor.as_str();
    let last = anchor.rsplit(SEPARATORS).next().unwrap_or_default();
    let is_name = parts(anchor).len() > 1 && !anchor.contains(' ');
    (is_name && last.len() > 1 && block.text.contains(last)).then_some(anchor)
}

/// What chapters are called.
const CHAPTERS: [&str; 10] =
    ["chapter", "part", "section", "appendix", "kapitel", "teil", "anhang", "chapitre", "capítulo", "capitolo"];

/// Returns a heading without the number of its chapter: `9.18.2. COALESCE`, `F.28. Ciphers`, `Chapter 12. Types`.
fn without_number(text: &str) -> &str {
    let Some((first, behind)) = text.split_once(char::is_whitespace) else { return text };
    let is_chapter = CHAPTERS.contains(&first.to_lowercase().as_str());
    let numbered = if is_chapter { behind.split_once(char::is_whitespace) } else { Some((first, behind)) };
    let Some((number, rest)) = numbered else { return text };
    let digits = number.trim_end_matches(['.', ')', ':']);
    let is_marked = digits.len() < number.len() || is_chapter;
    let is_letters = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = match digits.split_once('.') {
        Some((first, others)) => (is_letters(first) || is_digits(first)) && others.split('.').all(is_digits),
        None => is_digits(digits) || is_chapter && is_letters(digits),
    };
    let rest = rest.trim_start();
    if is_marked && is_number && rest.starts_with(char::is_alphabetic) { rest } else { text }
}

/// Returns what comes behind the number of a chapter and before arguments, types and values: `fs.readFile` of
/// `fs.readFile(path)`.
fn head(text: &str) -> &str {
    let text = without_number(text);
    let end = text.find(['(', '=', '<', '[', '{', '→']).filter(|end| !text[..*end].trim().is_empty());
    text[..end.unwrap_or(text.len())].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(url: &str, title: &str, headings: &[(&str, &str)]) -> Document {
        let heading = |(text, anchor): &(&str, &str)| Block {
            kind: BlockKind::Heading,
            text: (*text).to_owned(),
            anchor: (*anchor).to_owned(),
        };
        let blocks = headings.iter().map(heading).collect();
        Document { url: url.to_owned(), title: title.to_owned(), blocks, ..Document::default() }
    }

    fn texts(document: &Document) -> Vec<&str> {
        names(document, &Sharing::default()).iter().map(|name| name.text).collect()
    }

    #[test]
    fn documents_are_called_by_title_and_file() {
        assert_eq!(texts(&document("a/git-mv.html", "git-mv(1)", &[])), ["git-mv(1)", "git-mv", "git-mv"]);
        assert_eq!(texts(&document("api/map/index.html?x#y", "Maps", &[])), ["Maps", "map"]);
        assert_eq!(texts(&document("", "", &[])), Vec::<&str>::new());
        assert_eq!(texts(&document("posts/2024.html", "", &[])), Vec::<&str>::new());
        assert_eq!(texts(&document("posts/0a1b2c3d4e5f.html", "", &[])), Vec::<&str>::new());
    }

    #[test]
    fn a_file_that_the_title_names_is_worth_more() {
        let file = |url, title| names(&document(url, title, &[]), &Sharing::default()).pop().unwrap().strength;
        assert_eq!(file("oars.html", "Rowing with long Oars"), DEFINITION);
        assert_eq!(file("long-oars.html", "Rowing with long oars"), DEFINITION);
        assert_eq!([file("oar.html", "Rowing with oars"), file("oars-long.html", "Rowing with long oars")], [FILE; 2]);
    }

    #[test]
    fn sections_are_called_by_what_comes_before_arguments_and_by_each_spelling() {
        let page = document("", "", &[("fs.readFile(path[, options])", "x"), ("-h, --help", ""), ("<main>", "")]);
        let expected = ["fs.readFile", "-h, --help", "-h", "--help", "<main>"];
        assert_eq!(texts(&page), expected);
    }

    #[test]
    fn numbers_of_chapters_are_no_part_of_a_name() {
        for (text, name) in [
            ("9.18.2. COALESCE", "COALESCE"),
            ("1. Overview", "Overview"),
            ("F.28.\u{A0}Ciphers", "Ciphers"),
            ("Chapter 12. Types", "Types"),
            ("Appendix A. Error Codes", "Error Codes"),
            ("Part II: Use", "Use"),
        ] {
            assert_eq!(head(text), name, "{text}");
        }
        for text in
            ["3 ways to row", "2.0 Release notes", "9.18.2.", "1.2.3. 4", "C. elegans", "Part of speech", "Chapter"]
        {
            assert_eq!(head(text), text);
        }
    }

    #[test]
    fn headings_that_weigh_half_are_half_a_name() {
        let weights = vec![(0, Weight::HALF)];
        let page = Document { weights, ..document("", "", &[("get(path)", "django.test.Client.get"), ("Oars", "")]) };
        let strengths: Vec<u32> = names(&page, &Sharing::default()).iter().map(|name| name.strength).collect();
        assert_eq!(strengths, [SECTION / 2, DEFINITION / 2, SECTION]);
    }

    #[test]
    fn anchors_are_names_where_they_end_in_a_word_of_the_heading() {
        let page =
            document("page.html", "", &[("get(path)", "django.test.Client.get"), ("Set up", "set-up"), ("b", "a.c")]);
        assert_eq!(texts(&page), ["page", "get", "django.test.Client.get", "Set up", "b"]);
        let unseen: Vec<&str> = unseen(&page).collect();
        assert_eq!(unseen, ["page", "Client.get", "test.Client.get", "django.test.Client.get"]);
        assert_eq!(ends("a::b").collect::<Vec<_>>(), ["a::b"]);
    }

    #[test]
    fn titles_sections_and_links_are_worth_what_they_say_of_this_page_alone() {
        let said = |text: &str, pages| (text.to_owned(), pages);
        let links = vec![said("move it (1)", u32::MAX), said("mv", 4), said("here", 1)];
        let page = Document { links, ..document("", "Move", &[("Oars", "")]) };
        let strengths = |sharing: u32| -> Vec<(&str, u32)> {
            let mut counted = Sharing::default();
            (0..sharing).for_each(|_| counted.add(&page, sections(&page)));
            names(&page, &counted).iter().map(|name| (name.text, name.strength)).collect()
        };
        assert_eq!(strengths(1), [("Move", 256), ("move it", 255), ("mv", 128), ("Oars", 192)]);
        let shared = [2, 5, 10_000].map(strengths).map(|all| [all[0].1, all[3].1]);
        assert_eq!(shared, [[204, 153], [128, 96], [0, 0]]);
    }

    #[test]
    fn sentences_are_no_names_but_as_titles() {
        let long = "word ".repeat(60);
        assert_eq!(texts(&document("", &long, &[(&long, "")])), [&*long, long.trim()]);
    }
}
