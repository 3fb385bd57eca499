//! Filters, facets and orders.

use findlet_core::{Answer, Filter, Index, Options, Sort, Test};
use findlet_indexer::{Date, Document, Form, SortValue};
use proptest::prelude::*;

use crate::support::{TINY_PARTS, bundle, document, embedded, english, ids, search_in_rounds};

/// Six pages: colour, sizes, date, price and name.
fn shop() -> Index {
    let mut documents = english(&["red shirt", "red shirt", "blue shirt", "blue hat", "green hat", "hat"]);
    let facets: [&[(&str, &str)]; 6] = [
        &[("colour", "red"), ("size", "S"), ("size", "M")],
        &[("colour", "red"), ("size", "M")],
        &[("colour", "blue"), ("size", "M"), ("size", "L")],
        &[("colour", "blue"), ("size", "L")],
        &[("colour", "green")],
        &[],
    ];
    let dates = ["2022-12-03", "2023-04-27", "2021-01-01", "", "2023-04-27", "2024-02-29"];
    let prices = [Some(9.5), Some(-1.0), Some(10.0), Some(100.0), None, Some(9.5)];
    let names = ["Élan", "banana", "", "apple", "Éland", "cherry"];
    for (at, document) in documents.iter_mut().enumerate() {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        document.facets = facets[at].iter().map(owned).collect();
        document.date = Date::parse(dates[at]);
        document.sorts.extend(prices[at].map(|price| ("price".to_owned(), SortValue::Number(price))));
        if !names[at].is_empty() {
            document.sorts.push(("name".to_owned(), SortValue::Text(names[at].to_owned())));
        }
    }
    embedded(&documents)
}

