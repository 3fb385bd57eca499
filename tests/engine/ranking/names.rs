//! What is called as the query says comes first: titles, sections, definitions and files.

use findlet_core::Index;
use findlet_indexer::{Block, BlockKind, Document};

use crate::support::{document, embedded, english, order, search, titled, urls};

const TITLES: [&str; 4] = ["array_map", "array map functions", "Functions", "Map"];

/// A document with a section.
fn with_section(url: &str, title: &str, heading: &str, anchor: &str, text: &str) -> Document {
    let mut document = document(url, title, &[text]);
    let (text, anchor) = (heading.to_owned(), anchor.to_owned());
    document.blocks.insert(0, Block { kind: BlockKind::Heading, text, anchor });
    document
}

/// Documents with these titles, and others that have nothing to do with them.
fn among_others(documents: &[Document]) -> Index {
    let others = (0..20).map(|at| document(&format!("other{at}"), "", &["what others say of something else"]));
    embedded(&documents.iter().cloned().chain(others).collect::<Vec<_>>())
}

#[test]
fn a_whole_title_comes_first() {
    let often = "array map ".repeat(50);
    let mut documents = english(&["see also", &often, "array map"]);
    documents[0].title = "Array map".to_owned();
    documents[1].title = "A map of the array: array map array map".to_owned();
    let mut index = embedded(&documents);
    for query in ["array map", "array_map", "Array Map ", "ARRAY-MAP"] {
        assert_eq!(order(&mut index, query)[0], 0, "{query}");
    }
}

#[test]
fn a_word_that_is_a_name_comes_before_one_that_is_said_often() {
    let often = "commit ".repeat(200);
    let documents = [document("0", "Trees", &[&often]), document("1", "commit", &["x"])];
    let mut index = among_others(&documents);
    assert_eq!([order(&mut index, "commit ")[0], order(&mut index, "comm")[0]], [1, 1]);
}

#[test]
fn a_name_counts_by_how_much_of_it_the_query_is() {
    let documents = [document("0", "merge", &["x"]), document("1", "merge conflicts resolved", &["merge merge"])];
    let mut index = among_others(&documents);
    assert_eq!(order(&mut index, "merge")[0], 0);
    assert_eq!(order(&mut index, "merge conflicts")[0], 1);
}

#[test]
fn words_that_most_titles_share_are_no_part_of_a_name() {
    let titles =
        ["git commit", "git commit tree", "git add", "git log", "git rebase", "git clone", "git tag", "git mv"];
    let mut index = titled(&titles);
    assert_eq!(order(&mut index, "commit")[0], 0);
    assert_eq!(order(&mut index, "rebase")[0], 4);
}

#[test]
fn a_number_in_a_title_weighs_the_same_whichever_it_is() {
    let mut documents: Vec<_> =
        (0..4).map(|at| document(&at.to_string(), &format!("Lamp {at}"), &["a lamp"])).collect();
    documents[3].blocks[0].text = "1 lamp for 2 rooms".to_owned();
    let mut index = among_others(&documents);
    assert_eq!(order(&mut index, "lamp")[..3], [0, 1, 2]);
    assert_eq!(order(&mut index, "lamp 2")[0], 2);
}

#[test]
fn sections_and_definitions_are_names_of_their_page() {
    let get = with_section("a.html", "Testing", "get(path, data=None)", "django.test.Client.get", "Makes a request");
    let often = document("b.html", "Requests", &[&"get client ".repeat(50)]);
    let optional = with_section("c.html", "Features", "Optional dependencies", "opt", "and so on");
    let scattered = document("d.html", "Manifest", &["dependencies that are optional, optional ones, dependencies"]);
    let mut index = among_others(&[get, often, optional, scattered]);
    for query in ["Client.get", "client.get ", "test.Client.get", "django.test.Client.get"] {
        assert_eq!(order(&mut index, query)[0], 0, "{query}");
    }
    assert_eq!(order(&mut index, "optional dependencies")[0], 2);
}

