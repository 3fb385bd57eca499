//! Pages.
//!
//! ```text
//! text --parse--> Tree --content--> regions --blocks--> title, blocks, anchors
//!                  |---head-----> language, description, date …      } Document
//!                  '---facts----> what data-findlet-… attributes say
//! ```
//! What a site owner has to know of it stands in `docs/indexing.md`.

mod attributes;
mod blocks;
mod content;
mod facts;
mod head;
mod links;
mod matching;
mod parse;
mod role;
mod running;
mod selector;
mod sink;
#[cfg(test)]
mod tests;
mod tree;

pub(super) use facts::distinct;
pub(super) use head::date;
pub use selector::SelectorError;

use html5ever::local_name;

use super::collapse::collapse;
use super::error::{ExtractError, Warning};
use super::extracted::{ExtractOptions, Extracted};
use super::summary::place_summary;
use crate::address::{address, is_of_page};
use crate::document::{BlockKind, Date, Document, Weight};
use blocks::{Reading, Title};
use content::Content;
use facts::Facts;
use head::Head;
use parse::{ParseOptions, Parsed};
use selector::Selectors;
use tree::Tree;

/// [`ExtractOptions`], read.
#[derive(Clone, Debug, Default)]
pub(super) struct Compiled {
    body: Selectors,
    ignore: Selectors,
    include_noindex: bool,
    facets: Vec<String>,
}

impl Compiled {
    pub fn new(options: &ExtractOptions) -> Result<Self, SelectorError> {
        let ExtractOptions { body, ignore, include_noindex, facets } = options;
        Ok(Self {
            body: Selectors::new(body)?,
            ignore: Selectors::new(ignore)?,
            include_noindex: *include_noindex,
            facets: facets.clone(),
        })
    }

    /// Returns the names whose values are facets.
    pub fn facets(&self) -> &[String] {
        &self.facets
    }
}

/// Reads the page `path`.
///
/// # Errors
/// Why the page is left out.
pub(super) fn extract(path: &str, text: &str, options: &Compiled) -> Result<Extracted, ExtractError> {
    if is_not_found_page(path) {
        return Err(ExtractError::NotFoundPage);
    }
    let formatting = !options.body.is_empty() || !options.ignore.is_empty();
    let xhtml = path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("xhtml"));
    let Parsed { tree, is_cut } = parse::parse(text, ParseOptions { formatting, xhtml });
    let mut head = Head::read(&tree);
    if let Some(to) = head.refresh {
        return Err(ExtractError::Redirect { to });
    }
    if head.is_noindex() && !options.include_noindex {
        return Err(ExtractError::Noindex);
    }
    let content = Content::find(&tree, &options.body, &options.ignore);
    if content.regions.is_empty() && !options.body.is_empty() {
        return Err(ExtractError::Unmarked);
    }
    let mut facts = Facts::read(&tree, &content);
    refuse_addresses(&mut head, &mut facts);
    let is_marked = content.is_marked;
    let mut extracted = Page { path, tree: &tree, head, content, facts }.compose(options)?;
    extracted.is_marked = is_marked;
    extracted.warnings.extend(is_cut.then_some(Warning::TooDeep { limit: parse::MAX_DEPTH }));
    Ok(extracted)
}

/// Takes away addresses that lead to no page.
fn refuse_addresses(head: &mut Head, facts: &mut Facts) {
    for (what, place) in [("canonical", &mut facts.url), ("canonical", &mut head.canonical), ("base", &mut head.base)] {
        let refused = place.take_if(|address| !is_of_page(address));
        facts.warnings.extend(refused.map(|address| Warning::address(what, &address)));
    }
}

/// Whether `path` is what servers answer with for pages that aren't there: `404.html` at the root
/// or in the folder of a language.
fn is_not_found_page(path: &str) -> bool {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let is_language = || {
        let primary = folder.split(['-', '_']).next().unwrap_or_default();
        (2..=3).contains(&primary.len())
            && folder.len() <= 10
            && folder.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    name == "404" && (folder.is_empty() || is_language())
}

/// A page, before it is a document.
struct Page<'a> {
    path: &'a str,
    tree: &'a Tree,
    head: Head,
    content: Content<'a>,
    facts: Facts,
}

