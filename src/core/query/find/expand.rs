//! From a word to the terms that answer it.

use crate::format::keys;
use crate::format::terms::{TermKind, Terms};
use crate::query::answer::MatchKind;
use crate::query::find::lookup::{Lookup, TermRef};
use crate::query::order::{Ranked, smallest};
use crate::query::read::parse::Needle;
use crate::text::{VARIANT, count_chars};

/// Completions of a prefix at most: those in most documents, then first in key order.
pub const MAX_COMPLETIONS: usize = 256;

/// Other forms of a word at most, of its class.
pub const MAX_FORMS: usize = 64;

/// Characters that must be left of a word for its ending to be exchanged.
const MIN_STEM_CHARS: usize = 3;

/// What a needle is looked up as.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scope<'a> {
    /// The name of the field that it must stand in.
    pub field: Option<&'a str>,
    /// Whether only the very word counts, no inflection.
    pub is_exact: bool,
    /// Whether a broad prefix is expanded as any other.
    pub is_complete: bool,
}

/// The terms that answer a needle, by how well.
#[derive(Debug, Default)]
pub(crate) struct Expansions<'a> {
    /// The word itself, its spelling, its other forms, each with the number of documents that
    /// its weight goes by: those with any form of the word or, of a spelling, with this one.
    pub terms: Vec<(TermRef<'a>, MatchKind, u32)>,
    /// What the needle is a prefix of, itself left out, and whether the marks that were typed are not in it.
    pub completions: Vec<(TermRef<'a>, u32)>,
    /// What is listed instead, where it is a broad prefix.
    pub listed: Option<TermRef<'a>>,
}

impl Expansions<'_> {
    /// Whether the index has the very word.
    pub fn has_word(&self) -> bool {
        self.terms.iter().any(|(_, kind, _)| *kind != MatchKind::Inflected)
    }
}

/// Looks `needle` up. Spellings are indexed only where a word has several: without them, the
/// folded word is as exact as it gets.
pub(crate) fn expand<'a>(lookup: &mut Lookup<'a>, needle: &Needle, scope: Scope<'_>) -> Expansions<'a> {
    let key = scope.field.map_or_else(|| needle.key.clone(), |field| keys::field(field, &needle.key));
    let mut found = Expansions::default();
    if needle.is_prefix {
        let (listed, shards) =
            if scope.is_complete { (None, lookup.shards(&key, true)) } else { lookup.completions(&key) };
        found.completions = completions(&shards, &key, needle);
        found.listed = listed;
    }
    if let Some(term) = lookup.find(&key) {
        let is_spelled = scope.field.is_none() && add_spelling(term, needle, &mut found);
        found.terms.push((term, if is_spelled { MatchKind::Folded } else { MatchKind::Exact }, term.documents()));
        add_class(lookup, term, scope, &mut found);
    } else if found.completions.is_empty()
        && found.listed.is_none()
        && !scope.is_exact
        && scope.field.is_none()
        && lookup.needs.is_empty()
    {
        inflect(lookup, needle, scope, &mut found);
    }
    found
}

/// Adds the very spelling of a needle, whose word is `term`; returns whether the word has several. They
/// are in its shard.
fn add_spelling<'a>(term: TermRef<'a>, needle: &Needle, found: &mut Expansions<'a>) -> bool {
    let lexicon = &term.terms.lexicon;
    let spelling = keys::variant(&needle.key, if needle.form == needle.key { "" } else { &needle.form });
    if let Some(rank) = lexicon.rank(&spelling) {
        let documents = if needle.is_marked() { term.terms.documents(rank) } else { term.documents() };
        found.terms.push((TermRef { rank, ..term }, MatchKind::Exact, documents));
    }
    !lexicon.ranks(&keys::variant(&needle.key, "")).is_empty()
}

/// Adds the other forms of the class of `term`.
fn add_class<'a>(lookup: &mut Lookup<'a>, term: TermRef<'a>, scope: Scope<'_>, found: &mut Expansions<'a>) {
    let documents = term.documents();
    let Some(class) = term.terms.class(term.rank).filter(|_| !scope.is_exact) else { return };
    term.terms.siblings(term.rank, &mut |rank| {
        if found.terms.len() < MAX_FORMS {
            found.terms.push((TermRef { rank, ..term }, MatchKind::Inflected, documents));
        }
    });
    for key in term.terms.elsewhere(class) {
        let other = lookup.find(key).filter(|_| found.terms.len() < MAX_FORMS);
        found.terms.extend(other.map(|other| (other, MatchKind::Inflected, documents)));
    }
}

/// Finds the class of a form that the index lacks, by exchanging its ending.
fn inflect<'a>(lookup: &mut Lookup<'a>, needle: &Needle, scope: Scope<'_>, found: &mut Expansions<'a>) {
    for (typed, indexed) in &lookup.bundle.manifest.endings {
        let Some(stem) = needle.key.strip_suffix(typed.as_str()) else { continue };
        if count_chars(stem) < MIN_STEM_CHARS {
            continue;
        }
        let mut key = stem.to_owned();
        key.push_str(indexed);
        if let Some(term) = lookup.find(&key) {
            found.terms.push((term, MatchKind::Inflected, term.documents()));
            return add_class(lookup, term, scope, found);
        }
    }
}

/// Returns the completions of a needle, looked up as `key`. Where marks were typed, the spellings that begin so come first,
/// and words with other spellings only cost 1.
fn completions<'a>(shards: &[&'a Terms], key: &str, needle: &Needle) -> Vec<(TermRef<'a>, u32)> {
    let mut found = Vec::new();
    let is_marked = needle.is_marked();
    for terms in shards.iter().copied() {
        let itself = terms.lexicon.rank(key);
        for rank in terms.lexicon.ranks(key) {
            let kind = terms.kind(rank);
            if Some(rank) != itself && kind.is_some_and(TermKind::is_word) {
                let has_others =
                    is_marked && !terms.lexicon.ranks(&keys::variant(&terms.lexicon.key(rank), "")).is_empty();
                found.push((TermRef { terms, rank }, u32::from(has_others)));
            } else if is_marked && kind == Some(TermKind::Variant) {
                let spelled = terms.lexicon.key(rank);
                let is_longer = |(word, form): (&str, &str)| word != key && form.starts_with(&needle.form);
                found.extend(
                    spelled.split_once(VARIANT).filter(|one| is_longer(*one)).map(|_| (TermRef { terms, rank }, 0)),
                );
            }
        }
    }
    most_frequent(&found, MAX_COMPLETIONS, &|term| term.terms.documents(term.rank))
}

/// Returns those of `terms`, each with a cost, that cost least and then are in most documents; they
/// are in key order before.
pub(crate) fn most_frequent<'a>(
    terms: &[(TermRef<'a>, u32)],
    limit: usize,
    documents: &dyn Fn(&TermRef<'_>) -> u32,
) -> Vec<(TermRef<'a>, u32)> {
    // The position stands for the key.
    let ranked = |(at, (term, cost)): (usize, &(TermRef<'_>, u32))| Ranked::cheapest(*cost, documents(term), at);
    let best = smallest(&mut terms.iter().enumerate().map(ranked), limit);
    best.iter().filter_map(|ranked| terms.get(ranked.at()).copied()).collect()
}
