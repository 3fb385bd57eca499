//! One page of a site, with what rules took out of it.

use anyhow::{Context, Result};
use findlet_indexer::site::Pages;
use findlet_indexer::{Extracted, Threads};

use super::addresses::Redirect;
use super::arrived::Arrived;
use super::called::{Called, Decided};
use super::copies;
use super::folders::Folders;
use super::languages::Census;
use super::read::{Files, Reader};
use super::urls::bare;
use super::version_lists;
use super::walk::{Source, Walked};
use crate::config::Config;

/// What became of a page.
pub(crate) enum Seen {
    Page(Box<Extracted>),
    /// It is in no index, and why.
    LeftOut(String),
    /// There is none.
    Nothing,
}

/// Reads what was `walked` to know what the pages have in common, and returns the one with the address or the file
/// name `url`.
///
/// # Errors
/// Where a setting cannot be used, or the pages cannot be kept aside.
pub(crate) fn look(config: &Config, walked: Walked, url: &str) -> Result<Seen> {
    let Walked { sources, left_out, lists, .. } = walked;
    let threads = Threads::start(config.settings.threads).context("cannot start threads")?;
    if let Some(left_out) = left_out.into_iter().find(|left_out| left_out.name == url) {
        return Ok(Seen::LeftOut(left_out.why));
    }
    threads.install(|| find(config, &sources, &lists, url))
}

fn find(config: &Config, sources: &[Source], lists: &[(String, Vec<u8>)], url: &str) -> Result<Seen> {
    let mut reader = Reader::new(config)?;
    let Read { pages, arrived, redirects, meant } = match read(config, &mut reader, sources, url)? {
        Ok(read) => read,
        Err(why) => return Ok(Seen::LeftOut(why)),
    };
    let Some(number) = meant else { return Ok(Seen::Nothing) };
    let source = arrived[number].source;
    let mut census = Census::default();
    arrived.iter().for_each(|page| census.note(page.stated(), &page.url));
    let indexes = census.indexes(config.settings.languages);
    let folders = Folders::find(&arrived, &version_lists::all(lists, &arrived));
    let copies = copies::decide(config, &arrived, &indexes, &folders);
    if let Some(copy) = copies.left_out.iter().find(|out| out.name == source.name) {
        return Ok(Seen::LeftOut(copy.why.clone()));
    }
    let traced = reader.traced(config)?.read_one(source);
    let draft = traced.draft.ok().context("the page changed meanwhile")?;
    let site = pages.learn();
    let decided = Decided { arrived: &arrived, copies: &copies, redirects: &redirects, indexes: &indexes };
    let mut page = site.settle(draft);
    Called::new(config, &site, decided)?.put(number as u32, &mut page.document)?;
    Ok(Seen::Page(Box::new(page)))
}

/// What was read of a site.
struct Read<'a> {
    pages: Pages,
    arrived: Vec<Arrived<'a>>,
    redirects: Vec<Redirect>,
    /// The page that is looked for, by its number.
    meant: Option<usize>,
}

/// Reads all pages; where the one that is looked for is left out, says why.
fn read<'a>(
    config: &Config,
    reader: &mut Reader,
    sources: &'a [Source],
    url: &str,
) -> Result<std::result::Result<Read<'a>, String>> {
    let pages = || Pages::new(config.options.memory / 2);
    let nothing = || Read { pages: pages(), arrived: Vec::new(), redirects: Vec::new(), meant: None };
    let (mut all, mut files) = (nothing(), Files::new(sources));
    while let Some(batch) = files.next(reader) {
        if batch.is_first {
            all = nothing();
        }
        let (mut drafts, first) = (Vec::new(), all.arrived.len());
        for (source, read) in batch.read {
            let is_named = source.name == url;
            all.redirects.extend(read.redirect);
            match read.draft {
                Ok(draft) => {
                    if is_named || bare(&draft.document().url) == bare(url) {
                        all.meant = Some(all.arrived.len());
                    }
                    all.arrived.push(Arrived::new(source, &draft));
                    drafts.push(draft);
                }
                Err(left_out) if is_named || bare(&reader.url(source)) == bare(url) => return Ok(Err(left_out.why)),
                Err(_) => {}
            }
        }
        let texts = all.pages.add(&drafts)?;
        all.arrived[first..].iter_mut().zip(texts).for_each(|(arrived, text)| arrived.text = text);
    }
    Ok(Ok(all))
}
