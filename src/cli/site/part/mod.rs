//! Parts of a build: what one machine read of some of the pages, for one build of all of them on another.
//!
//! ```text
//! sources --those of the share, extract--> records --write--> a part     } on each machine
//! parts --open--> sources, whose records are read in place of pages      } on one: then as in any build
//! ```
//! A part holds what is known of a page by itself. What pages have in common is learned from all of them, so that the
//! build of all parts writes the bytes that a build of the site would.

mod file;
mod joined;
mod share;

use anyhow::{Context, Result};
use findlet_indexer::Threads;

use super::read::{self, Reader};
use super::record;
use super::walk::Walked;
use crate::config::Config;
use crate::progress::Progress;
use file::{Contents, Writer};

pub(crate) use joined::open;
pub(crate) use share::{Plan, Share};

/// A part in numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted {
    pub pages: usize,
    pub left_out: usize,
}

/// Reads those of the pages that were `walked` that belong to the share, and writes what they say.
///
/// # Errors
/// Where a setting cannot be used, or the part cannot be written.
pub(crate) fn write(config: &Config, walked: Walked, plan: &Plan<'_>, progress: Progress) -> Result<Counted> {
    let threads = Threads::start(config.settings.threads).context("cannot start threads")?;
    let walked = plan.share.keep(walked).under(&plan.under);
    let mut writer = Writer::begin(plan.out)?;
    let reader = Reader::new(config)?;
    let bar = progress.bar("reading", walked.sources.len() as u64);
    let mut counted = Counted { pages: 0, left_out: walked.left_out.len() };
    for batch in read::batches(&walked.sources) {
        let read = threads.install(|| reader.read(&batch));
        for (source, read) in batch.iter().zip(&read) {
            *if read.draft.is_ok() { &mut counted.pages } else { &mut counted.left_out } += 1;
            writer.add(&source.name, &record::pack(read))?;
        }
        bar.advance(batch.len() as u64);
    }
    bar.finish();
    writer.finish(Contents::new(config, plan, walked, reader.idle()))?;
    Ok(counted)
}
