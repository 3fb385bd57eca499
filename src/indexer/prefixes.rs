//! Broad prefixes: beginnings of words and titles that so many keys go on from that a search lists its
//! documents here instead of reading all of them.
//!
//! ARCHITECTURE.md ("Broad prefixes") defines what is listed.

use std::cmp::Reverse;

use findlet_core::format::keys::{self, COMPLETED, ENTITLED, MAX_KEY_BYTES, TITLE};
use findlet_core::format::postings::Posting;
use findlet_core::format::terms::{Term, TermKind};
use findlet_core::text::VARIANT;

/// Documents at most that are listed for what they hold, and again for their titles.
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
    /// The latest word, which the titles behind it begin with, and who holds it.
    word: (String, Vec<Posting>),
    finished: Vec<Term>,
    /// For each document one more than its place in a list, while that is made shorter; else 0.
    places: Vec<u32>,
}

/// A prefix of which keys go on in several ways, or that is a key.
#[derive(Debug, Default)]
struct Node {
    /// Bytes of the prefix.
    len: usize,
    /// What the keys take that are longer, and the one that is the prefix itself.
    bytes: usize,
    own_bytes: usize,
    words: List,
    titles: List,
    /// Who holds the prefix itself as a word, or has it as a title.
    own_words: List,
    own_titles: List,
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
    /// Begins with the first key of an index of so many `documents`. A prefix is broad if its
    /// completions take more than `broad_bytes`.
    pub fn new(broad_bytes: usize, documents: usize) -> Self {
        let (open, path, word, finished) = Default::default();
        Self { broad_bytes, open, path, word, finished, places: vec![0; documents] }
    }

    /// Takes the next term, whose key is greater than all before. Other than words, their spellings and
    /// titles mean nothing.
    pub fn add(&mut self, key: &str, kind: TermKind, postings: &[Posting]) {
        if key.starts_with(char::is_control) || matches!(kind, TermKind::Alias | TermKind::Prefix) {
            return;
        }
        let path = key.split(VARIANT).next().unwrap_or(key);
        self.close(common(path, &self.path));
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
            TermKind::Title => {
                node.own_bytes = bytes;
                let (word, holders) = &self.word;
                let is_first = key.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(TITLE));
                node.own_titles.extend(postings.iter().map(|posting| {
                    let found = holders.binary_search_by_key(&posting.document, |holder| holder.document);
                    let impact = found.ok().filter(|_| is_first).map_or(1, |at| holders[at].impact);
                    Held { document: posting.document, impact, documents: 0 }
                }));
            }
            TermKind::Variant => node.bytes += bytes,
            _ => {
                node.own_bytes = bytes;
                node.own_words.extend(postings.iter().map(held));
                self.word = (key.to_owned(), postings.to_vec());
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
        while let Some(mut node) = self.open.pop_if(|node| node.len > len) {
            let above = self.open.last().map_or(0, |above| above.len).max(len);
            self.list(&mut node, above);
            if above == 0 {
                continue;
            }
            if self.open.last().is_none_or(|parent| parent.len < above) {
                self.open.push(Node { len: above, ..Node::default() });
            }
            if let Some(parent) = self.open.last_mut() {
                parent.bytes += node.bytes + node.own_bytes;
                let lists = [
                    (&mut parent.words, &node.words, &node.own_words),
                    (&mut parent.titles, &node.titles, &node.own_titles),
                ];
                for (list, below, own) in lists {
                    list.extend(below.iter().chain(own));
                    if list.len() > 2 * self.places.len() {
                        shorten(list, &mut self.places);
                    }
                }
            }
        }
    }

    /// Lists what there is for a node's prefix, and for those that are longer than `above` and lead
    /// nowhere else: of these, the node's own key is a completion.
    fn list(&mut self, node: &mut Node, above: usize) {
        if node.bytes + node.own_bytes <= self.broad_bytes {
            return;
        }
        let own: Vec<Held> = node.own_words.clone();
        if node.bytes > self.broad_bytes {
            let completed = self.count(&node.words, &own);
            let (words, titles) = (&mut node.words.clone(), &mut node.titles.clone());
            let path = self.path[..node.len].to_owned();
            self.emit(&path, words, titles, completed);
        }
        let (words, titles) = (&mut node.words.clone(), &mut node.titles.clone());
        words.extend(&own);
        titles.extend(&node.own_titles);
        let completed = self.count(words, &[]);
        for len in (above + 1..node.len).filter(|len| self.path.is_char_boundary(*len)).collect::<Vec<_>>() {
            let path = self.path[..len].to_owned();
            self.emit(&path, words, titles, completed);
        }
    }

    /// How many documents are in either of two lists.
    fn count(&mut self, one: &[Held], other: &[Held]) -> u32 {
        let mut all = [one, other].concat();
        shorten(&mut all, &mut self.places);
        all.len() as u32
    }

    /// Adds the terms of `prefix`, for documents that hold `words` and have `titles`.
    fn emit(&mut self, prefix: &str, words: &mut List, titles: &mut List, completed: u32) {
        if prefix.ends_with(' ') || prefix.len() >= MAX_KEY_BYTES || words.is_empty() && titles.is_empty() {
            return;
        }
        shorten(words, &mut self.places);
        shorten(titles, &mut self.places);
        titles.sort_unstable_by_key(Held::order);
        let entitled: Vec<u32> = titles.iter().take(MAX_LISTED).map(|held| held.document).collect();
        if !prefix.contains(TITLE) {
            let listed = self.best(words, &entitled);
            self.push(keys::prefix(prefix, COMPLETED), listed, completed);
        }
        if !entitled.is_empty() {
            let count = entitled.len() as u32;
            let listed = entitled.into_iter().map(|document| Posting { document, impact: 1 }).collect();
            self.push(keys::prefix(prefix, ENTITLED), listed, count);
        }
    }

    /// Returns the best of `words`, which has each document once, and all that are `entitled`: these weigh
    /// least where they hold no completion.
    fn best(&mut self, words: &mut List, entitled: &[u32]) -> Vec<Posting> {
        if words.len() > MAX_LISTED {
            words.select_nth_unstable_by_key(MAX_LISTED - 1, Held::order);
        }
        entitled.iter().for_each(|document| self.places[*document as usize] = 1);
        let mut listed = Vec::new();
        for (at, held) in words.iter().enumerate() {
            let place = &mut self.places[held.document as usize];
            if at < MAX_LISTED || *place > 0 {
                *place = 0;
                listed.push(Posting { document: held.document, impact: held.impact });
            }
        }
        let others = entitled.iter().filter(|document| self.places[**document as usize] > 0);
        listed.extend(others.map(|document| Posting { document: *document, impact: 1 }));
        entitled.iter().for_each(|document| self.places[*document as usize] = 0);
        listed
    }

    fn push(&mut self, key: String, mut postings: Vec<Posting>, completed: u32) {
        postings.sort_unstable();
        self.finished.push(Term { key, kind: TermKind::Prefix, class: None, postings, completed });
    }
}

/// What a key with so many postings takes, about: its share of the lexicon, and two bytes per posting.
pub(crate) fn size(key: &str, postings: usize) -> usize {
    key.len() + 2 * postings
}

/// Returns how many bytes two texts begin with alike, in whole characters.
fn common(one: &str, other: &str) -> usize {
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
