//! Broad prefixes: beginnings of too many keys for a search to read all of their documents, which
//! are listed here instead.
//!
//! docs/score.md ("Broad prefixes") defines what is listed.

use std::cmp::Reverse;

use findlet_core::format::keys::{self, MAX_KEY_BYTES, NAME};
use findlet_core::format::postings::Posting;
use findlet_core::format::terms::{Term, TermKind};
use findlet_core::text::VARIANT;

/// Documents at most that are listed.
const MAX_LISTED: usize = 64;

/// Finds the broad prefixes of terms that come one at a time, in key order.
///
/// It keeps a node for every prefix of the latest key at which keys part, with the documents below:
/// O(length of a key * documents) bytes at most. Every posting is copied once per node above it.
#[derive(Debug)]
pub(crate) struct Prefixes {
    broad_bytes: usize,
    /// The nodes on the way to `path`, the deepest last.
    open: Vec<Node>,
    /// The latest key without what makes it a spelling.
    path: String,
    finished: Vec<Term>,
    /// For each document one more than its place in a list, while that is made shorter; else 0.
    places: Vec<u32>,
}

/// A prefix that keys continue in several ways, or that is a key.
#[derive(Debug, Default)]
struct Node {
    /// Bytes of the prefix.
    len: usize,
    /// What the keys take that are longer, and the one that is the prefix itself.
    bytes: usize,
    own_bytes: usize,
    /// The documents that hold the words that are longer, and those that hold the prefix itself.
    words: List,
    own_words: List,
}

/// Documents in any order, possibly several times.
type List = Vec<Held>;

/// What a document holds: the greater is the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    document: u32,
    impact: u8,
    /// In how many documents it is.
    documents: u32,
}

impl Held {
    /// What a smaller one of comes first.
    fn order(&self) -> (Reverse<u8>, Reverse<u32>, u32) {
        (Reverse(self.impact), Reverse(self.documents), self.document)
    }
}

impl Prefixes {
    /// Begins with the first key of an index of this many `documents`. A prefix is broad if its
    /// completions take more than `broad_bytes`.
    pub fn new(broad_bytes: usize, documents: usize) -> Self {
        let (open, path, finished) = Default::default();
        Self { broad_bytes, open, path, finished, places: vec![0; documents] }
    }

    /// Takes the next term, whose key is greater than all before. Other than words, their spellings and
    /// names mean nothing.
    pub fn add(&mut self, key: &str, kind: TermKind, postings: &[Posting]) {
        if key.starts_with(char::is_control) || matches!(kind, TermKind::Alias | TermKind::Prefix) {
            return;
        }
        let path = key.split(VARIANT).next().unwrap_or(key);
        self.close(common_bytes(path, &self.path));
        self.path.clear();
        self.path.push_str(path);
        if self.open.last().is_none_or(|node| node.len < path.len()) {
            self.open.push(Node { len: path.len(), ..Node::default() });
        }
        let Some(node) = self.open.last_mut() else { return };
        let bytes = size(key, postings.len());
        let documents = postings.len() as u32;
        let held = |posting: &Posting| Held { document: posting.document, impact: posting.impact, documents };
        match kind {
            TermKind::Name => node.own_bytes = bytes,
            TermKind::Variant => node.bytes += bytes,
            _ => {
                node.own_bytes = bytes;
                node.own_words.extend(postings.iter().map(held));
            }
        }
    }

    /// Returns what is listed for the broad prefixes, ascending by key.
    pub fn finish(mut self) -> Vec<Term> {
        self.close(0);
        self.finished.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        self.finished
    }

    /// Closes the nodes of prefixes of more than `len` bytes, and opens one of that many if keys part
    /// there.
    fn close(&mut self, len: usize) {
        while let Some(node) = self.open.pop_if(|node| node.len > len) {
            let above = self.open.last().map_or(0, |above| above.len).max(len);
            self.list(&node, above);
            if above == 0 {
                continue;
            }
            if self.open.last().is_none_or(|parent| parent.len < above) {
                self.open.push(Node { len: above, ..Node::default() });
            }
            if let Some(parent) = self.open.last_mut() {
                parent.bytes += node.bytes + node.own_bytes;
                parent.words.extend(node.words.iter().chain(&node.own_words));
                if parent.words.len() > 2 * self.places.len() {
                    shorten(&mut parent.words, &mut self.places);
                }
            }
        }
    }

    /// Lists what there is for a node's prefix, and for those that are longer than `above` and lead
    /// nowhere else: of these, the node's own key is a completion.
    fn list(&mut self, node: &Node, above: usize) {
        if node.bytes + node.own_bytes <= self.broad_bytes {
            return;
        }
        let words = [&node.words[..], &node.own_words].concat();
        let completed = self.count(words.clone());
        if node.bytes > self.broad_bytes {
            let listed = self.best(node.words.clone());
            self.emit(node.len, &listed, completed);
        }
        let leading: Vec<usize> = (above + 1..node.len).filter(|len| self.path.is_char_boundary(*len)).collect();
        if !leading.is_empty() {
            let listed = self.best(words);
            leading.into_iter().for_each(|len| self.emit(len, &listed, completed));
        }
    }

    /// Returns how many documents are in `list`.
    fn count(&mut self, mut list: List) -> u32 {
        shorten(&mut list, &mut self.places);
        list.len() as u32
    }

