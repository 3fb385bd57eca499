//! A flat folder of articles, each with a page of its own: what the demo is made of.

use findlet_indexer::{Document, address};

use crate::article::read;

/// An article, and where its page is.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The page's path in the site, `articles/NAME.html`; the document's address is this, encoded.
    pub path: String,
    /// The article.
    pub document: Document,
}

/// What became of the files of a folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Articles {
    /// The articles, by file name.
    pub found: Vec<Article>,
    /// Why a file gave none, a line for each.
    pub left_out: Vec<String>,
}

/// The file of a folder of articles that holds its [synonyms](findlet_indexer::Synonym::parse), if it has any.
pub const SYNONYMS: &str = "synonyms.txt";

/// Returns whether a file of this name is an article: a text, but neither the folder's own README
/// nor its synonyms.
#[must_use]
pub fn is_article(name: &str) -> bool {
    name != "README.md"
        && name != SYNONYMS
        && name.rsplit_once('.').is_some_and(|(_, ending)| ending == "txt" || ending == "md")
}

/// Reads the articles among `files` (name and content). What gives none, or has the page of one
/// before, is left out and named.
pub fn articles(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Articles {
    let mut files: Vec<_> = files.into_iter().filter(|(name, _)| is_article(name)).collect();
    files.sort();
    let mut articles = Articles::default();
    for (name, bytes) in files {
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let path = format!("articles/{stem}.html");
        match read(&name, &bytes) {
            Err(why) => articles.left_out.push(format!("{name} is left out: {why}")),
            Ok(_) if articles.found.iter().any(|other| other.path == path) => {
                articles.left_out.push(format!("{name} is left out: another article is {path} already; rename it"));
            }
            Ok(document) => {
                let document = Document { url: address(&path), ..document };
                articles.found.push(Article { path, document });
            }
        }
    }
    articles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &[u8])]) -> Articles {
        articles(files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())))
    }

    #[test]
    fn articles_have_pages_and_other_files_are_no_news() {
        let articles =
            of(&[("b c#.txt", b"Two"), ("a.md", b"One"), ("README.md", b"x"), (SYNONYMS, b"x = y"), ("x.html", b"x")]);
        let found: Vec<_> = articles.found.iter().map(|one| (one.path.as_str(), one.document.url.as_str())).collect();
        assert_eq!(found, [("articles/a.html", "articles/a.html"), ("articles/b c#.html", "articles/b%20c%23.html")]);
        assert_eq!(articles.left_out, Vec::<String>::new());
    }

    #[test]
    fn what_gives_no_article_is_named() {
        let articles = of(&[("river.txt", b"One"), ("river.md", b"Two"), ("a.txt", b"\xFF"), ("b.txt", b"")]);
        assert_eq!(articles.found.len(), 1);
        let [utf8, empty, second] = &articles.left_out[..] else { panic!("{:?}", articles.left_out) };
        assert!(utf8.starts_with("a.txt") && utf8.contains("byte 0") && empty.starts_with("b.txt"));
        assert!(second.starts_with("river.txt") && second.contains("articles/river.html"), "{second}");
    }
}
