//! The indexes that a search asks: that of one language, or of all.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use findlet_core::format::bodies::Body;
use findlet_core::format::cards::CardRecord;
use findlet_core::query::Facet;
use findlet_core::{Answer, Card, Explanation, Filter, Hit, Index, Options, Test};

use crate::opened::{Opened, Pointer};
use crate::place::Place;
use crate::publish::root::Root;
use crate::site::{CURRENT, VERSION, VIEW};

/// The language that means all.
pub(crate) const ALL: &str = "*";

/// The indexes asked, the reader's own first. There is one at least.
pub(crate) struct Asked {
    place: Place,
    /// What says where indexes are, unless one was named.
    pointer: Option<Pointer>,
    language: Option<String>,
    indexes: Vec<Opened>,
    /// Those of other languages, which are not asked.
    pub others: Vec<String>,
}

/// Where the reader is.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub(crate) struct Reader {
    /// The page that the reader is on, such as docs/4.2/a.html: of pages in several versions its own is found. Default: the
    /// current one
    #[arg(long, value_name = "URL", default_value = "", hide_default_value = true)]
    at: String,
}

impl Reader {
    /// Returns what limits hits to the version of the reader, where there are several and nothing else says which.
    fn view(&self, opened: &Opened, options: &Options) -> Option<Filter> {
        let is_said = !options.scope.is_empty() || options.filters.iter().any(|filter| filter.name == VERSION);
        // The index of a core engine has no facets, and one version of each page.
        let is_one = !opened.index.manifest().facets.iter().any(|facet| facet == VIEW);
        if opened.versions.is_empty() || is_one || is_said {
            return None;
        }
        let at = self.at.trim_start_matches('/');
        let own = opened.versions.iter().find(|(folder, _)| at.starts_with(folder.as_str()));
        let version = own.map_or(CURRENT, |(_, version)| version);
        Some(Filter { name: VIEW.to_owned(), test: Test::Any(vec![version.to_owned()]) })
    }
}

/// A page of the indexes, and where it is in them.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    /// As hits have it.
    pub address: String,
    pub card: CardRecord,
    index: usize,
    document: u32,
}

impl Listing {
    /// Returns the same page at another address.
    pub fn at(self, address: String) -> Self {
        Self { address, ..self }
    }

    /// Returns a page of an index that there is not.
    #[cfg(test)]
    pub fn of(card: CardRecord) -> Self {
        Self { address: card.url.clone(), card, index: 0, document: 0 }
    }
}

/// An answer, and for each hit the number of the index that it is from.
pub(crate) struct Found {
    pub answer: Answer,
    from: Vec<usize>,
}

impl Asked {
    /// Opens what is at `place` for a language: its index, or that of the site where it has none, or [`ALL`].
    ///
    /// # Errors
    /// Where there is no index, or it is refused.
    pub fn new(place: Place, language: Option<&str>) -> Result<Self> {
        let (place, pointer) = place.located()?;
        let read = |bytes: Vec<u8>| Pointer::parse(&bytes, &place)?.readable(&place);
        let pointer = pointer.map(read).transpose()?;
        let language = language.map(str::to_owned);
        let mut asked = Self { place, pointer, language, indexes: Vec::new(), others: Vec::new() };
        match asked.open() {
            Err(error) if !asked.renew().unwrap_or(false) => Err(error),
            _ => Ok(asked),
        }
    }

    /// Opens the indexes that the pointer names.
    fn open(&mut self) -> Result<()> {
        let language = self.language.as_deref();
        let Some(pointer) = &self.pointer else {
            let path = self.place.folder().expect("a site has a pointer");
            self.indexes = vec![Opened::new(path, language)?];
            return Ok(());
        };
        let own = language.and_then(|language| pointer.nearest(language)).unwrap_or(&pointer.default).to_owned();
        let mut names: Vec<&str> = pointer.names(&own).collect();
        let others = if language == Some(ALL) { Vec::new() } else { names.split_off(1) };
        let open = |name: &&str| Opened::entry(&self.place, pointer.entry(Some(name))?);
        self.indexes = names.iter().map(open).collect::<Result<_>>()?;
        self.others = others.into_iter().map(str::to_owned).collect();
        if let Some(language) = language.filter(|language| *language != ALL && pointer.nearest(language).is_none()) {
            eprintln!("note: {language} has no index; pages in it are in that of {own}");
        }
        Ok(())
    }

    /// Opens the indexes anew where another build has taken the place of this one; returns whether it has.
    ///
    /// # Errors
    /// Where the new one cannot be read.
    pub fn renew(&mut self) -> Result<bool> {
        if self.pointer.is_none() {
            return Ok(false);
        }
        let pointer = Pointer::read(&self.place)?.readable(&self.place)?;
        if self.pointer.as_ref() == Some(&pointer) {
            return Ok(false);
        }
        let before = self.pointer.replace(pointer);
        // One that is not whole yet is no news: the next call tries again.
        self.open().inspect_err(|_| self.pointer = before)?;
        Ok(true)
    }

    /// Returns the first index, which has the names that all have.
    pub fn first(&self) -> &Index {
        &self.indexes[0].index
    }

    /// Searches for a query, composed as documents are. Hits of the first index come before those of the next.
    ///
    /// # Errors
    /// Where a part cannot be read or is refused.
    pub fn search(&mut self, query: &str, options: &Options, reader: &Reader) -> Result<Found> {
        self.each(options, |opened, options| {
            let Some(view) = reader.view(opened, options) else { return opened.search(query, options) };
            let viewed = Options { filters: [&options.filters[..], &[view]].concat(), ..options.clone() };
            let answer = opened.search(query, &viewed)?;
            // What no page says that the reader is shown may stand in other versions.
            if answer.total == 0 { opened.search(query, options) } else { Ok(answer) }
        })
    }

