//! Finds pages that exist twice: by the canonical address that they name, or by equal texts.

use std::collections::{BTreeMap, BTreeSet};

use findlet_indexer::version::is_number;

use super::arrived::Arrived;
use super::canonical::{Canonicals, FEW_PAGES, Says, spelled};
use super::folders::Folders;
use super::languages::Indexes;
use super::left_out::{LeftOut, Warned};
use super::urls::bare;
use crate::config::{Canonical, Config};

/// The decision about each page.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// The pages that stay, by number and ascending.
    pub kept: Vec<u32>,
    pub left_out: Vec<LeftOut>,
    pub warnings: Vec<Warned>,
    /// The addresses of those that are left out, each with that of the page that is found in its place.
    pub moved: Vec<(String, String)>,
    /// Where the site is, as far as anybody says.
    pub root: Option<String>,
}

/// Decides over all pages of a site.
pub(super) fn decide(config: &Config, pages: &[Arrived<'_>], indexes: &Indexes, folders: &Folders) -> Copies {
    let root = config.settings.base_url.clone();
    let out = vec![None; pages.len()];
    let mut deciding = Deciding { pages, indexes, folders, out, warnings: Vec::new(), root };
    if config.settings.canonical == Canonical::Follow {
        deciding.by_canonical();
        deciding.by_text();
    }
    let Deciding { out, warnings, root, .. } = deciding;
    let mut copies = Copies { warnings, root, ..Copies::default() };
    for ((number, page), why) in (0..).zip(pages).zip(out) {
        match why {
            None => copies.kept.push(number),
            Some(Out { why, of }) => {
                copies.left_out.push(LeftOut::meant(&page.source.name, "duplicate", why));
                copies.moved.push((page.url.clone(), of));
            }
        }
    }
    copies
}

/// A page that is left out, with the reason.
#[derive(Clone)]
struct Out {
    why: String,
    /// The address of the page that is found in its place.
    of: String,
}

struct Deciding<'a> {
    pages: &'a [Arrived<'a>],
    indexes: &'a Indexes,
    folders: &'a Folders,
    /// Why each page is left out, if it is.
    out: Vec<Option<Out>>,
    warnings: Vec<Warned>,
    root: Option<String>,
}

impl Deciding<'_> {
    /// Leaves out the pages that name another as the one to find: one of the site, or the same one elsewhere as a page
    /// that stays.
    fn by_canonical(&mut self) {
        let mut canonicals = Canonicals::new(self.root.as_deref());
        let (mut own, mut others, mut numbers) = (BTreeSet::new(), Vec::new(), Vec::new());
        for (number, page) in self.pages.iter().enumerate() {
            let canonical = page.canonical.as_deref().filter(|it| canonicals.note(&page.url, it) == Says::Other);
            match canonical {
                Some(canonical) => {
                    others.push((page.url.clone(), canonical.to_owned()));
                    numbers.push(number);
                }
                None => _ = own.insert(spelled(bare(&page.url))),
            }
        }
        self.root = canonicals.root().map(str::to_owned);
        if let Some(shared) = shared_by_most(self.pages) {
            self.warn(&shared);
            return;
        }
        match canonicals.decide(&others, &own) {
            Ok(decided) => self.leave_out_named(&numbers, &others, decided),
            Err(page) => self.warn(if page.is_empty() { "the home page" } else { &page }),
        }
    }

    /// Leaves out of the pages with these `numbers`, given with their addresses and the canonical ones, those that were
    /// decided to be copies of another, and of those that name the same page elsewhere all but the best of a version.
    fn leave_out_named(&mut self, numbers: &[usize], others: &[(String, String)], decided: Vec<Option<String>>) {
        let mut elsewhere = BTreeMap::<(String, Option<&str>), Vec<usize>>::new();
        for ((number, copy), (url, canonical)) in numbers.iter().zip(decided).zip(others) {
            match copy {
                // The page of another version is no other spelling of this one.
                Some(of) if self.folders.are_versions(url, &of) => {}
                Some(of) => {
                    let why = format!("its canonical address is another page of the site, {canonical}");
                    self.out[*number] = Some(Out { why, of });
                }
                None => elsewhere.entry((spelled(canonical), self.folders.version_of(url))).or_default().push(*number),
            }
        }
        for ((canonical, _), group) in elsewhere {
            self.keep_best(&group, |best| format!("its canonical address, {canonical}, is that of {best}, too"));
        }
    }

    fn warn(&mut self, page: &str) {
        let why = format!(
            "most pages say that their canonical address is that of {page}, which was not believed; correct the template, \
             or set canonical to ignore"
        );
        self.warnings.push(Warned { name: "all pages".to_owned(), why });
    }

    /// Leaves out pages that say what another of their index and version says, word for word and in the same language.
    fn by_text(&mut self) {
        let mut texts = BTreeMap::<(u64, &str, Option<&str>), Vec<usize>>::new();
        for (number, page) in self.pages.iter().enumerate().filter(|(number, _)| self.out[*number].is_none()) {
            let index = self.indexes.of(page.language.as_deref());
            let version = self.folders.version_of(&page.url);
            texts.entry((page.text, index, version)).or_default().push(number);
        }
        for group in texts.into_values() {
            self.keep_best(&group, |best| format!("it says the same as {best}"));
        }
    }

    /// Of pages that are the same, the one nearest to the root stays.
    fn keep_best(&mut self, group: &[usize], why: impl Fn(&str) -> String) {
        let Some(best) = group.iter().copied().min_by_key(|number| rank(&self.pages[*number].url)) else { return };
        for number in group.iter().copied().filter(|number| *number != best) {
            let of = self.pages[best].url.clone();
            self.out[number] = Some(Out { why: why(&of), of });
        }
    }
}

/// Returns the canonical address that every page of a site names, or on a larger site more than half of them: nobody
/// means that of pages that say different things.
fn shared_by_most(pages: &[Arrived<'_>]) -> Option<String> {
    let mut sharing = BTreeMap::<String, BTreeSet<u64>>::new();
    for page in pages {
        if let Some(canonical) = &page.canonical {
            sharing.entry(spelled(canonical)).or_default().insert(page.text);
        }
    }
    let texts: BTreeSet<u64> = pages.iter().map(|page| page.text).collect();
    let (address, shared) = sharing.into_iter().max_by_key(|(_, texts)| texts.len())?;
    let is_most = shared.len() == texts.len() || texts.len() >= FEW_PAGES && shared.len() * 2 > texts.len();
    (is_most && shared.len() > 1).then_some(address)
}

/// Returns by what the best of several equal pages is known: it is of no old version, in few folders, and its address
/// is short.
fn rank(url: &str) -> (bool, usize, usize, &str) {
    let steps = url.split('/').filter(|step| !step.is_empty());
    (steps.clone().any(is_number), steps.count(), url.len(), url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equal_pages_the_current_one_near_the_root_is_best() {
        let mut urls = ["4.2/a/", "latest/a/", "docs/latest/a/", "v1/a/", "zz/a/"];
        urls.sort_by_key(|url| rank(url));
        assert_eq!(urls, ["zz/a/", "latest/a/", "docs/latest/a/", "v1/a/", "4.2/a/"]);
    }
}
