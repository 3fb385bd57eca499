//! All documents of a site, in the builders of its indexes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use findlet_indexer::site::{Pages, text_bytes};
use findlet_indexer::{Builder, Content, Document, Extracted, Options, Rule, Threads, Unfit};
use rayon::prelude::*;

use super::addresses::Redirect;
use super::apart::{self, BREADCRUMB, Titled};
use super::arrived::Arrived;
use super::called::{Called, Decided};
use super::copies;
use super::folders::Folders;
use super::fragments::{Fragments, Kept};
use super::languages::{Census, Indexes, MAX_INDEXES, Stated};
use super::left_out::{LeftOut, Warned};
use super::lines::{self, Batch, Lines};
use super::metadata::{find_by_metadata, find_by_sorts};
use super::read::{self, Files, Reader};
use super::version_lists;
use super::versions::{self, Versions};
use super::walk::{Source, Walked};
use crate::config::{Config, Engine, Languages};
use crate::progress::Progress;
use crate::tag::{Tag, UNDETERMINED};

/// Bytes of memory that each of several indexes has at least.
const MEMORY_LEAST: usize = 1 << 20;

/// A site, indexed.
pub(crate) struct Gathered {
    /// Each index with its language, that of most documents first.
    pub indexes: Vec<Indexed>,
    /// How many documents there are of each language.
    pub languages: BTreeMap<String, u32>,
    /// By name.
    pub left_out: Vec<LeftOut>,
    /// By name.
    pub warnings: Vec<Warned>,
    /// How often each rule took something out of a page, by its name.
    pub rules: BTreeMap<&'static str, u64>,
    /// The pages as Pagefind's API hands them out, where that is asked for.
    pub fragments: Option<Fragments>,
}

/// An index that is not written yet.
pub(crate) struct Indexed {
    pub language: String,
    pub content: Content,
    /// Bytes of all texts.
    pub text_bytes: u64,
    /// The version of each folder of one.
    pub versions: BTreeMap<String, String>,
}

/// Reads and indexes what was `walked`, and the other documents that `config` names.
///
/// # Errors
/// Where a setting cannot be used, or a document cannot be indexed.
pub(crate) fn gather(config: &Config, walked: Walked, progress: Progress) -> Result<Gathered> {
    let Walked { sources, left_out, warnings, lists } = walked;
    let threads = Threads::start(config.settings.threads).context("cannot start threads")?;
    let mut gather = Gather {
        config,
        left_out,
        warnings,
        reader: Reader::new(config)?,
        builders: BTreeMap::new(),
        addresses: BTreeMap::new(),
        languages: BTreeMap::new(),
        census: Census::default(),
        indexes: Indexes::default(),
        versions: BTreeMap::new(),
        redirects: Vec::new(),
        rules: BTreeMap::new(),
        fragments: config.settings.pagefind.then(Kept::new).transpose()?,
    };
    threads.install(|| gather.files(&sources, &lists, progress))?;
    if let Some(file) = &config.settings.jsonl {
        gather.lines(file, &threads)?;
    }
    let bar = progress.spinner("building");
    let gathered = threads.install(|| gather.finish());
    bar.finish();
    gathered
}

/// Pages that are settled and added at once.
const PAGES_AT_ONCE: usize = 512;

/// A document, and the name of what it was made of.
struct Page {
    document: Document,
    name: String,
    /// The language that decides about its index.
    language: Option<String>,
    /// The version that it is of, where it is one of several.
    version: Option<String>,
}

/// What is known of the page that has an address.
struct Claimed {
    name: String,
    /// What it has in common with the pages that it is told apart from.
    group: Option<u64>,
    breadcrumb: Option<String>,
}

impl Claimed {
    /// Returns what is needed to tell it from others of its title, if it has one.
    fn titled<'a>(&'a self, url: &'a str) -> Option<Titled<'a>> {
        Some(Titled { url, group: self.group?, breadcrumb: self.breadcrumb.as_deref() })
    }
}

