//! One page of a site, with what rules took out of it.

use anyhow::{Context, Result};
use findlet_indexer::Extracted;
use findlet_indexer::site::Pages;
use rayon::ThreadPoolBuilder;

use super::arrived::Arrived;
use super::copies;
use super::languages::Census;
use super::read::{Reader, batches};
use super::urls::bare;
use super::versions;
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
    let Walked { sources, left_out } = walked;
    let pool = ThreadPoolBuilder::new().num_threads(config.settings.threads).build().context("cannot start threads")?;
    if let Some(left_out) = left_out.into_iter().find(|left_out| left_out.name == url) {
        return Ok(Seen::LeftOut(left_out.why));
    }
    pool.install(|| find(config, &sources, url))
}

fn find(config: &Config, sources: &[Source], url: &str) -> Result<Seen> {
    let reader = Reader::new(config, sources)?;
    let (mut pages, mut arrived, mut meant) = (Pages::new(config.options.memory / 2), Vec::new(), None);
    let sources: Vec<&Source> = sources.iter().collect();
    for batch in batches(&sources) {
        let mut drafts = Vec::new();
        for (source, read) in batch.iter().copied().zip(reader.read(&batch)) {
            let is_named = source.name == url;
            match read.draft {
                Ok(draft) => {
                    if is_named || bare(&draft.document().url) == bare(url) {
                        meant = Some(arrived.len());
                    }
                    arrived.push(Arrived::new(source, &draft));
                    drafts.push(draft);
                }
                Err(left_out) if is_named || bare(&reader.url(source)) == bare(url) => {
                    return Ok(Seen::LeftOut(left_out.why));
                }
                Err(_) => {}
            }
        }
        let first = arrived.len() - drafts.len();
        let texts = pages.add(&drafts)?;
        arrived[first..].iter_mut().zip(texts).for_each(|(arrived, text)| arrived.text = text);
    }
    let Some(number) = meant else { return Ok(Seen::Nothing) };
    let source = arrived[number].source;
    if let Some(why) = copied(config, &arrived, source) {
        return Ok(Seen::LeftOut(why));
    }
    let traced = reader.traced(config)?.read(&[source]);
    let draft = traced.into_iter().next().and_then(|read| read.draft.ok()).context("the page changed meanwhile")?;
    Ok(Seen::Page(Box::new(pages.learn().settle(draft))))
}

/// Says of which page the one in `source` is a copy, if it is left out as one.
fn copied(config: &Config, arrived: &[Arrived<'_>], source: &Source) -> Option<String> {
    let mut census = Census::default();
    arrived.iter().for_each(|page| census.note(page.stated(), &page.url));
    let indexes = census.indexes(config.settings.languages);
    let decided = copies::decide(config, arrived, &indexes, &versions::confirmed(arrived));
    decided.left_out.into_iter().find(|out| out.name == source.name).map(|out| out.why)
}
