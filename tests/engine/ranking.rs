//! Which documents come first: against the oracle here, and as facts in the files beside.

mod bad_input;
mod bounds;
mod explain;
mod filters;
mod inflections;
mod limits;
mod names;
mod operators;
mod order;
mod relaxation;
mod sections;
mod synonyms;
mod typos;

use std::collections::BTreeSet;

use findlet_core::query::{
    Factor, Factors, MAX_COMPLETIONS, MAX_CORRECTIONS, MAX_FORMS, MAX_WORDS, MatchKind, PROXIMITY_BYTES,
    PROXIMITY_HITS, RELAX_BELOW,
};
use findlet_core::{Answer, Excerpt, Index, Options as SearchOptions, Work};
use findlet_indexer::{Block, BlockKind, Date, Document, Form, Options, Synonym, Weight, build};
use proptest::prelude::*;

use crate::oracle::{Asked, Oracle, Ranked, Unit};
use crate::support::{TINY_PARTS, bundle, embedded, search, search_in_rounds};
use crate::words::{TYPED, VOCABULARY};

/// Words without compounds and the like, which have one token each.
const SIMPLE: [&str; 10] =
    ["city", "cities", "river", "rivers", "agreement", "agreed", "dong", "people", "the", "government"];

/// Words that documents and queries of one case are made of.
type Words = Vec<&'static str>;

fn text_of(words: &Words, count: std::ops::Range<usize>) -> impl Strategy<Value = String> + use<> {
    proptest::collection::vec(prop::sample::select(words.clone()), count).prop_map(|words| words.join(" "))
}

/// Mostly one.
fn any_weight() -> impl Strategy<Value = Weight> {
    let factor = prop_oneof![6 => Just(1.0), 1 => Just(0.0), 1 => Just(0.25), 1 => Just(2.5)];
    factor.prop_map(|factor| Weight::new(factor).unwrap())
}

fn any_document(words: &Words) -> impl Strategy<Value = Document> + use<> {
    let kinds = vec![BlockKind::Caption, BlockKind::Summary, BlockKind::Heading, BlockKind::Paragraph];
    let block = (prop::sample::select(kinds), text_of(words, 0..12), any_weight());
    let blocks = proptest::collection::vec(block, 0..4);
    let keywords = proptest::collection::vec(text_of(words, 1..3), 0..2);
    let links = proptest::collection::vec((text_of(words, 1..3), prop_oneof![3 => 0..4u32, 1 => 10..99u32]), 0..3);
    let aliases = proptest::collection::vec(text_of(words, 1..3), 0..2);
    let source = proptest::option::of(text_of(words, 1..4));
    let date = proptest::option::of(prop::sample::select(vec!["2022-12-03", "2022-01-31", "2022-12-12"]));
    (text_of(words, 0..4), blocks, keywords, (links, aliases, date), source, any::<bool>(), any_weight()).prop_map(
        |(title, blocks, keywords, (links, aliases, date), source, is_english, boost)| Document {
            boost,
            date: date.and_then(Date::parse),
            links,
            aliases,
            weights: (0..).zip(&blocks).map(|(at, (.., weight))| (at, *weight)).collect(),
            title,
            language: Some(if is_english { "en" } else { "vi" }.to_owned()),
            keywords,
            metadata: source.map(|source| ("source".to_owned(), source)).into_iter().collect(),
            blocks: blocks.into_iter().map(|(kind, text, _)| Block { kind, text, anchor: String::new() }).collect(),
            ..Document::default()
        },
    )
}

/// Some documents, of which the first has what a query may name: a title and a source.
fn any_documents(words: &Words) -> impl Strategy<Value = Vec<Document>> + use<> {
    proptest::collection::vec(any_document(words), 1..24).prop_map(|mut documents| {
        (0..).zip(&mut documents).for_each(|(id, document)| document.url = format!("{id:03}.html"));
        documents[0].metadata = vec![("source".to_owned(), "river city".to_owned())];
        documents[0].title.push_str(" river");
        documents
    })
}

