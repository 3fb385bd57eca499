//! Indexes that keep every rule of the format and none of the writer's: any terms of any kind and class, any cards,
//! texts, endings, synonyms and characters.

use arbitrary::{Arbitrary, Result, Unstructured};
use findlet_core::format::bodies::{self, Block, BlockKind};
use findlet_core::format::cards::{self, BodyRef, CardRecord};
use findlet_core::format::postings::Posting;
use findlet_core::format::terms::{self, Class, Term, TermKind};
use findlet_core::format::{Manifest, frame, keys};
use findlet_core::text::{CharacterRange, Characters, Class as CharacterClass};
use findlet_core::{Index, PartId, PartKind};

use super::searched::{any_options, check};

/// Any index, searched for any query with any options.
pub fn search(data: &[u8]) {
    let mut bytes = Unstructured::new(data);
    let Ok((bundle, options)) = any_bundle(&mut bytes).and_then(|bundle| Ok((bundle, any_options(&mut bytes)?))) else {
        return;
    };
    let query = any_query(&mut bytes).unwrap_or_default();
    match Index::open(&bundle) {
        Ok(mut index) => check(&mut index, &query, &options),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

const WORDS: [&str; 16] = [
    "", "a", "an", "city", "cities", "citymap", "river", "rivers", "dong", "東", "東京", "covid", "19", "covid19",
    "the", "mayor",
];

fn word(bytes: &mut Unstructured<'_>) -> Result<String> {
    Ok(if bytes.ratio(7, 8)? { (*bytes.choose(&WORDS)?).to_owned() } else { String::arbitrary(bytes)? })
}

fn words(bytes: &mut Unstructured<'_>, most: usize) -> Result<Vec<String>> {
    (0..bytes.int_in_range(0..=most)?).map(|_| word(bytes)).collect()
}

fn text(bytes: &mut Unstructured<'_>) -> Result<String> {
    Ok(words(bytes, 6)?.join(" "))
}

fn any_query(bytes: &mut Unstructured<'_>) -> Result<String> {
    let mut query = String::new();
    for _ in 0..bytes.int_in_range(0..=5)? {
        query.push_str(bytes.choose(&["", " ", " ", " ", " -", " \"", "\" ", " OR ", "title:", "*", "* ", "-"])?);
        query.push_str(&word(bytes)?);
    }
    query.push_str(bytes.choose(&["", " ", "\""])?);
    Ok(query)
}

fn any_bundle(bytes: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    // Mostly few: every word takes time in proportion to them.
    let documents = if bytes.ratio(63, 64)? { bytes.int_in_range(1..=30)? } else { bytes.int_in_range(1..=50_000)? };
    let cards_per_part = if documents > 30 { documents } else { bytes.int_in_range(1..=31)? };
    let bodies: Vec<Vec<u8>> = (0..bytes.int_in_range(1..=3)?).map(|_| any_bodies(bytes)).collect::<Result<_>>()?;
    let manifest = any_manifest(bytes)?;
    let shards = manifest.shards.iter().map(|_| any_terms(bytes, documents)).collect::<Result<Vec<_>>>()?;
    let build = 7;
    let mut parts = Vec::new();
    let mut add = |kind, number, name, payload: &[u8]| {
        parts.extend(frame::encode(PartId { kind, number }, name, payload));
    };
    for (number, terms) in (0..).zip(&shards) {
        add(PartKind::Terms, number, build, terms);
    }
    for number in 0..documents.div_ceil(cards_per_part) {
        let count = cards_per_part.min(documents - number * cards_per_part);
        add(PartKind::Cards, number, build, &any_cards(bytes, count, &bodies)?);
    }
    for payload in &bodies {
        add(PartKind::Bodies, 0, frame::content_id(payload), payload);
    }
    let counts = [documents, cards_per_part, bodies.len() as u32, parts.len() as u32];
    let [documents, cards_per_part, bodies, embedded_bytes] = counts;
    let manifest = Manifest { documents, cards_per_part, bodies, embedded_bytes, ..manifest };
    Ok([frame::encode(PartId { kind: PartKind::Manifest, number: 0 }, build, &manifest.encode()), parts].concat())
}

/// Any tables; its counts are of what comes behind it.
fn any_manifest(bytes: &mut Unstructured<'_>) -> Result<Manifest> {
    let pairs = |bytes: &mut Unstructured<'_>| -> Result<Vec<(String, String)>> {
        (0..bytes.int_in_range(0..=4)?).map(|_| Ok((text(bytes)?, text(bytes)?))).collect()
    };
    let mut shards = words(bytes, 3)?;
    shards.push(String::new());
    shards.sort();
    shards.dedup();
    let names = |bytes: &mut Unstructured<'_>| -> Result<Vec<String>> {
        Ok(if bytes.arbitrary()? { vec!["topic".to_owned(), "title".to_owned()] } else { words(bytes, 2)? })
    };
    Ok(Manifest {
        shards,
        fields: names(bytes)?,
        facets: names(bytes)?,
        sorts: names(bytes)?,
        endings: pairs(bytes)?,
        synonyms: pairs(bytes)?,
        characters: any_characters(bytes)?,
        ..Manifest::default()
    })
}

