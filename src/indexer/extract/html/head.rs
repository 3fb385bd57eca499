//! What a page says about itself: `meta`, `link`, `title`, JSON-LD and microdata.

use html5ever::local_name;
use serde_json::Value;

use super::tree::{Element, NodeId, Tree};
use crate::document::Date;
use crate::extract::collapse::collapse;
use crate::extract::edition::Edition;

/// Seconds after which a page that leads elsewhere was meant to be read first.
const REDIRECT_SECONDS: f64 = 15.0;

/// What the page says about itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub language: Option<String>,
    pub title: Option<String>,
    pub canonical: Option<String>,
    /// What addresses are relative to, if not to the page.
    pub base: Option<String>,
    /// Where `meta http-equiv=refresh` leads at once.
    pub refresh: Option<String>,
    /// The `meta` elements by name, in lower case, and what they say, in order.
    metas: Vec<(String, String)>,
    linked: Linked,
}

/// What JSON-LD and microdata say.
#[derive(Debug, Default)]
struct Linked {
    published: Vec<String>,
    keywords: Vec<String>,
}

/// Names of a date of publication, the most certain first.
const DATES: [&str; 10] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "citation_publication_date",
];

impl Head {
    pub fn read(tree: &Tree) -> Self {
        let mut head = Self::default();
        for node in tree.notable.iter().copied().filter(|node| tree.is_attached(*node)) {
            if let Some(element) = tree.element(node) {
                head.note(tree, node, element);
            }
        }
        head
    }

    fn note(&mut self, tree: &Tree, node: NodeId, element: &Element) {
        match element.html() {
            Some(&local_name!("html")) => self.language = language(element),
            Some(&local_name!("title")) if self.title.is_none() => {
                self.title = Some(collapse(&tree.raw_text(node))).filter(|title| !title.is_empty());
            }
            Some(&local_name!("base")) => keep(&mut self.base, element.stated("href")),
            Some(&local_name!("link")) if element.has_word("rel", "canonical") => {
                keep(&mut self.canonical, element.stated("href"));
            }
            Some(&local_name!("meta")) => self.note_meta(element),
            Some(&local_name!("script")) => {
                if let Ok(value) = serde_json::from_str(&tree.raw_text(node)) {
                    self.linked.note(&value);
                }
            }
            _ => {}
        }
        if element.has_word("itemprop", "datepublished") {
            let stated = ["datetime", "content"].iter().find_map(|name| element.stated(name));
            self.linked.published.push(stated.map_or_else(|| collapse(&tree.raw_text(node)), str::to_owned));
        }
    }

    fn note_meta(&mut self, element: &Element) {
        let Some(content) = element.stated("content") else { return };
        if element.has_word("http-equiv", "refresh") {
            keep(&mut self.refresh, destination(content));
        }
        if element.has_word("http-equiv", "content-language") && self.language.is_none() {
            self.language = tag(content);
        }
        for name in ["name", "property"].iter().filter_map(|name| element.stated(name)) {
            self.metas.push((name.to_ascii_lowercase(), collapse(content)));
        }
    }

    /// Returns what the `meta` elements of a name say.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.metas.iter().filter(move |(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, content)| content.as_str())
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// Whether search engines are asked to leave the page out.
    pub fn is_noindex(&self) -> bool {
        let contents = ["robots", "googlebot", "findlet"].into_iter().flat_map(|name| self.all(name));
        contents
            .flat_map(|content| content.split(','))
            .any(|word| matches!(word.trim().to_ascii_lowercase().as_str(), "noindex" | "none"))
    }