    /// Adds the list of the prefix of `len` bytes.
    fn emit(&mut self, len: usize, listed: &[Posting], completed: u32) {
        let prefix = &self.path[..len];
        if len >= MAX_KEY_BYTES || listed.is_empty() || prefix.contains(NAME) {
            return;
        }
        let (key, postings) = (keys::prefix(prefix), listed.to_vec());
        self.finished.push(Term { key, kind: TermKind::Prefix, class: None, postings, completed });
    }

    /// Returns the best of the documents that hold `words`, ascending.
    fn best(&mut self, mut words: List) -> Vec<Posting> {
        shorten(&mut words, &mut self.places);
        if words.len() > MAX_LISTED {
            words.select_nth_unstable_by_key(MAX_LISTED - 1, Held::order);
        }
        let best = words.iter().take(MAX_LISTED);
        let mut postings: Vec<Posting> =
            best.map(|held| Posting { document: held.document, impact: held.impact }).collect();
        postings.sort_unstable();
        postings
    }
}

/// About what a key with this many postings takes: its share of the lexicon, and two bytes per posting.
pub(crate) fn size(key: &str, postings: usize) -> usize {
    key.len() + 2 * postings
}

/// Returns how many bytes two texts begin with alike, in whole characters.
fn common_bytes(one: &str, other: &str) -> usize {
    let alike = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    alike.map(|(c, _)| c.len_utf8()).sum()
}

/// Keeps of each document what is best. Linear; `places` has a 0 for every document, before and after.
fn shorten(list: &mut List, places: &mut [u32]) {
    let mut kept = 0;
    for at in 0..list.len() {
        let held = list[at];
        let place = &mut places[held.document as usize];
        if *place == 0 {
            list[kept] = held;
            kept += 1;
            *place = kept as u32;
        } else {
            let best = &mut list[*place as usize - 1];
            if held.order() < best.order() {
                *best = held;
            }
        }
    }
    list.truncate(kept);
    list.iter().for_each(|held| places[held.document as usize] = 0);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn postings(documents: impl Iterator<Item = u32>, impact: u8) -> Vec<Posting> {
        documents.map(|document| Posting { document, impact }).collect()
    }

    /// What is listed of terms with these postings, by key.
    fn listed(terms: &[(&str, TermKind, Vec<Posting>)], broad_bytes: usize) -> BTreeMap<String, Term> {
        let mut prefixes = Prefixes::new(broad_bytes, 200);
        terms.iter().for_each(|(key, kind, postings)| prefixes.add(key, *kind, postings));
        let finished = prefixes.finish();
        assert!(finished.is_sorted_by(|a, b| a.key < b.key));
        finished.into_iter().map(|term| (term.key.clone(), term)).collect()
    }

    #[test]
    fn a_prefix_is_broad_by_what_is_longer() {
        let word = |key, documents| (key, TermKind::Word, postings(0..documents, 1));
        let terms = [word("ca", 10), word("cab", 1), word("cat", 20), word("do", 1)];
        let keys = |broad_bytes| listed(&terms, broad_bytes).into_keys().collect::<Vec<_>>();
        // "c" begins 22 + 5 + 43 bytes, "ca" 5 + 43; nothing is longer than "cat".
        assert_eq!(keys(69), ["c\u{1B}"]);
        assert_eq!(keys(70), Vec::<String>::new());
        assert_eq!(keys(47), ["c\u{1B}", "ca\u{1B}"]);
        assert_eq!(keys(4), ["c\u{1B}", "ca\u{1B}"]);
        assert_eq!(keys(3), ["c\u{1B}", "ca\u{1B}", "d\u{1B}"]);
    }

    #[test]
    fn the_best_documents_are_listed_and_all_are_counted() {
        let strong = postings(150..200, 9);
        let terms = [("a", TermKind::Word, postings(0..3, 32)), ("ab", TermKind::Word, strong)];
        let rest = [("ac", TermKind::Stop, postings(20..160, 4))];
        let found = &listed(&[&terms[..], &rest].concat(), 100)["a\u{1B}"];
        let documents: Vec<u32> = found.postings.iter().map(|posting| posting.document).collect();
        assert_eq!(documents, (20..34).chain(150..200).collect::<Vec<_>>());
        assert_eq!((found.postings[0].impact, found.postings[63].impact, found.completed), (4, 9, 183));
    }

    #[test]
    fn names_count_and_are_not_listed() {
        let word = ("city", TermKind::Word, [postings(7..8, 3), postings(8..9, 5)].concat());
        let name = ("city\u{1F}hall", TermKind::Name, postings(6..7, 9));
        let found = listed(&[word, name], 11);
        let keys: Vec<&String> = found.keys().collect();
        assert_eq!(keys, ["c\u{1B}", "ci\u{1B}", "cit\u{1B}"]);
        let ids: Vec<u32> = found["ci\u{1B}"].postings.iter().map(|posting| posting.document).collect();
        assert_eq!(ids, [7, 8]);
    }

    #[test]
    fn spellings_count_and_fields_do_not() {
        let word = |key, kind| (key, kind, postings(0..10, 1));
        let field = word("\u{1}title\u{1D}city", TermKind::Word);
        let terms = [field, word("city", TermKind::Word), word("city\u{1E}çity", TermKind::Variant)];
        assert_eq!(listed(&terms, 24).into_keys().collect::<Vec<_>>(), ["c\u{1B}", "ci\u{1B}", "cit\u{1B}"]);
        assert_eq!(listed(&terms, 54).len(), 0, "the word takes 24, its spelling 30");
    }
}
