//! From documents to terms: analyses every text and gathers who holds what.

use std::collections::{BTreeMap, BTreeSet};

use findlet_core::format::terms::Term;
use findlet_core::text::{Characters, Token, TokenKind, VARIANT, analyse};

use crate::impacts::{Counts, Impacts, TITLE, field_of};
use crate::{Document, Options};

/// Returns every character of the documents' searchable texts.
pub(crate) fn alphabet(documents: &[&Document]) -> BTreeSet<char> {
    fields(documents).flat_map(|(_, _, text)| text.chars()).collect()
}

fn fields<'a>(documents: &'a [&Document]) -> impl Iterator<Item = (u32, usize, &'a str)> {
    (0..).zip(documents).flat_map(|(id, document)| {
        let blocks = document.blocks.iter().map(move |block| (id, field_of(block.kind), block.text.as_str()));
        std::iter::once((id, TITLE, document.title.as_str())).chain(blocks)
    })
}

/// The occurrences of one folded word: of all spellings together, and of each.
#[derive(Debug, Default)]
struct Occurrences {
    all: BTreeMap<u32, Counts>,
    by_spelling: BTreeMap<String, BTreeMap<u32, Counts>>,
}

/// Returns the terms of `documents`, ascending by key.
///
/// A word that occurs in several spellings has a variant for each; the plain one's is empty.
pub(crate) fn terms(documents: &[&Document], characters: &Characters, options: &Options) -> Vec<Term> {
    let mut words: BTreeMap<String, Occurrences> = BTreeMap::new();
    let mut lengths = vec![Counts::default(); documents.len()];
    for (document, field, text) in fields(documents) {
        analyse(text, characters, &mut |token| {
            count(&mut words, &token, document, field);
            let counts_as_length = !matches!(token.kind, TokenKind::Whole | TokenKind::Tail);
            lengths[document as usize][field] += u32::from(counts_as_length);
        });
    }
    let impacts = Impacts::new(&lengths, options);
    words.into_iter().flat_map(|(key, occurrences)| into_terms(key, &occurrences, &impacts)).collect()
}

fn count(words: &mut BTreeMap<String, Occurrences>, token: &Token<'_>, document: u32, field: usize) {
    if !words.contains_key(token.key) {
        words.insert(token.key.to_owned(), Occurrences::default());
    }
    let Some(word) = words.get_mut(token.key) else { return };
    word.all.entry(document).or_default()[field] += 1;
    if token.form != token.key {
        let spelling = word.by_spelling.entry(token.form.to_owned()).or_default();
        spelling.entry(document).or_default()[field] += 1;
    }
}

fn into_terms(key: String, occurrences: &Occurrences, impacts: &Impacts) -> Vec<Term> {
    let term = |key, counts: &BTreeMap<u32, Counts>| {
        let postings = counts.iter().map(|(document, counts)| impacts.posting(*document, counts)).collect();
        Term { key, postings }
    };
    let plain = plain(occurrences);
    let mut terms = Vec::new();
    if occurrences.by_spelling.len() + usize::from(!plain.is_empty()) > 1 {
        if !plain.is_empty() {
            terms.push(term(format!("{key}{VARIANT}"), &plain));
        }
        terms
            .extend(occurrences.by_spelling.iter().map(|(form, counts)| term(format!("{key}{VARIANT}{form}"), counts)));
    }
    terms.insert(0, term(key, &occurrences.all));
    terms
}

/// Returns the occurrences that are spelled like the key: all without the special ones.
fn plain(occurrences: &Occurrences) -> BTreeMap<u32, Counts> {
    let mut plain = occurrences.all.clone();
    for (document, special) in occurrences.by_spelling.values().flatten() {
        if let Some(counts) = plain.get_mut(document) {
            counts.iter_mut().zip(special).for_each(|(count, special)| *count -= special);
        }
    }
    plain.retain(|_, counts| counts.iter().any(|count| *count > 0));
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, BlockKind};

    fn document(title: &str, text: &str) -> Document {
        let block = Block { kind: BlockKind::Paragraph, text: text.to_owned() };
        Document { title: title.to_owned(), blocks: vec![block], ..Document::default() }
    }

    fn listed(documents: &[Document]) -> Vec<(String, Vec<u32>)> {
        let documents: Vec<&Document> = documents.iter().collect();
        let characters = crate::characters::table(&alphabet(&documents));
        let terms = terms(&documents, &characters, &Options::default());
        assert!(terms.is_sorted_by(|a, b| a.key < b.key));
        terms
            .into_iter()
            .map(|term| (term.key, term.postings.iter().map(|posting| posting.document).collect()))
            .collect()
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
    fn spellings_are_terms_only_where_there_are_several() {
        assert_eq!(listed(&[document("phở", "")]), [entry("pho", &[0])]);
        let stroke = "dong\u{1F}d\u{335}o\u{300}\u{302}ng";
        let expected = [entry("dong", &[0, 1, 2]), entry("dong\u{1F}", &[1, 2]), entry(stroke, &[0, 2])];
        assert_eq!(listed(&[document("đồng", ""), document("dong", ""), document("dong", "đồng")]), expected);
    }
}
