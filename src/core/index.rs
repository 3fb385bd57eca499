//! The façade: open a bundle, attach its parts, search it.

use crate::format::{Attached, Error, Manifest, PartId};
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
    pub(crate) bundle: Attached,
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
        Ok(Self { bundle: Attached::open(bundle)? })
    }

    /// Attaches the part `id`, in the place of what was attached as it before. O(bytes): all of it is
    /// checked. Whether bodies are those that the cards mean is seen when they are looked up: other
    /// ones count as failed.
    ///
    /// # Errors
    /// Any [`Error`]; the index is then as it was, and the part is still needed.
    pub fn attach(&mut self, id: PartId, bytes: &[u8]) -> Result<(), Error> {
        self.bundle.attach(id, bytes)
    }

    /// Notes that `id` could not be fetched: answers are then given without it and name it,
    /// until it is attached after all.
    pub fn fail(&mut self, id: PartId) {
        self.bundle.fail(id);
    }

    /// Drops attached parts, those unused for longest first, until they hold at most `budget`
    /// bytes; returns how many they hold then. Never changes a result: what is searched again
    /// is needed again. Embedded parts stay.
    pub fn detach(&mut self, budget: usize) -> usize {
        self.bundle.detach(budget)
    }

    /// Searches. The answer depends on the query, the options and the bundle only, never on
    /// which parts happen to be attached: those that are missing are named, and what it
    /// already holds is final.
    ///
    /// Never panics, for any query. Cost: the postings of the query's terms plus O(documents)
    /// per word, plus the texts of the hits asked for.
    pub fn search(&mut self, query: &str, options: &Options) -> Answer {
        self.bundle.tick();
        query::answer(&self.bundle, query, options)
    }

    /// Explains why `document` answers `query`: each of its terms that does, with what it adds
    /// to the score at most. What titles and proximity add is not among them. Nothing while the
    /// terms are not attached: search first. Cost: the postings of the query's terms.
    #[must_use]
    pub fn explain(&self, query: &str, document: u32, options: &Options) -> Vec<Explanation> {
        query::explain(&self.bundle, query, document, options)
    }

    /// Returns how the word being typed may go on, at most `limit` words, and what the query may
    /// have meant. Cost: that of a search without hits.
    pub fn suggest(&mut self, query: &str, limit: u32) -> Suggestions {
        self.bundle.tick();
        query::suggest(&self.bundle, query, limit)
    }

    /// Returns how `query` is understood, piece by piece: as a search that has all terms that it needs does. While
    /// they are not attached, an operator is taken for one. Cost: the postings of what it excludes and of its fields.
    #[must_use]
    pub fn parse(&self, query: &str) -> Vec<ParsedUnit> {
        query::parsed(&self.bundle, query)
    }

    /// Returns the manifest.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.bundle.manifest
    }
}
