//! All documents of a site, in the builders of its indexes.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use findlet_indexer::{Builder, Content, Document, Options, Unfit};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::canonical::{Canonicals, Says};
use super::left_out::{LeftOut, Warned};
use super::lines::{Batch, Lines};
use super::read::{Read, Reader, batches};
use super::urls::bare;
use super::walk::{Source, Walked};
use crate::config::{Canonical, Config, Languages};
use crate::progress::{Bar, Progress};

/// Indexes of one build at most. More languages than that are mistakes.
const MAX_INDEXES: usize = 64;

/// Bytes of memory that each of several indexes has at least.
const MEMORY_LEAST: usize = 1 << 20;

/// The language of documents that state none, as BCP 47 has it.
pub(crate) const UNDETERMINED: &str = "und";

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
}

/// An index that is not written yet.
pub(crate) struct Indexed {
    pub language: String,
    pub content: Content,
    /// Bytes of all texts.
    pub text_bytes: u64,
}

/// Reads and indexes what was `walked`, and the other documents that `config` names.
///
/// # Errors
/// Where a setting cannot be used, or a document cannot be indexed.
pub(crate) fn gather(config: &Config, walked: Walked, progress: Progress) -> Result<Gathered> {
    let Walked { sources, left_out } = walked;
    let pool = ThreadPoolBuilder::new().num_threads(config.settings.threads).build().context("cannot start threads")?;
    let mut gather = Gather {
        config,
        left_out,
        warnings: Vec::new(),
        reader: pool.install(|| Reader::new(config, &sources))?,
        canonicals: Canonicals::new(config.settings.base_url.as_deref()),
        builders: BTreeMap::new(),
        addresses: BTreeMap::new(),
        languages: BTreeMap::new(),
        others: Vec::new(),
        without_language: Vec::new(),
    };
    pool.install(|| gather.files(&sources, progress))?;
    if let Some(file) = &config.settings.jsonl {
        gather.lines(file, &pool)?;
    }
    let bar = progress.spinner("building");
    let gathered = pool.install(|| gather.finish());
    bar.finish();
    gathered
}

/// A document, and what it was made of.
struct Page<'a> {
    document: Document,
    name: String,
    /// Its file, unless it was a line.
    source: Option<&'a Source>,
}

/// An index being built.
struct Building {
    builder: Builder,
    text_bytes: u64,
}

struct Gather<'a> {
    config: &'a Config,
    reader: Reader,
    canonicals: Canonicals,
    /// By language.
    builders: BTreeMap<String, Building>,
    /// What has each address.
    addresses: BTreeMap<String, String>,
    languages: BTreeMap<String, u32>,
    left_out: Vec<LeftOut>,
    warnings: Vec<Warned>,
    /// Files that may be copies, with their addresses and the canonical ones. They are read again once that is known.
    others: Vec<(&'a Source, (String, String))>,
    /// Files whose index depends on which language is the main one.
    without_language: Vec<&'a Source>,
}

impl<'a> Gather<'a> {
    fn files(&mut self, sources: &'a [Source], progress: Progress) -> Result<()> {
        let bar = progress.bar("reading", sources.len() as u64);
        let sources: Vec<&Source> = sources.iter().collect();
        self.read(&sources, &bar, Self::admit)?;
        let kept = self.without_copies();
        self.read(&kept, &bar, Self::admit_in_language)?;
        let rest = std::mem::take(&mut self.without_language);
        self.read(&rest, &bar, |_, page| Some(page))?;
        bar.finish();
        Ok(())
    }

