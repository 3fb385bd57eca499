//! Everything that is looked up, with its postings: words and their spellings, words in fields,
//! titles, facets, values to sort by, directories, and broad prefixes.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use findlet_core::format::postings::{self, Posting, Postings};
use findlet_core::format::terms::{self, Class, Term, TermKind};
use findlet_core::format::{Reader, Writer, keys};
use rayon::prelude::*;

use crate::aside::packed::damaged;
use crate::aside::spool::{Extent, Spool, Window};
use crate::count::characters::is_unspaced;
use crate::count::fields::Counts;
use crate::count::gather::Gathered;
use crate::count::holdings::Holdings;
use crate::count::vocabulary::{Vocabulary, Word};
use crate::options::Options;
use crate::weigh::compounds::Compounds;
use crate::weigh::conflate::{Conflation, merged};
use crate::weigh::impacts::Impacts;
use crate::weigh::names::Names;
use crate::weigh::prefixes::Prefixes;

/// Words that a thread takes at once.
const CHUNK: usize = 512;

/// All terms, ascending by key: what is asked of them often in memory, their postings aside.
#[derive(Debug)]
pub(crate) struct Terms {
    pub entries: Vec<TermEntry>,
    classes: Vec<Forms>,
    postings: Spool,
}

/// A key. Takes some 60 bytes beside it.
#[derive(Debug)]
pub(crate) struct TermEntry {
    pub key: String,
    pub kind: TermKind,
    pub class: Option<u32>,
    /// How many documents hold it.
    pub documents: u32,
    /// Of a prefix, how many documents hold what it begins, listed or not; else 0.
    completed: u32,
    place: Extent,
}

/// The forms of a class: their positions among the terms, and how many documents hold any.
#[derive(Clone, Debug, Default)]
struct Forms {
    documents: u32,
    terms: Vec<u32>,
}

impl Terms {
    /// Makes the terms of a vocabulary, and of what is only `listed`. Keeps a quarter of the memory of
    /// `options`, some 70 bytes for each term, a class for each thread of the pool that it is called in,
    /// and what [`Prefixes`] does.
    pub fn new(
        vocabulary: &Vocabulary,
        (conflation, compounds): (&Conflation, &Compounds),
        listed: Vec<(TermKind, BTreeMap<String, Vec<Posting>>)>,
        weights: (&Impacts, &Names),
        options: &Options,
    ) -> io::Result<Self> {
        let postings = Spool::new(options.memory / 4);
        let classes = vec![Forms::default(); conflation.classes.len()];
        let mut terms = Self { entries: Vec::new(), classes, postings };
        let (impacts, names) = weights;
        let weigher = Weigher { vocabulary, conflation, compounds, impacts, names };
        for Chunk { entries, classes, .. } in weigher.chunks(&terms.postings)? {
            classes.into_iter().for_each(|(class, documents)| terms.classes[class as usize].documents = documents);
            terms.entries.extend(entries);
        }
        terms.entries.extend(
            conflation.aliases.iter().map(|(key, class)| TermEntry::new(key.clone(), TermKind::Alias, Some(*class))),
        );
        for (kind, keys) in listed {
            terms.list(kind, keys)?;
        }
        terms.entries.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        terms.add_prefixes(options.broad_bytes, vocabulary.lengths.len())?;
        for (at, entry) in (0..).zip(&terms.entries) {
            let class = entry.class.map(|class| &mut terms.classes[class as usize]);
            class.into_iter().for_each(|class| class.terms.push(at));
        }
        Ok(terms)
    }

    /// Adds keys that are no words.
    fn list(&mut self, kind: TermKind, keys: BTreeMap<String, Vec<Posting>>) -> io::Result<()> {
        let mut chunk = Chunk::default();
        for (key, postings) in keys {
            chunk.add(TermEntry::new(key, kind, None), postings.into_iter());
        }
        self.entries.extend(chunk.placed(&self.postings)?.entries);
        Ok(())
    }

    /// Adds what is listed for broad prefixes.
    fn add_prefixes(&mut self, broad_bytes: usize, documents: usize) -> io::Result<()> {
        let mut prefixes = Prefixes::new(broad_bytes, documents);
        let mut window = Window::new(&self.postings);
        for entry in &self.entries {
            let postings = postings(&mut window, entry)?;
            prefixes.add(&entry.key, entry.kind, &postings);
        }
        let mut chunk = Chunk::default();
        for Term { key, kind, class, postings, completed } in prefixes.finish() {
            chunk.add(TermEntry { completed, ..TermEntry::new(key, kind, class) }, postings.into_iter());
        }
        self.entries.extend(chunk.placed(&self.postings)?.entries);
        self.entries.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(())
    }

