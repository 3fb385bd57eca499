//! Looks at all pages once, and knows afterwards what they have in common.

use std::collections::{HashMap, HashSet};

use super::lists::{self, Kind};
use super::repeats::{Repeats, Size};
use super::shared;
use super::tally::Tally;
use crate::extract::Draft;
use crate::extract::cuts::{head_cuts, tail_cuts};
use crate::extract::draft::{Notes, Verdict};
use crate::extract::edition::kin;
use crate::extract::titles::{FEW, Known, folders, hash};

/// What is counted of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Glance {
    folders: [u64; 3],
    /// All that it says.
    pub text: u64,
    size: Size,
    counted: [Vec<u64>; COUNTED],
    windows: Vec<u64>,
    firsts: Vec<u64>,
    is_bare: bool,
    kind: Option<Kind>,
    group: Option<u64>,
    /// Whether it continues a list that another page begins.
    is_continued: bool,
}

/// Returns a hash of what banners stand on a page for: that it is of a version, or that it is not translated yet.
fn group(draft: &Draft) -> Option<u64> {
    let (language, text) = (draft.language(), draft.document().language.as_deref());
    let is_translated = language == text;
    (draft.edition().is_some() || !is_translated)
        .then(|| kin(language, draft.edition()) ^ if is_translated { 0 } else { hash(text.unwrap_or_default()) })
}

/// Groups of pages that are counted, at most.
const MOST_GROUPS: usize = 256;

/// What is counted for the site and for each folder.
const COUNTED: usize = 5;
const ENDS: usize = 0;
const FIRSTS: usize = 1;
const HEADINGS: usize = 2;
const BLOCKS: usize = 3;
const SUMMARIES: usize = 4;

/// Of the whole site, and of a folder: how many pages at least have what is shared, and more than how many in a
/// hundred.
const SHARES: [[(u32, u32); 2]; COUNTED] = [
    [(FEW, 50), (4, 75)],
    [(FEW, 25), (FEW, 50)],
    [(FEW, 25), (FEW, 50)],
    [(FEW, 50), (4, 75)],
    [(FEW, 25), (FEW, 50)],
];

/// Pages below which blocks of marked content are nobody's but the page's.
const FEW_MARKED: u32 = 5;

impl Glance {
    /// Looks at a page.
    pub fn new(draft: &Draft) -> Self {
        let document = draft.document();
        let blocks: Vec<u64> = document.blocks.iter().map(shared::hash_of).collect();
        let mut glance = Self { folders: folders(&document.url), text: said(draft, &blocks), ..Self::default() };
        let Some(Notes { titles, signs, .. }) = &draft.notes else { return glance };
        let stated: Vec<&String> = [&titles.window, &titles.social].into_iter().flatten().collect();
        let first = titles.firsts.iter().map(|first| &first.text);
        for title in stated.iter().copied().chain(first) {
            let cuts = tail_cuts(title).into_iter().chain(head_cuts(title));
            glance.counted[ENDS].extend(cuts.map(|cut| hash(cut.part)));
        }
        glance.counted[FIRSTS] = titles.firsts.iter().map(|first| hash(&first.text)).collect();
        glance.counted[HEADINGS] = titles.headings.iter().map(|heading| hash(heading)).collect();
        glance.counted[BLOCKS] = blocks;
        glance.counted[SUMMARIES] = document.summary.iter().map(|summary| hash(summary)).collect();
        let kin = kin(draft.language(), draft.edition());
        glance.windows = stated.into_iter().map(|title| hash(title) ^ kin).collect();
        glance.firsts = titles.firsts.iter().map(|first| hash(&first.text) ^ kin).collect();
        glance.counted.iter_mut().chain([&mut glance.windows, &mut glance.firsts]).for_each(|hashes| {
            hashes.sort_unstable();
            hashes.dedup();
        });
        glance.size = Size::of(draft);
        glance.is_bare = signs.is_bare;
        glance.kind = lists::kind(draft, &[]);
        glance.group = group(draft);
        glance.is_continued = lists::is_continued(&document.url);
        glance
    }
}