/// An index being built.
struct Building {
    builder: Builder,
    text_bytes: u64,
}

struct Gather<'a> {
    config: &'a Config,
    reader: Reader,
    /// By language.
    builders: BTreeMap<String, Building>,
    /// What has each address.
    addresses: BTreeMap<String, Claimed>,
    /// The documents of each language that there are.
    languages: BTreeMap<String, u32>,
    /// What languages there will be.
    census: Census,
    /// Which index answers for each.
    indexes: Indexes,
    /// The version of each folder of one.
    versions: BTreeMap<String, String>,
    left_out: Vec<LeftOut>,
    warnings: Vec<Warned>,
    /// Pages that only lead elsewhere.
    redirects: Vec<Redirect>,
    /// How often each rule took something out of a page.
    rules: BTreeMap<&'static str, u64>,
    fragments: Option<Kept>,
}

impl<'a> Gather<'a> {
    /// Reads all files, decides which are copies, and adds the others as they are beside each other.
    fn files(&mut self, sources: &'a [Source], lists: &[(String, Vec<u8>)], progress: Progress) -> Result<()> {
        let (pages, arrived) = self.read_all(sources, progress)?;
        self.count_languages(&arrived)?;
        let folders = Folders::find(&arrived, &version_lists::all(lists, &arrived));
        let mut copies = copies::decide(self.config, &arrived, &self.indexes, &folders);
        let versions = Versions::find(&arrived, &copies.kept, &folders);
        self.leave_out_versions(&arrived, &mut copies.kept, &versions);
        let is_facet = self.config.settings.facets.iter().any(|name| name == versions::VERSION);
        let site = pages.learn();
        let decided =
            Decided { arrived: &arrived, copies: &copies, redirects: &self.redirects, indexes: &self.indexes };
        let mut called = Called::new(self.config, &site, decided)?;
        for numbers in copies.kept.chunks(PAGES_AT_ONCE) {
            let read = site.read(numbers)?.into_iter().zip(numbers);
            let page = |(extracted, number): (Extracted, &u32)| {
                self.count_rules(&extracted);
                let Arrived { source, url, language, .. } = &arrived[*number as usize];
                let Extracted { mut document, fragment, .. } = extracted;
                if self.config.settings.pagefind {
                    find_by_metadata(&mut document);
                    find_by_sorts(&mut document);
                }
                versions.of(*number, is_facet).put(&mut document);
                called.put(*number, &mut document)?;
                if let Some((kept, fragment)) = self.fragments.as_mut().zip(fragment) {
                    kept.put(&document.url, &fragment)?;
                }
                let version = folders.version_of(url).map(str::to_owned);
                Ok(Page { document, name: source.name.clone(), language: language.clone(), version })
            };
            let pages = read.map(page).collect::<Result<_>>()?;
            self.add(pages)?;
        }
        self.left_out.extend(copies.left_out);
        self.warnings.extend(copies.warnings);
        self.versions = versions.folders;
        Ok(())
    }

    /// Takes from `kept`, for the core engine, the pages of versions that only some readers see: it has no filters, and shows
    /// the same to all. Hits lead to the others.
    fn leave_out_versions(&mut self, arrived: &[Arrived], kept: &mut Vec<u32>, versions: &Versions) {
        if self.config.settings.engine != Engine::Core {
            return;
        }
        kept.retain(|number| {
            let is_for_all = versions.is_for_all(*number);
            if !is_for_all {
                let name = &arrived[*number as usize].source.name;
                let why = "it is of another version than the current page, and the core engine shows one";
                self.left_out.push(LeftOut::meant(name, "other version", why));
            }
            is_for_all
        });
    }