/// Some words, the last one half-typed or followed by a space.
fn any_plain_query(words: &Words) -> impl Strategy<Value = Asked> + use<> {
    let words = prop::sample::select(words.clone());
    (proptest::collection::vec(words.clone(), 0..3), words, 1..12usize, any::<bool>()).prop_map(
        |(words, last, typed, ends_in_space)| {
            let last: String = if ends_in_space { last.to_owned() } else { last.chars().take(typed).collect() };
            let typed = words.iter().chain([&last.as_str()]).copied().collect::<Vec<_>>().join(" ");
            Asked::plain(&(typed + if ends_in_space { " " } else { "" }))
        },
    )
}

/// A piece with any operators that mean something on it.
fn any_unit(words: &Words) -> impl Strategy<Value = Unit> + use<> {
    let words = proptest::collection::vec(prop::sample::select(words.clone()), 1..4);
    let field = prop_oneof![3 => Just(None), 1 => Just(Some("title")), 1 => Just(Some("source"))];
    (words, 0..4u32, 0..5u32, any::<[bool; 2]>(), field).prop_map(|(words, phrase, excluded, [star, joins], field)| {
        let is_phrase = phrase == 0;
        let text = if is_phrase { words.join(" ") } else { words[0].to_owned() };
        // `--flag` is a word, not an exclusion.
        let is_excluded = excluded == 0 && !text.starts_with('-');
        Unit {
            text,
            is_phrase,
            is_excluded,
            is_prefix: star && !is_phrase,
            joins: joins && !is_excluded,
            field,
            is_closed: false,
            has_dash: false,
        }
    })
}

fn any_query(words: &Words) -> impl Strategy<Value = Asked> + use<> {
    let with_operators = (proptest::collection::vec(any_unit(words), 1..5), any::<bool>());
    let with_operators = with_operators.prop_map(|(mut units, ends_in_space)| {
        for at in 0..units.len() {
            let may_join = at > 0 && !units[at - 1].is_excluded;
            units[at].joins &= may_join;
        }
        Asked { units, ends_in_space }
    });
    prop_oneof![with_operators, any_plain_query(words)]
}

/// Documents and a query of the same few words, so that they meet.
fn any_case() -> impl Strategy<Value = (Vec<Document>, Asked)> {
    (prop::sample::subsequence(&VOCABULARY[..], 3..12), prop::sample::subsequence(&TYPED[..], 0..4))
        .prop_flat_map(|(words, typed)| (any_documents(&words), any_query(&[words, typed].concat())))
}

fn any_simple_case() -> impl Strategy<Value = (Vec<Document>, Asked)> {
    let words = SIMPLE.to_vec();
    (any_documents(&words), text_of(&words, 2..4).prop_map(|query| Asked::plain(&query)))
}

fn synonyms() -> Vec<Synonym> {
    Synonym::parse("river = people and cities = tphcm\ncity => government").unwrap()
}

/// Compares the engine with the oracle.
fn compare(documents: &[Document], asked: &Asked, factors: Factors) -> Result<(), TestCaseError> {
    compare_with(documents, asked, factors, Options::default().broad_bytes)
}

fn compare_with(
    documents: &[Document],
    asked: &Asked,
    factors: Factors,
    broad_bytes: usize,
) -> Result<(), TestCaseError> {
    let options = Options { synonyms: synonyms(), broad_bytes, ..Options::default() };
    let mut index = Index::open(&build(documents, &options).unwrap().into_bytes()).unwrap();
    let manifest = index.manifest().clone();
    let (expected, corrected) = Oracle::new(documents, &manifest, &options, factors).search(asked);
    let answer = index.search(&asked.typed(), &SearchOptions { limit: 100, factors, ..SearchOptions::default() });
    let ranked = |hit: &findlet_core::Hit| Ranked {
        document: hit.document,
        score: hit.score,
        corrected: hit.corrected.len(),
        missing: hit.missing.len(),
    };
    let found: Vec<Ranked> = answer.hits.iter().map(ranked).collect();
    let listed = (answer.total - answer.unchecked) as usize;
    prop_assert_eq!((found, listed), (expected, answer.hits.len()), "{}", asked.typed());
    prop_assert_eq!(answer.corrected, corrected);
    Ok(())
}

