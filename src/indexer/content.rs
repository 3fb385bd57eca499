//! An index that is ready to be written.

use std::collections::BTreeSet;
use std::io;

use findlet_core::format::terms::TermKind;
use findlet_core::format::{Manifest, PartId, PartKind};
use rayon::ThreadPool;

use crate::conflate::Conflation;
use crate::corpus::Corpus;
use crate::directories::directories;
use crate::gzip::gzip;
use crate::impacts::Impacts;
use crate::parts::{Finish, Parts, shown_title};
use crate::terms::Terms;
use crate::vocabulary::Vocabulary;
use crate::{
    BuildError, Bundle, Form, Listed, Options, Part, Sink, WriteError, Written, characters, endings, synonyms,
};

/// Names of fields, of facets and of values to sort by that an index holds at most, each.
pub const MAX_NAMES: usize = 256;

/// Names that an error shows where there are too many.
const NAMED: usize = 5;

/// An index that can be written, in one form or several.
#[derive(Debug)]
pub struct Content {
    corpus: Corpus,
    terms: Terms,
    /// Complete but for where the parts begin.
    manifest: Manifest,
    pool: ThreadPool,
    memory: usize,
}

impl Content {
    pub(crate) fn new(mut corpus: Corpus, options: &Options, pool: ThreadPool) -> Result<Self, WriteError> {
        let mut alphabet = std::mem::take(&mut corpus.alphabet);
        alphabet.extend(options.synonyms.iter().flat_map(|synonym| &synonym.words).flat_map(|words| words.chars()));
        let characters = characters::table(&alphabet);
        let synonyms = synonyms::pairs(&options.synonyms, &characters)
            .map_err(|error| WriteError::Build(BuildError::Synonyms(error)))?;
        let manifest =
            Manifest { documents: corpus.documents.len() as u32, synonyms, characters, ..Manifest::default() };
        let (manifest, terms) = pool.install(|| analysed(&mut corpus, manifest, options)).map_err(WriteError::Io)?;
        for (what, names) in [("fields", &manifest.fields), ("facets", &manifest.facets), ("sorts", &manifest.sorts)] {
            few(what, names).map_err(WriteError::Build)?;
        }
        Ok(Self { corpus, terms, manifest, pool, memory: options.memory })
    }

    /// Returns all documents in the order of their addresses, read back one by one.
    pub fn listed(&self) -> impl Iterator<Item = io::Result<Listed>> {
        (0..self.corpus.documents.len()).map(|id| {
            let document = self.corpus.read(id)?;
            Ok(Listed { title: shown_title(&document), url: document.url })
        })
    }

    /// Writes the index. An embedded one is a single file, `index`, uncompressed; of a sharded one
    /// every file is gzipped, and the manifest comes last.
    ///
    /// # Errors
    /// Any [`WriteError`].
    pub fn write(&self, form: Form, sink: &mut dyn Sink) -> Result<Written, WriteError> {
        let mut written = Written { build: 0, documents: self.manifest.documents, files: 0, bytes: 0 };
        let mut put = |path: &str, bytes: &[u8]| {
            written.files += 1;
            written.bytes += bytes.len() as u64;
            sink.put(path, bytes).map_err(WriteError::Io)
        };
        if form == Form::Embedded {
            let (bundle, build) = self.collected(form)?;
            put("index", &bundle.into_bytes())?;
            return Ok(Written { build, ..written });
        }
        // Texts that several documents have are put once.
        let mut paths = BTreeSet::new();
        let build = self.parts(form, |bytes| gzip(&bytes), &mut |part| {
            if paths.insert(part.path.clone()) { put(&part.path, &part.bytes) } else { Ok(()) }
        })?;
        Ok(Written { build, ..written })
    }

    /// Returns the index in memory.
    pub(crate) fn bundle(&self, form: Form) -> Result<Bundle, WriteError> {
        self.collected(form).map(|(bundle, _)| bundle)
    }

    fn collected(&self, form: Form) -> Result<(Bundle, u64), WriteError> {
        let mut parts: Vec<Part> = Vec::new();
        let build = self.parts(form, |bytes| bytes, &mut |part| {
            parts.push(part);
            Ok(())
        })?;
        let manifest = parts.pop_if(|part| part.id == PartId { kind: PartKind::Manifest, number: 0 });
        parts.sort_by_key(|part| part.id.to_u32());
        Ok((Bundle { manifest: manifest.map(|part| part.bytes).unwrap_or_default(), parts }, build))
    }

    fn parts(
        &self,
        form: Form,
        finish: Finish,
        put: &mut (dyn FnMut(Part) -> Result<(), WriteError> + Send),
    ) -> Result<u64, WriteError> {
        let parts = Parts { corpus: &self.corpus, terms: &self.terms, form, finish, memory: self.memory / 4 };
        self.pool.install(|| parts.write(self.manifest.clone(), put))
    }
}

/// Makes sure that an index holds so many `names`.
fn few(what: &'static str, names: &[String]) -> Result<(), BuildError> {
    if names.len() <= MAX_NAMES {
        return Ok(());
    }
    Err(BuildError::TooManyNames { what, found: names.len(), some: names.iter().take(NAMED).cloned().collect() })
}

/// Analyses the documents, and completes the manifest but for where the parts begin.
fn analysed(corpus: &mut Corpus, manifest: Manifest, options: &Options) -> io::Result<(Manifest, Terms)> {
    let vocabulary = Vocabulary::new(corpus, &manifest.characters, options.memory / 4)?;
    let conflation = if options.stemming {
        Conflation::new(&vocabulary.words, &corpus.languages, &manifest.characters)
    } else {
        Conflation::none(&vocabulary.words)
    };
    let endings = endings::endings(&vocabulary.words, &conflation, &corpus.languages);
    let boosts = corpus.documents.iter().map(|kept| kept.boost).collect();
    let impacts = Impacts::new(&vocabulary.lengths, boosts, options);
    let values = std::mem::take(&mut corpus.values);
    let mut vocabulary = vocabulary;
    let titles = std::mem::take(&mut vocabulary.titles);
    let directories = directories(corpus.documents.iter().map(|kept| &*kept.url));
    let listed = vec![(TermKind::Title, titles), (TermKind::Word, values.keys), (TermKind::Word, directories)];
    let terms = Terms::new(&vocabulary, &conflation, listed, &impacts, options)?;
    let manifest = Manifest {
        fields: vocabulary.fields.into_iter().collect(),
        facets: values.facets.into_iter().collect(),
        sorts: values.sorts.into_iter().collect(),
        endings,
        ..manifest
    };
    Ok((manifest, terms))
}
