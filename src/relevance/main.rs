//! `cargo xtask relevance`: how good the hits are, over judged collections.
//!
//! Beside Findlet stands a plain BM25 over the same documents. No figure fails the command:
//! `tests/relevance/` holds a floor, and collections differ.

mod table;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use serde_json::{Value, json};

use findlet_relevance::baseline::Baseline;
use findlet_relevance::collection::Collection;
use findlet_relevance::engine::{Engine, Shape};
use findlet_relevance::feature::Feature;
use findlet_relevance::figures::{Figures, Row};

/// What is measured, and how.
#[derive(Parser)]
#[command(name = "cargo xtask relevance", about = "How good the hits are, over judged collections.")]
struct Arguments {
    /// The collection: a folder with docs.jsonl or a built site in site/, queries.tsv and qrels.tsv; may be repeated.
    #[arg(long, required = true)]
    corpus: Vec<PathBuf>,

    /// The form of the index.
    #[arg(long, default_value = "both")]
    form: Forms,

    /// What to switch off: a factor of the score, what the index ranks by, or what pages tell; may be repeated. An unknown
    /// name lists all.
    #[arg(long, value_delimiter = ',')]
    without: Vec<Feature>,

    /// The language for the plain BM25; without it, what the folder's name ends in (`name-vi`), or English.
    #[arg(long)]
    language: Option<String>,

    /// Print nDCG@10 of each query too.
    #[arg(long)]
    queries: bool,

    /// Print one JSON object per collection and nothing else.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Forms {
    Embedded,
    Sharded,
    Both,
}

impl Forms {
    fn shapes(self) -> &'static [Shape] {
        match self {
            Self::Embedded => &[Shape::Embedded],
            Self::Sharded => &[Shape::Sharded],
            Self::Both => &[Shape::Embedded, Shape::Sharded],
        }
    }
}

/// Measures each collection and prints its table.
fn main() -> Result<()> {
    let arguments = &Arguments::parse();
    for folder in &arguments.corpus {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let collection = Collection::read(folder)?;
        let language = arguments.language.as_deref().unwrap_or_else(|| language(&name));
        let rows = measure(&collection, arguments, language)?;
        if arguments.json {
            println!("{}", json(&name, &collection, arguments, &rows));
        } else {
            println!("{}", text(&name, &collection, arguments, &rows));
        }
    }
    Ok(())
}

fn text(name: &str, collection: &Collection, arguments: &Arguments, rows: &[Row]) -> String {
    let without: Vec<String> =
        arguments.without.iter().map(|feature| format!(", without {}", feature.name())).collect();
    let by_query = if arguments.queries { table::by_query(&collection.queries, rows) } else { String::new() };
    let (documents, queries) = (collection.documents.len(), collection.queries.len());
    format!("{name}: {documents} documents, {queries} queries{}\n{by_query}{}", without.concat(), table::of(rows))
}

/// Returns the language that the name of a folder ends in.
fn language(name: &str) -> &str {
    let ending = name.rsplit_once('-').map(|(_, ending)| ending);
    ending.filter(|ending| ending.len() == 2 && ending.bytes().all(|byte| byte.is_ascii_lowercase())).unwrap_or("en")
}

fn measure(collection: &Collection, arguments: &Arguments, language: &str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for shape in arguments.form.shapes() {
        let mut engine = Engine::new(&collection.documents, *shape, &arguments.without)?;
        let figures = Figures::measure(collection, &mut |query, limit| engine.search(query, limit))?;
        rows.push(Row { engine: shape.name(), bytes: Some(engine.bytes), figures });
    }
    let baseline = Baseline::new(&collection.documents, language);
    let mut search = |query: &str, limit| Ok(baseline.search(query, limit).into_iter().map(str::to_owned).collect());
    rows.push(Row { engine: "plain BM25", bytes: None, figures: Figures::measure(collection, &mut search)? });
    Ok(rows)
}

fn json(name: &str, collection: &Collection, arguments: &Arguments, rows: &[Row]) -> Value {
    let engine = |row: &Row| {
        let mut figures = row.figures.json();
        figures["bytes"] = row.bytes.into();
        if arguments.queries {
            let by_query = collection.queries.iter().map(|query| query.id.clone()).zip(&row.figures.by_query);
            figures["byQuery"] = by_query.map(|(id, ndcg)| (id, Value::from(*ndcg))).collect();
        }
        (row.engine.to_owned(), figures)
    };
    json!({
        "corpus": name,
        "documents": collection.documents.len(),
        "queries": collection.queries.len(),
        "without": arguments.without.iter().map(|feature| feature.name()).collect::<Vec<_>>(),
        "engines": rows.iter().map(engine).collect::<serde_json::Map<_, _>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn the_language_is_told_by_the_name() {
        let names = ["xquad-vi", "cranfield", "php-nav", "a-b-ja", "x-EN"];
        assert_eq!(names.map(language), ["vi", "en", "en", "ja", "en"]);
    }
}
