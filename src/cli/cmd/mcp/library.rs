//! What an assistant can ask: a search, a page, the list of pages. Nothing here is a path: a page is looked up among the
//! addresses that the index has.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use findlet_core::{Filter, Hit, Options, Test};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::asked::{Asked, Listing, Reader};
use crate::cmd::narrow::has;
use crate::markdown;
use crate::opened::composed;

/// Hits, unless more are asked for.
pub(super) const HITS: u32 = 10;

/// Hits of one search at most: more would fill the context of the assistant. There is `offset` for the next.
pub(super) const MOST_HITS: u32 = 50;

/// What comes before the address of a page that is in a folder, so that it is a URI.
const SCHEME: &str = "findlet:///";

/// The index, as it is now.
pub(super) struct Library {
    asked: Asked,
    /// All pages; `None` until they are asked for.
    pages: Option<Vec<Listing>>,
}

/// A page in the list.
pub(super) struct Listed {
    pub address: String,
    pub title: String,
    pub summary: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Search {
    query: String,
    #[serde(default)]
    filters: BTreeMap<String, Vec<String>>,
    #[serde(default = "hits")]
    limit: u32,
    #[serde(default)]
    offset: u32,
}

fn hits() -> u32 {
    HITS
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    address: String,
}

impl Library {
    pub fn new(asked: Asked) -> Self {
        Self { asked, pages: None }
    }

    /// Answers a search, as JSON.
    ///
    /// # Errors
    /// Where an argument is wrong, or the index can't be read.
    pub fn search(&mut self, arguments: Value) -> Result<String> {
        let Search { query, filters, limit, offset } = serde_json::from_value(arguments)?;
        ensure!(
            (1..=MOST_HITS).contains(&limit),
            "limit is {limit}; write 1 to {MOST_HITS}, and ask for what follows with offset"
        );
        let filters = filters.into_iter().map(|(name, values)| Filter { name, test: Test::Any(values) }).collect();
        let options = Options { limit, offset, filters, ..Options::default() };
        self.renew()?;
        let found = self.asked.search(&composed(&query), &options, &Reader::default())?;
        if !found.answer.unknown.is_empty() {
            bail!("the index has no {}; it has {}", found.answer.unknown.join(", "), has(self.asked.first()));
        }
        let results: Vec<Value> = found.answer.hits.iter().filter_map(result).collect();
        Ok(json!({ "total": found.answer.total, "corrected": found.answer.corrected, "results": results }).to_string())
    }

    /// Returns the text of a page or a section.
    ///
    /// # Errors
    /// Where the index has none at this address, or can't be read.
    pub fn read(&mut self, arguments: Value) -> Result<String> {
        let Read { address } = serde_json::from_value(arguments)?;
        self.renew()?;
        let (wanted, anchor) = address.split_once('#').unwrap_or((&address, ""));
        let listed = self.listed()?.iter().find(|page| page.address == wanted || uri(&page.address) == wanted);
        let page =
            listed.with_context(|| format!("no page has the address {wanted}; write it as search returns it"))?.clone();
        let body = self.asked.body(&page)?;
        markdown::text(&page, &body, anchor).with_context(|| format!("{wanted} has no section #{anchor}; leave it out"))
    }

    /// Returns `count` pages from the one at `from` on, and whether they are the last.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub fn pages(&mut self, from: usize, count: usize) -> Result<(Vec<Listed>, bool)> {
        self.renew()?;
        let pages = self.listed()?;
        let listed = |page: &Listing| Listed {
            address: uri(&page.address),
            title: page.card.title.clone(),
            summary: page.card.summary.clone(),
        };
        Ok((pages.iter().skip(from).take(count).map(listed).collect(), from.saturating_add(count) >= pages.len()))
    }

    /// Opens the index anew where another build has taken its place since the last question.
    fn renew(&mut self) -> Result<()> {
        if self.asked.renew()? {
            self.pages = None;
        }
        Ok(())
    }

    fn listed(&mut self) -> Result<&[Listing]> {
        if self.pages.is_none() {
            self.pages = Some(self.asked.pages()?);
        }
        Ok(self.pages.as_deref().unwrap_or_default())
    }
}

fn result(hit: &Hit) -> Option<Value> {
    let card = hit.card.as_ref()?;
    let sections: Vec<Value> = hit
        .sections
        .iter()
        .map(|section| {
            let passage = section.excerpt.as_ref().map(|excerpt| &excerpt.text);
            json!({ "title": section.title, "address": format!("{}#{}", card.url, section.anchor), "passage": passage })
        })
        .collect();
    let passage = hit.excerpt.as_ref().map(|excerpt| &excerpt.text);
    Some(json!({ "title": card.title, "address": card.url, "passage": passage, "sections": sections }))
}

/// Returns the address of a page as a URI, which the protocol wants of resources.
fn uri(address: &str) -> String {
    let is_absolute = address.starts_with("https://") || address.starts_with("http://");
    if is_absolute { address.to_owned() } else { format!("{SCHEME}{}", address.trim_start_matches('/')) }
}
