//! The address of a page: what a visitor's address bar should show for a file.

use findlet_indexer::address;

use crate::config::{Config, Edge, Settings, Slash};

/// How files become addresses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Urls {
    pub index_html: Edge,
    pub html_extension: Edge,
    pub trailing_slash: Slash,
}

impl Urls {
    pub fn new(config: &Config) -> Self {
        let Settings { index_html, html_extension, trailing_slash, .. } = &config.settings;
        Self { index_html: *index_html, html_extension: *html_extension, trailing_slash: *trailing_slash }
    }

    /// Returns the address of the file `name`, relative to the root of the site; the root's own is `./`.
    pub fn of(self, name: &str) -> String {
        let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
        // Few hosts show index.htm for a folder.
        if file == "index.html" && self.index_html == Edge::Strip {
            return match (folder, self.trailing_slash) {
                ("", _) => "./".to_owned(),
                (folder, Slash::Remove) => address(folder),
                (folder, _) => address(folder) + "/",
            };
        }
        match file.rsplit_once('.') {
            Some((stem, "html" | "htm")) if self.html_extension == Edge::Strip && !stem.is_empty() => {
                let slash = if self.trailing_slash == Slash::Add { "/" } else { "" };
                address(&name[..name.len() - file.len() + stem.len()]) + slash
            }
            _ => address(name),
        }
    }
}

/// Returns what is left of an address when what hosts treat as equal is taken away: the name index.html, the ending
/// .html and a slash at the end.
pub(super) fn bare(url: &str) -> &str {
    let url = url.strip_prefix("./").unwrap_or(url);
    let folder = |end: &str| url.strip_suffix(end).filter(|folder| folder.is_empty() || folder.ends_with('/'));
    let url = folder("index.html").or_else(|| folder("index.htm")).or_else(|| folder("index")).unwrap_or(url);
    let url = url.strip_suffix(".html").or_else(|| url.strip_suffix(".htm")).unwrap_or(url);
    url.trim_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["index.html", "a/index.html", "a/b.html", "a/b c.md", "a/index.md"];

    fn all(index_html: Edge, html_extension: Edge, trailing_slash: Slash) -> [String; 5] {
        NAMES.map(|name| Urls { index_html, html_extension, trailing_slash }.of(name))
    }

    #[test]
    fn folders_stand_for_their_index() {
        assert_eq!(all(Edge::Strip, Edge::Keep, Slash::Keep), ["./", "a/", "a/b.html", "a/b%20c.md", "a/index.md"]);
        assert_eq!(
            all(Edge::Keep, Edge::Keep, Slash::Add),
            ["index.html", "a/index.html", "a/b.html", "a/b%20c.md", "a/index.md"]
        );
    }

    #[test]
    fn endings_and_slashes_are_as_the_host_has_them() {
        assert_eq!(all(Edge::Strip, Edge::Strip, Slash::Keep)[..3], ["./", "a/", "a/b"]);
        assert_eq!(all(Edge::Strip, Edge::Strip, Slash::Add)[..3], ["./", "a/", "a/b/"]);
        assert_eq!(all(Edge::Strip, Edge::Strip, Slash::Remove)[..3], ["./", "a", "a/b"]);
        assert_eq!(all(Edge::Keep, Edge::Strip, Slash::Keep)[..3], ["index", "a/index", "a/b"]);
    }

    #[test]
    fn what_hosts_treat_as_equal_is_equal() {
        for url in ["a/b", "a/b/", "a/b.html", "a/b/index.html", "/a/b/", "./a/b/index"] {
            assert_eq!(bare(url), "a/b", "{url}");
        }
        assert_eq!(
            [bare("./"), bare("index.html"), bare("reindex.html"), bare("a/indexes")],
            ["", "", "reindex", "a/indexes"]
        );
    }
}