impl Page<'_> {
    fn compose(self, options: &Compiled) -> Result<Extracted, ExtractError> {
        let rule = self.title_rule();
        let Reading { blocks, weights, title, date, image, warnings } = blocks::read(self.tree, &self.content, rule);
        if blocks.is_empty() && title.is_none() {
            return Err(ExtractError::Empty);
        }
        let mut document = Document {
            title: self.title(title),
            date: self.date(date),
            language: self.language(),
            summary: self.head.description().map(str::to_owned).filter(|summary| !summary.is_empty()),
            blocks,
            keywords: self.head.keywords(),
            canonical: self.facts.url.clone().or_else(|| self.head.canonical.clone()),
            boost: self.facts.boost,
            ..Document::default()
        };
        // What only repeats the title says nothing.
        document.summary = document.summary.filter(|summary| *summary != document.title);
        document.keywords.retain(|keyword| *keyword != document.title);
        document.metadata = self.metadata(image);
        document.facets = self.facets(options, &document);
        document.sorts = self.facts.sorts;
        place_weighted_summary(&mut document, weights);
        let warnings = self.facts.warnings.into_iter().chain(warnings).collect();
        Ok(Extracted { document, is_marked: false, warnings })
    }

    fn title_rule(&self) -> Title {
        if let Some(title) = &self.facts.title {
            return Title::Named(title.clone());
        }
        if let Some(title) = self.outer_titles().into_iter().find(|text| self.head.is_title(text)) {
            return Title::Named(title);
        }
        let is_list = self.content.regions.len() > 1 && !self.content.is_marked;
        let titles = || self.headings().filter(|node| self.is_in_content(*node)).count();
        if is_list && titles() > 1 { Title::None } else { Title::First }
    }

    /// The texts of `h1` outside the content: the name of the site, or of the page.
    fn outer_titles(&self) -> Vec<String> {
        let outer = self.headings().filter(|node| !self.is_in_content(*node));
        outer.map(|node| blocks::text_of(self.tree, &self.content, node)).collect()
    }

    /// The attached `h1` of the page.
    fn headings(&self) -> impl Iterator<Item = tree::NodeId> {
        let (tree, notable) = (self.tree, self.tree.notable.iter().copied());
        notable.filter(move |node| tree.html(*node) == Some(&local_name!("h1")) && tree.is_attached(*node))
    }

    fn is_in_content(&self, node: tree::NodeId) -> bool {
        let mut around = std::iter::once(node).chain(self.tree.ancestors(node));
        let inside = around.find_map(|node| {
            let is_region = self.content.regions.contains(&node);
            (is_region || self.content.leaves_out(node)).then_some(is_region)
        });
        inside.unwrap_or(false)
    }

    fn title(&self, heading: Option<String>) -> String {
        let facts = &self.facts;
        let stated =
            || self.head.stated_title(&self.outer_titles()).or_else(|| facts.fallback("title").map(str::to_owned));
        facts.title.clone().or(heading).or_else(stated).unwrap_or_default()
    }

    fn date(&self, shown: Option<Date>) -> Option<Date> {
        let default = || self.facts.fallback("date").and_then(head::date);
        self.facts.date.or_else(|| self.head.date()).or(shown).or_else(default)
    }

    /// The language of the content, which may be another than that of the page around it.
    fn language(&self) -> Option<String> {
        let region = *self.content.regions.first()?;
        let around = std::iter::once(region).chain(self.tree.ancestors(region));
        let nearest = around.filter_map(|node| self.tree.element(node)).find_map(head::language);
        nearest.or_else(|| self.head.language.clone())
    }

    fn metadata(&self, image: Option<(String, String)>) -> Vec<(String, String)> {
        let mut metadata = self.facts.metadata.clone();
        let mut add = |name: &str, value: &str| {
            let is_new = !metadata.iter().any(|(other, _)| other == name);
            if is_new && !value.is_empty() {
                metadata.push((name.to_owned(), value.to_owned()));
            }
            is_new
        };
        let own = self.head.image().map(|(source, alt)| (source.to_owned(), alt.to_owned()));
        if let Some((source, alt)) = own.or(image)
            && add("image", &links::resolve(&address(self.path), self.head.base.as_deref(), &source))
        {
            add("image_alt", &alt);
        }
        add("author", self.head.author().unwrap_or_default());
        for (name, value) in self.facts.defaults.iter().filter(|(name, _)| name != "title" && name != "date") {
            add(name, value);
        }
        metadata
    }

    fn facets(&self, options: &Compiled, document: &Document) -> Vec<(String, String)> {
        let mut facets = self.facts.facets.clone();
        for name in &options.facets {
            let stated = self.head.all(name).flat_map(|list| list.split(',')).map(collapse);
            let keywords = document.keywords.iter().filter(|_| name == "keywords").cloned();
            for value in stated.chain(keywords).chain(document.fact(name).map(str::to_owned)) {
                facets.push((name.clone(), value));
            }
        }
        facts::distinct(facets)
    }
}

/// Puts the summary before the text, and the weights of blocks with their blocks.
fn place_weighted_summary(document: &mut Document, weights: Vec<(u32, Weight)>) {
    let before = document.blocks.len();
    place_summary(document);
    let inserted = (document.blocks.len() - before) as u32;
    let at = document.blocks.iter().position(|block| block.kind == BlockKind::Summary).unwrap_or(0) as u32;
    let moved = |index| if index >= at { index + inserted } else { index };
    document.weights = weights.into_iter().map(|(index, weight)| (moved(index), weight)).collect();
}