    /// Returns all documents, in the order of their addresses in each index.
    ///
    /// # Errors
    /// Where a part cannot be read or is refused.
    pub fn listed(&mut self, options: &Options) -> Result<Found> {
        self.each(options, listed)
    }

    /// Returns all pages, of each index in the order of their addresses; the parts with their cards are read.
    ///
    /// # Errors
    /// Where a part cannot be read or is refused.
    pub fn pages(&mut self) -> Result<Vec<Listing>> {
        let mut pages = Vec::new();
        for index in 0..self.indexes.len() {
            let cards = self.indexes[index].cards()?;
            let listing = |(document, card): (u32, CardRecord)| Listing {
                address: self.address(&card.url),
                card,
                index,
                document,
            };
            let mut listed: Vec<Listing> = (0..).zip(cards).map(listing).collect();
            listed.sort_unstable_by(|a, b| a.address.cmp(&b.address));
            pages.append(&mut listed);
        }
        Ok(pages)
    }

    /// Returns the text of a page that [`pages`](Self::pages) returned; its part is read unless it was.
    ///
    /// # Errors
    /// Where it cannot be read or is refused.
    pub fn body(&mut self, page: &Listing) -> Result<Body<String>> {
        self.indexes[page.index].text(page.document, &page.card)
    }

    /// Says why a hit is one.
    pub fn explain(&self, query: &str, found: &Found, at: usize, options: &Options) -> Vec<Explanation> {
        self.indexes[found.from[at]].index.explain(query, found.answer.hits[at].document, options)
    }

    /// Asks each index, and once more where a deploy took away meanwhile what was asked for.
    fn each(&mut self, options: &Options, ask: impl Fn(&mut Opened, &Options) -> Result<Answer>) -> Result<Found> {
        match self.each_once(options, &ask) {
            Err(_) if self.renew().unwrap_or(false) => self.each_once(options, &ask),
            found => found,
        }
    }

    fn each_once(&mut self, options: &Options, ask: impl Fn(&mut Opened, &Options) -> Result<Answer>) -> Result<Found> {
        let mut found: Option<Found> = None;
        let mut options = options.clone();
        for (at, opened) in self.indexes.iter_mut().enumerate() {
            let answer = ask(opened, &options)?;
            options.limit -= answer.hits.len() as u32;
            options.offset = options.offset.saturating_sub(answer.total);
            found = Some(match found {
                None => Found { from: vec![at; answer.hits.len()], answer },
                Some(found) => found.and(answer, at),
            });
        }
        let mut found = found.unwrap_or_else(|| Found { answer: Answer::default(), from: Vec::new() });
        for card in found.answer.hits.iter_mut().filter_map(|hit| hit.card.as_mut()) {
            card.url = self.address(&card.url);
        }
        Ok(found)
    }

    /// Returns the address of a page: absolute where the site is deployed, and else as the index has it.
    fn address(&self, url: &str) -> String {
        let absolute = self.place.root().and_then(|root| Root(root).link(url));
        absolute.unwrap_or_else(|| url.to_owned())
    }
}

impl Found {
    /// Adds the answer of the index `at`.
    fn and(mut self, answer: Answer, at: usize) -> Self {
        let Answer { total, unchecked, hits, approximate, complete, facets, unknown, .. } = answer;
        self.from.extend(vec![at; hits.len()]);
        self.answer.hits.extend(hits);
        self.answer.total += total;
        self.answer.unchecked += unchecked;
        self.answer.approximate |= approximate;
        self.answer.complete &= complete;
        // A name that one has is known.
        let unknown: BTreeSet<String> = unknown.into_iter().collect();
        self.answer.unknown.retain(|name| unknown.contains(name));
        for (mine, its) in self.answer.facets.iter_mut().zip(facets) {
            add(mine, its);
        }
        self
    }
}

/// Adds the counts of a facet, the most frequent value first.
fn add(facet: &mut Facet, other: Facet) {
    let mut counts: BTreeMap<String, u32> = std::mem::take(&mut facet.values).into_iter().collect();
    other.values.into_iter().for_each(|(value, count)| *counts.entry(value).or_default() += count);
    facet.values = counts.into_iter().collect();
    facet.values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
}

fn listed(opened: &mut Opened, options: &Options) -> Result<Answer> {
    let cards = opened.cards()?;
    let mut all: Vec<(u32, &CardRecord)> = (0..).zip(&cards).collect();
    all.retain(|(_, card)| card.url.starts_with(&options.scope));
    all.sort_unstable_by(|(_, a), (_, b)| a.url.cmp(&b.url));
    let hits = all.iter().skip(options.offset as usize).take(options.limit as usize).map(|one| hit(*one)).collect();
    Ok(Answer { total: all.len() as u32, hits, complete: true, ..Answer::default() })
}

fn hit((document, card): (u32, &CardRecord)) -> Hit {
    Hit {
        document,
        score: 0,
        words: Vec::new(),
        corrected: Vec::new(),
        missing: Vec::new(),
        card: Some(Card {
            url: card.url.clone(),
            title: card.title.clone(),
            title_ranges: Vec::new(),
            date: Some(card.date).filter(|date| *date > 0),
            language: Some(card.language.clone()).filter(|language| !language.is_empty()),
            summary: card.summary.clone(),
            metadata: card.metadata.clone(),
        }),
        excerpt: None,
        sections: Vec::new(),
    }
}
