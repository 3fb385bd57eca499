//! The façade: open a bundle, attach its parts, search it.

use crate::format::bodies::Bodies;
use crate::format::cards::Cards;
use crate::format::common::Common;
use crate::format::frame::{self, Frame};
use crate::format::terms::Terms;
use crate::format::{Bytes, Error, Manifest, Part, PartId, PartKind, Rule, Store};
use crate::query::{self, Answer, Explanation, Options, ParsedUnit, Suggestions};

/// A searchable bundle: its manifest, and those parts that are attached.
///
/// # Example
/// ```
/// # let bundle = findlet_core::format::frame::encode(
/// #     findlet_core::PartId { kind: findlet_core::PartKind::Manifest, number: 0 }, 1,
/// #     &findlet_core::format::Manifest { documents: 0, cards_per_part: 8, ..Default::default() }.encode());
/// use findlet_core::{Index, Options};
///
/// let mut index = Index::open(&bundle)?;
/// let answer = index.search("city", &Options::default());
/// for part in &answer.needs {
///     // fetch part.path, then index.attach(part, &bytes) or index.fail(part), and search again
/// }
/// # assert!(answer.complete && answer.hits.is_empty());
/// # Ok::<(), findlet_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Index {
    pub(crate) manifest: Manifest,
    pub(crate) parts: Store,
    pub(crate) build: u64,
    /// Counts searches; parts unused for longest are dropped first.
    pub(crate) clock: u32,
}

impl Index {
    /// Opens a manifest, or an embedded bundle: a manifest with all parts behind it.
    ///
    /// Copies the bytes once and checks all of them: O(bytes).
    ///
    /// # Errors
    /// Any [`Error`]; it is easier to say when there is none: the bytes are what this version's
    /// indexer wrote, whole and unchanged, or something that keeps every rule of the format.
    pub fn open(bundle: &[u8]) -> Result<Self, Error> {
        let head = frame::decode(bundle)?;
        if head.id != PartId::MANIFEST {
            return Err(Error::UnknownPart(head.id));
        }
        let payload = &bundle[frame::HEADER_BYTES..head.total_bytes()];
        let manifest = Manifest::decode(payload).ok_or(Error::Malformed(PartId::MANIFEST, Rule::Manifest))?;
        let embedded = manifest.embedded_bytes as usize;
        let mut index = Self { manifest, parts: Store::default(), build: head.build, clock: 0 };
        index.attach_embedded(bundle, head.total_bytes(), embedded)?;
        Ok(index)
    }

    fn attach_embedded(&mut self, bundle: &[u8], mut at: usize, embedded: usize) -> Result<(), Error> {
        let end = at.saturating_add(embedded);
        if bundle.len() < end {
            return Err(Error::Truncated { expected: end, found: bundle.len() });
        }
        if bundle.len() > end {
            return Err(Error::Malformed(PartId::MANIFEST, Rule::End));
        }
        let bundle = Bytes::new(&bundle[..end]);
        let mut expected = self.manifest.all_parts();
        while at < end {
            let part = frame::decode(&bundle[at..])?;
            let Some(id) = expected.next().filter(|id| id.in_frame() == part.id) else {
                return Err(Error::Malformed(part.id, Rule::AllParts));
            };
            self.attach_part(id, part, &bundle, at, true)?;
            at += part.total_bytes();
        }
        match expected.next().filter(|_| embedded > 0) {
            Some(missing) => Err(Error::Malformed(missing, Rule::AllParts)),
            None => Ok(()),
        }
    }

    /// Attaches the part `id`, in the place of what was attached as it before. O(bytes): all of it is
    /// checked. Whether bodies are those that the cards mean is seen when they are looked up: other
    /// ones count as failed.
    ///
    /// # Errors
    /// Any [`Error`]; the index is then as it was, and the part is still needed.
    pub fn attach(&mut self, id: PartId, bytes: &[u8]) -> Result<(), Error> {
        let part = frame::decode(bytes)?;
        if part.id != id.in_frame() {
            return Err(Error::UnknownPart(part.id));
        }
        if part.total_bytes() != bytes.len() {
            return Err(Error::Malformed(id, Rule::End));
        }
        self.attach_part(id, part, &Bytes::new(bytes), 0, false)
    }

    fn attach_part(&mut self, id: PartId, part: Frame, bytes: &Bytes, at: usize, is_pinned: bool) -> Result<(), Error> {
        let PartId { kind, number } = id;
        let manifest = &self.manifest;
        let payload = bytes.slice(at + frame::HEADER_BYTES, at + part.total_bytes());
        let Some(payload) = payload.filter(|_| number < manifest.parts(kind)) else {
            return Err(Error::UnknownPart(id));
        };
        let build = if kind == PartKind::Bodies { frame::content_id(&payload) } else { self.build };
        if part.build != build {
            return Err(Error::OtherBuild(id));
        }
        let size = payload.len();
        let checked = match kind {
            PartKind::Manifest => return Err(Error::UnknownPart(id)),
            PartKind::Terms => Terms::decode(payload, manifest.documents).map(Part::Terms),
            PartKind::Cards => Cards::decode(payload, manifest.cards_in(number), manifest.bodies).map(Part::Cards),
            PartKind::Bodies => Bodies::decode(payload, build).map(Part::Bodies),
            PartKind::Common => Common::decode(&payload).map(Part::Common),
        };
        let checked = checked.map_err(|rule| Error::Malformed(id, rule))?;
        self.parts.attach(id, checked, size, is_pinned);
        Ok(())
    }

    /// Notes that `id` could not be fetched: answers are then given without it and name it,
    /// until it is attached after all.
    pub fn fail(&mut self, id: PartId) {
        self.parts.fail(id);
    }

    /// Drops attached parts, those unused for longest first, until they hold at most `budget`
    /// bytes; returns how many they hold then. Never changes a result: what is searched again
    /// is needed again. Embedded parts stay.
    pub fn detach(&mut self, budget: usize) -> usize {
        self.parts.detach(budget)
    }

    /// Searches. The answer depends on the query, the options and the bundle only, never on
    /// which parts happen to be attached: those that are missing are named, and what it
    /// already holds is final.
    ///
    /// Never panics, for any query. Cost: the postings of the query's terms plus O(documents)
    /// per word, plus the texts of the hits asked for.
    pub fn search(&mut self, query: &str, options: &Options) -> Answer {
        self.clock = self.clock.saturating_add(1);
        query::answer(self, query, options)
    }

    /// Explains why `document` answers `query`: each of its terms that does, with what it adds
    /// to the score at most. What titles and closeness add is not among them. Nothing while the
    /// terms are not attached: search first. Cost: the postings of the query's terms.
    #[must_use]
    pub fn explain(&self, query: &str, document: u32, options: &Options) -> Vec<Explanation> {
        query::explain(self, query, document, options)
    }

    /// Returns how the word being typed may go on, at most `limit` words, and what the query may
    /// have meant. Cost: that of a search without hits.
    pub fn suggest(&mut self, query: &str, limit: u32) -> Suggestions {
        self.clock = self.clock.saturating_add(1);
        query::suggest(self, query, limit)
    }

    /// Returns how `query` is understood, piece by piece. Linear in the query.
    #[must_use]
    pub fn parse(&self, query: &str) -> Vec<ParsedUnit> {
        query::parsed(query, &self.manifest.fields)
    }

    /// Returns the manifest.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }
}