#[test]
fn a_title_that_others_have_is_less_of_a_name() {
    let own = with_section("a.html", "Guide", "Overview", "", "what there is");
    let shared = |url| document(url, "Overview", &["what there is"]);
    let others = ["b.html", "c.html", "d.html", "e.html"].map(shared);
    let mut index = among_others(&[std::slice::from_ref(&own), &others[..]].concat());
    assert_eq!(urls(&search(&mut index, "overview"))[0], "a.html");
    let mut index = among_others(&[own, others[0].clone()]);
    assert_eq!(urls(&search(&mut index, "overview"))[0], "b.html");
}

#[test]
fn a_section_that_many_pages_have_is_less_of_a_name() {
    let changes = |year: usize| with_section(&format!("{year}.html"), "Changes", "Parcels", "", "what there is");
    let about = document("parcels.html", "Post", &["what there is"]);
    let years: Vec<Document> = (0..30).map(changes).collect();
    let mut index = among_others(&[std::slice::from_ref(&about), &years].concat());
    assert_eq!(urls(&search(&mut index, "parcels"))[0], "parcels.html");
    let mut index = among_others(&[about, years[0].clone()]);
    assert_eq!(urls(&search(&mut index, "parcels"))[0], "0.html");
}

#[test]
fn a_title_is_its_own_among_those_of_other_versions_and_languages() {
    let own = with_section("a.html", "Guide", "Overview", "", "what there is");
    let of = |url: &str, version: &str, language: Option<&str>| Document {
        facets: vec![("version".to_owned(), version.to_owned())],
        language: language.map(str::to_owned),
        ..document(url, "Overview", &["what there is"])
    };
    let mut index =
        among_others(&[own, of("1.html", "1", None), of("2.html", "2", None), of("de.html", "2", Some("de"))]);
    assert_eq!(urls(&search(&mut index, "overview"))[3], "a.html");
}

#[test]
fn what_several_pages_call_a_page_is_a_name_of_it() {
    let linked = |pages| Document {
        links: vec![("rename a file".to_owned(), pages)],
        ..document("mv.html", "Move", &["moves it"])
    };
    let said = with_section("a.html", "Files", "How to rename a file", "", "To rename a file, rename that file");
    let mut index = among_others(&[linked(8), said.clone()]);
    assert_eq!(urls(&search(&mut index, "rename a file"))[0], "mv.html");
    let mut index = among_others(&[linked(1), said]);
    assert_eq!(urls(&search(&mut index, "rename a file"))[0], "a.html");
}

#[test]
fn the_file_is_a_name() {
    let documents = [document("howto/sendmail.html", "Post", &["x"]), document("z.html", "Post", &["sendmail y"])];
    let mut index = among_others(&documents);
    assert_eq!(urls(&search(&mut index, "sendmail"))[0], "howto/sendmail.html");
}

#[test]
fn a_file_that_the_title_names_comes_before_a_section() {
    let page = document("guide/parcels.html", "Rules and rates of parcels", &["x"]);
    let list = with_section("guide/index.html", "Guide", "Parcels", "parcels", "about parcels");
    let mut index = among_others(&[list, page]);
    assert_eq!(urls(&search(&mut index, "parcels"))[0], "guide/parcels.html");
}

#[test]
fn what_else_a_page_is_called_is_a_name() {
    let mut renamed = document("a.html", "Post", &["x"]);
    renamed.aliases = vec!["sendmail".to_owned()];
    let mut index = among_others(&[document("0.html", "Post", &["sendmail y"]), renamed]);
    assert_eq!(urls(&search(&mut index, "sendmail")), ["a.html", "0.html"]);
}

#[test]
fn what_links_say_is_found_and_the_more_pages_say_it_the_better() {
    let called = |url: &str, links: &[(&str, u32)]| Document {
        links: links.iter().map(|(text, pages)| ((*text).to_owned(), *pages)).collect(),
        ..document(url, "Post", &["a text of six words here"])
    };
    let said = [("undo a commit", 1)];
    let often = [("undo a commit", 9)];
    let mut index = among_others(&[called("0", &[]), called("1", &said), called("2", &often), called("3", &said)]);
    assert_eq!(urls(&search(&mut index, "undo commit")), ["2", "1", "3"]);
}