    /// Returns what the page calls its site.
    pub fn sites(&self) -> Vec<String> {
        let names = ["og:site_name", "application-name", "apple-mobile-web-app-title"];
        names.into_iter().flat_map(|name| self.all(name)).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// Returns what made the page.
    pub fn generator(&self) -> Option<&str> {
        self.all("generator").next()
    }

    /// Returns the version that the page says it is of, as Docusaurus has it and as `DocSearch` asks for it: `v2,latest` is
    /// `v2`. Pages of the site that are of no version have a tag without one.
    pub fn edition(&self) -> Option<Edition> {
        let version = self.first(&["docusaurus_version", "docsearch:version"])?;
        let version = version.split(',').next().unwrap_or_default().trim();
        let tag = self.first(&["docusaurus_tag", "docsearch:docusaurus_tag"]).unwrap_or(version);
        let group = tag.strip_suffix(version).filter(|_| !version.is_empty())?;
        Some(Edition { group: group.to_owned(), version: version.to_owned() })
    }

    /// Returns the host that the page says it is on.
    pub fn host(&self) -> Option<String> {
        let stated = self.canonical.as_deref().or_else(|| self.all("og:url").next())?;
        let (_, rest) = stated.split_once("://")?;
        rest.split('/').next().filter(|host| !host.is_empty()).map(str::to_ascii_lowercase)
    }

    pub fn description(&self) -> Option<&str> {
        self.first(&["description", "og:description", "twitter:description", "dc.description", "dcterms.description"])
    }

    pub fn image(&self) -> Option<(&str, &str)> {
        let image = self.first(&["og:image", "og:image:url", "twitter:image"])?;
        Some((image, self.first(&["og:image:alt", "twitter:image:alt"]).unwrap_or_default()))
    }

    pub fn author(&self) -> Option<&str> {
        self.first(&["author", "article:author", "dc.creator"]).filter(|author| !author.starts_with("http"))
    }

    pub fn date(&self) -> Option<Date> {
        let named = DATES.into_iter().flat_map(|name| self.all(name));
        self.linked.published.iter().map(String::as_str).chain(named).find_map(date)
    }

    pub fn keywords(&self) -> Vec<String> {
        let metas = ["keywords", "news_keywords"].into_iter().flat_map(|name| self.all(name));
        let listed = metas.chain(self.linked.keywords.iter().map(String::as_str)).flat_map(|list| list.split(','));
        let mut keywords: Vec<String> = vec![];
        for keyword in listed.chain(self.all("article:tag")).map(collapse) {
            if !keyword.is_empty() && !keywords.contains(&keyword) {
                keywords.push(keyword);
            }
        }
        keywords
    }
}

impl Linked {
    fn note(&mut self, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.note(value)),
            Value::Object(object) => {
                for (name, value) in object {
                    match (name.as_str(), value) {
                        ("datePublished", Value::String(date)) => self.published.push(date.clone()),
                        ("keywords", Value::String(list)) => self.keywords.push(list.clone()),
                        ("keywords", Value::Array(list)) => {
                            self.keywords.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
                        }
                        ("@graph" | "mainEntity" | "mainEntityOfPage", value) => self.note(value),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// Reads `2024-05-06…` and `2024/05/06`, as scholarly pages have it.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    Date::parse(text).or_else(|| Date::parse(&text.replace('/', "-")))
}

/// Returns the language that an element states.
pub(super) fn language(element: &Element) -> Option<String> {
    ["lang", "xml:lang"].iter().find_map(|name| element.stated(name)).and_then(tag)
}

/// Returns `text` if it has the form of a BCP 47 tag; `_` is often put for `-`.
fn tag(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-");
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (tag.split('-').all(is_part) && tag.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(tag)
}

/// Reads `0; url=there`.
fn destination(content: &str) -> Option<&str> {
    let (seconds, rest) = content.split_once([';', ','])?;
    let rest = rest.trim_start();
    let url = match rest.get(..3) {
        Some(name) if name.eq_ignore_ascii_case("url") => rest[3..].trim_start().strip_prefix('=').unwrap_or(rest),
        _ => rest,
    };
    let url = url.trim().trim_matches(['"', '\'']);
    let is_soon = seconds.trim().parse().is_ok_and(|seconds: f64| seconds <= REDIRECT_SECONDS);
    (is_soon && !url.is_empty()).then_some(url)
}

fn keep(place: &mut Option<String>, value: Option<&str>) {
    if place.is_none() {
        *place = value.map(str::to_owned);
    }
}