    /// Returns the payload of the shard of the terms in `range`.
    pub fn encode(&self, range: Range<usize>) -> io::Result<Vec<u8>> {
        let mut window = Window::new(&self.postings);
        let mut classes: Vec<Class> = Vec::new();
        let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
        let mut shard = Vec::new();
        for entry in &self.entries[range] {
            let class = entry.class.map(|class| {
                *numbers.entry(class).or_insert_with(|| {
                    classes.push(self.class(class));
                    classes.len() as u32 - 1
                })
            });
            let postings = postings(&mut window, entry)?;
            shard.push(Term { key: entry.key.clone(), kind: entry.kind, class, postings, completed: entry.completed });
        }
        Ok(terms::encode(&shard, &classes))
    }

    fn class(&self, class: u32) -> Class {
        let Forms { documents, terms } = &self.classes[class as usize];
        Class { documents: *documents, keys: terms.iter().map(|at| self.entries[*at as usize].key.clone()).collect() }
    }
}

impl TermEntry {
    fn new(key: String, kind: TermKind, class: Option<u32>) -> Self {
        Self { key, kind, class, documents: 0, completed: 0, place: Extent::default() }
    }
}

#[cfg(test)]
impl TermEntry {
    /// Makes one whose postings nobody reads.
    pub fn of(key: &str, kind: TermKind, class: Option<u32>, documents: u32) -> Self {
        Self { documents, ..Self::new(key.to_owned(), kind, class) }
    }
}

/// Reads the postings of `entry` from where they were put aside.
fn postings(window: &mut Window<'_>, entry: &TermEntry) -> io::Result<Vec<Posting>> {
    let reader = Reader::new(window.get(entry.place)?, 0);
    let postings: Vec<Posting> = Postings::new(reader, entry.documents).collect();
    if postings.len() == entry.documents as usize { Ok(postings) } else { Err(damaged()) }
}

/// Some terms, whose places are relative to their bytes.
#[derive(Debug, Default)]
struct Chunk {
    entries: Vec<TermEntry>,
    bytes: Writer,
    /// How many documents hold any form of those classes that begin here.
    classes: Vec<(u32, u32)>,
}

impl Chunk {
    fn add(&mut self, mut entry: TermEntry, postings: impl Iterator<Item = Posting>) {
        let at = self.bytes.len();
        entry.documents = postings::encode(postings, &mut self.bytes);
        entry.place = Extent { at: at as u64, bytes: (self.bytes.len() - at) as u64 };
        self.entries.push(entry);
    }

    /// Puts the postings aside.
    fn placed(mut self, spool: &Spool) -> io::Result<Self> {
        let base = spool.append(&std::mem::take(&mut self.bytes).into_bytes())?.at;
        self.entries.iter_mut().for_each(|entry| entry.place.at += base);
        Ok(self)
    }
}

/// Turns words into terms.
#[derive(Clone, Copy)]
struct Weigher<'a> {
    vocabulary: &'a Vocabulary,
    conflation: &'a Conflation,
    compounds: &'a Compounds,
    impacts: &'a Impacts,
    names: &'a Names,
}

