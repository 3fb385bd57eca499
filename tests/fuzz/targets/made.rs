//! Documents and queries of the same few words, so that they meet: those of `../../words.rs`.

use arbitrary::{Result, Unstructured};
use findlet_indexer::{Block, BlockKind, Document, SortValue, Weight};

use crate::oracle::{Asked, Unit};
use crate::words::{TYPED, VOCABULARY};

/// Words that the documents and the query of one case are made of.
pub struct Words {
    held: Vec<&'static str>,
    typed: Vec<&'static str>,
}

impl Words {
    /// Chooses some.
    pub fn choose(bytes: &mut Unstructured<'_>) -> Result<Self> {
        let held = chosen(bytes, &VOCABULARY, 3, 12)?;
        let mut typed = chosen(bytes, &TYPED, 0, 3)?;
        typed.extend(&held);
        Ok(Self { held, typed })
    }

    fn text(&self, bytes: &mut Unstructured<'_>, least: usize, most: usize) -> Result<String> {
        Ok(chosen(bytes, &self.held, least, most)?.join(" "))
    }

    /// Makes some documents, of which the first has what a query may name: a title and a source.
    pub fn documents(&self, bytes: &mut Unstructured<'_>) -> Result<Vec<Document>> {
        let mut documents = Vec::new();
        for id in 0..bytes.int_in_range(1..=20u32)? {
            documents.push(Document { url: format!("{id:03}.html"), ..self.document(bytes)? });
        }
        documents[0].metadata = vec![("source".to_owned(), "river city".to_owned())];
        documents[0].title.push_str(" river");
        Ok(documents)
    }

    fn document(&self, bytes: &mut Unstructured<'_>) -> Result<Document> {
        const KINDS: [BlockKind; 4] =
            [BlockKind::Caption, BlockKind::Summary, BlockKind::Heading, BlockKind::Paragraph];
        let mut document = Document { title: self.text(bytes, 0, 3)?, boost: weight(bytes)?, ..Document::default() };
        for at in 0..bytes.int_in_range(0..=3u32)? {
            let (kind, text) = (*bytes.choose(&KINDS)?, self.text(bytes, 0, 8)?);
            document.blocks.push(Block { kind, text, anchor: String::new() });
            document.weights.push((at, weight(bytes)?));
        }
        document.language = Some(if bytes.ratio(3, 4)? { "en" } else { "vi" }.to_owned());
        if bytes.ratio(1, 4)? {
            document.keywords = vec![self.text(bytes, 1, 2)?];
        }
        if bytes.ratio(1, 4)? {
            document.metadata = vec![("source".to_owned(), self.text(bytes, 1, 3)?)];
        }
        if bytes.ratio(1, 4)? {
            document.facets = vec![("topic".to_owned(), self.text(bytes, 1, 1)?)];
            document.sorts = vec![("price".to_owned(), SortValue::Number(f64::from(bytes.arbitrary::<i8>()?)))];
        }
        Ok(document)
    }

    /// Makes a query, with or without operators.
    pub fn query(&self, bytes: &mut Unstructured<'_>) -> Result<Asked> {
        if bytes.ratio(1, 3)? {
            return self.plain_query(bytes);
        }
        let mut units: Vec<Unit> = Vec::new();
        for _ in 0..bytes.int_in_range(1..=4)? {
            let may_join = units.last().is_some_and(|before| !before.is_excluded);
            let unit = self.unit(bytes)?;
            units.push(Unit { joins: unit.joins && may_join, ..unit });
        }
        Ok(Asked { units, ends_in_space: bytes.arbitrary()? })
    }

    /// Some words, the last one half-typed or followed by a space.
    fn plain_query(&self, bytes: &mut Unstructured<'_>) -> Result<Asked> {
        let mut words = chosen(bytes, &self.typed, 0, 2)?;
        let last = *bytes.choose(&self.typed)?;
        let typed: String = last.chars().take(bytes.int_in_range(1..=12)?).collect();
        words.push(&typed);
        let end = if typed == last && bytes.arbitrary()? { " " } else { "" };
        Ok(Asked::plain(&(words.join(" ") + end)))
    }

    /// A piece with any operators that mean something on it.
    fn unit(&self, bytes: &mut Unstructured<'_>) -> Result<Unit> {
        let is_phrase = bytes.ratio(1, 3)?;
        let text = chosen(bytes, &self.typed, 1, if is_phrase { 3 } else { 1 })?.join(" ");
        // `--flag` is a word, not an exclusion.
        let is_excluded = bytes.ratio(1, 4)? && !text.starts_with('-');
        let [star, joins] = [bytes.ratio(1, 3)?, bytes.ratio(1, 3)?];
        let field = *bytes.choose(&[None, None, None, Some("title"), Some("source")])?;
        Ok(Unit {
            text,
            is_phrase,
            is_excluded,
            is_prefix: star && !is_phrase,
            joins: joins && !is_excluded,
            field,
            is_closed: false,
            has_dash: false,
        })
    }
}

fn chosen(bytes: &mut Unstructured<'_>, from: &[&'static str], least: usize, most: usize) -> Result<Vec<&'static str>> {
    (0..bytes.int_in_range(least..=most)?).map(|_| bytes.choose(from).copied()).collect()
}

/// Mostly one.
fn weight(bytes: &mut Unstructured<'_>) -> Result<Weight> {
    let factor = *bytes.choose(&[1.0, 1.0, 1.0, 0.0, 0.25, 2.5])?;
    Ok(Weight::new(factor).expect("they are in range"))
}
