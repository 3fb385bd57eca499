//! `findlet inspect --page`: what of one page is indexed, and what isn't.

use std::path::Path;

use anyhow::{Context, Result};
use findlet_indexer::{Block, BlockKind, Document, Extracted, Rule};
use serde::Serialize;

use crate::config::Config;
use crate::output;
use crate::publish::names::{OUT, POINTER};
use crate::site::{Seen, look, walk};

/// A page as it is indexed.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    url: String,
    title: String,
    language: Option<String>,
    summary: Option<String>,
    /// What else it is called.
    aliases: Vec<String>,
    /// What other pages call it in links, and how many do.
    links: Vec<Called>,
    /// What its words weigh beside those of other pages.
    weight: f64,
    /// Its texts in reading order; those of headings have their anchors.
    blocks: Vec<Shown>,
    /// What rules took out or changed, in reading order.
    taken: Vec<Taken>,
}

#[derive(Debug, Serialize)]
struct Called {
    text: String,
    pages: u32,
}

#[derive(Debug, Serialize)]
struct Shown {
    kind: &'static str,
    text: String,
    anchor: String,
}

#[derive(Debug, Serialize)]
struct Taken {
    rule: &'static str,
    text: String,
}

/// Shows the page with the address `url`; returns whether there is one.
///
/// # Errors
/// Where the site cannot be read.
pub(super) fn run(folder: &Path, url: &str, json: bool) -> Result<bool> {
    // The index of a site is in it.
    let is_index = folder.join(POINTER).exists() && folder.file_name().is_some_and(|name| name == OUT);
    let site = if is_index { folder.parent().context("the index is in no site")? } else { folder };
    let config = Config::of_site(site)?;
    let page = match look(&config, walk(&config)?, url)? {
        Seen::Page(extracted) => page(*extracted),
        Seen::LeftOut(why) => {
            output::print(&format!("{url} is left out: {why}\n"))?;
            return Ok(false);
        }
        Seen::Nothing => {
            output::print(&format!(
                "{} has no page {url}; write its address as `findlet search` shows it\n",
                site.display()
            ))?;
            return Ok(false);
        }
    };
    output::print(&if json { serde_json::to_string(&page)? + "\n" } else { text(&page) })?;
    Ok(true)
}

fn page(Extracted { document, taken, .. }: Extracted) -> Page {
    let Document { url, title, language, summary, boost, blocks, links, aliases, .. } = document;
    let block =
        |Block { kind, text, anchor }: Block| Shown { kind: name(kind), text, anchor: anchor.trim().to_owned() };
    let example = |(rule, text): (Rule, String)| Taken { rule: rule.name(), text };
    Page {
        url,
        title,
        language,
        summary,
        aliases,
        links: links.into_iter().map(|(text, pages)| Called { text, pages }).collect(),
        weight: f64::from(boost.sixteenths()) / 16.0,
        blocks: blocks.into_iter().filter(|block| !block.text.is_empty()).map(block).collect(),
        taken: taken.examples.into_iter().map(example).collect(),
    }
}

fn name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Caption => "caption",
        BlockKind::Summary => "summary",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "text",
    }
}

fn text(page: &Page) -> String {
    let Page { url, title, language, summary, aliases, links, weight, blocks, taken } = page;
    let mut text =
        format!("address   {url}\ntitle     {title}\nlanguage  {}\n", language.as_deref().unwrap_or("none stated"));
    text.push_str(&summary.as_ref().map(|summary| format!("summary   {summary}\n")).unwrap_or_default());
    aliases.iter().for_each(|alias| text.push_str(&format!("also      {alias}\n")));
    text.push_str(&format!("weight    {weight}\n\nindexed\n"));
    for Shown { kind, text: said, anchor } in blocks {
        let anchor = if anchor.is_empty() { String::new() } else { format!("  #{anchor}") };
        text.push_str(&format!("  {kind:<8} {said}{anchor}\n"));
    }
    for Called { text: said, pages } in links {
        text.push_str(&format!("  link     {said}  ({pages} {})\n", if *pages == 1 { "page" } else { "pages" }));
    }
    text.push_str("\ntaken out or changed\n");
    if taken.is_empty() {
        text.push_str("  nothing\n");
    }
    for Taken { rule, text: said } in taken {
        text.push_str(&format!("  {rule:<20} {said}\n"));
    }
    text
}
