//! An index that is ready to be written.

use std::collections::BTreeSet;
use std::io;

use findlet_core::format::{Manifest, PartId, PartKind};

use crate::aside::gzip::gzip;
use crate::bundle::{Bundle, Part};
use crate::collect::corpus::Corpus;
use crate::error::BuildError;
use crate::options::Form;
use crate::threads::Threads;
use crate::weigh::terms::Terms;
use crate::write::parts::{Finish, Parts, shown_title};
use crate::write::sink::{Listed, Sink, Written};

/// An index that can be written, in one form or several.
#[derive(Debug)]
pub struct Content {
    pub(crate) corpus: Corpus,
    pub(crate) terms: Terms,
    /// Complete but for where the parts begin.
    pub(crate) manifest: Manifest,
    pub(crate) threads: Threads,
    pub(crate) memory: usize,
}

impl Content {
    /// Returns all documents in the order of their addresses, read back one by one.
    pub fn listed(&self) -> impl Iterator<Item = io::Result<Listed>> {
        let documents = &self.corpus.documents;
        let mut ids: Vec<usize> = (0..documents.len()).collect();
        ids.sort_unstable_by(|a, b| documents[*a].url.cmp(&documents[*b].url));
        ids.into_iter().map(|id| {
            let document = self.corpus.read(id)?;
            Ok(Listed { title: shown_title(&document), url: document.url })
        })
    }

    /// Returns the names of the fields that a query can name.
    #[must_use]
    pub fn fields(&self) -> &[String] {
        &self.manifest.fields
    }

    /// Writes the index. An embedded one is a single file, `index`, uncompressed; of a sharded one
    /// every file is gzipped, and the manifest comes last.
    ///
    /// # Errors
    /// Any [`BuildError`].
    pub fn write(&self, form: Form, sink: &mut dyn Sink) -> Result<Written, BuildError> {
        let mut written = Written { build: 0, documents: self.manifest.documents, files: 0, bytes: 0 };
        let mut put = |path: &str, bytes: &[u8]| -> Result<(), BuildError> {
            written.files += 1;
            written.bytes += bytes.len() as u64;
            Ok(sink.put(path, bytes)?)
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
    pub(crate) fn bundle(&self, form: Form) -> Result<Bundle, BuildError> {
        self.collected(form).map(|(bundle, _)| bundle)
    }

    fn collected(&self, form: Form) -> Result<(Bundle, u64), BuildError> {
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
        put: &mut (dyn FnMut(Part) -> Result<(), BuildError> + Send),
    ) -> Result<u64, BuildError> {
        let parts = Parts { corpus: &self.corpus, terms: &self.terms, form, finish, memory: self.memory / 4 };
        self.threads.install(|| parts.write(self.manifest.clone(), put))
    }
}
