//! A few documents that have all that an index can hold.

use findlet_indexer::{
    Block, BlockKind, Bundle, Date, Document, Form, Options, Sharding, SortValue, Synonym, Weight, build,
};

/// Parts so small that there are several of each kind.
pub const SHARDED: Form = Form::Sharded(Sharding { shard_bytes: 120, cards_per_part: 2, body_bytes: 150 });

/// Returns the bundle of [`documents`]; some of its prefixes are broad.
pub fn bundle(form: Form) -> Bundle {
    build_of(&documents(), form)
}

/// Returns the bundle of other documents, built alike.
pub fn build_of(documents: &[Document], form: Form) -> Bundle {
    let synonyms = Synonym::parse("HQ = head quarters\ncity => town").expect("they can be read");
    let options = Options { form, synonyms, broad_bytes: 60, threads: 1, ..Options::default() };
    build(documents, &options).expect("they can be indexed")
}

/// Returns five documents: inflections, marks, compounds, scripts without spaces, facets, weights.
pub fn documents() -> Vec<Document> {
    let block = |kind, text: &str, anchor: &str| Block { kind, text: text.to_owned(), anchor: anchor.to_owned() };
    let paragraph = |text: &str| block(BlockKind::Paragraph, text, "");
    let named = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let titled = |url: &str, title: &str, blocks: Vec<Block>| Document {
        url: url.to_owned(),
        title: title.to_owned(),
        language: Some("en".to_owned()),
        blocks,
        ..Document::default()
    };
    let text = "The city signed 66 agreements, one agreement with every city of cities.";
    let agreements = vec![block(BlockKind::Heading, "Two agreements", "two"), paragraph(text)];
    let covid = vec![paragraph("Covid-19 and 东京都, the COVID19 of the cities; getElement of C++.")];
    let weightless = vec![paragraph("a mayor of the river"), paragraph("rivers and governments")];
    vec![
        Document {
            language: Some("vi".to_owned()),
            facets: vec![named("topic", "trade")],
            ..titled("a/1.html", "Đối ngoại", vec![paragraph("Thành phố Hồ Chí Minh ký 66 thỏa thuận.")])
        },
        Document {
            date: Date::parse("2023-04-27"),
            metadata: vec![named("source", "VNA")],
            keywords: vec!["diplomacy".to_owned()],
            facets: vec![named("topic", "trade"), named("topic", "health")],
            sorts: vec![("price".to_owned(), SortValue::Number(-2.5))],
            ..titled("a/2.html", "Foreign affairs", agreements)
        },
        Document { sorts: vec![("price".to_owned(), SortValue::Number(7.0))], ..titled("a/3.html", "City map", covid) },
        Document {
            weights: vec![(0, Weight::new(0.0).expect("it is in range"))],
            boost: Weight::new(2.5).expect("it is in range"),
            ..titled("b/4.html", "River city", weightless)
        },
        titled("b/5.html", "City", vec![block(BlockKind::Caption, "Head quarters of the town", "")]),
    ]
}
