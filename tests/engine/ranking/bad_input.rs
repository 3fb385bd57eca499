//! What sites and visitors shouldn't do, and do: names without end, names that say nothing, queries without words.

use findlet_indexer::{Block, BlockKind, Document};

use crate::support::{document, embedded, english, heading, order, paragraph, search, titled, urls};

/// A document with a definition for each of `anchors`, each with a sentence.
fn defining(url: &str, anchors: impl Iterator<Item = String>) -> Document {
    let blocks = anchors.flat_map(|anchor| {
        let name = anchor.rsplit('.').next().unwrap_or_default();
        [heading(&format!("{name}()"), &anchor), paragraph("It returns something.")]
    });
    Document { blocks: blocks.collect(), ..document(url, "All functions", &[]) }
}

#[test]
fn each_of_ten_thousand_definitions_names_its_page() {
    let all = defining("all.html", (0..10_000).map(|at| format!("lib.module.function{at}")));
    let own = document("own.html", "function77", &["What it is about."]);
    let mut index = embedded(&[all, own]);
    for query in ["function9999", "module.function4711", "lib.module.function0"] {
        assert_eq!(urls(&search(&mut index, query))[0], "all.html", "{query}");
    }
    assert_eq!(urls(&search(&mut index, "function77"))[0], "own.html", "its title comes before one section of many");
}

#[test]
fn ids_that_are_hashes_are_no_names() {
    let hash = |at: u64| format!("{:016x}", (at + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let section = |at: u64| Block { kind: BlockKind::Heading, text: format!("Part {at}"), anchor: hash(at) };
    let blocks = (0..1000).flat_map(|at| [section(at), paragraph("a river")]).collect();
    let hashed = Document { blocks, ..document("hashed.html", "Rivers", &[]) };
    let mut index = embedded(&[hashed, document("river.html", "River", &["x"])]);
    assert_eq!(urls(&search(&mut index, &hash(7))), Vec::<&str>::new());
    assert_eq!(urls(&search(&mut index, "river"))[0], "river.html");
}

#[test]
fn where_all_titles_are_equal_texts_decide() {
    let mut documents = english(&["a lake", "a river and a lake", "a city", "river river"]);
    documents.iter_mut().for_each(|document| document.title = "Home".to_owned());
    let mut index = embedded(&documents);
    assert_eq!(order(&mut index, "home"), [0, 1, 2, 3]);
    assert_eq!(order(&mut index, "home river"), [3, 1, 0, 2]);
    assert_eq!(order(&mut titled(&["Home"; 30]), "home")[..3], [0, 1, 2]);
}

#[test]
fn queries_of_signs_alone_find_nothing_and_signs_around_words_do_no_harm() {
    let mut index = embedded(&english(&["a -x b", "x and y", "river"]));
    for query in ["-", "---", "\"", "\"\"", "\"-\"", "- -", "* OR -", ":", "\u{301}"] {
        let answer = search(&mut index, query);
        assert!(answer.hits.is_empty() && answer.complete, "{query:?}");
    }
    assert_eq!(order(&mut index, "\"-x\""), [0, 1], "a phrase has no punctuation");
    assert_eq!(order(&mut index, "--- river ---"), [2]);
}

#[test]
fn a_query_of_ten_thousand_words_is_answered_by_the_first() {
    let mut index = embedded(&english(&["river", "lake"]));
    let query = format!("river {}", "lake ".repeat(10_000));
    assert_eq!(order(&mut index, &query).len(), 2);
    let endless: Vec<String> = (0..10_000).map(|at| format!("w{at}")).collect();
    assert_eq!(order(&mut index, &format!("river {}", endless.join(" "))), [0]);
}
