//! Queries: whatever is typed is answered, and the answer keeps its own rules.

use std::cell::RefCell;

use arbitrary::{Arbitrary, Result, Unstructured};
use findlet_core::query::Factor;
use findlet_core::{Answer, Filter, Index, Options, PartId, PartKind, Sort, Test};
use findlet_indexer::{Bundle, Form};

use super::sample;

thread_local! {
    /// The sample's index in one piece, and in parts that are fetched.
    static OPENED: RefCell<(Index, Bundle)> = RefCell::new({
        let whole = sample::bundle(Form::Embedded).into_bytes();
        (Index::open(&whole).expect("it was just built"), sample::bundle(sample::SHARDED))
    });
}

/// Any query with any options, over an index in one piece and over one in parts.
pub fn query(data: &[u8]) {
    let mut bytes = Unstructured::new(data);
    let Ok(options) = any_options(&mut bytes) else { return };
    let query = String::from_utf8_lossy(bytes.take_rest()).into_owned();
    OPENED.with_borrow_mut(|(whole, bundle)| {
        check(whole, &query, &options);
        let mut index = Index::open(&bundle.manifest).expect("it was just built");
        let answer = fetch(&mut index, bundle, &query, &options);
        assert!(answer.complete, "all parts are there");
        check(&mut index, &query, &options);
        // What one form finds with nothing corrected, the other does: they look for corrections elsewhere.
        let exact =
            Options { factors: options.factors.without(Factor::Corrected).without(Factor::Proximity), ..options };
        let (whole, parts) = (whole.search(&query, &exact), fetch(&mut index, bundle, &query, &exact));
        assert_eq!((whole.total, whole.unknown), (parts.total, parts.unknown), "{query}");
    });
}

/// Searches as a client does.
pub fn fetch(index: &mut Index, bundle: &Bundle, query: &str, options: &Options) -> Answer {
    for _ in 0..16 {
        let answer = index.search(query, options);
        if answer.needs.is_empty() {
            return answer;
        }
        for need in &answer.needs {
            let part = bundle.parts.iter().find(|part| part.id.to_u32() == need.id && part.path == need.path);
            let id = PartId::from_u32(need.id).expect("what is needed has a name");
            match part.map(|part| index.attach(id, &part.bytes)) {
                Some(Ok(())) => {}
                _ => index.fail(id),
            }
        }
    }
    panic!("{query:?} takes more than 16 rounds");
}

/// Searches an index that may hold anything in many ways.
pub fn exercise(index: &mut Index) {
    let filters = ["topic", "price"].map(|name| {
        [Test::Any(vec!["trade".to_owned()]), Test::Between(-9.0, 9.0)]
            .map(|test| Filter { name: name.to_owned(), test })
    });
    let asked = Options {
        filters: filters.into_iter().flatten().collect(),
        facets: vec!["topic".to_owned()],
        sort: Some(Sort { name: "price".to_owned(), descending: true }),
        ..Options::default()
    };
    let scoped = Options { scope: "a/".to_owned(), ..Options::default() };
    check(index, "city", &asked);
    check(index, "city", &scoped);
    // Each word takes time in proportion to the documents that the manifest announces.
    let queries: &[&str] = if index.manifest().documents > 1 << 14 { &QUERIES[..3] } else { &QUERIES };
    for query in queries {
        check(index, query, &Options::default());
    }
    let _ = index.explain("city covd", 1, &asked);
    for number in 0..index.manifest().parts(PartKind::Terms).min(8) {
        let _ = index.terms(number);
    }
    for document in 0..index.manifest().documents.min(8) {
        let _ = (index.card(document), index.text(document));
    }
}

const QUERIES: [&str; 14] = [
    "c",
    "agreements",
    "\"the city\" -zebra",
    "",
    "aggreement ",
    "thành phố",
    "京",
    "covid-19",
    "title:for source:VNA",
    "hq city",
    "city m",
    "rivr OR mayor ",
    "-\"a mayor\" river",
    "getelemnt govern",
];

