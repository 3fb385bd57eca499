//! The parts of a document that match, each with its anchor.

use findlet_core::Section;
use findlet_indexer::Document;

use crate::support::{document, embedded, heading, paragraph, search};

fn handbook() -> Document {
    let blocks = vec![
        paragraph("About the city"),
        heading("Mayors", "mayors"),
        paragraph("The mayor met the council of the city"),
        heading("Without an anchor", ""),
        paragraph("The mayor again"),
        heading("Rivers", "rivers"),
        paragraph("A river"),
        heading("City streets", "streets"),
        heading("The mayor’s house", "house"),
        paragraph("Old"),
        heading("The mayor’s garden", "garden"),
        paragraph("Green"),
    ];
    Document { blocks, ..document("0", "Handbook", &[]) }
}

fn sections(query: &str) -> Vec<Section> {
    search(&mut embedded(&[handbook()]), query).hits.remove(0).sections
}

fn anchors(query: &str) -> Vec<String> {
    sections(query).into_iter().map(|section| section.anchor).collect()
}

#[test]
fn a_hit_shows_its_best_sections_at_most_three() {
    assert_eq!(anchors("mayor city "), ["mayors", "streets", "house"]);
    assert_eq!(anchors("river "), ["rivers"]);
    assert_eq!(anchors("about "), Vec::<String>::new(), "what stands before the first heading is no section");
}

#[test]
fn a_section_has_a_title_and_a_passage_with_their_matches() {
    let [mayors, streets, _] = &sections("mayor city ")[..] else { panic!("three sections") };
    let excerpt = mayors.excerpt.as_ref().unwrap();
    assert_eq!((mayors.title.as_str(), excerpt.text.as_str()), ("Mayors", "The mayor met the council of the city"));
    assert_eq!(excerpt.ranges, [(4, 9), (33, 37)]);
    assert_eq!(
        (streets.title.as_str(), &streets.title_ranges[..], &streets.excerpt),
        ("City streets", &[(0, 4)][..], &None)
    );
}

#[test]
fn headings_weigh_more_than_text() {
    let documents = [
        Document { blocks: vec![paragraph("river"), heading("Lakes", "")], ..document("0", "", &[]) },
        Document { blocks: vec![heading("River", ""), paragraph("lakes")], ..document("1", "", &[]) },
    ];
    let answer = search(&mut embedded(&documents), "river ");
    assert_eq!(answer.hits.iter().map(|hit| hit.document).collect::<Vec<_>>(), [1, 0]);
}
