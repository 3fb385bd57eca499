//! Pages that name another page as their canonical address: copies, for printing or of an older path, that are not
//! to be found twice.

use std::collections::{BTreeMap, BTreeSet};

use super::urls::bare;

/// On sites with fewer pages, a shared canonical address counts as a mistake of the template only if all pages have it.
pub(super) const FEW_PAGES: usize = 10;

/// What the canonical address of a page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// That the page is the one to find.
    Own,
    /// That another page may be, of this site or of another; it takes all pages to know.
    Other,
}

/// Canonical addresses as pages come by.
///
/// Where the site will be is often known to its pages only, so it is learned from those whose canonical address
/// ends in their own: `https://example.org/docs/a/` on `a/index.html` says that the root is
/// `https://example.org/docs/`. What most say counts.
#[derive(Debug, Default)]
pub(super) struct Canonicals {
    /// The root of the site, if it was given.
    base: Option<String>,
    /// What pages take for the root, and how many do.
    roots: BTreeMap<String, usize>,
}

impl Canonicals {
    pub fn new(base: Option<&str>) -> Self {
        Self { base: base.map(|base| without_scheme(&spelled(base)).to_owned()), roots: BTreeMap::new() }
    }

    /// Takes note of the canonical address that the page `url` names.
    pub fn note(&mut self, url: &str, canonical: &str) -> Says {
        let (canonical, url) = (spelled(canonical), spelled(url));
        let (canonical, url) = (canonical.as_str(), url.as_str());
        let own = bare(url);
        let path = match &self.base {
            Some(base) => relative(canonical, url, base),
            None if is_relative(canonical) => Some(joined(url, canonical)),
            None => return self.learn(canonical, own),
        };
        if path.is_some_and(|path| bare(&path) == own) { Says::Own } else { Says::Other }
    }

    fn learn(&mut self, canonical: &str, own: &str) -> Says {
        let address = bare(without_scheme(canonical));
        let root = address.strip_suffix(own).filter(|root| own.is_empty() || root.is_empty() || root.ends_with('/'));
        let Some(root) = root else { return Says::Other };
        *self.roots.entry(root.trim_end_matches('/').to_owned() + "/").or_default() += 1;
        Says::Own
    }

    /// Decides over `others`, pages with the canonical addresses that they name, now that all are known: returns for
    /// each the page that it is a copy of, if it is one. `pages` are those that are in the index already.
    ///
    /// # Errors
    /// Where most pages name one and the same page: nobody means that. That page is returned.
    pub fn decide(&self, others: &[(String, String)], pages: &BTreeSet<String>) -> Result<Vec<Option<String>>, String> {
        let base = self.root();
        let target = |(url, canonical): &(String, String)| {
            let (url, canonical) = (spelled(url), spelled(canonical));
            let path = base.and_then(|base| relative(&canonical, &url, base));
            path.or_else(|| is_relative(&canonical).then(|| joined(&url, &canonical)))
                .map(|path| bare(&path).to_owned())
        };
        let targets: Vec<Option<String>> = others.iter().map(target).collect();
        let mut copies =
            Copies { others: BTreeMap::new(), pages, targets: &targets, decided: vec![None; others.len()] };
        copies.others.extend(others.iter().enumerate().map(|(at, (url, _))| (spelled(bare(url)), at)));
        (0..others.len()).for_each(|at| _ = copies.is_copy(at, &mut BTreeSet::new()));
        let copies: Vec<Option<String>> = copies
            .decided
            .iter()
            .zip(&targets)
            .map(|(is_copy, target)| target.clone().filter(|_| *is_copy == Some(true)))
            .collect();
        suspicious(&copies, pages.len() + others.len()).map_or(Ok(copies), Err)
    }

    /// Returns where the site is, as most pages have it.
    pub fn root(&self) -> Option<&str> {
        let most = || self.roots.iter().max_by_key(|(root, count)| (**count, std::cmp::Reverse(root.len())));
        self.base.as_deref().or_else(|| most().map(|(root, _)| root.as_str()))
    }
}

/// Returns the page that most of `pages` call the canonical one.
fn suspicious(copies: &[Option<String>], pages: usize) -> Option<String> {
    let mut counts = BTreeMap::<&str, usize>::new();
    copies.iter().flatten().for_each(|target| *counts.entry(target).or_default() += 1);
    let most = counts.iter().max_by_key(|(_, count)| **count)?;
    (pages >= FEW_PAGES && *most.1 * 2 > pages).then(|| (*most.0).to_owned())
}

/// Which of the pages that name another are copies.
struct Copies<'a> {
    /// Those pages by their bare addresses.
    others: BTreeMap<String, usize>,
    /// The bare addresses of all others.
    pages: &'a BTreeSet<String>,
    targets: &'a [Option<String>],
    decided: Vec<Option<bool>>,
}

impl Copies<'_> {
    /// A page is a copy if the page that it names is there, itself or in its turn by one that it names. Of pages that
    /// name each other in a circle the first stays.
    fn is_copy(&mut self, at: usize, on_the_way: &mut BTreeSet<usize>) -> bool {
        if let Some(is_copy) = self.decided[at] {
            return is_copy;
        }
        let is_copy = match &self.targets[at] {
            None => false,
            Some(target) if self.pages.contains(target) => true,
            Some(target) => match self.others.get(target).copied() {
                Some(next) if next != at && on_the_way.insert(at) && !on_the_way.contains(&next) => {
                    self.is_copy(next, on_the_way);
                    true
                }
                _ => false,
            },
        };
        self.decided[at] = Some(is_copy);
        is_copy
    }
}

