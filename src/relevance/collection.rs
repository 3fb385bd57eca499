//! A judged collection: documents, queries, and which documents each query is after.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use findlet_indexer::{Document, Lines, extract_lines};

use super::metrics::Gains;
use super::site;

/// Words that stand for a missing title.
const TITLE_WORDS: usize = 8;

/// What is in `docs.jsonl` or `site/`, `queries.tsv` and `qrels.tsv` of one folder.
pub struct Collection {
    /// The documents. They are named by their address, which is their id where they have no other.
    pub documents: Vec<Document>,
    /// The queries that a document is there for, in the order of their file.
    pub queries: Vec<Judged>,
    /// A title and its address for each page or line of `docs.jsonl`, to draw samples from: the first words
    /// where there is no title, nothing where the line gave no document.
    pub titles: Vec<(String, String)>,
}

/// A query and what finding a document for it is worth.
pub struct Judged {
    /// Its name in the files.
    pub id: String,
    /// What is typed.
    pub text: String,
    /// By address; what is not in it is worth nothing.
    pub gains: Gains,
}

impl Collection {
    /// Reads what is in `folder`.
    ///
    /// # Errors
    /// Where one of them can't be read, is no UTF-8, lacks a tab where there must be one, or has
    /// judgments of which none fits.
    pub fn read(folder: &Path) -> Result<Self> {
        let lines = lines(folder)?;
        let judgments = judgments(folder, &addresses(&lines.documents))?;
        let mut queries = Vec::new();
        for (id, text) in rows(&folder.join("queries.tsv"))? {
            let gains = judgments.get(&id).filter(|gains| gains.values().any(|gain| *gain > 0.0));
            queries.extend(gains.map(|gains| Judged { id, text, gains: gains.clone() }));
        }
        if queries.is_empty() {
            bail!("no query of {} has a document that it is after; do the ids fit?", folder.display());
        }
        let titles = titles(&lines);
        Ok(Self { documents: lines.documents, queries, titles })
    }
}

/// Reads the documents: a site, where there is one, or lines.
fn lines(folder: &Path) -> Result<Lines> {
    let site = folder.join("site");
    if site.is_dir() {
        return Ok(Lines { documents: site::documents(&site)?, skipped: Vec::new() });
    }
    let docs = folder.join("docs.jsonl");
    Ok(extract_lines(&fs::read(&docs).with_context(|| format!("cannot read {}", docs.display()))?))
}

fn titles(Lines { documents, skipped }: &Lines) -> Vec<(String, String)> {
    let mut titles: Vec<(String, String)> =
        documents.iter().map(|document| (title(document), document.url.clone())).collect();
    for (line, _) in skipped {
        titles.insert(titles.len().min(line - 1), Default::default());
    }
    titles
}

fn title(document: &Document) -> String {
    let first_words = |text: &str| text.split(' ').take(TITLE_WORDS).collect::<Vec<_>>().join(" ");
    let first = document.blocks.first().map(|block| first_words(&block.text));
    if document.title.is_empty() { first.unwrap_or_default() } else { document.title.clone() }
}

/// Returns the address of each id.
fn addresses(documents: &[Document]) -> BTreeMap<&str, &str> {
    documents
        .iter()
        .map(|document| (document.metadata_value("id").unwrap_or(&document.url), document.url.as_str()))
        .collect()
}

/// Returns the gains by query; documents that aren't there are left out.
fn judgments(folder: &Path, addresses: &BTreeMap<&str, &str>) -> Result<BTreeMap<String, Gains>> {
    let path = folder.join("qrels.tsv");
    let mut judgments: BTreeMap<String, Gains> = BTreeMap::new();
    for (query, rest) in rows(&path)? {
        let gain = rest.split_once('\t').and_then(|(document, gain)| Some((document, gain.trim().parse().ok()?)));
        let Some((document, gain)) = gain else {
            bail!("{} has {query:?} without document, tab and gain", path.display());
        };
        if let Some(url) = addresses.get(document) {
            judgments.entry(query).or_default().insert((*url).to_owned(), gain);
        }
    }
    Ok(judgments)
}

/// Reads lines of a name, a tab and the rest.
fn rows(path: &Path) -> Result<Vec<(String, String)>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let row = |(number, line): (usize, &str)| {
        let (name, rest) =
            line.split_once('\t').with_context(|| format!("{}, line {number}, has no tab", path.display()))?;
        Ok((name.to_owned(), rest.to_owned()))
    };
    (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty()).map(row).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::Collection;

    fn folder(docs: &str, queries: &str, judgments: &str) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("docs.jsonl", docs), ("queries.tsv", queries), ("qrels.tsv", judgments)] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    const DOCS: &str = "{\"id\": \"a\", \"url\": \"a.html\", \"title\": \"Boats\"}\n{}\n\
        {\"id\": \"b\", \"text\": \"one two three four five six seven eight nine\"}\n";

    #[test]
    fn judgments_are_by_address_and_unjudged_queries_are_left_out() {
        let folder = folder(DOCS, "1\tboats\n2\tnothing\n3\tbad\n", "1\ta\t2\n1\tz\t1\n2\tz\t1\n3\tb\t0\n");
        let collection = Collection::read(folder.path()).unwrap();
        let queries: Vec<_> =
            collection.queries.iter().map(|query| (query.id.as_str(), query.text.as_str(), &query.gains)).collect();
        assert_eq!(queries, [("1", "boats", &[("a.html".to_owned(), 2.0)].into())]);
    }

    #[test]
    fn titles_stand_where_their_lines_do() {
        let folder = folder(DOCS, "1\tboats\n", "1\ta\t2\n");
        let titles = Collection::read(folder.path()).unwrap().titles;
        let titles: Vec<_> = titles.iter().map(|(title, url)| (title.as_str(), url.as_str())).collect();
        assert_eq!(titles, [("Boats", "a.html"), ("", ""), ("one two three four five six seven eight", "b")]);
    }

    #[test]
    fn what_does_not_fit_says_where() {
        for (queries, judgments, expected) in [
            ("boats", "1\ta\t2", "queries.tsv, line 1, has no tab"),
            ("1\tboats", "1\ta", "without document, tab and gain"),
            ("1\tboats", "1\ta.html\t2", "do the ids fit?"),
        ] {
            let folder = folder(DOCS, queries, judgments);
            let error = Collection::read(folder.path()).err().unwrap();
            assert!(error.to_string().contains(expected), "{error}");
        }
    }
}
