//! Names: what documents and their sections are called, how much of a name a word is, and which names the query is.

use std::collections::{BTreeMap, BTreeSet};

use findlet_core::query::Factor;
use findlet_core::text::{Characters, TokenKind, analyse};
use findlet_indexer::{Block, BlockKind, Document};

use super::asked::Parsed;
use super::collection::Collection;
use super::{Oracle, Sum, idf};

const SEPARATORS: [char; 4] = ['.', ':', '#', '/'];

/// A token of a name.
#[derive(Debug)]
struct Token {
    key: String,
    start: usize,
    end: usize,
    kind: TokenKind,
}

/// What a document or a part of it is called.
#[derive(Debug)]
pub(super) struct Name {
    text: String,
    /// In 1/256, the weight of the document included.
    strength: u64,
    is_anchor: bool,
    is_title: bool,
    tokens: Vec<Token>,
    /// The wholes of its qualified ends, with the place where they begin.
    ends: Vec<(usize, String)>,
}

impl Name {
    /// The names of one of `documents`, divided by how many of its edition have them.
    pub fn all(document: &Document, documents: &[Document], characters: &Characters) -> Vec<Self> {
        let readers: Vec<&Document> = documents.iter().filter(|other| edition(other) == edition(document)).collect();
        let shared = |strength: u64, is_so: &dyn Fn(&Document) -> bool| {
            strength * 4 / (3 + readers.iter().filter(|other| is_so(other)).count() as u64)
        };
        let title = document.title.as_str();
        let titles = [title.to_owned(), head(title)];
        let mut named: Vec<(String, u64, bool)> = aliases(document)
            .map(|alias| (alias.clone(), if is_in(&alias, title) { 218 } else { 179 }, false))
            .collect();
        let links = document.links.iter().filter(|(_, pages)| *pages >= 2);
        named.extend(links.map(|(said, pages)| (head(said), 256 * u64::from(*pages) / u64::from(pages + 4), false)));
        for (block, weight) in headings(document) {
            let part = |strength: u64| strength * u64::from(weight.min(16)) / 16;
            for name in called(&block.text) {
                let is_so = |other: &Document| {
                    let names = headings(other).flat_map(|(block, _)| called(&block.text));
                    names.map(|name| name.to_lowercase()).any(|other| other == name.to_lowercase())
                };
                named.push((name.clone(), part(shared(192, &is_so)), false));
            }
            if is_qualified(&block.anchor, &block.text) {
                named.push((block.anchor.clone(), part(218), true));
            }
        }
        named.retain(|(text, ..)| text.len() <= 200);
        let strength = shared(256, &|other| other.title.to_lowercase() == title.to_lowercase());
        named.extend(titles.map(|text| (text, strength, false)));
        let boost = u64::from(document.boost.sixteenths());
        let name = |(text, strength, is_anchor): (String, u64, bool)| Self {
            is_title: text == title,
            strength: (strength * boost / 16).min(256),
            tokens: tokens(&text, characters),
            ends: if is_anchor { ends(&text, characters) } else { vec![] },
            is_anchor,
            text,
        };
        named.into_iter().map(name).collect()
    }

    /// The texts that stand nowhere else.
    pub fn unseen(document: &Document) -> Vec<String> {
        let blocks = headings(document).map(|(block, _)| block);
        let anchors = blocks.filter(|block| is_qualified(&block.anchor, &block.text) && block.anchor.len() <= 200);
        let ends = anchors.flat_map(|block| places(&block.anchor).into_iter().map(|at| block.anchor[at..].to_owned()));
        aliases(document).filter(|alias| alias.len() <= 200).chain(ends).chain(dated(document)).collect()
    }

    fn words(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| !matches!(token.kind, TokenKind::Whole | TokenKind::Subword))
    }

    /// How much of the name each key is, of 65,536.
    fn shares(&self, idf: &dyn Fn(&str) -> u64) -> Vec<(String, u64)> {
        let within = |start, end| -> u64 {
            let words = self.words().filter(|word| start <= word.start && word.end <= end);
            words.map(|word| idf(&word.key)).sum()
        };
        let total = within(0, self.text.len());
        let share = |part: u64, whole: u64| (self.strength * part * 256 / whole).min(65_536);
        let mut shares: Vec<(String, u64)> =
            self.words().map(|word| (word.key.clone(), share(idf(&word.key), total))).collect();
        for token in &self.tokens {
            if token.kind == TokenKind::Whole {
                shares.push((token.key.clone(), share(within(token.start, token.end), total)));
            }
            if token.kind == TokenKind::Subword
                && let Some(word) = self.words().find(|word| word.start <= token.start && token.end <= word.end)
            {
                let humps = self
                    .tokens
                    .iter()
                    .filter(|hump| hump.kind == TokenKind::Subword && word.start <= hump.start && hump.end <= word.end);
                let all: u64 = humps.map(|hump| idf(&hump.key)).sum();
                shares.push((token.key.clone(), share(idf(&word.key) * idf(&token.key) * 4, total * all * 5)));
            }
        }
        let of_end = |(start, key): &(usize, String)| {
            (key.clone(), share((within(*start, self.text.len()) * 3).min(total * 2), total * 2))
        };
        shares.extend(self.ends.iter().map(of_end));
        shares
    }

    /// The names that it is, without the words at its ends that say little, each with its impact.
    fn keys(&self, idf: &dyn Fn(&str) -> u64) -> Vec<(Vec<String>, u32)> {
        let mut words: Vec<&str> = self.words().map(|word| word.key.as_str()).collect();
        if words.is_empty() || self.is_anchor || words.len() > 6 && !self.is_title {
            return vec![];
        }
        let sum = |words: &[&str]| words.iter().map(|word| idf(word)).sum::<u64>();
        let total = sum(&words);
        let mut keys = Vec::new();
        loop {
            let impact = (self.strength * sum(&words) * 64 / (total * 256)).max(1) as u32;
            keys.push((words.iter().map(|word| (*word).to_owned()).collect(), impact));
            let (first, last) = (idf(words[0]), idf(words[words.len() - 1]));
            let least = first.min(last);
            if words.len() == 1
                || self.words().count() > 6
                || least * 4 > total
                || (sum(&words) - least) * 5 < total * 3
            {
                return keys;
            }
            words.remove(if last == least { words.len() - 1 } else { 0 });
        }
    }
}

