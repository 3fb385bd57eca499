//! Pages.
//!
//! ```text
//! text --parse--> Tree --content--> regions --blocks--> title, blocks, anchors
//!                  |---head-----> language, description, date …      } Document
//!                  '-annotations-> what data-findlet-… attributes say
//! ```
//! What a site owner has to know of it stands in `docs/indexing.md`.

mod anchors;
mod annotations;
mod attributes;
mod blocks;
mod class;
mod content;
mod decoration;
mod definition;
mod description;
mod fragment;
mod head;
mod idle;
mod links;
mod matching;
mod outline;
mod parse;
mod permalink;
mod picture;
mod reach;
mod role;
mod scripted;
mod selector;
mod shape;
mod signs;
mod sink;
#[cfg(test)]
mod tests;
mod tree;
mod turns;

pub(super) use anchors::anchors;
pub(super) use annotations::distinct;
pub(super) use head::date;
pub use selector::SelectorError;

use html5ever::local_name;

use super::collapse::collapse;
use super::draft::{Draft, Notes};
use super::error::{ExtractError, Warning};
use super::extracted::ExtractOptions;
use super::fragment::Fragment;
use super::titles::{First, HeadingPlace, Titles};
use crate::address::{address, is_of_page};
use crate::document::{Block, BlockKind, Date, Document};
use crate::version;
use annotations::Annotations;
use blocks::Reading;
use content::Content;
use head::Head;
use idle::Lists;
use parse::{ParseOptions, Parsed};
use selector::Selectors;
use tree::Tree;

/// [`ExtractOptions`], read.
#[derive(Debug, Default)]
pub(super) struct Compiled {
    body: Selectors,
    ignore: Selectors,
    /// The lists of `body` and of `ignore`.
    lists: [Lists; 2],
    include_noindex: bool,
    facets: Vec<String>,
    is_traced: bool,
    has_fragments: bool,
}

impl Compiled {
    pub fn new(options: &ExtractOptions) -> Result<Self, SelectorError> {
        let ExtractOptions { body, ignore, include_noindex, facets, is_traced, has_fragments } = options;
        Ok(Self {
            body: Selectors::new(body)?,
            ignore: Selectors::new(ignore)?,
            lists: [Lists::new(body)?, Lists::new(ignore)?],
            include_noindex: *include_noindex,
            facets: facets.clone(),
            is_traced: *is_traced,
            has_fragments: *has_fragments,
        })
    }

    /// Returns the lists of selectors that match nothing on the pages read so far, each with its setting.
    pub fn idle(&self) -> impl Iterator<Item = (&'static str, &str)> {
        ["body", "ignore"]
            .into_iter()
            .zip(&self.lists)
            .flat_map(|(name, lists)| lists.texts().map(move |text| (name, text)))
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
pub(super) fn extract(path: &str, text: &str, options: &Compiled) -> Result<Draft, ExtractError> {
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
    options.lists.iter().for_each(|lists| lists.note(&tree));
    let content = Content::find(&tree, &options.body, &options.ignore);
    if content.regions.is_empty() && !options.body.is_empty() {
        return Err(ExtractError::Unmarked);
    }
    // Pagefind reads nothing outside the element that a site names.
    let is_bound = options.has_fragments && !options.body.is_empty() && !content.is_marked;
    let mut annotations = Annotations::read(&tree, &content, is_bound);
    refuse_addresses(&mut head, &mut annotations);
    let is_marked = content.is_marked;
    let mut draft = Page { path, host: head.host(), tree: &tree, head, content, annotations }.compose(options)?;
    draft.is_marked = is_marked;
    draft.warnings.extend(is_cut.then_some(Warning::TooDeep { limit: parse::MAX_DEPTH }));
    Ok(draft)
}

/// Takes away addresses that lead to no page.
fn refuse_addresses(head: &mut Head, annotations: &mut Annotations) {
    for (what, place) in
        [("canonical", &mut annotations.url), ("canonical", &mut head.canonical), ("base", &mut head.base)]
    {
        let refused = place.take_if(|address| !is_of_page(address));
        annotations.warnings.extend(refused.map(|address| Warning::address(what, &address)));
    }
}

/// Whether `path` is what servers answer with for pages that aren't there: `404.html` at the root, in the folder of a
/// language or in that of a version.
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
    let last = folder.rsplit('/').next().unwrap_or_default();
    name == "404" && (folder.is_empty() || is_language() || version::is_name(last))
}

/// Bytes of text below which a page says little.
const LITTLE_TEXT: usize = 40;

/// Lines that may be a page's name where it has no heading, at most, and the bytes of each.
const LEADS: usize = 6;
const LEAD_BYTES: usize = 100;

/// A page, before it is a document.
struct Page<'a> {
    path: &'a str,
    /// The host that it says it is on.
    host: Option<String>,
    tree: &'a Tree,
    head: Head,
    content: Content<'a>,
    annotations: Annotations,
}