const WITHOUT_PROXIMITY: Factors = Factors::DEFAULT.without(Factor::Proximity);

/// Those of the terms that answer a query alone, which is what is explained: any other is switched off.
fn of_terms() -> Factors {
    let is_other = |factor: &&Factor| {
        !matches!(
            factor,
            Factor::Exact
                | Factor::Folded
                | Factor::Inflected
                | Factor::Parts
                | Factor::Synonym
                | Factor::Prefix
                | Factor::Corrected
                | Factor::Stop
        )
    };
    Factor::ALL.iter().filter(is_other).fold(Factors::DEFAULT, |factors, factor| factors.without(*factor))
}

/// What a sharded bundle does alike: it looks for corrections elsewhere.
const ALIKE: Factors = WITHOUT_PROXIMITY.without(Factor::Corrected);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_engine_ranks_as_the_oracle_does((documents, asked) in any_case()) {
        compare(&documents, &asked, WITHOUT_PROXIMITY)?;
    }

    #[test]
    fn broad_prefixes_rank_as_the_oracle_says((documents, asked) in any_case(), bytes in 0..200usize) {
        compare_with(&documents, &asked, WITHOUT_PROXIMITY, bytes)?;
    }

    #[test]
    fn proximity_is_counted_as_the_oracle_does((documents, asked) in any_simple_case()) {
        compare(&documents, &asked, Factors::DEFAULT)?;
    }

    #[test]
    fn a_sharded_bundle_gives_the_same_answers(
        (documents, asked) in any_case(),
        offset in 0..5u32,
        broad_bytes in prop_oneof![Just(8_000usize), 0..200usize],
    ) {
        let build = |form| build(&documents, &Options { form, broad_bytes, ..Options::default() }).unwrap();
        let query = asked.typed();
        let options = SearchOptions { limit: 5, offset, factors: ALIKE, ..SearchOptions::default() };
        let without_work = |answer: Answer| Answer { work: Work::default(), ..answer };
        let whole = Index::open(&build(Form::Embedded).into_bytes()).unwrap().search(&query, &options);
        let whole = without_work(whole);
        let bundle = build(TINY_PARTS);
        let mut index = Index::open(&bundle.manifest).unwrap();
        prop_assert_eq!(&without_work(search_in_rounds(&mut index, &bundle, &query, &options)), &whole);
        index.detach(0);
        prop_assert_eq!(without_work(search_in_rounds(&mut index, &bundle, &query, &options)), whole);
    }

    #[test]
    fn every_search_ends_after_a_few_rounds_of_fetching((documents, asked) in any_case()) {
        let bundle = bundle(&documents, TINY_PARTS);
        let mut index = Index::open(&bundle.manifest).unwrap();
        prop_assert!(search_in_rounds(&mut index, &bundle, &asked.typed(), &SearchOptions::default()).complete);
    }

    #[test]
    fn pages_are_slices_of_one_order((documents, asked) in any_case()) {
        let (mut index, query) = (embedded(&documents), asked.typed());
        let mut page =
            |offset, limit| index.search(&query, &SearchOptions { limit, offset, ..SearchOptions::default() }).hits;
        let all = page(0, 100);
        let paged: Vec<_> = (0..9).flat_map(|number| page(number * 3, 3)).collect();
        prop_assert_eq!(paged, all);
    }

    #[test]
    fn the_words_that_a_hit_holds_are_explained_and_no_others((documents, asked) in any_case()) {
        let bundle = build(&documents, &Options { synonyms: synonyms(), ..Options::default() }).unwrap();
        let (mut index, query) = (Index::open(&bundle.into_bytes()).unwrap(), asked.typed());
        let options = SearchOptions { limit: 100, ..SearchOptions::default() };
        for hit in index.search(&query, &options).hits {
            let explained = index.explain(&query, hit.document, &options);
            let of_words = explained.iter().filter(|one| !matches!(one.kind, MatchKind::Name | MatchKind::Proximity));
            let words: BTreeSet<&str> = of_words.map(|one| one.word.as_str()).collect();
            prop_assert_eq!(words, hit.words.iter().map(String::as_str).collect(), "{} {}", query, hit.document);
        }
    }

    #[test]
    fn what_is_explained_of_single_words_adds_up_to_the_score((documents, asked) in any_simple_case()) {
        let (mut index, query) = (embedded(&documents), asked.typed());
        let options = SearchOptions { limit: 100, factors: of_terms(), ..SearchOptions::default() };
        for hit in index.search(&query, &options).hits {
            let explained = index.explain(&query, hit.document, &options);
            prop_assert_eq!(explain::added_up(&explained), hit.score, "{} {:?}", query, explained);
        }
    }

    #[test]
    fn any_string_is_answered(documents in any_documents(&VOCABULARY.to_vec()), query in any_string()) {
        let mut index = embedded(&documents);
        let answer = search(&mut index, &query);
        prop_assert!(answer.complete);
        for hit in answer.hits {
            let title = hit.card.into_iter().map(|card| (card.title, card.title_ranges));
            let sections = hit.sections.into_iter().flat_map(|section| {
                section.excerpt.map(in_text).into_iter().chain([(section.title, section.title_ranges)])
            });
            for (text, ranges) in hit.excerpt.map(in_text).into_iter().chain(title).chain(sections) {
                let units = text.encode_utf16().count() as u32;
                prop_assert!(ranges.iter().all(|(start, end)| start < end && *end <= units));
                prop_assert!(ranges.is_sorted_by(|a, b| a.1 <= b.0));
            }
        }
        for unit in index.parse(&query) {
            let units: Vec<u16> = query.encode_utf16().collect();
            let (start, end) = (unit.range.0 as usize, unit.range.1 as usize);
            prop_assert_eq!(String::from_utf16(&units[start..end]).ok(), Some(unit.text));
        }
        prop_assert!(index.suggest(&query, 5).completions.len() <= 5);
    }
}

