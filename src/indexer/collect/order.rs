//! The order of documents, which decides where scores are equal: what the site itself links to most, then what is
//! nearer to the root, then what has the shorter address, then the alphabet.
//!
//! Folders stay together, so that a search in one is a range of documents, and so do pages whose names begin with the
//! same words, as many a site has all of its pages in one folder: neighbours share words, and hits are often neighbours,
//! whose cards come in one file. Of what is in a folder, pages, groups of pages and folders alike, the one that has the
//! page with most links comes first.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

/// What ends a word of a file's name.
const SEPARATORS: [char; 3] = ['.', '-', '_'];

/// Compares documents by their addresses and how many links lead to each.
#[derive(Debug, Default)]
pub(crate) struct Opinion<'a> {
    /// The most links that lead to a page in each folder, and to one whose name begins so, as far as any do.
    most: HashMap<&'a str, u32>,
}

/// What is in a folder: a page, pages whose names begin with the same word, or another folder.
type Step<'a> = (Reverse<u32>, bool, usize, &'a str);

impl<'a> Opinion<'a> {
    /// Learns from all `documents`, each with its address and the number of links to it.
    pub fn new(documents: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let mut groups = HashMap::new();
        for (address, links) in documents.filter(|(_, links)| *links > 0) {
            let path = path(address);
            for end in (0..path.len()).filter(|at| ends_group(path, *at)) {
                let most = groups.entry(&path[..=end]).or_insert(0);
                *most = links.max(*most);
            }
        }
        Self { most: groups }
    }

    /// Compares two documents.
    pub fn compare(&self, a: (&str, u32), b: (&str, u32)) -> Ordering {
        let (first, second) = (path(a.0), path(b.0));
        let same = first.bytes().zip(second.bytes()).take_while(|(a, b)| a == b).count();
        let start = (0..same).rev().find(|at| ends_group(first, *at) && ends_group(second, *at)).map_or(0, |at| at + 1);
        self.step(first, start, a.1).cmp(&self.step(second, start, b.1)).then_with(|| a.0.cmp(b.0))
    }

    /// Returns what of `path` is in the group that ends at `start`. The root itself is no folder in it.
    fn step<'b>(&self, path: &'b str, start: usize, links: u32) -> Step<'b> {
        let rest = &path[start..];
        match rest.find('/').or_else(|| rest.find(SEPARATORS)) {
            None => (Reverse(links), false, rest.len(), rest),
            Some(end) => {
                let most = self.most.get(&path[..=start + end]).copied().unwrap_or_default();
                let (step, is_root) = (&rest[..=end], &rest[..=end] == "./");
                (Reverse(most), step.ends_with('/') && !is_root, if is_root { 0 } else { end }, step)
            }
        }
    }
}

/// Whether a folder ends at a byte of a path, or a word of the file's name behind all folders.
fn ends_group(path: &str, at: usize) -> bool {
    match path.as_bytes()[at] {
        b'/' => true,
        byte => SEPARATORS.contains(&char::from(byte)) && !path[at..].contains('/'),
    }
}

/// Returns an address without query, fragment and the file's extension.
fn path(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit_once('.').map_or(path, |(stem, extension)| if extension.contains('/') { path } else { stem })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::directories::directories;

    fn ordered<'a>(documents: &[(&'a str, u32)]) -> Vec<&'a str> {
        let opinion = Opinion::new(documents.iter().copied());
        let mut ordered = documents.to_vec();
        ordered.sort_by(|a, b| opinion.compare(*a, *b));
        ordered.into_iter().map(|(address, _)| address).collect()
    }

    #[test]
    fn what_is_linked_to_most_comes_first_then_what_is_near_the_root_and_short() {
        let documents = [("a/b/", 0), ("zz.html", 0), ("b.html", 1), ("a.html", 0), ("./", 0), ("c/d.html", 3)];
        assert_eq!(ordered(&documents), ["c/d.html", "b.html", "./", "a.html", "zz.html", "a/b/"]);
    }

    #[test]
    fn folders_stay_together_and_go_by_their_best_page() {
        let documents = [("a/x.html", 1), ("b/x.html", 5), ("b/y.html", 0), ("a/y.html", 3), ("b/c/z.html", 0)];
        assert_eq!(ordered(&documents), ["b/x.html", "b/y.html", "b/c/z.html", "a/y.html", "a/x.html"]);
        let listed = directories(ordered(&documents).into_iter());
        assert_eq!(listed.values().collect::<Vec<_>>(), [&vec![3, 4], &vec![0, 2], &vec![2]]);
    }

    #[test]
    fn names_that_begin_with_the_same_words_stay_together() {
        let documents = [
            ("imagick.crop.html", 0),
            ("gd.html", 1),
            ("imagick.html", 1),
            ("array-map.html", 2),
            ("imagick.get-size.html", 4),
            ("a-b/c.html", 0),
            ("imagick.get-name.html", 0),
            ("array-sum.html", 0),
        ];
        let expected = [
            "imagick.get-size.html",
            "imagick.get-name.html",
            "imagick.crop.html",
            "array-map.html",
            "array-sum.html",
            "gd.html",
            "imagick.html",
            "a-b/c.html",
        ];
        assert_eq!(ordered(&documents), expected);
    }

    #[test]
    fn addresses_that_differ_in_their_query_only_have_an_order() {
        assert_eq!(ordered(&[("a?y/z", 0), ("a?x", 0), ("a", 0)]), ["a", "a?x", "a?y/z"]);
    }
}
