//! A page before what the other pages of its site say is known.

use serde::{Deserialize, Serialize};

use super::edition::Edition;
use super::error::Warning;
use super::extracted::Extracted;
use super::fragment::Fragment;
use super::qualified::qualified;
use super::rule::{Rule, Taken};
use super::summary::place_summary;
use super::titles::{Common, HeadingPlace, Titles};
use crate::document::{BlockKind, Document, Weight};

/// A page as its own file has it.
///
/// What it is called, which of its blocks are its own and what it weighs depend on the other pages;
/// `settle` decides that.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// With all headings, without a title, and the summary not among the blocks.
    pub(crate) document: Document,
    pub(crate) notes: Option<Notes>,
    pub(crate) fragment: Option<Fragment>,
    /// Whether the page marks its content with `data-findlet-body`.
    pub is_marked: bool,
    /// What is wrong with it.
    pub warnings: Vec<Warning>,
}

/// What a page of HTML says beyond its document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Notes {
    pub titles: Titles,
    pub signs: Signs,
    /// Where its content leads.
    pub links: Vec<Link>,
    /// The language of the page around the content, which may be that of a translation that isn't there yet.
    pub language: Option<String>,
    pub edition: Option<Edition>,
    /// The blocks, by index, that are headings of the first level.
    pub firsts: Vec<u32>,
    pub taken: Taken,
}

/// A link to another page of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Link {
    /// Where it leads: relative to the root of the site, unless it begins with a scheme or a slash.
    pub to: String,
    pub text: String,
    /// The block that it stands in, by index.
    pub block: u32,
}

/// What tells pages that list other pages from others. Lengths are in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Signs {
    /// Whether nothing says where its content is.
    pub is_bare: bool,
    /// What made it.
    pub generator: Option<String>,
    /// The content's text.
    pub text: u32,
    /// How much of that is in links to other pages of the site.
    pub linked: u32,
    /// How many such links there are.
    pub links: u32,
    /// The headings of the content below the first level.
    pub headings: Vec<Head>,
    /// How many of these name a version.
    pub versions: u32,
}

/// A heading below the first level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// The block that it is, by index.
    pub block: u32,
    pub level: u8,
    /// Whether all of it leads to another page of the site.
    pub is_link: bool,
}

impl Signs {
    /// Returns how many headings lead to other pages.
    pub fn linked_headings(&self) -> usize {
        self.headings.iter().filter(|head| head.is_link).count()
    }

    /// Whether most headings lead to other pages, of all and of those of the highest level.
    pub fn are_headings_linked(&self) -> [bool; 2] {
        let top = self.headings.iter().map(|head| head.level).min();
        let of_top = |head: &&Head| Some(head.level) == top;
        let tops = self.headings.iter().filter(of_top).count();
        let linked_tops = self.headings.iter().filter(of_top).filter(|head| head.is_link).count();
        [self.linked_headings() * 2 > self.headings.len(), linked_tops * 2 > tops]
    }
}

/// What is decided over a page beside its title.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Verdict {
    /// The blocks that aren't its own, by index and ascending.
    pub shared: Vec<u32>,
    /// Whether its description is another's.
    pub has_shared_summary: bool,
    /// What its words weigh beside those of other pages, unless it says so itself.
    pub weight: Option<Weight>,
    /// Whether that is so of its text alone, and its title weighs what others do.
    pub keeps_title: bool,
    /// Which kind of generated page that is for.
    pub kind: Option<&'static str>,
}

impl From<Extracted> for Draft {
    fn from(extracted: Extracted) -> Self {
        let Extracted { document, fragment, is_marked, warnings, .. } = extracted;
        Self { document, notes: None, fragment, is_marked, warnings }
    }
}