impl Collection<'_> {
    /// Of each document, how much of a name its keys are.
    pub fn named(&self) -> Vec<BTreeMap<String, u64>> {
        let of_key = |key: &str| self.idf_of_key(key);
        let shares = |names: &[Name]| {
            let mut greatest: BTreeMap<String, u64> = BTreeMap::new();
            for (key, share) in names.iter().filter(|name| name.strength > 0).flat_map(|name| name.shares(&of_key)) {
                let known = greatest.entry(key).or_default();
                *known = share.max(*known);
            }
            greatest
        };
        self.documents.iter().map(|text| shares(&text.names)).collect()
    }

    fn idf_of_key(&self, key: &str) -> u64 {
        let holding = if key.chars().all(char::is_numeric) { 1 } else { self.documents_with("", key).max(1) };
        u64::from(idf(self.documents.len(), holding))
    }

    /// Every name of every document as words, with its impact.
    pub fn whole_names(&self) -> Vec<(usize, Vec<String>, u32)> {
        let of_key = |key: &str| self.idf_of_key(key);
        let of = |(id, text): (usize, &super::collection::Text)| {
            let names = text.names.iter().filter(|name| name.strength > 0);
            let keys: Vec<_> = names.flat_map(|name| name.keys(&of_key)).collect();
            keys.into_iter().map(move |(words, impact)| (id, words, impact)).collect::<Vec<_>>()
        };
        self.documents.iter().enumerate().flat_map(of).collect()
    }
}

impl Oracle<'_> {
    /// A document that is called what was typed holds the `broad` prefixes in it.
    pub(super) fn match_names(&self, parsed: &Parsed, broad: &BTreeSet<usize>, sums: &mut [Sum]) {
        if self.factors[Factor::Name] == 0 || parsed.name.is_empty() {
            return;
        }
        for (id, words, impact) in &self.names {
            let is_begun = parsed.name.len() >= 3 && key(words).starts_with(&key(&parsed.name));
            let factor = if *words == parsed.name { 16 } else { self.factors[Factor::Prefix] * u32::from(is_begun) };
            if factor > 0 {
                sums[*id].name = sums[*id].name.max(impact * factor / 16);
                sums[*id].held.extend(broad);
            }
        }
    }
}

/// What a reader sees one of: documents of one language and version.
fn edition(document: &Document) -> (Option<&str>, Option<&str>) {
    let facet = document.facets.iter().find(|(name, _)| name == "version").map(|(_, value)| value.as_str());
    (document.language.as_deref(), facet.or_else(|| document.metadata_value("version")))
}

/// Whether all words of `name` stand in `title`, side by side, in any case.
fn is_in(name: &str, title: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (name, title) = (words(name), words(title));
    !name.is_empty() && title.windows(name.len()).any(|some| some == name)
}

/// What a section with this heading is called.
fn called(heading: &str) -> Vec<String> {
    let is_piece = |piece: &&str| {
        *piece != heading && piece.split_whitespace().count() <= 2 && !heading.contains('(') && !heading.contains('[')
    };
    [heading].into_iter().chain(heading.split(", ").filter(is_piece)).map(head).collect()
}

/// The headings that weigh anything, with that in sixteenths.
fn headings(document: &Document) -> impl Iterator<Item = (&Block, u8)> {
    let weight = |at: u32| {
        let stated = document.weights.iter().find(|(block, _)| *block == at);
        stated.map_or(16, |(_, weight)| weight.sixteenths())
    };
    let blocks = (0..).zip(&document.blocks).filter(|(_, block)| block.kind == BlockKind::Heading);
    blocks.map(move |(at, block)| (block, weight(at))).filter(|(_, weight)| *weight > 0)
}

/// The words of a name as its key has them.
fn key(words: &[String]) -> String {
    format!("{}\u{1F}{}", words[0], words[1..].join(" "))
}

