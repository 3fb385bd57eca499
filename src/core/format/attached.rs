//! A bundle as far as it is attached: all that a search reads.

use super::bodies::Bodies;
use super::bytes::Bytes;
use super::cards::Cards;
use super::common::Common;
use super::error::{Error, Rule};
use super::frame::{self, Frame};
use super::manifest::Manifest;
use super::part::{PartId, PartKind};
use super::store::{Found, Part, Store};
use super::terms::Terms;

/// A manifest, and those of its parts that are attached.
#[derive(Debug)]
pub(crate) struct Attached {
    pub manifest: Manifest,
    parts: Store,
    build: u64,
    /// Counts searches; parts unused for longest are dropped first.
    clock: u32,
}

impl Attached {
    /// Opens a manifest, or an embedded bundle: a manifest with all parts behind it. Copies the bytes
    /// once and checks all of them: O(bytes).
    pub fn open(bundle: &[u8]) -> Result<Self, Error> {
        let head = frame::decode(bundle)?;
        if head.id != PartId::MANIFEST {
            return Err(Error::UnknownPart(head.id));
        }
        let payload = &bundle[frame::HEADER_BYTES..head.total_bytes()];
        let manifest = Manifest::decode(payload).ok_or(Error::Malformed(PartId::MANIFEST, Rule::Manifest))?;
        let embedded = manifest.embedded_bytes as usize;
        let mut attached = Self { manifest, parts: Store::default(), build: head.build, clock: 0 };
        attached.attach_embedded(bundle, head.total_bytes(), embedded)?;
        Ok(attached)
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
            let next = at + part.total_bytes();
            self.attach_part(id, part, bundle.slice(at + frame::HEADER_BYTES, next), true)?;
            at = next;
        }
        match expected.next().filter(|_| embedded > 0) {
            Some(missing) => Err(Error::Malformed(missing, Rule::AllParts)),
            None => Ok(()),
        }
    }

    /// Attaches the part `id`, in the place of what was attached as it before; after an error, all is as
    /// it was. Whether bodies are those that the cards mean is seen when they are looked up.
    pub fn attach(&mut self, id: PartId, bytes: &[u8]) -> Result<(), Error> {
        let part = frame::decode(bytes)?;
        if part.id != id.in_frame() {
            return Err(Error::UnknownPart(part.id));
        }
        if part.total_bytes() != bytes.len() {
            return Err(Error::Malformed(id, Rule::End));
        }
        let payload = Bytes::new(bytes).slice(frame::HEADER_BYTES, bytes.len());
        self.attach_part(id, part, payload, false)
    }

    fn attach_part(&mut self, id: PartId, part: Frame, payload: Option<Bytes>, is_pinned: bool) -> Result<(), Error> {
        let PartId { kind, number } = id;
        let manifest = &self.manifest;
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

    /// Notes that `id` could not be fetched.
    pub fn fail(&mut self, id: PartId) {
        self.parts.fail(id);
    }

    /// Drops attached parts, those unused for longest first, until they hold at most `budget` bytes;
    /// returns how many they hold then. Embedded parts stay.
    pub fn detach(&mut self, budget: usize) -> usize {
        self.parts.detach(budget)
    }

    /// Returns what became of the part `id`, and notes that it was used now.
    pub fn get(&self, id: PartId) -> Found<'_> {
        self.parts.get(id, self.clock)
    }

    /// Notes that a search begins: what it uses is used later than all before.
    pub fn tick(&mut self) {
        self.clock = self.clock.saturating_add(1);
    }
}