/// Searches, and compares the answer with what is promised of every answer.
pub fn check(index: &mut Index, query: &str, options: &Options) {
    let answer = index.search(query, options);
    let hits = answer.hits.len();
    assert!(hits <= options.limit as usize && hits <= answer.total as usize, "{hits} of {}", answer.total);
    assert!(answer.unchecked <= answer.total && answer.total <= index.manifest().documents);
    assert_eq!(answer.complete, answer.needs.is_empty() && answer.failed.is_empty());
    assert_eq!(index.search(query, options), answer, "a search twice answers twice the same");
    for hit in answer.hits {
        assert!(hit.document < index.manifest().documents);
        let title = hit.card.into_iter().map(|card| (card.title, card.title_ranges));
        let sections = hit.sections.into_iter().flat_map(|section| {
            let excerpt = section.excerpt.map(|excerpt| (excerpt.text, excerpt.ranges));
            excerpt.into_iter().chain([(section.title, section.title_ranges)])
        });
        let excerpt = hit.excerpt.map(|excerpt| (excerpt.text, excerpt.ranges));
        for (text, ranges) in excerpt.into_iter().chain(title).chain(sections) {
            let units = text.encode_utf16().count() as u32;
            assert!(ranges.iter().all(|(start, end)| start < end && *end <= units), "marks are in the text");
            assert!(ranges.is_sorted_by(|a, b| a.1 <= b.0), "marks follow each other");
        }
    }
    let units: Vec<u16> = query.encode_utf16().collect();
    for unit in index.parse(query) {
        let (start, end) = (unit.range.0 as usize, unit.range.1 as usize);
        assert_eq!(String::from_utf16(&units[start..end]).ok(), Some(unit.text));
    }
    assert!(index.suggest(query, 5).completions.len() <= 5);
}

/// Any options, most of them about what the sample has.
pub fn any_options(bytes: &mut Unstructured<'_>) -> Result<Options> {
    let mut options = Options::default();
    let said: u8 = bytes.arbitrary()?;
    if said & 1 > 0 {
        (options.limit, options.offset) = (u32::arbitrary(bytes)?, u32::arbitrary(bytes)?);
        // Hits are made one by one.
        options.limit %= 200;
    }
    if said & 2 > 0 {
        for _ in 0..bytes.int_in_range(0..=3)? {
            options.filters.push(any_filter(bytes)?);
        }
    }
    if said & 4 > 0 {
        options.facets = vec![any_name(bytes)?, any_name(bytes)?];
    }
    if said & 8 > 0 {
        options.sort = Some(Sort { name: any_name(bytes)?, descending: bytes.arbitrary()? });
    }
    if said & 16 > 0 {
        options.scope = if bytes.arbitrary()? { "a/".to_owned() } else { bytes.arbitrary()? };
    }
    if said & 32 > 0 {
        for factor in Factor::ALL {
            options.factors = options.factors.with(*factor, u8::arbitrary(bytes)?.into());
        }
    }
    options.excerpts = said & 64 == 0;
    Ok(options)
}

fn any_filter(bytes: &mut Unstructured<'_>) -> Result<Filter> {
    let values = vec![any_value(bytes)?, any_value(bytes)?];
    let test = match bytes.int_in_range(0..=3)? {
        0 => Test::Any(values),
        1 => Test::All(values),
        2 => Test::None(values),
        _ => Test::Between(bytes.arbitrary()?, bytes.arbitrary()?),
    };
    Ok(Filter { name: any_name(bytes)?, test })
}

fn any_name(bytes: &mut Unstructured<'_>) -> Result<String> {
    let names = ["topic", "price", "date", "title", "source", ""];
    Ok(match bytes.int_in_range(0..=6)? {
        6 => bytes.arbitrary()?,
        at => names[at].to_owned(),
    })
}

fn any_value(bytes: &mut Unstructured<'_>) -> Result<String> {
    Ok(if bytes.ratio(3, 4)? { (*bytes.choose(&["trade", "health"])?).to_owned() } else { bytes.arbitrary()? })
}