/// Returns `canonical` relative to the root, if it is there.
pub(super) fn relative(canonical: &str, url: &str, base: &str) -> Option<String> {
    if is_relative(canonical) {
        return Some(joined(url, canonical));
    }
    let (base_host, base_path) = host(base);
    let (host, path) = host(without_scheme(canonical));
    let is_here = host.is_empty() || base_host.is_empty() || host.eq_ignore_ascii_case(base_host);
    let path = path.strip_prefix(base_path).or_else(|| (base_path.strip_suffix('/') == Some(path)).then_some(""));
    path.filter(|_| is_here).map(str::to_owned)
}

/// Cuts an address without scheme into host, which may be missing, and path.
fn host(address: &str) -> (&str, &str) {
    match address.find('/') {
        Some(at) => address.split_at(at),
        None => (address, "/"),
    }
}

fn without_scheme(url: &str) -> &str {
    let after = ["https://", "http://", "//"].into_iter().find_map(|scheme| url.strip_prefix(scheme));
    after.unwrap_or(url)
}

/// Returns an address as all spellings of it come to: without fragment and query, percent-encoded letters decoded, the
/// host in lower case and without the port that its scheme has anyway.
pub(super) fn spelled(address: &str) -> String {
    let address = address.trim();
    let address = address.split(['#', '?']).next().unwrap_or(address);
    let decoded = percent_encoding::percent_decode_str(address).decode_utf8();
    let address = decoded.unwrap_or(std::borrow::Cow::Borrowed(address)).into_owned();
    let Some((scheme, rest)) =
        address.split_once("//").filter(|(scheme, _)| scheme.is_empty() || scheme.ends_with(':'))
    else {
        return address;
    };
    let scheme = scheme.to_ascii_lowercase();
    let (host, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
    let port = if scheme == "http:" { ":80" } else { ":443" };
    let host = host.to_ascii_lowercase();
    format!("{scheme}//{}{path}", host.strip_suffix(port).unwrap_or(&host))
}

fn trimmed(canonical: &str) -> &str {
    let canonical = canonical.trim();
    canonical.split(['#', '?']).next().unwrap_or(canonical)
}

/// Whether it is relative to the page.
fn is_relative(canonical: &str) -> bool {
    !canonical.starts_with('/') && !canonical.contains(':')
}

/// Resolves `relative` on the page `url`, both within the site.
pub(super) fn joined(url: &str, relative: &str) -> String {
    let mut path: Vec<&str> = url.strip_prefix("./").unwrap_or(url).split('/').collect();
    path.pop();
    for step in trimmed(relative).split('/') {
        match step {
            "." => {}
            ".." => _ = path.pop(),
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of the pages are copies, and of what.
    fn copies(base: Option<&str>, pages: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut canonicals = Canonicals::new(base);
        let (mut own, mut others) = (BTreeSet::new(), Vec::new());
        for (url, canonical) in pages {
            match canonicals.note(url, canonical) {
                Says::Own => _ = own.insert(bare(url).to_owned()),
                Says::Other => others.push(((*url).to_owned(), (*canonical).to_owned())),
            }
        }
        let decided = canonicals.decide(&others, &own).unwrap();
        others.iter().zip(decided).filter_map(|((url, _), copy)| Some((url.clone(), copy?))).collect()
    }

    #[test]
    fn a_copy_is_left_out_for_the_page_that_it_names() {
        let pages = [
            ("./", "https://example.org/docs/"),
            ("a/", "https://example.org/docs/a/"),
            ("b/", "https://example.org/docs/b/index.html"),
            ("print/a.html", "https://example.org/docs/a/"),
            ("old/b/", "/docs/b/"),
            ("c/copy.html", "../b/"),
        ];
        let copy = |url: &str, of: &str| (url.to_owned(), of.to_owned());
        let expected = [copy("print/a.html", "a"), copy("old/b/", "b"), copy("c/copy.html", "b")];
        for base in [None, Some("https://example.org/docs/"), Some("/docs/")] {
            let root_relative = if base.is_none() { &expected[..1] } else { &expected[..2] };
            let found = copies(base, &pages);
            assert!(root_relative.iter().all(|copy| found.contains(copy)), "{base:?}: {found:?}");
            assert!(found.contains(&expected[2]), "{base:?}: {found:?}");
        }
    }

    #[test]
    fn addresses_elsewhere_and_of_missing_pages_change_nothing() {
        let pages = [
            ("a/", "https://example.org/a/"),
            ("b/", "https://other.org/a/"),
            ("c/", "https://example.org/missing/"),
            ("d/", "not an address at all: %"),
        ];
        assert_eq!(copies(None, &pages), []);
        assert_eq!(copies(Some("https://example.org/"), &pages), []);
    }

    #[test]
    fn of_a_circle_one_page_stays() {
        let pages = [("a/", "/b/"), ("b/", "/a/"), ("c/", "/b/")];
        let found = copies(Some("/"), &pages);
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn a_template_that_calls_every_page_the_home_page_is_not_believed() {
        let pages = [String::new()].into();
        let others: Vec<_> = (0..20).map(|at| (format!("{at}/"), "/".to_owned())).collect();
        let mut canonicals = Canonicals::new(Some("/"));
        assert!(others.iter().all(|(url, canonical)| canonicals.note(url, canonical) == Says::Other));
        assert_eq!(canonicals.decide(&others, &pages), Err(String::new()));
    }
}
