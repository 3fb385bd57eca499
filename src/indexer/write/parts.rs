//! From the content of an index to its parts: encoded in parallel, given out in order.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use findlet_core::format::bodies::{self, Body};
use findlet_core::format::cards::{self, BodyRef, CardRecord, SUMMARY_CHARS};
use findlet_core::format::frame::{self, BuildId};
use findlet_core::format::{Manifest, PartId, PartKind};
use rayon::prelude::*;

use crate::aside::spool::{Extent, Spool};
use crate::bundle::Part;
use crate::collect::corpus::Corpus;
use crate::document::{BlockKind, Document};
use crate::error::BuildError;
use crate::options::{Form, Sharding};
use crate::sentence::{shorten, title};
use crate::weigh::terms::Terms;
use crate::write::common_words;
use crate::write::plan::{self, Plan, Targets, ranges, separators};
use crate::write::samples::Samples;

/// The manifest's file.
const MANIFEST: &str = "m.bin";

/// More shards than this are too many for a manifest that is always fetched.
const MANY_SHARDS: usize = 768;

/// Parts that are encoded before the first of them is given out: enough for any number of cores.
const WAVE: usize = 256;

/// What is done to a part in its frame before it is given out, in whatever thread encoded it.
pub(crate) type Finish = fn(Vec<u8>) -> Vec<u8>;

/// Gives out the parts of an index.
pub(crate) struct Parts<'a> {
    pub corpus: &'a Corpus,
    pub terms: &'a Terms,
    pub form: Form,
    pub finish: Finish,
    /// Bytes of payloads that stay in memory until the name of the build is known.
    pub memory: usize,
}

/// Where parts go.
type Put<'a> = dyn FnMut(Part) -> Result<(), BuildError> + 'a;