/// Returns a hash of what a page says: its titles, texts and metadata, in one language; `blocks` are the hashes of its
/// blocks. Where it states no title, or is no page of HTML, nothing says that it is the same as another: its address
/// counts, too.
fn said(draft: &Draft, blocks: &[u64]) -> u64 {
    let document = draft.document();
    let mut said = 0u64;
    let mut add = |hash: u64| said = (said.rotate_left(5) ^ hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let titles = draft.notes.as_ref().map(|notes| &notes.titles);
    let stated = titles
        .map(|titles| titles.named.iter().chain(&titles.window).chain(titles.firsts.iter().map(|first| &first.text)));
    let stated: Vec<&String> = stated.into_iter().flatten().collect();
    if stated.is_empty() {
        add(hash(&document.url));
    }
    stated.into_iter().for_each(|title| add(hash(title)));
    add(hash(document.language.as_deref().unwrap_or_default()));
    blocks.iter().copied().for_each(&mut add);
    document.facets.iter().flat_map(|(name, value)| [name, value]).for_each(|text| add(hash(text)));
    document.sorts.iter().for_each(|sort| add(hash(&format!("{sort:?}"))));
    said
}

/// What of the pages so far.
#[derive(Debug, Default)]
pub(super) struct Survey {
    site: [Tally; COUNTED],
    /// The folder of the root that is being read, and the one in it.
    within: [Within; 2],
    /// The blocks of the pages that a banner may stand on, by their groups.
    groups: HashMap<u64, Tally>,
    /// The texts of all pages: copies count once.
    texts: HashSet<u64>,
    /// How many pages have a title, as far as it matters.
    windows: HashMap<u64, bool>,
    /// How many pages have a heading of the first level.
    firsts: HashMap<u64, u32>,
    /// How many pages say where their content is, and how many are lists by their links.
    lists: u32,
    learned: Learned,
}

/// The counts of a folder.
#[derive(Debug, Default)]
struct Within {
    folder: u64,
    counted: [Tally; COUNTED],
}

/// What the pages have in common.
#[derive(Debug, Default)]
pub(super) struct Learned {
    pub known: Known,
    blocks: HashSet<(u64, u64)>,
    summaries: HashSet<(u64, u64)>,
    repeats: Repeats,
    /// Whether lists are an exception.
    has_lists: bool,
}

impl Survey {
    /// Counts a page.
    pub fn add(&mut self, glance: &Glance) {
        if !self.texts.insert(glance.text) || glance.is_continued {
            return;
        }
        if let Some(group) =
            glance.group.filter(|group| self.groups.len() < MOST_GROUPS || self.groups.contains_key(group))
        {
            self.groups.entry(group).or_default().add(&glance.counted[BLOCKS]);
        }
        self.lists += u32::from(matches!(glance.kind, Some(Kind::Links | Kind::Contents | Kind::Home)));
        self.learned.repeats.add(glance.size, &glance.counted[BLOCKS]);
        for window in &glance.windows {
            self.windows.entry(*window).and_modify(|is_shared| *is_shared = true).or_insert(false);
        }
        for first in &glance.firsts {
            *self.firsts.entry(*first).or_default() += 1;
        }
        for (tally, hashes) in self.site.iter_mut().zip(&glance.counted) {
            tally.add(hashes);
        }
        for (within, folder) in self.within.iter_mut().zip(&glance.folders[1..]) {
            if within.folder != *folder {
                let done = std::mem::replace(within, Within { folder: *folder, ..Within::default() });
                self.learned.note(done.folder, &done.counted, 1);
            }
            if *folder != 0 {
                within.counted.iter_mut().zip(&glance.counted).for_each(|(tally, hashes)| tally.add(hashes));
            }
        }
    }

    /// Decides what most pages have.
    pub fn learn(self) -> Learned {
        let Self { site, within, groups, windows, firsts, lists, mut learned, .. } = self;
        let (least, share) = SHARES[BLOCKS][1];
        for (group, tally) in groups {
            learned.blocks.extend(tally.frequent(least, share).map(|hash| (group, hash)));
        }
        for Within { folder, counted } in within {
            learned.note(folder, &counted, 1);
        }
        learned.note(0, &site, 0);
        let pages = site[BLOCKS].pages();
        learned.known.pages = pages;
        learned.known.windows = windows.into_iter().filter(|(_, is_shared)| *is_shared).map(|(hash, _)| hash).collect();
        let is_repeated = |(hash, count)| (count >= FEW).then_some(hash);
        learned.known.repeated = firsts.into_iter().filter_map(is_repeated).collect();
        learned.has_lists = lists * 2 <= pages;
        learned
    }
}

impl Learned {
    /// Notes what the pages of a folder share; `which` is 0 for the whole site.
    fn note(&mut self, folder: u64, counted: &[Tally; COUNTED], which: usize) {
        if folder == 0 && which > 0 {
            return;
        }
        let known = &mut self.known;
        let places = [&mut known.ends, &mut known.firsts, &mut known.headings, &mut self.blocks, &mut self.summaries];
        for (at, (place, tally)) in places.into_iter().zip(counted).enumerate() {
            let (least, share) = SHARES[at][which];
            place.extend(tally.frequent(least, share).map(|hash| (folder, hash)));
        }
    }

    /// Decides what of a page is not its own, and what it weighs.
    pub fn judge(&self, draft: &Draft) -> Verdict {
        let Some(Notes { signs, .. }) = &draft.notes else { return Verdict::default() };
        let document = draft.document();
        let folders = folders(&document.url);
        let holds = |set: &HashSet<(u64, u64)>, hash: u64| folders.iter().any(|folder| set.contains(&(*folder, hash)));
        let is_known = signs.is_bare || self.known.pages >= FEW_MARKED;
        let group = group(draft);
        let of_group = |hash: u64| group.is_some_and(|group| self.blocks.contains(&(group, hash)));
        let is_known = is_known && !self.blocks.is_empty();
        let is_shared = |hash: u64| holds(&self.blocks, hash) || of_group(hash);
        let shared = shared::find(&document.blocks, |block| is_known && is_shared(shared::hash_of(block)));
        let is_list = |kind: &Kind| matches!(kind, Kind::Links | Kind::Contents | Kind::Home);
        let kind = lists::kind(draft, &shared).filter(|kind| !is_list(kind) || self.has_lists);
        let kind = kind.or_else(|| self.repeats.is_print(draft, &shared).then_some(Kind::Print));
        Verdict {
            shared,
            has_shared_summary: document.summary.as_ref().is_some_and(|summary| holds(&self.summaries, hash(summary))),
            weight: kind.and_then(Kind::weight),
            keeps_title: kind.is_some_and(Kind::keeps_title),
            kind: kind.map(Kind::name),
        }
    }
}