impl Page<'_> {
    fn compose(self, options: &Compiled) -> Result<Draft, ExtractError> {
        let reading = blocks::read(self.tree, &self.content, self.links(), options.is_traced);
        let titles = self.titles(&reading);
        let text: usize = reading.blocks.iter().map(|block| block.text.len()).sum();
        let is_scripted = text < LITTLE_TEXT && scripted::is_scripted(self.tree);
        self.refuse(&reading.blocks, is_scripted)?;
        let Reading { blocks, weights, firsts, date, image, warnings, mut signs, links, mut taken } = reading;
        let firsts = firsts.into_iter().map(|(at, _)| at).collect();
        signs.is_bare = self.content.found == content::Found::Body;
        signs.generator = self.head.generator().map(str::to_owned);
        let (language, around) = self.languages();
        let mut document = Document {
            date: self.date(date),
            language,
            summary: self.head.description().map(str::to_owned).filter(|summary| !summary.is_empty()),
            blocks,
            weights,
            keywords: self.head.keywords(),
            canonical: self.annotations.url.clone().or_else(|| self.head.canonical.clone()),
            boost: self.annotations.boost,
            ..Document::default()
        };
        description::check(&mut document, signs.generator.as_deref(), &mut taken);
        let fragment = options.has_fragments.then(|| self.fragment(&titles));
        let picture = if options.has_fragments { fragment::picture(self.tree) } else { None };
        document.metadata = self.metadata(picture, image);
        document.facets = self.facets(options, &document);
        document.sorts = self.annotations.sorts;
        let scripted = is_scripted.then_some(Warning::Scripted);
        let warnings = self.annotations.warnings.into_iter().chain(warnings).chain(scripted).collect();
        let edition = self.head.edition();
        let notes = Some(Notes { titles, signs, links, language: around, edition, firsts, taken });
        Ok(Draft { document, notes, fragment, is_marked: false, warnings })
    }

    /// The page as Pagefind's API hands it out, where a page without a heading is called as its window is.
    fn fragment(&self, titles: &Titles) -> Fragment {
        let is_called = titles.named.is_some() || !titles.firsts.is_empty();
        let title = self.head.title.clone().filter(|title| !is_called && !title.is_empty());
        Fragment { title, ..fragment::read(self.tree, &self.content) }
    }

    /// Where links of the page lead.
    fn links(&self) -> links::Site<'_> {
        links::Site { path: self.path, host: self.host.as_deref(), base: self.head.base.as_deref() }
    }

    /// # Errors
    /// Where these blocks are no text of a page.
    fn refuse(&self, blocks: &[Block], is_scripted: bool) -> Result<(), ExtractError> {
        if blocks.is_empty() && !is_scripted {
            return Err(ExtractError::Empty);
        }
        if blocks.is_empty() || scripted::is_waiting(blocks, is_scripted) {
            return Err(ExtractError::Scripted);
        }
        if scripted::is_template(self.head.title.as_deref(), blocks) {
            return Err(ExtractError::Template);
        }
        Ok(())
    }

    /// All that the page may be called.
    fn titles(&self, reading: &Reading) -> Titles {
        let outer = self.headings().filter(|node| !self.is_in_content(*node));
        let mut firsts: Vec<First> = outer.map(|node| self.outer(node)).collect();
        firsts.extend(reading.firsts.iter().map(|(at, node)| First {
            text: reading.blocks[*at as usize].text.clone(),
            place: HeadingPlace::Content,
            is_logo: self.is_logo(*node),
            is_of_other: self.is_of_other(*node),
        }));
        let below = reading.blocks.iter().enumerate().filter(|(at, block)| {
            block.kind == BlockKind::Heading
                && !block.text.is_empty()
                && reading.firsts.iter().all(|(first, _)| *first as usize != *at)
        });
        Titles {
            named: self.annotations.title.clone(),
            headings: below.take(3).map(|(_, block)| block.text.clone()).collect(),
            social: self.head.all("og:title").next().map(str::to_owned).filter(|title| !title.is_empty()),
            window: self.head.title.clone(),
            sites: self.head.sites(),
            leads: self.leads(reading),
            fallback: self.annotations.fallback("title").map(str::to_owned),
            is_list: self.is_list(),
            firsts,
        }
    }

    /// The first lines before any heading, where nothing says where the content is.
    fn leads(&self, reading: &Reading) -> Vec<String> {
        if self.content.found != content::Found::Body {
            return Vec::new();
        }
        let lines = reading.blocks.iter().take(LEADS).take_while(|block| block.kind != BlockKind::Heading);
        lines.map(|block| &block.text).filter(|text| text.len() <= LEAD_BYTES).cloned().collect()
    }

    /// A heading of the first level outside the content: the name of the site, or of the page.
    fn outer(&self, node: tree::NodeId) -> First {
        let is_banner = self.tree.ancestors(node).filter_map(|node| self.tree.element(node)).any(|element| {
            matches!(
                element.html(),
                Some(&local_name!("nav") | &local_name!("header") | &local_name!("footer") | &local_name!("aside"))
            ) || element.has_word("role", "banner")
                || element.has_word("role", "navigation")
        });
        First {
            text: self.content.text(node),
            place: if is_banner { HeadingPlace::Banner } else { HeadingPlace::Before },
            is_logo: self.is_logo(node),
            is_of_other: self.is_of_other(node),
        }
    }

    /// Whether all of a heading leads to the first page of the site.
    fn is_logo(&self, heading: tree::NodeId) -> bool {
        whole_link(self.tree, heading).is_some_and(|href| self.links().is_home(href))
    }

    /// Whether all of a heading leads to another page of the site.
    fn is_of_other(&self, heading: tree::NodeId) -> bool {
        let links = self.links();
        let is_own = |href: &str| links.is_own(href) || self.head.canonical.as_deref() == Some(href);
        whole_link(self.tree, heading).is_some_and(|href| links.holds(href) && !links.is_home(href) && !is_own(href))
    }

    /// Whether the content is a list of articles, each with a heading of the first level.
    fn is_list(&self) -> bool {
        if self.content.is_marked {
            return false;
        }
        let around = |node: tree::NodeId| {
            let mut around = self.tree.ancestors(node);
            around.find(|around| {
                self.tree.html(*around) == Some(&local_name!("article")) || self.content.regions.contains(around)
            })
        };
        let mut parts: Vec<_> = self.headings().filter(|node| self.is_in_content(*node)).map(around).collect();
        let count = parts.len();
        parts.dedup();
        let is_article = |part: &Option<tree::NodeId>| {
            part.is_some_and(|node| {
                self.content.regions.len() > 1 || self.tree.html(node) == Some(&local_name!("article"))
            })
        };
        count > 1 && parts.len() == count && parts.iter().all(is_article)
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

    fn date(&self, shown: Option<Date>) -> Option<Date> {
        let default = || self.annotations.fallback("date").and_then(head::date);
        self.annotations.date.or_else(|| self.head.date()).or(shown).or_else(default)
    }

    /// The language of the content, and that of the page around it, which may be another.
    fn languages(&self) -> (Option<String>, Option<String>) {
        let region = self.content.regions.first().copied();
        let around = region.into_iter().chain(region.into_iter().flat_map(|region| self.tree.ancestors(region)));
        let mut stated = around.filter_map(|node| self.tree.element(node)).filter_map(head::language);
        let nearest = stated.next().or_else(|| self.head.language.clone());
        let outermost = stated.last().or_else(|| nearest.clone());
        (nearest, outermost)
    }

    fn metadata(&self, picture: Option<(String, String)>, image: Option<(String, String)>) -> Vec<(String, String)> {
        let mut metadata = self.annotations.metadata.clone();
        let mut add = |name: &str, value: &str| {
            let is_new = !metadata.iter().any(|(other, _)| other == name);
            if is_new && !value.is_empty() {
                metadata.push((name.to_owned(), value.to_owned()));
            }
            is_new
        };
        add("url", self.annotations.url.as_deref().unwrap_or_default());
        let own = self.head.image().map(|(source, alt)| (source.to_owned(), alt.to_owned()));
        if let Some((source, alt)) = picture.or(own).or(image)
            && add("image", &links::resolve(&address(self.path), self.head.base.as_deref(), &source))
        {
            add("image_alt", &alt);
        }
        add("author", self.head.author().unwrap_or_default());
        for (name, value) in self.annotations.defaults.iter().filter(|(name, _)| name != "title" && name != "date") {
            add(name, value);
        }
        metadata
    }

    fn facets(&self, options: &Compiled, document: &Document) -> Vec<(String, String)> {
        let mut facets = self.annotations.facets.clone();
        for name in &options.facets {
            let stated = self.head.all(name).flat_map(|list| list.split(',')).map(collapse);
            let keywords = document.keywords.iter().filter(|_| name == "keywords").cloned();
            for value in stated.chain(keywords).chain(document.metadata_value(name).map(str::to_owned)) {
                facets.push((name.clone(), value));
            }
        }
        annotations::distinct(facets)
    }
}

/// Returns where a heading leads, if all of it is a link.
fn whole_link(tree: &Tree, heading: tree::NodeId) -> Option<&str> {
    let link = tree.under(heading).find(|node| tree.html(*node) == Some(&local_name!("a")))?;
    let href = tree.element(link)?.stated("href")?;
    (!shape::has_text_beside(tree, heading, link)).then_some(href)
}
