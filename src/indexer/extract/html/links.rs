//! Addresses within a site.

use crate::address::address;

/// Where a page is, to tell links to other pages of its site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site<'a> {
    pub path: &'a str,
    /// The host that the page says it is on.
    pub host: Option<&'a str>,
    /// What the page's links are relative to, if not to itself.
    pub base: Option<&'a str>,
}

impl Site<'_> {
    /// Whether `link` leads to another page of the site.
    pub fn holds(self, link: &str) -> bool {
        let link = link.trim();
        if link.is_empty() || link.starts_with(['#', '?']) {
            return false;
        }
        let elsewhere = match link.split_once("//") {
            Some((scheme, rest)) if scheme.is_empty() || scheme.ends_with(':') => {
                let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
                return self.host.is_some_and(|own| own.eq_ignore_ascii_case(host));
            }
            _ => is_absolute(link) && !link.starts_with('/'),
        };
        let file = self.path.rsplit('/').next().unwrap_or_default();
        let is_itself = link.strip_prefix(file).is_some_and(|rest| rest.is_empty() || rest.starts_with('#'));
        let path = link.split(['#', '?']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_page = name.rsplit_once('.').is_none_or(|(_, ending)| {
            !ending.bytes().all(|byte| byte.is_ascii_alphabetic()) || ["html", "htm", "xhtml"].contains(&ending)
        });
        !elsewhere && !is_itself && is_page
    }

    /// Whether `link` leads to the first page of the site, or of its part of the site.
    pub fn is_home(self, link: &str) -> bool {
        let path = link.split_once("://").map_or(link, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let is_above = path.split('/').all(|step| step.is_empty() || step == "." || step == "..");
        is_above && !link.starts_with('#') && (bare(&address(self.path)).is_empty() || !self.is_own(link))
    }

    /// Whether `link` leads to the page itself.
    pub fn is_own(self, link: &str) -> bool {
        let (link, own) = (link.split(['#', '?']).next().unwrap_or_default(), address(self.path));
        let (to, own) = (resolve(&own, self.base, link), bare(&own));
        let is_end = |to: &str| to.strip_suffix(own).is_some_and(|rest| rest.ends_with('/'));
        bare(&to) == own || is_absolute(&to) && !own.is_empty() && is_end(bare(&to))
    }
}

/// Returns an address without what hosts may leave out.
fn bare(address: &str) -> &str {
    let address = address.strip_suffix(".html").unwrap_or(address);
    let address = if address == "index" { "" } else { address.strip_suffix("/index").unwrap_or(address) };
    address.strip_suffix('/').unwrap_or(address)
}

/// Returns `link`, as it is written on the page `path`, relative to the root of the site. What begins
/// with a scheme or a slash stays as it is: where a site is on its host, pages don't say.
pub(super) fn resolve(path: &str, base: Option<&str>, link: &str) -> String {
    if is_absolute(link) {
        return link.to_owned();
    }
    let from = match base {
        Some(base) if is_absolute(base) => {
            let host = base.find("//").map_or(0, |at| at + 2);
            let folder = base[host..].rfind('/').map_or(base, |slash| &base[..host + slash]);
            return format!("{folder}/{link}");
        }
        Some(base) => join(path, base),
        None => path.to_owned(),
    };
    join(&from, link)
}

fn is_absolute(link: &str) -> bool {
    let scheme = link.split_once(':').map(|(scheme, _)| scheme);
    link.starts_with('/') || scheme.is_some_and(|scheme| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Resolves a relative link; `..` leads no higher than the root.
fn join(from: &str, link: &str) -> String {
    let end = link.find(['?', '#']).unwrap_or(link.len());
    let (link, suffix) = link.split_at(end);
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/") + suffix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_home_or_to_the_page_itself() {
        let site = |path| Site { path, host: None, base: None };
        for (path, link, is_home, is_own) in [
            ("index.html", "/", true, true),
            ("index.html", ".", true, true),
            ("a.html", "./", true, false),
            ("docs/a.html", "../index.html", true, false),
            ("docs/a.html", "a.html", false, true),
            ("docs/a.html", "/base/docs/a", false, true),
            ("docs/a/index.html", ".", false, true),
            ("docs/a/index.html", "../..", true, false),
            ("docs/a/index.html", "https://example.org/docs/a/", false, true),
            ("docs/a/index.html", "https://example.org/", true, false),
            ("docs/a/index.html", "../b/", false, false),
            ("docs/a/index.html", "#top", false, false),
        ] {
            let found = (site(path).is_home(link), !link.starts_with('#') && site(path).is_own(link));
            assert_eq!(found, (is_home, is_own), "{link} on {path}");
        }
    }

    #[test]
    fn links_are_resolved_from_their_page() {
        for (path, base, link, expected) in [
            ("a.html", None, "b.png", "b.png"),
            ("docs/a/index.html", None, "images/b.png?v=../2", "docs/a/images/b.png?v=../2"),
            ("docs/a/index.html", None, "../b.png", "docs/b.png"),
            ("docs/a.html", None, "./../../../b.png", "b.png"),
            ("docs/a.html", None, "/img/b.png", "/img/b.png"),
            ("docs/a.html", None, "//host/b.png", "//host/b.png"),
            ("docs/a.html", None, "https://host/b.png", "https://host/b.png"),
            ("docs/a.html", Some("/"), "b.png", "/b.png"),
            ("docs/a.html", Some("/app/x"), "b.png", "/app/b.png"),
            ("docs/a.html", Some("https://host"), "b.png", "https://host/b.png"),
            ("docs/a.html", Some("../"), "b.png", "b.png"),
        ] {
            assert_eq!(resolve(path, base, link), expected, "{path} {base:?} {link}");
        }
    }
}
