//! The query language of docs/query-language.md.

use findlet_core::ParsedUnit;
use findlet_indexer::{Document, Weight};

use crate::support::{document, embedded, english, heading, order, paragraph, search};

fn found(texts: &[&str], query: &str) -> Vec<u32> {
    let mut found = order(&mut embedded(&english(texts)), query);
    found.sort_unstable();
    found
}

/// Those of the documents found that lack nothing.
fn found_whole(texts: &[&str], query: &str) -> Vec<u32> {
    let answer = search(&mut embedded(&english(texts)), query);
    answer.hits.iter().filter(|hit| hit.missing.is_empty()).map(|hit| hit.document).collect()
}

#[test]
fn a_phrase_is_its_words_side_by_side() {
    let texts = ["foreign affairs", "affairs foreign", "foreign and affairs", "Foreign, AFFAIRS!", "foreign affair"];
    assert_eq!(found(&texts, "\"foreign affairs\""), [0, 3]);
    assert_eq!(found(&texts, "“foreign affairs”"), [0, 3]);
    assert_eq!(found(&texts, "\"foreign aff\""), Vec::<u32>::new(), "words of a phrase are whole");
    assert_eq!(found(&["phở bò", "pho bo"], "\"phở bò\""), [0]);
    assert_eq!(found(&["phở bò", "pho bo"], "\"pho bo\""), [0, 1]);
    assert_eq!(found(&["the Covid 19 wave", "Covid-19 wave"], "\"covid-19 wave\""), [0, 1]);
    assert_eq!(found(&["东京都", "京都东"], "\"东京都\""), [0]);
}

#[test]
fn a_phrase_does_not_cross_blocks() {
    let blocks =
        vec![paragraph("about foreign"), paragraph("affairs of state"), heading("Big", ""), paragraph("river")];
    let documents = [Document { blocks, ..document("0", "", &[]) }];
    let mut index = embedded(&documents);
    for query in ["\"foreign affairs\"", "\"big river\""] {
        assert_eq!(order(&mut index, query), Vec::<u32>::new(), "{query}");
    }
    assert_eq!(order(&mut index, "foreign affairs big river"), [0]);
}

#[test]
fn phrases_stand_anywhere_and_there_may_be_several() {
    let texts = [
        "big river and foreign affairs",
        "big river",
        "foreign affairs of the big rivers",
        "river big foreign affairs",
    ];
    assert_eq!(found_whole(&texts, "\"big river\" \"foreign affairs\""), [0]);
    assert_eq!(found_whole(&texts, "river \"big river\""), [1, 0]);
    assert_eq!(found_whole(&texts, "\"big river\" \"river big\""), Vec::<u32>::new());
}

#[test]
fn a_phrase_beside_others_is_wanted_where_few_hold_it() {
    let texts = ["the big river of the city", "a river that is big, and the city", "other"];
    let answer = search(&mut embedded(&english(&texts)), "city \"big river\"");
    let missing: Vec<_> = answer.hits.iter().map(|hit| (hit.document, hit.missing.join(""))).collect();
    assert_eq!(missing, [(0, String::new()), (1, "big river".to_owned())]);
    let many: Vec<&str> = std::iter::repeat_n(texts[0], 10).chain([texts[1]]).collect();
    assert_eq!(search(&mut embedded(&english(&many)), "city \"big river\"").total, 10);
    assert_eq!(found(&texts, "\"river big\""), Vec::<u32>::new(), "alone it is all that was asked");
}

#[test]
fn options_and_what_the_site_writes_with_a_dash_are_words() {
    let texts = ["tar -xvf backup.tar", "tar of another kind", "git commit -m now", "error code -1", "xvf"];
    assert_eq!(found(&texts, "tar -xvf")[0], 0);
    assert_eq!(found(&texts, "tar -xvf backup.tar")[0], 0);
    assert_eq!(found_whole(&texts, "commit -m "), [2]);
    assert_eq!(found_whole(&texts, "code -1 "), [3]);
    assert_eq!(found_whole(&texts, "-xvf "), [0, 4]);
    assert_eq!(found(&texts, "tar -backup "), [1], "others exclude");
    let answer = search(&mut embedded(&english(&texts)), "tar -xvf ");
    assert_eq!(answer.words, ["tar", "-xvf"], "the answer says how it was understood");
}

#[test]
fn a_field_that_finds_nothing_is_words() {
    let mut documents = english(&["image: nginx", "title:nginx is shown", "other"]);
    documents[2].title = "Pictures".to_owned();
    let mut index = embedded(&documents);
    assert_eq!(order(&mut index, "title:pict"), [2]);
    assert_eq!(order(&mut index, "title:nginx ")[0], 1);
}

/// Found by the oracle: such a document was out where another phrase had it looked through, and else not.
#[test]
fn what_another_phrase_has_looked_through_is_not_excluded_for_that() {
    let weightless = vec![(1, Weight::new(0.0).unwrap())];
    let blocks = vec![paragraph("big river"), paragraph("foreign affairs")];
    let documents = [Document { blocks, weights: weightless, ..document("0", "", &[]) }];
    let mut index = embedded(&documents);
    for query in ["river -\"foreign affairs\" ", "\"big river\" -\"foreign affairs\" "] {
        assert_eq!(order(&mut index, query), [0], "no word of it is found in this document: {query}");
    }
    assert_eq!(order(&mut index, "river -\"big river\" "), Vec::<u32>::new());
}

