//! Which page an address leads to: itself, or by a page that only leads elsewhere, or by a copy that is left out.

use std::collections::{BTreeMap, HashMap};

use findlet_indexer::name_of;
use serde::{Deserialize, Serialize};

use super::arrived::Arrived;
use super::canonical::{joined, relative, spelled};
use super::copies::Copies;
use super::urls::bare;

/// Pages that lead on to others, at most, one after another.
const MAX_STEPS: usize = 8;

/// Names of a page at most by other addresses.
const MAX_ALIASES: usize = 32;

/// A page that only leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Redirect {
    pub url: String,
    /// Where it leads, as it says.
    pub to: String,
}

/// The pages of a site by their addresses, in the spelling that all come to.
#[derive(Debug)]
pub(super) struct Addresses {
    /// Where the site is, as far as pages say.
    root: String,
    pages: HashMap<String, u32>,
    /// Where addresses lead that are those of no page.
    moved: HashMap<String, String>,
}

impl Addresses {
    /// Learns the addresses of the pages that stay, and what leads to them.
    pub fn new(pages: &[Arrived<'_>], copies: &Copies, redirects: &[Redirect]) -> Self {
        let root = copies.root.clone().unwrap_or_else(|| "/".to_owned());
        let kept = copies.kept.iter().map(|number| (key(&pages[*number as usize].url), *number)).collect();
        let mut addresses = Self { root, pages: kept, moved: HashMap::new() };
        for (copy, of) in &copies.moved {
            addresses.moved.insert(key(copy), key(of));
        }
        for Redirect { url, to } in redirects {
            if let Some(path) = addresses.path(to, url) {
                addresses.moved.insert(key(url), bare(&path).to_owned());
            }
        }
        addresses
    }

    /// Returns the page that `link` leads to: an address relative to the root, or one with a host or a path from there.
    pub fn find(&self, link: &str) -> Option<u32> {
        self.follow(bare(&self.path(link, "")?))
    }

    /// Returns where a link on the page `url` leads within the site, without steps up and down.
    fn path(&self, link: &str, url: &str) -> Option<String> {
        Some(joined("", &relative(&spelled(link), &spelled(url), &self.root)?))
    }

    fn follow<'a>(&'a self, mut address: &'a str) -> Option<u32> {
        for _ in 0..MAX_STEPS {
            if let Some(page) = self.pages.get(address) {
                return Some(*page);
            }
            address = self.moved.get(address)?;
        }
        None
    }

    /// Returns for each page the names that other addresses that lead to it give it, ascending.
    pub fn aliases(&self) -> BTreeMap<u32, Vec<String>> {
        let mut aliases: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for address in self.moved.keys() {
            if let Some(page) = self.follow(address) {
                aliases.entry(page).or_default().push(name_of(address).to_owned());
            }
        }
        for names in aliases.values_mut() {
            names.retain(|name| !name.is_empty());
            names.sort_unstable();
            names.dedup();
            names.truncate(MAX_ALIASES);
        }
        aliases
    }
}

/// Returns an address as all spellings of it come to.
fn key(url: &str) -> String {
    bare(&spelled(url)).to_owned()
}