/// The definition of the score.
const DEFINITION: &str = include_str!("../../docs/score.md");

#[test]
fn the_definition_has_every_factor_with_its_default() {
    let factor = |factor: &Factor| format!("{} {}", factor.name(), Factors::DEFAULT[*factor]);
    let list = Factor::ALL.iter().map(factor).collect::<Vec<_>>().join(", ");
    assert!(DEFINITION.contains(&format!("| factors, in sixteenths: {list} |")), "{list}");
}

#[test]
fn the_definition_has_the_limits_that_the_engine_has() {
    for (limit, name) in [
        (MAX_COMPLETIONS, "`MAX_COMPLETIONS`"),
        (MAX_FORMS, "`MAX_FORMS`"),
        (MAX_CORRECTIONS, "`MAX_CORRECTIONS`"),
        (MAX_WORDS, "`MAX_WORDS`"),
        (RELAX_BELOW, "`RELAX_BELOW`"),
    ] {
        assert!(DEFINITION.contains(&format!("| {limit} | {name} |")), "{name} is {limit}");
    }
    assert!(
        DEFINITION.contains(&format!("| {PROXIMITY_HITS}, {PROXIMITY_BYTES} | `PROXIMITY_HITS`, `PROXIMITY_BYTES` |"))
    );
}

fn in_text(excerpt: Excerpt) -> (String, Vec<(u32, u32)>) {
    (excerpt.text, excerpt.ranges)
}

/// Anything at all, and what is nearly a query.
fn any_string() -> impl Strategy<Value = String> {
    let odd = [
        "\"", "-", "*", " ", " OR ", "title:", "source:", ":", "“", "”", "?", ")", "\n", "\u{0}", "\u{2}", "\u{1D}",
        "\u{1E}", "\u{1F}", "\u{AD}", "\u{301}", "\u{FFFD}", "😀", "İ", "ﬃ",
    ];
    let piece = prop_oneof![
        2 => prop::sample::select(&VOCABULARY[..]).prop_map(str::to_owned),
        3 => prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop_oneof![any::<String>(), proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())]
}