impl Draft {
    /// Returns the address of its file.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Returns the language of the page: of a translation that isn't there yet, and shows the text of another language
    /// until it is, the one that it will be in.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        let around = self.notes.as_ref().and_then(|notes| notes.language.as_deref());
        around.or(self.document.language.as_deref())
    }

    /// Returns what the page calls itself: its first heading or, without one, the title of its window.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        let titles = self.notes.as_ref().map(|notes| &notes.titles)?;
        let first = titles.firsts.iter().find(|first| first.place == HeadingPlace::Content && !first.text.is_empty());
        first.map(|first| &first.text).or(titles.window.as_ref()).map(String::as_str)
    }

    /// Returns the version that the page says it is of.
    #[must_use]
    pub fn edition(&self) -> Option<&Edition> {
        self.notes.as_ref()?.edition.as_ref()
    }

    /// Gives it another address.
    pub fn set_url(&mut self, url: String) {
        self.document.url = url;
    }

    /// Decides what the page is, with what is known of its site.
    pub(crate) fn settle(self, common: Common<'_>, verdict: &Verdict) -> Extracted {
        let Self { mut document, notes, fragment, is_marked, warnings } = self;
        let mut generated = None;
        let Some(Notes { titles, signs, firsts, mut taken, .. }) = notes else {
            return Extracted { document, fragment, is_marked, warnings, ..Extracted::default() };
        };
        let chosen = titles.choose(common);
        document.aliases = titles.others(common, &chosen);
        chosen.rules.iter().for_each(|rule| taken.add(*rule, || chosen.raw.clone()));
        document.title.clone_from(&chosen.title);
        halve(&mut document, &signs.headings);
        let is_title = |at: u32, text: &str| {
            firsts.binary_search(&at).is_ok() && (text == document.title || text == chosen.raw)
                || text == document.title && titles.leads.iter().any(|lead| lead == text)
        };
        let gone = superfluous(&document, verdict, is_title, &mut taken);
        remove_blocks(&mut document, &gone);
        if verdict.has_shared_summary
            && let Some(summary) = document.summary.take()
        {
            taken.add(Rule::Description, || summary);
        }
        if let Some(weight) = verdict.weight.filter(|_| document.boost == Weight::default()) {
            taken.add(Rule::Generated, || verdict.kind.unwrap_or_default().to_owned());
            if verdict.keeps_title {
                weigh_blocks(&mut document, weight);
            } else {
                document.boost = weight;
            }
            generated = verdict.kind;
        }
        // What only repeats the title says nothing.
        document.summary = document.summary.filter(|summary| !titles.is_said(summary, common, &chosen));
        document.keywords.retain(|keyword| !titles.is_said(keyword, common, &chosen));
        place_weighted_summary(&mut document);
        document.aliases.extend(qualified(&document));
        Extracted { document, fragment, is_marked, warnings, taken, generated }
    }
}

/// Halves the weight of headings that lead to another page, whose names they are.
fn halve(document: &mut Document, heads: &[Head]) {
    for head in heads.iter().filter(|head| head.is_link) {
        if let Err(at) = document.weights.binary_search_by_key(&head.block, |(block, _)| *block) {
            document.weights.insert(at, (head.block, Weight::HALF));
        }
    }
}

/// Multiplies what each block weighs by `weight`.
fn weigh_blocks(document: &mut Document, weight: Weight) {
    let blocks = 0..document.blocks.len() as u32;
    document.weights = blocks.map(|at| (at, document.weight(at).times(weight))).collect();
}

/// Returns the blocks that are no text of the page, ascending: those that it shares, and those that repeat its title.
fn superfluous(
    document: &Document,
    verdict: &Verdict,
    is_title: impl Fn(u32, &str) -> bool,
    taken: &mut Taken,
) -> Vec<u32> {
    let is_shared = |at: u32| verdict.shared.binary_search(&at).is_ok();
    let mut gone = Vec::new();
    for (at, block) in (0..).zip(&document.blocks) {
        if is_shared(at) {
            taken.add(Rule::Shared, || block.text.clone());
        }
        if is_shared(at) || is_title(at, &block.text) {
            gone.push(at);
        }
    }
    gone
}

/// Takes blocks away, by index and ascending, and keeps the weights with theirs.
fn remove_blocks(document: &mut Document, gone: &[u32]) {
    if gone.is_empty() {
        return;
    }
    let is_gone = |at: u32| gone.binary_search(&at).is_ok();
    let mut at = 0;
    document.blocks.retain(|_| {
        at += 1;
        !is_gone(at - 1)
    });
    document.weights.retain(|(at, _)| !is_gone(*at));
    for (at, _) in &mut document.weights {
        *at -= gone.partition_point(|gone| *gone < *at) as u32;
    }
}

/// Puts the summary before the text, and the weights of blocks with their blocks.
fn place_weighted_summary(document: &mut Document) {
    let before = document.blocks.len();
    place_summary(document);
    if document.blocks.len() > before {
        let at = document.blocks.iter().position(|block| block.kind == BlockKind::Summary).unwrap_or(0) as u32;
        document.weights.iter_mut().filter(|(index, _)| *index >= at).for_each(|(index, _)| *index += 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    #[test]
    fn weights_stay_with_their_blocks() {
        let block = |text: &str| Block { text: text.to_owned(), ..Block::default() };
        let weight = |at: u32| (at, Weight::new(2.0).unwrap());
        let mut document = Document {
            blocks: ["a", "b", "c", "d"].map(block).to_vec(),
            weights: vec![weight(0), weight(1), weight(3)],
            summary: Some("about".to_owned()),
            ..Document::default()
        };
        remove_blocks(&mut document, &[1, 2]);
        assert_eq!(document.weights, [weight(0), weight(1)]);
        place_weighted_summary(&mut document);
        assert_eq!(document.weights, [weight(1), weight(2)]);
    }
}
