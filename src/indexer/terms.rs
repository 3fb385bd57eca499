//! Everything that is looked up, with its postings: words and their spellings, words in fields,
//! titles, facets, and values to sort by.

use std::collections::BTreeMap;

use findlet_core::format::keys;
use findlet_core::format::postings::Posting;
use findlet_core::format::terms::{Term, TermKind};

use crate::Options;
use crate::conflate::Conflation;
use crate::impacts::{Counts, Impacts};
use crate::vocabulary::{Holdings, Vocabulary, Word};

/// Returns the terms of a vocabulary, ascending by key.
///
/// A word that occurs in several spellings has a variant for each; the plain one's is empty.
pub(crate) fn terms(
    vocabulary: &Vocabulary,
    conflation: &Conflation,
    titles: BTreeMap<String, Vec<u32>>,
    values: BTreeMap<String, Vec<u32>>,
    options: &Options,
) -> Vec<Term> {
    let impacts = Impacts::new(&vocabulary.lengths, options);
    let mut terms = Vec::new();
    for (at, word) in vocabulary.words.iter().enumerate() {
        let postings = impacts.postings(&conflation.holdings_of(at, &word.holdings));
        let class = conflation.of_word[at];
        let kind = if word.is_stop { TermKind::Stop } else { TermKind::Word };
        terms.push(Term { key: word.key.clone(), kind, class, postings, completed: 0 });
        terms.extend(variants(word, &impacts));
    }
    let alias = |(key, class): (&String, &u32)| {
        let (key, class) = (key.clone(), Some(*class));
        Term { key, kind: TermKind::Alias, class, postings: Vec::new(), completed: 0 }
    };
    terms.extend(conflation.aliases.iter().map(alias));
    terms.extend(titles.into_iter().map(|(key, documents)| listed(key, TermKind::Title, &documents)));
    terms.extend(values.into_iter().map(|(key, documents)| listed(key, TermKind::Word, &documents)));
    terms.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    terms
}

fn listed(key: String, kind: TermKind, documents: &[u32]) -> Term {
    let postings = documents.iter().map(|document| Posting { document: *document, impact: 1 }).collect();
    Term { key, kind, class: None, postings, completed: 0 }
}

/// Returns the spellings of a word, if it has several. Words in fields have none.
fn variants(word: &Word, impacts: &Impacts) -> Vec<Term> {
    let plain = plain(word);
    if word.namespace > 0 || word.spellings.len() + usize::from(!plain.is_empty()) < 2 {
        return Vec::new();
    }
    let term = |form: &str, holdings: &Holdings| {
        let (key, postings) = (keys::variant(&word.key, form), impacts.postings(holdings));
        Term { key, kind: TermKind::Variant, class: None, postings, completed: 0 }
    };
    let spelled = word.spellings.iter().map(|spelling| term(&spelling.form, &spelling.holdings));
    (!plain.is_empty()).then(|| term("", &plain)).into_iter().chain(spelled).collect()
}

/// Returns the occurrences that are spelled like the key: all without the special ones.
fn plain(word: &Word) -> Holdings {
    let mut plain: BTreeMap<u32, Counts> = word.holdings.iter().copied().collect();
    for (document, special) in word.spellings.iter().flat_map(|spelling| &spelling.holdings) {
        if let Some(counts) = plain.get_mut(document) {
            counts.iter_mut().zip(special).for_each(|(count, special)| *count -= special);
        }
    }
    plain.into_iter().filter(|(_, counts)| counts.iter().any(|count| *count > 0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;
    use crate::{Block, Document};

    fn document(title: &str, text: &str) -> Document {
        let block = Block { text: text.to_owned(), ..Block::default() };
        let language = Some("en".to_owned());
        Document { title: title.to_owned(), language, blocks: vec![block], ..Document::default() }
    }

    fn of(documents: &[Document]) -> Vec<Term> {
        let documents: Vec<&Document> = documents.iter().collect();
        let characters = crate::characters::table(&crate::fields::alphabet(&documents));
        let languages = Languages::new(&documents);
        let vocabulary = Vocabulary::new(&documents, &characters, &languages);
        let conflation = Conflation::new(&vocabulary.words, &languages, &characters);
        let none = BTreeMap::new;
        let terms = terms(&vocabulary, &conflation, none(), none(), &Options::default());
        assert!(terms.is_sorted_by(|a, b| a.key < b.key));
        terms
    }

    /// The words and variants, without those of fields.
    fn listed(documents: &[Document]) -> Vec<(String, Vec<u32>)> {
        let ids = |term: &Term| term.postings.iter().map(|posting| posting.document).collect();
        let terms = of(documents).into_iter().filter(|term| !term.key.starts_with('\u{1}'));
        terms.map(|term| (term.key.clone(), ids(&term))).collect()
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
        let kinds: Vec<_> = of(&[document("The city", "")]).into_iter().map(|term| (term.key, term.kind)).collect();
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
        let postings = |key: &str| &terms.iter().find(|term| term.key == key).unwrap().postings;
        assert_eq!(postings("cities").iter().map(|posting| posting.document).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(postings("city")[0], postings("cities")[0]);
        assert_eq!(postings("city")[0].impact, postings("city")[2].impact);
        assert!(postings("city")[1].impact < postings("city")[0].impact);
    }
}