impl Parts<'_> {
    /// Calls `put` with all parts: bodies, terms, cards, common words, and last the manifest.
    /// Returns the id of the build. `manifest` is complete but for where the parts begin.
    pub fn write(&self, mut manifest: Manifest, put: &mut Put<'_>) -> Result<u64, BuildError> {
        let body_bytes: Vec<usize> = self.corpus.documents.iter().map(|kept| kept.body_bytes as usize).collect();
        let plan = Plan::new(self.targets(&body_bytes)?, &self.terms.entries, &body_bytes);
        let is_embedded = self.form == Form::Embedded;
        let mut embedded_bytes = 0;
        let texts = self.bodies(&plan, &mut |part| {
            embedded_bytes += part.bytes.len();
            put(part)
        })?;
        let common = if is_embedded { None } else { common_words::common(&self.terms.entries) };
        manifest.commons = u32::from(common.is_some());
        let mut payloads = self.payloads(&plan, &texts, common.as_deref())?;
        embedded_bytes +=
            payloads.kept.iter().map(|(_, place)| frame::HEADER_BYTES + place.bytes as usize).sum::<usize>();
        manifest.embedded_bytes = match u32::try_from(embedded_bytes) {
            _ if !is_embedded => 0,
            Ok(bytes) => bytes,
            Err(_) => return Err(BuildError::TooLarge(PartKind::Manifest)),
        };
        manifest.cards_per_part = plan.cards_per_part as u32;
        manifest.bodies = plan.bodies.len() as u32;
        manifest.shards = separators(&plan.shards, &self.terms.entries);
        payloads.add(PartKind::Manifest, 1, &|_| Ok(manifest.encode()))?;
        payloads.put(self.finish, put)
    }

    /// Encodes terms, cards and common words; the `texts` of the documents are there.
    fn payloads(&self, plan: &Plan, texts: &[BodyRef], common: Option<&[u8]>) -> Result<Payloads, BuildError> {
        let mut payloads = Payloads { kept: Vec::new(), spool: Spool::new(self.memory), build: BuildId::default() };
        let shards: Vec<Range<usize>> = ranges(&plan.shards, self.terms.entries.len()).collect();
        payloads.add(PartKind::Terms, shards.len(), &|at| self.terms.encode(shards[at].clone()))?;
        let (count, per_part) = (texts.len(), plan.cards_per_part);
        let cards = |at: usize| self.cards(at * per_part..count.min((at + 1) * per_part), texts);
        payloads.add(PartKind::Cards, count.div_ceil(per_part), &cards)?;
        payloads.add(PartKind::Common, usize::from(common.is_some()), &|_| Ok(common.unwrap_or_default().to_vec()))?;
        Ok(payloads)
    }

    /// Finds how large parts must be before compression, so that their files are as large as asked for.
    fn targets(&self, body_bytes: &[usize]) -> io::Result<Targets> {
        let Form::Sharded(Sharding { shard_bytes, cards_per_part, body_bytes: wanted }) = self.form else {
            let all = usize::MAX;
            return Ok(Targets { shard_bytes: all, cards_per_part: body_bytes.len(), body_bytes: all });
        };
        let terms = &self.terms.entries;
        let term = |at: usize| plan::bytes(&terms[at]);
        let total: usize = terms.iter().map(plan::bytes).sum();
        let shards = Samples {
            wanted: shard_bytes,
            count: terms.len(),
            bytes: &term,
            encode: &|range| self.terms.encode(range),
        };
        let body = |at: usize| body_bytes[at];
        let bodies = Samples { wanted, count: body_bytes.len(), bytes: &body, encode: &|range| self.body(range) };
        let shard_bytes = shards.uncompressed()?;
        let is_large = total / shard_bytes.max(1) > MANY_SHARDS;
        Ok(Targets {
            shard_bytes: if is_large { 2 * shard_bytes } else { shard_bytes },
            cards_per_part: cards_per_part as usize,
            body_bytes: bodies.uncompressed()?,
        })
    }

    /// Gives out the bodies. Returns of each document where its own is.
    fn bodies(&self, plan: &Plan, put: &mut Put<'_>) -> Result<Vec<BodyRef>, BuildError> {
        let packs: Vec<Range<usize>> = ranges(&plan.bodies, self.corpus.documents.len()).collect();
        let (mut refs, mut named) = (Vec::new(), BTreeMap::new());
        let make = |at: usize| {
            let id = PartId { kind: PartKind::Bodies, number: at as u32 };
            let payload = self.body(packs[at].clone())?;
            let content = frame::content_id(&payload);
            Ok((content, framed(id, content, &payload).map(self.finish)?))
        };
        in_order(packs.len(), &make, &mut |at, (content, bytes)| {
            let id = PartId { kind: PartKind::Bodies, number: at as u32 };
            let path = id.path(content);
            if let Some(other) = named.insert(content, at) {
                // Nearly always two pages with one text.
                let (a, b) = (self.body(packs[other].clone()), self.body(packs[at].clone()));
                if a? != b? {
                    return Err(BuildError::SameName(path));
                }
            }
            refs.extend((0..packs[at].len() as u32).map(|position| BodyRef { part: id.number, content, at: position }));
            put(Part { id, path, bytes })
        })?;
        Ok(refs)
    }

    fn body(&self, documents: Range<usize>) -> io::Result<Vec<u8>> {
        let bodies = documents.map(|id| Ok(self.corpus.read(id)?.blocks)).collect::<io::Result<Vec<Body<String>>>>()?;
        Ok(bodies::encode(&bodies))
    }

    fn cards(&self, documents: Range<usize>, texts: &[BodyRef]) -> io::Result<Vec<u8>> {
        let card = |id: usize| {
            let mut document = self.corpus.read(id)?;
            let way = self.corpus.ways.get(&document.url).filter(|_| document.metadata_value(WITHIN).is_none());
            document.metadata.extend(way.map(|way| (WITHIN.to_owned(), way.clone())));
            Ok(card(document, texts[id]))
        };
        Ok(cards::encode(&documents.map(card).collect::<io::Result<Vec<CardRecord>>>()?))
    }
}

/// The metadata with what tells a document from others of its title.
const WITHIN: &str = "within";

/// Payloads that wait for the name of the build, which is a hash of them.
struct Payloads {
    kept: Vec<(PartId, Extent)>,
    spool: Spool,
    build: BuildId,
}

impl Payloads {
    /// Adds `count` parts of a kind.
    fn add(
        &mut self,
        kind: PartKind,
        count: usize,
        make: &(dyn Fn(usize) -> io::Result<Vec<u8>> + Sync),
    ) -> Result<(), BuildError> {
        in_order(count, &|at| Ok(make(at)?), &mut |at, payload| {
            let id = PartId { kind, number: at as u32 };
            self.build.add(id, &payload);
            self.kept.push((id, self.spool.append(&payload)?));
            Ok(())
        })
    }