    /// Reads files and adds those that `admit` returns.
    fn read(
        &mut self,
        sources: &[&'a Source],
        bar: &Bar,
        admit: impl Fn(&mut Self, Page<'a>) -> Option<Page<'a>>,
    ) -> Result<()> {
        for batch in batches(sources) {
            let read = self.reader.read(&batch);
            let mut pages = Vec::new();
            for (source, Read { document, warnings }) in batch.iter().copied().zip(read) {
                match document {
                    Ok(document) => {
                        let page = Page { document, name: source.name.clone(), source: Some(source) };
                        let admitted = admit(self, page);
                        // A file that is put aside is read again, and warns then.
                        self.warnings.extend(warnings.into_iter().filter(|_| admitted.is_some()));
                        pages.extend(admitted);
                    }
                    Err(left_out) => self.left_out.push(left_out),
                }
            }
            self.add(pages)?;
            bar.advance(batch.len() as u64);
        }
        Ok(())
    }

    /// Puts a page aside while it may be a copy of another.
    fn admit(&mut self, page: Page<'a>) -> Option<Page<'a>> {
        let canonical =
            page.document.canonical.as_deref().filter(|_| self.config.settings.canonical == Canonical::Follow);
        if let (Some(canonical), Some(source)) = (canonical, page.source)
            && self.canonicals.note(&page.document.url, canonical) == Says::Other
        {
            self.others.push((source, (page.document.url.clone(), canonical.to_owned())));
            return None;
        }
        self.admit_in_language(page)
    }

    /// Puts a page aside while it isn't known which index it belongs to.
    fn admit_in_language(&mut self, page: Page<'a>) -> Option<Page<'a>> {
        if self.config.settings.languages == Languages::Each
            && page.document.language.is_none()
            && let Some(source) = page.source
        {
            self.without_language.push(source);
            return None;
        }
        Some(page)
    }

    /// Decides over the pages that may be copies; returns those that aren't.
    fn without_copies(&mut self) -> Vec<&'a Source> {
        let (sources, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.others).into_iter().unzip();
        let pages = self.addresses.keys().map(|url| bare(url).to_owned()).collect();
        match self.canonicals.decide(&others, &pages) {
            Ok(copies) => {
                let mut kept = Vec::new();
                for ((source, copy), (_, canonical)) in sources.into_iter().zip(copies).zip(&others) {
                    if copy.is_none() {
                        kept.push(source);
                        continue;
                    }
                    let why = format!("its canonical address is another page of the site, {canonical}");
                    self.left_out.push(LeftOut::meant(&source.name, "duplicate", why));
                }
                kept
            }
            Err(page) => {
                let page = if page.is_empty() { "the home page" } else { &page };
                let why = format!(
                    "most pages say that their canonical address is that of {page}, which was not believed; correct the \
                     template, or set canonical to ignore"
                );
                self.warnings.push(Warned { name: "all pages".to_owned(), why });
                sources
            }
        }
    }

    fn add(&mut self, pages: Vec<Page<'a>>) -> Result<()> {
        let fit = |page| self.fit(page).and_then(|page| self.claim(page));
        let pages: Vec<(String, Page)> = pages.into_iter().filter_map(fit).collect();
        for (language, page) in &pages {
            if !self.builders.contains_key(language) {
                let building = self.begin()?;
                self.builders.insert(language.clone(), building);
            }
            if let Some(building) = self.builders.get_mut(language) {
                building.text_bytes += page.document.blocks.iter().map(|block| block.text.len() as u64).sum::<u64>();
            }
        }
        let builders = &self.builders;
        pages.par_iter().try_for_each(|(language, page)| {
            builders[language].builder.add(&page.document).with_context(|| page.name.clone())
        })
    }

    /// Begins an index. Each of several has half of the memory that those before leave, so that all keep within it;
    /// below [`MEMORY_LEAST`] that makes none faster.
    fn begin(&self) -> Result<Building> {
        let count = self.builders.len();
        if count == MAX_INDEXES {
            let some: Vec<&str> = self.builders.keys().take(8).map(String::as_str).collect();
            bail!(
                "there are pages in more than {MAX_INDEXES} languages ({} …), and each would have an index; correct their \
                 lang attributes, or set languages to together",
                some.join(", ")
            );
        }
        let all = self.config.options.memory;
        let memory = match self.config.settings.languages {
            Languages::Together => all,
            Languages::Each => (all >> (count + 1).min(63)).max(MEMORY_LEAST.min(all)),
        };
        let options = Options { memory, ..self.config.options.clone() };
        let builder = Builder::new(options).context("cannot begin an index")?;
        Ok(Building { builder, text_bytes: 0 })
    }

    /// Takes from a page what no index takes; returns nothing where that is all of it.
    fn fit(&mut self, mut page: Page<'a>) -> Option<Page<'a>> {
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
    fn claim(&mut self, page: Page<'a>) -> Option<(String, Page<'a>)> {
        if let Some(first) = self.addresses.get(&page.document.url) {
            let why = format!("its address, {}, is that of {first} already; exclude one of them", page.document.url);
            self.left_out.push(LeftOut::fault(&page.name, "same address", why));
            return None;
        }
        self.addresses.insert(page.document.url.clone(), page.name.clone());
        let language = page.document.language.as_deref().map_or_else(|| UNDETERMINED.to_owned(), primary);
        *self.languages.entry(language.clone()).or_default() += 1;
        let index = match self.config.settings.languages {
            Languages::Together => UNDETERMINED.to_owned(),
            Languages::Each if page.document.language.is_none() => self.main(),
            Languages::Each => language,
        };
        Some((index, page))
    }

    /// The language of most documents.
    fn main(&self) -> String {
        let stated = self.languages.iter().filter(|(language, _)| *language != UNDETERMINED);
        let main = stated.max_by_key(|(language, count)| (**count, std::cmp::Reverse(*language)));
        main.map_or(UNDETERMINED, |(language, _)| language).to_owned()
    }

    fn lines(&mut self, file: &Path, pool: &ThreadPool) -> Result<()> {
        let page = |document: Document| Page { name: document.url.clone(), document, source: None };
        let mut lines = Lines::open(file)?;
        let mut without_language = Vec::new();
        while let Some(Batch { documents, left_out }) = lines.next()? {
            self.left_out.extend(left_out);
            let (waiting, ready): (Vec<_>, Vec<_>) = documents
                .into_iter()
                .partition(|document| self.config.settings.languages == Languages::Each && document.language.is_none());
            without_language.extend(waiting);
            pool.install(|| self.add(ready.into_iter().map(page).collect()))?;
        }
        // Those with a language decide which is the main one.
        pool.install(|| self.add(without_language.into_iter().map(page).collect()))
    }

    fn finish(mut self) -> Result<Gathered> {
        self.left_out.sort_by(|a, b| a.name.cmp(&b.name));
        self.warnings.sort_by(|a, b| a.name.cmp(&b.name));
        let main = self.main();
        let mut indexes = Vec::new();
        for (language, Building { builder, text_bytes }) in self.builders {
            // What is together is named by the language of most.
            let language = if language == UNDETERMINED { main.clone() } else { language };
            indexes.push(Indexed { language, content: builder.finish()?, text_bytes });
        }
        indexes.sort_by_key(|index| index.language != main);
        Ok(Gathered { indexes, languages: self.languages, left_out: self.left_out, warnings: self.warnings })
    }
}

/// Returns the primary subtag of a language, in lower case.
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase()
}
