//! The pipeline: collects documents, counts their words, weighs them, and gives what is ready to be written.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use findlet_core::format::Manifest;
use findlet_core::format::postings::Posting;
use findlet_core::format::terms::TermKind;

use crate::bundle::Bundle;
use crate::collect::corpus::{Arrivals, Corpus};
use crate::count::characters;
use crate::count::sharing::Sharing;
use crate::count::vocabulary::Vocabulary;
use crate::document::Document;
use crate::error::BuildError;
use crate::limits::MAX_NAMES;
use crate::options::Options;
use crate::signal::Signal;
use crate::threads::Threads;
use crate::weigh::compounds::Compounds;
use crate::weigh::conflate::Conflation;
use crate::weigh::directories::directories;
use crate::weigh::endings::endings;
use crate::weigh::impacts::Impacts;
use crate::weigh::names::Names;
use crate::weigh::particles::particles;
use crate::weigh::synonyms;
use crate::weigh::terms::Terms;
use crate::write::content::Content;

/// Names that an error shows where there are too many.
const NAMED: usize = 5;

/// Takes documents in any order and from any thread, and keeps them aside until all are there.
///
/// Texts and what is gathered from them stay within [`Options::memory`]; what is beyond is in
/// temporary files. The files written are the same whatever the memory, the threads, and the order.
#[derive(Debug)]
pub struct Builder {
    options: Options,
    threads: Threads,
    arrivals: Arrivals,
    ways: Arc<BTreeMap<String, String>>,
}

impl Builder {
    /// Begins an index.
    ///
    /// # Errors
    /// [`BuildError::Threads`].
    pub fn new(options: Options) -> Result<Self, BuildError> {
        let threads = Threads::start(options.threads)?;
        let arrivals = Arrivals::new(options.memory / 2);
        Ok(Self { options, threads, arrivals, ways: Arc::default() })
    }

    /// Adds a document. Reads its text once, in the caller's thread.
    ///
    /// # Errors
    /// [`BuildError::Unfit`], or where the temporary file cannot be written. The document is not
    /// added then.
    pub fn add(&self, document: &Document) -> Result<(), BuildError> {
        self.arrivals.add(document)
    }

    /// Says what hits show beside the titles that several documents have, by the addresses of these: the metadata `within`.
    /// No query finds it, so that it changes no order.
    pub fn tell_apart(&mut self, ways: &Arc<BTreeMap<String, String>>) {
        self.ways = Arc::clone(ways);
    }

    /// Analyses what was added. Linear in the texts; takes the memory of [`Options`], some 250
    /// bytes for each distinct key and 150 for each document.
    ///
    /// # Errors
    /// Any [`BuildError`].
    pub fn finish(self) -> Result<Content, BuildError> {
        let mut corpus = self.arrivals.finish(self.options.has(Signal::Opinion))?;
        corpus.ways = self.ways;
        content(corpus, &self.options, self.threads)
    }
}

/// Builds the index of `documents` in memory, which is for few of them. [`Builder`] writes any number
/// to files.
///
/// # Errors
/// Any [`BuildError`].
pub fn build(documents: &[Document], options: &Options) -> Result<Bundle, BuildError> {
    let builder = Builder::new(options.clone())?;
    documents.iter().try_for_each(|document| builder.add(document))?;
    builder.finish()?.bundle(options.form)
}

/// Analyses the documents of `corpus` in `threads`.
fn content(mut corpus: Corpus, options: &Options, threads: Threads) -> Result<Content, BuildError> {
    let mut alphabet = std::mem::take(&mut corpus.alphabet);
    alphabet.extend(options.synonyms.iter().flat_map(|synonym| &synonym.words).flat_map(|words| words.chars()));
    let characters = characters::table(&alphabet);
    let synonyms = synonyms::pairs(&options.synonyms, &characters)?;
    let manifest = Manifest { documents: corpus.documents.len() as u32, synonyms, characters, ..Manifest::default() };
    let (manifest, terms) = threads.install(|| analysed(&mut corpus, manifest, options))?;
    for (what, names) in [("fields", &manifest.fields), ("facets", &manifest.facets), ("sorts", &manifest.sorts)] {
        check_names(what, names)?;
    }
    Ok(Content { corpus, terms, manifest, threads, memory: options.memory })
}

/// Makes sure that an index holds this many `names`.
fn check_names(what: &'static str, names: &[String]) -> Result<(), BuildError> {
    if names.len() <= MAX_NAMES {
        return Ok(());
    }
    Err(BuildError::TooManyNames { what, found: names.len(), some: names.iter().take(NAMED).cloned().collect() })
}

/// Analyses the documents, and completes the manifest but for where the parts begin.
fn analysed(corpus: &mut Corpus, manifest: Manifest, options: &Options) -> io::Result<(Manifest, Terms)> {
    let mut vocabulary = Vocabulary::new(corpus, &manifest.characters, options.memory / 4)?;
    if !options.has(Signal::Namesakes) {
        vocabulary.sharing = Sharing::default();
    }
    let (conflation, compounds, particles) = if options.stemming {
        let conflation = Conflation::new(&vocabulary.words, &corpus.languages, &manifest.characters);
        let compounds = || Compounds::new(&vocabulary.words, &conflation, &corpus.languages);
        let compounds = options.has(Signal::Compounds).then(compounds).unwrap_or_default();
        (conflation, compounds, particles(&vocabulary.words))
    } else {
        (Conflation::none(&vocabulary.words), Compounds::default(), Vec::new())
    };
    let endings = endings(particles, &vocabulary.words, &conflation, &corpus.languages);
    let boosts = corpus.documents.iter().map(|kept| kept.boost).collect();
    let impacts = Impacts::new(&vocabulary.lengths, boosts, options);
    let mut values = std::mem::take(&mut corpus.values);
    if options.join_case {
        values.join_spellings();
    }
    let mut names = Names::new(corpus, &vocabulary, &manifest.characters)?;
    let directories = directories(corpus.documents.iter().map(|kept| &*kept.url));
    let listed = vec![
        (TermKind::Name, std::mem::take(&mut names.keys)),
        (TermKind::Word, alike(values.keys)),
        (TermKind::Word, alike(directories)),
    ];
    let terms = Terms::new(&vocabulary, (&conflation, &compounds), listed, (&impacts, &names), options)?;
    let manifest = Manifest {
        fields: vocabulary.fields.into_iter().collect(),
        facets: values.facets.into_iter().collect(),
        sorts: values.sorts.into_iter().collect(),
        endings,
        ..manifest
    };
    Ok((manifest, terms))
}

/// Returns keys that weigh the same in all their documents.
fn alike(keys: BTreeMap<String, Vec<u32>>) -> BTreeMap<String, Vec<Posting>> {
    let alike = |document| Posting { document, impact: 1 };
    keys.into_iter().map(|(key, documents)| (key, documents.into_iter().map(alike).collect())).collect()
}

#[cfg(test)]
mod tests;
