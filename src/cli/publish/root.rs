//! Where the root of the site is, as seen from the folder of the index.

use std::path::Path;

use crate::config::Config;

/// The root of the site: an address, absolute or relative to the folder of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Root(pub String);

impl Root {
    /// Returns the way up from the folder within the site, the address that was given, or what the widget takes for
    /// it.
    pub fn new(config: &Config) -> Self {
        let real = |path: &Path| path.canonicalize().ok();
        let up = || {
            let site = real(config.settings.site.as_deref()?)?;
            let parent = config.out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let inside = real(parent)?.strip_prefix(&site).ok()?.components().count();
            Some("../".repeat(inside + 1))
        };
        Self(up().or_else(|| config.settings.base_url.clone()).unwrap_or_else(|| "../".to_owned()))
    }

    /// Whether the widget takes something else for the root, unless it is told.
    pub fn needs_saying(&self) -> bool {
        self.0 != "../"
    }

    /// Returns the address of a page, or nothing for what a page must not link to.
    pub fn link(&self, url: &str) -> Option<String> {
        if url.starts_with("https://") || url.starts_with("http://") {
            return Some(url.to_owned());
        }
        if url.starts_with('/') {
            return Some(format!("{}{url}", self.host(url.starts_with("//"))));
        }
        let first = url.split(['/', '?', '#']).next().unwrap_or_default();
        (!first.contains(':')).then(|| format!("{}{}", self.0, url.strip_prefix("./").unwrap_or(url)))
    }
}

impl Root {
    /// Returns the scheme of an absolute root, with its host where `is_scheme_enough` is false.
    fn host(&self, is_scheme_enough: bool) -> &str {
        let Some((scheme, rest)) = self.0.split_once("//") else { return "" };
        let host = if is_scheme_enough { 0 } else { 2 + rest.find('/').unwrap_or(rest.len()) };
        &self.0[..scheme.len() + host]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_other_sites_stay() {
        let link = |url: &str| Root("/docs/".to_owned()).link(url);
        assert_eq!(link("https://example.org/a").as_deref(), Some("https://example.org/a"));
        assert_eq!(link("a/b:c.html").as_deref(), Some("/docs/a/b:c.html"));
        assert_eq!((link("data:text/html,x"), link("/a").as_deref()), (None, Some("/a")));
        let link = |url: &str| Root("https://a.org/docs/".to_owned()).link(url).unwrap();
        assert_eq!(
            [link("/x"), link("//b.org/x"), link("./x:y")],
            ["https://a.org/x", "https://b.org/x", "https://a.org/docs/x:y"]
        );
    }
}