fn values(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn any(name: &str, of: &[&str]) -> Filter {
    Filter { name: name.to_owned(), test: Test::Any(values(of)) }
}

fn between(name: &str, from: f64, to: f64) -> Filter {
    Filter { name: name.to_owned(), test: Test::Between(from, to) }
}

fn filtered(query: &str, filters: &[Filter]) -> Vec<u32> {
    let mut found = ids(&shop().search(query, &Options { filters: filters.to_vec(), ..Options::default() }).hits);
    found.sort_unstable();
    found
}

fn sorted(query: &str, name: &str, descending: bool) -> Vec<u32> {
    let sort = Some(Sort { name: name.to_owned(), descending });
    ids(&shop().search(query, &Options { sort, ..Options::default() }).hits)
}

fn counted(query: &str, filters: &[Filter], facet: &str) -> Vec<(String, u32)> {
    let options = Options { filters: filters.to_vec(), facets: values(&[facet]), ..Options::default() };
    shop().search(query, &options).facets.remove(0).values
}

fn counts(of: &[(&str, u32)]) -> Vec<(String, u32)> {
    of.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
}

#[test]
fn filters_are_any_all_or_none_of_the_values() {
    let all = Filter { name: "size".to_owned(), test: Test::All(values(&["S", "M"])) };
    let none = Filter { name: "colour".to_owned(), test: Test::None(values(&["red", "green"])) };
    assert_eq!(filtered("", &[any("size", &["S", "L"])]), [0, 2, 3]);
    assert_eq!(filtered("", std::slice::from_ref(&all)), [0]);
    assert_eq!(filtered("", std::slice::from_ref(&none)), [2, 3, 5], "what has no value has none of them");
    assert_eq!(filtered("shirt ", &[none, any("size", &["M"])]), [2], "all filters count");
    assert_eq!(filtered("", &[any("colour", &["Red"])]), [0, 1], "a value that is nowhere is looked for in any case");
    assert_eq!(filtered("hat ", &[any("colour", &["red"])]), Vec::<u32>::new());
}

#[test]
fn ranges_of_numbers_and_dates_include_their_ends() {
    assert_eq!(filtered("", &[between("price", 9.5, 10.0)]), [0, 2, 5]);
    assert_eq!(filtered("", &[between("price", f64::NEG_INFINITY, 0.0)]), [1]);
    assert_eq!(filtered("", &[between("date", 20_220_101.0, 20_230_427.0)]), [0, 1, 4]);
    assert_eq!(filtered("shirt ", &[between("date", 20_230_101.0, 20_231_231.0)]), [1]);
    assert_eq!(filtered("", &[between("price", 10.0, 9.5)]), Vec::<u32>::new(), "an empty range");
}

#[test]
fn facets_count_the_hits_of_the_query() {
    assert_eq!(counted("", &[], "colour"), counts(&[("blue", 2), ("red", 2), ("green", 1)]));
    assert_eq!(counted("shirt ", &[], "colour"), counts(&[("red", 2), ("blue", 1)]));
    assert_eq!(counted("shirt ", &[any("size", &["L"])], "colour"), counts(&[("blue", 1)]));
    assert_eq!(counted("zebra ", &[], "colour"), []);
}

#[test]
fn a_facet_that_is_chosen_from_still_counts_its_other_values() {
    let chosen = any("colour", &["red"]);
    let other = Filter { name: "size".to_owned(), test: Test::All(values(&["L"])) };
    assert_eq!(counted("", std::slice::from_ref(&chosen), "colour"), counts(&[("blue", 2), ("red", 2), ("green", 1)]));
    assert_eq!(counted("", std::slice::from_ref(&chosen), "size"), counts(&[("M", 2), ("S", 1)]));
    assert_eq!(counted("", &[chosen, other.clone()], "colour"), counts(&[("blue", 2)]));
    assert_eq!(counted("", &[other], "size"), counts(&[("L", 2), ("M", 1)]), "all-of narrows its own facet");
}

#[test]
fn hits_are_sorted_both_ways_with_missing_values_last() {
    assert_eq!(sorted("", "price", false), [1, 0, 5, 2, 3, 4]);
    assert_eq!(sorted("", "price", true), [3, 2, 0, 5, 1, 4]);
    assert_eq!(sorted("", "date", false), [2, 0, 1, 4, 5, 3]);
    assert_eq!(sorted("", "date", true), [5, 1, 4, 0, 2, 3]);
    assert_eq!(sorted("", "name", false), [3, 1, 5, 0, 4, 2], "case and marks are no matter");
    assert_eq!(sorted("shirt ", "price", true), [2, 0, 1]);
}

#[test]
fn an_order_is_within_whole_matches_before_partial_ones() {
    assert_eq!(sorted("red shirt ", "price", false), [1, 0, 2]);
    assert_eq!(sorted("red shirt ", "price", true), [0, 1, 2]);
}

#[test]
fn without_words_everything_is_browsed() {
    let options = Options { filters: vec![any("size", &["M"])], limit: 2, ..Options::default() };
    let answer = shop().search("", &options);
    assert_eq!((answer.total, ids(&answer.hits)), (3, vec![0, 1]));
    assert_eq!(shop().search("", &Options { offset: 2, ..options }).hits.len(), 1);
    assert_eq!(shop().search("", &Options { facets: values(&["size"]), limit: 0, ..Options::default() }).total, 6);
    assert_eq!(shop().search("", &Options::default()).total, 0, "but not where nothing was asked for");
}

#[test]
fn names_that_the_index_lacks_are_reported() {
    let options = Options {
        filters: vec![any("color", &["red"]), between("cost", 0.0, 1.0), any("colour", &["red"])],
        facets: values(&["brand", "color"]),
        sort: Some(Sort { name: "weight".to_owned(), descending: false }),
        ..Options::default()
    };
    let Answer { unknown, facets, .. } = shop().search("shirt", &options);
    assert_eq!(unknown, ["color", "cost", "brand", "weight"]);
    assert!(facets.iter().all(|facet| facet.values.is_empty()));
}

#[test]
fn filters_do_not_change_what_is_left() {
    let scores = |filters| -> Vec<(u32, u32)> {
        let hits = shop().search("red shirt ", &Options { filters, ..Options::default() }).hits;
        hits.iter().map(|hit| (hit.document, hit.score)).collect()
    };
    let all = scores(vec![]);
    let some = scores(vec![any("colour", &["red"])]);
    assert_eq!(some, all.into_iter().filter(|(id, _)| *id < 2).collect::<Vec<_>>());
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let values = || proptest::collection::vec(prop::sample::select(&["a", "b", "c"][..]), 1..3);
    let owned = |values: Vec<&str>| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let test = (0..3, values()).prop_map(move |(kind, values)| match kind {
        0 => Test::Any(owned(values)),
        1 => Test::All(owned(values)),
        _ => Test::None(owned(values)),
    });
    let facet = (prop::sample::select(&["x", "y"][..]), test);
    let range = (-3..3i32, 0..4i32).prop_map(|(from, length)| Test::Between(from.into(), (from + length).into()));
    prop_oneof![3 => facet, 1 => range.prop_map(|test| ("n", test))]
        .prop_map(|(name, test)| Filter { name: name.to_owned(), test })
}

/// A page: its values of the facets x and y, and its number n.
type Page = (Vec<&'static str>, Vec<&'static str>, Option<i32>);

fn any_pages() -> impl Strategy<Value = Vec<Page>> {
    let values = || prop::sample::subsequence(&["a", "b", "c"][..], 0..=3);
    proptest::collection::vec((values(), values(), proptest::option::of(-3..3i32)), 1..12)
}

/// Whether a page is what a filter asks for, as the words say.
fn passes((x, y, number): &Page, filter: &Filter) -> bool {
    let own = if filter.name == "x" { x } else { y };
    let has = |value: &String| own.contains(&value.as_str());
    match &filter.test {
        Test::Any(values) => values.iter().any(has),
        Test::All(values) => values.iter().all(has),
        Test::None(values) => !values.iter().any(has),
        Test::Between(from, to) => number.is_some_and(|number| (*from..=*to).contains(&f64::from(number))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn filters_select_and_facets_count_as_a_scan_does(
        pages in any_pages(),
        filters in proptest::collection::vec(any_filter(), 0..3),
    ) {
        let mut documents = english(&vec!["page"; pages.len()]);
        for (document, (x, y, number)) in documents.iter_mut().zip(&pages) {
            let named = |name: &str, of: &[&str]| -> Vec<(String, String)> {
                of.iter().map(|value| (name.to_owned(), (*value).to_owned())).collect()
            };
            document.facets = [named("x", x), named("y", y)].concat();
            let sort = |number: i32| ("n".to_owned(), SortValue::Number(number.into()));
            document.sorts = number.iter().map(|number| sort(*number)).collect();
        }
        let facets = values(&["x", "y"]);
        let options = Options { limit: 100, filters: filters.clone(), facets, ..Options::default() };
        let answer = embedded(&documents).search("page ", &options);
        let expected = (0..).zip(&pages).filter(|(_, page)| filters.iter().all(|filter| passes(page, filter)));
        prop_assert_eq!(ids(&answer.hits), expected.map(|(id, _)| id).collect::<Vec<u32>>());
        for facet in answer.facets {
            // One choice of values at most: of several, each hides what the others leave out.
            let own = |filter: &&Filter| filter.name == facet.name && matches!(filter.test, Test::Any(_));
            if filters.iter().filter(own).count() > 1 {
                continue;
            }
            let others: Vec<&Filter> = filters.iter().filter(|filter| !own(filter)).collect();
            let left = pages.iter().filter(|page| others.iter().all(|filter| passes(page, filter)));
            let left: Vec<&Vec<&str>> = left.map(|(x, y, _)| if facet.name == "x" { x } else { y }).collect();
            let count = |value: &str| left.iter().filter(|own| own.contains(&value)).count() as u32;
            let mut expected = ["a", "b", "c"].map(|value| (value.to_owned(), count(value))).to_vec();
            expected.retain(|(_, count)| *count > 0);
            expected.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            prop_assert_eq!(facet.values, expected);
        }
    }
}

fn of_versions() -> Vec<Document> {
    let addresses = ["index.html", "v1/city.html", "v1/guide/city.html", "v10/city.html", "v2/city.html"];
    addresses.map(|url| document(url, "The city", &["A city by the river"])).to_vec()
}

#[test]
fn a_scope_limits_hits_to_a_directory() {
    for form in [Form::Embedded, TINY_PARTS] {
        let bundle = bundle(&of_versions(), form);
        let mut index =
            Index::open(&if form == Form::Embedded { bundle.clone().into_bytes() } else { bundle.manifest.clone() })
                .unwrap();
        let mut found = |scope: &str| {
            let options = Options { scope: scope.to_owned(), ..Options::default() };
            let answer = search_in_rounds(&mut index, &bundle, "city", &options);
            (ids(&answer.hits), answer.total, answer.unknown)
        };
        assert_eq!(found(""), (vec![1, 2, 3, 4, 0], 5, vec![]), "files that are called so come first");
        assert_eq!(found("v1/"), (vec![1, 2], 2, vec![]));
        assert_eq!(found("v1/guide/"), (vec![2], 1, vec![]));
        assert_eq!(found("v2/"), (vec![3], 1, vec![]));
        assert_eq!(found("v10/"), (vec![4], 1, vec![]));
        assert_eq!(found("v3/"), (vec![], 0, vec!["v3/".to_owned()]));
    }
}