#[test]
fn countless_links_count_little_more_than_fifteen() {
    let links = |pages| vec![("oars".to_owned(), pages)];
    let called = |url: &str, pages| Document { links: links(pages), ..document(url, "", &["a text"]) };
    let mut index = among_others(&[called("0", 15), called("1", 100_000)]);
    let scores: Vec<u32> = search(&mut index, "oars ").hits.iter().map(|hit| hit.score).collect();
    assert!(scores[0] > scores[1] && scores[0] * 3 < scores[1] * 4, "{scores:?}");
}

#[test]
fn a_piece_in_camel_case_is_less_than_the_word() {
    let mut index = titled(&["HashMap", "Map", "MapBuilder", "TreeMap"]);
    assert_eq!(order(&mut index, "Map")[0], 1);
    assert_eq!(order(&mut index, "hash map")[0], 0);
}

#[test]
fn a_whole_title_comes_before_longer_ones() {
    assert_eq!(order(&mut titled(&["Map of maps", "Map", "Maps and a map"]), "map")[0], 1);
    assert_eq!(order(&mut titled(&TITLES), "array map")[0], 0);
}

#[test]
fn names_of_scripts_without_spaces_are_names() {
    let documents = [document("0", "", &["东京都东京都东京都"]), document("1", "东京都", &["x"])];
    assert_eq!(order(&mut embedded(&documents), "东京都")[0], 1);
}

#[test]
fn a_mistyped_title_is_found() {
    let mut documents = english(&["diplomatic strategy and diplomatic strategies", "x"]);
    documents[1].title = "Diplomatic strategy".to_owned();
    assert_eq!(order(&mut embedded(&documents), "diplomtic strategy")[0], 1);
}

#[test]
fn sections_that_weigh_nothing_are_no_names() {
    let mut hidden = with_section("0", "", "Zebra", "zebra", "x");
    hidden.weights = vec![(0, findlet_indexer::Weight::new(0.0).unwrap())];
    assert!(search(&mut embedded(&[hidden]), "zebra").hits.is_empty());
}

#[test]
fn pages_that_weigh_less_come_behind_others_of_the_same_name() {
    let mut source = document("a.html", "Settings", &["x"]);
    source.boost = findlet_indexer::Weight::new(0.25).unwrap();
    let mut index = among_others(&[source, document("b.html", "Settings", &["x"])]);
    assert_eq!(order(&mut index, "settings")[..2], [1, 0]);
}

#[test]
fn where_the_whole_exists_no_part_goes_on() {
    let documents = [document("0", "", &["url_for"]), document("1", "", &["an url format"])];
    let mut index = among_others(&documents);
    assert_eq!(search(&mut index, "url_for").total, 1);
    assert_eq!(search(&mut index, "url_fo").total, 2);
}

#[test]
fn with_operators_names_are_no_exception() {
    let often = "map ".repeat(10);
    let documents: Vec<Document> = vec![document("0", "Map", &["other"]), document("1", "Other", &[&often])];
    let score = |query: &str| search(&mut embedded(&documents), query).hits[0].score;
    assert!(score("map ") > score("map -zebra "));
}

#[test]
fn pages_are_found_by_their_date() {
    let dated = |url: &str, language: &str| Document {
        date: Some(findlet_indexer::Date::parse("2022-12-03").unwrap()),
        language: Some(language.to_owned()),
        ..document(url, "News", &["x"])
    };
    let mut index = among_others(&[dated("a.html", "en"), dated("b.html", "vi")]);
    for query in ["2022-12-03", "Dec 3, 2022", "3 December 2022", "December 2022", "12/3/2022"] {
        assert_eq!(order(&mut index, query)[0], 0, "{query}");
    }
    for query in ["ngày 3 tháng 12 năm 2022", "tháng 12 2022", "thang 12 nam 2022"] {
        assert_eq!(order(&mut index, query)[0], 1, "{query}");
    }
    assert_eq!(search(&mut index, "3/12/2022").hits.len(), 2);
}