    /// Gives all of them out, and returns the id of the build.
    fn put(self, finish: Finish, put: &mut Put<'_>) -> Result<u64, BuildError> {
        let Self { kept, spool, build } = self;
        let build = build.finish();
        let make = |at: usize| {
            let (id, place) = kept[at];
            framed(id, build, &spool.read(place)?).map(finish)
        };
        in_order(kept.len(), &make, &mut |at, bytes| {
            let id = kept[at].0;
            let path = if id.kind == PartKind::Manifest { MANIFEST.to_owned() } else { id.path(build) };
            put(Part { id, path, bytes })
        })?;
        Ok(build)
    }
}

fn framed(id: PartId, name: u64, payload: &[u8]) -> Result<Vec<u8>, BuildError> {
    if u32::try_from(payload.len()).is_err() {
        return Err(BuildError::TooLarge(id.kind));
    }
    Ok(frame::encode(id, name, payload))
}

/// Calls `make` with the numbers below `count`, in parallel, and `take` with what it makes of them,
/// in order. A [`WAVE`] is in memory at a time.
fn in_order<T: Send>(
    count: usize,
    make: &(dyn Fn(usize) -> Result<T, BuildError> + Sync),
    take: &mut dyn FnMut(usize, T) -> Result<(), BuildError>,
) -> Result<(), BuildError> {
    for first in (0..count).step_by(WAVE) {
        let numbers = first..count.min(first + WAVE);
        let made: Vec<T> = numbers.clone().into_par_iter().map(make).collect::<Result<_, _>>()?;
        numbers.zip(made).try_for_each(|(at, made)| take(at, made))?;
    }
    Ok(())
}

fn card(document: Document, body: BodyRef) -> CardRecord {
    CardRecord {
        title: shown_title(&document),
        summary: shorten(document.summary.as_deref().or_else(|| lead(&document)).unwrap_or_default(), SUMMARY_CHARS),
        date: document.date.map_or(0, crate::document::Date::to_number),
        language: document.language.unwrap_or_default(),
        url: document.url,
        metadata: document.metadata,
        body,
    }
}

/// Paragraphs that may stand before the text: a date, an author, a line that includes a file.
const BEFORE_LEAD: usize = 8;

/// Returns the paragraph that a document begins with: the first of three words or a whole sentence that its title doesn't
/// say, or the first there is.
fn lead(document: &Document) -> Option<&str> {
    let says =
        |text: &&str| !text.is_ascii() || text.split_whitespace().nth(2).is_some() || text.ends_with(['.', '!', '?']);
    let mut first = document.texts(BlockKind::Paragraph).take(BEFORE_LEAD);
    first
        .find(|text| says(text) && !document.title.ends_with(text))
        .or_else(|| document.texts(BlockKind::Paragraph).next())
}

/// Returns the title, or the beginning of the text where there is none: a row needs a name.
pub(crate) fn shown_title(document: &Document) -> String {
    let first = document.blocks.first().map(|block| title(&block.text));
    if document.title.is_empty() { first.unwrap_or_default() } else { document.title.clone() }
}

#[cfg(test)]
mod tests {
    use super::lead;
    use crate::document::{Block, Document};

    fn led(title: &str, texts: &[&str]) -> String {
        let block = |text: &&str| Block { text: (*text).to_owned(), ..Block::default() };
        let blocks = texts.iter().map(block).collect();
        lead(&Document { title: title.to_owned(), blocks, ..Document::default() }).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_text_begins_behind_lines_that_say_nothing_of_it() {
        assert_eq!(led("Oar", &["#include <oar.h>", "Moves a boat."]), "Moves a boat.");
        assert_eq!(
            led("src/oar.h File Reference", &["oar.h File Reference", "Classes", "All that rows."]),
            "All that rows."
        );
        assert_eq!(led("Oars", &["2024-05-06", "Ann Lee", "They move boats"]), "They move boats");
        assert_eq!(led("船", &["船桨推动船只"]), "船桨推动船只");
    }

    #[test]
    fn what_says_something_or_stands_alone_is_where_a_text_begins() {
        assert_eq!(led("Oars", &["Row!", "They move boats."]), "Row!");
        assert_eq!(led("Oars", &["Wood, length, price", "They are sold in pairs."]), "Wood, length, price");
        assert_eq!(led("Oars", &["Classes", "Members"]), "Classes");
        assert_eq!(led("Oars", &[]), "");
    }
}