    /// Reads all files, and keeps aside what they say.
    fn read_all(&mut self, sources: &'a [Source], progress: Progress) -> Result<(Pages, Vec<Arrived<'a>>)> {
        let walked = (self.left_out.len(), self.warnings.len());
        // The texts that wait here go before words are gathered: the two halves of the memory are never full at once.
        let empty = || Pages::new(self.config.options.memory / 2);
        let (mut pages, mut arrived) = (empty(), Vec::new());
        let bar = progress.bar("reading", sources.len() as u64);
        let mut files = Files::new(sources);
        while let Some(batch) = files.next(&mut self.reader) {
            if batch.is_first {
                (pages, arrived) = (empty(), Vec::new());
                self.left_out.truncate(walked.0);
                self.warnings.truncate(walked.1);
                self.redirects.clear();
                bar.restart();
            }
            bar.advance(batch.read.len() as u64);
            self.keep(batch, &mut pages, &mut arrived)?;
        }
        bar.finish();
        // Of pages that were read as parts, the parts know it.
        if sources.iter().any(|source| source.at.is_none()) {
            self.warnings.extend(self.reader.idle().into_iter().map(Warned::idle));
        }
        Ok((pages, arrived))
    }

    /// Keeps aside what files say.
    fn keep(&mut self, batch: read::Batch<'a>, pages: &mut Pages, arrived: &mut Vec<Arrived<'a>>) -> Result<()> {
        let mut drafts = Vec::new();
        let first = arrived.len();
        for (source, read) in batch.read {
            self.redirects.extend(read.redirect);
            match read.draft {
                Ok(draft) => {
                    self.warnings.extend(read.warnings);
                    arrived.push(Arrived::new(source, &draft));
                    drafts.push(draft);
                }
                Err(left_out) => self.left_out.push(left_out),
            }
        }
        for (arrived, text) in arrived[first..].iter_mut().zip(pages.add(&drafts)?) {
            arrived.text = text;
        }
        Ok(())
    }

    /// Counts the languages of all that will be indexed, and decides which have an index. Where lines of documents
    /// have a say in that, they are looked through first.
    fn count_languages(&mut self, arrived: &[Arrived]) -> Result<()> {
        arrived.iter().for_each(|page| self.census.note(page.stated(), &page.url));
        let how = self.how();
        if let Some(file) = self.config.settings.jsonl.as_ref().filter(|_| how != Languages::Together) {
            lines::languages(file, |tag, url| self.census.note(Stated { page: tag, text: tag }, url))?;
        }
        self.indexes = self.census.indexes(how);
        let names: Vec<&str> = self.indexes.names().take(8).collect();
        if self.indexes.names().count() > MAX_INDEXES {
            bail!(
                "there are pages in more than {MAX_INDEXES} languages ({} …), and each would have an index; correct their \
                 lang attributes, or set languages to together",
                names.join(", ")
            );
        }
        Ok(())
    }

    /// How languages share indexes: one file holds one index, and scripts for Pagefind expect one for each.
    fn how(&self) -> Languages {
        match self.config.settings.languages {
            Languages::Auto if self.config.settings.single_file => Languages::Together,
            Languages::Auto if self.config.settings.pagefind => Languages::Each,
            how => how,
        }
    }

    /// Counts what rules did; generated pages by their kind.
    fn count_rules(&mut self, Extracted { taken, generated, .. }: &Extracted) {
        for (rule, count) in taken.counts.iter().filter(|(rule, _)| **rule != Rule::Generated) {
            *self.rules.entry(rule.name()).or_default() += u64::from(*count);
        }
        if let Some(kind) = generated {
            *self.rules.entry(kind).or_default() += 1;
        }
    }

    fn add(&mut self, pages: Vec<Page>) -> Result<()> {
        let fit = |page| self.fit(page).and_then(|page| self.claim(page));
        let pages: Vec<(String, Page)> = pages.into_iter().filter_map(fit).collect();
        for (index, page) in &pages {
            if !self.builders.contains_key(index) {
                let building = self.begin(index)?;
                self.builders.insert(index.clone(), building);
            }
            if let Some(building) = self.builders.get_mut(index) {
                building.text_bytes += text_bytes(&page.document);
            }
        }
        let builders = &self.builders;
        pages.par_iter().try_for_each(|(index, page)| {
            builders[index].builder.add(&page.document).with_context(|| page.name.clone())
        })
    }

