//! Broad prefixes: what is listed for them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::collection::Collection;

const MAX_LISTED: usize = 64;
/// Between the first word of a name's key and the others.
const NAME: char = '\u{1F}';

/// What is listed for a broad prefix.
pub(super) struct Listed {
    pub impacts: BTreeMap<usize, u32>,
    /// How many documents hold a key that begins with it.
    pub completed: usize,
}

/// Returns the key of a name.
fn name_key(words: &[String]) -> String {
    words.split_first().map_or(String::new(), |(first, rest)| format!("{first}{NAME}{}", rest.join(" ")))
}

/// Returns what is listed for `prefix`, if it is broad: if its completions take more than this many bytes.
pub(super) fn listed(collection: &Collection<'_>, prefix: &str, broad_bytes: usize) -> Option<Listed> {
    if bytes(collection, prefix) <= broad_bytes {
        return None;
    }
    let ids = || 0..collection.documents.len();
    let begun: Vec<&str> = collection.keys("").into_iter().filter(|key| key.starts_with(prefix)).collect();
    let holds_any = |id: &usize| begun.iter().any(|key| collection.holds(*id, "", key));
    let completed = ids().filter(holds_any).count();
    let merit = |id: usize| {
        let held = begun.iter().filter(|key| **key != prefix && collection.holds(id, "", key));
        held.map(|key| (collection.impact(id, "", key), collection.documents_with("", key))).max()
    };
    let mut best: Vec<_> = ids().filter_map(|id| Some((Reverse(merit(id)?), id))).collect();
    best.sort_unstable();
    let impacts: BTreeMap<usize, u32> = best.into_iter().take(MAX_LISTED).map(|(merit, id)| (id, merit.0.0)).collect();
    (!impacts.is_empty()).then_some(Listed { impacts, completed })
}

/// What the keys take that begin with `prefix` and are longer: their bytes, and two for each document.
fn bytes(collection: &Collection<'_>, prefix: &str) -> usize {
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    for key in collection.keys("") {
        sizes.insert(key.to_owned(), 2 * collection.documents_with("", key));
        let spellings = collection.spellings(key);
        for form in spellings.iter().filter(|_| spellings.len() > 1) {
            let written = if *form == key { "" } else { form };
            sizes.insert(format!("{key}\u{1E}{written}"), 2 * collection.documents_so_spelled(key, form));
        }
    }
    let names: BTreeSet<(usize, String)> =
        collection.whole_names().into_iter().map(|(id, words, _)| (id, name_key(&words))).collect();
    for (_, key) in names {
        *sizes.entry(key).or_default() += 2;
    }
    let longer = sizes.iter().filter(|(key, _)| key.starts_with(prefix) && *key != prefix);
    longer.map(|(key, size)| key.len() + size).sum()
}
