//! Addresses within a site.

/// Returns `link`, as it stands on the page `path`, relative to the root of the site. What begins
/// with a scheme or a slash stays as it is: where a site lies on its host, pages don't say.
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
