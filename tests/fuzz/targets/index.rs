//! Files of an index, of which any byte may be wrong: opened and attached, they are refused with a reason or can be
//! searched.

use std::sync::OnceLock;

use findlet_core::format::cards::{self, CardRecord};
use findlet_core::format::frame;
use findlet_core::{Index, PartId, PartKind};
use findlet_indexer::Bundle;

use super::frames::{reframe, repair};
use super::sample;
use super::searched::exercise;

/// An embedded bundle, or the manifest of a sharded one: as it is, with the right checksums, and with the right lengths
/// too.
pub fn open(data: &[u8]) {
    let mut repaired = data.to_vec();
    repair(&mut repaired);
    for bytes in [data, &repaired, &reframe(data)] {
        match Index::open(bytes) {
            Ok(mut index) => exercise(&mut index),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

/// A part of a bundle whose other parts are whole: the first byte says which, the rest is its payload.
pub fn attach(data: &[u8]) {
    let Some((which, payload)) = data.split_first() else { return };
    let bundle = bundle();
    let Some(part) = bundle.parts.get(usize::from(*which) % (bundle.parts.len() + 1)) else {
        let manifest = frame::encode(PartId { kind: PartKind::Manifest, number: 0 }, build_id(bundle), payload);
        return attach_all(&manifest, bundle, None);
    };
    let is_body = part.id.kind == PartKind::Bodies;
    let build = if is_body { frame::content_id(payload) } else { build_id(bundle) };
    let bytes = frame::encode(part.id, build, payload);
    attach_all(&bundle.manifest, bundle, Some((part.id, &bytes)));
}

fn bundle() -> &'static Bundle {
    static BUNDLE: OnceLock<Bundle> = OnceLock::new();
    BUNDLE.get_or_init(|| sample::bundle(sample::SHARDED))
}

fn build_id(bundle: &Bundle) -> u64 {
    frame::decode(&bundle.manifest).map(|frame| frame.build).expect("it was just built")
}

/// Attaches every part, the changed one in its place, and searches.
fn attach_all(manifest: &[u8], bundle: &Bundle, changed: Option<(PartId, &[u8])>) {
    let Ok(mut index) = Index::open(manifest) else { return };
    for part in &bundle.parts {
        let bytes = changed.filter(|(id, _)| *id == part.id).map_or(part.bytes.as_slice(), |(_, bytes)| bytes);
        if index.attach(part.id, bytes).is_err() {
            index.fail(part.id);
        }
    }
    if let Some((id, bytes)) = changed.filter(|(id, _)| id.kind == PartKind::Bodies) {
        mean(&mut index, id.number, frame::content_id(&bytes[frame::HEADER_BYTES..]));
    }
    exercise(&mut index);
}

/// Makes the cards mean part `number` of bodies with another content, so that its texts are read.
fn mean(index: &mut Index, number: u32, content: u64) {
    let manifest = index.manifest().clone();
    let build = build_id(bundle());
    for part in 0..manifest.parts(PartKind::Cards) {
        let first = part * manifest.cards_per_part;
        let documents = first..manifest.documents.min(first + manifest.cards_per_part);
        let mut records: Vec<CardRecord> = documents.filter_map(|document| index.card(document)).collect();
        for record in records.iter_mut().filter(|record| record.body.part == number) {
            record.body.content = content;
        }
        let id = PartId { kind: PartKind::Cards, number: part };
        index.attach(id, &frame::encode(id, build, &cards::encode(&records))).expect("only contents changed");
    }
}