#[test]
fn exclusions_take_out() {
    let texts = ["city river", "city", "city rivers", "big river city"];
    assert_eq!(found(&texts, "city -river"), [1], "with all forms of the word");
    assert_eq!(found(&texts, "city -\"big river\""), [0, 1, 2]);
    assert_eq!(found(&texts, "-\"big river\" city"), [0, 1, 2]);
    assert_eq!(found(&texts, "-river "), [0, 2, 3], "alone they are words");
    assert_eq!(found(&texts, "city -riv"), [0, 1, 2, 3], "they are not half-typed");
    assert_eq!(found(&texts, "city -riv* "), [1]);
    assert_eq!(found(&["well-known", "well"], "well-known "), [0], "a hyphen inside a word excludes nothing");
}

#[test]
fn alternatives_count_once() {
    let texts = ["the mayor", "the chairman", "a vice chair", "a chair, a vice", "river"];
    assert_eq!(found(&texts, "mayor OR chairman "), [0, 1]);
    assert_eq!(found(&texts, "mayor OR \"vice chair\""), [0, 2]);
    assert_eq!(found(&texts, "\"vice chair\" OR mayor "), [0, 2]);
    assert_eq!(found(&["mayor city", "chairman city", "city"], "mayor OR chairman city "), [0, 1, 2]);
    let answer = search(&mut embedded(&english(&["mayor city", "chairman city", "city"])), "mayor OR chairman city ");
    assert_eq!(answer.hits[2].missing, ["mayor OR chairman"]);
    assert_eq!(found_whole(&["mayor or chairman", "mayor", "chairman"], "mayor or chairman "), [0], "`or` is a word");
}

#[test]
fn an_alternative_without_words_joins_nothing() {
    for query in ["mayor !!! OR city ", "!!! OR mayor city ", "mayor OR !!! city "] {
        let answer = search(&mut embedded(&english(&["mayor", "city"])), query);
        assert_eq!(answer.hits[0].missing.len(), 1, "mayor and city are two words of {query:?}");
    }
}

#[test]
fn fields_are_searched_alone() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut documents = english(&["by the city", "river news", "big river", "river"]);
    documents[0].title = "River".to_owned();
    documents[2].title = "The river that is big".to_owned();
    documents[1].metadata = vec![pair("Author", "Le Van Nam"), pair("source", "VNA")];
    documents[3].metadata = vec![pair("author", "Nam Le"), pair("source", "Reuters")];
    let mut index = embedded(&documents);
    let mut found = |query: &str| {
        let mut found = order(&mut index, query);
        found.sort_unstable();
        found
    };
    assert_eq!(found("title:river"), [0, 2]);
    assert_eq!(found("TITLE:riv"), [0, 2]);
    assert_eq!(found("-title:river river"), [1, 3]);
    assert_eq!(found("source:vna"), [1]);
    assert_eq!(found("author:le"), [1, 3]);
    assert_eq!(found("author:\"Le Van\""), [1], "all the words in that value");
    assert_eq!(found("title:\"the river\""), [2]);
    assert_eq!(found("title:\"river news\" source:vna"), [1], "they stand in a text only: they are words");
}

#[test]
fn what_is_no_field_is_part_of_the_word() {
    assert_eq!(found(&["note:river", "a river note", "river"], "note:river "), [0, 1]);
}

#[test]
fn a_star_makes_a_beginning_anywhere() {
    let texts = ["diplomacy in the city", "diplomat", "city"];
    assert_eq!(found(&texts, "dip* city ")[0], 0);
    assert_eq!(order(&mut embedded(&english(&texts)), "diplo* ").len(), 2);
    assert_eq!(found(&texts, "title:dip* "), Vec::<u32>::new());
}

#[test]
fn operators_that_mean_nothing_are_words() {
    let texts = ["foreign affairs", "or"];
    for query in
        ["\"foreign affairs", "foreign affairs\"", "- foreign affairs", "foreign \"\" affairs", "foreign * affairs "]
    {
        assert_eq!(found(&texts, query), [0], "{query}");
    }
    assert_eq!(search(&mut embedded(&english(&texts)), "OR foreign").hits.len(), 2);
    assert_eq!(search(&mut embedded(&english(&texts)), "foreign OR").hits.len(), 2);
    assert_eq!(found(&["--flag", "flag"], "--flag ").len(), 2);
}

#[test]
fn what_means_nothing_to_the_site_is_shown_as_the_words_that_it_is() {
    let mut documents = english(&["tar -xvf x"]);
    documents[0].title = "T".to_owned();
    let index = embedded(&documents);
    let shown = |query: &str| {
        let unit = index.parse(query).remove(1);
        (unit.text, unit.is_excluded, unit.field)
    };
    assert_eq!(shown("tar -xvf"), ("-xvf".to_owned(), false, None));
    assert_eq!(shown("tar -abc"), ("abc".to_owned(), true, None));
    assert_eq!(shown("tar title:nginx"), ("title:nginx".to_owned(), false, None));
    assert_eq!(shown("tar title:t"), ("t".to_owned(), false, Some("title".to_owned())));
}

#[test]
fn a_query_is_shown_as_it_is_understood() {
    let mut documents = english(&["x"]);
    documents[0].title = "Dippers".to_owned();
    let index = embedded(&documents);
    let unit = |text: &str, range| ParsedUnit {
        text: text.to_owned(),
        range,
        is_phrase: false,
        is_excluded: false,
        is_prefix: false,
        is_or: false,
        field: None,
    };
    let parsed = index.parse("😀 \"two words\" -no a OR b title:dip*");
    let expected = [
        unit("😀", (0, 2)),
        ParsedUnit { is_phrase: true, ..unit("two words", (4, 13)) },
        ParsedUnit { is_excluded: true, ..unit("no", (16, 18)) },
        unit("a", (19, 20)),
        ParsedUnit { is_or: true, ..unit("b", (24, 25)) },
        ParsedUnit { is_prefix: true, field: Some("title".to_owned()), ..unit("dip*", (32, 36)) },
    ];
    assert_eq!(parsed, expected);
}