fn any_characters(bytes: &mut Unstructured<'_>) -> Result<Characters> {
    let classes = [CharacterClass::Separator, CharacterClass::Word, CharacterClass::Mark, CharacterClass::Unspaced];
    let mut folds = Vec::new();
    let mut source = 0x80;
    for _ in 0..bytes.int_in_range(0..=4)? {
        source += bytes.int_in_range(0..=0x4000)?;
        folds.push((source, text(bytes)?.replace('\0', "")));
        source += 1;
    }
    let (mut ranges, mut first) = (Vec::new(), 0x80);
    for _ in 0..bytes.int_in_range(0..=4)? {
        first += bytes.int_in_range(0..=0x4000)?;
        let last = first + bytes.int_in_range(0..=0x2000)?;
        ranges.push(CharacterRange { first, last, class: *bytes.choose(&classes)? });
        first = last + 1;
    }
    let mut folds = folds.iter().map(|(source, to)| (*source, to.as_str()));
    Ok(Characters::new(&mut folds, ranges).unwrap_or_default())
}

fn any_terms(bytes: &mut Unstructured<'_>, documents: u32) -> Result<Vec<u8>> {
    const KINDS: [TermKind; 6] =
        [TermKind::Word, TermKind::Variant, TermKind::Name, TermKind::Alias, TermKind::Stop, TermKind::Prefix];
    let mut keys = Vec::new();
    for _ in 0..bytes.int_in_range(1..=24)? {
        keys.push(any_key(bytes)?);
    }
    keys.sort();
    keys.dedup();
    let classes = vec![any_class(bytes, documents)?, any_class(bytes, documents)?];
    let mut terms = Vec::new();
    for key in keys {
        let mut kind = *bytes.choose(&KINDS)?;
        let class = if bytes.arbitrary()? { Some(bytes.int_in_range(0..=1)?) } else { None };
        let class = class.filter(|_| kind != TermKind::Prefix);
        if class.is_none() && kind == TermKind::Alias {
            kind = TermKind::Word;
        }
        let postings = if kind == TermKind::Alias { vec![] } else { any_postings(bytes, documents)? };
        let completed = if kind == TermKind::Prefix { bytes.int_in_range(0..=documents)? } else { 0 };
        terms.push(Term { key, kind, class, postings, completed });
    }
    Ok(terms::encode(&terms, &classes))
}

fn any_class(bytes: &mut Unstructured<'_>, documents: u32) -> Result<Class> {
    Ok(Class { documents: bytes.int_in_range(0..=documents)?, keys: words(bytes, 4)? })
}

fn any_key(bytes: &mut Unstructured<'_>) -> Result<String> {
    let word = word(bytes)?;
    Ok(match bytes.int_in_range(0..=9)? {
        0 => keys::variant(&word, &self::word(bytes)?),
        1 => keys::name(&[&word, &self::word(bytes)?]),
        2 => keys::field("title", &word),
        3 => keys::facet("topic", &word),
        4 => keys::sort("topic", &word),
        5 | 6 => keys::prefix(&word),
        _ => word,
    })
}

fn any_postings(bytes: &mut Unstructured<'_>, documents: u32) -> Result<Vec<Posting>> {
    let (mut postings, mut next) = (Vec::new(), 0);
    for _ in 0..bytes.int_in_range(1..=12)? {
        let document =
            next + if documents > 30 { bytes.int_in_range(0..=documents)? } else { bytes.int_in_range(0..=3)? };
        if document >= documents {
            break;
        }
        postings.push(Posting { document, impact: bytes.int_in_range(1..=32)? });
        next = document + 1;
    }
    if postings.is_empty() {
        postings.push(Posting { document: documents - 1, impact: 32 });
    }
    Ok(postings)
}

fn any_cards(bytes: &mut Unstructured<'_>, count: u32, bodies: &[Vec<u8>]) -> Result<Vec<u8>> {
    let mut body = BodyRef::default();
    let mut records = Vec::new();
    for at in 0..count {
        let has_next = body.part as usize + 1 < bodies.len();
        if at == 0 || has_next && bytes.ratio(1, 4)? {
            let part = if at == 0 { bytes.int_in_range(0..=bodies.len() as u32 - 1)? } else { body.part + 1 };
            let content = bodies.get(part as usize).map_or(0, |payload| frame::content_id(payload));
            body = BodyRef { part, content, at: 0 };
        }
        let metadata = if bytes.ratio(1, 4)? { vec![(word(bytes)?, text(bytes)?)] } else { vec![] };
        let date = bytes.int_in_range(0..=u32::MAX)?;
        let [url, title, summary, language] = [word(bytes)?, text(bytes)?, text(bytes)?, word(bytes)?];
        records.push(CardRecord { url, title, summary, date, language, metadata, body });
        body.at += 1;
    }
    Ok(cards::encode(&records))
}

fn any_bodies(bytes: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    const KINDS: [BlockKind; 4] = [BlockKind::Caption, BlockKind::Summary, BlockKind::Heading, BlockKind::Paragraph];
    let mut all = Vec::new();
    for _ in 0..bytes.int_in_range(0..=8)? {
        let mut body = Vec::new();
        for _ in 0..bytes.int_in_range(0..=3)? {
            body.push(Block { kind: *bytes.choose(&KINDS)?, text: text(bytes)?, anchor: word(bytes)? });
        }
        all.push(body);
    }
    Ok(bodies::encode(&all))
}
