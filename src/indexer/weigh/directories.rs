//! Directories as keys, so that a search can be limited to one.

use std::collections::BTreeMap;

use findlet_core::format::keys::{self, MAX_KEY_BYTES};

/// Returns the keys of the directories that `addresses` are in, which are those of all documents by
/// id, and of each the first and the last document, once where they are one. Addresses ascend, so
/// that what is between is in the directory too. Those whose key would be too long are left out.
/// Linear in the addresses.
pub(crate) fn directories<'a>(addresses: impl Iterator<Item = &'a str>) -> BTreeMap<String, Vec<u32>> {
    let mut directories: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (id, address) in (0..).zip(addresses) {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        for (slash, _) in path.match_indices('/') {
            let key = keys::directory(&path[..=slash]);
            if key.len() <= MAX_KEY_BYTES {
                let ends = directories.entry(key).or_default();
                ends.truncate(1);
                ends.push(id);
            }
        }
    }
    directories
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_has_its_first_and_its_last_document() {
        let addresses = ["a.html", "v1/", "v1/x/a.html?of=b/c", "v1/x/b.html", "v1/x/c.html", "v2/a.html"];
        let found = directories(addresses.into_iter());
        let listed = |directory: &str| found.get(&keys::directory(directory)).cloned();
        assert_eq!(["v1/", "v1/x/", "v2/"].map(listed), [vec![1, 4], vec![2, 4], vec![5]].map(Some));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn endless_directories_have_no_key() {
        let address = "deep/".repeat(100) + "a.html";
        assert_eq!(directories([address.as_str()].into_iter()).len(), 63);
    }
}