fn tokens(text: &str, characters: &Characters) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    analyse(text, characters, &mut |token| {
        let is_in_pair = tokens.last().is_some_and(|last| last.kind == TokenKind::Pair && last.end == token.end);
        if token.kind != TokenKind::Tail || !is_in_pair {
            let (start, end, kind) = (token.start, token.end, token.kind);
            tokens.push(Token { key: token.key.to_owned(), start, end, kind });
        }
    });
    tokens
}

/// Where the last two, three and all parts of a qualified name begin.
fn places(anchor: &str) -> Vec<usize> {
    let mut starts = vec![];
    let mut is_behind = true;
    for (at, c) in anchor.char_indices() {
        if is_behind && !SEPARATORS.contains(&c) {
            starts.push(at);
        }
        is_behind = SEPARATORS.contains(&c);
    }
    let count = starts.len();
    let lengths = [2, 3].into_iter().filter(|len| *len < count).chain([count]);
    lengths.map(|len| starts[count - len]).collect()
}

fn ends(anchor: &str, characters: &Characters) -> Vec<(usize, String)> {
    let whole = |start: usize| {
        let tokens = tokens(&anchor[start..], characters);
        let wholes = tokens.into_iter().filter(|token| token.kind == TokenKind::Whole);
        wholes.map(|token| (start, token.key)).collect::<Vec<_>>()
    };
    places(anchor).into_iter().flat_map(whole).collect()
}

fn is_qualified(anchor: &str, text: &str) -> bool {
    let parts = anchor.split(SEPARATORS).filter(|part| !part.is_empty()).count();
    let last = anchor.rsplit(SEPARATORS).next().unwrap();
    parts > 1 && last.len() > 1 && !anchor.contains(' ') && text.contains(last)
}

fn head(text: &str) -> String {
    let text = unnumbered(text);
    let end = text.find(['(', '=', '<', '[', '{', '→']);
    let head = &text[..end.unwrap_or(text.len())];
    if head.trim().is_empty() { text.trim().to_owned() } else { head.trim().to_owned() }
}

/// A heading without the number of its chapter.
fn unnumbered(text: &str) -> &str {
    const CHAPTERS: &str = " chapter part section appendix kapitel teil anhang chapitre capítulo capitolo ";
    let mut words = text.split(char::is_whitespace);
    let first = words.next().unwrap_or_default();
    let is_chapter = !first.is_empty() && CHAPTERS.contains(&format!(" {} ", first.to_lowercase()));
    let number = if is_chapter { words.next().unwrap_or_default() } else { first };
    let digits = number.trim_end_matches(['.', ')', ':']);
    let parts: Vec<&str> = digits.split('.').collect();
    let is_all = |part: &str, of: fn(char) -> bool| !part.is_empty() && part.chars().all(of);
    let is_digits = |part: &&str| is_all(part, |c| c.is_ascii_digit());
    let may_be_letters = is_chapter || parts.len() > 1;
    let is_first = is_digits(&parts[0]) || may_be_letters && is_all(parts[0], |c| c.is_ascii_uppercase());
    let is_number = is_first && parts[1..].iter().all(is_digits) && (is_chapter || digits != number);
    let rest = number.as_ptr() as usize - text.as_ptr() as usize + number.len();
    let rest = text[rest..].trim_start();
    if is_number && rest.starts_with(char::is_alphabetic) { rest } else { text }
}

/// Returns what a document is called beside its title.
fn aliases(document: &Document) -> impl Iterator<Item = String> {
    [file(&document.url)].into_iter().chain(document.aliases.iter().cloned())
}

fn file(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap();
    let path = path.strip_suffix('/').unwrap_or(path);
    let parts: Vec<&str> = path.split('/').collect();
    let last = parts[parts.len() - 1];
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let folder = if parts.len() > 1 { parts[parts.len() - 2] } else { "" };
    let name = if stem == "index" { folder } else { stem };
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let digits = name.chars().filter(|c| c.is_numeric()).count();
    (if letters > 1 && letters > digits { name } else { "" }).to_owned()
}

/// The date as English and Vietnamese spell it, each spelling once.
fn dated(document: &Document) -> Option<String> {
    let date = document.date?;
    let (year, month, day) = (date.year(), date.month(), date.day());
    let numbers = [(day, month), (month, day)];
    let is_english = document.language.as_deref() == Some("en");
    let numbers = if is_english { &numbers[..] } else { &numbers[..1] };
    let mut spelled: Vec<String> = vec![format!("{date}")];
    if is_english {
        let name = ["January", "December"][usize::from(month / 12)];
        spelled.push(format!("{day} {name} {year} {}", &name[..3]));
    } else {
        spelled.push(format!("ngày {day} tháng {month} năm {year}"));
    }
    let plain = numbers.iter().map(|(first, second)| format!("{first}/{second}/{year}"));
    let padded = numbers.iter().map(|(first, second)| format!("{first:02}/{second:02}/{year}"));
    for number in plain.chain(padded) {
        if !spelled.contains(&number) {
            spelled.push(number);
        }
    }
    Some(spelled.join("; "))
}