    /// Begins an index. Each has the part of the memory that it has of the pages; below [`MEMORY_LEAST`] that makes
    /// none faster.
    fn begin(&self, index: &str) -> Result<Building> {
        let all = self.config.options.memory;
        let part = self.indexes.part(index, all);
        let options = Options { memory: part.max(MEMORY_LEAST.min(all)), ..self.config.options.clone() };
        let builder = Builder::new(options).context("cannot begin an index")?;
        Ok(Building { builder, text_bytes: 0 })
    }

    /// Takes from a page what no index takes; returns nothing where that is all of it.
    fn fit(&mut self, mut page: Page) -> Option<Page> {
        match page.document.fit() {
            Ok(unfit) => {
                let warned = |why: Unfit| Warned { name: page.name.clone(), why: why.to_string() };
                self.warnings.extend(unfit.into_iter().map(warned));
                Some(page)
            }
            Err(why) => {
                self.left_out.push(LeftOut::fault(&page.name, why.what, why.to_string()));
                None
            }
        }
    }

    /// Gives a page its address and its index, unless another has that address.
    fn claim(&mut self, page: Page) -> Option<(String, Page)> {
        let Page { document, name, language, version } = &page;
        if let Some(Claimed { name: first, .. }) = self.addresses.get(&document.url) {
            let why = format!("its address, {}, is that of {first} already; exclude one of them", document.url);
            self.left_out.push(LeftOut::fault(name, "same address", why));
            return None;
        }
        let index = self.indexes.of(language.as_deref()).to_owned();
        let claimed = Claimed {
            name: name.clone(),
            group: (!document.title.is_empty()).then(|| apart::group(&document.title, &index, version.as_deref())),
            breadcrumb: document.metadata_value(BREADCRUMB).map(str::to_owned),
        };
        self.addresses.insert(document.url.clone(), claimed);
        let language = language.as_deref().map_or_else(|| UNDETERMINED.to_owned(), |tag| Tag::new(tag).language);
        *self.languages.entry(language).or_default() += 1;
        Some((index, page))
    }

    fn lines(&mut self, file: &Path, threads: &Threads) -> Result<()> {
        let page = |document: Document| {
            let (name, language) = (document.url.clone(), document.language.clone());
            Page { document, name, language, version: None }
        };
        let mut lines = Lines::open(file)?;
        while let Some(Batch { documents, left_out }) = lines.next()? {
            self.left_out.extend(left_out);
            threads.install(|| self.add(documents.into_iter().map(page).collect()))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Gathered> {
        self.left_out.sort_by(|a, b| a.name.cmp(&b.name));
        self.warnings.sort_by(|a, b| a.name.cmp(&b.name));
        let main = self.indexes.main();
        let shared = most(&self.languages);
        let ways = Arc::new(apart::told(self.addresses.iter().filter_map(|(url, claimed)| claimed.titled(url))));
        let mut indexes = Vec::new();
        for (index, Building { mut builder, text_bytes }) in self.builders {
            builder.tell_apart(&ways);
            let language = if index == UNDETERMINED { shared.to_owned() } else { index };
            let versions = self.versions.clone();
            indexes.push(Indexed { language, content: builder.finish()?, text_bytes, versions });
        }
        indexes.sort_by_key(|index| index.language != main);
        Ok(Gathered {
            indexes,
            languages: self.languages,
            left_out: self.left_out,
            warnings: self.warnings,
            rules: self.rules,
            fragments: self.fragments.map(Kept::finish).transpose()?,
        })
    }
}

/// Returns the language that more than half of the documents are in that state one: an index that languages share has
/// its name.
fn most(languages: &BTreeMap<String, u32>) -> &str {
    let stated = || languages.iter().filter(|(language, _)| *language != UNDETERMINED);
    let all: u32 = stated().map(|(_, count)| count).sum();
    stated().find(|(_, count)| *count * 2 > all).map_or(UNDETERMINED, |(language, _)| language)
}