impl Weigher<'_> {
    /// Weighs all words, a chunk in each thread; their postings go to `aside`.
    fn chunks(self, aside: &Spool) -> io::Result<Vec<Chunk>> {
        let count = self.vocabulary.words.len();
        let starts: Vec<usize> = (0..count).step_by(CHUNK).collect();
        let chunk = |start| self.chunk(start..count.min(start + CHUNK))?.placed(aside);
        starts.into_par_iter().map(chunk).collect()
    }

    /// Makes the terms of some words. Those of a class come with its first.
    fn chunk(self, words: Range<usize>) -> io::Result<Chunk> {
        let mut chunk = Chunk::default();
        for at in words {
            match self.conflation.of_word[at] {
                None => self.add(&mut chunk, at, &self.gathered(at)?, None)?,
                Some(class) if self.conflation.classes[class as usize][0] == at => self.add_class(&mut chunk, class)?,
                Some(_) => {}
            }
        }
        Ok(chunk)
    }

    /// Returns what documents hold of a word, or of compounds with it.
    fn gathered(self, at: usize) -> io::Result<Gathered> {
        self.compounds.gathered(self.vocabulary, at)
    }

    fn add_class(self, chunk: &mut Chunk, class: u32) -> io::Result<()> {
        let positions = &self.conflation.classes[class as usize];
        let form = |at: &usize| Ok((&self.vocabulary.words[*at], self.gathered(*at)?));
        let forms: Vec<(&Word, Gathered)> = positions.iter().map(form).collect::<io::Result<_>>()?;
        let all: Vec<Posting> = self.postings(positions, merged(&forms).into_iter()).collect();
        chunk.classes.push((class, all.len() as u32));
        for (at, (_, gathered)) in positions.iter().zip(&forms) {
            self.add(chunk, *at, gathered, Some(&all))?;
        }
        Ok(())
    }

    /// Adds a word, which weighs what its `class` weighs in the same document, and its spellings,
    /// if it has several; the plain one's is empty. Words in fields have none.
    fn add(self, chunk: &mut Chunk, at: usize, gathered: &Gathered, class: Option<&[Posting]>) -> io::Result<()> {
        let word = &self.vocabulary.words[at];
        let kind = if word.is_stop { TermKind::Stop } else { TermKind::Word };
        let entry = TermEntry::new(word.key.clone(), kind, self.conflation.of_word[at]);
        match class {
            None => chunk.add(entry, self.postings(&[at], gathered.holdings.iter())),
            Some(class) => {
                let mut rest = class.iter();
                let own = gathered.holdings.iter();
                chunk.add(
                    entry,
                    own.filter_map(|(document, _)| rest.find(|posting| posting.document == document).copied()),
                );
            }
        }
        if word.namespace == 0 && !gathered.spellings.is_empty() {
            // Compounds are spelled in their own way.
            let own = self.compounds.is_part(at).then(|| self.vocabulary.gathered(at)).transpose()?;
            self.add_spellings(chunk, at, own.as_ref().unwrap_or(gathered));
        }
        Ok(())
    }

    fn add_spellings(self, chunk: &mut Chunk, at: usize, gathered: &Gathered) {
        let key = &self.vocabulary.words[at].key;
        let plain = plain(gathered);
        let spelled = gathered.spellings.iter().map(|spelling| (spelling.form.as_str(), &spelling.holdings));
        let all = std::iter::once(("", &plain)).filter(|(_, plain)| plain.documents > 0).chain(spelled);
        let all: Vec<(&str, &Holdings)> = all.collect();
        for (form, holdings) in all.iter().filter(|_| all.len() > 1) {
            let entry = TermEntry::new(keys::variant(key, form), TermKind::Variant, None);
            chunk.add(entry, self.postings(&[at], holdings.iter()));
        }
    }

    /// Weighs documents by what they hold of `words`, ascending, and by what the words are of their names.
    fn postings(self, words: &[usize], held: impl Iterator<Item = (u32, Counts)>) -> impl Iterator<Item = Posting> {
        let mut shares = self.names.shares(words).into_iter().peekable();
        // Only words of letters have other forms.
        let is_paired = words.first().is_some_and(|at| self.vocabulary.words[*at].word().starts_with(is_unspaced));
        held.map(move |(document, counts)| {
            while shares.next_if(|(named, _)| *named < document).is_some() {}
            let share = shares.next_if(|(named, _)| *named == document).map_or(0, |(_, share)| share);
            Posting { document, impact: self.impacts.impact(document, &counts, share, is_paired) }
        })
    }
}

/// Returns the occurrences that are spelled like the key: all without the special ones.
fn plain(word: &Gathered) -> Holdings {
    let mut special: Vec<_> = word.spellings.iter().map(|spelling| spelling.holdings.iter().peekable()).collect();
    let mut plain = Holdings::default();
    for (document, mut counts) in word.holdings.iter() {
        for spelling in &mut special {
            let spelled = spelling.next_if(|(other, _)| *other == document);
            if let Some((_, spelled)) = spelled {
                counts.iter_mut().zip(spelled).for_each(|(count, spelled)| *count = count.saturating_sub(spelled));
            }
        }
        if counts.iter().any(|count| *count > 0) {
            plain.push(document, &counts);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document, Weight};
    use crate::options::Options;

    fn document(title: &str, text: &str) -> Document {
        let block = Block { text: text.to_owned(), ..Block::default() };
        let language = Some("en".to_owned());
        Document { title: title.to_owned(), language, blocks: vec![block], ..Document::default() }
    }

    /// The terms with their postings.
    fn of(documents: &[Document]) -> Vec<(TermEntry, Vec<Posting>)> {
        let (corpus, characters, vocabulary) = Vocabulary::of(&numbered(documents));
        let conflation = Conflation::new(&vocabulary.words, &corpus.languages, &characters);
        let impacts = Impacts::new(&vocabulary.lengths, vec![Weight::default(); documents.len()], &Options::default());
        let names = Names::new(&corpus, &vocabulary, &characters).unwrap();
        let terms = Terms::new(
            &vocabulary,
            (&conflation, &Compounds::default()),
            Vec::new(),
            (&impacts, &names),
            &Options { memory: 0, ..Options::default() },
        )
        .unwrap();
        assert!(terms.entries.is_sorted_by(|a, b| a.key < b.key));
        let mut window = Window::new(&terms.postings);
        let postings: Vec<Vec<Posting>> =
            terms.entries.iter().map(|entry| postings(&mut window, entry).unwrap()).collect();
        terms.entries.into_iter().zip(postings).collect()
    }

    fn numbered(documents: &[Document]) -> Vec<Document> {
        let numbered = |(url, document): (usize, &Document)| Document { url: format!("{url:03}"), ..document.clone() };
        documents.iter().enumerate().map(numbered).collect()
    }

    /// The words and variants, without those of fields.
    fn listed(documents: &[Document]) -> Vec<(String, Vec<u32>)> {
        let ids = |postings: &[Posting]| postings.iter().map(|posting| posting.document).collect();
        let terms = of(documents).into_iter().filter(|(term, _)| !term.key.starts_with('\u{1}'));
        terms.map(|(term, postings)| (term.key.clone(), ids(&postings))).collect()
    }

    fn entry(key: &str, documents: &[u32]) -> (String, Vec<u32>) {
        (key.to_owned(), documents.to_vec())
    }

    #[test]
    fn a_term_lists_the_documents_that_hold_it() {
        let documents = [document("City", "The city"), document("Mayor", "A city")];
        let expected = [entry("a", &[1]), entry("city", &[0, 1]), entry("mayor", &[1]), entry("the", &[0])];
        assert_eq!(listed(&documents), expected);
    }

    #[test]
    fn stop_words_are_marked_but_not_in_fields() {
        let kinds: Vec<_> =
            of(&[document("The city", "")]).into_iter().map(|(term, _)| (term.key, term.kind)).collect();
        let expected = [
            ("\u{1}title\u{1D}city", TermKind::Word),
            ("\u{1}title\u{1D}the", TermKind::Word),
            ("city", TermKind::Word),
            ("the", TermKind::Stop),
        ];
        assert_eq!(kinds, expected.map(|(key, kind)| (key.to_owned(), kind)));
    }

    #[test]
    fn spellings_are_terms_only_where_there_are_several() {
        assert_eq!(listed(&[document("phở", "")]), [entry("pho", &[0])]);
        let several = [document("đồng", ""), document("dong", ""), document("dong", "đồng")];
        let [all, plain, marked] = &listed(&several)[..] else { panic!("three terms") };
        assert_eq!((all, plain), (&entry("dong", &[0, 1, 2]), &entry("dong\u{1E}", &[1, 2])));
        assert!(marked.0.starts_with("dong\u{1E}d\u{335}o") && marked.1 == [0, 2], "{marked:?}");
    }

    #[test]
    fn a_posting_weighs_what_all_forms_weigh_together() {
        let documents =
            [document("", "city cities cities"), document("", "city x x"), document("", "cities city city")];
        let terms = of(&documents);
        let postings = |key: &str| &terms.iter().find(|(term, _)| term.key == key).unwrap().1;
        assert_eq!(postings("cities").iter().map(|posting| posting.document).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(postings("city")[0], postings("cities")[0]);
        assert_eq!(postings("city")[0].impact, postings("city")[2].impact);
        assert!(postings("city")[1].impact < postings("city")[0].impact);
    }
}
